"""The rows of a sheet in the form of its file (ECMA-376, Part 1, 18.3.1.73). XlsxWriter makes all else and leaves them room:
60,000 cells one by one would take it longer than all that.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

Cell = str | int | date | None

_LONGEST = 32_767
"""How many characters (UTF-16) a cell may have."""
_LINE, _HIGHEST = 15.0, 400.0
"""Points of a line and of the highest row. Excel finds the height of a row itself, LibreOffice does not for a file that names
none.
"""
_FIRST_DAY = date(1899, 12, 30).toordinal()
_PROTOTYPE = re.compile(r'<c r="(?P<column>[A-Z]+)\d+" s="(?P<style>\d+)"/>')
_SPECIAL = re.compile(r"[&<>\x00-\x08\x0b-\x1f\ufffe\uffff]|_x[0-9A-Fa-f]{4}_|\A\s|\s\Z")
_NOT_XML = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


class Column(NamedTuple):
    """How the cells of a column are set: how many letters a line takes, whether empty ones are written too."""

    letters: int
    is_answered: bool


class Room(NamedTuple):
    """The rows that are to come into a sheet, the first of them with this number. XlsxWriter has set a cell of each column in
    that, and one in the last.
    """

    first: int
    rows: Sequence[Sequence[Cell]]
    columns: Sequence[Column]


class RowWriter:
    """Puts rows into the sheets of a workbook, which have many texts in common."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}

    def fill(self, sheet: str, room: Room) -> str:
        """Return a sheet with its rows in the room that was left for them."""
        start = sheet.index(f'<row r="{room.first}" ')
        end = sheet.index("</row>", sheet.index(f'<row r="{room.first + len(room.rows) - 1}" ')) + len("</row>")
        cells = _PROTOTYPE.findall(sheet, start, sheet.index("</row>", start))
        columns = [(name, style, *column) for (name, style), column in zip(cells, room.columns, strict=True)]
        rows = (self._row(number, row, columns) for number, row in enumerate(room.rows, room.first))
        return "".join((sheet[:start], *rows, sheet[end:]))

    def _row(self, number: int, row: Sequence[Cell], columns: Sequence[tuple[str, str, int, bool]]) -> str:
        lines, cells = 1, []
        for (column, style, letters, is_answered), cell in zip(columns, row, strict=True):
            if cell is None or cell == "":  # nine in ten of a matrix: its lines are those of one rule for the whole sheet
                if is_answered:
                    cells.append(f'<c r="{column}{number}" s="{style}"/>')
            elif isinstance(cell, str):
                # Never as what a text may look like: «=1+1» stays a text.
                cells.append(f'<c r="{column}{number}" s="{style}" t="inlineStr">{self._text(cell)}</c>')
                if len(cell) > letters or "\n" in cell:
                    lines = max(lines, sum(max(1, -(-len(line) // letters)) for line in cell.split("\n")))
            else:
                value = cell.toordinal() - _FIRST_DAY if isinstance(cell, date) else cell
                cells.append(f'<c r="{column}{number}" s="{style}"><v>{value}</v></c>')
        height = f' ht="{min(_HIGHEST, lines * _LINE):g}" customHeight="1"' if lines > 1 else ""
        return f'<row r="{number}"{height}>{"".join(cells)}</row>'

    def _text(self, text: str) -> str:
        known = self._texts.get(text)
        if known is None:
            known = self._texts[text] = _text(text)
        return known


def _text(text: str) -> str:
    if len(text) > _LONGEST // 2:
        text = text.encode("utf-16-le")[: 2 * _LONGEST].decode("utf-16-le", "ignore")
    if not _SPECIAL.search(text):
        return f"<is><t>{text}</t></is>"
    safe = _NOT_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    safe = safe.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f'<is><t xml:space="preserve">{safe}</t></is>'
