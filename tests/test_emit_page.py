"""Paper, page numbers, the foot of page 1, and what the file says of itself."""

from __future__ import annotations

import pytest
from lxml import etree

from ctct.emit.word.document import write_docx
from ctct.layout.blocks import Sheet
from ctct.project.files import Source
from drafts import built
from judges import parts_of
from test_emit_docx import part
from test_emit_sheets import NOTHING, ROOT, letterhead, party, programme, regulation, sheet


def relationship(drawn: Sheet, name: str) -> str:
    """The id by which the document knows a part of its own."""
    relations = etree.fromstring(parts_of(write_docx(drawn, party()))["word/_rels/document.xml.rels"])
    return next(str(one.get("Id")) for one in relations if one.get("Target") == name)


def test_page_has_its_margins_and_a_number_from_the_second_on() -> None:
    written = part(sheet(), "word/document.xml")
    assert written.endswith(
        f'<sectPr><headerReference type="default" r:id="{relationship(sheet(), "header1.xml")}"/><pgSz w="11906" h="16838"/>'
        '<pgMar top="1134" right="850" bottom="1134" left="1701" header="567" footer="567" gutter="0"/><titlePg/></sectPr>'
        "</body></document>"
    )
    assert '<pStyle val="Header"/></pPr>' in part(sheet(), "word/header1.xml")
    assert "<instrText> PAGE </instrText>" in part(sheet(), "word/header1.xml")


def test_foot_of_the_first_page_is_a_footer() -> None:
    foot = relationship(programme(), "footer1.xml")
    assert f'<footerReference type="first" r:id="{foot}"/>' in part(programme(), "word/document.xml")
    assert "<t>Điện thoại: 0255 382 2222</t>" in part(programme(), "word/footer1.xml")


def test_pages_of_two_sides_mirror_their_margins() -> None:
    settings = parts_of(write_docx(sheet(), party(mirrored=True)))["word/settings.xml"]
    assert b"<w:mirrorMargins/>" in settings
    assert "mirrorMargins" not in part(sheet(), "word/settings.xml")
    assert "updateFields" not in part(sheet(), "word/settings.xml")


def test_properties_are_the_documents_and_no_machines() -> None:
    core = part(programme(), "docProps/core.xml")
    assert "<dc:title>Chương trình công tác</dc:title><dc:subject>CTr/TU</dc:subject>" in core
    assert "<dc:creator>Tỉnh ủy Quảng Ngãi</dc:creator><dc:language>vi-VN</dc:language>" in core
    assert core.count(">2021-04-03T00:00:00Z<") == 2
    assert "dcterms:" not in part(Sheet((), (), (), NOTHING), "docProps/core.xml").replace("xmlns:dcterms", "")


def drafted(name: str, old: str = "", new: str = "") -> str:
    """The parts of an example, changed in one place, one after the other."""
    draft = ROOT / "examples" / name
    text = draft.read_text("utf-8")
    assert old in text
    source = Source(str(draft), text.replace(old, new, 1).encode(), draft.parent)
    return "".join(written.decode() for written in parts_of(built(source)).values())


def test_gap_for_the_pen_is_on_the_page_and_not_in_the_properties() -> None:
    written = drafted("quy-II-2021.yaml")
    assert "<dc:subject>Số -CTr/TU</dc:subject>" in written
    assert "Số      -CTr/TU<" in written


def test_table_of_a_draft_says_its_name_and_its_columns() -> None:
    columns = "TT; Nguồn vốn; Kế hoạch; Giải ngân; Tỷ lệ (%)"
    assert f'<w:tblCaption w:val="{columns}"/></w:tblPr>' in drafted("nha-nuoc/bao-cao.yaml")
    named = drafted("nha-nuoc/bao-cao.yaml", "        bang:\n", "        bang:\n          ten: Vốn đầu tư\n")
    assert f'<w:tblCaption w:val="Vốn đầu tư"/><w:tblDescription w:val="{columns}"/></w:tblPr>' in named


@pytest.mark.parametrize("literal", [False, True])
@pytest.mark.parametrize("drawn", [programme(), regulation(), sheet(letterhead()), sheet()])
def test_every_part_is_xml(drawn: Sheet, literal: bool) -> None:
    for written in parts_of(write_docx(drawn, party(), literal_numbers=literal)).values():
        assert etree.fromstring(written).tag.startswith("{"), "well-formed, its root in a namespace"
