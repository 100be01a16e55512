"""«ctct van-ban --tu»: a list of documents from a database of law becomes entries of the register."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from ctct.source.cell_days import day_in_cell
from test_commands import ctct

HEAD = "STT;Số ký hiệu;Loại văn bản;Cơ quan ban hành;Trích yếu;Ngày ban hành;Ngày có hiệu lực;Ngày hết hiệu lực;Bị thay thế bởi;Tình trạng\n"
NEW = "1;30/2020/NĐ-CP;Nghị định;Chính phủ;Về công tác văn thư;05/03/2020;05/03/2020;;;Còn hiệu lực\n"
OLD = "2;110/2004/NĐ-CP;NGHỊ ĐỊNH;Chính phủ;Về công tác văn thư;2004-04-08;;05/03/2020;Nghị định 30/2020/NĐ-CP;Hết hiệu lực\n"
LAW = "3;33/2024/QH15;Luật;Quốc hội;Luật Lưu trữ;21/6/2024;45839;;;Còn hiệu lực\n"


def imported(text: str, *more: str) -> tuple[str, str]:
    """Return what is proposed of a list, and what is told."""
    Path("vb.csv").write_text(text, "utf-8")
    done = ctct("van-ban", "--tu", "vb.csv", *more)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode(), done.stderr.decode()


def test_rows_become_entries(in_tmp: Path) -> None:
    """Days in any order; what is replaced is said by what replaces it; where and when it was looked up is kept."""
    said, told = imported(HEAD + NEW + OLD + LAW, "--ngay", "20/3/2026")
    where = {"nguon_tra_cuu": "vb.csv", "ngay_tra_cuu": "20/3/2026"}
    issuer = {"co_quan": "Chính phủ", "trich_yeu": "về công tác văn thư"}
    assert yaml.safe_load(said) == {
        "nd-30-2020": {"so_ky_hieu": "30/2020/NĐ-CP", "ngay": "05/3/2020", **issuer, **where, "thay_the": ["nd-110-2004"]},
        "nd-110-2004": {"so_ky_hieu": "110/2004/NĐ-CP", "ngay": "08/4/2004", **issuer, "het_hieu_luc": "05/3/2020", **where},
        "qh15-33-2024": {
            "loai": "luat",
            "so_ky_hieu": "33/2024/QH15",
            "ngay": "21/6/2024",
            "co_quan": "Quốc hội",
            "trich_yeu": "Lưu trữ",
            "hieu_luc": "01/7/2025",
            **where,
        },
    }
    assert told == ""
    Path("van-ban.yaml").write_text(said, "utf-8")
    assert ctct("check", "--strict", "van-ban.yaml").returncode == 0


def test_what_the_register_has_is_compared(in_tmp: Path) -> None:
    Path("van-ban.yaml").write_text(imported(HEAD + OLD.replace("Nghị định 30/2020/NĐ-CP", ""))[0], "utf-8")
    Path("ctct.toml").write_text('van_ban = ["van-ban.yaml"]\n', "utf-8")
    said, told = imported(HEAD + OLD.replace("05/03/2020", "06/03/2020"))
    assert said == "# mọi văn bản của bảng đều có trong danh mục\n"
    assert told == (
        "«nd-110-2004» đã có; het_hieu_luc: bảng ghi «06/3/2020», danh mục ghi «05/3/2020»\n"
        "dòng 2: văn bản thay thế «30/2020/NĐ-CP» chưa có trong bảng, trong danh mục\n"
    )
    Path("van-ban.yaml").write_text("nd-30-2020: {so_ky_hieu: 30/2020/NĐ-CP, ngay: 05/3/2020}\n", "utf-8")
    assert yaml.safe_load(imported(HEAD + OLD)[0]).keys() == {"nd-110-2004"}
    assert "danh mục: thêm «thay_the: [nd-110-2004]» cho «nd-30-2020»" in imported(HEAD + OLD)[1]


def test_a_state_without_a_day_is_told(in_tmp: Path) -> None:
    said, told = imported(HEAD.replace("Trích yếu", "Lĩnh vực") + NEW.replace("Còn hiệu lực", "Hết hiệu lực"))
    assert "trich_yeu" not in said
    assert told == "không đọc các cột: Lĩnh vực\ndòng 2: «Hết hiệu lực» mà không ghi ngày hết hiệu lực, văn bản thay thế\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (HEAD + NEW.replace("05/03/2020;05", "31/6/2020;05"), "dòng 2: không có ngày 31/6/2020; tháng 6 năm 2020 có 30 ngày"),
        (HEAD + NEW.replace("05/03/2020;05", "01/01/1900;05"), "dòng 2: ngày «01/01/1900» không hợp lý"),
        (HEAD + NEW.replace("05/03/2020;05", "0;05"), "dòng 2: không hiểu ngày «0»"),
        (HEAD + NEW.replace("30/2020/NĐ-CP", "30 NĐ"), "dòng 2: không hiểu số, ký hiệu «30NĐ»"),
        (HEAD + NEW.replace("05/03/2020;;", "05/03/2019;;"), "dòng 2: văn bản có hiệu lực ngày 05/3/2019, trước khi ban hành"),
        (HEAD + NEW + NEW, "dòng 3: văn bản «30/2020/NĐ-CP» đã có ở dòng 2"),
        (HEAD.replace("Số ký hiệu", "Số"), "không có cột «Số, ký hiệu»"),
        (HEAD.replace("Loại văn bản", "Số hiệu") + NEW, "dòng 1: các cột «Số ký hiệu, Số hiệu» nói cùng một điều"),
        ('"', "dấu nháy kép mở mà không đóng"),
        ("", "không có cột «Số, ký hiệu»"),
    ],
)
def test_what_cannot_be_taken_is_told_and_nothing_is_proposed(text: str, told: str, in_tmp: Path) -> None:
    Path("vb.csv").write_text(text, "utf-8")
    done = ctct("van-ban", "--tu", "vb.csv", "-o", "x.yaml")
    assert (done.returncode, done.stdout) == (1, b"")
    assert "vb.csv: lỗi " in done.stderr.decode()
    assert told in done.stderr.decode()
    assert not Path("x.yaml").exists()


def test_a_register_is_never_written_over(in_tmp: Path) -> None:
    Path("van-ban.yaml").write_text("# của tôi\n", "utf-8")
    Path("vb.csv").write_text(HEAD + NEW, "utf-8")
    done = ctct("van-ban", "--tu", "vb.csv", "-o", "van-ban.yaml")
    assert (done.returncode, "«van-ban.yaml» đã có" in done.stderr.decode()) == (1, True)
    assert Path("van-ban.yaml").read_text("utf-8") == "# của tôi\n"
    for wrong in (("--ngay", "31/6/2021"), ("d.yaml",), ("--thieu",)):
        assert ctct("van-ban", "--tu", "vb.csv", *wrong).returncode == 2
    missing = ctct("van-ban", "--tu", "khong-co.csv")
    assert (missing.returncode, "khong-co.csv: lỗi BG06" in missing.stderr.decode()) == (1, True)


@given(
    st.dates(date(1931, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d", "%Y-%m-%dT00:00:00", "08:00 %d/%m/%Y"]),
)
def test_a_day_is_read_however_a_cell_shows_it(day: date, form: str) -> None:
    parts = tuple(map(int, day_in_cell(day.strftime(form)).split("/")))
    assert parts == (day.day, day.month, day.year)
    assert day_in_cell(str((day - date(1899, 12, 30)).days)) == f"{day:%d/%m/%Y}"


def workbook_of(sheets: dict[str, str]) -> None:
    """Write a workbook whose sheets say what these texts of CSV do."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, text in sheets.items():
        sheet = book.create_sheet(name)
        for line in text.splitlines():
            sheet.append([cell or None for cell in line.split(";")])
    book.save("vb.xlsx")


