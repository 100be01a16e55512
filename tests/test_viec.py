"""«ctct viec»: the works of programmes in every form, read back by programs that know nothing of ctct."""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from browser import chromium
from ctct.cli import main

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "examples" / "quy-II-2021.yaml"
JUDGES = ROOT / "node_modules"

DIRECTORY = """\
nguoi:
  an: {ho_ten: Nguyễn Văn An}
  binh: {ho_ten: Trần Văn Bình}
co_quan:
  van-phong: Văn phòng Tỉnh ủy
nhom:
  thuong-truc: {ten: thường trực, thanh_vien: [an, binh]}
"""

HEAD = """\
loai: chuong_trinh
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: 05-CTr/TU
dia_danh: Quảng Ngãi
ngay: 06/4/2021
trich_yeu: công tác quý II/2021
thoi_gian: quý II/2021
danh_ba: danh-ba.yaml
noi_nhan: [Lưu Văn phòng]
nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Huy}
"""

BODY = """\
khoan:
  - {id: mot, noi_dung: "Việc một; rất, dài\\\\.", phan_cong_chi_dao: an, co_quan_tham_muu: van-phong, thoi_gian: tháng 5/2021}
  - {id: hai, noi_dung: "=1+1", phan_cong_chi_dao: thuong-truc, thoi_gian: 10/5/2021, trang_thai: xong}
  - {noi_dung: Việc ba., phan_cong_chi_dao: "=CMD()", thoi_gian: trước ngày 15/6}
"""


