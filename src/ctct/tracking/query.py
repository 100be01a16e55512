"""Which works a view shows: of whom, in which role, when, in which state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from ctct.diagnostics import Misuse, nearest
from ctct.language import _
from ctct.model.times.timing import Timing
from ctct.model.types import ROLES
from ctct.tracking.charges import Counting
from ctct.tracking.listing import Kind, Listing, Row
from ctct.tracking.works import AssignedWork

OPEN_STATES = frozenset({"chua_lam", "dang_lam"})
"""The states of works that are still to be done."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for. ``who`` are ids of the danh bạ, ``roles`` keys of :data:`ctct.model.types.ROLES` (none: all);
    ``since`` and ``until`` bound the days of the works; ``overdue`` asks for those that were due before ``today``.
    """

    counting: Counting = Counting.LIKE
    who: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    overdue: bool = False
    today: date | None = None

    @property
    def asked_roles(self) -> tuple[str, ...]:
        """The roles that count."""
        return self.roles or tuple(ROLES)

    @property
    def asks_for_all(self) -> bool:
        """Whether it asks for what is to be done by anybody in any role, overdue or not."""
        return not (self.who or self.roles or self.overdue)

    def is_within(self, when: Timing | None) -> bool:
        """Return whether a time may have a day in common with those asked for."""
        if self.since and (when is None or (when.last is not None and when.last < self.since)):
            return False
        return not (self.until and (when is None or (when.first is not None and when.first > self.until)))

    def assigned(self, work: AssignedWork, role: str) -> tuple[str, ...]:
        """Return the ids that count as charged with ``work`` in ``role``."""
        return work.assigned(role, self.counting)

    def is_overdue(self, row: Row) -> bool:
        """Return whether a work was due before the day asked about, or before the figures of its programme are taken."""
        last = row.work.holds_until
        return row.work.state in OPEN_STATES and last is not None and last < (self.today or row.listing.closes)


def selected(listings: Iterable[Listing], query: Query) -> list[Row]:
    """Return the works that ``query`` asks for, programme by programme in reading order."""
    rows = (Row(listing, work) for listing in listings for work in listing.works)
    return [row for row in rows if _asked(row, query)]


def _asked(row: Row, query: Query) -> bool:
    if not query.is_within(row.work.when):
        return False
    if query.overdue and not query.is_overdue(row):
        return False
    return _concerns(row.work, query)


def _concerns(work: AssignedWork, query: Query) -> bool:
    """Return whether one of those asked for is charged in one of the roles asked for."""
    if query.who:
        return any(not set(query.who).isdisjoint(query.assigned(work, role)) for role in query.asked_roles)
    return not query.roles or any(work.roles.get(role) for role in query.roles)


def check_names(listings: Sequence[Listing], asked: Iterable[str], kind: Kind) -> None:
    """Raise :class:`Misuse` for an id that no danh bạ has as a person, or as a body, with the nearest that one has."""
    known = {one.id: one for listing in listings for one in listing.assignees.values()}
    for name in asked:
        if name in known and known[name].kind is kind:
            continue
        what, other = (_("người"), "--co-quan") if kind is Kind.PERSON else (_("cơ quan"), "--nguoi")
        if name in known:
            raise Misuse(
                _(
                    "«{name}» ({words}) không phải {what}; dùng {other}",
                    name=name,
                    words=known[name].name,
                    what=what,
                    other=other,
                )
            )
        hint = nearest(name, [one.id for one in known.values() if one.kind is kind]) or _("ghi mã như trong danh bạ")
        raise Misuse(_("danh bạ không có {what} «{name}»; {hint}", what=what, name=name, hint=hint))
