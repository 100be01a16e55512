"""What a phrase of time says: of which kind it is, from which day to which, and whether those are more than a convention."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ctct.model.values import Span


class Kind(StrEnum):
    """The kinds of times."""

    DAY = "ngày"
    SPAN = "khoảng"
    BEFORE = "trước"
    AFTER = "sau"
    FROM = "từ"
    RECURRING = "thường kỳ"
    EVENT = "sự kiện"


class Timing(NamedTuple):
    """When something takes place or is due. A bound that nothing supplies is ``None``; ``sure`` is false where the bounds are a
    convention («cuối quý») or bound to an event: such a time is late only after its last day.
    """

    kind: Kind
    first: date | None
    last: date | None
    sure: bool = True

    @property
    def exact(self) -> Span | None:
        """The days that it means, no more and no fewer; ``None`` if it leaves them open."""
        named = self.sure and self.kind in (Kind.DAY, Kind.SPAN)
        return Span(self.first, self.last) if named and self.first and self.last else None

    def overlaps(self, other: Timing | Span) -> bool:
        """Return whether the two may have a day in common; an open bound excludes nothing."""
        return not (_is_before(self.last, other.first) or _is_before(other.last, self.first))

    def lies_within(self, other: Timing) -> bool:
        """Return whether it can take place wholly inside ``other``."""
        if self.exact and other.exact:
            return other.exact.covers(self.exact)
        return self.overlaps(other)


class NotUnderstood(ValueError):
    """A phrase that is not read; it may well be a time."""


class NoYear(NotUnderstood):
    """A time without its year, where no period supplies one."""


def _is_before(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other
