"""Days, months, quarters and years by their numbers: one, several, or from one to another, as «ngày 6 và 7/4/2021».

What a point leaves out is that of the one to its right: «từ tháng 4 đến tháng 6/2021» is in 2021 at both ends. The unit goes on
to the right: «tháng 4, 5, 6».
"""

from __future__ import annotations

import re
from datetime import timedelta
from typing import NamedTuple

from ctct.language import _
from ctct.model.times.parts import PARTS, part_of
from ctct.model.times.timing import NotUnderstood, NoYear
from ctct.model.times.years import in_its_year
from ctct.model.values import QUARTERS, Span, days, quarter


class Stretch(NamedTuple):
    """A stretch of time; ``sure`` if its bounds are no convention, ``one_day`` if it is a day by name."""

    span: Span
    sure: bool = True
    one_day: bool = False


class _Point(NamedTuple):
    """What is written of one day, month, quarter or year. ``number`` is ``None`` for the one that the programme is about."""

    part: str | None
    unit: str
    number: int | None
    month: int | None
    year: int | None


_ROMAN = {sign.lower(): number for sign, number in QUARTERS.items()}
_HALF_A_YEAR = 183
_ITS_YEAR = re.compile(r"\b((?:tháng|quý) (?:\d{1,2}|iv|i{1,3}))(?:, ?|-)(?:năm )?(?=\d{4}$)")
_BETWEEN = re.compile(r" ?(?:([,;&+]|\b(?:và|hoặc)\b)|-|\bđến hết\b|\bđến\b|\btới\b) ?")
_PART = rf"(?:(?P<part>{PARTS}) )?"
_POINT = re.compile(
    rf"{_PART}(?P<unit>ngày|tháng|quý|năm)? ?(?P<number>\d{{4}}|\d{{1,2}}|iv|i{{1,3}})"
    r"(?:(?:/| tháng )(?P<month>\d{1,2})(?!\d))?(?:(?:/| năm |/năm )(?P<year>\d{4}))?"
)
_OWN = re.compile(rf"{_PART}(?P<unit>tháng|quý|năm)(?: này)?")


def read_points(text: str, period: Span | None) -> Stretch | None:
    """Return the time that ``text`` gives by numbers; ``None`` if it does not. Raises ValueError for one that cannot be."""
    pieces = _BETWEEN.split(_ITS_YEAR.sub(r"\1/", text))
    points = _points(pieces[::2])
    if points is None:
        return None
    stretches = _placed(points, period)
    if len(stretches) == 1:
        return stretches[0]
    return _from_to(_in_order(stretches, points, period), is_range=None in pieces[1::2])


def _points(written: list[str]) -> list[_Point] | None:
    """Return the points, each with its unit; ``None`` if one of them is none."""
    points: list[_Point] = []
    named = ""
    for text in written:
        found = _OWN.fullmatch(text) or _POINT.fullmatch(text)
        if found is None or (point := _point(found, named)) is None:
            return None
        points.append(point)
        named = found["unit"] or (point.unit if point.unit == "quý" else named)
    unit = ""
    for index, point in reversed(list(enumerate(points))):
        unit = point.unit or unit
        points[index] = point._replace(unit=unit)
    return points if all(point.unit for point in points) else None


def _point(found: re.Match[str], named: str) -> _Point | None:
    groups = found.groupdict()
    number, month, year = groups.get("number"), groups.get("month"), groups.get("year")
    unit = _unit(found["unit"], number, named, has_month=bool(month), has_year=bool(year))
    is_year = number is not None and len(number) == 4
    if number and ((unit == "năm") != is_year or (number in _ROMAN and unit != "quý") or (month and unit != "ngày")):
        return None
    value = None if number is None else _ROMAN.get(number) or int(number)
    return _Point(found["part"], unit, value, int(month) if month else None, int(year) if year else None)


