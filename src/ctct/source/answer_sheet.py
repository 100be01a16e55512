"""A sheet that was sent out to be filled in → what its cells say, each with its address."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterator, Sequence
from typing import Any, NamedTuple

from ctct.diagnostics import Diagnostic, Rejected, error, nearest
from ctct.language import _
from ctct.source.csv_rows import refuse_too_large
from ctct.source.workbook import Page, open_workbook, text_of_cell

CODE = "TD02"
_HEADS_WITHIN = 10
"""In how many of the first rows the names of the columns may stand."""


class AnswerCell(NamedTuple):
    """What a cell says: its address, ``F5``, and its text as the sheet shows it."""

    address: str
    text: str


class AnswerRow(NamedTuple):
    """What a row says in the columns asked for, and in others that have a name, each by the name of its column; cells that say
    nothing are left out.
    """

    asked: dict[str, AnswerCell]
    beside: dict[str, AnswerCell]


class AnswerSheet(NamedTuple):
    """The rows of a sheet that say something, the names of its other columns, the remarks that hang on its cells, and what
    cannot be read; ``left`` are the other sheets of its workbook that say something.
    """

    rows: tuple[AnswerRow, ...]
    others: frozenset[str]
    remarks: tuple[AnswerCell, ...]
    faults: tuple[Diagnostic, ...]
    left: tuple[str, ...] = ()


def read_answer_sheets(data: bytes, columns: Sequence[str], sent: str) -> tuple[AnswerSheet, AnswerSheet | None]:
    """Return what is said in ``columns``, the first of which tells rows apart, by the sheet that was filled in and by the one
    called ``sent``, if that is still there. Raises :class:`Rejected` for what is no such workbook, or where two of its sheets
    may be the one that was filled in.
    """
    book = open_workbook(data)
    heads = [(sheet, head) for sheet in book.worksheets if (head := _head(sheet, columns[0]))]
    named = {sheet.title for sheet, _rest in heads}
    filled = [(sheet, head) for sheet, head in heads if sheet.title != sent]
    if not filled:
        hint = _("gửi lại đúng bảng đã nhận, giữ nguyên dòng tên cột")
        raise Rejected([error(CODE, (), _("không có cột «{columns}»", columns=columns[0]), hint)])
    if len(filled) > 1:
        titles = ", ".join(f"«{sheet.title}»" for sheet, _rest in filled)
        message = _("có {count} trang cùng có cột «{columns}»: {named}", count=len(filled), columns=columns[0], named=titles)
        raise Rejected([error(CODE, (), message, _("chỉ để lại trang đã điền"))])
    kept = next((_read(sheet, head, columns) for sheet, head in heads if sheet.title == sent), None)
    left = tuple(page.name for page in map(Page, book.worksheets) if page.name not in named and not page.is_empty)
    return _read(*filled[0], columns)._replace(left=left), kept


def _head(sheet: Any, key: str) -> dict[int, tuple[int, str]]:
    """Return the row that names the columns, as ``{column: (row, name)}``; nothing where there is none."""
    refuse_too_large(sheet.max_row, sheet.max_column)
    for cells in sheet.iter_rows(max_row=_HEADS_WITHIN):
        named = {cell.column: (cell.row, _name(cell.value)) for cell in cells if isinstance(cell.value, str)}
        if any(name == key for _rest, name in named.values()):
            return named
    return {}


def _name(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _read(sheet: Any, head: dict[int, tuple[int, str]], columns: Sequence[str]) -> AnswerSheet:
    names = {place: name for place, (_rest, name) in head.items()}
    faults = [*_missing([*names.values()], columns), *_merged(sheet, {place for place in names if names[place] in columns})]
    rows, remarks = [], []
    for cells in sheet.iter_rows(min_row=next(iter(head.values()))[0] + 1):
        row = AnswerRow({}, {})
        for cell in cells:
            name = names.get(cell.column, "")
            if cell.value is not None:
                _take(cell, name, row, faults if name in columns else None)
            if cell.comment:
                remarks.append(AnswerCell(cell.coordinate, " ".join(cell.comment.text.split())))
        if row.asked or row.beside:
            rows.append(row)
    others = frozenset(names.values()) - set(columns)
    return AnswerSheet(tuple(rows), others, tuple(remarks), tuple(faults))


def _take(cell: Any, name: str, row: AnswerRow, faults: list[Diagnostic] | None) -> None:
    """Put what a cell says into its ``row``. What cannot be read is told in ``faults``, ``None`` for a column not asked for."""
    try:
        text = text_of_cell(cell)
    except Rejected as rejected:
        if faults is None:
            text = str(cell.value)
        else:
            faults += [one._replace(code=CODE) for one in rejected.diagnostics]
            return
    if text:
        said = row.beside if faults is None else row.asked
        said[name] = AnswerCell(cell.coordinate, " ".join(text.split()))


def _merged(sheet: Any, places: Container[int]) -> Iterator[Diagnostic]:
    """Find cells of the columns at ``places`` that are one over several rows, of which only the first would say anything."""
    for area in sheet.merged_cells.ranges:
        if area.max_row > area.min_row and any(column in places for column in range(area.min_col, area.max_col + 1)):
            yield error(
                CODE, (), _("ô {coord}: các ô gộp làm một", coord=area.coord), _("bỏ gộp ô, mỗi việc ghi ở dòng của nó")
            )


def _missing(there: Sequence[str], columns: Sequence[str]) -> Iterator[Diagnostic]:
    """Find the columns that are not there, be it that they are called otherwise."""
    others = [name for name in there if name not in columns]
    for name in columns:
        count = there.count(name)
        if count == 0:
            hint = nearest(name, others) or _("gửi lại đúng bảng đã nhận, giữ nguyên dòng tên cột")
            yield error(CODE, (), _("không có cột «{name}»", name=name), hint)
        elif count > 1:
            yield error(CODE, (), _("có {count} cột cùng tên «{name}»", count=count, name=name), _("bỏ cột thừa"))
