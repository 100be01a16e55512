"""Times as people write them: every row of ``data/thoi-gian.md`` reads as said there, and what holds of all of them."""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bounds import ended_if_hung
from ctct.model.times.endings import bracketed_time, ends_in
from ctct.model.times.period import read_period
from ctct.model.times.phrases import read_timing
from ctct.model.times.timing import Kind, NotUnderstood, Timing
from ctct.model.values import Span, days, plain_span

TABLE = Path(__file__).parent / "data" / "thoi-gian.md"
ROW = re.compile(
    r"^\| (?P<written>[^|]+) \| (?P<period>[^|]+) \| (?P<kind>[^|]+) \| (?P<first>[^|]*) \| (?P<last>[^|]*) \| (?P<sure>có|không|) \|$",
    re.MULTILINE,
)
REFUSED = ("không hiểu", "không thể")


class Row(NamedTuple):
    """A row of the table."""

    written: str
    period: str
    kind: str
    first: str
    last: str
    sure: str


ROWS = [
    Row(*(cell.strip() for cell in found.groups()))
    for found in ROW.finditer(TABLE.read_text("utf-8"))
    if found["kind"] != "loại"
]
UNDERSTOOD = [row for row in ROWS if row.kind not in REFUSED]


def in_figures(day: date | None) -> str:
    return f"{day.day}/{day.month}/{day.year}" if day else ""


def read(row: Row) -> Timing:
    return read_timing(row.written, read_period(row.period))


def test_the_table_is_read_whole() -> None:
    rows = [line for line in TABLE.read_text("utf-8").splitlines() if line.startswith("| ") and "| loại |" not in line]
    assert len(ROWS) == len(rows) > 120


@pytest.mark.parametrize("row", [pytest.param(row, id=f"{row.written} [{row.period}]") for row in ROWS])
def test_a_phrase_reads_as_the_table_says(row: Row) -> None:
    try:
        when = read(row)
    except NotUnderstood:
        got = Row(row.written, row.period, "không hiểu", "", "", "")
    except ValueError:
        got = Row(row.written, row.period, "không thể", "", "", "")
    else:
        got = Row(*row[:2], when.kind, in_figures(when.first), in_figures(when.last), "có" if when.sure else "không")
    assert got == row


# --- what holds of every phrase ---------------------------------------------------------------------------------------

rows = st.sampled_from(UNDERSTOOD)
periods = st.sampled_from([None, *map(read_period, ("tháng 2/2026", "quý IV/2025", "năm 2026", "nhiệm kỳ 2025 - 2030"))])


@given(rows, st.sampled_from([str.upper, str.lower, str.title, str.capitalize]), st.sampled_from(["  ", "\t", "\n ", "\u00a0"]))
def test_blanks_and_capitals_change_nothing(row: Row, cased: Callable[[str], str], blank: str) -> None:
    written = blank + cased(row.written).replace(" ", blank) + blank
    assert read(row._replace(written=written)) == read(row)


WORDS = sorted({word for row in ROWS for word in row.written.split()})
phrases = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join),
    st.text(st.sampled_from(string.digits + "/-–., ivquýthángnămđến"), max_size=40),
    st.text(max_size=60),
)


@given(phrases, periods)
@example("30/4 âm lịch", None)
@example("trước ngày 1/1/1900", None)
@example("sau năm 2999", days(2999))
@example("tháng 1", days(2999))
@example("Tết", days(1900))
@example("quý", Span(date(1900, 1, 1), date(2999, 12, 31)))
def test_whatever_is_written_is_read_or_refused(written: str, period: Span | None) -> None:
    with suppress(ValueError):
        when = read_timing(written, period)
        assert when.first is None or when.last is None or when.first <= when.last
        assert (when.kind is Kind.DAY) <= (when.first == when.last is not None)


@given(
    st.sampled_from(["", "đầu ", "cuối ", "trước ", "hết ", "từ ", "sau ", "dự kiến ", "trong ", "chậm nhất "]),
    st.one_of(
        st.integers(1, 12).map(lambda number: f"tháng {number}"),
        st.sampled_from(["quý I", "quý II", "quý 3", "quý IV", "tháng 4, 5", "tháng 4 - 6", "quý I, II"]),
    ),
    st.sampled_from(["/", " năm "]),
    st.sampled_from([2021, 2024, 2026]),
)
def test_a_year_that_the_period_supplies_may_be_written(before: str, named: str, joint: str, year: int) -> None:
    period = days(year)
    assert read_timing(f"{before}{named}{joint}{year}", period) == read_timing(before + named, period)


