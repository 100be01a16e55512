"""The works of a view under headings: by person, body, month, meeting, state or role."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ctct.diagnostics import Path
from ctct.language import N_, _, in_a_document
from ctct.model.types import ROLES, STATES
from ctct.tracking.charges import counted
from ctct.tracking.listing import Kind, Row, listings_of
from ctct.tracking.query import Query
from ctct.tracking.wording import LETTERS, ROLE_NAMES

_LAST = 9999
"""Sorts what has no month behind what has one."""


class Month(NamedTuple):
    """The month that all days of a work lie in; of the year :data:`_LAST` what has none: the ``period`` of its programme, else
    several months, or a time that is not known.
    """

    year: int
    number: int
    period: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        if self.year < _LAST:
            return _("Tháng {month}", month=self.short)
        return self.short

    @property
    def short(self) -> str:
        """What it is called among months."""
        if self.year < _LAST:
            return f"{self.number}/{self.year}"
        if self.period:
            return _("Cả {period}", period=self.period)
        return _("Nhiều tháng") if self == _SEVERAL else _("Chưa rõ thời gian")


_SEVERAL, _UNKNOWN = Month(_LAST, 2), Month(_LAST, 3)

_OUTSIDE = N_("Ngoài các hội nghị")


class Entry(NamedTuple):
    """A work under a heading; ``part`` says in which roles, by their letters, where the heading is one who is charged."""

    row: Row
    part: str = ""


class Group(NamedTuple):
    """A heading with its works; ``key`` is an id, a state, a role or a month, ``note`` how many works in which role."""

    key: str
    title: str
    entries: tuple[Entry, ...]
    note: str = ""


def grouped(rows: Sequence[Row], by: str, query: Query) -> list[Group]:
    """Return ``rows`` grouped ``by`` one of :data:`GROUPINGS`. A work of several people stands under each of them."""
    return list(GROUPINGS[by](rows, query))


def _by_person(rows: Sequence[Row], query: Query) -> Iterator[Group]:
    return _by_assignee(rows, query, Kind.PERSON)


def _by_body(rows: Sequence[Row], query: Query) -> Iterator[Group]:
    return _by_assignee(rows, query, Kind.BODY)


def _by_assignee(rows: Sequence[Row], query: Query, kind: Kind) -> Iterator[Group]:
    # In the order of the danh bạ, which is that of protocol.
    known = {name: one for listing in listings_of(rows) for name, one in listing.assignees.items()}
    found: dict[str, dict[int, list[str]]] = {
        name: {} for name, one in known.items() if one.kind is kind and (not query.who or name in query.who)
    }
    asked, counting = query.asked_roles, query.counting
    for index, row in enumerate(rows):
        charged = row.work.roles
        for role in asked:
            for name in counted(charged[role], counting) if role in charged else ():
                if name in found:
                    found[name].setdefault(index, []).append(role)
    for name, parts in found.items():
        if parts:
            entries = tuple([Entry(rows[index], _letters_of(roles)) for index, roles in parts.items()])
            counts = _roles_counted([role for roles in parts.values() for role in roles])
            yield Group(name, known[name].name, entries, counts)


def _letters_of(roles: list[str]) -> str:
    return LETTERS[roles[0]] if len(roles) == 1 else ", ".join([LETTERS[role] for role in roles])


def _roles_counted(roles: Sequence[str]) -> str:
    return ", ".join(f"{_(ROLE_NAMES[role]).lower()} {roles.count(role)}" for role in ROLES if role in roles)


def _by_month(rows: Sequence[Row], query: Query) -> Iterator[Group]:
    found: dict[Month, list[Entry]] = {}
    for row in rows:
        found.setdefault(month_of(row), []).append(Entry(row))
    for month, entries in sorted(found.items()):
        with in_a_document():
            key = month.title  # names files, in any language
        yield Group(key, month.title, tuple(entries))


def month_of(row: Row) -> Month:
    """Return the month of a work."""
    when = row.work.due
    if when is None or when.last is None:
        return _UNKNOWN
    if when.first and (when.first.year, when.first.month) != (when.last.year, when.last.month):
        whole = row.listing.period_said if row.listing.period == (when.first, when.last) else ""
        return Month(_LAST, 1, whole) if whole else _SEVERAL
    return Month(when.last.year, when.last.month)


def _by_meeting(rows: Sequence[Row], query: Query) -> Iterator[Group]:
    found: dict[tuple[str, Path | None], list[Entry]] = {}
    for row in rows:
        found.setdefault((row.listing.name, row.work.meeting), []).append(Entry(row))
    for entries in found.values():
        meeting = entries[0].row.meeting
        title = meeting.title if meeting else _(_OUTSIDE)
        yield Group(meeting.title if meeting else _OUTSIDE, title, tuple(entries))


def _by_state(rows: Sequence[Row], query: Query) -> Iterator[Group]:
    for state, title in STATES.items():
        if entries := tuple(Entry(row) for row in rows if row.work.state == state):
            yield Group(state, _(title), entries)


def _by_role(rows: Sequence[Row], query: Query) -> Iterator[Group]:
    for role in query.asked_roles:
        if entries := tuple(Entry(row) for row in rows if query.assigned(row.work, role)):
            yield Group(role, _(ROLES[role]), entries)


GROUPINGS: dict[str, Callable[[Sequence[Row], Query], Iterator[Group]]] = {
    "nguoi": _by_person,
    "co-quan": _by_body,
    "thang": _by_month,
    "hoi-nghi": _by_meeting,
    "trang-thai": _by_state,
    "vai": _by_role,
}
"""The groupings, by the words that ask for them."""

BY_ASSIGNEE = ("nguoi", "co-quan")
"""The groupings by those who are charged: a work stands under each of them."""
