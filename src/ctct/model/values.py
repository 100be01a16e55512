"""The small values of a draft that have a notation of their own: dates and spans of time."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

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
        raise ValueError(f"năm «{year}» không hợp lý; ghi đủ bốn chữ số, ví dụ 2026")
    if month is None:
        return Span(date(year, 1, 1), date(year, 12, 31))
    if not 1 <= month <= 12:
        raise ValueError(f"không có tháng {month}; tháng từ 1 đến 12")
    length = monthrange(year, month)[1]
    if day is None:
        return Span(date(year, month, 1), date(year, month, length))
    if not 1 <= day <= length:
        raise ValueError(f"không có ngày {day}/{month}/{year}; tháng {month} năm {year} có {length} ngày")
    return Span(date(year, month, day), date(year, month, day))


def quarter(year: int, number: int) -> Span:
    """Return the days of a quarter. Raises ValueError, in Vietnamese, for one that is not."""
    if number not in QUARTERS.values():
        raise ValueError(f"không có quý {number}; quý từ I đến IV")
    return Span(days(year, 3 * number - 2).first, days(year, 3 * number).last)


_DAY = re.compile(r"(?:ngày )?(\d{1,2})/(\d{1,2})/(\d{4})")
_MONTH = re.compile(r"(?:tháng )?(\d{1,2})/(\d{4})")
_QUARTER = re.compile(r"(?:quý )?(IV|I{1,3})/(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"(?:năm )?(\d{4})")
_RANGE = re.compile(r"\s*(?:–|-|đến)\s*")

HOW_TO_WRITE_TIME = "ghi ngày «6/4/2021», tháng «4/2021», quý «quý II/2021», năm «2021» hoặc một khoảng «6/4/2021 - 9/4/2021»"


def read_day(text: str) -> Span:
    """Read ``6/4/2021`` as one day. Raises ValueError, in Vietnamese."""
    if not (match := _DAY.fullmatch(text)):
        raise ValueError(f"không hiểu ngày «{text}»; ghi như «06/4/2021»")
    day, month, year = map(int, match.groups())
    return days(year, month, day)


def read_time(text: str) -> Span:
    """Read a day, month, quarter or year, or a span from one to another. Raises ValueError, in Vietnamese."""
    text = " ".join(text.split())
    if match := _DAY.fullmatch(text):
        return read_day(text)
    if match := _MONTH.fullmatch(text):
        return days(int(match[2]), int(match[1]))
    if match := _QUARTER.fullmatch(text):
        last_month = 3 * QUARTERS[match[1].upper()]
        return Span(days(int(match[2]), last_month - 2).first, days(int(match[2]), last_month).last)
    if match := _YEAR.fullmatch(text):
        return days(int(match[1]))
    return _read_range(text)


def _read_range(text: str) -> Span:
    ends = _RANGE.split(text)
    if len(ends) != 2 or not all(ends):
        raise ValueError(f"không hiểu thời gian «{text}»; {HOW_TO_WRITE_TIME}")
    first, last = read_time(ends[0]).first, read_time(ends[1]).last
    if last < first:
        raise ValueError(f"khoảng thời gian «{text}» kết thúc trước khi bắt đầu")
    return Span(first, last)
