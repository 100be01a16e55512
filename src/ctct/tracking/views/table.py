"""A plain table in each of its forms: on the screen, as CSV, as a workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import wrap

from ctct.language import _
from ctct.tracking.views.data import safe
from ctct.tracking.views.sheets import Table, workbook

_BETWEEN = "  "
_NARROWEST = 16
"""To how few characters a column of text is narrowed on the screen."""


def as_text(table: Table, width: int) -> str:
    """Return a table as lines of about ``width`` characters; long cells take several lines."""
    rows = [[str(cell if cell is not None else "") for cell in row] for row in table.rows]
    lines = [line for heading in table.heading for line in wrap(heading, width)]
    if not rows:
        return "\n".join([*lines, _("(không có dòng nào)"), ""])
    heads = [_(column.name) if column.name else "" for column in table.columns]
    widths = _widths([heads, *rows], width)
    lines += [
        "",
        *_lines(heads, widths),
        "-" * min(width, sum(widths) + 2 * len(widths) - 2),
    ]
    for row in rows:
        lines += _lines(row, widths)
    return "\n".join([*lines, ""])


def _widths(rows: list[list[str]], width: int) -> list[int]:
    """Return the widths of columns: as their cells have it, the widest narrowed until all fit."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    while sum(widths) + len(_BETWEEN) * (len(widths) - 1) > width and max(widths) > _NARROWEST:
        widest = widths.index(max(widths))
        others = sum(widths) - widths[widest] + len(_BETWEEN) * (len(widths) - 1)
        second = sorted(widths)[-2] if len(widths) > 1 else 0
        widths[widest] = max(_NARROWEST, min(widths[widest] - 1, max(second - 1, width - others)))
    return widths


def _lines(row: list[str], widths: list[int]) -> Iterator[str]:
    cells = [wrap(cell, size) or [""] for cell, size in zip(row, widths, strict=True)]
    for index in range(max(map(len, cells))):
        parts = (cell[index] if index < len(cell) else "" for cell in cells)
        yield _BETWEEN.join(part.ljust(size) for part, size in zip(parts, widths, strict=True)).rstrip()


def as_csv(table: Table) -> bytes:
    """Return a table as CSV that Excel opens rightly: UTF-8 with its mark, CRLF, nothing that begins as a formula does."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([column.name for column in table.columns])
    for row in table.rows:
        writer.writerow([safe(cell) if isinstance(cell, str) else cell for cell in row])
    return file.getvalue().encode("utf-8-sig")


def as_workbook(tables: Sequence[Table], created: date) -> bytes:
    """Return tables as an XLSX file, a sheet each. Raises :class:`Rejected` where XlsxWriter is not installed."""
    return workbook(tables, created, tables[0].heading[0])