def _unit(written: str | None, number: str | None, named: str, *, has_month: bool, has_year: bool) -> str:
    """Return the unit of a point: as written, as its number shows, or that of the point before it; ``""`` if none of these."""
    if written or has_month:
        return written or "ngày"
    if number in _ROMAN:
        return "quý"
    if number and len(number) == 4:
        return "năm"
    return named or ("tháng" if has_year else "")


def _placed(points: list[_Point], period: Span | None) -> list[Stretch]:
    """Return the stretch of each point, month and year taken from the right where they are not written."""
    stretches: list[Stretch] = []
    month, year = None, None
    for point in reversed(points):
        month = point.month or month
        stretch = _stretch(point._replace(month=month, year=point.year or year), period)
        year = stretch.span.first.year
        stretches.append(stretch)
    return stretches[::-1]


def _stretch(point: _Point, period: Span | None) -> Stretch:
    number, unit = point.number, point.unit
    if number is None:
        return _own(point, period)
    month = (point.month or _own_month(period)) if unit == "ngày" else None
    span = in_its_year(lambda year: _span(unit, number, month, year), number if unit == "năm" else point.year, period)
    if point.part is None:
        return Stretch(span, one_day=unit == "ngày")
    return Stretch(*part_of(span, unit, point.part))


def _span(unit: str, number: int, month: int | None, year: int) -> Span:
    if unit == "ngày":
        return days(year, month, number)
    if unit == "tháng":
        return days(year, number)
    return quarter(year, number) if unit == "quý" else days(year)


def _own(point: _Point, period: Span | None) -> Stretch:
    """Return the month, quarter or year that a programme is about; the whole programme's where that is longer."""
    if period is None:
        raise NoYear(_("chưa rõ {unit} nào; ghi thêm số và năm", unit=point.unit))
    first = period.first
    around = {
        "tháng": days(first.year, first.month),
        "quý": quarter(first.year, (first.month + 2) // 3),
        "năm": days(first.year),
    }[point.unit]
    if not around.covers(period):
        return Stretch(period, sure=False)
    return Stretch(*part_of(around, point.unit, point.part)) if point.part else Stretch(around)


def _own_month(period: Span | None) -> int:
    """Return the month of a programme of one month, in which «ngày 15» is enough."""
    if period is None or not days(period.first.year, period.first.month).covers(period):
        raise NotUnderstood(_("chưa rõ tháng; ghi thêm tháng"))
    return period.first.month


def _in_order(stretches: list[Stretch], points: list[_Point], period: Span | None) -> list[Stretch]:
    """Return the stretches, the first of them in the year before the last, or the last in the year after, where they would
    otherwise run backwards: «25/12 - 5/1/2026», and in a programme of 2026 «từ tháng 11 đến tháng 2».
    """
    first, *between, last = stretches
    if points[0].year is not None or last.span.last >= first.span.first:
        return stretches
    if points[-1].year is None and period and period.covers(first.span):
        later = last._replace(span=_years_on(last.span, 1))
        return [first, *between, later] if _is_short(first.span, later.span) else stretches
    earlier = first._replace(span=_years_on(first.span, -1))
    return [earlier, *between, last] if _is_short(earlier.span, last.span) else stretches


def _from_to(stretches: list[Stretch], *, is_range: bool) -> Stretch:
    sure = all(one.sure for one in stretches)
    spans = [one.span for one in stretches]
    if not is_range:
        return Stretch(Span(min(one.first for one in spans), max(one.last for one in spans)), sure)
    if spans[-1].last < spans[0].first:
        raise ValueError(_("khoảng thời gian kết thúc trước khi bắt đầu"))
    return Stretch(Span(spans[0].first, spans[-1].last), sure)


def _years_on(span: Span, years: int) -> Span:
    """Return a stretch within a year as it is so many ``years`` later."""
    first = days(span.first.year + years, span.first.month).first + timedelta(days=span.first.day - 1)
    return Span(first, first + (span.last - span.first))


def _is_short(first: Span, last: Span) -> bool:
    """Return whether it is no more than half a year from one to the other: what runs longer over the new year is a mistake."""
    return (last.last - first.first).days <= _HALF_A_YEAR
