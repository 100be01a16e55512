"""What is understood of a time at the cursor: the days that it means, their weekdays, which of them are off."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from ctct.language import _
from ctct.lsp.analysis import Analysis
from ctct.lsp.targets import Target
from ctct.model.document import VanBan
from ctct.model.paths import as_written
from ctct.model.times.phrases import read_timing
from ctct.model.times.timing import Kind, Timing
from ctct.model.values import Span
from ctct.model.work_calendar import WorkCalendar, in_figures, weekday_of
from ctct.model.work_times import SaidTime, times_of_nodes


def meaning_of_time(analysis: Analysis, target: Target) -> str | None:
    """Return what the time at the cursor means, if one is there and is understood."""
    draft = analysis.whole.draft if analysis.whole else None
    if draft is None or analysis.whole is None or target.on_key:
        return None
    for words, when in _times(draft):
        if as_written(analysis.value, words.at) == target.at and _is_at(analysis, words, target):
            return in_words(when, analysis.whole.gathered.calendar)
    return None


def _times(draft: VanBan) -> Iterator[tuple[SaidTime, Timing]]:
    """Yield the times of a draft that are understood, each with what it means."""
    if draft.period:
        yield SaidTime(("thoi_gian",), draft.thoi_gian or ""), Timing(Kind.SPAN, *draft.period)
    if draft.lay_y_kien and draft.lay_y_kien.han:
        with suppress(ValueError):  # which a rule tells of
            yield SaidTime(("lay_y_kien", "han"), draft.lay_y_kien.han), read_timing(draft.lay_y_kien.han, draft.time_frame)
    for at, times in times_of_nodes(draft).items():
        yield from ((time.words, time.when) for time in times if time and time.owner == at and time.when)


def _is_at(analysis: Analysis, words: SaidTime, target: Target) -> bool:
    """Return whether the cursor is on the words of a time that is part of a text."""
    if words.part is None:
        return True
    start, end = analysis.places.locate_part(target.at, *words.part)
    return start <= target.offset <= end


def in_words(when: Timing, calendar: WorkCalendar) -> str:
    """Say which days a time means."""
    if when.kind is Kind.EVENT:
        return _("gắn với một việc khác, chưa rõ ngày nào")
    first, last = when.first, when.last
    if when.kind is Kind.DAY and first:
        said = _day(first, calendar)
    elif when.kind is Kind.BEFORE and last:
        said = _("chậm nhất {day}", day=_day(last, calendar))
    else:
        said = _ends(first, last, calendar)
    said = _("lặp lại, {days}", days=said) if when.kind is Kind.RECURRING else said
    return said + _last_working_day(when, calendar) + ("" if when.sure else _("; hai đầu theo quy ước"))


def _ends(first: date | None, last: date | None, calendar: WorkCalendar) -> str:
    if first and last:
        return _("từ {first} đến {last}", first=_day(first, calendar), last=_day(last, calendar))
    if first:
        return _("từ {day}", day=_day(first, calendar))
    return _("đến {day}", day=_day(last, calendar)) if last else _("chưa rõ từ ngày nào đến ngày nào")


def _day(day: date, calendar: WorkCalendar) -> str:
    off = calendar.day_off(day)
    said = f"{weekday_of(day)} {in_figures(day)}"
    if off is None or off.is_weekend:
        return said
    return f"{said} ({_('{holiday}, dự kiến', holiday=off.name) if off.is_expected else off.name})"


def _last_working_day(when: Timing, calendar: WorkCalendar) -> str:
    """Say which is the last working day, where the last day is none."""
    if when.kind not in (Kind.SPAN, Kind.BEFORE) or when.last is None or calendar.is_worked(when.last):
        return ""
    last = calendar.last_of(Span(when.first or when.last, when.last))
    return _("; ngày làm việc cuối: {day}", day=_day(last, calendar)) if last != when.last else ""
