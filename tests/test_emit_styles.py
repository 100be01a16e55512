"""``styles.xml`` and ``numbering.xml``: what Word shows in its style pane and counts by."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from ctct.emit.word.document import write_docx
from ctct.emit.word.styles import style_ids, word_name
from ctct.layout.blocks import Level, Series
from judges import libreoffice, mammoth_styles, parts_of
from test_emit_docx import part, style
from test_emit_sheets import ARTICLES, CHAPTERS, DASHED, MARKED, PROGRAMME, number, para, party, programme, regulation, sheet


def test_style_is_written_out_flat() -> None:
    assert style("Khoản (lời văn)") == (
        '<style type="paragraph" customStyle="1" styleId="KhoanLoiVan"><name val="Khoản (lời văn)"/><basedOn val="Normal"/>'
        '<qFormat/><pPr><spacing before="120" line="360" lineRule="exact"/><ind left="0" firstLine="567"/><jc val="both"/>'
        '</pPr><rPr><sz val="28"/><szCs val="28"/></rPr></style>'
    )


def test_style_with_a_depth_stands_on_a_heading_that_says_only_that() -> None:
    assert style("heading 2") == (
        '<style type="paragraph" styleId="Heading2"><name val="heading 2"/><basedOn val="Normal"/><qFormat/>'
        '<pPr><outlineLvl val="1"/></pPr></style>'
    )
    assert style("Mục", programme()) == (
        '<style type="paragraph" customStyle="1" styleId="Muc"><name val="Mục"/><basedOn val="Heading2"/><qFormat/>'
        '<pPr><keepNext/><keepLines/><numPr><ilvl val="1"/><numId val="1"/></numPr>'
        '<spacing before="120" line="360" lineRule="exact"/><ind left="0" firstLine="567"/><jc val="both"/>'
        '<outlineLvl val="1"/></pPr><rPr><b/><sz val="28"/><szCs val="28"/></rPr></style>'
    )


def test_text_of_its_own_is_no_heading_and_not_linked() -> None:
    written = style("Mục (lời văn)", programme())
    assert '<basedOn val="Normal"/>' in written
    assert "outlineLvl" not in written
    assert "numPr" not in written


def test_notes_and_page_numbers_are_words_own_styles() -> None:
    assert '<style type="paragraph" styleId="FootnoteText"><name val="footnote text"/>' in style("footnote text")
    assert '<sz val="20"/>' in style("footnote text")
    assert '<jc val="center"/></pPr><rPr><sz val="28"/>' in style("header")


def test_defaults_are_the_layouts() -> None:
    defaults = part(sheet(), "word/styles.xml").partition("</docDefaults>")[0]
    font = "Times New Roman"
    assert f'<rFonts ascii="{font}" hAnsi="{font}" eastAsia="{font}" cs="{font}"/><sz val="28"/>' in defaults
    assert '<lang val="vi-VN" eastAsia="vi-VN"/>' in defaults
    assert "<widowControl/>" in defaults


def test_ids_are_ascii_and_unique_whatever_their_case() -> None:
    ids = style_ids(["Độ mật", "Đo mat", "DO MAT", "Normal", "Khoản của điều (lời văn)", "…", "Chú thích", "Heading 1"])
    assert list(ids.values()) == [
        "FootnoteText",
        "Header",
        "TOC1",
        "TOC2",
        "TOC3",
        "DoMat",
        "DoMat2",
        "DOMAT3",
        "Normal2",
        "KhoanCuaDieuLoiVan",
        "Kieu",
        "Heading12",
    ]


FLAT = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}%s"


def test_libreoffice_finds_every_style_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "styles.docx"
    path.write_bytes(write_docx(programme(), party()))
    tree = etree.parse(libreoffice([path], "fodt", tmp_path)[0])
    name = FLAT % ("style", "name")
    found = {one.get(FLAT % ("style", "display-name")) or one.get(name): one for one in tree.iter(FLAT % ("style", "style"))}
    for look in party().styles.values():
        if look.optional:  # of a table, of an appendix: written where there is one
            assert look.name not in found
        elif look.name not in ("Chú thích", "Số trang"):
            assert word_name(look.name) in found
    title = found["Tiêu đề Đảng"]
    assert title.find(FLAT % ("style", "text-properties")).get(FLAT % ("xsl-fo-compatible", "font-size")) == "15pt"
    assert title.find(FLAT % ("style", "paragraph-properties")).get(FLAT % ("xsl-fo-compatible", "text-align")) == "center"


def test_mammoth_reads_the_names_of_styles() -> None:
    read = mammoth_styles(write_docx(programme(), party()))
    ids = style_ids(party().styles)
    assert read["DongDem"] == "Dòng đệm"
    assert {read.pop(ids[style]) for style in ("Tên loại", "Nội dung", "Chữ nghiêng")} == {
        "Tên loại",
        "Nội dung",
        "Chữ nghiêng",
    }


# --- lists ------------------------------------------------------------------------------------------------------------

INDENT = '<pPr><ind left="0" firstLine="567"/></pPr>'


def test_levels_are_linked_to_their_styles() -> None:
    written = part(sheet(para("Mục", number=number("I.", 1)), series=(PROGRAMME,)), "word/numbering.xml")
    assert (
        '<lvl ilvl="0"><start val="1"/><numFmt val="upperLetter"/><pStyle val="Phan"/><suff val="space"/>'
        f'<lvlText val="%1."/><lvlJc val="left"/>{INDENT}<rPr><b/></rPr></lvl>'
        '<lvl ilvl="1"><start val="1"/><numFmt val="upperRoman"/><pStyle val="Muc"/>'
    ) in written
    assert '<numFmt val="decimal"/><pStyle val="Diem"/><suff val="space"/><lvlText val="%3.%4."/>' in written
    assert '<num numId="1"><abstractNumId val="1"/></num></numbering>' in written


def test_lists_alike_share_a_definition_and_start_anew() -> None:
    written = part(programme(), "word/numbering.xml")
    restart = '<lvlOverride ilvl="2"><startOverride val="1"/></lvlOverride>'
    assert (
        f'<num numId="2"><abstractNumId val="2"/>{restart}</num><num numId="3"><abstractNumId val="2"/>{restart}</num>'
        in written
    )
    assert '<num numId="4"><abstractNumId val="3"/><lvlOverride ilvl="1">' in written
    assert written.count("<abstractNum ") == 5
    assert written.count("<pStyle ") == 4


def test_sign_after_a_number_and_a_centred_number_have_no_blank_between() -> None:
    assert '<numFmt val="upperRoman"/><suff val="nothing"/><lvlText val="%2"/>' in part(programme(), "word/numbering.xml")
    chapters = part(regulation(), "word/numbering.xml")
    assert '<pStyle val="Chuong"/><suff val="nothing"/><lvlText val="Chương %2"/>' in chapters
    assert '<pStyle val="Dieu"/><suff val="space"/><lvlText val="Điều %1."/>' in chapters


def test_typed_level_counts_unseen_where_a_deeper_one_counts() -> None:
    written = part(regulation(), "word/numbering.xml")
    assert '<numFmt val="none"/><pStyle val="PhanCoTenRiengDong"/><suff val="nothing"/><lvlText val=""/>' in written
    assert '<pStyle val="DiemCuaKhoan"/>' not in written


def test_number_above_the_start_of_a_list_is_written_out() -> None:
    written = part(programme(), "word/numbering.xml")
    assert written.count('<lvlText val="3.%4."/>') == 1
    alone = PROGRAMME._replace(name="1")
    odd = part(sheet(para("Điểm", number=number("x", 3, "1")), series=(PROGRAMME, alone)), "word/numbering.xml")
    assert odd.count('<lvlText val="%3.%4."/>') == 2


def test_list_that_is_not_used_has_no_start() -> None:
    written = part(sheet(series=(PROGRAMME, MARKED, DASHED)), "word/numbering.xml")
    assert "startOverride" not in written


@pytest.mark.parametrize("levels", [(CHAPTERS.levels[1], CHAPTERS.levels[1]), (Level("Mục", "decimal", "%1."),)])
def test_style_is_linked_to_one_level_only(levels: tuple[Level, ...]) -> None:
    written = part(sheet(series=(PROGRAMME, ARTICLES, Series("x", levels))), "word/numbering.xml")
    assert written.count('<pStyle val="Muc"/>') == 1
    assert '<pStyle val="Chuong"/>' not in written


def test_no_list_no_numbering() -> None:
    assert "word/numbering.xml" not in parts_of(write_docx(sheet(), party()))
