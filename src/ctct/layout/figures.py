"""Figures of a column: their units stand under each other, and so do their decimal commas.

Word's own decimal tabs go by the comma or the point of whoever opens the document; a distance from the right edge is the same
everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

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


def with_figures_aligned(rows: tuple[TableRow, ...], columns: Iterable[int], lettering: Lettering) -> tuple[TableRow, ...]:
    """Return ``rows`` with the figures in ``columns`` as far from the right edge as the longest tail among them asks for."""
    for column in columns:
        tails = [_tail(block, lettering) for row in rows for block in _blocks(row, column)]
        longest = max((tail for tail in tails if tail is not None), default=0.0)
        if longest:
            rows = tuple(_aligned(row, column, longest, lettering) for row in rows)
    return rows


def _place(row: TableRow, column: int) -> int | None:
    """Return which cell of a row stands in ``column`` alone; ``None`` if none does."""
    at = 0
    for place, cell in enumerate(row.cells):
        if at == column and cell.span == 1 and not row.header:
            return place
        at += cell.span
    return None


def _blocks(row: TableRow, column: int) -> tuple[Block, ...]:
    place = _place(row, column)
    return () if place is None else row.cells[place].blocks


def _aligned(row: TableRow, column: int, longest: float, lettering: Lettering) -> TableRow:
    place = _place(row, column)
    if place is None:
        return row
    shifted = _shifted(row.cells[place], longest, lettering)
    return row._replace(cells=(*row.cells[:place], shifted, *row.cells[place + 1 :]))


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
