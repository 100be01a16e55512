"""A table of a draft with other columns than it had, and with other cells that are one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ctct.diagnostics import Path
from ctct.drafting.forms.tree import Collection, Entry, Node, Scalar
from ctct.drafting.merge.rewriting import DraftTree, insert, remove
from ctct.drafting.merge.shapes import LEFT
from ctct.drafting.merge.table_operations import Step, cell_saying, sibling
from ctct.model.sheets import ROWS

Spot = tuple[int, int]
"""A row and a column."""


class NewColumn(NamedTuple):
    """A new column: its name, the paragraphs of its cells by their rows. It stands in the list ``owner`` of its table, behind
    ``after``.
    """

    name: str
    cells: Mapping[int, Sequence[str]]
    owner: Path = ("cot",)
    after: int | None = None


CellSaid = str | tuple[Spot, ...]
"""What a cell says: that it is one with another, or what those said that it is made of."""


@dataclass(eq=False)
class Reshaped:
    """The ``columns`` of a table, of which some are new: those that it had by their indexes, of which ``paths`` has the places;
    the cells of those ``rows`` that are not merely wider or narrower.
    """

    table: Path
    paths: Sequence[Path]
    columns: Sequence[int | NewColumn]
    rows: dict[int, Sequence[CellSaid]] = field(default_factory=dict)

    @cached_property
    def sources(self) -> frozenset[Spot]:
        """The cells of which others are made."""
        return frozenset(spot for cells in self.rows.values() for said in cells if not isinstance(said, str) for spot in said)

    def bind(self, tree: DraftTree) -> Step:
        """Return the step that gives the table its columns and cells."""
        heads = self._heads(tree)
        listed = [tree.cells(entry.node) for entry in tree.listing(tree.node(self.table), ROWS).entries]
        rows = {index: row for index, row in enumerate(listed) if row is not None}

        def step() -> None:
            heads()
            was = {index: [*row.entries] for index, row in rows.items()}
            for index, row in rows.items():
                said = self._spelt(index, was) if index in self.rows else self._fitted(index, was[index])
                row.entries = _without_empty_ends(said, was[index])

        return step

    def _heads(self, tree: DraftTree) -> Step:
        gone = [self.paths[one] for one in range(len(self.paths)) if one not in self.columns]
        removed = [(at, self._names(tree, ("cot", *at[:-1]))) for at in gone]
        taken = [(at, listed, sibling(listed, at[-1])) for at, listed in removed]
        new = [(one, self._names(tree, one.owner)) for one in self.columns if isinstance(one, NewColumn)]
        put = [(listed, sibling(listed, one.after), one) for one, listed in new]

        def step() -> None:
            for listed, after, one in reversed(put):
                insert(listed, after, Entry(None, Scalar(one.name)))
            for at, listed, entry in reversed(taken):
                if entry is not None:
                    remove(listed, entry)
                if not listed.entries and len(at) > 1:  # with the last column under it a head goes
                    above = self._names(tree, ("cot", *at[:-3]))
                    remove(above, next(one for one in above.entries if _holds(one, listed)))

        return step

    def _names(self, tree: DraftTree, owner: Path) -> Collection:
        return tree.listing(tree.node((*self.table, *owner[:-1])), "cot")

    def _fitted(self, row: int, entries: Sequence[Entry]) -> list[Entry]:
        """Return a row without the cells that are gone and with new ones; what is one with others stays so."""
        cells = [*entries, *(Entry(None, Scalar("")) for _ in range(len(self.paths) - len(entries)))]
        kept = {one for one in self.columns if isinstance(one, int)}
        for index in range(len(cells) - 1):
            if index not in kept and _says(cells[index + 1], LEFT):
                cells[index + 1] = cells[index]
        made: list[Entry] = []
        for one, after in zip(self.columns, [*self.columns[1:], -1], strict=True):
            if isinstance(one, NewColumn):
                within = made and isinstance(after, int) and after >= 0 and _says(cells[after], LEFT)
                made.append(Entry(None, Scalar(LEFT) if within else cell_saying(one.cells.get(row, ()))))
            else:
                made.append(cells[one])
        return made

    def _spelt(self, row: int, was: Mapping[int, Sequence[Entry]]) -> list[Entry]:
        """Return a row of which it is known what each cell is made of."""
        made = []
        for column, said in zip(self.columns, self.rows[row], strict=True):
            if isinstance(said, str):
                made.append(Entry(None, Scalar(said)))
            elif not said and isinstance(column, NewColumn):
                made.append(Entry(None, cell_saying(column.cells.get(row, ()))))
            else:
                made.append(_joined([was[at][index] for at, index in said if index < len(was.get(at, ()))]))
        return made


def _holds(entry: Entry, listed: Collection) -> bool:
    found = entry.node.find("cot") if isinstance(entry.node, Collection) else None
    return found is not None and found.node is listed


def _says(entry: Entry, words: str) -> bool:
    return isinstance(entry.node, Scalar) and entry.node.value == words


def _joined(entries: Sequence[Entry]) -> Entry:
    """Return a cell that says what others did, a paragraph each."""
    said = [one for one in entries if not _says(one, "")]
    if len(said) < 2:
        return said[0] if said else Entry(None, Scalar(""))
    paragraphs = [one for entry in said for one in _paragraphs(entry.node)]
    return Entry(None, Collection([Entry(None, one) for one in paragraphs], mapping=False, flow=True))


def _paragraphs(node: Node) -> list[Node]:
    if isinstance(node, Collection):
        return [entry.node for entry in node.entries]
    lines = node.value.split("\n") if isinstance(node, Scalar) and isinstance(node.value, str) else []
    return [Scalar(line) for line in lines if line.strip()] if len(lines) > 1 else [node]


def _without_empty_ends(entries: list[Entry], was: Sequence[Entry]) -> list[Entry]:
    """Return a row without new cells at its end that say nothing."""
    while entries and entries[-1] not in was and _says(entries[-1], ""):
        entries.pop()
    return entries
