"""A workbook as this project writes them: real dates, a frozen head, a filter, no text that a sheet takes for a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from enum import Enum
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ctct.diagnostics import Rejected, error, excerpt
from ctct.emit.seal import SEAL, SEALED_PART, fingerprint
from ctct.language import _
from ctct.tracking.views import sheet_rows
from ctct.tracking.views.sheet_rows import Cell, Room, RowWriter

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_UNSEALED = "0" * 64
_FONT = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
_NAME = 31
"""How many characters the name of a sheet may have."""
_HEAD, _LETTER, _LONGEST_UPRIGHT = 30.0, 6.0, 48
"""Points of a head of two lines, and of a letter of one whose names stand upright; how many letters such a name has."""
_FIRST = date(2000, 1, 1)
"""What a workbook of no day is said to be made on: one of the year 1 is read by no program."""
_LETTERS = 1.35
"""How many letters of the font take the width of one of those that widths of columns are counted in."""


class Kind(Enum):
    """How the cells of a column are set."""

    TEXT = "text"
    CENTRE = "centre"
    DATE = "date"
    NUMBER = "number"


_PROPERTIES: Mapping[Kind, Mapping[str, object]] = {
    Kind.TEXT: {"text_wrap": True},
    Kind.CENTRE: {"align": "center"},
    Kind.DATE: {"num_format": "dd/mm/yyyy", "align": "center"},
    Kind.NUMBER: {"num_format": "0", "align": "center"},
}
"""The same as XlsxWriter has it."""
_ANSWERED = {"locked": False, "bg_color": "#FFF2CC"}
"""How cells look and behave that are to be filled in."""


class Column(NamedTuple):
    """A column: its name, its width in characters, how its cells are set; ``upright`` turns the name by 90°. One that
    ``is_answered`` is filled in by whom the sheet is sent to, with one of ``choices`` where there are any.
    """

    name: str
    width: float
    kind: Kind = Kind.TEXT
    upright: bool = False
    is_answered: bool = False
    choices: tuple[str, ...] = ()


class Table(NamedTuple):
    """A sheet: its name, the lines above its head, its columns and rows; ``totals`` is a last row that no filter takes for one
    of the others. Where a column is answered, the rest of the sheet is locked, but for ``free_rows`` that follow the others
    empty; ``is_hidden`` keeps a sheet for programs.
    """

    name: str
    heading: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Cell]]
    totals: Sequence[Cell] = ()
    is_hidden: bool = False
    free_rows: int = 0


def workbook(tables: Iterable[Table], created: date, title: str) -> bytes:
    """Return a workbook with its fingerprint; the same bytes for the same tables. Raises :class:`Rejected` where XlsxWriter is
    not installed.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError:
        hint = _('chạy «pip install "ctct[xlsx]"», hoặc lấy dạng csv')
        raise Rejected([error("IN11", (), _("ghi tệp Excel cần thêm XlsxWriter"), hint)]) from None
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    book.set_properties(
        {"title": title, "created": datetime.combine(max(created, _FIRST), time()), "author": "", "comments": ""}
    )
    book.set_custom_property(SEAL, _UNSEALED, "text")
    shapes = {kind: book.add_format({**_FONT, "border": 1, **shape}) for kind, shape in _PROPERTIES.items()}
    answers = {kind: book.add_format({**_FONT, "border": 1, **_ANSWERED, **shape}) for kind, shape in _PROPERTIES.items()}
    empty = book.add_format({"border": 1})
    named = {**_FONT, "bold": True, "border": 1, "bg_color": "#E7E6E6", "align": "center"}
    head = book.add_format({**named, "text_wrap": True})
    upright = book.add_format({**named, "rotation": 90, "valign": "bottom"})
    above = [book.add_format({**_FONT, "bold": True, "font_size": 13}), book.add_format({**_FONT, "italic": True})]
    formats = _Formats(shapes, answers, empty, head, upright, above)
    rooms = [_write(book.add_worksheet(table.name[:_NAME]), table, formats) for table in tables]
    book.close()
    return _sealed(file.getvalue(), {f"xl/worksheets/sheet{number}.xml": room for number, room in enumerate(rooms, 1)})


