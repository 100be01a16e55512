"""Periods of programmes and the times named in texts, moved on by whole months."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from ctct.model.times.period import read_period
from ctct.model.values import QUARTERS, Span, days

_ROMAN = {number: sign for sign, number in QUARTERS.items()}
_NAMED = re.compile(
    r"(?P<quarter>(?P<q>[Qq]uý (?:IV|I{1,3}))(?P<qsep>/| năm |)(?P<qyear>\d{4})?(?![\w/]))"
    r"|(?P<day>(?<![\d/])(?P<d>\d{1,2})/(?P<dm>\d{1,2})/(?P<dyear>\d{4})(?![\d/]))"
    r"|(?P<month>(?P<m>[Tt]háng \d{1,2})(?P<msep>/| năm )(?P<myear>\d{4})(?![\d/]))"
    r"|(?P<bare>(?<![\d/])(?P<b>\d{1,2})/(?P<byear>\d{4})(?![\d/]))"
    r"|(?P<year>(?P<y>[Nn]ăm )(?P<yyear>\d{4})(?![\w/]))"
)


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
        return _months(self.old.first, self.old.last + timedelta(days=1))


def step_from(old: str | None, new: str | None) -> Step:
    """Return the step from the period ``old`` to ``new``, or to the one that follows. Raises :class:`NoPeriod`."""
    if old is None:
        raise NoPeriod("dự thảo cũ chưa ghi kỳ; thêm «thoi_gian», ví dụ «thoi_gian: quý II/2021»")
    before = read_period(old)
    if before.first.day != 1 or (before.last + timedelta(days=1)).day != 1:
        raise NoPeriod(f"kỳ «{old}» không tròn tháng nên không tự chuyển được")
    length = _months(before.first, before.last + timedelta(days=1))
    try:
        after = read_period(new) if new else _moved_span(before, length)
    except ValueError as fault:
        raise NoPeriod(str(fault)) from None
    months = _months(before.first, after.first)
    if _moved_span(before, months) != after:
        raise NoPeriod(f"kỳ «{new}» không dài bằng kỳ «{old}»")
    if months <= 0:
        raise NoPeriod(f"kỳ «{new}» không ở sau kỳ «{old}»")
    return Step(before, after, months)


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month


def _moved_span(span: Span, months: int) -> Span:
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
    kind = next(name for name in ("quarter", "day", "month", "bare", "year") if found[name] is not None)
    unit = {"quarter": 3, "year": 12}.get(kind, 1)
    first = _first_day(found, kind, step)
    # «năm 2021» in a quarter's programme speaks of the year whatever the quarter: only a step of whole years moves it.
    fits = step.months % unit == 0 and step.length % unit == 0
    if first is None or not fits or not _is_near(first, step):
        return found[0]
    new = moved_day(first, step.months)
    if kind == "quarter":
        year = f"{found['qsep']}{new.year}" if found["qyear"] else found["qsep"]
        return f"{found['q'].split()[0]} {_ROMAN[(new.month + 2) // 3]}{year}"
    if kind == "day":
        return f"{_as_written(found['d'], new.day)}/{_as_written(found['dm'], new.month)}/{new.year}"
    if kind == "month":
        word, number = found["m"].split()
        return f"{word} {_as_written(number, new.month)}{found['msep']}{new.year}"
    return f"{_as_written(found['b'], new.month)}/{new.year}" if kind == "bare" else f"{found['y']}{new.year}"


def _as_written(old: str, number: int) -> str:
    return f"{number:02}" if old.startswith("0") else str(number)


def _first_day(found: re.Match[str], kind: str, step: Step) -> date | None:
    """Return the first day of the time that is named; ``None`` if there is none."""
    try:
        if kind == "quarter":
            quarter = QUARTERS[found["q"].split()[1]]
            return days(int(found["qyear"] or _year_of(quarter, step)), 3 * quarter - 2).first
        if kind == "day":
            return days(int(found["dyear"]), int(found["dm"]), int(found["d"])).first
        if kind == "month":
            return days(int(found["myear"]), int(found["m"].split()[1])).first
        return days(int(found["byear"]), int(found["b"])).first if kind == "bare" else days(int(found["yyear"])).first
    except ValueError:
        return None


def _year_of(quarter: int, step: Step) -> int:
    """Return the year of a quarter named without one: that which brings it nearest to the old period."""
    middle = step.old.first
    # «quý IV» in a programme of the first quarter is the one that has just ended.
    return min((middle.year - 1, middle.year, middle.year + 1), key=lambda year: abs(date(year, 3 * quarter - 2, 1) - middle))


def _is_near(day: date, step: Step) -> bool:
    start, end = moved_day(step.old.first, -step.length), moved_day(step.old.last + timedelta(days=1), step.length)
    return start <= day < end


_IN_FILE_NAMES = re.compile(
    r"(?P<quarter>quy-(?P<q>iv|i{1,3}))-(?P<qyear>\d{4})|thang-(?P<m>\d{1,2})-(?P<myear>\d{4})", re.IGNORECASE
)


def moved_name(name: str, step: Step) -> str:
    """Return the name of a file with the period in it moved on, as ``quy-III-2021``; or with ``-ky-sau`` at its end."""

    def move(found: re.Match[str]) -> str:
        sign = found["q"]
        text = f"quý {sign.upper()}/{found['qyear']}" if sign else f"tháng {found['m']}/{found['myear']}"
        new = moved_text(text, step).split(" ")[1].replace("/", "-")
        return (f"quy-{new.lower() if sign.islower() else new}") if sign else f"thang-{new}"

    folder, slash, last = name.rpartition("/")
    moved = _IN_FILE_NAMES.sub(move, last)
    return folder + slash + (moved if moved != last else f"{last}-ky-sau")
