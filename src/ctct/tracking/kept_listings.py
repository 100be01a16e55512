"""Programmes as views show them, as JSON that is kept from one run to the next, and back: the same, but for the places in which
charges are written, which no view tells.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Generic, TypeVar

from ctct.model.times.timing import Kind as TimeKind
from ctct.model.times.timing import Timing
from ctct.model.values import Hours, Span
from ctct.model.work_calendar import WorkCalendar
from ctct.tracking.charges import Charge, Route
from ctct.tracking.listing import Assignee, Kind, Listing
from ctct.tracking.meetings import Meeting
from ctct.tracking.works import AssignedWork

_ROUTES = tuple(Route)
_TIME_KINDS = {kind.value: kind for kind in TimeKind}

Value = TypeVar("Value")
Charged = tuple[tuple[str, Route, str | None, bool, bool], ...]
"""Charges without their places: those of many works are alike."""


class _Numbered(Generic[Value]):
    """Values that come again and again: each is kept once and stands elsewhere by its number."""

    def __init__(self) -> None:
        self._numbers: dict[Value, int] = {}

    def number(self, value: Value) -> int:
        return self._numbers.setdefault(value, len(self._numbers))

    def values(self) -> list[Value]:
        return list(self._numbers)


class _Writer:
    """Makes plain values of works and meetings, and collects what they have in common."""

    def __init__(self) -> None:
        self.times: _Numbered[Timing | None] = _Numbered()
        self.chapters: _Numbered[tuple[str, ...]] = _Numbered()
        self.charges: _Numbered[Charged] = _Numbered()

    def work(self, work: AssignedWork) -> tuple[Any, ...]:
        return (
            *(work.key, work.at, work.number, work.words),
            self.chapters.number(work.chapter),
            work.time,
            self.times.number(work.when),
            work.deadline,
            self.times.number(work.due),
            work.timed_at,
            _ordinal(work.extended),
            *(work.state, work.recurring, work.product, work.meeting),
            {role: self.charges.number(tuple(map(_without_place, charges))) for role, charges in work.roles.items()},
        )

    def meeting(self, meeting: Meeting) -> tuple[Any, ...]:
        at, key, number, title, time, when, *rest = meeting
        return (at, key, number, title, time, self.times.number(when), *rest)


def _without_place(charge: Charge) -> tuple[str, Route, str | None, bool, bool]:
    return charge.name, charge.route, charge.group, charge.is_free, charge.opens


def kept(listing: Listing) -> bytes:
    """Return a programme as JSON."""
    writer = _Writer()
    said = {
        "works": [writer.work(one) for one in listing.works],
        "meetings": [writer.meeting(one) for one in listing.meetings.values()],
        "assignees": [(*one[:2], one.kind.value, *one[3:]) for one in listing.assignees.values()],
        "calendar": [one.model_dump(mode="json") for one in listing.calendar.own],
        "period": listing.period and [day.toordinal() for day in listing.period],
        "signed": listing.signed.toordinal(),
        "plain": [listing.name, listing.title, listing.period_said, listing.secrecy, listing.issuer, dict(listing.letterhead)],
        "times": [one and (one.kind, *map(_ordinal, (one.first, one.last)), one.sure) for one in writer.times.values()],
        "chapters": writer.chapters.values(),
        "charges": writer.charges.values(),
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _ordinal(day: date | None) -> int | None:
    return day.toordinal() if day else None


def restored(data: bytes) -> Listing:
    """Return the programme that :func:`kept` has made JSON of."""
    said: dict[str, Any] = json.loads(data)
    reader = _Reader(said)
    name, title, period_said, secrecy, issuer, letterhead = said["plain"]
    meetings = map(reader.meeting, said["meetings"])
    return Listing(
        name=name,
        title=title,
        period=said["period"] and Span(*map(date.fromordinal, said["period"])),
        period_said=period_said,
        signed=date.fromordinal(said["signed"]),
        secrecy=secrecy,
        issuer=issuer,
        calendar=_calendar(said["calendar"]),
        assignees={one[0]: _assignee(one) for one in said["assignees"]},
        works=tuple(map(reader.work, said["works"])),
        meetings={one.at: one for one in meetings},
        letterhead=letterhead,
    )


class _Reader:
    """Makes works and meetings of plain values."""

    def __init__(self, said: dict[str, Any]) -> None:
        self._times = [one and _timing(*one) for one in said["times"]]
        self._chapters = list(map(tuple, said["chapters"]))
        self._charges = [tuple(map(_charge, charges)) for charges in said["charges"]]

    def work(self, row: list[Any]) -> AssignedWork:
        key, at, number, words, chapter, time, when, deadline, due, timed_at, extended, *rest = row
        state, recurring, product, meeting, roles = rest
        charges = self._charges
        return AssignedWork(
            key,
            tuple(at),
            number,
            tuple(words),
            self._chapters[chapter],
            time,
            self._times[when],
            deadline,
            self._times[due],
            tuple(timed_at),
            _day(extended),
            state,
            recurring,
            product,
            tuple(meeting) if meeting else None,
            {role: charges[number] for role, number in roles.items()},
        )

    def meeting(self, row: list[Any]) -> Meeting:
        at, key, number, title, time, when, hours, place, chair, attendants = row
        met = Hours(*hours) if hours else None
        return Meeting(tuple(at), key, number, title, time, self._times[when], met, place, tuple(chair), tuple(attendants))


def _day(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None


def _timing(kind: str, first: int | None, last: int | None, sure: bool) -> Timing:
    return Timing(_TIME_KINDS[kind], _day(first), _day(last), sure)


def _charge(row: list[Any]) -> Charge:
    name, route, group, is_free, opens = row
    return Charge(name, _ROUTES[route], (), group, is_free, opens)


def _assignee(row: list[Any]) -> Assignee:
    name, words, kind, is_group, members, addressed, email = row
    return Assignee(name, words, Kind(kind), is_group, tuple(members), addressed, email)


def _calendar(own: list[Any]) -> WorkCalendar:
    if not own:
        return WorkCalendar()
    from ctct.model.days_off import LichNghi

    return WorkCalendar(tuple(map(LichNghi.model_validate, own)))
