"""Edits of a table in the tree of a draft: new rows, new paragraphs of cells, columns that come and go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from ctct.diagnostics import Path
from ctct.drafting.forms.tree import Collection, Entry, Node, Scalar
from ctct.drafting.merge.rewriting import DraftTree, Missing, insert
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
        return Collection([Entry(None, _cell(said)) for said in self.cells], mapping=False, flow=True)


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


class NewColumn(NamedTuple):
    """A new column: its name, the paragraphs of its cells by their rows."""

    name: str
    cells: Mapping[int, Sequence[str]]


@dataclass(eq=False)
class NewColumns:
    """The columns of a table, of which some are new: those that it had by their indexes."""

    table: Path
    columns: Sequence[int | NewColumn]

    def bind(self, tree: DraftTree) -> Step:
        """Return the step that puts the columns in."""
        table = tree.node(self.table)
        heads = tree.listing(table, "cot")
        rows = [tree.cells(entry.node) for entry in tree.listing(table, ROWS).entries]

        def step() -> None:
            heads.entries = self._widened(heads, lambda column: Scalar(column.name))
            for index, row in enumerate(rows):
                if row is not None:
                    row.entries = self._widened(row, lambda column, at=index: _cell(column.cells.get(at, ())))

        return step

    def _widened(self, listed: Collection, made: Callable[..., Node]) -> list[Entry]:
        """Return what is listed with what is new among it; cells that say nothing are not written at the end of a row."""
        entries = [_widened(one, listed.entries, made) for one in self.columns]
        while entries and entries[-1] not in listed.entries and entries[-1].node == Scalar(""):
            entries.pop()
        return entries


def _widened(one: int | NewColumn, entries: Sequence[Entry], made: Callable[..., Node]) -> Entry:
    if isinstance(one, NewColumn):
        return Entry(None, made(one))
    return entries[one] if one < len(entries) else Entry(None, Scalar(""))


def _cell(said: Sequence[str]) -> Node:
    if len(said) < 2:
        return Scalar(said[0] if said else "")
    return Collection([Entry(None, Scalar(one)) for one in said], mapping=False, flow=True)
