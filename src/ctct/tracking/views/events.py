"""What the components of a calendar (RFC 5545) say: an event, a task, an alarm, the time zone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from ctct.diagnostics import Rejected, error
from ctct.language import _
from ctct.model.values import Span
from ctct.tracking.listing import Listing
from ctct.tracking.meetings import Meeting

if TYPE_CHECKING:
    from icalendar import Calendar

ZONE = "Asia/Ho_Chi_Minh"
_OFFSET = timedelta(hours=7)
_END_OF_DAY = time(23, 59)
"""When a task is due on its last day. A mere date would be that day to some programs and the day before to others: RFC 5545
leaves the end out, Outlook counts it in.
"""
_STATUS = {"dang_lam": "IN-PROCESS", "xong": "COMPLETED", "thoi": "CANCELLED"}
"""The states of a task that is not merely to be done."""


class Entry(NamedTuple):
    """What a calendar shows: what tells it from others, its days (``None``: a task of which no day is known), its name, the
    words below, the meeting that it is, whether there is anything left to do. One with a ``state`` is a task.
    """

    key: str
    days: Span | None
    summary: str
    description: str
    meeting: Meeting | None = None
    is_open: bool = False
    state: str = ""


class Moment(NamedTuple):
    """A moment of the zone."""

    at: datetime


class Ahead(NamedTuple):
    """How long before the beginning, or the ``end``, of what it stands in."""

    by: timedelta
    end: bool


class Address(NamedTuple):
    """An address with its parameters."""

    email: str
    params: tuple[tuple[str, str], ...]


Value = str | int | date | datetime | Moment | Ahead | Address | Sequence[Address]
Said = Mapping[str, Value]
"""What a component says, by the names of its properties."""


def empty_calendar(title: str, subtitle: str) -> Calendar:
    """Return a calendar without entries. Raises :class:`Rejected` where icalendar is not installed."""
    try:
        from icalendar import Calendar
    except ImportError:
        hint = _('chạy «pip install "ctct[ics]"»')
        raise Rejected([error("IN12", (), _("ghi tệp lịch cần thêm icalendar"), hint)]) from None
    calendar = Calendar()
    calendar.add("prodid", "-//ctct//ctct viec//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-caldesc", subtitle)
    return calendar


def time_zone() -> Any:
    """Return the zone that hours are told in."""
    from icalendar import Timezone, TimezoneStandard

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", ZONE)
    standard.add("dtstart", datetime(1975, 6, 13))
    standard.add("tzoffsetfrom", _OFFSET)
    standard.add("tzoffsetto", _OFFSET)
    standard.add("tzname", "+07")
    zone.add_component(standard)
    return zone


def said_of(entry: Entry, uid: str, stamp: datetime, listing: Listing) -> dict[str, Value]:
    """Return what an event or a task says."""
    said: dict[str, Value] = {"UID": uid, "DTSTAMP": stamp, "SUMMARY": entry.summary, "DESCRIPTION": entry.description}
    if listing.secrecy:
        said["CLASS"] = "CONFIDENTIAL"
    if entry.state:
        said.update(_due(entry))
    elif entry.meeting is None:
        said["TRANSP"] = "TRANSPARENT"
    if entry.meeting and entry.meeting.place:
        said["LOCATION"] = entry.meeting.place
    if entry.meeting:
        said.update(_invited(entry.meeting, listing))
    if entry.days and not entry.state:
        said.update(_days_and_hours(entry.days, entry.meeting))
    return said


def _due(entry: Entry) -> Said:
    """Return until when a task is to be done, and how far it is."""
    said: dict[str, Value] = {"STATUS": _STATUS.get(entry.state, "NEEDS-ACTION")}
    if entry.state == "xong":
        said["PERCENT-COMPLETE"] = 100
    if entry.days:
        said["DUE"] = _at(datetime.combine(entry.days.last, _END_OF_DAY))
    return said


def _days_and_hours(days: Span, meeting: Meeting | None) -> Said:
    """Return when an event begins and ends: the day after its last where it has no hours, which RFC 5545 leaves out of it."""
    hours = meeting.hours if meeting else None
    if hours is None or days.first != days.last:
        return {"DTSTART": days.first, "DTEND": days.last + timedelta(days=1)}
    said = {"DTSTART": _hour(days.first, hours.begin)}
    if hours.end is not None:
        said["DTEND"] = _hour(days.first, hours.end)
    return said


def _hour(day: date, minutes: int) -> Value:
    return _at(datetime.combine(day, time()) + timedelta(minutes=minutes))


def _at(moment: datetime) -> Value:
    return Moment(moment)


class _Invited(NamedTuple):
    """Somebody who comes to a meeting and has an address."""

    name: str
    email: str
    role: str


def _invited(meeting: Meeting, listing: Listing) -> Said:
    """Return who calls a meeting and who comes to it, by their addresses. RFC 5545 asks for the first wherever there are
    others: a meeting whose chair has no address names nobody.
    """
    chair = list(_with_addresses(meeting.chair, listing, "CHAIR"))
    if not chair:
        return {}
    come = {one.email: one for one in (*_with_addresses(meeting.attendants, listing, "REQ-PARTICIPANT"), *reversed(chair))}
    attendants = [_address(one) for one in sorted(come.values(), key=lambda one: one.role)]
    return {"ORGANIZER": _address(chair[0]._replace(role="")), "ATTENDEE": attendants}


def _with_addresses(names: tuple[str, ...], listing: Listing, role: str) -> Iterator[_Invited]:
    """Yield those of ``names`` who have an address, groups opened."""
    for name in names:
        listed = listing.assignees.get(name)
        for one in (name, *(listed.members if listed else ())):
            person = listing.assignees.get(one)
            if person and person.email:
                yield _Invited(person.name, person.email, role)


def _address(one: _Invited) -> Address:
    """Return an address. Whoever puts the calendar into a server sends nobody a letter by that (RFC 6638, 7.1)."""
    said = {"CN": one.name, "ROLE": one.role, "SCHEDULE-AGENT": "NONE"}
    return Address(one.email, tuple((name, value) for name, value in said.items() if value))


def alarm_of(entry: Entry, remind: int | None) -> Said | None:
    """Return the alarm so many days ahead of an event, or of a task, which has an end and no beginning; ``None`` for what needs
    none.
    """
    if remind is None or not entry.is_open or not entry.days:
        return None
    return {"ACTION": "DISPLAY", "DESCRIPTION": entry.summary, "TRIGGER": Ahead(timedelta(days=remind), end=bool(entry.state))}
