"""Figures of a column: their units stand under each other, and so do their decimal commas.

Word's own decimal tabs go by the comma or the point of whoever opens the document; a distance from the right edge is the same
everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping

from ctct.layout.blocks import Block, Inline, Paragraph, Run, TableCell, TableRow
from ctct.layout.metrics import Lettering

_WHOLE = re.compile(r"[-–−+(]*\d+(?:[. \u00a0]\d{3})*")
_NOTHING = re.compile("[-–−]?")
"""What stands where there is no figure: it goes under the units."""


def tail_of(said: Iterable[Inline]) -> str | None:
    """Return what stands behind the units of a figure (``,25``, `` %``); ``None`` for words, which are no figure."""
    text = "".join(piece.text for piece in said if isinstance(piece, Run)).strip()
    found = _WHOLE.match(text) or _NOTHING.fullmatch(text)
    return text[found.end() :] if found else None


def with_figures_aligned(rows: tuple[TableRow, ...], columns: Container[int], lettering: Lettering) -> tuple[TableRow, ...]:
    """Return ``rows`` with the figures in ``columns`` as far from the right edge as the longest tail among them asks for."""
    longest: dict[int, float] = {}
    for row in rows:
        for place, column in _alone(row):
            tails = (_tail(block, lettering) for block in row.cells[place].blocks) if column in columns else ()
            longest[column] = max([longest.get(column, 0.0), *(tail for tail in tails if tail)])
    return tuple(_aligned(row, longest, lettering) for row in rows) if any(longest.values()) else rows


def _alone(row: TableRow) -> Iterator[tuple[int, int]]:
    """Yield the places of the cells that take one column, each with that column; none in a head."""
    column = 0
    for place, cell in enumerate(row.cells):
        if cell.span == 1 and not row.header:
            yield place, column
        column += cell.span


def _aligned(row: TableRow, longest: Mapping[int, float], lettering: Lettering) -> TableRow:
    cells = list(row.cells)
    for place, column in _alone(row):
        if longest[column]:
            cells[place] = _shifted(cells[place], longest[column], lettering)
    return row._replace(cells=tuple(cells))


def _shifted(cell: TableCell, longest: float, lettering: Lettering) -> TableCell:
    blocks = []
    for block in cell.blocks:
        tail = _tail(block, lettering)
        right = 0 if tail is None else longest - tail
        blocks.append(block._replace(right=right) if right and isinstance(block, Paragraph) else block)
    return cell._replace(blocks=tuple(blocks))


def _tail(block: Block, lettering: Lettering) -> float | None:
    """Return how wide the tail of a figure is, in millimetres; ``None`` for what is none."""
    if not isinstance(block, Paragraph):
        return None
    tail = tail_of(block.content)
    bold = any(isinstance(piece, Run) and piece.bold for piece in block.content)
    return None if tail is None else lettering.width(tail, block.style, bold=bold)
