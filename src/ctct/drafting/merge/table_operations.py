"""Edits of a table in the tree of a draft: new rows, new paragraphs of cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from ctct.diagnostics import Path
from ctct.drafting.forms.tree import Collection, Entry, Node, Scalar
from ctct.drafting.merge.rewriting import DraftTree, Missing, insert, remove
from ctct.model.sheets import ROWS

Step = Callable[[], None]


def sibling(listed: Collection, after: object) -> Entry | None:
    """Return the entry of a list that ``after`` is the index of, ``None`` where it is none. Raises :class:`Missing`."""
    if isinstance(after, int):
        if after >= len(listed.entries):
            raise Missing
        return listed.entries[after]
    return None


class Inserted(Protocol):
    """What is put into a list behind ``after``: an index, or something itself new, which has its ``entry`` by then."""

    entry: Entry | None

    @property
    def after(self) -> object:
        """What it stands behind."""


def putting_in(new: Inserted, listed: Collection, made: Callable[[], Node]) -> Step:
    """Return the step that puts into a list what is new. Raises :class:`Missing` where what it stands behind is not there."""
    after = sibling(listed, new.after)

    def step() -> None:
        new.entry = Entry(None, made())
        insert(listed, new.after.entry if isinstance(new.after, type(new)) else after, new.entry)

    return step


@dataclass(eq=False)
class NewRow:
    """A new row of a table, behind another: the paragraphs of each of its cells."""

    table: Path
    after: int | NewRow | None
    cells: Sequence[Sequence[str]]
    entry: Entry | None = None

    def bind(self, tree: DraftTree) -> Step:
        """Return the step that puts the row in."""
        listed = tree.listing(tree.node(self.table), ROWS)
        return putting_in(self, listed, self._row)

    def _row(self) -> Node:
        return Collection([Entry(None, cell_saying(said)) for said in self.cells], mapping=False, flow=True)


@dataclass(eq=False)
class NewCellText:
    """A new paragraph of a cell of a row, behind another, by index or itself new; the first of an empty cell."""

    row: Path
    column: int
    after: int | NewCellText | None
    text: str
    entry: Entry | None = None

    def bind(self, tree: DraftTree) -> Step:
        """Return the step that puts the text in."""
        return putting_in(self, tree.cell(self.row, self.column), lambda: Scalar(self.text))


@dataclass(eq=False)
class GoneCellText:
    """A paragraph of a cell of a row that is no more, by its index."""

    row: Path
    column: int
    index: int

    def bind(self, tree: DraftTree) -> Step:
        """Return the step that takes the text out."""
        listed = tree.cell(self.row, self.column)
        entry = sibling(listed, self.index)

        def step() -> None:
            assert entry is not None
            remove(listed, entry)

        return step


def cell_saying(said: Sequence[str]) -> Node:
    """Return the cell of a row that says some paragraphs."""
    if len(said) < 2:
        return Scalar(said[0] if said else "")
    return Collection([Entry(None, Scalar(one)) for one in said], mapping=False, flow=True)
