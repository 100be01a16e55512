"""Working days: against a table of our own, against a list that knows nothing of ctct, and at an office with days of its own."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from ctct.diagnostics import Rejected
from ctct.emit.formats import Form
from ctct.model.days_off import LichNghi
from ctct.model.times.holidays import FIRST_YEAR, LAST_YEAR, holidays_of
from ctct.model.times.lunar import lunar_day
from ctct.model.validation import validate
from ctct.model.values import Span, days
from ctct.model.work_calendar import WorkCalendar, weekday_of
from ctct.pipeline import check, compile_to
from ctct.project.files import Source
from ctct.project.gather import gather
from ctct.source.yaml import load

TABLE = Path(__file__).parent / "data" / "ngay-nghi.md"
ROW = re.compile(r"^\| (\d{4}) \| (.+) \|$", re.MULTILINE)
DAYS = re.compile(r"(?P<first>\d+)(?:/(?P<month>\d+))?(?:–(?P<last>\d+))?/(?P<last_month>\d+)(?P<order>\*?)")
SWAPS = {date(2024, 4, 29): date(2024, 5, 4), date(2025, 5, 2): date(2025, 4, 26), date(2026, 1, 2): date(2026, 1, 10), date(2026, 8, 31): date(2026, 8, 22)}  # fmt: skip
YEARS = range(2021, 2031)
CALENDAR = WorkCalendar()


def every_day(span: Span) -> list[date]:
    return [span.first + timedelta(days=step) for step in range((span.last - span.first).days + 1)]


def weekdays_off(year: int) -> set[date]:
    return {day for day in every_day(days(year)) if day.weekday() < 5 and CALENDAR.day_off(day)}


def listed(year: int, said: str) -> tuple[set[date], set[date]]:
    """Return the days of a row, and those of them that are off by order."""
    every, ordered = set(), set()
    for found in DAYS.finditer(said):
        first = date(year, int(found["month"] or found["last_month"]), int(found["first"]))
        last = date(year, int(found["last_month"]), int(found["last"] or found["first"]))
        span = {day for day in every_day(Span(first, last)) if day.weekday() < 5}
        every |= span
        ordered |= span if found["order"] else set()
    return every, ordered


ROWS = [(int(year), *listed(int(year), said)) for year, said in ROW.findall(TABLE.read_text("utf-8"))]


@pytest.mark.parametrize(("year", "every", "ordered"), ROWS, ids=[str(year) for year, *_ in ROWS])
def test_the_weekdays_off_are_those_of_the_table(year: int, every: set[date], ordered: set[date]) -> None:
    assert weekdays_off(year) == every
    assert ordered == {day for day in SWAPS if day.year == year}


@pytest.mark.parametrize("year", YEARS)
def test_another_list_of_holidays_agrees_but_for_what_is_ordered(year: int) -> None:
    judge = pytest.importorskip("holidays").Vietnam(years=year)
    theirs = {day for day in judge if day.weekday() < 5}
    culture = {day for day in weekdays_off(year) if day.month == 11}  # which the list came to know in the course of 2026
    assert weekdays_off(year) ^ theirs <= SWAPS.keys() | culture
    assert {day for day in SWAPS if day.year == year} <= weekdays_off(year)


def test_the_days_worked_by_order_are_working_days() -> None:
    saturdays = {day for year in YEARS for day in every_day(days(year)) if day.weekday() == 5 and CALENDAR.is_worked(day)}
    assert saturdays == {*SWAPS.values()}


def test_an_order_is_named() -> None:
    off = CALENDAR.day_off(date(2024, 4, 29))
    assert off is not None
    assert (off.name, off.cites) == ("nghỉ hoán đổi, làm bù ngày 4/5/2024", "Công văn số 2450/VPCP-KGVX ngày 12/4/2024")


@pytest.mark.parametrize("year", range(1976, LAST_YEAR + 1))
def test_tet_is_where_another_list_has_it(year: int) -> None:
    judge = pytest.importorskip("holidays").Vietnam(years=year, observed=False, language="vi")
    assert "Tết Nguyên Đán" in judge[lunar_day(year, 1, 1)]
    assert year < 2007 or "Giỗ Tổ" in judge[lunar_day(year, 3, 10)]


def test_what_is_expected_only_is_told_apart() -> None:
    def expected(day: date) -> bool | None:
        off = CALENDAR.day_off(day)
        return off and off.is_expected

    assert [expected(date(2026, 9, 1)), expected(date(2026, 11, 24)), expected(date(2027, 2, 5)), expected(date(2027, 5, 3))] == [False, True, True, True]  # fmt: skip
    assert [expected(date(2027, 2, 6)), expected(date(2027, 4, 30)), expected(date(2027, 4, 29))] == [False, False, None]
    announced = WorkCalendar((validate(LichNghi, {"cong_bo": {2027: "Thông báo số 1/TB-BNV"}}),))
    assert [off and off.is_expected for off in map(announced.day_off, (date(2027, 2, 5), date(2027, 5, 3)))] == [False, False]


def test_years_out_of_reach_have_weekends_alone() -> None:
    assert not holidays_of(FIRST_YEAR - 1)
    assert not holidays_of(LAST_YEAR + 1)
    assert CALENDAR.is_worked(date(2020, 9, 2))
    assert not CALENDAR.is_worked(date(2100, 1, 2))


@pytest.mark.parametrize(
    ("after", "last", "count"),
    [
        (date(2021, 4, 6), date(2021, 4, 6), 0),
        (date(2021, 4, 6), date(2021, 4, 7), 1),
        (date(2021, 4, 9), date(2021, 4, 12), 1),  # over a weekend
        (date(2021, 4, 29), date(2021, 5, 4), 1),  # over 30/4, 1/5 and the day in lieu
        (date(2024, 4, 26), date(2024, 5, 6), 4),  # 2, 3 and 6/5, and the Saturday that is worked
        (date(2021, 4, 7), date(2021, 4, 6), 0),
    ],
)
def test_working_days_are_counted(after: date, last: date, count: int) -> None:
    assert CALENDAR.count(after, last) == count


@pytest.mark.parametrize(
    ("month", "last"), [(4, date(2021, 4, 29)), (5, date(2021, 5, 31)), (6, date(2021, 6, 30)), (7, date(2021, 7, 30))]
)
def test_the_last_working_day(month: int, last: date) -> None:
    assert CALENDAR.last_of(days(2021, month)) == last


def test_where_nothing_is_worked_the_last_day_stands() -> None:
    assert CALENDAR.last_of(Span(date(2021, 2, 13), date(2021, 2, 14))) == date(2021, 2, 14)


def test_the_nearest_working_days() -> None:
    around = date(2021, 4, 30)
    assert [CALENDAR.nearest(around, step) for step in (-1, 1)] == [date(2021, 4, 29), date(2021, 5, 4)]
    assert weekday_of(around) == "thứ sáu"


def test_an_office_has_days_of_its_own() -> None:
    said, _ = load("ngay:\n  - {nghi: 15/4/2021, ten: nghỉ Ngày truyền thống}\n  - {lam_bu: 17/4/2021}\n")
    office = WorkCalendar((validate(LichNghi, said),))
    off = office.day_off(date(2021, 4, 15))
    assert off is not None
    assert off.name == "nghỉ Ngày truyền thống"
    assert office.is_worked(date(2021, 4, 17))
    assert not office.is_worked(date(2021, 4, 21))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ngay: [{ten: Ngày truyền thống}]", "chưa ghi ngày nào"),
        ("ngay: [{nghi: 31/6/2021}]", "không có ngày 31/6/2021"),
        ("cong_bo: {năm nay: x}", "năm nay"),
    ],
)
def test_bad_days_are_refused(text: str, message: str) -> None:
    with pytest.raises(Rejected) as rejected:
        validate(LichNghi, load(text)[0])
    assert message in rejected.value.diagnostics[0].message


LEAP_MONTHS = {2017: 6, 2020: 4, 2023: 2, 2025: 6, 2028: 5, 2031: 3, 2033: 11, 2036: 6, 2039: 5}


@pytest.mark.parametrize(("year", "month"), LEAP_MONTHS.items())
def test_a_leap_month_pushes_what_follows_back(year: int, month: int) -> None:
    """Between the month that is followed by its leap month and the next lie both."""
    following = lunar_day(year, month + 1, 1) if month < 12 else lunar_day(year + 1, 1, 1)
    assert 58 <= (following - lunar_day(year, month, 1)).days <= 60
    others = [number for number in range(1, 12) if number != month]
    assert all(29 <= (lunar_day(year, number + 1, 1) - lunar_day(year, number, 1)).days <= 30 for number in others)


DRAFT = "loai: chuong_trinh\nco_quan: Tỉnh ủy Quảng Ngãi\nso_ky_hieu: CTr/TU\nngay: 2021\ntrich_yeu: x\nmuc: [Việc.]\nnguoi_ky: {ho_ten: A}\n"


def test_ctct_toml_names_the_days_of_an_office(in_tmp: Path) -> None:
    Path("ctct.toml").write_text('lich = "lich.yaml"\n[han]\nchuan_bi = 7\n', "utf-8")
    Path("lich.yaml").write_text("ngay: [{nghi: 15/4/2021}]\n", "utf-8")
    gathered = gather(Source("a.yaml", DRAFT.encode(), in_tmp))
    assert not gathered.faults
    assert not gathered.calendar.is_worked(date(2021, 4, 15))
    assert gathered.config is not None
    assert gathered.config.han.chuan_bi == 7


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("lichh.yaml", "ngay: []", ("LN01", "ctct.toml", "không có tệp")),
        ("../lich.yaml", "ngay: []", ("LN01", "ctct.toml", "nằm ngoài")),
        ("lich.yaml", "ngay: [{nghi: 31/6/2021}]", ("MH07", "lich.yaml", "không có ngày 31/6/2021")),
        ("lich.yaml", "ngay: {", ("NG24", "lich.yaml", "")),
    ],
)
def test_days_that_cannot_be_read_are_told(in_tmp: Path, name: str, text: str, told: tuple[str, str, str]) -> None:
    Path("ctct.toml").write_text(f'lich = "{name}"\n', "utf-8")
    Path("lich.yaml").write_text(text, "utf-8")
    first, *others = gather(Source("a.yaml", DRAFT.encode(), in_tmp)).faults
    assert not others
    assert (first.code, first.file) == told[:2]
    assert told[2] in first.message


def test_no_document_rests_on_the_days_of_an_office(in_tmp: Path) -> None:
    source = Source("a.yaml", DRAFT.encode(), in_tmp)
    Path("ctct.toml").write_text('lich = "lich.yaml"\n', "utf-8")
    made = []
    for day in ("15/4/2021", "16/4/2021"):
        Path("lich.yaml").write_text(f"ngay: [{{nghi: {day}}}]\n", "utf-8")
        made.append(compile_to(check(source), Form(copy="review"))[0])
    assert made[0] == made[1]
