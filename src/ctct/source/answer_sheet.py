"""A sheet that was sent out to be filled in → what its cells say, each with its address. Nothing else of it is read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ctct.diagnostics import Diagnostic, Rejected, error, nearest
from ctct.source.csv_rows import refuse_too_large
from ctct.source.workbook import open_workbook, text_of_cell

CODE = "TD02"
_HEADS_WITHIN = 10
"""In how many of the first rows the names of the columns may stand."""


class AnswerCell(NamedTuple):
    """What a cell says: its address, ``F5``, and its text as the sheet shows it."""

    address: str
    text: str


class AnswerSheet(NamedTuple):
    """The rows of a sheet by the names of the columns asked for, cells that say nothing left out; and what cannot be read."""

    rows: tuple[dict[str, AnswerCell], ...]
    faults: tuple[Diagnostic, ...]


def read_answer_sheet(data: bytes, columns: Sequence[str], name: str | None = None) -> AnswerSheet:
    """Return what the sheet says in ``columns``, the first of which tells its rows apart: the sheet called ``name``, else the
    first that has a column of that name. Raises :class:`Rejected` for what is no such sheet.
    """
    book = open_workbook(data)
    for sheet in book.worksheets:
        if (name is None or sheet.title == name) and (head := _head(sheet, columns[0])):
            return _read(sheet, head, columns)
    raise Rejected([error(CODE, (), f"không có cột «{columns[0]}»", "gửi lại đúng bảng đã nhận, giữ nguyên dòng tên cột")])


def _head(sheet: Any, key: str) -> dict[int, tuple[int, str]]:
    """Return the row that names the columns, as ``{column: (row, name)}``; nothing where there is none."""
    refuse_too_large(sheet.max_row, sheet.max_column)
    for cells in sheet.iter_rows(max_row=_HEADS_WITHIN):
        named = {cell.column: (cell.row, _name(cell.value)) for cell in cells if isinstance(cell.value, str)}
        if any(name == key for _, name in named.values()):
            return named
    return {}


def _name(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _read(sheet: Any, head: dict[int, tuple[int, str]], columns: Sequence[str]) -> AnswerSheet:
    faults = list(_missing([name for _, name in head.values()], columns))
    places = {place: name for place, (_, name) in head.items() if name in columns}
    first = next(iter(head.values()))[0] + 1
    rows = []
    for cells in sheet.iter_rows(min_row=first):
        row: dict[str, AnswerCell] = {}
        for cell in cells:
            if cell.column in places and cell.value is not None:
                _take(cell, places[cell.column], row, faults)
        if row:
            rows.append(row)
    return AnswerSheet(tuple(rows), tuple(faults))


def _take(cell: Any, name: str, row: dict[str, AnswerCell], faults: list[Diagnostic]) -> None:
    try:
        text = text_of_cell(cell)
    except Rejected as rejected:
        faults += [one._replace(code=CODE) for one in rejected.diagnostics]
        return
    if text:
        row[name] = AnswerCell(cell.coordinate, " ".join(text.split()))


def _missing(there: Sequence[str], columns: Sequence[str]) -> Iterator[Diagnostic]:
    """Find the columns that are not there, be it that they are called otherwise."""
    others = [name for name in there if name not in columns]
    for name in columns:
        count = there.count(name)
        if count == 0:
            hint = nearest(name, others) or "gửi lại đúng bảng đã nhận, giữ nguyên dòng tên cột"
            yield error(CODE, (), f"không có cột «{name}»", hint)
        elif count > 1:
            yield error(CODE, (), f"có {count} cột cùng tên «{name}»", "bỏ cột thừa")
