"""What a view shows, whatever its form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from ctct.diagnostics import Path
from ctct.model.types import ROLES
from ctct.source.unaccented import as_id
from ctct.tracking.groups import BY_ASSIGNEE, Entry, Group, grouped
from ctct.tracking.listing import Listing, Row
from ctct.tracking.meetings import Meeting
from ctct.tracking.query import Query
from ctct.tracking.wording import SECRECY, highest_secrecy, subtitle, title_of

_LONGEST = 80
"""How many characters the name of a file may have."""


class Agenda(NamedTuple):
    """A meeting of a programme, and the works that are brought before it."""

    listing: Listing
    meeting: Meeting
    rows: tuple[Row, ...]


class View(NamedTuple):
    """Works of one programme or of several. ``by`` is one of :data:`ctct.tracking.groups.GROUPINGS`, or ``None``; ``of`` the
    heading that all of them stand under, where the view is one of several.
    """

    listings: Sequence[Listing]
    rows: Sequence[Row]
    query: Query
    by: str | None = None
    of: str = ""

    @property
    def title(self) -> str:
        """What it is called."""
        return f"{self.of} – {title_of(self.listings)}" if self.of else title_of(self.listings)

    @property
    def subtitle(self) -> str:
        """How many works it shows, and how they are counted."""
        return subtitle(self.rows, self.query)

    @property
    def secrecy_key(self) -> str:
        """The highest degree of secrecy among the programmes; ``""`` where none has one."""
        return highest_secrecy(listing.secrecy for listing in self.listings)

    @property
    def secrecy(self) -> str:
        """The same in words."""
        return SECRECY.get(self.secrecy_key, "")

    @property
    def is_of_several(self) -> bool:
        """Whether its works are of several programmes, which each of them has to name."""
        return len(self.listings) > 1

    def groups(self) -> list[Group]:
        """Return the works under their headings; all under one without a name where no grouping was asked for."""
        if self.by is None:
            return [Group("", "", tuple(map(Entry, self.rows)))]
        return grouped(self.rows, self.by, self.query)

    def parts(self) -> Iterator[tuple[str, View]]:
        """Yield a view for each heading, with a name for its file."""
        used: Counter[str] = Counter()
        for group in self.groups():
            name = as_id(group.key)[:_LONGEST].rstrip("-") or "khac"
            used[name] += 1
            rows = [entry.row for entry in group.entries]
            query = replace(self.query, who=(group.key,)) if self.by in BY_ASSIGNEE else self.query
            within = {row.listing.name for row in rows}
            listings = [one for one in self.listings if one.name in within]
            number = f"-{used[name]}" if used[name] > 1 else ""
            yield name + number, self._replace(listings=listings, rows=rows, query=query, by=None, of=group.title)

    def agendas(self) -> Iterator[Agenda]:
        """Yield the meetings that works are brought before, and those that nobody has charged anybody with works for: all of
        them in a view of a whole programme, else those that one of the people or bodies asked for is to come to.
        """
        brought: dict[tuple[str, Path | None], list[Row]] = {}
        for row in self.rows:
            brought.setdefault((row.listing.name, row.work.meeting), []).append(row)
        for listing in self.listings:
            for at, meeting in listing.meetings.items():
                rows = brought.get((listing.name, at), [])
                if rows or (self.query.is_within(meeting.when) and self._shows(meeting, listing)):
                    yield Agenda(listing, meeting, tuple(rows))

    def _shows(self, meeting: Meeting, listing: Listing) -> bool:
        """Return whether a meeting is shown that no work of the view is brought before."""
        if not self.of and self.query.asks_for_all:
            return not any(at != meeting.at and at[: len(meeting.at)] == meeting.at for at in listing.meetings)
        return not listing.opened((*meeting.chair, *meeting.attendants)).isdisjoint(self.query.who)

    def roles(self) -> list[str]:
        """Return the roles that somebody has in one of the works."""
        return [role for role in ROLES if any(role in row.work.roles for row in self.rows)]


class CalendarOptions(NamedTuple):
    """How a calendar is made: how many days ahead to ``remind``, whether deadlines are tasks (VTODO) and not events."""

    remind: int | None = None
    as_tasks: bool = False


def charged(row: Row, role: str, query: Query) -> list[str]:
    """Return the names of those who are charged in a role, as ``query`` counts; free words, which nobody counts, last."""
    if role not in row.work.roles:
        return []
    names = [row.listing.name_of(name) for name in query.assigned(row.work, role)]
    return names + free_words(row, role)


def free_words(row: Row, role: str) -> list[str]:
    """Return the free words that a role is filled with."""
    return [one.name for one in row.work.roles.get(role, ()) if one.is_free]
