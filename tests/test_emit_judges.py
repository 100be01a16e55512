"""The validators find nothing in what ctct writes, and the judges' own lint finds each fault that it is there for."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctct.emit.word.document import write_docx
from ctct.layout.blocks import Rule, Run, Sheet
from judges import audit_errors, parts_of, sdk_errors, structural_faults
from test_emit_package import repacked
from test_emit_sheets import closing, letterhead, para, party, programme, regulation, sheet

SHEETS = {
    "programme": programme(),
    "regulation": regulation(),
    "letterhead alone": sheet(letterhead()),
    "tables that touch": sheet(letterhead(), closing(), Rule("Đường kẻ", 20)),
    "looks": sheet(para("Kính gửi", "Kính gửi: ", Run("Ban Tổ chức", bold=True, style="Chữ đứng"), Run("x", True, True))),
    "nothing": sheet(),
}


@pytest.fixture(params=[(name, literal) for name in SHEETS for literal in (False, True)], ids=str)
def written(request: pytest.FixtureRequest) -> bytes:
    name, literal = request.param
    return write_docx(SHEETS[name], party(mirrored=literal), literal_numbers=literal)


def test_openxml_audit_finds_nothing(written: bytes) -> None:
    assert audit_errors(written) == []


def test_own_lint_finds_nothing(written: bytes) -> None:
    assert structural_faults(written) == []


@pytest.mark.parametrize("name", SHEETS)
def test_open_xml_sdk_finds_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / "judged.docx"
    path.write_bytes(write_docx(SHEETS[name], party()))
    assert sdk_errors(path) == []


def broken(drawn: Sheet, name: str, old: str, new: str, times: int = 1) -> bytes:
    """A document in whose part ``name`` something was replaced."""
    data = write_docx(drawn, party())
    part = parts_of(data)[name].decode()
    assert old in part, old
    return repacked(data, {name: part.replace(old, new, times).encode()})


DOCUMENT, STYLES, NUMBERING, NOTES = (f"word/{name}.xml" for name in ("document", "styles", "numbering", "footnotes"))
RELS = "word/_rels/document.xml.rels"


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        (DOCUMENT, " REF _ct_muc ", " REF _ct_mucc ", "REF to an unknown bookmark: _ct_mucc"),
        (DOCUMENT, "NOTEREF _ctn1", "NOTEREF _ctn9", "NOTEREF to an unknown bookmark: _ctn9"),
        (DOCUMENT, '<w:numId w:val="2"/>', '<w:numId w:val="77"/>', "unknown numId: 77"),
        (DOCUMENT, '<w:ilvl w:val="2"/>', '<w:ilvl w:val="8"/>', "unknown level 8 of numId 1"),
        (STYLES, '<w:numId w:val="1"/>', '<w:numId w:val="77"/>', "unknown numId: 77"),
        (DOCUMENT, '<w:pStyle w:val="Muc"/>', '<w:pStyle w:val="Mucc"/>', "unknown paragraph style: Mucc"),
        (DOCUMENT, '<w:rStyle w:val="ChuNghieng"/>', '<w:rStyle w:val="Muc"/>', "unknown character style: Muc"),
        (STYLES, '<w:basedOn w:val="Heading1"/>', '<w:basedOn w:val="H"/>', "unknown style: H"),
        (NUMBERING, '<w:pStyle w:val="Muc"/>', '<w:pStyle w:val="Mucc"/>', "unknown paragraph style: Mucc"),
        (DOCUMENT, '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "", "word/document.xml: field without an end"),
        (DOCUMENT, 'fldCharType="begin"', 'fldCharType="separate"', "word/document.xml: field separate out of place"),
        (DOCUMENT, 'w:name="_ct_hai"', 'w:name="_CT_MUC"', "duplicate bookmark name: _ct_muc"),
        (DOCUMENT, '<w:bookmarkStart w:id="2"', '<w:bookmarkStart w:id="1"', "duplicate bookmark id: 1"),
        (DOCUMENT, '<w:bookmarkEnd w:id="2"/>', "", "bookmark without an end: 2"),
        (DOCUMENT, '<w:bookmarkEnd w:id="2"/>', '<w:bookmarkEnd w:id="99"/>', "end of no bookmark: 99"),
        (DOCUMENT, 'w:name="_ctn2"', 'w:name="2ctn"', "bad bookmark name: 2ctn"),
        (DOCUMENT, "</w:p></w:tc>", "</w:p><w:tbl/></w:tc>", "empty cell in word/document.xml"),
        (NUMBERING, '<w:abstractNumId w:val="2"/>', '<w:abstractNumId w:val="9"/>', "num of an unknown abstractNum: 9"),
        (NUMBERING, 'w:abstractNumId="2"', 'w:abstractNumId="1"', "duplicate abstractNum: 1"),
        (NUMBERING, '<w:num w:numId="2">', '<w:num w:numId="1">', "duplicate num: 1"),
        (STYLES, 'w:styleId="Muc"', 'w:styleId="Khoan"', "duplicate style id: Khoan"),
        (STYLES, '<w:name w:val="Mục"/>', '<w:name w:val="KHOẢN"/>', "duplicate style name: khoản"),
        (STYLES, '<w:name w:val="Mục"/>', '<w:name w:val="Mục, tiểu"/>', "style name that Word cuts at the comma: Mục, tiểu"),
        (DOCUMENT, '<w:t xml:space="preserve">, Tỉnh', "<w:t> Tỉnh", "blanks that XML drops: « Tỉnh ủy ban hành »"),
        (RELS, 'Target="header1.xml"', 'Target="none.xml"', "relationship to a missing part: word/none.xml"),
        (RELS, 'Target="header1.xml"', 'Target="footer1.xml"', "part that nothing leads to: word/header1.xml"),
        ("[Content_Types].xml", "/word/header1.xml", "/word/h.xml", "part without a content type of its own: word/header1.xml"),
        ("[Content_Types].xml", "/word/header1.xml", "/word/h.xml", "content type of a missing part: word/h.xml"),
        (DOCUMENT, '<w:footnoteReference w:id="2"/>', '<w:footnoteReference w:id="8"/>', "mark of an unknown footnote: 8"),
        (DOCUMENT, '<w:footnoteReference w:id="2"/>', "", "footnote that nothing marks: 2"),
        (NOTES, '<w:footnote w:id="2">', '<w:footnote w:id="1">', "duplicate footnote: 1"),
        ("word/header1.xml", '<w:pStyle w:val="Header"/>', '<w:pStyle w:val="Header" r:id="x"/>', "word/header1.xml: r:id"),
    ],
)
def test_own_lint_notices(name: str, old: str, new: str, fault: str) -> None:
    assert any(found.startswith(fault) for found in structural_faults(broken(programme(), name, old, new)))
