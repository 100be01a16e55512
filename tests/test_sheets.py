"""Rows of tables from files beside a draft: what a workbook shows is what is printed, and what cannot be read is told."""

from __future__ import annotations

import io
import unicodedata
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from ctct.diagnostics import Rejected
from ctct.pipeline import check
from ctct.project import sheets
from ctct.project.files import Source
from ctct.runs.citing import imported
from ctct.runs.mail_merge import with_data
from ctct.source import csv_rows, workbook
from ctct.source.csv_rows import read_csv
from ctct.source.workbook import read_workbook
from drafts import built

openpyxl = pytest.importorskip("openpyxl")

DRAFT = """\
loai: bao_cao
co_quan: Tỉnh ủy
so_ky_hieu: 05-BC/TU
ngay: 06/4/2021
trich_yeu: công tác
noi_dung: Kết quả.
bang: {{cot: [A, B], dong: {name}}}
nguoi_ky: {{ho_ten: Đặng Ngọc Huy}}
"""


def saved(*rows: list[Any], forms: dict[str, str] | None = None, merged: tuple[str, ...] = ()) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for cell, form in (forms or {}).items():
        book.active[cell].number_format = form
    for area in merged:
        book.active.merge_cells(area)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def told(data: bytes, name: str = "a.xlsx") -> list[str]:
    Path(name).write_bytes(data)
    return [one.message for one in check(Source("x.yaml", DRAFT.format(name=name).encode(), Path.cwd())).findings]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (1234567, "General", "1234567"),
        (1234567, "#,##0", "1.234.567"),
        (1234567.5, "#,##0.00", "1.234.567,50"),
        (0.125, "0.0%", "12,5%"),
        (2.5, "0", "3"),
        (0.1 + 0.2, "General", "0,3"),
        (-3, "#,##0;(#,##0)", "(3)"),
        (-3, r"_(* #,##0_);_(* \(#,##0\);_(* \-??_);_(@_)", "(3)"),
        (-3, "#,##0", "-3"),
        (7, "000", "007"),
        (date(2026, 6, 5), "mm/yyyy", "06/2026"),
        (date(2026, 6, 5), "dd/mm/yyyy", "05/06/2026"),
        (datetime(2026, 6, 5, 7, 30), "dd/mm/yyyy hh:mm", "07:30 05/06/2026"),
        (True, "General", "TRUE"),
        ("007", "General", "007"),
        (" Thôn 1 ", "General", "Thôn 1"),
    ],
)  # fmt: skip
def test_values_are_printed_as_their_formats_show_them(value: Any, form: str, shown: str) -> None:
    assert [row.cells for row in read_workbook(saved([value], forms={"A1": form})).rows] == [(shown,)]


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (45.1, '0.0"%"'),
        (0.5, "# ?/?"),
        (1234567, "#,##0,"),
        (1200, '#,##0 "₫"'),
        (123456, "0.00E+00"),
        (1e300, "0.00"),
        (timedelta(hours=30), "[h]:mm"),
    ],
)
def test_formats_that_are_not_understood_are_refused_at_their_cell(value: Any, form: str) -> None:
    with pytest.raises(Rejected) as refused:
        read_workbook(saved([value], forms={"A1": form}))
    assert "ô A1 (dòng 1) có định dạng" in refused.value.diagnostics[0].message


@pytest.mark.parametrize("area", ["A1:XFD1048576", "A1:BL100000"])
def test_small_workbook_of_vast_areas_is_refused_before_it_is_read(area: str) -> None:
    book = openpyxl.Workbook()
    book.active.append([1])
    data = io.BytesIO()
    book.save(data)
    made = io.BytesIO()
    with ZipFile(data) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            merged = f'</sheetData><mergeCells count="1"><mergeCell ref="{area}"/></mergeCells>'.encode()
            new.writestr(name, old.read(name).replace(b"</sheetData>", merged))
    with pytest.raises(Rejected, match="BG06: có hơn"):
        read_workbook(made.getvalue())