@pytest.fixture
def ctct(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Run a command in a folder with a danh bạ and the draft «a.yaml»."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "120")
    (tmp_path / "ctct.toml").write_text("")
    (tmp_path / "danh-ba.yaml").write_text(DIRECTORY)
    (tmp_path / "a.yaml").write_text(HEAD + BODY)
    return lambda *arguments: CliRunner().invoke(main, list(map(str, arguments)), catch_exceptions=False)


def viec(run: Callable[..., Result], *arguments: object) -> str:
    done = run("viec", *arguments)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_heading_says_which_counting(ctct: Callable[..., Result]) -> None:
    assert "được nêu tên, ở chính việc hoặc ở mục chứa nó" in viec(ctct, SAMPLE, "--truc-tiep")
    assert "được nêu tên, kể cả qua «nhu»\n" in viec(ctct, SAMPLE)
    shown = viec(ctct, SAMPLE, "--mo-nhom", "--theo", "nguoi")
    assert "kể cả qua «nhu» và qua nhóm được giao" in shown
    assert "Đặng Văn Minh: 29 việc (chỉ đạo 29)" in shown
    assert shown.startswith("Chương trình CÔNG TÁC CỦA BAN THƯỜNG VỤ TỈNH ỦY quý II/2021\n37 việc (31 việc khác nhau);")


@pytest.mark.parametrize("by", ["nguoi", "co-quan", "thang", "hoi-nghi", "trang-thai", "vai"])
def test_groupings_of_the_sample(by: str, ctct: Callable[..., Result]) -> None:
    counts = {
        "nguoi": "Bùi Thị Quỳnh Vân: 1 việc",
        "co-quan": "Ban Tổ chức Tỉnh ủy: 7 việc (tham mưu 7)",
        "thang": "Cả quý II/2021: 12 việc",
        "hoi-nghi": "Hội nghị triệu tập trong tháng 5/2021: 6 việc",
        "trang-thai": "Chưa làm: 37 việc",
        "vai": "Cơ quan tham mưu, thực hiện: 37 việc",
    }
    assert counts[by] in viec(ctct, SAMPLE, "--theo", by, "-q")


def test_filters(ctct: Callable[..., Result]) -> None:
    def ids(*arguments: str) -> list[str | None]:
        return [one["id"] for one in json.loads(viec(ctct, "a.yaml", "--dang", "json", "-q", *arguments))]

    assert ids() == ["mot", "hai", None]
    assert ids("--nguoi", "an") == ["mot"]
    assert ids("--nguoi", "an", "--mo-nhom") == ["mot", "hai"]
    assert ids("--co-quan", "van-phong", "--vai", "chi-dao") == []
    assert ids("--vai", "tham-muu") == ["mot"]
    assert ids("--tu", "01/6/2021") == [None]
    assert ids("--den", "10/5/2021") == ["mot", "hai", None]
    assert ids("--qua-han", "--ngay", "01/6/2021") == ["mot"]
    assert ids("--qua-han", "--ngay", "15/6/2021") == ["mot", None]


def test_json_is_a_list_of_works(ctct: Callable[..., Result]) -> None:
    works = json.loads(viec(ctct, SAMPLE, "--dang", "json", "-q"))
    assert len(works) == 37
    first = works[1]
    assert (first["so"], first["thoi_gian"], first["tu"], first["den"]) == (
        "B.II.(1)",
        "tháng 6/2021",
        "2021-06-01",
        "2021-06-30",
    )
    assert first["phan_cong_chi_dao"] == ["dang-van-minh"]
    assert first["co_quan_tham_muu"] == ["bcsd-ubnd-tinh"]
    assert first["noi_dung"].startswith("Tổng kết việc thực hiện Kết luận số 31-KL/TU")
    counts = Counter(name for one in works for name in one["phan_cong_chi_dao"])
    assert (counts["dang-van-minh"], counts["thuong-truc-tinh-uy"]) == (11, 17)
    lines = viec(ctct, SAMPLE, "--dang", "json", "-q").splitlines()
    assert len(lines) == 39  # a line each, between two brackets


def test_csv_has_no_formula(ctct: Callable[..., Result]) -> None:
    ctct("viec", "a.yaml", "-o", "v.csv", "-q")
    data = Path("v.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[2][2] == "'=1+1"
    assert rows[3][rows[0].index("Chỉ đạo")] == "'=CMD()"


def test_workbook_by_another_reader(ctct: Callable[..., Result]) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    viec(ctct, "a.yaml", "-o", "v.xlsx", "-q")
    first = Path("v.xlsx").read_bytes()
    viec(ctct, "a.yaml", "-o", "v.xlsx", "-q")
    assert Path("v.xlsx").read_bytes() == first
    book = openpyxl.load_workbook("v.xlsx")
    assert book.sheetnames == ["Theo dõi", "Theo người", "Ma trận", "Số liệu"]
    assert book.properties.created == datetime(2021, 4, 6)
    sheet = book["Theo dõi"]
    assert sheet["A1"].value == "Chương trình công tác quý II/2021"
    assert "được nêu tên, kể cả qua «nhu»" in sheet["A2"].value
    head = [cell.value for cell in sheet[4]]
    assert head[:3] == ["Mã", "Số", "Nội dung"]
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == f"A4:{openpyxl.utils.get_column_letter(len(head))}7"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert rows[1][2] == "=1+1"
    assert sheet.cell(6, 3).data_type == "s"
    assert rows[0][head.index("Hạn")] == datetime(2021, 5, 31)
    assert sheet.cell(5, head.index("Hạn") + 1).number_format == "dd/mm/yyyy"
    figures = {(row[1], row[2]): row[3:6] for row in book["Số liệu"].iter_rows(min_row=5, values_only=True)}
    assert figures["Nguyễn Văn An", "C"] == (1, 1, 2)


def test_workbook_of_the_sample_has_the_three_countings(ctct: Callable[..., Result]) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    viec(ctct, SAMPLE, "-o", "v.xlsx", "-q", "--mo-nhom")
    rows = openpyxl.load_workbook("v.xlsx")["Số liệu"].iter_rows(min_row=5, values_only=True)
    figures = {(row[1], row[2]): row[3:6] for row in rows}
    assert figures["Đặng Văn Minh", "C"] == (9, 11, 29)
    assert figures["Ban Tổ chức Tỉnh ủy", "M"] == (5, 7, 12)
    assert figures["Cả quý II/2021", None] == (12, 12, 12)


def test_workbook_opens_in_libreoffice(ctct: Callable[..., Result], tmp_path: Path) -> None:
    office = shutil.which("soffice")
    calc = [*Path("/usr/lib/libreoffice/program").glob("libsclo.so")]
    if office is None or not calc:
        pytest.skip("LibreOffice Calc is not installed")
    viec(ctct, "a.yaml", "-o", "v.xlsx", "-q")
    as_shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"  # commas, quotes, UTF-8, cells as they are seen
    order = [office, f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", as_shown, "v.xlsx"]
    subprocess.run(order, check=True, capture_output=True, timeout=300)
    rows = list(csv.reader(io.StringIO(Path("v.csv").read_text("utf-8"))))
    assert rows[5][2] == "=1+1"
    assert rows[4][5] == "31/05/2021"


def test_a_workbook_that_a_person_has_changed_is_not_replaced(ctct: Callable[..., Result]) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    viec(ctct, "a.yaml", "-o", "v.xlsx", "-q")
    book = openpyxl.load_workbook("v.xlsx")
    book["Theo dõi"]["A5"] = "sửa tay"
    book.save("v.xlsx")
    kept = Path("v.xlsx").read_bytes()
    refused = ctct("viec", "a.yaml", "-o", "v.xlsx", "-q")
    assert refused.exit_code == 1
    assert "v.xlsx" in refused.output
    assert Path("v.xlsx").read_bytes() == kept
    viec(ctct, "a.yaml", "-o", "v.xlsx", "-q", "--force")
    assert Path("v.xlsx").read_bytes() != kept


def events_of(data: bytes) -> list[Any]:
    icalendar = pytest.importorskip("icalendar")
    return list(icalendar.Calendar.from_ical(data).walk("VEVENT"))


def test_calendar_of_the_sample(ctct: Callable[..., Result]) -> None:
    viec(ctct, SAMPLE, "-o", "v.ics", "-q", "--nhac", 3)
    data = Path("v.ics").read_bytes()
    events = events_of(data)
    assert len(events) == 37
    spans = Counter((one.decoded("dtstart"), one.decoded("dtend")) for one in events)
    assert spans == {
        (date(2021, 4, 6), date(2021, 4, 7)): 1,
        (date(2021, 4, 29), date(2021, 4, 30)): 4,
        (date(2021, 5, 31), date(2021, 6, 1)): 6,
        (date(2021, 6, 30), date(2021, 7, 1)): 26,
    }
    assert len({str(one["uid"]) for one in events}) == 37
    meeting = next(one for one in events if one.decoded("dtstart") == date(2021, 4, 6))
    assert "Hạn" not in meeting["summary"]
    assert "transp" not in meeting
    others = [one for one in events if one is not meeting]
    assert {str(one["summary"])[:5] for one in others} == {"Hạn: "}
    assert {str(one["transp"]) for one in others} == {"TRANSPARENT"}
    assert {one.walk("VALARM")[0].decoded("trigger") for one in events} == {timedelta(days=-3)}
    assert {one.decoded("dtstamp").isoformat() for one in events} == {"2021-12-31T00:00:00+00:00"}


def test_calendar_lines_and_bytes(ctct: Callable[..., Result]) -> None:
    viec(ctct, "a.yaml", "-o", "v.ics", "-q", "--nhac", 3)
    data = Path("v.ics").read_bytes()
    assert b"\n" not in data.replace(b"\r\n", b"")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    for line in data.split(b"\r\n"):
        line.decode()  # no letter is cut
    assert r"Việc một\; rất\, dài\\.".encode() in data.replace(b"\r\n ", b"")
    assert b"UID:mot.quy-ii-2021@tinh-uy-quang-ngai" in data.replace(b"\r\n ", b"")
    for zone in ("America/New_York", "Asia/Tokyo"):
        environment = {**os.environ, "TZ": zone, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": "5"}
        order = [sys.executable, "-m", "ctct", "viec", "a.yaml", "-o", "w.ics", "-q", "--nhac", "3"]
        subprocess.run(order, check=True, env=environment)
        assert Path("w.ics").read_bytes() == data


def test_what_is_done_reminds_nobody(ctct: Callable[..., Result]) -> None:
    viec(ctct, "a.yaml", "-o", "v.ics", "-q", "--nhac", 2)
    reminding = {str(one["uid"]).split(".")[0]: bool(one.walk("VALARM")) for one in events_of(Path("v.ics").read_bytes())}
    assert reminding["mot"]
    assert not reminding["hai"]


def test_meeting_with_hours_and_place(ctct: Callable[..., Result]) -> None:
    body = """\
muc:
  - id: hop
    ten: Hội nghị Tỉnh ủy lần thứ tư
    thoi_gian: 11/5/2021
    gio: 08:00-11:30
    dia_diem: Hội trường Tỉnh ủy
    chu_tri_hop: an
    thanh_phan: [thuong-truc, van-phong]
    khoan:
      - {noi_dung: Việc một., co_quan_tham_muu: van-phong}
      - {noi_dung: Việc hai., co_quan_tham_muu: van-phong, han: trước ngày 8/5/2021}
"""
    Path("b.yaml").write_text(HEAD + body)
    viec(ctct, "b.yaml", "-o", "v.ics", "-q")
    data = Path("v.ics").read_bytes()
    meeting, deadline = events_of(data)
    assert meeting.decoded("dtstart").isoformat() == "2021-05-11T08:00:00+07:00"
    assert meeting.decoded("dtend").isoformat() == "2021-05-11T11:30:00+07:00"
    assert str(meeting["location"]) == "Hội trường Tỉnh ủy"
    assert "Chủ trì: Nguyễn Văn An" in meeting["description"]
    assert "Việc một." in meeting["description"]
    assert b"BEGIN:VTIMEZONE" in data
    assert deadline.decoded("dtstart") == date(2021, 5, 7)
    assert str(deadline["summary"]) == "Hạn: Việc hai."
    viec(ctct, "b.yaml", "--nguoi", "binh", "--mo-nhom", "-o", "binh.ics", "-q")
    assert [str(one["uid"])[:4] for one in events_of(Path("binh.ics").read_bytes())] == ["hop."]


MEETINGS = """\
muc:
  - id: hop
    ten: Hội nghị Tỉnh ủy lần thứ tư
    thoi_gian: 11/5/2021
    khoan:
      - {noi_dung: Việc một., phan_cong_chi_dao: an, han: 7/5/2021}
  - {id: giao-ban, ten: Giao ban các ban đảng, thoi_gian: 20/5/2021, gio: "08:00", chu_tri_hop: binh, thanh_phan: [van-phong]}
"""


def test_no_meeting_is_left_out_of_a_calendar(ctct: Callable[..., Result]) -> None:
    """One whose works all have days of their own, and one that nobody is charged with anything for."""
    Path("b.yaml").write_text(HEAD + MEETINGS)

    def events(*options: str) -> list[str]:
        viec(ctct, "b.yaml", "-o", "v.ics", "-q", *options)
        return [str(one["uid"]).split(".")[0].rsplit("-", 1)[0] for one in events_of(Path("v.ics").read_bytes())]

    assert events() == ["hop", "giao", "viec"]
    assert events("--nguoi", "an") == ["hop", "viec"]
    assert events("--nguoi", "binh") == ["giao"]
    assert events("--tu", "15/5/2021") == ["giao"]
    assert events("--nguoi", "binh", "--den", "15/5/2021") == []
    viec(ctct, "b.yaml", "-o", "v.ics", "-q")
    assert "Việc một." in events_of(Path("v.ics").read_bytes())[0]["description"]


def test_no_meeting_is_left_out_of_the_list_of_meetings(ctct: Callable[..., Result]) -> None:
    Path("b.yaml").write_text(HEAD + MEETINGS)
    viec(ctct, "b.yaml", "--theo", "hoi-nghi", "-o", "v.yaml", "-q")
    told = " ".join(Path("v.yaml").read_text().split())
    assert "có 02 hội nghị" in told
    assert "Giao ban các ban đảng. Thời gian: 20/5/2021. Giờ: 08:00. Chủ trì: Trần Văn Bình" in told


def test_an_event_has_one_name_whatever_programmes_are_shown_with_it(ctct: Callable[..., Result]) -> None:
    """Else a calendar would have its events twice, once it is read in again."""
    Path("b.yaml").write_text((HEAD + BODY).replace("quý II/2021", "quý III/2021"))
    viec(ctct, "b.yaml", "-o", "v.ics", "-q")
    alone = [str(one["uid"]) for one in events_of(Path("v.ics").read_bytes())]
    viec(ctct, "a.yaml", "b.yaml", "-o", "v.ics", "-q")
    assert [str(one["uid"]) for one in events_of(Path("v.ics").read_bytes())][-len(alone) :] == alone


def test_two_of_one_name_are_told_apart(ctct: Callable[..., Result]) -> None:
    Path("danh-ba.yaml").write_text(DIRECTORY.replace("  binh:", "  an-2: {ho_ten: Nguyễn Văn An}\n  binh:"))
    Path("b.yaml").write_text(
        HEAD + "muc:\n  - {noi_dung: Một., phan_cong_chi_dao: [an, binh]}\n  - {noi_dung: Hai., phan_cong_chi_dao: an-2}\n"
    )
    told = viec(ctct, "b.yaml", "-q", "--theo", "nguoi")
    heads = [line.partition(":")[0] for line in told.splitlines() if ": 1 việc" in line]
    assert heads == ["Nguyễn Văn An (an)", "Nguyễn Văn An (an-2)", "Trần Văn Bình"]


def test_works_that_no_calendar_can_show_are_told(ctct: Callable[..., Result]) -> None:
    body = """muc:
  - {noi_dung: Việc một., thoi_gian: thường xuyên, co_quan_tham_muu: van-phong}
  - {noi_dung: Việc hai., thoi_gian: 11/5/2021, co_quan_tham_muu: van-phong}
"""
    Path("b.yaml").write_text(HEAD + body)
    done = ctct("viec", "b.yaml", "-o", "v.ics", "-q")
    assert len(events_of(Path("v.ics").read_bytes())) == 1
    assert done.stderr.startswith("1 việc không có ngày nào để đưa vào lịch")


def test_deadlines_as_tasks(ctct: Callable[..., Result]) -> None:
    """Every work is there, also one without a day; a task has one hour to be done by, which no program reads otherwise."""
    icalendar = pytest.importorskip("icalendar")
    Path("b.yaml").write_text(
        HEAD + BODY + "  - {id: bon, noi_dung: Việc bốn., phan_cong_chi_dao: an, thoi_gian: thường xuyên}\n"
    )
    done = ctct("viec", "b.yaml", "-o", "v.ics", "-q", "--vtodo", "--nhac", "3")
    assert done.stderr == ""
    data = Path("v.ics").read_bytes()
    assert events_of(data) == []
    tasks = {str(one["summary"]): one for one in icalendar.Calendar.from_ical(data).walk("VTODO")}
    due = {name: one.decoded("due").isoformat() for name, one in tasks.items() if "due" in one}
    assert due == {
        "Việc một; rất, dài\\.": "2021-05-31T23:59:00+07:00",
        "=1+1": "2021-05-10T23:59:00+07:00",
        "Việc ba.": "2021-06-14T23:59:00+07:00",
    }
    assert {name: str(one["status"]) for name, one in tasks.items() if one["status"] != "NEEDS-ACTION"} == {"=1+1": "COMPLETED"}
    assert [one.walk("VALARM")[0]["trigger"].params["RELATED"] for one in tasks.values() if one.walk("VALARM")] == [
        "END",
        "END",
    ]
    viec(ctct, "b.yaml", "-o", "w.ics", "-q", "--vtodo", "--nhac", "3")
    assert Path("w.ics").read_bytes() == data


def test_a_meeting_invites_by_the_addresses_of_the_danh_ba(ctct: Callable[..., Result]) -> None:
    """Groups are opened, a body comes by its head; without an address of the chair nobody is named (RFC 5545 wants one)."""
    directory = DIRECTORY.replace("Nguyễn Văn An", "Nguyễn Văn An, thu_dien_tu: an@tinh.vn").replace(
        "Trần Văn Bình", "Trần Văn Bình, thu_dien_tu: binh@tinh.vn"
    )
    Path("danh-ba.yaml").write_text(
        directory.replace("van-phong: Văn phòng Tỉnh ủy", "van-phong: {ten: Văn phòng, thu_truong: binh}")
    )
    body = """\
muc:
  - {id: hop, ten: Hội nghị, thoi_gian: 11/5/2021, chu_tri_hop: an, thanh_phan: [thuong-truc, van-phong, Đại biểu], co_quan_tham_muu: van-phong}
  - {id: khac, ten: Hội nghị, thoi_gian: 12/5/2021, thanh_phan: [thuong-truc], co_quan_tham_muu: van-phong}
"""
    Path("b.yaml").write_text(HEAD + body)
    viec(ctct, "b.yaml", "-o", "v.ics", "-q")
    called, other = events_of(Path("v.ics").read_bytes())
    assert (str(called["organizer"]), called["organizer"].params["CN"]) == ("mailto:an@tinh.vn", "Nguyễn Văn An")
    come = {str(one): (one.params["ROLE"], one.params["SCHEDULE-AGENT"]) for one in called["attendee"]}
    assert come == {"mailto:an@tinh.vn": ("CHAIR", "NONE"), "mailto:binh@tinh.vn": ("REQ-PARTICIPANT", "NONE")}
    assert "attendee" not in other


_READ_BY_ICAL_JS = """
import ICAL from "ical.js"; import {readFileSync} from "fs";
const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
const events = calendar.getAllSubcomponents("vevent").map(one => new ICAL.Event(one));
console.log(JSON.stringify(events.map(one => [one.summary, one.startDate.toString(), one.endDate.toString(), one.uid])));
"""


def test_calendar_by_a_reader_in_another_language(ctct: Callable[..., Result], tmp_path: Path) -> None:
    if not (JUDGES / "ical.js").is_dir() or shutil.which("node") is None:
        pytest.skip("no ical.js (npm i ical.js)")
    viec(ctct, SAMPLE, "-o", "v.ics", "-q")
    reader = JUDGES / ".ctct-read-ics.mjs"
    reader.write_text(_READ_BY_ICAL_JS)
    try:
        told = subprocess.run(["node", reader, tmp_path / "v.ics"], check=True, capture_output=True).stdout
    finally:
        reader.unlink()
    events = json.loads(told)
    assert len(events) == 37
    assert events[0][1:3] == ["2021-04-06", "2021-04-07"]
    ours = events_of(Path("v.ics").read_bytes())
    assert [(one[0], one[3]) for one in events] == [(str(one["summary"]), str(one["uid"])) for one in ours]


def test_page_in_a_browser(ctct: Callable[..., Result], tmp_path: Path) -> None:
    viec(ctct, SAMPLE, "--mo-nhom", "--theo", "nguoi", "--ngay", "20/5/2021", "-o", "v.html", "-q")
    page = Path("v.html").read_text()
    assert "<script" not in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    with chromium(tmp_path / "profile") as browser:
        browser.open(f"file://{tmp_path}/v.html")
        browser.wait("document.readyState === 'complete' && document.querySelectorAll('svg').length")
        assert browser.ask("document.querySelectorAll('svg rect.chua_lam').length") == 37
        assert browser.ask("document.querySelectorAll('svg line.today').length") == 2
        assert browser.ask("[...document.querySelectorAll('svg text.total')].map(one => one.textContent).slice(0, 3)") == [
            "21", "25", "29",
        ]  # fmt: skip
        assert browser.ask("document.querySelectorAll('h3').length") == 10
        browser.send("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
        assert browser.ask("getComputedStyle(document.body).backgroundColor") == "rgb(22, 23, 24)"
        axe = JUDGES / "axe-core/axe.min.js"
        if axe.is_file():
            browser.ask(axe.read_text() + ";1")
            found = browser.ask("axe.run().then(told => told.violations.map(one => one.id + ' ' + one.nodes[0].html))")
            assert [one for one in found if "region" not in one] == []
        browser.pdf(tmp_path / "v.pdf")
        assert browser.errors == []
        assert browser.asked[1:] == []


def test_pictures_are_well_formed(ctct: Callable[..., Result]) -> None:
    body = (
        BODY.replace("Việc ba.", 'Việc <b> & \\"ba\\".')
        .replace("noi_dung: Việc <b>", 'noi_dung: "Việc <b>')
        .replace('\\"ba\\".', '\\"ba\\"."')
    )
    Path("b.yaml").write_text(HEAD + body)
    viec(ctct, "b.yaml", "-o", "v.html", "-q")
    page = Path("v.html").read_text()
    assert "<b>" not in page
    for picture in page.split("<svg")[1:]:
        ElementTree.fromstring("<svg" + picture.split("</svg>")[0] + "</svg>")


def test_matrix(ctct: Callable[..., Result]) -> None:
    shown = viec(ctct, "a.yaml", "--dang", "ma-tran", "--mo-nhom", "-q").splitlines()
    assert shown[-2:] == ["1 = Nguyễn Văn An", "2 = Trần Văn Bình"]
    assert [line.split() for line in shown[5:9]] == [["1", "C", "·"], ["2", "C", "C"], ["3", "·", "·"], ["Cộng", "2", "1"]]


def test_one_file_for_each(ctct: Callable[..., Result]) -> None:
    viec(ctct, SAMPLE, "--theo", "nguoi", "--mo-nhom", "--dang", "json", "-o", "ra/", "-q")
    counts = {path.stem: len(json.loads(path.read_text())) for path in Path("ra").iterdir()}
    assert (counts["dang-van-minh"], counts["bui-thi-quynh-van"], len(counts)) == (29, 21, 10)
    viec(ctct, SAMPLE, "--theo", "thang", "--dang", "csv", "-o", "thang/", "-q")
    assert {path.name for path in Path("thang").iterdir()} == {
        "thang-4-2021.csv", "thang-5-2021.csv", "thang-6-2021.csv", "ca-quy-ii-2021.csv",
    }  # fmt: skip


def test_slips_and_calendar_are_documents(ctct: Callable[..., Result]) -> None:
    viec(ctct, SAMPLE, "--theo", "co-quan", "--mo-nhom", "--dang", "docx", "-o", "phieu/", "-q")
    assert len(list(Path("phieu").iterdir())) == 15
    slip = ctct("show", "phieu/ban-to-chuc-tinh-uy.docx").stdout
    assert "THÔNG BÁO" in slip
    assert "Ban Tổ chức Tỉnh ủy được giao 12 nhiệm vụ (tham mưu 12) như sau:" in slip
    assert "qua nhóm được giao" in slip
    viec(ctct, SAMPLE, "--theo", "hoi-nghi", "--dang", "docx", "-o", "lich.docx", "-q")
    calendar = ctct("show", "lich.docx").stdout
    assert "có 05 hội nghị" in calendar
    assert calendar.index("(ngày 6/4/2021)") < calendar.index("trong tháng 4/2021") < calendar.index("trong tháng 5/2021")
    assert "12 việc khác của chương trình không trình hội nghị nào" in calendar


def test_the_draft_of_a_document_is_a_draft_without_fault(ctct: Callable[..., Result]) -> None:
    for asked in (("--co-quan", "van-phong"), ("--theo", "hoi-nghi"), ("--theo", "thang"), ("--nguoi", "an", "--mo-nhom")):
        Path("phieu.yaml").write_text(viec(ctct, "a.yaml", "--dang", "yaml", "-q", *asked))
        assert ctct("check", "phieu.yaml").output == "không có lỗi (1 dự thảo)\n"
        assert ctct("build", "phieu.yaml", "--force").exit_code == 0


def test_a_text_that_looks_like_marks_is_printed_as_it_is(ctct: Callable[..., Result]) -> None:
    Path("b.yaml").write_text(HEAD + "khoan: [{noi_dung: 'Gửi \\@an, xem [^x và \\*sao\\*', phan_cong_chi_dao: an}]\n")
    viec(ctct, "b.yaml", "--nguoi", "an", "--dang", "docx", "-o", "phieu.docx", "-q")
    assert "Gửi @an, xem [^x và *sao*" in ctct("show", "phieu.docx").stdout


SECRET = HEAD + "do_mat: mat\n" + BODY
FORMS = ("bang", "json", "csv", "xlsx", "html", "docx", "yaml", "ics", "ma-tran")


@pytest.mark.parametrize("form", FORMS)
def test_secret_drafts_stay_out(form: str, ctct: Callable[..., Result]) -> None:
    Path("mat.yaml").write_text(SECRET.replace("Việc một", "Việc bí mật"))
    alone = ctct("viec", "mat.yaml", "--dang", form, "-o", "ra", "-q")
    assert alone.exit_code == 1
    assert "là dự thảo mật" in alone.stderr
    assert "--ca-mat" in alone.stderr
    assert not Path("ra").exists()
    shown = ctct("viec", "a.yaml", "mat.yaml", "--dang", form, "-o", "-", "-q")
    assert shown.exit_code == 0
    assert "là dự thảo mật" in shown.stderr
    assert "bí mật".encode() not in shown.stdout_bytes


def test_secret_drafts_asked_for_are_marked(ctct: Callable[..., Result]) -> None:
    Path("mat.yaml").write_text(SECRET)
    assert viec(ctct, "mat.yaml", "--ca-mat", "-q").startswith("MẬT\n")
    assert b"CLASS:CONFIDENTIAL" in ctct("viec", "mat.yaml", "--ca-mat", "-q", "--dang", "ics").stdout_bytes
    assert 'class="secret">MẬT' in viec(ctct, "mat.yaml", "--ca-mat", "-q", "--dang", "html")
    assert "do_mat: mat" in viec(ctct, "mat.yaml", "--ca-mat", "-q", "--dang", "yaml")
    told = json.loads(viec(ctct, "a.yaml", "mat.yaml", "--ca-mat", "-q", "--dang", "json"))
    assert [one["do_mat"] for one in told] == [None] * 3 + ["mat"] * 3
    assert viec(ctct, "mat.yaml", "--ca-mat", "-q", "--dang", "csv").splitlines()[1].startswith("MẬT,")


def test_drafts_with_errors_make_no_view(ctct: Callable[..., Result]) -> None:
    Path("hong.yaml").write_text(HEAD + "khoan: [{noi_dung: Việc., phan_cong_chi_dao: khong-co}]\n")
    done = ctct("viec", "a.yaml", "hong.yaml", "mat.yaml", "-o", "ra.csv")
    assert done.exit_code == 1
    assert "hong.yaml:11:" in done.stderr
    assert "không có «khong-co» trong danh bạ" in done.stderr
    assert "2 trong 3 dự thảo" in done.stderr
    assert done.stdout == ""
    assert not Path("ra.csv").exists()


def test_unknown_names_and_days(ctct: Callable[..., Result]) -> None:
    def told(*arguments: str) -> str:
        done = ctct("viec", "a.yaml", "-q", *arguments)
        assert done.exit_code == 2
        return done.stderr

    assert "danh bạ không có người «ann»; có phải «an»?" in told("--nguoi", "ann")
    assert "«van-phong» (Văn phòng Tỉnh ủy) không phải người; dùng --co-quan" in told("--nguoi", "van-phong")
    assert "--tu: không có ngày 31/6/2021" in told("--tu", "31/6/2021")
    assert "--gan-ma chỉ ghi mã" in told("--gan-ma", "--theo", "nguoi")


def test_no_works_and_no_place_to_write(ctct: Callable[..., Result]) -> None:
    Path("b.yaml").write_text(HEAD + "khoan: [Lời văn.]\n")
    done = ctct("viec", "b.yaml")
    assert done.exit_code == 0
    assert "«b.yaml» không có việc nào được giao cho ai" in done.stderr
    for form in ("xlsx", "html", "ics", "docx", "csv"):
        viec(ctct, "b.yaml", "-o", f"b.{form}", "-q")
    refused = ctct("viec", "a.yaml", "-o", "b.yaml/v.csv")
    assert refused.exit_code == 1
    assert "không ghi được" in refused.stderr
    Path("danh-ba.md").write_text("x")
    assert "TP06" in ctct("viec", "danh-ba.yaml").stderr


def test_what_is_not_installed_is_told(ctct: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    for module, form, extra in (("xlsxwriter", "xlsx", "xlsx"), ("icalendar", "ics", "ics")):
        monkeypatch.setitem(sys.modules, module, None)
        done = ctct("viec", "a.yaml", "-o", f"v.{form}", "-q")
        assert done.exit_code == 1
        assert f'pip install "ctct[{extra}]"' in done.stderr
        assert not Path(f"v.{form}").exists()


def test_state_of_the_progress_file(ctct: Callable[..., Result]) -> None:
    Path("a.tien-do.yaml").write_text("chuong_trinh: a.yaml\nviec:\n  mot: {trang_thai: xong, ngay_xong: 10/5/2021}\n")
    states = [one["trang_thai"] for one in json.loads(viec(ctct, "a.yaml", "--dang", "json", "-q"))]
    assert states == ["xong", "xong", "chua_lam"]


def test_an_extension_that_was_agreed_to_holds(ctct: Callable[..., Result]) -> None:
    extended = "{trang_thai: dang_lam, gia_han: [{den: 20/7/2021, theo: 88-KL/TU}]}"
    Path("a.tien-do.yaml").write_text(f"chuong_trinh: a.yaml\nviec:\n  mot: {extended}\n")
    work = json.loads(viec(ctct, "a.yaml", "--dang", "json", "-q"))[0]
    assert (work["den"], work["han"]) == ("2021-05-31", "2021-07-20")
    assert json.loads(viec(ctct, "a.yaml", "--qua-han", "--ngay", "01/6/2021", "--dang", "json", "-q")) == []
    viec(ctct, "a.yaml", "-o", "v.ics", "-q")
    first = next(one for one in events_of(Path("v.ics").read_bytes()) if str(one["uid"]).startswith("mot."))
    assert (first.decoded("dtstart"), str(first["summary"])[:4]) == (date(2021, 7, 20), "Hạn:")


UNTIDY = """\
loai:   chuong_trinh
co_quan:     "Tỉnh ủy Quảng Ngãi"
so_ky_hieu: 05-CTr/TU
ngay:     2021
trich_yeu: 'công tác quý II/2021'
thoi_gian: quý II/2021
nguoi_ky: {ho_ten:   Đặng Ngọc Huy}
muc:
- ten:   "Hội nghị tháng 4"   # ghi chú
  thoi_gian: tháng 4/2021
  khoan:
  - thuong_ky: can-bo
  - {thuong_ky:   can-bo}
  - noi_dung:   Kế hoạch rất dài dòng, cố ý ngắt giữa
        chừng sang dòng sau.
    phan_cong_chi_dao:  Nguyễn Văn A
- ten: Khác
  phan_cong_chi_dao: Trần B
  khoan:
  - >-
    Lời văn nhiều
    dòng.
  - "Lời văn trong nháy."
thuong_ky:
  can-bo: {noi_dung:   "Công tác cán bộ.", phan_cong_chi_dao:   Nguyễn Văn A}
"""

TIDIED = UNTIDY.replace('- ten:   "Hội', '- id: thang-4\n  ten:   "Hội').replace("{thuong_ky:", "{id: can-bo-2, thuong_ky:")
TIDIED = TIDIED.replace("- noi_dung:   Kế", "- id: ke-hoach-rat-dai-dong-co\n    noi_dung:   Kế")
TIDIED = TIDIED.replace(
    "- >-\n    Lời văn nhiều\n    dòng.", "- id: loi-van-nhieu-dong\n    noi_dung: >-\n      Lời văn nhiều\n      dòng."
)
TIDIED = TIDIED.replace('- "Lời', '- id: loi-van-trong-nhay\n    noi_dung: "Lời')


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_ids_are_the_fewest_edits(end: str, ctct: Callable[..., Result]) -> None:
    Path("b.yaml").write_bytes(UNTIDY.replace("\n", end).encode())
    assert "b.yaml: đã đặt 5 mã" in viec(ctct, "b.yaml", "--gan-ma")
    assert Path("b.yaml").read_bytes() == TIDIED.replace("\n", end).encode()
    assert "việc nào cũng đã có mã" in viec(ctct, "b.yaml", "--gan-ma")
    ids = [one["id"] for one in json.loads(viec(ctct, "b.yaml", "--dang", "json", "-q"))]
    assert ids[:2] == ["can-bo@thang-4", "can-bo-2"]
    assert None not in ids


@pytest.mark.parametrize("form", ["yaml", "md"])
def test_ids_of_the_sample_change_nothing_that_is_printed(form: str, ctct: Callable[..., Result]) -> None:
    draft = Path(f"quy.{form}")
    before = SAMPLE.with_suffix(f".{form}").read_text()
    draft.write_text(before)
    shutil.copytree(SAMPLE.parent / "danh-ba", "danh-ba")
    printed = ctct("show", draft).stdout
    viec(ctct, draft, "--gan-ma")
    assert ctct("show", draft).stdout == printed
    after = draft.read_text()
    kept = [line for line in before.splitlines() if line in after.splitlines()]
    assert len(kept) > 0.7 * len(before.splitlines())
    works = json.loads(viec(ctct, draft, "--dang", "json", "-q"))
    assert len({one["id"] for one in works}) == 37
    assert works[8]["id"] == "cong-tac-can-bo@thang-4"
    viec(ctct, draft, "--gan-ma")
    assert draft.read_text() == after