def test_every_sheet_that_is_a_list_is_read(in_tmp: Path) -> None:
    """A cover and sums may stand before the lists: they are told, and a list may go on over several sheets."""
    workbook_of(
        {"Bìa": "DANH MỤC VĂN BẢN\n", "Nghị định": HEAD + OLD, "Luật": "\n" + HEAD.replace("STT", "Lĩnh vực") + LAW + NEW}
    )
    done = ctct("van-ban", "--tu", "vb.xlsx")
    said = yaml.safe_load(done.stdout)
    assert list(said) == ["nd-110-2004", "qh15-33-2024", "nd-30-2020"]
    assert said["nd-30-2020"]["thay_the"] == ["nd-110-2004"]
    assert done.stderr.decode() == (
        "không đọc trang «Bìa»: không có cột «Số, ký hiệu»\ntrang «Luật», không đọc các cột: Lĩnh vực\n"
    )


def test_what_is_wrong_on_one_of_several_sheets_names_it(in_tmp: Path) -> None:
    workbook_of({"Một": HEAD + NEW, "Hai": HEAD + NEW + OLD.replace("2004-04-08", "31/6/2004")})
    done = ctct("van-ban", "--tu", "vb.xlsx")
    told = done.stderr.decode()
    assert done.returncode == 1
    assert "trang «Hai», dòng 2: văn bản «30/2020/NĐ-CP» đã có ở trang «Một», dòng 2" in told
    assert "trang «Hai», dòng 3: " in told
    assert done.stdout == b""
