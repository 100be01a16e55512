"""What a draft prints, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ctct.layout.blocks import Block, Box, Grid, Note, NoteMark, PageBottom, Paragraph, Sheet, Table, TableCell

Area = tuple[int, int]
"""How many rows and columns a cell takes."""

ALONE: Area = (1, 1)


def printed_on(sheet: Sheet) -> Iterator[tuple[Paragraph | Note, Area]]:
    """Yield what says something, notes last, with the area of the table's cell that it is the first of."""
    for part in (sheet.first_header, sheet.blocks, sheet.first_footer):
        yield from ((said, area) for said, area in _paragraphs(part) if _says(said))
    yield from ((note, ALONE) for note in sheet.notes if _says(note))


def _paragraphs(blocks: Iterable[Block]) -> Iterator[tuple[Paragraph, Area]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block, ALONE
        elif isinstance(block, Box):
            yield Paragraph(block.style, block.content), ALONE
        elif isinstance(block, Grid):
            yield from (one for row in block.rows for cell in row for one in _paragraphs(cell.blocks))
        elif isinstance(block, Table):
            yield from (one for row in block.rows for cell in row.cells for one in _in_cell(cell))
        elif isinstance(block, PageBottom):
            yield from _paragraphs(block.blocks)


def _in_cell(cell: TableCell) -> Iterator[tuple[Paragraph, Area]]:
    area = (cell.rows, cell.span)
    for said, _ in _paragraphs(cell.blocks):
        yield said, area
        area = ALONE if _says(said) else area


def _says(said: Paragraph | Note) -> bool:
    if isinstance(said, Paragraph) and said.number is not None:
        return True
    return any(piece.text.strip() for piece in said.content if not isinstance(piece, NoteMark))
