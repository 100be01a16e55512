"""The columns of the tables of a copy: which of the draft's each is, and which are new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ctct.compare.normal import folded
from ctct.diagnostics import Path
from ctct.drafting.merge.lines import MARK, Line
from ctct.drafting.merge.table_operations import NewColumn, NewColumns
from ctct.model.tables import MERGED_LEFT, MERGED_UP, Bang, leaves
from ctct.outcome import Outcome
from ctct.source.inline import escaped_text


@dataclass
class Columns:
    """The columns of a table of a copy that the draft has at ``table``: ``placed`` has by each which one of the draft's it is,
    ``final`` which one it is once the new ones are there, of ``width`` in all; ``new`` puts those in, ``None`` for none.
    ``rows`` has by the rows of the copy those of the draft, ``heads`` are its rows that name columns, ``printed`` those of
    which something was printed.
    """

    table: Path
    placed: dict[int, int] = field(default_factory=dict)
    final: dict[int, int] = field(default_factory=dict)
    width: int = 0
    rows: dict[int, int] = field(default_factory=dict)
    heads: set[int] = field(default_factory=set)
    printed: frozenset[int] = frozenset()
    new: NewColumns | None = None

    def are_new_at(self, cell: tuple[int, int, int]) -> bool:
        """Return whether a cell is of a new column, in a row that was there."""
        return cell[2] in self.final.keys() - self.placed.keys() and cell[1] in self.heads | self.rows.keys()


def columns_in(theirs: Sequence[Line], ours: Sequence[Line], known: Mapping[int, int], outcome: Outcome) -> dict[int, Columns]:
    """Return the columns of each table of a copy that the draft has under «bang», by its number; ``known`` has where the lines
    of the copy stand in ours.
    """
    tables: defaultdict[int, list[int]] = defaultdict(list)
    for place, line in enumerate(theirs):
        if line.cell:
            tables[line.cell[0]].append(place)
    found = {}
    for number, places in tables.items():
        placed = [(theirs[at], ours[known[at]].at) for at in places if at in known and "bang" in ours[known[at]].at]
        if placed:
            cells = [cell for at in places if at in known and (cell := theirs[at].cell)]
            taken = {column for _, _, column in cells}
            strange = [line for at in places if (line := theirs[at]).cell and line.cell[2] not in taken]
            found[number] = _columns(placed, strange, outcome)
            found[number].printed = frozenset(row for _, row, _ in cells)
    return found


def _columns(placed: Sequence[tuple[Line, Path]], strange: Sequence[Line], outcome: Outcome) -> Columns:
    """Return the columns of a table; ``strange`` are the lines of those of which no line was printed."""
    begin = placed[0][1].index("bang") + 2
    columns = Columns(placed[0][1][:begin])
    table = _table_at(columns.table, outcome)
    named = {at: index for index, (at, _) in enumerate(leaves(table.cot, ()))}
    for line, at in placed:
        if at[:begin] == columns.table and line.cell:
            _place(columns, line.cell, at[begin:], named)
    columns.width, columns.final = len(named), columns.placed
    if strange and _has_room(table, columns):
        _find_new(columns, strange, table)
    return columns


def _table_at(at: Path, outcome: Outcome) -> Bang:
    table: Any = outcome.draft
    for step in at:
        table = table[step] if isinstance(step, int) else getattr(table, step)
    assert isinstance(table, Bang)
    return table


def _place(columns: Columns, cell: tuple[int, int, int], at: Path, named: Mapping[Path, int]) -> None:
    """Learn from a line of a cell which column and row that is of; ``at`` is its place in the table of the draft."""
    _, row, column = cell
    place: int | None = None
    if at[:1] == ("cot",):
        columns.heads.add(row)
        place = named.get(at[1:-1])
    elif at[:1] == ("dong",):
        columns.rows[row] = int(at[1])
        place = int(at[3]) if len(at) > 3 and at[2] in ("o", "tong") else None
    if place is not None:
        columns.placed.setdefault(column, place)


def _has_room(table: Bang, columns: Columns) -> bool:
    """Return whether a new column has one place in a table: no head spans several, no cells are one, no file has the rows."""
    order = [columns.placed[one] for one in sorted(columns.placed)]
    return (
        order == sorted(set(order))
        and not any(one.cot for one in table.cot)
        and not any(row.origin for row in table.dong)
        and not any(cell in (MERGED_LEFT, MERGED_UP) for row in table.dong for cell in row.cells)
    )


def _find_new(columns: Columns, strange: Sequence[Line], table: Bang) -> None:
    """Tell new columns from those that the draft has by now."""
    said: defaultdict[int, list[Line]] = defaultdict(list)
    for line in strange:
        said[line.cell[2] if line.cell else -1].append(line)
    behind: defaultdict[int, dict[int, NewColumn]] = defaultdict(dict)
    for column in sorted(said):
        before = max((place for one, place in columns.placed.items() if one < column), default=-1)
        made = _new_column(said[column], columns)
        there = None if before + 1 in columns.placed.values() else table.cot[before + 1 : before + 2]
        if there and folded(there[0].ten) == folded(made.name):
            columns.placed[column] = before + 1
        elif made.name and not any(MARK in line.text for line in said[column]):
            behind[before][column] = made
    if behind:
        _widen(columns, behind, len(table.cot))


def _new_column(lines: Sequence[Line], columns: Columns) -> NewColumn:
    name: list[str] = []
    cells: defaultdict[int, list[str]] = defaultdict(list)
    for line in lines:
        row = line.cell[1] if line.cell else -1
        if row in columns.heads:
            name.append(line.text.strip())
        elif row in columns.rows:
            cells[columns.rows[row]].append(escaped_text(line.text))
    return NewColumn(" ".join(name), cells)


def _widen(columns: Columns, behind: Mapping[int, Mapping[int, NewColumn]], width: int) -> None:
    """Put new columns behind those that they stand behind."""
    order: list[int | NewColumn] = []
    was: dict[int, int] = {}
    final: dict[int, int] = {}
    for index in range(-1, width):
        if index >= 0:
            was[index] = len(order)
            order.append(index)
        for column, made in behind.get(index, {}).items():
            final[column] = len(order)
            order.append(made)
    columns.final = {**final, **{column: was[place] for column, place in columns.placed.items()}}
    columns.width, columns.new = len(order), NewColumns(columns.table, order)
