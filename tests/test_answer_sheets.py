"""The sheet that goes out to bodies and comes back: only answers are read, faults are told by cell, and then nothing is written."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

import judges
from test_commands import ctct
from test_tien_do import DRAFT, PROGRESS, change, out, quarter

openpyxl = pytest.importorskip("openpyxl")
pytest.importorskip("xlsxwriter")

__all__ = ["quarter"]

HEADS = 4
"""The row that names the columns."""
COLUMNS = {"Mã": "A", "Nội dung": "C", "Trạng thái": "G", "Ngày xong": "H", "Tiến độ (%)": "I", "Kết quả": "J", "Lý do": "K"}


@pytest.fixture
def sheet(quarter: Path) -> Path:
    """The sheet of all works, as it goes out."""
    out("tien-do", str(quarter / DRAFT), "-o", "bang.xlsx")
    return Path("bang.xlsx")


def edit(path: Path, change: Callable[[Any, dict[str, int]], None]) -> None:
    """Change a sheet as a person does: ``change`` is given it and the row of each work by its id."""
    book = openpyxl.load_workbook(path)
    page = book.worksheets[0]
    rows = {page[f"A{row}"].value: row for row in range(HEADS + 1, page.max_row + 1)}
    change(page, rows)
    book.save(path)


def fill(path: Path, work: str, **answers: Any) -> None:
    names = {"trang_thai": "G", "ngay_xong": "H", "tien_do": "I", "ket_qua": "J", "ly_do": "K"}

    def put(page: Any, rows: dict[str, int]) -> None:
        for key, said in answers.items():
            page[f"{names[key]}{rows[work]}"] = said

    edit(path, put)


def saved_by_libreoffice(path: Path) -> Path:
    """Open a sheet in LibreOffice and save it there."""
    folder = path.parent / "lai"
    folder.mkdir()
    return judges.libreoffice([path], "xlsx:Calc MS Excel 2007 XML", folder)[0]


def taken(quarter: Path, *sheets: Path | str, code: int = 0) -> str:
    asked = [part for one in sheets for part in ("--tu", str(one))]
    done = ctct("tien-do", str(quarter / DRAFT), *asked)
    assert done.returncode == code, done.stderr.decode()
    return (done.stderr if code else done.stdout).decode()


def test_three_rows_edited_in_libreoffice_are_three_entries(quarter: Path, sheet: Path) -> None:
    before = (quarter / PROGRESS).read_text("utf-8").splitlines()
    fill(sheet, "kinh-te-xa-hoi@thang-6", trang_thai="Đã xong", ngay_xong=datetime(2021, 6, 30), tien_do=100)
    fill(sheet, "cong-tac-can-bo@thang-6", trang_thai="đã xong", ngay_xong="29/6/2021", tien_do=100, ket_qua="Chỉ thị, [số 9]")
    fill(sheet, "chat-van", ly_do="Không có: ý kiến")
    told = taken(quarter, saved_by_libreoffice(sheet))
    assert f"đã ghi {PROGRESS}: 3 việc\n" in told
    after = (quarter / PROGRESS).read_text("utf-8").splitlines()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [new for _, new in changed] == [
        '  chat-van: {trang_thai: xong, ngay_xong: 28/6/2021, ly_do: "Không có: ý kiến"}',
        '  cong-tac-can-bo@thang-6: {trang_thai: xong, tien_do: 100, ngay_xong: 29/6/2021, ket_qua: "Chỉ thị, [số 9]"}',
        "  kinh-te-xa-hoi@thang-6: {trang_thai: xong, tien_do: 100, ngay_xong: 30/6/2021}",
    ]


def test_a_sheet_that_says_nothing_new_changes_nothing(quarter: Path, sheet: Path) -> None:
    before = (quarter / PROGRESS).read_bytes()
    assert taken(quarter, saved_by_libreoffice(sheet)) == "các bảng không có gì mới\n"
    assert (quarter / PROGRESS).read_bytes() == before


def test_what_was_not_answered_does_not_undo_what_has_been_told_since(quarter: Path, sheet: Path) -> None:
    """A sheet goes out, another answer comes in, then the sheet comes back with other works filled in."""
    change(
        quarter / PROGRESS,
        "kinh-te-xa-hoi@thang-6: {trang_thai: dang_lam, tien_do: 50}",
        "kinh-te-xa-hoi@thang-6: {trang_thai: xong}",
    )
    fill(sheet, "chat-van", ket_qua="Thông báo số 12-TB/TU")
    assert ": 1 việc\n" in taken(quarter, sheet)
    assert "kinh-te-xa-hoi@thang-6: {trang_thai: xong}" in (quarter / PROGRESS).read_text("utf-8")


def test_a_trial_shows_and_writes_nothing(quarter: Path, sheet: Path) -> None:
    before = (quarter / PROGRESS).read_bytes()
    fill(sheet, "chat-van", ket_qua="Thông báo số 12-TB/TU")
    told = out("tien-do", str(quarter / DRAFT), "--tu", str(sheet), "--thu")
    assert "+  chat-van: {trang_thai: xong, ngay_xong: 28/6/2021, ket_qua: Thông báo số 12-TB/TU}" in told.splitlines()
    assert (quarter / PROGRESS).read_bytes() == before


def test_the_first_sheet_makes_the_file(quarter: Path) -> None:
    (quarter / PROGRESS).unlink()
    out("tien-do", str(quarter / DRAFT), "-o", "bang.xlsx")
    fill(Path("bang.xlsx"), "chat-van", trang_thai="Đã xong", ngay_xong=44_375)
    out("tien-do", str(quarter / DRAFT), "--tu", "bang.xlsx", "--ngay", "30/6/2021")
    told = (quarter / PROGRESS).read_text("utf-8")
    assert told == (
        "chuong_trinh: quy-II-2021.yaml\nden_ngay: 30/6/2021\nviec:\n  chat-van: {trang_thai: xong, ngay_xong: 28/6/2021}\n"
    )
    out("check", str(quarter / PROGRESS))


def renamed(page: Any, rows: dict[str, int]) -> None:
    page[f"G{HEADS}"] = "Trang thái hiện nay"


def put(work: str, column: str, said: Any) -> Callable[[Any, dict[str, int]], None]:
    def change(page: Any, rows: dict[str, int]) -> None:
        page[f"{COLUMNS[column]}{rows[work]}"] = said

    return change


def moved_key(page: Any, rows: dict[str, int]) -> None:
    page[f"A{rows['chat-van']}"] = "chat-vam"


def same_key(page: Any, rows: dict[str, int]) -> None:
    page[f"A{rows['chat-van']}"] = "nq-mien-nui"


def no_key(page: Any, rows: dict[str, int]) -> None:
    page[f"A{rows['chat-van']}"] = None


FAULTS: list[tuple[Callable[[Any, dict[str, int]], None], str]] = [
    (renamed, "không có cột «Trạng thái»; có phải «Trang thái hiện nay»?"),
    (moved_key, "ô A12: chương trình không có việc nào mang mã «chat-vam»; có phải «chat-van»?"),
    (same_key, "ô A12: mã «nq-mien-nui» đã có ở ô A6"),
    (no_key, "ô G12: dòng này có trả lời mà không có mã"),
    (put("chat-van", "Ngày xong", "31/6/2021"), "ô H12: không có ngày 31/6/2021"),
    (put("chat-van", "Ngày xong", "hôm qua"), "ô H12: không hiểu ngày"),
    (put("chat-van", "Ngày xong", datetime(1900, 1, 1)), "ô H12: ngày «01/01/1900» không thể là ngày của việc này"),
    (put("chat-van", "Ngày xong", 12), "ô H12: ngày «12/01/1900» không thể là ngày của việc này"),
    (put("chat-van", "Kết quả", "=1+1"), "ô J12 (dòng 12) là công thức, không phải giá trị"),
    (put("chat-van", "Trạng thái", "Đã song"), "ô G12: «Đã song» không phải một trạng thái; có phải «Đã xong»?"),
    (put("chat-van", "Tiến độ (%)", 120), "ô I12: «120» không phải số phần trăm"),
    (put("chat-van", "Tiến độ (%)", 0.5), "ô I12: «0,5» không phải số phần trăm"),
]


@pytest.mark.parametrize(("fault", "message"), FAULTS, ids=[message[:40] for _, message in FAULTS])
def test_a_fault_is_told_by_cell_and_nothing_is_written(
    quarter: Path, sheet: Path, fault: Callable[[Any, dict[str, int]], None], message: str
) -> None:
    before = (quarter / PROGRESS).read_bytes()
    fill(sheet, "kinh-te-xa-hoi@thang-6", trang_thai="Đã xong")
    edit(sheet, fault)
    told = taken(quarter, sheet, code=1)
    assert f"bang.xlsx: lỗi TD02: {message}" in told
    assert told.endswith("chưa ghi gì\n")
    assert (quarter / PROGRESS).read_bytes() == before


def test_two_sheets_must_not_contradict_each_other_nor_be_one(quarter: Path) -> None:
    out("tien-do", str(quarter / DRAFT), "--dang", "xlsx", "-o", "bang")
    one, other = Path("bang/bcsd-ubnd-tinh.xlsx"), Path("bang/van-phong-tinh-uy.xlsx")
    fill(one, "sau-thang-dau-nam", ket_qua="Báo cáo số 31-BC/TU")
    fill(other, "sau-thang-dau-nam", ket_qua="Báo cáo số 32-BC/TU")
    told = taken(quarter, one, other, code=1)
    assert "van-phong-tinh-uy.xlsx: lỗi TD02: ô J" in told
    assert "mà ô J" in told
    assert "của «bang/bcsd-ubnd-tinh.xlsx» ghi «Báo cáo số 31-BC/TU»" in told
    fill(other, "sau-thang-dau-nam", ket_qua="Báo cáo số 31-BC/TU")
    assert ": 1 việc\n" in taken(quarter, one, other)
    Path("chep.xlsx").write_bytes(one.read_bytes())
    assert "chep.xlsx: lỗi TD02: chính là tệp «bang/bcsd-ubnd-tinh.xlsx»" in taken(quarter, one, "chep.xlsx", code=1)


def test_what_is_no_sheet_is_told(quarter: Path) -> None:
    Path("a.xlsx").write_text("không phải", "utf-8")
    assert "a.xlsx: lỗi TD02: không phải là tệp Excel" in taken(quarter, "a.xlsx", code=1)
    assert "b.xlsx: lỗi TD02: không đọc được" in taken(quarter, "b.xlsx", code=1)
    book = openpyxl.Workbook()
    book.save("c.xlsx")
    assert "c.xlsx: lỗi TD02: không có cột «Mã»" in taken(quarter, "c.xlsx", code=1)


def test_the_same_sheet_has_the_same_bytes_and_locks_what_is_not_answered(quarter: Path, sheet: Path) -> None:
    first = sheet.read_bytes()
    sheet.unlink()
    out("tien-do", str(quarter / DRAFT), "-o", "bang.xlsx")
    assert sheet.read_bytes() == first
    book = openpyxl.load_workbook(sheet)
    page = book.worksheets[0]
    assert [page[f"{column}{HEADS}"].value for column in COLUMNS.values()] == list(COLUMNS)
    assert page.protection.sheet
    assert [page[f"{column}5"].protection.locked for column in "ACEGHIJK"] == [True, True, True, *[False] * 5]
    assert isinstance(page["H5"].value, datetime)
    assert book.sheetnames == ["Theo dõi", "Số liệu", "Đã gửi"]
    assert book["Đã gửi"].sheet_state == "veryHidden"


def test_an_unknown_body_is_told_with_the_nearest(quarter: Path) -> None:
    done = ctct("tien-do", str(quarter / DRAFT), "--co-quan", "van-phong-tinh-u", "-o", "a.xlsx")
    assert "có phải «van-phong-tinh-uy»?" in done.stderr.decode()


def test_what_the_reader_of_workbooks_remarks_is_not_told(quarter: Path, sheet: Path) -> None:
    without = Path("khong-kieu.xlsx")
    with ZipFile(sheet) as old, ZipFile(without, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/styles.xml":  # other programs write workbooks without styles that have names
                data = re.sub(rb"<cellStyles.*</cellStyles>", b"", data)
            new.writestr(name, data)
    with pytest.warns(UserWarning, match="default style"):
        openpyxl.load_workbook(without)
    done = ctct("tien-do", str(quarter / DRAFT), "--tu", str(without))
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_key_column_that_is_called_otherwise_is_told_and_not_read_in_what_was_sent(quarter: Path, sheet: Path) -> None:
    """The hidden copy of what was sent has that column too, and says nothing new."""
    fill(sheet, "chat-van", ket_qua="Thông báo số 12-TB/TU")

    def rename(page: Any, rows: dict[str, int]) -> None:
        page[f"A{HEADS}"] = "Mã việc"

    edit(sheet, rename)
    assert "không có cột «Mã»" in taken(quarter, sheet, code=1)


def test_a_column_that_was_sorted_alone_is_told(quarter: Path, sheet: Path) -> None:
    def swap(page: Any, rows: dict[str, int]) -> None:
        page[f"A{rows['chat-van']}"], page[f"A{rows['nq-mien-nui']}"] = "nq-mien-nui", "chat-van"

    edit(sheet, swap)
    told = taken(quarter, sheet, code=1)
    assert "ô A12: mã «nq-mien-nui» đứng ở dòng của việc «chat-van»; có lẽ chỉ xếp lại một cột; xếp lại cả bảng\n" in told
    assert "ô A6: mã «chat-van» đứng ở dòng của việc «nq-mien-nui»" in told


def test_recurring_works_of_the_same_words_are_told_apart_by_their_numbers(quarter: Path, sheet: Path) -> None:
    def swap(page: Any, rows: dict[str, int]) -> None:
        one, other = "kinh-te-xa-hoi@thang-4", "kinh-te-xa-hoi@thang-6"
        page[f"A{rows[one]}"], page[f"A{rows[other]}"] = other, one

    edit(sheet, swap)
    told = taken(quarter, sheet, code=1)
    assert "mã «kinh-te-xa-hoi@thang-6» đứng ở dòng của việc «kinh-te-xa-hoi@thang-4»" in told


def test_two_sheets_filled_in_and_cells_made_one_are_told(quarter: Path, sheet: Path) -> None:
    book = openpyxl.load_workbook(sheet)
    book.copy_worksheet(book.worksheets[0]).title = "Bản 2"
    book.save("hai.xlsx")
    told = taken(quarter, "hai.xlsx", code=1)
    assert "có 2 trang cùng có cột «Mã»: «Theo dõi», «Bản 2»; chỉ để lại trang đã điền" in told

    def merge(page: Any, rows: dict[str, int]) -> None:
        page.merge_cells(f"G{rows['chat-van']}:G{rows['chat-van'] + 1}")

    edit(sheet, merge)
    assert "ô G12:G13: các ô gộp làm một; bỏ gộp ô, mỗi việc ghi ở dòng của nó" in taken(quarter, sheet, code=1)


def test_what_is_not_taken_is_told(quarter: Path, sheet: Path) -> None:
    """Words of its own that a body writes into a sheet do not vanish unseen."""
    fill(sheet, "chat-van", ket_qua="Thông báo số 12-TB/TU")

    def write(page: Any, rows: dict[str, int]) -> None:
        page[f"C{rows['chat-van']}"] = "Chất vấn, đề nghị bỏ"
        page[f"E{rows['chat-van']}"] = datetime(2021, 9, 30)
        page[f"M{HEADS}"], page[f"M{rows['chat-van']}"] = "Ý kiến của cơ quan", "đề nghị lùi"
        page[f"C{page.max_row + 2}"] = "Người lập bảng"
        page[f"G{rows['nq-mien-nui']}"].comment = openpyxl.comments.Comment("chưa chắc", "A")

    edit(sheet, write)
    done = ctct("tien-do", str(quarter / DRAFT), "--tu", str(saved_by_libreoffice(sheet)))
    assert (done.returncode, done.stdout.decode().splitlines()[-1]) == (0, f"đã ghi {PROGRESS}: 1 việc")
    left = done.stderr.decode().splitlines()
    assert [line.partition("cảnh báo TD02: ")[2].partition(" không được nhận")[0] for line in left] == [
        "ô C12: «Chất vấn, đề nghị bỏ»",
        "ô E12: «30/09/2021»",
        "ô M12: «đề nghị lùi»",
        "ô C43: «Người lập bảng»",
        "ô G6: nhận xét «chưa chắc»",
    ]


def test_works_that_stand_in_no_sheet_are_told(quarter: Path) -> None:
    change(
        quarter / DRAFT,
        "phan_cong_chi_dao: vo-thanh-an\n                co_quan_tham_muu: ban-dan-van-tinh-uy",
        "phan_cong_chi_dao: vo-thanh-an",
    )
    done = ctct("tien-do", str(quarter / DRAFT), "--dang", "xlsx", "-o", "bang")
    assert (done.returncode, done.stderr.decode()) == (
        0,
        "1 việc không ở bảng nào, vì chưa giao cơ quan nào trong danh bạ: ct-dan-van\n",
    )


def told_beside(quarter: Path, sheet: Path) -> list[str]:
    """Return what is told of a sheet that says nothing new in the columns that are answered."""
    done = ctct("tien-do", str(quarter / DRAFT), "--tu", str(sheet))
    assert (done.returncode, done.stdout.decode()) == (0, "các bảng không có gì mới\n")
    return done.stderr.decode().splitlines()


def test_a_sheet_of_its_own_in_the_workbook_is_told(quarter: Path, sheet: Path) -> None:
    book = openpyxl.load_workbook(sheet)
    book.create_sheet("Kiến nghị")["A1"] = "Đề nghị lùi hạn"
    book.create_sheet("Trống")
    book.save(sheet)
    assert told_beside(quarter, sheet) == ["bang.xlsx: cảnh báo TD02: không đọc trang «Kiến nghị»: không có cột «Mã»"]


def test_without_what_was_sent_changed_words_cannot_be_told_and_that_is(quarter: Path, sheet: Path) -> None:
    """Whoever copies the sheet into a workbook of their own leaves the hidden one behind."""

    def write(page: Any, rows: dict[str, int]) -> None:
        page[f"C{rows['chat-van']}"], page[f"L{rows['chat-van']}"] = "Việc khác", "xem công văn"
        del page.parent["Đã gửi"]

    edit(sheet, write)
    beside, gone = told_beside(quarter, sheet)
    assert ": «xem công văn» không được nhận, chỉ nhận các cột trả lời" in beside
    assert "tệp không còn trang «Đã gửi»: chữ đã sửa ở các cột khác, nếu có, không nhận ra được" in gone
