"""The table of comparison and explanation («bảng so sánh, giải trình») as blocks of a layout, ready for any writer."""

from __future__ import annotations

from ctct.changes.kinds import Differences
from ctct.changes.rows import HEADS, NUMBERS, Line, Row, numbers, rows
from ctct.emit.style_names import BODY, TITLE
from ctct.layout.blocks import Block, Paragraph, Properties, Run, Sheet, Table, TableCell, TableRow
from ctct.layout.stylesheet import Stylesheet

_NAME = "BẢNG SO SÁNH, GIẢI TRÌNH"
_NUMBER, _REASONS = 12.0, 0.2
"""Millimetres of the column of numbers; what part of the rest is left for the reasons."""


def as_sheet(found: Differences, title: str, secrecy: str, stylesheet: Stylesheet) -> Sheet:
    """Return the table as a document; ``title`` says what is compared, ``secrecy`` the degree of it."""
    blocks: list[Block] = [Paragraph(TITLE, (Run(_NAME),)), Paragraph("Trích yếu", (Run(title),))]
    if secrecy:
        blocks.insert(0, Paragraph("Ô bảng", (Run(secrecy.upper(), bold=True),)))
    blocks.append(_table(found, stylesheet))
    if found.numbers:
        blocks.append(Paragraph(BODY, (Run(f"{NUMBERS}: {numbers(found)}."),)))
    return Sheet(tuple(blocks), (), (), Properties(_NAME, title, "", None))


def _table(found: Differences, stylesheet: Stylesheet) -> Table:
    rest = stylesheet.page.text_width - _NUMBER
    words = rest * (1 - _REASONS) / 2
    head = TableRow(tuple(_cell("Đầu bảng", (Run(name),)) for name in HEADS), header=True)
    body = [_row(number, row) for number, row in enumerate(rows(found), 1)]
    return Table((_NUMBER, words, words, rest * _REASONS), (head, *body), _NAME.capitalize())


def _row(number: int, row: Row) -> TableRow:
    new = _said(row.new)
    if row.moved_from:
        new = TableCell((*new.blocks, Paragraph("Ô bảng", (Run(f"(chuyển từ {row.moved_from})", italic=True),))))
    cells = (_cell("Ô bảng (giữa)", (Run(str(number)),)), _said(row.old), new, _cell("Ô bảng", (Run(""),)))
    return TableRow(cells, may_break=True)  # what is new may be longer than a page


def _said(lines: tuple[Line, ...]) -> TableCell:
    if not lines:
        return _cell("Ô bảng", (Run("(không có)", italic=True),))
    return TableCell(tuple(Paragraph("Ô bảng", tuple(Run(one.text, bold=one.changed) for one in line)) for line in lines))


def _cell(style: str, content: tuple[Run, ...]) -> TableCell:
    return TableCell((Paragraph(style, content),))
