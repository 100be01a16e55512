"""What a copy has that the draft cannot take: nothing of it is passed over; and rows of works, which the draft can."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml import etree

from copies import AUTHOR, Office, built, merged
from ctct.project.files import Source
from stripped import stripped
from test_import import drawn
from test_merge import checked

ROOT = Path(__file__).parents[1]
WORKS = ROOT / "examples/nha-nuoc/chuong-trinh-bang.yaml"
LETTER = ROOT / "examples/nha-nuoc/cong-van.yaml"
GROUP = "Bà Hoàng Thị Diệu Lam"


def without_names(element: Any) -> Any:
    for one in [one for one in element.iter() if "bookmark" in one.tag]:
        one.getparent().remove(one)
    return element


def test_what_is_no_text_is_told() -> None:
    source = Source.from_file(LETTER)
    office = Office(built(source))
    paragraph = office.find("sạt lở")
    paragraph.append(drawn('<w:r><w:pict><v:shape><v:imagedata r:id="rId1"/></v:shape></w:pict></w:r>'))
    paragraph.append(drawn('<w:r><w:pict><v:shape><v:textpath string="Khẩn"/></v:shape></w:pict></w:r>'))
    done = merged(source, office.saved())
    assert done.data == source.data
    assert [(edit.new, edit.fate, edit.line > 0) for edit in done.edits] == [
        ("[hình]", "unmapped", True),
        ("[chữ nghệ thuật: Khẩn]", "unmapped", True),
    ]


def test_words_at_the_edge_of_pages_are_told_as_such() -> None:
    source = Source.from_file(LETTER)
    office = Office(built(source))
    office.document.sections[0].footer.paragraphs[0].add_run("Tài liệu mật")
    (edit,) = merged(source, office.saved()).edits
    assert (edit.new, edit.why) == ("Tài liệu mật", "đầu trang, chân trang do thể thức in, dự thảo không có")


def test_a_row_of_works_goes_with_what_its_group_is_charged_with() -> None:
    source = Source.from_file(WORKS)
    office = Office(built(source))
    row = office.find("Kế hoạch tổ chức tết").getparent().getparent()
    row.getparent().remove(row)
    done = merged(source, office.saved())
    assert {edit.fate for edit in done.edits} == {"taken"}
    assert "Kế hoạch tổ chức tết" not in done.data.decode()
    assert done.data.decode().count(GROUP) == source.data.decode().count(GROUP)


def test_what_one_row_says_otherwise_of_its_group_is_told() -> None:
    source = Source.from_file(WORKS)
    office = Office(built(source))
    row = office.find("Kế hoạch tổ chức tết").getparent().getparent()
    office.delete(next(one for one in row.iter(qn("w:p")) if GROUP in "".join(one.itertext())))
    done = merged(source, office.saved())
    assert done.data == source.data
    assert [edit.why for edit in done.edits] == ["phân công của mục trên, dòng khác vẫn in: sửa khóa phân công ở dự thảo"]


def test_a_new_row_of_works_is_one_work() -> None:
    source = Source.from_file(WORKS)
    office = Office(built(source))
    row = office.find("Kế hoạch tổ chức tết").getparent().getparent()
    made = without_names(deepcopy(row))
    row.addnext(made)
    table = office.document.tables[1]
    cells = [docx.table._Cell(one, table) for one in made.findall(qn("w:tc"))]
    for cell, words in zip(cells, ("3", "Ngày hội đọc sách", "Nhà văn hóa xã", "", GROUP, "21/4/2026"), strict=True):
        for more in cell.paragraphs[1:]:
            more._p.getparent().remove(more._p)
        cell.paragraphs[0].text = words
    done = merged(source, office.saved())
    assert {edit.fate for edit in done.edits} == {"taken"}, done.edits
    text = done.data.decode()
    assert text.count("Ngày hội đọc sách") == text.count("Nhà văn hóa xã") == text.count("21/4/2026") == 1
    assert len(text.splitlines()) - len(source.data.decode().splitlines()) <= 5


def test_the_joiner_of_a_recorded_row_is_no_word(tmp_path: Path) -> None:
    text = LETTER.read_text("utf-8") + "bang:\n  cot: [Việc, Ai]\n  dong:\n    - [Rà soát, An]\n"
    source = Source("d.yaml", text.encode(), tmp_path)
    office = Office(built(source))
    table = next(one for one in office.document.tables if one.cell(0, 0).text == "Việc")
    row = without_names(deepcopy(table.rows[1]._tr))
    table.rows[1]._tr.addnext(row)
    for cell, words in zip(row.tc_lst, ("\u200dSơ kết", "Bình"), strict=True):
        run = next(cell.iter(qn("w:r")))
        next(run.iter(qn("w:t"))).text = words
        change = OxmlElement("w:ins", attrs={qn("w:id"): "7", **AUTHOR})
        run.addprevious(change)
        change.append(run)
    _, new = checked(source, office.saved())
    assert new == ["- [Sơ kết, Bình]"]


def test_the_first_note_of_a_draft_comes_with_its_words(tmp_path: Path) -> None:
    text = LETTER.read_text("utf-8")
    line = next(one for one in text.splitlines() if one.startswith("  - Rà soát") or "Rà soát các khu dân cư" in one)
    noted = text.replace(line, f"{line.rstrip()[:-1]}[^moi].", 1) + "chu_thich:\n  moi: Theo Công điện số 12.\n"
    copy = stripped(built(Source("d.yaml", noted.encode(), tmp_path)), keys=False)
    source = Source("d.yaml", text.encode(), tmp_path)
    done = merged(source, copy)
    assert {edit.new: edit.fate for edit in done.edits} == {"[chú thích]": "taken", "Theo Công điện số 12.": "taken"}
    assert done.data.decode().endswith("chu_thich:\n  gop-y-1: Theo Công điện số 12.\n")


def test_a_note_without_a_place_is_told_with_its_words(tmp_path: Path) -> None:
    source = Source.from_file(ROOT / "examples/quy-II-2021.yaml")
    office = Office(built(source))
    mark = next(one for one in office.document.element.iter(qn("w:footnoteReference"))).getparent()
    notes = next(one for one in office.document.part.package.iter_parts() if one.partname == "/word/footnotes.xml")
    root = etree.fromstring(notes.blob)
    made = without_names(deepcopy(root[-1]))
    made.set(qn("w:id"), "77")
    next(made.iter(qn("w:t"))).text = "Ghi chú lạc chỗ."
    for more in list(made.iter(qn("w:t")))[1:]:
        more.text = ""
    root.append(made)
    notes._blob = etree.tostring(root)
    mark = deepcopy(mark)
    mark.find(qn("w:footnoteReference")).set(qn("w:id"), "77")
    office.find("VIỆT NAM").append(mark)
    told = {edit.new.strip(): edit.fate for edit in merged(source, office.saved()).edits}
    assert told["Ghi chú lạc chỗ.-"] == "unmapped"
