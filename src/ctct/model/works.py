"""The works of a programme: what it charges people and bodies with."""

from __future__ import annotations

from dataclasses import dataclass

from ctct.diagnostics import Path, excerpt
from ctct.model.body import Node, Viec
from ctct.model.document import VanBan
from ctct.model.structure import children_of, nodes_below
from ctct.model.types import ROLES
from ctct.source.lookup import normalised

_EXCERPT = 70
"""How many characters of a work a message shows: enough to tell it from the others of its programme."""


@dataclass(frozen=True, slots=True)
class Work:
    """A work of a programme: a node without others below it that somebody is charged with, be it from above.

    ``recurring`` is the id of the work that it repeats, ``name`` its own; ``words`` are what it says, ``compared`` the same as
    two works are compared.
    """

    at: Path
    node: Node
    name: str | None
    recurring: str | None
    words: str
    compared: str

    @property
    def finished(self) -> bool:
        """Whether its programme itself says that it is over; giving a work up without a reason is not enough."""
        return self.node.trang_thai == "xong" or (self.node.trang_thai == "thoi" and bool(self.node.ly_do))

    @property
    def excerpt(self) -> str:
        """The beginning of what it says."""
        return excerpt(self.words, _EXCERPT)

    def is_called(self, written: str) -> bool:
        """Return whether ``written`` is its id, or the beginning of its words."""
        if written in (self.name, self.recurring):
            return True
        beginning = self.beginning(written)
        return bool(beginning) and self.compared.startswith(beginning)

    @staticmethod
    def beginning(written: str) -> str:
        """Return the beginning of a work's words as it is compared: people copy it from a message, which ends it in «…»."""
        return normalised(written).rstrip("….")


def words_of(work: Viec) -> str:
    """Return the name and the words of a work as one text."""
    return " ".join(filter(None, (work.ten, *(work.noi_dung or ()))))


def works_of(draft: VanBan) -> list[Work]:
    """Return the works of a programme in reading order."""
    works = []
    charged: dict[Path, bool] = {(): False}  # whether somebody is charged with what stands at a place, there or from above
    for at, node in nodes_below(draft):
        repeated = draft.thuong_ky.get(node.thuong_ky) if node.thuong_ky else None
        here = _charges(node) or (repeated is not None and _charges(repeated))
        charged[at] = here or charged[at[:-2]]
        is_leaf = not any(children_of(node))
        if is_leaf and (charged[at] or node.thuong_ky):
            words = words_of(node) or (words_of(repeated) if repeated else "")
            works.append(Work(at, node, node.id, node.thuong_ky, words, normalised(words)))
    return works


def _charges(work: Viec) -> bool:
    return bool(work.nhu) or any(getattr(work, role) for role in ROLES)