def test_merged_cells_and_blank_rows() -> None:
    rows = read_workbook(saved(["a", 1], [None, 2], [None, None], ["b", None], merged=("A1:A2", "A4:B4"))).rows
    assert [(row.line, row.cells) for row in rows] == [(1, ("a", "1")), (2, ("^", "2")), (4, ("b", "<"))]


def test_formulas_errors_and_strangers_are_refused(in_tmp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(saved(["a", 1], ["b", "=B1*2"])) == ["tệp số liệu «a.xlsx»: ô B2 (dòng 2) là công thức, không phải giá trị"]
    assert told(b"a,b") == ["tệp số liệu «a.xlsx»: không phải là tệp Excel .xlsx, hoặc đã hỏng"]
    package = io.BytesIO()
    with ZipFile(package, "w", ZIP_DEFLATED) as made:
        made.writestr("a", b"0" * (workbook.LIMIT_UNPACKED + 1))
    assert told(package.getvalue()) == ["tệp số liệu «a.xlsx»: tệp mở ra lớn hơn 64 MB"]
    with ZipFile(package := io.BytesIO(), "w") as made, ZipFile(io.BytesIO(saved(["a"]))) as sound:
        for part in sound.namelist():
            made.writestr(part, sound.read(part).replace(b"<worksheet", b'<!DOCTYPE w [<!ENTITY a "aaaa">]><worksheet'))
    assert told(package.getvalue()) == ["tệp số liệu «a.xlsx»: không phải là tệp Excel .xlsx, hoặc đã hỏng"]
    far = openpyxl.Workbook()
    far.active["A1048576"] = 1
    far.save("far.xlsx")
    assert told(Path("far.xlsx").read_bytes()) == ["tệp số liệu «a.xlsx»: có hơn 5000 dòng hoặc 64 cột"]
    monkeypatch.setattr(sheets, "LIMIT", 10)
    assert "tệp lớn hơn" in told(saved(["a"]))[0]


def test_without_openpyxl_a_workbook_is_refused_with_what_to_do(in_tmp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = saved(["a"])
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    assert told(data) == ["tệp số liệu «a.xlsx»: đọc tệp Excel cần thêm openpyxl"]


def test_rows_of_csv_are_bounded() -> None:
    with pytest.raises(Rejected):
        read_csv("a\n" * (csv_rows.LIMIT_ROWS + 1))
    assert [row.cells for row in read_csv("a\tb\n1,5\t2\n")] == [("a", "b"), ("1,5", "2")]


def test_a_draft_without_a_folder_takes_no_rows_from_files() -> None:
    outcome = check(Source("x.yaml", DRAFT.format(name="a.csv").encode(), Path("/nonexistent"), alone=True))
    assert [one.code for one in outcome.findings] == ["BG06"]


def test_rows_of_a_workbook_are_printed(in_tmp: Path) -> None:
    Path("a.xlsx").write_bytes(saved(["A", "B"], ["Thôn 1", 5]))
    assert built(Source("x.yaml", DRAFT.format(name="a.xlsx").encode(), Path.cwd()))


@pytest.mark.parametrize("name", ["b.csv ", " b.csv"])
def test_blanks_round_the_name_of_a_file_change_nothing(in_tmp: Path, name: str) -> None:
    Path("b.csv").write_text("1;2\n", "utf-8")
    source = Source("x.yaml", DRAFT.format(name=f'"{name}"').encode(), Path.cwd())
    outcome = check(source)
    assert not outcome.findings
    assert outcome.resolved
    assert [len(row.o) for row in outcome.resolved.bang[0].dong] == [2]


def test_file_without_rows_is_told(in_tmp: Path) -> None:
    assert told(b"", "b.csv") == ["tệp số liệu «b.csv»: không có dòng nào"]


def test_a_file_named_often_prints_no_more_than_a_document_holds(in_tmp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LIMIT_TOGETHER", 5)
    Path("b.csv").write_text("1;2\n3;4\n", "utf-8")
    draft = DRAFT.format(name="[{tep: b.csv}, {tep: b.csv}, {tep: b.csv}, {tep: b.csv}]")
    found = check(Source("x.yaml", draft.encode(), Path.cwd())).findings
    assert [one.message for one in found] == ["các bảng lấy cả thảy hơn 5 dòng từ tệp"]


def rows_of(text: str) -> list[tuple[str, ...]]:
    return [row.cells for row in read_csv(text)]


def test_the_line_that_tells_excel_the_separator_is_no_row() -> None:
    assert read_csv("sep=;\r\na;1,5\r\n") == (csv_rows.SheetRow(2, ("a", "1,5")),)
    assert rows_of('"sep=|"\na|b,c\n') == [("a", "b,c")]
    assert rows_of("sep=\t\na\tb\n") == [("a", "b")]
    assert rows_of("sep;a\n") == [("sep", "a")]
    with pytest.raises(Rejected, match="dòng 3: dấu nháy kép"):
        read_csv('sep=,\na,b\n"c,d')


def test_commas_in_quotes_part_no_cells() -> None:
    assert rows_of('"Một, hai, ba";x\n1;2\n') == [("Một, hai, ba", "x"), ("1", "2")]
    assert rows_of('"Một\nhai, ba; bốn; năm",x\n') == [("Một\nhai, ba; bốn; năm", "x")]


def test_a_cell_that_is_too_long_is_told_as_that() -> None:
    with pytest.raises(Rejected, match="dòng 2: có ô dài hơn 131072 ký tự"):
        read_csv("a,b\nc," + "d" * 131_073)


def test_sheets_that_are_not_read_are_told(in_tmp: Path) -> None:
    """The first that a person sees and that says something is read; empty and hidden ones are no loss."""
    book = openpyxl.Workbook()
    for name, state, said in (("Ẩn", "hidden", "x"), ("Trống", "visible", None), ("Quý I", "visible", "một")):
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        sheet.append([said, said])
    book.remove(book.worksheets[0])
    book.save("a.xlsx")
    assert told(Path("a.xlsx").read_bytes()) == []
    book.create_sheet("Quý II").append(["hai", 2])
    book.save("a.xlsx")
    why = "tệp «a.xlsx» có nhiều trang tính, chỉ đọc trang đầu; không đọc «Quý II»"
    assert told(Path("a.xlsx").read_bytes()) == [why]
    assert read_workbook(Path("a.xlsx").read_bytes()).rows[0].cells == ("một", "một")
    Path("x.yaml").write_text(DRAFT.format(name="[[a, b]]").replace("Kết quả", "{{một}}"), "utf-8")
    outcome, _ = with_data(check(Source.from_file("x.yaml")), "a.xlsx")
    assert why in [one.message for one in outcome.findings]
    book["Quý I"].cell(1, 1).value = "Số, ký hiệu"
    book["Quý I"].cell(1, 2).value = None
    book.save("a.xlsx")
    assert imported("a.xlsx", None).notes == ["không đọc trang «Quý II»: không có cột «Số, ký hiệu»"]


def test_names_of_files_are_found_however_their_accents_are_put_together(in_tmp: Path) -> None:
    name = "số-liệu/quý-hai.csv"
    for form in ("NFC", "NFD"):
        file = Path(unicodedata.normalize(form, name))
        file.parent.mkdir()
        file.write_text("a,b\n", "utf-8")
        text = DRAFT.format(name=name).encode()
        assert not [one for one in check(Source("x.yaml", text, Path.cwd())).findings if one.code == "BG06"]
        file.unlink()
        file.parent.rmdir()


def test_two_names_that_read_the_same_are_told(in_tmp: Path) -> None:
    for form in ("NFC", "NFD"):
        Path(unicodedata.normalize(form, "số.csv")).write_text("a,b\n", "utf-8")
    text = DRAFT.format(name="số.csv").encode()
    (fault,) = (one for one in check(Source("x.yaml", text, Path.cwd())).findings if one.code == "BG06")
    assert "nhiều tệp cùng tên «số.csv», chỉ khác cách ghi dấu" in fault.message
