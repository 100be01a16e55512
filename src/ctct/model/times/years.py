"""The year of a time that is written without one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress

from ctct.language import _
from ctct.model.times.timing import NoYear
from ctct.model.values import Span

_SOME_YEARS = range(2000, 2020)
"""Years that have among them every day of either calendar."""


def in_its_year(make: Callable[[int], Span], year: int | None, period: Span | None) -> Span:
    """Return what ``make`` makes of ``year``; without one, of the year that brings it into the period, or else nearest to it,
    but never in a year before that of the period: what is planned does not lie there.

    «trước Tết» in a programme of quý IV is before the Tết that comes; «tháng 1» there is the month after; «31/12» in one of
    quý I is the end of its year. Raises ValueError.
    """
    if year is not None:
        return make(year)
    if period is None:
        _check_in_some_year(make)
        raise NoYear(_("chưa rõ năm; ghi thêm năm"))
    own = range(period.first.year, period.last.year + 1)
    within = next((span for span in _made(make, own) if span.overlaps(period)), None)
    if within is None:
        make(period.first.year)
        around = (span for span in _made(make, range(own.start - 1, own.stop + 1)) if span.last.year >= own.start)
        within = min(around, key=lambda span: _days_between(span, period))
    return within


def _check_in_some_year(make: Callable[[int], Span]) -> None:
    """Raise ValueError for a day that no year has, as 31/6; the message names no year."""
    if next(_made(make, _SOME_YEARS), None) is None:
        try:
            make(_SOME_YEARS[0])
        except ValueError as fault:
            raise type(fault)(str(fault).partition(";")[0].replace(f"/{_SOME_YEARS[0]}", "")) from None


def _made(make: Callable[[int], Span], years: Iterable[int]) -> Iterator[Span]:
    """Yield what comes of ``years``, without those that have no such day, as 2021 has no 29/2."""
    for year in years:
        with suppress(ValueError):
            yield make(year)


def _days_between(one: Span, other: Span) -> int:
    return max((one.first - other.last).days, (other.first - one.last).days)