@pytest.mark.parametrize(
    "piece", ["từ ", "trước ", "1/", "1 - ", "tháng ", "hằng tháng, ", "8 giờ ", "(", "thường xuyên ", "quý I, "]
)
def test_no_phrase_takes_long(piece: str) -> None:
    with ended_if_hung():
        for end in ("", "x", "2026", "!"):
            with suppress(ValueError):
                read_timing((piece * 20_000)[:180] + end, days(2026))
            with suppress(ValueError):
                read_timing(piece * 20_000 + end, days(2026))
            bracketed_time(piece * 20_000 + end)
            ends_in(piece * 20_000 + end, "tháng 5", days(2026))


# --- the period of a document -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("quý II/2021", "1/4/2021", "30/6/2021"),
        ("II/2021", "1/4/2021", "30/6/2021"),
        ("Quý 2 năm 2021", "1/4/2021", "30/6/2021"),
        ("tháng 5/2026", "1/5/2026", "31/5/2026"),
        ("5/2026", "1/5/2026", "31/5/2026"),
        ("2026", "1/1/2026", "31/12/2026"),
        ("nhiệm kỳ 2025 - 2030", "1/1/2025", "31/12/2030"),
        ("6 tháng cuối năm 2026", "1/7/2026", "31/12/2026"),
        ("6/4/2021 – 9/4/2021", "6/4/2021", "9/4/2021"),
    ],
)
def test_a_period_has_days(written: str, first: str, last: str) -> None:
    assert tuple(map(in_figures, read_period(written))) == (first, last)


@pytest.mark.parametrize(
    "written", ["", "thường xuyên", "tháng 5", "cuối năm 2026", "trước ngày 15/6/2026", "theo chỉ đạo", "tháng 13/2026"]
)
def test_a_period_leaves_nothing_open(written: str) -> None:
    with pytest.raises(ValueError, match=r"không hiểu kỳ|không có tháng 13"):
        read_period(written)


# --- the time at the end of a text ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hội nghị Tỉnh ủy lần thứ tư (tháng 6/2021)", "tháng 6/2021"),
        ("Sơ kết công tác dân vận (dự kiến cuối tháng 5).", "dự kiến cuối tháng 5"),
        ("Kế hoạch đầu tư công trung hạn (2021 - 2025)", None),
        ("Rà soát quy hoạch (bổ sung)", None),
        ("Triệu tập trong tháng 6/2021", None),
    ],
)
def test_a_time_in_brackets_at_the_end(text: str, found: str | None) -> None:
    part = bracketed_time(text)
    assert (text[slice(*part)] if part else None) == found


@pytest.mark.parametrize(
    ("text", "written", "same"),
    [
        ("Hội nghị triệu tập trong tháng 4/2021", "tháng 4/2021", True),
        ("Hội nghị triệu tập trong tháng 4 năm 2021", "4/2021", True),
        ("Hội nghị về công tác cán bộ (ngày 06/4/2021).", "6/4/2021", True),
        ("Hội nghị về công tác cán bộ (ngày 16/4/2021)", "6/4/2021", False),
        ("Thực hiện thường xuyên", "thường xuyên", True),
        ("Thực hiện thường xuyên", "hằng quý", False),
        ("Hội nghị triệu tập trong tháng 4", "15/4/2021", False),
        ("Việc làm", "sớm nhất có thể", False),
        ("Việc làm sớm nhất có thể;", "sớm nhất có thể", True),
    ],
)
def test_a_text_that_ends_in_the_same_time(text: str, written: str, same: bool) -> None:
    assert ends_in(text, written, read_period("quý II/2021")) is same


def test_what_is_late_only_after_its_last_day() -> None:
    may = read_timing("tháng 5/2021", None)
    assert not read_timing("giữa năm 2021", None).overlaps(days(2020))
    assert read_timing("giữa năm 2021", None).lies_within(may)
    assert not read_timing("quý II/2021", None).lies_within(may)
    assert read_timing("thường xuyên", None).lies_within(may)


@given(
    st.sampled_from(["{d}/{m}/{y}", "ngày {d}/{m}/{y}", "tháng {m}/{y}", "{m}/{y}", "quý {q}/{y}", "năm {y}", "{y}"]),
    st.integers(1, 33),
    st.integers(1, 14),
    st.integers(1895, 2105),
    st.sampled_from(["I", "II", "III", "IV"]),
)
def test_plain_times_are_read_alike_without_the_reader(form: str, d: int, m: int, y: int, q: str) -> None:
    text = form.format(d=d, m=m, y=y, q=q)
    plain = plain_span(text)
    try:
        read = read_timing(text, None).exact
    except ValueError:
        read = None
    assert plain == read
