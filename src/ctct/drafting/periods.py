"""Periods of programmes and the times named in texts, moved on by whole months."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from ctct.language import _
from ctct.model.times.period import read_period
from ctct.model.values import QUARTERS, Span, days

_ROMAN = {number: sign for sign, number in QUARTERS.items()}
_NAMED = re.compile(
    r"(?P<term>(?P<t>(?:[Nn]hiệm kỳ|[Gg]iai đoạn) )(?P<tyear>\d{4})(?P<tsep> ?[-–] ?)(?P<tlast>\d{4})(?!\d))"
    r"|(?P<half>(?P<h>6 tháng (?:đầu|cuối) năm )(?P<hyear>\d{4})(?!\d))"
    r"|(?P<quarter>(?P<q>[Qq]uý (?:IV|I{1,3}))(?P<qsep>/| năm |)(?P<qyear>\d{4})?(?![\w/]))"
    r"|(?P<day>(?<![\d/])(?P<d>\d{1,2})/(?P<dm>\d{1,2})/(?P<dyear>\d{4})(?![\d/]))"
    r"|(?P<month>(?P<m>[Tt]háng \d{1,2})(?P<msep>/| năm )(?P<myear>\d{4})(?![\d/]))"
    r"|(?P<bare>(?<![\d/])(?P<b>\d{1,2})/(?P<byear>\d{4})(?![\d/]))"
    r"|(?P<year>(?P<y>[Nn]ăm )(?P<yyear>\d{4})(?![\w/]))"
)
_UNITS = {"term": 12, "half": 6, "quarter": 3, "day": 1, "month": 1, "bare": 1, "year": 12}
"""The kinds of times that are named, with the months in which each counts."""

_YEARS = ("tyear", "hyear", "qyear", "dyear", "myear", "byear", "yyear")


class NoPeriod(Exception):
    """The times given do not make a period and the one that follows it; says why."""


@dataclass(frozen=True, slots=True)
class Step:
    """From one period to another of the same length: both as spans, and how many months lie between their beginnings."""

    old: Span
    new: Span
    months: int

    @property
    def length(self) -> int:
        """The length of the period in months."""
        return months_in(self.old)


def months_in(span: Span) -> int:
    """Return how many months a period of whole months has."""
    return _months(span.first, span.last + timedelta(days=1))


def whole_months(period: str) -> Span:
    """Read a period that begins with a month and ends with one. Raises :class:`NoPeriod`."""
    try:
        span = read_period(period)
    except ValueError as fault:
        raise NoPeriod(str(fault)) from None
    if span.first.day != 1 or (span.last + timedelta(days=1)).day != 1:
        raise NoPeriod(_("kỳ «{period}» không tròn tháng; ghi tháng, quý, năm hoặc nhiệm kỳ", period=period))
    return span


def stride_of(period: str, span: Span) -> int:
    """Return after how many months the period that follows begins: a term begins in the year in which the last one ends."""
    return months_in(span) - (12 if is_term(period) else 0)


def is_term(period: str) -> bool:
    """Return whether a period is a term of office."""
    return period.strip().lower().startswith("nhiệm kỳ")


def step_from(old: str | None, new: str | None) -> Step:
    """Return the step from the period ``old`` to ``new``, or to the one that follows. Raises :class:`NoPeriod`."""
    if old is None:
        raise NoPeriod(_("dự thảo cũ chưa ghi kỳ; thêm «thoi_gian», ví dụ «thoi_gian: quý II/2021»"))
    before = whole_months(old)
    after = whole_months(new) if new else moved_span(before, stride_of(old, before))
    months = _months(before.first, after.first)
    if moved_span(before, months) != after:
        raise NoPeriod(_("kỳ «{new}» không dài bằng kỳ «{old}»", new=new, old=old))
    if months <= 0:
        raise NoPeriod(_("kỳ «{new}» không ở sau kỳ «{old}»", new=new, old=old))
    return Step(before, after, months)


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def moved_span(span: Span, months: int) -> Span:
    """Return a period of whole months moved on."""
    return Span(moved_day(span.first, months), moved_day(span.last + timedelta(days=1), months) - timedelta(days=1))


def moved_day(day: date, months: int) -> date:
    """Return the same day of another month, or the last one where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def moved_text(text: str, step: Step) -> str:
    """Return ``text`` with the times in it moved on: those in the old period, the one before it and the one after. Years
    move only with periods of whole years, and quarters with periods of whole quarters.
    """
    return _NAMED.sub(lambda found: _moved(found, step), text)


def _moved(found: re.Match[str], step: Step) -> str:
    kind = next(name for name in _UNITS if found[name] is not None)
    first = _first_day(found, kind, step)
    # «năm 2021» in a quarter's programme speaks of the year whatever the quarter: only a step of whole years moves it.
    unit = _UNITS[kind]
    fits = step.months % unit == 0 and step.length % unit == 0
    if first is None or not fits or not _is_near(first, step):
        return found[0]
    new = moved_day(first, step.months)
    return _of_several_months(found, kind, step, new) if unit > 1 else _of_a_month(found, kind, new)


def _of_several_months(found: re.Match[str], kind: str, step: Step, new: date) -> str:
    if kind == "term":
        years = int(found["tlast"]) - int(found["tyear"])
        # A term lasts as many years as the period: in a year's programme it stays what it is.
        is_period = 12 * (years + 1) == step.length
        return f"{found['t']}{new.year}{found['tsep']}{new.year + years}" if is_period else found[0]
    if kind == "half":
        return f"6 tháng {'đầu' if new.month == 1 else 'cuối'} năm {new.year}"
    if kind == "quarter":
        year = f"{found['qsep']}{new.year}" if found["qyear"] else found["qsep"]
        return f"{found['q'].split()[0]} {_ROMAN[(new.month + 2) // 3]}{year}"
    return f"{found['y']}{new.year}"


def _of_a_month(found: re.Match[str], kind: str, new: date) -> str:
    if kind == "day":
        return f"{_as_written(found['d'], new.day)}/{_as_written(found['dm'], new.month)}/{new.year}"
    if kind == "month":
        word, number = found["m"].split()
        return f"{word} {_as_written(number, new.month)}{found['msep']}{new.year}"
    return f"{_as_written(found['b'], new.month)}/{new.year}"


def _as_written(old: str, number: int) -> str:
    return f"{number:02}" if old.startswith("0") else str(number)


def _first_day(found: re.Match[str], kind: str, step: Step) -> date | None:
    """Return the first day of the time that is named; ``None`` if there is none."""
    written = next((found[name] for name in _YEARS if found[name]), None)
    month = _first_month(found, kind)
    try:
        return days(int(written or _year_of(month, step)), month, int(found["d"]) if kind == "day" else None).first
    except ValueError:
        return None


def _first_month(found: re.Match[str], kind: str) -> int:
    if kind in ("term", "year"):
        return 1
    if kind == "half":
        return 1 if "đầu" in found["h"] else 7
    if kind == "quarter":
        return 3 * QUARTERS[found["q"].split()[1]] - 2
    return int(found["dm"] or found["b"] or found["m"].split()[1])


def _year_of(month: int, step: Step) -> int:
    """Return the year of a quarter named without one: that which brings it nearest to the old period."""
    middle = step.old.first
    # «quý IV» in a programme of the first quarter is the one that has just ended.
    return min((middle.year - 1, middle.year, middle.year + 1), key=lambda year: abs(date(year, month, 1) - middle))


def _is_near(day: date, step: Step) -> bool:
    start, end = moved_day(step.old.first, -step.length), moved_day(step.old.last + timedelta(days=1), step.length)
    return start <= day < end
