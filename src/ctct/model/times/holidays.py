"""Public holidays of a year (Bộ luật Lao động 2019, Điều 112), and the days in lieu of those on a weekend (Điều 111)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from ctct.language import N_
from ctct.model.times.lunar import lunar_day

FIRST_YEAR, LAST_YEAR = 2021, 2071
"""The code is in force from the first; the lunar table ends with the last."""

CULTURE_DAY_SINCE = 2026
"""Ngày Văn hóa Việt Nam, 24/11: resolution 80-NQ/TW of 7/1/2026 asks for it. Public sources name 28/2026/QH16, in force from
1/7/2026, as the law that makes it a day off; its text was not seen, nor whether it is made up for on a weekend, so that the day
is only expected.
"""

_BESIDE_NATIONAL_DAY = (1, -1, -1, 1, -1, -1, 1)
"""Which day beside 2/9 is off where that is a Monday, a Tuesday …: as announced for 2021–2026."""


class Holiday(NamedTuple):
    """A day off: its name, whether it stands in lieu of one that falls on a weekend, whether which day it is hangs on the
    yearly notice.
    """

    name: str
    in_lieu: bool = False
    by_notice: bool = False


@cache
def holidays_of(year: int) -> dict[date, Holiday]:
    """Return the holidays of ``year`` with the days in lieu of them; none where the year is out of reach."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return {}
    found = dict(_by_law(year))
    for day, holiday in sorted(found.items()):
        if is_weekend(day):
            step = -1 if holiday.name == TET and day.weekday() == 5 else 1
            instead = _next_working(day, step, found)
            found[instead] = Holiday(holiday.name, in_lieu=True, by_notice=holiday.by_notice)
    return found


TET = N_("Tết Nguyên đán")


def is_weekend(day: date) -> bool:
    """Return whether ``day`` is a Saturday or a Sunday."""
    return day.weekday() >= 5


def _by_law(year: int) -> Iterator[tuple[date, Holiday]]:
    yield date(year, 1, 1), Holiday(N_("Tết Dương lịch"))
    first = lunar_day(year, 1, 1)
    for step in range(-1, 4):
        yield first + timedelta(days=step), Holiday(TET, by_notice=step in (-1, 3))
    yield lunar_day(year, 3, 10), Holiday(N_("Giỗ Tổ Hùng Vương"))
    yield date(year, 4, 30), Holiday(N_("Ngày Chiến thắng 30/4"))
    yield date(year, 5, 1), Holiday(N_("Ngày Quốc tế Lao động 1/5"))
    national = date(year, 9, 2)
    beside = national + timedelta(days=_BESIDE_NATIONAL_DAY[national.weekday()])
    yield national, Holiday(N_("Quốc khánh 2/9"))
    yield beside, Holiday(N_("Quốc khánh 2/9"), by_notice=True)
    if year >= CULTURE_DAY_SINCE:
        yield date(year, 11, 24), Holiday(N_("Ngày Văn hóa Việt Nam 24/11"))


def _next_working(day: date, step: int, taken: dict[date, Holiday]) -> date:
    while is_weekend(day) or day in taken:
        day += timedelta(days=step)
    return day
