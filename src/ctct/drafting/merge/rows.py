"""Rows of tables that a copy has and what was printed had not, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from ctct.diagnostics import Path
from ctct.drafting.merge.ground import Anchor
from ctct.drafting.merge.lines import Line
from ctct.drafting.merge.operations import NewRow
from ctct.model.sheets import ROWS
from ctct.model.tables import leaves
from ctct.outcome import Outcome
from ctct.source.inline import escaped_text

_NUMBER = re.compile(r"(?:\d{1,6}|[IVXLC]{1,9})\.?")


def is_row_number(line: Line) -> bool:
    """Return whether a line is the number of a row, which nobody writes."""
    return not line.at and _NUMBER.fullmatch(line.text) is not None


def row_of(at: Path) -> Path:
    """Return the row that a place lies in, ``()`` for none."""
    return at[: at.index(ROWS) + 2] if "bang" in at and ROWS in at else ()


def new_row(theirs: Sequence[Line], place: int, anchor: Anchor, ours: Sequence[Line], known: dict[int, int]) -> NewRow | None:
    """Return the row that a new line begins; ``known`` has where the lines of the copy stand in ours. ``None`` for a cell of a
    row that was printed, or where no row beside it tells what its columns are.
    """
    cell = theirs[place].cell
    if cell is None:
        return None
    beside = [at for at, line in enumerate(theirs) if line.cell and line.cell[0] == cell[0] and at in known]
    rows = {theirs[at].cell[1] for at in beside if theirs[at].cell}  # type: ignore[index]
    placed = [(theirs[at].cell, ours[known[at]].at) for at in beside if row_of(ours[known[at]].at)]
    if cell[1] in rows or not placed:
        return None
    shift, width = _columns(placed)
    said = ["" for _ in range(width)]
    for line in theirs:
        if line.cell and line.cell[:2] == cell[:2] and 0 <= line.cell[2] - shift < width:
            said[line.cell[2] - shift] = escaped_text(line.text)
    above = row_of(ours[anchor.ours].at) if anchor.ours >= 0 else ()
    if isinstance(anchor.new, NewRow):
        return NewRow(anchor.new.table, anchor.new, said)
    table = row_of(placed[0][1])[:-2]
    return NewRow(table, int(above[-1]) if above and above[:-2] == table else None, said)


class Cell(NamedTuple):
    """A cell of the draft: the place of its row, its column, and which of its paragraphs is the last above a place."""

    row: Path
    column: int
    above: int | None


def cell_of(theirs: Sequence[Line], place: int, ours: Sequence[Line], known: dict[int, int]) -> Cell | None:
    """Return the cell of the draft that a new line of a copy stands in, ``None`` where nothing beside it tells."""
    cell = theirs[place].cell
    if cell is None:
        return None
    of_table = [at for at, line in enumerate(theirs) if line.cell and line.cell[0] == cell[0] and at in known]
    shift, _ = _columns([(theirs[at].cell, ours[known[at]].at) for at in of_table if row_of(ours[known[at]].at)])
    of_row = [at for at in of_table if theirs[at].cell[:2] == cell[:2]]  # type: ignore[index]
    row = next((found for at in of_row if (found := row_of(ours[known[at]].at))), ())
    if not row:
        return None
    above = [ours[known[at]].at for at in of_row if theirs[at].cell == cell and at < place]
    index = above[-1][len(row) + 2 :] if above else ()
    return Cell(row, cell[2] - shift, int(index[0]) if index else 0 if above else None)


def has_column(row: Path, column: int, outcome: Outcome) -> bool:
    """Return whether the table of a row has a column of that number."""
    table: Any = outcome.draft
    for step in row[:-2]:
        table = table[step] if isinstance(step, int) else getattr(table, step)
    return 0 <= column < sum(1 for _ in leaves(table.cot, ()))


def _columns(placed: Sequence[tuple[tuple[int, int, int] | None, Path]]) -> tuple[int, int]:
    """Return how many columns stand before those of the draft, and how many those are."""
    found = [(cell[2], at[row + 3]) for cell, at in placed if cell and len(at) > (row := at.index(ROWS)) + 3]
    pairs = [(column, place) for column, place in found if isinstance(place, int)]
    shift = min((column - place for column, place in pairs), default=0)
    return shift, max((place for _, place in pairs), default=0) + 1
