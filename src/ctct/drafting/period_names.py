"""What periods are called: in a title, in the name of a file, in the headings below them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import timedelta

from ctct.drafting.periods import Step, is_term, months_in, moved_span, moved_text, stride_of, whole_months
from ctct.model.times.period import read_period
from ctct.model.values import QUARTERS, Span

_ROMAN = {number: sign for sign, number in QUARTERS.items()}
_IN_TITLES = re.compile(
    r"ngày \d{1,2}(?:/| tháng )\d{1,2}(?:/| năm )\d{4}"
    r"|(?P<period>(?:nhiệm kỳ|giai đoạn) \d{4} ?[-–] ?\d{4}|(?:6|sáu) tháng (?:đầu|cuối) năm \d{4}"
    r"|(?:quý (?:IV|I{1,3}|[1-4])|tháng \d{1,2})(?:/| năm )\d{4}|năm \d{4})(?!\d)",
    re.IGNORECASE,
)
_IN_FILE_NAMES = re.compile(
    r"quy-(?P<quarter>iv|i{1,3})-(?P<qyear>\d{4})|thang-(?P<month>\d{1,2})-(?P<myear>\d{4})"
    r"|nhiem-ky-(?P<first>\d{4})-(?P<last>\d{4})|nam-(?P<year>\d{4})",
    re.IGNORECASE,
)


def name_of(span: Span, *, term: bool = False) -> str:
    """Return what a period of whole months is called; ``term`` if it is one of office."""
    first, months = span.first, months_in(span)
    if months == 1:
        return f"tháng {first.month}/{first.year}"
    if months == 3 and first.month % 3 == 1:
        return f"quý {_ROMAN[(first.month + 2) // 3]}/{first.year}"
    if months == 6 and first.month in (1, 7):
        return f"6 tháng {'đầu' if first.month == 1 else 'cuối'} năm {first.year}"
    if first.month == 1 and months == 12:
        return f"năm {first.year}"
    if first.month == 1 and months % 12 == 0:
        return f"{'nhiệm kỳ' if term else 'giai đoạn'} {first.year} - {span.last.year}"
    return f"tháng {first.month}/{first.year} - tháng {span.last.month}/{span.last.year}"


def period_before(period: str) -> str:
    """Return the name of the period that ``period`` follows."""
    span = whole_months(period)
    return name_of(moved_span(span, -stride_of(period, span)), term=is_term(period))


def parts_of(span: Span) -> list[Span]:
    """Return what a programme is divided into: the months of a quarter, the quarters of a year, the years of a term."""
    months = months_in(span)
    unit = 12 if months > 12 and months % 12 == 0 else 3 if months == 12 else 1
    first = Span(span.first, moved_span(span, unit).first - timedelta(days=1))
    return [moved_span(first, number) for number in range(0, months, unit)]


def period_named_in(title: Iterable[str]) -> str | None:
    """Return the period that a title names; of several the one that lies in all the others, ``None`` if none does."""
    named: dict[Span, str] = {}
    for found in _IN_TITLES.finditer(" ".join(title)):
        with suppress(ValueError):
            if words := found["period"]:
                named.setdefault(read_period(words), words)
    return next((words for span, words in named.items() if all(other.covers(span) for other in named)), None)


def moved_period(period: str, step: Step) -> str:
    """Return the new period in the words of the old one; in the usual ones where those say something else when moved."""
    moved = moved_text(period, step)
    with suppress(ValueError):
        if read_period(moved) == step.new:
            return moved
    return name_of(step.new, term=is_term(period))


def moved_name(name: str, step: Step) -> str:
    """Return the name of a file with the period in it moved on, as ``quy-III-2021``; or with ``-ky-sau`` at its end."""
    folder, slash, last = name.rpartition("/")
    moved = _IN_FILE_NAMES.sub(lambda found: _moved_in_name(found, step), last)
    return folder + slash + (moved if moved != last else f"{last}-ky-sau")


def _moved_in_name(found: re.Match[str], step: Step) -> str:
    if sign := found["quarter"]:
        new = moved_text(f"quý {sign.upper()}/{found['qyear']}", step).removeprefix("quý ").replace("/", "-")
        return f"quy-{new.lower() if sign.islower() else new}"
    if found["month"]:
        return "thang-" + moved_text(f"tháng {found['month']}/{found['myear']}", step).removeprefix("tháng ").replace("/", "-")
    if found["year"]:
        return "nam-" + moved_text(f"năm {found['year']}", step).removeprefix("năm ")
    return "nhiem-ky-" + moved_text(f"nhiệm kỳ {found['first']}-{found['last']}", step).removeprefix("nhiệm kỳ ")
