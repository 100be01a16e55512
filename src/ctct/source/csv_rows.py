"""CSV as spreadsheets write it → rows of texts: with commas, semicolons or tabs between the cells."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ctct.diagnostics import Rejected, error
from ctct.language import _

if TYPE_CHECKING:
    import csv

LIMIT_ROWS = 5_000
LIMIT_COLUMNS = 64

_MARKER = re.compile(r'"?sep=([^"\r\n])"?(?:\r\n|[\r\n]|$)', re.IGNORECASE)
"""The line by which Excel is told what stands between cells; it is no row."""

_QUOTED = re.compile('"[^"]*(?:"|$)')
_LOOKED_AT = 200_000
"""So many characters are looked at for what stands between cells: more than a row may have that a document can print."""


class SheetRow(NamedTuple):
    """A row of a file: its number there, from 1, and its cells."""

    line: int
    cells: tuple[str, ...]


class SheetRows(NamedTuple):
    """The rows of a file that say something; of a workbook those of one sheet: the others that say something are ``left``."""

    rows: tuple[SheetRow, ...]
    left: tuple[str, ...] = ()


class NamedRows(NamedTuple):
    """The rows of a file that say something, with the ``sheet`` that they stand on; ``""`` where the file is one."""

    sheet: str
    rows: tuple[SheetRow, ...]


Grid = Sequence[Sequence[str]]
"""The texts of rows, cell by cell."""


def read_csv(text: str) -> tuple[SheetRow, ...]:
    """Return the rows that say something. Raises :class:`Rejected`, naming the row."""
    import csv

    rows = []
    marker = _MARKER.match(text)
    delimiter = marker[1] if marker else _delimiter(text)
    text = text[marker.end() :] if marker else text
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = first = 1 if marker else 0
    try:
        for number, cells in enumerate(lines, first + 1):
            refuse_too_large(number, len(cells))
            rows.append(SheetRow(number, tuple(map(str.strip, cells))))
    except csv.Error as fault:
        raise refused(_("dòng {number}: {why}", number=number + 1, why=_why(fault))) from None
    return tuple(filled(rows))


def filled(rows: list[SheetRow]) -> Iterator[SheetRow]:
    """Yield the rows in which any cell says something, without the empty cells at their ends."""
    for row in rows:
        count = max((place for place, cell in enumerate(row.cells, 1) if cell), default=0)
        if count:
            yield row._replace(cells=row.cells[:count])


def refuse_too_large(rows: int, columns: int) -> None:
    """Raise for more rows or columns than a document can print."""
    if rows > LIMIT_ROWS or columns > LIMIT_COLUMNS:
        raise refused(_("có hơn {rows} dòng hoặc {columns} cột", rows=LIMIT_ROWS, columns=LIMIT_COLUMNS))


def refused(reason: str, hint: str | None = None) -> Rejected:
    """Return what is wrong with a file of rows; who asked for it knows its name."""
    return Rejected([error("BG06", (), reason, hint)])


def _why(fault: csv.Error) -> str:
    if "field limit" in str(fault):
        import csv

        return _("có ô dài hơn {limit} ký tự", limit=csv.field_size_limit())
    return _("dấu nháy kép mở mà không đóng, hoặc đóng giữa ô")


def _delimiter(text: str) -> str:
    """Return what stands between cells: the sign that the first row has most of, for where the comma is decimal Excel writes
    semicolons. What stands in quotes is text.
    """
    first = _QUOTED.sub("", text[:_LOOKED_AT]).lstrip("\r\n").split("\n", 1)[0]
    return max(",;\t", key=lambda sign: (first.count(sign), sign == ","))
