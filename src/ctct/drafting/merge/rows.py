"""Rows of tables that a copy has and what was printed had not, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ctct.diagnostics import Path
from ctct.drafting.merge.columns import Columns
from ctct.drafting.merge.ground import Anchor
from ctct.drafting.merge.lines import Line
from ctct.drafting.merge.table_operations import NewRow
from ctct.model.sheets import ROWS
from ctct.source.inline import escaped_text

_NUMBER = re.compile(r"(?:\d{1,6}|[IVXLC]{1,9})\.?")


def is_row_number(line: Line) -> bool:
    """Return whether a line may be the number of a row, which nobody writes."""
    return not line.at and _NUMBER.fullmatch(line.text) is not None


def row_of(at: Path) -> Path:
    """Return the row that a place lies in, ``()`` for none."""
    return at[: at.index(ROWS) + 2] if "bang" in at and ROWS in at else ()


def new_row(theirs: Sequence[Line], place: int, anchor: Anchor, ours: Sequence[Line], columns: Columns) -> NewRow | None:
    """Return the row that a new line begins. ``None`` for a cell of a row that was printed, or where something of the row
    stands in no column.
    """
    cell = theirs[place].cell
    if cell is None or cell[1] in columns.printed:
        return None
    said: list[list[str]] = [[] for _ in range(columns.width)]
    for line in theirs:
        if line.cell is None or line.cell[:2] != cell[:2]:
            continue
        column = columns.final.get(line.cell[2])
        if column is not None:
            said[column].append(escaped_text(line.text))
        elif not is_row_number(line):
            return None
    signs = columns.shape.signs(cell[1], sorted(columns.final)) or ()
    if len(signs) == len(said):
        said = [[sign] if sign and not words else words for sign, words in zip(signs, said, strict=True)]
    if isinstance(anchor.new, NewRow):
        return NewRow(anchor.new.table, anchor.new, said)
    above = row_of(ours[anchor.ours].at) if anchor.ours >= 0 else ()
    return NewRow(columns.table, int(above[-1]) if above and above[:-2] == columns.table else None, said)


class Cell(NamedTuple):
    """A cell of the draft: the place of its row, its column, and which of its paragraphs is the last above a place."""

    row: Path
    column: int
    above: int | None


def cell_of(theirs: Sequence[Line], place: int, ours: Sequence[Line], known: dict[int, int], columns: Columns) -> Cell | None:
    """Return the cell of the draft that a new line of a copy stands in, ``None`` where nothing beside it tells."""
    cell = theirs[place].cell or (-1, -1, -1)
    row, column = columns.rows.get(cell[1]), columns.placed.get(cell[2])
    if row is None or column is None:
        return None
    at = (*columns.table, ROWS, row)
    above = [ours[known[one]].at for one in range(place) if theirs[one].cell == cell and one in known]
    index = above[-1][len(at) + 2 :] if above else ()
    return Cell(at, column, int(index[0]) if index else 0 if above else None)
