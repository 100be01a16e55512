"""The parts of a month, a quarter or a year that people name. Where they begin and end is a convention, but for halves:

============  ==========  ===========  ===========
part          of a month  of a quarter of a year
============  ==========  ===========  ===========
đầu           1-10        1st month    quý I
giữa          11-20       2nd month    tháng 5-8
cuối          21-end      3rd month    quý IV
nửa đầu       1-15        -            tháng 1-6
nửa cuối      16-end      -            tháng 7-12
============  ==========  ===========  ===========

Thượng, trung, hạ tuần are those of a month; its weeks count by seven days from the 1st. The weeks of a year begin on Monday.
"""

from __future__ import annotations

from datetime import date, timedelta

from ctct.language import _
from ctct.model.times.timing import NotUnderstood
from ctct.model.values import Span, days

_OF_MONTH = {
    "đầu": (1, 10),
    "giữa": (11, 20),
    "cuối": (21, 31),
    "thượng tuần": (1, 10),
    "trung tuần": (11, 20),
    "hạ tuần": (21, 31),
    "nửa đầu": (1, 15),
    "nửa cuối": (16, 31),
}
_OF_QUARTER = {"đầu": (1, 1), "giữa": (2, 2), "cuối": (3, 3)}
_OF_YEAR = {"đầu": (1, 3), "giữa": (5, 8), "cuối": (10, 12), "nửa đầu": (1, 6), "nửa cuối": (7, 12)}
_EXACT = ("nửa đầu", "nửa cuối")
LAST_WEEK = 5
PARTS = "|".join(_OF_MONTH)
"""What the parts are called, as a pattern has it."""


def part_of(span: Span, unit: str, part: str) -> tuple[Span, bool]:
    """Return a part of the month, quarter or year ``span``, and whether its bounds are more than a convention."""
    parts = {"tháng": _OF_MONTH, "quý": _OF_QUARTER, "năm": _OF_YEAR}.get(unit, {})
    if part not in parts:
        raise NotUnderstood(_("không rõ «{part} {unit}» từ ngày nào đến ngày nào", part=part, unit=unit))
    first, last = parts[part]
    found = days_of_month(span, first, last) if unit == "tháng" else months_of(span, first, last)
    return found, part in _EXACT


def days_of_month(month: Span, first: int, last: int) -> Span:
    """Return the days of ``month``, be it a lunar one, from one number to another, or to its end."""
    return Span(month.first + timedelta(days=first - 1), min(month.first + timedelta(days=last - 1), month.last))


def months_of(span: Span, first: int, last: int) -> Span:
    """Return the months of a year or a quarter from one to another, the first being 1."""
    year, before = span.first.year, span.first.month - 1
    return Span(days(year, before + first).first, days(year, before + last).last)


def check_week(number: int) -> None:
    """Raise ValueError, in Vietnamese, for a week that no month has."""
    if not 1 <= number <= LAST_WEEK:
        raise ValueError(
            _("không có tuần thứ {number} của tháng; mỗi tháng có 4 hoặc {last_week} tuần", number=number, last_week=LAST_WEEK)
        )


def week_of(month: Span, number: int) -> Span:
    """Return a week of ``month``. Raises ValueError, in Vietnamese, for one that it has not."""
    first = month.first + timedelta(days=7 * (number - 1))
    if first > month.last:
        raise ValueError(
            _("tháng {month}/{year} không có tuần thứ {number}", month=month.first.month, year=month.first.year, number=number)
        )
    return Span(first, min(first + timedelta(days=6), month.last))


def week_of_year(year: int, number: int) -> Span:
    """Return a week of a year, from Monday on; the first is that of its first Thursday (ISO 8601). Raises ValueError, in
    Vietnamese, for one that it has not.
    """
    try:
        first = date.fromisocalendar(year, number, 1)
    except ValueError:
        raise ValueError(_("không có tuần {number}/{year}", number=number, year=year)) from None
    return Span(first, first + timedelta(days=6))


def last_week_of(month: Span) -> Span:
    """Return the last seven days of ``month``."""
    return Span(month.last - timedelta(days=6), month.last)
