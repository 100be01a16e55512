"""The works of a programme: what it charges people and bodies with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from ctct.diagnostics import Path, excerpt
from ctct.model.body import Node, Viec
from ctct.model.document import VanBan
from ctct.model.structure import is_without_nodes, nodes_below
from ctct.model.types import ROLES
from ctct.source.lookup import normalised

if TYPE_CHECKING:
    from ctct.model.progress import TienDo

_EXCERPT = 70
"""How many characters of a work a message shows: enough to tell it from the others of its programme."""


@dataclass(frozen=True)
class Work:
    """A work of a programme: a node without others below it that somebody is charged with, be it from above.

    ``recurring`` is the id of the work that it repeats, ``name`` its own; ``words`` are what it says. ``key`` is what its
    progress is kept under, ``None`` where it has no id to make one of. ``state`` and ``reason`` are those that its progress
    tells, else those that its programme does.
    """

    at: Path
    node: Node
    name: str | None
    recurring: str | None
    words: str
    key: str | None = None
    state: str | None = None
    reason: str | None = None

    @cached_property
    def compared(self) -> str:
        """What it says, as two works are compared."""
        return normalised(self.words)

    @property
    def finished(self) -> bool:
        """Whether it is said to be over; giving a work up without a reason is not enough."""
        return self.state == "xong" or (self.state == "thoi" and bool(self.reason))

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


def works_of(draft: VanBan, progress: TienDo | None = None) -> list[Work]:
    """Return the works of a programme in reading order, each in the state that ``progress`` tells."""
    works = []
    kept = progress.viec if progress else {}
    charged: dict[Path, bool] = {(): False}  # whether somebody is charged with what stands at a place, there or from above
    names: dict[Path, str | None] = {}
    for at, node in nodes_below(draft):
        names[at] = node.id
        repeated = draft.thuong_ky.get(node.thuong_ky) if node.thuong_ky else None
        here = _charges(node) or (repeated is not None and _charges(repeated))
        charged[at] = here or charged[at[:-2]]
        is_leaf = is_without_nodes(node)
        if is_leaf and (charged[at] or node.thuong_ky):
            words = words_of(node) or (words_of(repeated) if repeated else "")
            key = key_of(node, names.get(at[:-2]))
            said = kept.get(key or "")
            told = said if said and said.trang_thai else node
            works.append(Work(at, node, node.id, node.thuong_ky, words, key, told.trang_thai, told.ly_do))
    return works


def key_of(node: Node, owner: str | None) -> str | None:
    """Return what the progress of a work is kept under: its id, or for one that recurs also the id of its ``owner``, what it
    stands in; ``None`` without those.
    """
    if node.id or not (node.thuong_ky and owner):
        return node.id
    return f"{node.thuong_ky}@{owner}"


def _charges(work: Viec) -> bool:
    said = work.__dict__  # which is far quicker to ask than the model
    return bool(said["nhu"]) or any(map(said.get, ROLES))
