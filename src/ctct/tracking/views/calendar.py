"""Works as a calendar (RFC 5545) that Outlook, Google and iOS read alike: meetings on their days, deadlines on one day each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from ctct.diagnostics import Path, Rejected, error, excerpt
from ctct.model.times.timing import Kind, Timing
from ctct.model.values import Span
from ctct.source.unaccented import as_id
from ctct.tracking.listing import Listing, Row
from ctct.tracking.meetings import Meeting
from ctct.tracking.query import OPEN_STATES
from ctct.tracking.views.view import View, charged
from ctct.tracking.wording import ROLE_NAMES, time_of

if TYPE_CHECKING:
    from icalendar import Calendar, Event

_ZONE = "Asia/Ho_Chi_Minh"
_OFFSET = timedelta(hours=7)
_FEW = timedelta(days=14)
"""What takes place within fewer days than these is shown on them; of what has longer only the end matters."""
_SUMMARY = 110
"""How many characters of a work name its event."""

_PIECE, _ESCAPES = 74, b"\\^"
"""How many octets of a line stand together, and which begin an escape."""


class _Day(NamedTuple):
    """What an event is: its days, the hours of a meeting, its name, the words below, and what tells it from others."""

    key: str
    days: Span
    summary: str
    description: str
    meeting: Meeting | None = None
    is_open: bool = False


def as_calendar(view: View, remind: int | None = None) -> bytes:
    """Return the works as an ICS file, with an alarm so many days before each; the same bytes whatever the day and the zone.
    Raises :class:`Rejected` where icalendar is not installed.
    """
    calendar = _empty(view)
    from icalendar import vDDDTypes

    if any(meeting.hours for listing in view.listings for meeting in listing.meetings.values()):
        calendar.add_component(_time_zone())
    used: Counter[str] = Counter()
    rows_of: dict[str, list[Row]] = {}
    for row in view.rows:
        rows_of.setdefault(row.listing.name, []).append(row)
    for listing in view.listings:
        stamp = vDDDTypes(datetime.combine(listing.signed, time(), UTC))
        rows = rows_of.get(listing.name, [])
        where = f"{as_id(listing.period_said) or listing.signed.year}@{as_id(listing.issuer) or 'ctct'}"
        for one in _days(listing, rows, view):
            used[one.key] += 1
            number = f"-{used[one.key]}" if used[one.key] > 1 else ""
            event = _event(one, f"{one.key}{number}.{where}", stamp, listing)
            if remind is not None and one.is_open:
                event.add_component(_alarm(one.summary, remind))
            calendar.add_component(event)
    return b"".join(folded(line.encode()) for line in calendar.content_lines() if line)


def folded(line: bytes) -> bytes:
    """Return a line in pieces of at most 75 octets with the blank before them (RFC 5545, 3.1), no letter and no escape torn
    apart: the same as icalendar's, which looks at each letter and takes longer for that than for all else.
    """
    pieces, start = [], 0
    while len(line) - start > _PIECE:
        end = start + _PIECE
        while line[end] & 0xC0 == 0x80:  # within a letter
            end -= 1
        if line[end - 1] in _ESCAPES:
            end -= 1
        pieces.append(line[start:end])
        start = end
    return b"\r\n ".join([*pieces, line[start:]]) + b"\r\n"


def undated(view: View) -> int:
    """Return how many works have no day that a calendar could show: they recur, hang on an event, or say what is not read."""
    return sum(1 for row in view.rows if _days_of(row.work.due) is None)


def _empty(view: View) -> Calendar:
    try:
        from icalendar import Calendar
    except ImportError:
        raise Rejected([error("IN12", (), "ghi tệp lịch cần thêm icalendar", "chạy «pip install 'ctct[ics]'»")]) from None
    calendar = Calendar()
    calendar.add("prodid", "-//ctct//ctct viec//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", view.title)
    calendar.add("x-wr-caldesc", view.subtitle)
    return calendar


def _time_zone() -> Any:
    from icalendar import Timezone, TimezoneStandard

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", _ZONE)
    standard.add("dtstart", datetime(1975, 6, 13))
    standard.add("tzoffsetfrom", _OFFSET)
    standard.add("tzoffsetto", _OFFSET)
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone


def _days(listing: Listing, rows: list[Row], view: View) -> Iterator[_Day]:
    """Yield the meetings that have a day, each with the works brought before it, and for every other work its deadline."""
    meetings = _with_days(listing)
    agenda: dict[Path, list[Row]] = {at: [] for at in meetings}
    for row in rows:
        if row.work.timed_at in agenda:
            agenda[row.work.timed_at].append(row)
    for at, works in agenda.items():
        meeting, days = meetings[at]
        if works or _attends(meeting, listing, view):
            name = meeting.key or _digest(meeting.title, meeting.time)
            yield _Day(name, days, meeting.title, _about(meeting, works, listing), meeting, _any_open(works))
    for row in rows:
        found = _Found(Span(day, day), True) if (day := row.work.extended) else _days_of(row.work.due)
        if found and (row.work.extended or row.work.timed_at not in agenda):
            yield _of_work(row, found, view)


def _attends(meeting: Meeting, listing: Listing, view: View) -> bool:
    """Return whether one of those asked for is to come, whatever is brought before the meeting."""
    coming = listing.opened((*meeting.chair, *meeting.attendants))
    return not coming.isdisjoint(view.query.who)


def _with_days(listing: Listing) -> dict[Path, tuple[Meeting, Span]]:
    """Return the meetings of a programme that take place on certain days, by their places."""
    found = {}
    for at, meeting in listing.meetings.items():
        days = _days_of(meeting.when)
        if days and days.is_precise:
            found[at] = (meeting, days.span)
    return found


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


def _of_work(row: Row, found: _Found, view: View) -> _Day:
    work = row.work
    said = [f"{work.number} {work.text}", *(f"Thuộc: {title}" for title in work.chapter[-1:]), f"Thời gian: {time_of(row)}"]
    said += [f"{ROLE_NAMES[role]}: {'; '.join(charged(row, role, view.query))}" for role in work.roles]
    summary, name = excerpt(work.text, _SUMMARY), work.key or _digest(*work.chapter, work.text)
    if found.is_precise and not (work.deadline or work.extended):
        return _Day(name, found.span, summary, "\n".join(said), is_open=work.state in OPEN_STATES)
    last = found.span.last if found.is_precise else row.listing.calendar.last_of(found.span)
    return _Day(name, Span(last, last), f"Hạn: {summary}", "\n".join(said), is_open=work.state in OPEN_STATES)


def _about(meeting: Meeting, works: list[Row], listing: Listing) -> str:
    """Return who comes to a meeting, and what is brought before it."""
    come = {"Chủ trì": meeting.chair, "Thành phần": meeting.attendants}
    said = [f"{word}: {'; '.join(map(listing.name_of, names))}" for word, names in come.items() if names]
    if len(works) == 1 and works[0].work.at == meeting.at:
        return "\n".join([*said, works[0].work.text])
    return "\n".join([*said, *(f"{row.work.number} {row.work.text}" for row in works)])


def _any_open(works: list[Row]) -> bool:
    return not works or any(row.work.state in OPEN_STATES for row in works)


def _digest(*words: str) -> str:
    """Return a name for what has no id: it stays the same as long as the words do."""
    return f"viec-{blake2b(chr(0).join(words).encode(), digest_size=6).hexdigest()}"


def _event(one: _Day, uid: str, stamp: Any, listing: Listing) -> Event:
    """Return an event; its properties are put in as icalendar has them, which is twice as fast as to have it make them."""
    from icalendar import Event, vText

    event = Event()
    event["UID"] = vText(uid)
    event["DTSTAMP"] = stamp
    event["SUMMARY"] = vText(one.summary)
    event["DESCRIPTION"] = vText(one.description)
    if listing.secrecy:
        event["CLASS"] = vText("CONFIDENTIAL")
    if one.meeting is None:
        event["TRANSP"] = vText("TRANSPARENT")
    if one.meeting and one.meeting.place:
        event["LOCATION"] = vText(one.meeting.place)
    event.update(_days_and_hours(one))
    return event


def _days_and_hours(one: _Day) -> dict[str, Any]:
    """Return when an event begins and ends: the day after its last where it has no hours, which RFC 5545 leaves out of it."""
    from icalendar import vDDDTypes

    hours = one.meeting.hours if one.meeting else None
    if hours is None or one.days.first != one.days.last:
        return {"DTSTART": vDDDTypes(one.days.first), "DTEND": vDDDTypes(one.days.last + timedelta(days=1))}
    midnight = datetime.combine(one.days.first, time())
    said = {"DTSTART": vDDDTypes(midnight + timedelta(minutes=hours.begin))}
    if hours.end is not None:
        said["DTEND"] = vDDDTypes(midnight + timedelta(minutes=hours.end))
    for value in said.values():
        value.params["TZID"] = _ZONE
    return said


def _alarm(words: str, remind: int) -> Any:
    from icalendar import Alarm, vDDDTypes, vText

    alarm = Alarm()
    alarm["ACTION"] = vText("DISPLAY")
    alarm["DESCRIPTION"] = vText(words)
    alarm["TRIGGER"] = vDDDTypes(timedelta(days=-remind))
    return alarm
