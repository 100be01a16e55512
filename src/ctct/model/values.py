"""The small values of a draft that have a notation of their own: dates and spans of time."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache
from typing import NamedTuple

from ctct.diagnostics import excerpt
from ctct.language import _

QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}


class Span(NamedTuple):
    """An interval of whole days, both ends included."""

    first: date
    last: date

    def overlaps(self, other: Span) -> bool:
        """Return whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def covers(self, other: Span) -> bool:
        """Return whether ``other`` lies wholly inside."""
        return self.first <= other.first and other.last <= self.last


def days(year: int, month: int | None = None, day: int | None = None) -> Span:
    """Return the days of a year, of a month or of one day. Raises ValueError, in Vietnamese, for a day that is not."""
    if not 1900 <= year <= 2999:
        raise ValueError(_("năm «{year}» không hợp lý; ghi đủ bốn chữ số, ví dụ 2026", year=year))
    if month is None:
        return Span(date(year, 1, 1), date(year, 12, 31))
    if not 1 <= month <= 12:
        raise ValueError(_("không có tháng {month}; tháng từ 1 đến 12", month=month))
    length = monthrange(year, month)[1]
    if day is None:
        return Span(date(year, month, 1), date(year, month, length))
    if not 1 <= day <= length:
        raise ValueError(
            _(
                "không có ngày {day}/{month}/{year}; tháng {month} năm {year} có {length} ngày",
                day=day,
                month=month,
                year=year,
                length=length,
            )
        )
    return Span(date(year, month, day), date(year, month, day))


def quarter(year: int, number: int) -> Span:
    """Return the days of a quarter. Raises ValueError, in Vietnamese, for one that is not."""
    if number not in QUARTERS.values():
        raise ValueError(_("không có quý {number}; quý từ I đến IV", number=number))
    return Span(days(year, 3 * number - 2).first, days(year, 3 * number).last)


_DAY = re.compile(r"(?:ngày )?(\d{1,2})/(\d{1,2})/(\d{4})", re.ASCII)


def read_day(text: str) -> Span:
    """Read ``6/4/2021`` as one day. Raises ValueError, in Vietnamese."""
    if not (match := _DAY.fullmatch(text)):
        raise ValueError(_("không hiểu ngày «{text}»; ghi như «06/4/2021»", text=excerpt(text)))
    day, month, year = map(int, match.groups())
    return days(year, month, day)


_HOUR = r"(\d{1,2}) ?(?:[:hg]|giờ) ?(\d{2})?(?: ?phút)?"
_HOURS = rf"{_HOUR}(?: ?(?:-|–|đến) ?{_HOUR})?"


@cache
def _hours() -> re.Pattern[str]:
    return re.compile(_HOURS, re.ASCII | re.IGNORECASE)


class Hours(NamedTuple):
    """Minutes of a day from midnight; ``end`` is ``None`` where it is not said."""

    begin: int
    end: int | None

    def overlaps(self, other: Hours) -> bool | None:
        """Return whether the two have a minute in common; ``None`` where an end that is not said decides it."""
        early, late = sorted((self, other), key=lambda one: one.begin)
        if early.begin == late.begin:
            return True
        return None if early.end is None else late.begin < early.end


def read_hours(text: str) -> Hours:
    """Read ``08:00`` or ``08:00-11:30``, also ``8 giờ 30``, ``8h30``. Raises ValueError, in Vietnamese."""
    if not (match := _hours().fullmatch(text)):
        raise ValueError(_("không hiểu giờ «{text}»; ghi như «08:00» hoặc «08:00-11:30»", text=excerpt(text)))
    begin, end = _minutes(match[1], match[2]), _minutes(match[3], match[4]) if match[3] else None
    if end is not None and end <= begin:
        raise ValueError(_("giờ «{text}» kết thúc trước khi bắt đầu", text=excerpt(text)))
    return Hours(begin, end)


def _minutes(hour: str, minute: str | None) -> int:
    if int(hour) > 23 or int(minute or 0) > 59:
        raise ValueError(_("không có giờ {hour}:{minute}; giờ từ 00:00 đến 23:59", hour=hour, minute=minute or "00"))
    return 60 * int(hour) + int(minute or 0)


_plain_time = re.compile(
    r"(?:ngày )?(?P<day>\d{1,2})/(?P<day_month>\d{1,2})/(?P<day_year>\d{4})|(?:tháng )?(?P<month>\d{1,2})/(?P<month_year>\d{4})"
    r"|quý (?P<quarter>IV|I{1,3})/(?P<quarter_year>\d{4})|(?:năm )?(?P<year>\d{4})",
    re.ASCII,
).fullmatch


def plain_span(text: str) -> Span | None:
    """Return the days of a time in its plainest form, «6/4/2021», «tháng 4/2021», «quý II/2021», «năm 2021»; ``None`` for any
    other, and for a day that is not: :mod:`ctct.model.times` reads those, and is not imported for these.
    """
    if not (found := _plain_time(text)):
        return None
    said = found.groupdict()
    try:
        if said["day"]:
            return days(int(said["day_year"]), int(said["day_month"]), int(said["day"]))
        if said["month"]:
            return days(int(said["month_year"]), int(said["month"]))
        if said["quarter"]:
            return quarter(int(said["quarter_year"]), QUARTERS[said["quarter"]])
        return days(int(said["year"]))
    except ValueError:
        return None
