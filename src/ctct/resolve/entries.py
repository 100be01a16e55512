"""What is counted: nodes, and pictures with a name, each with its number."""

from __future__ import annotations

from typing import Any, NamedTuple

from ctct.diagnostics import Path
from ctct.model.body import Node, PhuLuc, Viec
from ctct.resolve.conventions import LevelConvention
from ctct.resolve.marks import Mark


class Entry(NamedTuple):
    """A node with its number.

    ``ordinal`` is how far its list has been counted, ``inserted`` the letter of what was inserted behind that; ``written`` that
    number alone, with its parent's before it where the mark asks for that (``II``, ``2.2``, ``9a``); ``label`` the number as
    printed and ``number`` what a reference repeats of it. ``work`` is the recurring work that the node repeats; ``series``
    and ``depth`` place it in a list.
    """

    node: Node
    work: Viec | None
    level: str
    at: Path
    parent: Entry | None
    convention: LevelConvention
    mark: Mark
    ordinal: int
    written: str
    label: str
    number: str
    series: str = ""
    depth: int = 0
    inserted: str = ""

    def value(self, key: str) -> tuple[Any, Path]:
        """Return what the node says under ``key``, or else the work that it repeats; and where that is said."""
        value = getattr(self.node, key)
        if value is None and self.work is not None:
            return getattr(self.work, key), ("thuong_ky", self.node.thuong_ky or "", key)
        return value, (*self.at, key)

    @property
    def lies_on_its_side(self) -> bool:
        """Whether the text that it belongs to is an appendix printed across the page."""
        top = self
        while top.parent is not None:
            top = top.parent
        return isinstance(top.node, PhuLuc) and top.node.kho_ngang
