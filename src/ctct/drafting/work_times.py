"""The time of a work, moved on to the next period: only if what is then written means the same days a step later."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ctct.drafting.periods import Step, moved_day, moved_text
from ctct.model.times.phrases import read_timing
from ctct.model.times.timing import Kind, Timing
from ctct.model.values import QUARTERS, Span

_ROMAN = {number: sign for sign, number in QUARTERS.items()}
_NUMBER = r"(?:\d{1,2}|IV|I{1,3})"
_NUMBERED = re.compile(
    rf"(?P<unit>tháng |quý )(?P<numbers>{_NUMBER}(?:(?:, ?| ?[-–] ?| và | đến ){_NUMBER})*)"
    r"(?:(?P<joint>/| năm )(?P<year>\d{4}))?(?![\d/])",
    re.IGNORECASE,
)
_DAY = re.compile(r"(?<![\d/])(?P<day>\d{1,2})/(?P<month>\d{1,2})(?:/(?P<year>\d{4}))?(?![\d/])")
_SLACK = timedelta(days=3)
"""How far a bound may lie from where it is expected: months differ in length."""


def moved_time(written: str, step: Step) -> str:
    """Return the time of a work in the period that follows; as it was written where no words for it are found."""
    try:
        later = _later(read_timing(written, step.old), step.months)
    except ValueError:
        return moved_text(written, step)
    candidates = (written, moved_text(written, step), _shifted(written, step.months))
    return next((words for words in candidates if _means(words, later, step.new)), written)


def _later(when: Timing, months: int) -> Timing:
    first = moved_day(when.first, months) if when.first else None
    last = moved_day(when.last + timedelta(days=1), months) - timedelta(days=1) if when.last else None
    return when._replace(first=first, last=first if when.kind is Kind.DAY else last)


def _means(words: str, later: Timing, period: Span) -> bool:
    try:
        when = read_timing(words, period)
    except ValueError:
        return False
    bounds = ((when.first, later.first), (when.last, later.last))
    return (when.kind, when.sure) == (later.kind, later.sure) and all(_near(*pair) for pair in bounds)


def _near(one: date | None, other: date | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= _SLACK


def _shifted(written: str, months: int) -> str:
    """Return the words with every month and quarter in them moved on, those without a year too."""
    numbered = _NUMBERED.sub(lambda found: _shifted_numbers(found, months), written)
    return _DAY.sub(lambda found: _shifted_day(found, months), numbered)


def _shifted_numbers(found: re.Match[str], months: int) -> str:
    by_quarters = found["unit"].lower() == "quý "
    count, by = (4, months // 3) if by_quarters else (12, months)
    years = 0

    def shift(number: re.Match[str]) -> str:
        nonlocal years
        sign = number[0].upper()
        if sign in QUARTERS and not by_quarters:
            return number[0]
        years, place = divmod((QUARTERS.get(sign) or int(sign)) - 1 + by, count)
        return _ROMAN[place + 1] if sign in QUARTERS else _as_long_as(sign, place + 1)

    numbers = re.sub(_NUMBER, shift, found["numbers"], flags=re.IGNORECASE)
    year = f"{found['joint']}{int(found['year']) + years}" if found["year"] else ""
    return f"{found['unit']}{numbers}{year}"


def _shifted_day(found: re.Match[str], months: int) -> str:
    years, place = divmod(int(found["month"]) - 1 + months, 12)
    year = f"/{int(found['year']) + years}" if found["year"] else ""
    return f"{found['day']}/{_as_long_as(found['month'], place + 1)}{year}"


def _as_long_as(old: str, number: int) -> str:
    return f"{number:02}" if old.startswith("0") else str(number)
