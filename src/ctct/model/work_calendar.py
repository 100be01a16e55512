"""Which days are worked: weekends, public holidays, and the days off and worked instead by order or at an office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from ctct.language import N_, _
from ctct.model.times.holidays import CULTURE_DAY_SINCE, holidays_of, is_weekend
from ctct.model.values import Span, read_day
from ctct.source.shipped import shipped
from ctct.source.yaml import load

if TYPE_CHECKING:
    from ctct.model.days_off import LichNghi

ORDERS = "lich-nghi.yaml"
"""The file among what ships with ctct that tells the orders of each year."""

_WEEKDAYS = (
    N_("thứ hai"),
    N_("thứ ba"),
    N_("thứ tư"),
    N_("thứ năm"),
    N_("thứ sáu"),
    N_("thứ bảy"),
    N_("chủ nhật"),
)


class Exchange(NamedTuple):
    """A day off that no law tells (``off``), a day that is worked although it would be off (``worked``), or one for the other;
    ``cites`` is the order.
    """

    off: date | None
    worked: date | None
    name: str | None = None
    cites: str | None = None


class DayOff(NamedTuple):
    """Why a day is off: the words for it, whether it is merely a weekend, whether it is only expected to be off, the order."""

    name: str
    is_weekend: bool = False
    is_expected: bool = False
    cites: str | None = None


@dataclass(frozen=True)
class WorkCalendar:
    """The working days of an office; ``own`` are the days that it has beside those of the law and of the yearly orders."""

    own: tuple[LichNghi, ...] = ()

    @cached_property
    def _exchanges(self) -> tuple[Exchange, ...]:
        own = (_exchange(one.model_dump()) for said in self.own for one in said.ngay)
        return (*_orders().exchanges, *own)

    @cached_property
    def _off(self) -> dict[date, Exchange]:
        return {one.off: one for one in self._exchanges if one.off}

    @cached_property
    def _worked(self) -> frozenset[date]:
        return frozenset(one.worked for one in self._exchanges if one.worked)

    @cached_property
    def _announced(self) -> frozenset[int]:
        return _orders().announced.union(int(year) for said in self.own for year in said.cong_bo)

    def day_off(self, day: date) -> DayOff | None:
        """Return why ``day`` is off, ``None`` if it is worked."""
        if day in self._worked:
            return None
        holiday = holidays_of(day.year).get(day)
        if holiday is None:
            weekend = DayOff(weekday_of(day), is_weekend=True) if is_weekend(day) else None
            return _named(self._off[day]) if day in self._off else weekend
        is_cultural = day.month == 11 and day.year >= CULTURE_DAY_SINCE
        is_expected = is_cultural or ((holiday.by_notice or holiday.in_lieu) and day.year not in self._announced)
        words = N_("nghỉ bù {holiday}") if holiday.in_lieu else N_("nghỉ {holiday}")
        return DayOff(_(words, holiday=_(holiday.name)), is_expected=is_expected)

    def is_worked(self, day: date) -> bool:
        """Return whether ``day`` is a working day."""
        return self.day_off(day) is None

    def count(self, after: date, last: date) -> int:
        """Return how many working days lie after one day, up to another: 0 where that does not come later."""
        return sum(1 for step in range(1, (last - after).days + 1) if self.is_worked(after + timedelta(days=step)))

    def last_of(self, span: Span) -> date:
        """Return the last working day of ``span``, its last day if none of it is worked."""
        worked = (day for day in _backwards(span.last) if day < span.first or self.is_worked(day))
        found = next(worked)
        return found if found >= span.first else span.last

    def nearest(self, day: date, step: int) -> date:
        """Return the working day nearest to ``day`` on one side of it: before (-1) or after (1)."""
        day += timedelta(days=step)
        while not self.is_worked(day):
            day += timedelta(days=step)
        return day


def weekday_of(day: date) -> str:
    """Return the name of the weekday: «thứ hai»."""
    return _(_WEEKDAYS[day.weekday()])


def _backwards(day: date) -> Iterator[date]:
    while True:
        yield day
        day -= timedelta(days=1)


def _named(one: Exchange) -> DayOff:
    words = one.name or _("nghỉ hoán đổi")
    if one.worked:
        words = _("{day_off}, làm bù ngày {day}", day_off=words, day=in_figures(one.worked))
    return DayOff(words, cites=one.cites)


def in_figures(day: date) -> str:
    """Return a day as a draft has it: «6/4/2021»."""
    return f"{day.day}/{day.month}/{day.year}"


class _Orders(NamedTuple):
    exchanges: tuple[Exchange, ...]
    announced: frozenset[int]


@cache
def _orders() -> _Orders:
    """Read the orders that ship with ctct; they need no looking over, which would take longer than all else here."""
    said: Any = load((shipped("templates") / ORDERS).read_text("utf-8"))[0]
    return _Orders(tuple(map(_exchange, said["ngay"])), frozenset(map(int, said["cong_bo"])))


def _exchange(said: Mapping[str, Any]) -> Exchange:
    off, worked = (read_day(said[key]).first if said.get(key) else None for key in ("nghi", "lam_bu"))
    return Exchange(off, worked, said.get("ten"), said.get("can_cu"))
