"""Cells of a table that a copy has made one, or parted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ctct.diagnostics import Path
from ctct.drafting.merge.lines import Line
from ctct.drafting.merge.reshaping import CellSaid, NewColumn, Reshaped, Spot
from ctct.drafting.merge.shapes import LEFT, UP, Shape, Signs, written_signs
from ctct.model.tables import Bang


class MergedRow(NamedTuple):
    """A row of which other cells are one in a copy than in the draft: which it is in both, how its cells stand to one another
    in the draft and in the copy (``()`` for cells that begin where no column does), and whether the draft has them so since it
    was printed (``None`` where nobody knows).
    """

    theirs: int
    ours: int
    was: Signs
    now: Signs
    changed: bool | None


class Printed(NamedTuple):
    """A table as it was printed: which of its rows those of the copy are, and its lines, their places within it."""

    rows: Mapping[int, int]
    lines: Sequence[tuple[Path, Line]]

    def signs(self, named: Iterable[Path], *, numbered: bool) -> Mapping[int, Signs]:
        """Return how the cells of rows of the copy stood to one another; nothing for a table that had other columns than
        those ``named``. With ``numbered`` rows a total takes the column of the numbers too.
        """
        named = [*named]
        heads = {at[1:-1] for at, _ in self.lines if at[:1] == ("cot",)}
        if not heads.issuperset(named):
            return {}
        marks = self._marks(len(named), numbered=numbered)
        return {
            theirs: tuple(marks.get((row, column), "") for column in range(len(named))) for theirs, row in self.rows.items()
        }

    def _marks(self, width: int, *, numbered: bool) -> dict[Spot, str]:
        rows = 1 + max((int(at[1]) for at, _ in self.lines if at[:1] == ("dong",)), default=-1)
        marks: dict[Spot, str] = {}
        for at, line in self.lines:
            if line.area != (1, 1) and len(at) > 3 and at[2] in ("o", "tong"):
                row, column = int(at[1]), int(at[3])
                wide = line.area[1] - (numbered and at[2] == "tong" and column == 0)
                for spot in _spots(row, column, min(line.area[0], rows - row), min(wide, width - column)):
                    if spot in marks:
                        break  # no map that ctct made says that a cell is of two
                    marks[spot] = LEFT if spot[1] > column else UP if spot[0] > row else ""
        return marks


def _spots(row: int, column: int, rows: int, columns: int) -> Iterator[Spot]:
    return ((row + down, column + right) for down in range(rows) for right in range(columns))


class Cells(NamedTuple):
    """The cells of a table of a copy: how they lie, which of the draft's rows and columns its rows and columns are, and which
    of the draft's cells have their words in each.
    """

    shape: Shape
    rows: Mapping[int, int]
    columns: Sequence[int]
    said: Mapping[Spot, Sequence[Spot]]


def merged_rows(cells: Cells, printed: Mapping[int, Signs], table: Bang, reshaped: Reshaped) -> list[MergedRow]:
    """Return the rows of which other cells are one now, once the columns of the draft are those of the copy."""
    written, times = written_signs(table, len(reshaped.paths)), Counter(cells.rows.values())
    rows = []
    for theirs, ours in cells.rows.items():
        if times[ours] > 1 or ours not in written or not cells.columns:
            continue
        now = cells.shape.signs(theirs, cells.columns) or ()
        has = tuple(_widened(written[ours], reshaped.columns))
        had = tuple(_widened(printed[theirs], reshaped.columns)) if theirs in printed else None
        if not now and cells.shape.count(theirs, cells.columns[0]) != sum(sign != LEFT for sign in has):
            rows.append(MergedRow(theirs, ours, has, (), None))  # more than a line between two cells was shifted
        elif now and now not in (has, had):
            rows.append(MergedRow(theirs, ours, has, now, None if had is None else has != had))
    return rows


def _widened(signs: Signs, order: Sequence[int | NewColumn]) -> Iterator[str]:
    """Yield what a row says of its cells when some columns have come and some are gone."""
    first = [0] * len(signs)
    for index, sign in enumerate(signs):
        first[index] = first[index - 1] if sign == LEFT and index else index
    before = -1
    for one, after in _with_next(order):
        if isinstance(one, NewColumn):
            yield LEFT if before >= 0 <= after and first[before] == first[after] else ""
        else:
            yield LEFT if before >= 0 and first[before] == first[one] else signs[first[one]]
            before = one


def _with_next(order: Sequence[int | NewColumn]) -> list[tuple[int | NewColumn, int]]:
    """Return columns, each with the next behind it that was there, -1 for none."""
    after, found = -1, list[tuple[int | NewColumn, int]]()
    for one in reversed(order):
        found.append((one, after))
        after = one if isinstance(one, int) else after
    return found[::-1]


def take_merged(cells: Cells, rows: Sequence[MergedRow], reshaped: Reshaped) -> None:
    """Tell ``reshaped`` what the cells of ``rows`` are made of: the words of a cell that is one with another now go with it."""
    was = {one: place for place, one in enumerate(reshaped.columns) if isinstance(one, int)}
    now = {row.ours: row.now for row in rows}

    def displaced(spot: Spot) -> bool:
        place = was.get(spot[1])
        return place is None or bool(spot[0] in now and now[spot[0]][place])

    for row in (*rows, *_given_words(cells, rows, displaced)):
        said: list[CellSaid] = []
        spans = cells.shape.cells(row.theirs, cells.columns)
        for sign, before, span, one in zip(row.now, row.was, spans, reshaped.columns, strict=True):
            own = [(row.ours, one)] if isinstance(one, int) and not before else []
            found = cells.said.get((row.theirs, span.begin), ()) if span else ()
            said.append(sign or tuple(dict.fromkeys([*own, *filter(displaced, found)])))
        reshaped.rows[row.ours] = said


def _given_words(cells: Cells, rows: Sequence[MergedRow], displaced: Callable[[Spot], bool]) -> Iterator[MergedRow]:
    """Yield other rows of which a cell has the words of one below it that is one with it now."""
    told = {row.theirs for row in rows}
    for theirs in dict.fromkeys(row for (row, _column), spots in cells.said.items() if any(map(displaced, spots))):
        signs = cells.shape.signs(theirs, cells.columns)
        if theirs not in told and rows and signs is not None:
            yield MergedRow(theirs, cells.rows[theirs], signs, signs, False)