class _Formats(NamedTuple):
    """How cells are set by the kind of their column, the same where they are answered, empty ones, the head, its upright names,
    the lines above.
    """

    shapes: Mapping[Kind, object]
    answers: Mapping[Kind, object]
    empty: object
    head: object
    upright: object
    above: Sequence[object]


def _write(sheet: Worksheet, table: Table, formats: _Formats) -> Room:
    """Write the lines above and the head, and leave room for the rows, which are returned."""
    for index, line in enumerate(table.heading):
        sheet.write_string(index, 0, line, formats.above[min(index, len(formats.above) - 1)])
    top = len(table.heading) + 1 if table.heading else 0
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, column.width)
        name = excerpt(column.name, _LONGEST_UPRIGHT) if column.upright else column.name
        sheet.write_string(top, place, name, formats.upright if column.upright else formats.head)
    upright = (min(len(column.name), _LONGEST_UPRIGHT) for column in table.columns if column.upright)
    sheet.set_row(top, max(_HEAD, _LETTER * (1 + max(upright, default=0))))
    rows = list(table.rows)
    last = top + len(rows)
    _leave_free(sheet, table, last, formats)
    last += table.free_rows
    if last > top:
        sheet.autofilter(top, 0, last, len(table.columns) - 1)
        _let_answer(sheet, table, top + 1, last)
    if table.is_hidden:
        sheet.very_hidden()
    if table.totals:
        rows.append(table.totals)
        last += 1
    sheet.conditional_format(top, 0, last, len(table.columns) - 1, {"type": "blanks", "format": formats.empty})
    sheet.freeze_panes(top + 1, 0)
    sheet.repeat_rows(top)
    _set_pages(sheet)
    return _room(sheet, top + 1, rows, table.columns, formats)


def _room(sheet: Worksheet, first: int, rows: Sequence[Sequence[Cell]], columns: Sequence[Column], formats: _Formats) -> Room:
    """Leave room for rows: a cell of each column in the first of them, and one in the last."""
    shapes = [(formats.answers if column.is_answered else formats.shapes)[column.kind] for column in columns]
    for place, shape in enumerate(shapes if rows else ()):
        sheet.write_blank(first, place, None, shape)
    if len(rows) > 1:
        sheet.write_blank(first + len(rows) - 1, 0, None, shapes[0])
    settings = [sheet_rows.Column(int(column.width * _LETTERS), column.is_answered) for column in columns]
    return Room(first + 1, rows, settings)


def _set_pages(sheet: Worksheet) -> None:
    """Let a sheet be printed on A4 across, as wide as a page."""
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.6, 0.6)
    sheet.set_footer("&C&P/&N")


def _leave_free(sheet: Worksheet, table: Table, last: int, formats: _Formats) -> None:
    for index in range(last + 1, last + 1 + table.free_rows):
        for place, column in enumerate(table.columns):
            sheet.write_blank(index, place, None, formats.answers[column.kind])


def _let_answer(sheet: Worksheet, table: Table, first: int, last: int) -> None:
    """Offer the choices of columns that are answered, and lock all others."""
    for place, column in enumerate(table.columns):
        if column.choices:
            offered = {"validate": "list", "source": list(column.choices), "error_type": "warning"}
            sheet.data_validation(first, place, last, place, offered)
    if any(column.is_answered for column in table.columns):
        sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True, "sort": True})


def _sealed(data: bytes, rooms: Mapping[str, Room]) -> bytes:
    """Return a workbook with rows in its ``rooms``, by the names of their parts, and with the fingerprint of its parts in the
    place that was left for it.
    """
    out, writer = io.BytesIO(), RowWriter()
    with ZipFile(io.BytesIO(data)) as read, ZipFile(out, "w", ZIP_DEFLATED) as archive:
        parts = {part: read.read(part) for part in read.namelist()}
        for part, room in rooms.items():
            if room.rows:
                parts[part] = writer.fill(parts[part].decode(), room).encode()
        digests = {part: sha256(content).hexdigest() for part, content in parts.items() if part != SEALED_PART}
        parts[SEALED_PART] = parts[SEALED_PART].replace(_UNSEALED.encode(), fingerprint(digests).encode())
        for part, content in parts.items():
            entry = ZipInfo(part, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.compress_type = 0, ZIP_DEFLATED
            archive.writestr(entry, content)
    return out.getvalue()
