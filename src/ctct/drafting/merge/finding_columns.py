"""Finds the columns of the tables of a copy beside those of the draft, and which of their cells are one now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from ctct.compare.normal import folded
from ctct.diagnostics import Path
from ctct.drafting.merge.columns import Columns, leaf_at, table_of
from ctct.drafting.merge.lines import MARK, Line
from ctct.drafting.merge.merged_cells import Cells, MergedRow, Printed, merged_rows, take_merged
from ctct.drafting.merge.reshaping import NewColumn, Reshaped
from ctct.drafting.merge.shapes import Shape
from ctct.language import _
from ctct.model.tables import MERGED_LEFT, Bang, leaves
from ctct.outcome import Outcome
from ctct.source.inline import escaped_text


class Seen(NamedTuple):
    """A copy beside the draft and what was printed: ``known`` has where the lines of the copy stand in ours, ``printed`` where
    they were printed, ``gone`` are the lines of ours that it has no more, ``shapes`` is how its tables lie.
    """

    base: Sequence[Line]
    theirs: Sequence[Line]
    ours: Sequence[Line]
    known: Mapping[int, int]
    printed: Mapping[int, int]
    gone: frozenset[int]
    shapes: Mapping[int, Shape]


def columns_in(seen: Seen, outcome: Outcome) -> dict[int, Columns]:
    """Return the columns of each table of a copy that the draft has under «bang», by its number."""
    tables: defaultdict[int, list[int]] = defaultdict(list)
    for place, line in enumerate(seen.theirs):
        if line.cell:
            tables[line.cell[0]].append(place)
    ours, base = _by_tables(seen.ours), _by_tables(seen.base)
    found = {}
    for number, places in tables.items():
        at = _first_table(seen.ours[seen.known[one]].at for one in places if one in seen.known)
        if at:
            finder = _Finder(seen, places, outcome, Columns(at, seen.shapes.get(number, Shape())))
            found[number] = finder.columns(ours[at], base)
    return found


def _by_tables(lines: Sequence[Line]) -> Mapping[Path, list[int]]:
    """Return the lines that are of each table."""
    found: defaultdict[Path, list[int]] = defaultdict(list)
    for place, line in enumerate(lines):
        if "bang" in line.at:
            found[table_of(line.at)].append(place)
    return found


def _first_table(places: Iterable[Path]) -> Path:
    return next((table_of(at) for at in places if "bang" in at), ())


class _Finder:
    """Finds the columns of one table; ``places`` are its lines in the copy."""

    def __init__(self, seen: Seen, places: Sequence[int], outcome: Outcome, columns: Columns) -> None:
        self._seen = seen
        self._places = places
        self._made = columns
        self._table = _table_at(columns.table, outcome)
        columns.named = self._named = {at: index for index, (at, _rest) in enumerate(leaves(self._table.cot, ()))}
        self._groups: dict[tuple[int, int], Path] = {}
        self._counting: set[int] = set()
        self._found: set[int] = set()

    def columns(self, lines: Sequence[int], base: Mapping[Path, Sequence[int]]) -> Columns:
        """Return the columns; ``lines`` are those of ours in this table, ``base`` those that were printed of each."""
        made = self._made
        self._place()
        made.lines, made.width, made.final = lines, len(self._named), made.placed
        if why := self._in_the_way():
            made.why = why
            return made
        behind = self._find_new()
        self._find_gone(lines, behind)
        order = self._ordered(behind)
        changed = bool(made.gone) or any(isinstance(one, NewColumn) for one in order)
        reshaped = Reshaped(made.table, [*self._named], order)
        if sorted(made.final.values()) == [*range(made.width)]:
            made.merged = self._merged(reshaped, base)
        made.reshaped = reshaped if changed or reshaped.rows else None
        return made

    def _merged(self, reshaped: Reshaped, base: Mapping[Path, Sequence[int]]) -> list[MergedRow]:
        """Return the rows of which other cells are one than in the draft; tell ``reshaped`` of those that can be made so."""
        made, seen = self._made, self._seen
        cells = Cells(made.shape, made.rows, sorted(made.final), made.said)
        printed = [(cell[1], seen.printed[at]) for at in self._places if at in seen.printed and (cell := self._cell(at))]
        lines = {row: seen.base[one].at for row, one in printed}
        table = _first_table(lines.values())
        within = [(seen.base[one].at[len(table) :], seen.base[one]) for one in base.get(table, ())]
        rows = {row: int(at[len(table) + 1]) for row, at in lines.items() if at[: len(table) + 1] == (*table, "dong")}
        signs = Printed(rows, within).signs(self._named, numbered=self._table.tt)
        merged = merged_rows(cells, signs, self._table, reshaped)
        take_merged(cells, [row for row in merged if row.changed is False], reshaped)
        return merged

    def _place(self) -> None:
        """Learn from the lines that were printed which of the draft's each column and row is."""
        made, known = self._made, self._seen.known
        cells = [(cell, self._seen.ours[known[at]].at) for at in self._places if at in known and (cell := self._cell(at))]
        made.printed = frozenset(cell[1] for cell, _at in cells)
        for (_number, row, column), at in cells:
            if "bang" not in at:
                self._counting.add(column)
            elif at[len(made.table) : len(made.table) + 1] == ("cot",):
                self._place_head(row, column, at)
        for (_number, row, column), at in cells:
            if at[len(made.table) : len(made.table) + 1] == ("dong",):
                self._place_cell(row, column, at)

    def _place_head(self, row: int, column: int, at: Path) -> None:
        made = self._made
        made.heads.add(row)
        leaf = made.leaf_of(at)
        if leaf is None:
            self._groups[row, column] = at[len(made.table) : -1]
        elif column not in made.placed:
            made.placed[column] = leaf
            self._found.add(leaf)

    def _place_cell(self, row: int, column: int, at: Path) -> None:
        made = self._made
        made.rows[row] = int(at[len(made.table) + 1])
        leaf = made.leaf_of(at)
        if leaf is None:
            return
        made.said[row, column].append((made.rows[row], leaf))
        if leaf not in self._found and column not in made.placed and column not in self._counting:
            made.placed[column] = leaf  # its name has been typed anew
            self._found.add(leaf)

    def _cell(self, place: int) -> tuple[int, int, int] | None:
        return self._seen.theirs[place].cell

    def _in_the_way(self) -> str:
        """Return why no column can come or go."""
        placed = [self._made.placed[one] for one in sorted(self._made.placed)]
        if any(row.origin for row in self._table.dong):
            return _("các dòng của bảng lấy từ tệp: sửa cột ở tệp ấy và ở «cot» của dự thảo")
        return "" if placed == sorted(set(placed)) else _("cột của bảng đổi chỗ: sửa «cot» và từng dòng của «dong» ở dự thảo")

    def _find_new(self) -> dict[int, dict[int, NewColumn]]:
        """Return the new columns by those that they stand behind; one that the draft has by now is placed."""
        said: defaultdict[int, list[Line]] = defaultdict(list)
        for at in self._places:
            cell = self._cell(at)
            if cell and at not in self._seen.known and cell[2] not in self._made.placed and cell[2] not in self._counting:
                said[cell[2]].append(self._seen.theirs[at])
        behind: defaultdict[int, dict[int, NewColumn]] = defaultdict(dict)
        paths, taken = [*self._named], set(self._made.placed.values())
        for column in sorted(said):
            before = max((place for one, place in self._made.placed.items() if one < column), default=-1)
            made = self._new_column(said[column], column, before)
            there = paths[before + 1] if before + 1 < len(paths) and before + 1 not in taken else None
            if there and folded(_column_at(self._table, there)) == folded(made.name):
                self._made.placed[column] = before + 1
            elif made.name and not any(MARK in line.text for line in said[column]):
                behind[before][column] = made
        return behind

    def _new_column(self, lines: Sequence[Line], column: int, before: int) -> NewColumn:
        name: list[str] = []
        cells: defaultdict[int, list[str]] = defaultdict(list)
        made = self._made
        for line in lines:
            row = line.cell[1] if line.cell else -1
            if row in made.heads and not self._heads_several(row, column):
                name.append(line.text.strip())
            elif row in made.rows:
                cells[made.rows[row]].append(escaped_text(line.text))
        owner = self._group_over(column)
        path = [*self._named][before] if before >= 0 else ()
        inside = path[: len(owner)] == owner and len(path) > len(owner)
        return NewColumn(" ".join(name), cells, ("cot", *owner), int(path[len(owner)]) if inside else None)

    def _heads_several(self, row: int, column: int) -> bool:
        span = self._made.shape.rows[row].get(column)
        return span is not None and sum(span.begin <= one < span.end for one in self._made.shape.begins) > 1

    def _group_over(self, column: int) -> Path:
        """Return where the columns under the innermost head over several stand that a column lies under, ``()`` for none."""
        over: Path = ()
        for (row, begin), at in self._groups.items():
            span = self._made.shape.rows[row].get(begin)
            if span and span.begin <= column < span.end and len(at) > len(over):
                over = (*at[1:], "cot")
        return over

    def _find_gone(self, lines: Sequence[int], behind: Mapping[int, Mapping[int, NewColumn]]) -> None:
        """Find the columns that the copy has no more: those whose words are gone, and with them a column of the page."""
        made = self._made
        left = set(range(len(self._named))) - set(made.placed.values())
        new = {column for columns in behind.values() for column in columns}
        if not left or made.shape.begins - made.placed.keys() - self._counting - new:
            return
        for place in lines:
            line = self._seen.ours[place]
            leaf = leaf_at(line.at, made.table, self._named)
            if leaf in left and place not in self._seen.gone and not self._is_with_the_next(line, leaf):
                made.why = _("bản sửa bỏ cột này, mà «{line}» của cột ấy còn: bỏ cột ở dự thảo", line=line.text)
                left.discard(leaf)
                made.stuck |= {leaf}
        if len(left) < len(self._named):
            made.gone = frozenset(left)

    def _is_with_the_next(self, line: Line, leaf: int) -> bool:
        """Return whether a cell is one with that to its right, which keeps its words."""
        within = line.at[len(self._made.table) :]
        if within[:1] != ("dong",):
            return False
        cells = self._table.dong[int(within[1])].cells
        return cells[leaf + 1 : leaf + 2] == (MERGED_LEFT,)

    def _ordered(self, behind: Mapping[int, Mapping[int, NewColumn]]) -> list[int | NewColumn]:
        """Return the columns as they shall be, those that were there by their indexes; take down which is which in the copy."""
        made, order = self._made, list[int | NewColumn]()
        was: dict[int, int] = {}
        final: dict[int, int] = {}
        for index in range(-1, len(self._named)):
            if index >= 0 and index not in made.gone:
                was[index] = len(order)
                order.append(index)
            for column, new in behind.get(index, {}).items():
                final[column] = len(order)
                order.append(new)
        made.final = {**final, **{column: was[place] for column, place in made.placed.items()}}
        made.width = len(order)
        return order


def _table_at(at: Path, outcome: Outcome) -> Bang:
    table: Any = outcome.draft
    for step in at:
        table = table[step] if isinstance(step, int) else getattr(table, step)
    assert isinstance(table, Bang)
    return table


def _column_at(table: Bang, at: Path) -> str:
    """Return the name of a column."""
    return next(column.ten for place, column in leaves(table.cot, ()) if place == at)
