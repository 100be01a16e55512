"""What is a table to Word: grids that place the letterhead and the signature, tables of data, framed lines."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ctct.emit.appearance import spoken_columns, spoken_name
from ctct.emit.word.elements import Element, add, only_if_filled, twips
from ctct.layout.blocks import CELL_MARGIN, Box, Grid, Paragraph, Table, TableRow

if TYPE_CHECKING:
    from ctct.emit.word.drawing import BlockWriter

_MARGIN = round(CELL_MARGIN * 20)
"""The same in twips."""


def add_grid(grid: Grid, into: Element, writer: BlockWriter, held: bool) -> None:
    """Append a table without lines, each row whole and on one page with what follows."""
    edges = _edges(grid.widths)
    table = add(into, "tbl")
    properties = add(table, "tblPr")
    _add_width(properties, "tblW", edges[-1])
    add(properties, "tblLayout", type="fixed")
    _add_cell_margins(properties, 0)
    _add_columns(table, edges)
    for index, row in enumerate(grid.rows):
        above = 0 if index else round(grid.before * 20)
        made = _add_row(table)
        for cell, (left, right) in zip(row, pairwise(edges), strict=True):
            place, settings = _add_cell(made, right - left)
            free = 0 if right == edges[-1] else twips(grid.gap)
            _add_own_margins(settings, above, free)
            writer.write(cell.blocks, place, right - left - free, held=True)


def add_table(table: Table, into: Element, writer: BlockWriter, held: bool) -> None:
    """Append a table of data, ruled round every cell."""
    edges = _edges(table.widths)
    made = _add_framed(into, edges, "auto", inside=True)
    _add_spoken(made[0], table)
    for row in table.rows:
        line = _add_row(made, may_break=row.may_break)
        if row.header:
            add(line[0], "tblHeader")
        _add_cells(row, line, edges, writer)


def _add_spoken(properties: Element, table: Table) -> None:
    """Append what readers of screens say of a table."""
    name, columns = spoken_name(table), spoken_columns(table)
    if name:
        add(properties, "tblCaption", val=name)
    if columns and columns != name:
        add(properties, "tblDescription", val=columns)


def _add_cells(row: TableRow, line: Element, edges: list[int], writer: BlockWriter) -> None:
    at = 0
    for cell in row.cells:
        width = edges[at + cell.span] - edges[at]
        place, settings = _add_cell(line, width)
        if cell.span > 1:
            add(settings, "gridSpan", val=cell.span)
        if cell.rows != 1:
            add(settings, "vMerge", val="restart" if cell.rows else "continue")
        if row.header:
            add(settings, "vAlign", val="center")
        writer.write(cell.blocks, place, width, held=row.keep_next)
        at += cell.span


def add_box(box: Box, into: Element, writer: BlockWriter, held: bool) -> None:
    """Append a frame round a line."""
    width = twips(box.width)
    colour = writer.styles.properties(box.style).get("colour") or "auto"
    line = _add_row(_add_framed(into, [0, width], colour, box.align))
    add(line[0], "trHeight", val=twips(box.height), hRule="exact")
    place, settings = _add_cell(line, width)
    add(settings, "vAlign", val="center")
    writer.write_paragraph(Paragraph(box.style, box.content), place, held=held)


def _edges(widths: tuple[float, ...]) -> list[int]:
    """Return where columns begin and the last ends, in twips; widths rounded one by one would not add up."""
    return [twips(sum(widths[:count])) for count in range(len(widths) + 1)]


def _add_framed(into: Element, edges: list[int], colour: str, align: str = "", *, inside: bool = False) -> Element:
    """Append a table with lines round it, and between its cells if ``inside``; return it without rows."""
    table = add(into, "tbl")
    properties = add(table, "tblPr")
    _add_width(properties, "tblW", edges[-1])
    if align:
        add(properties, "jc", val=align)
    borders = add(properties, "tblBorders")
    for side in ("top", "left", "bottom", "right", *(("insideH", "insideV") if inside else ())):
        add(borders, side, val="single", sz=4, space=0, color=colour)
    add(properties, "tblLayout", type="fixed")
    _add_cell_margins(properties, _MARGIN if inside else 0)
    _add_columns(table, edges)
    return table


def _add_cell_margins(properties: Element, margin: int) -> None:
    margins = add(properties, "tblCellMar")
    for side in ("left", "right"):
        _add_width(margins, side, margin)


def _add_own_margins(settings: Element, top: int, right: int) -> None:
    margins = add(settings, "tcMar")
    for side, width in (("top", top), ("right", right)):
        if width:
            _add_width(margins, side, width)
    only_if_filled(margins)


def _add_columns(table: Element, edges: list[int]) -> None:
    columns = add(table, "tblGrid")
    for left, right in pairwise(edges):
        add(columns, "gridCol", w=right - left)


def _add_row(table: Element, *, may_break: bool = False) -> Element:
    """Append a row, one that no page break splits unless it ``may_break``."""
    row = add(table, "tr")
    properties = add(row, "trPr")
    if not may_break:
        add(properties, "cantSplit")
    return row


def _add_cell(row: Element, width: int) -> tuple[Element, Element]:
    """Append a cell; return it and its settings."""
    cell = add(row, "tc")
    settings = add(cell, "tcPr")
    _add_width(settings, "tcW", width)
    return cell, settings


def _add_width(parent: Element, name: str, width: int) -> None:
    add(parent, name, w=width, type="dxa")
