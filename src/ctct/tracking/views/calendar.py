"""Works as a calendar (RFC 5545) that Outlook, Google and iOS read alike: meetings on their days, deadlines on one day each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import blake2b
from typing import NamedTuple

from ctct.diagnostics import excerpt
from ctct.language import in_a_document
from ctct.model.times.timing import Kind, Timing
from ctct.model.values import Span
from ctct.source.unaccented import as_id
from ctct.tracking.listing import Row
from ctct.tracking.query import OPEN_STATES
from ctct.tracking.views.events import Entry, alarm_of, empty_calendar, said_of, time_zone
from ctct.tracking.views.view import Agenda, CalendarOptions, View, charged
from ctct.tracking.wording import ROLE_NAMES, time_of

_FEW = timedelta(days=14)
"""What takes place within fewer days than these is shown on them; of what has longer only the end matters."""
_SUMMARY = 110
"""How many characters of a work name its event."""


def as_calendar(view: View, options: CalendarOptions) -> bytes:
    """Return the works as an ICS file; the same bytes whatever the day and the zone. Raises :class:`Rejected` where icalendar
    is not installed.
    """
    with in_a_document():
        title, subtitle = view.title, view.subtitle
    calendar = empty_calendar(title, subtitle)
    from ctct.tracking.views.ics_lines import component, written

    if options.as_tasks or any(meeting.hours for listing in view.listings for meeting in listing.meetings.values()):
        calendar.add_component(time_zone())
    made = []
    used: Counter[str] = Counter()
    rows_of: dict[str, list[Row]] = {}
    for row in view.rows:
        rows_of.setdefault(row.listing.name, []).append(row)
    agendas_of: dict[str, list[Agenda]] = {}
    for agenda in view.agendas():
        agendas_of.setdefault(agenda.listing.name, []).append(agenda)
    for listing in view.listings:
        stamp = datetime.combine(listing.signed, time(), UTC)
        rows = rows_of.get(listing.name, [])
        where = f"{as_id(listing.period_said) or listing.signed.year}@{as_id(listing.issuer) or 'ctct'}"
        for one in _entries(agendas_of.get(listing.name, []), rows, view, options.as_tasks):
            uid = f"{one.key}.{where}"
            used[uid] += 1
            number = f"-{used[uid]}" if used[uid] > 1 else ""
            said = said_of(one, f"{one.key}{number}.{where}", stamp, listing)
            alarm = alarm_of(one, options.remind)
            inside = component("VALARM", alarm) if alarm else b""
            made.append(component("VTODO" if one.state else "VEVENT", said, inside))
    return written(calendar, made)


def undated(view: View) -> int:
    """Return how many works have no day that an event could show: they recur, hang on an event, or say what is not read."""
    return sum(1 for row in view.rows if _days_of(row.work.due) is None)


def _entries(agendas: list[Agenda], rows: list[Row], view: View, as_tasks: bool) -> Iterator[Entry]:
    """Yield the meetings that have a day, each with the works brought before it, and for every other work its deadline: an
    event or a task, which may also have no day.
    """
    shown = set()
    for agenda in agendas:
        meeting, days = agenda.meeting, _days_of(agenda.meeting.when)
        if days and days.is_precise:
            shown.add(meeting.at)
            name = meeting.key or _digest(meeting.title, meeting.time)
            yield Entry(name, days.span, meeting.title, _about(agenda), meeting, _any_open(agenda.rows))
    for row in rows:
        found = _Found(Span(day, day), True) if (day := row.work.extended) else _days_of(row.work.due)
        if row.work.extended or row.work.timed_at not in shown:
            yield from _of_work(row, found, view, as_tasks)


class _Found(NamedTuple):
    """The days of a time; they are the very days if it ``is_precise``, else it ends within them."""

    span: Span
    is_precise: bool


def _days_of(when: Timing | None) -> _Found | None:
    if when is None or when.last is None or when.kind in (Kind.RECURRING, Kind.EVENT):
        return None
    first = when.first or when.last
    precise = when.kind is Kind.DAY or (when.kind is Kind.SPAN and when.sure and when.last - first < _FEW)
    return _Found(Span(first, when.last), precise)


def _of_work(row: Row, found: _Found | None, view: View, as_tasks: bool) -> Iterator[Entry]:
    if as_tasks:
        yield _task(row, found, view)
    elif found:
        yield _deadline(row, found, view)


def _deadline(row: Row, found: _Found, view: View) -> Entry:
    """Return the event of a work: on its days, or on the last of those that it is due in."""
    work, entry = row.work, _said_of(row, view)
    if found.is_precise and not (work.deadline or work.extended):
        return entry._replace(days=found.span)
    last = _last_of(found, row)
    return entry._replace(days=Span(last, last), summary=f"Hạn: {entry.summary}")


def _task(row: Row, found: _Found | None, view: View) -> Entry:
    entry = _said_of(row, view)._replace(state=row.work.state)
    last = _last_of(found, row) if found else None
    return entry._replace(days=Span(last, last)) if last else entry


def _last_of(found: _Found, row: Row) -> date:
    return found.span.last if found.is_precise else row.listing.calendar.last_of(found.span)


def _said_of(row: Row, view: View) -> Entry:
    """Return what a calendar tells of a work, without its days."""
    work = row.work
    said = [f"{work.number} {work.text}", *(f"Thuộc: {title}" for title in work.chapter[-1:]), f"Thời gian: {time_of(row)}"]
    said += [f"{ROLE_NAMES[role]}: {'; '.join(charged(row, role, view.query))}" for role in work.roles]
    name = work.key or _digest(*work.chapter, work.text)
    return Entry(name, None, excerpt(work.text, _SUMMARY), "\n".join(said), is_open=work.state in OPEN_STATES)


def _about(agenda: Agenda) -> str:
    """Return who comes to a meeting, and what is brought before it."""
    listing, meeting, works = agenda
    come = {"Chủ trì": meeting.chair, "Thành phần": meeting.attendants}
    said = [f"{word}: {'; '.join(map(listing.name_of, names))}" for word, names in come.items() if names]
    if len(works) == 1 and works[0].work.at == meeting.at:
        return "\n".join([*said, works[0].work.text])
    return "\n".join([*said, *(f"{row.work.number} {row.work.text}" for row in works)])


def _any_open(works: tuple[Row, ...]) -> bool:
    return not works or any(row.work.state in OPEN_STATES for row in works)


def _digest(*words: str) -> str:
    """Return a name for what has no id: it stays the same as long as the words do."""
    return f"viec-{blake2b(chr(0).join(words).encode(), digest_size=6).hexdigest()}"
