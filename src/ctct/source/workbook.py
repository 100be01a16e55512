"""An Excel workbook → rows of texts, as its sheets show them."""

from __future__ import annotations

import io
import re
import unicodedata
import zlib
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice
from typing import Any
from zipfile import BadZipFile, ZipFile

from ctct.diagnostics import Rejected
from ctct.language import _
from ctct.source.csv_rows import (
    LIMIT_COLUMNS,
    LIMIT_ROWS,
    Grid,
    NamedRows,
    SheetRow,
    SheetRows,
    filled,
    refuse_too_large,
    refused,
)
from ctct.source.text import unfit

LIMIT_UNPACKED = 64 * 1024 * 1024
"""Bytes beyond which a workbook is refused: a small one may unpack to any number."""

_DTD = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_MERGED_AREA = re.compile(rb"<(?:\w{1,20}:)?mergeCell [^<>]{0,99}?ref=\"([A-Z0-9:]{1,40})\"")
_UNSHOWN = re.compile(r"_.|\*.|\\(?=[-() ])|\[\$-[0-9A-Fa-f]+\]")
"""Parts of a format that leave room, fill it or name a language, and show nothing."""

_FORM = re.compile(r"(?P<thousands>#,##)?(?:#|(?P<zeros>0+))(?:\.(?P<places>0+))?(?P<per_cent>%)?")
_SWAPPED = str.maketrans(",.", ".,")


def read_workbook(data: bytes) -> SheetRows:
    """Return the rows of the first sheet that says something and that a person sees. Raises :class:`Rejected`, naming the
    cell.
    """
    pages = read_pages(data)
    first, *others = [page for page in pages if not (page.is_hidden or page.is_empty)] or pages[:1]
    return SheetRows(first.rows(), tuple(page.name for page in others))


def read_fitting(data: bytes, fits: Callable[[Grid], bool], count: int) -> tuple[list[NamedRows], list[str]]:
    """Return the rows of the sheets that a person sees and whose first ``count`` rows fit, or else of the first; and the names
    of the others that say something. Raises :class:`Rejected`, naming the sheet and the cell.
    """
    pages = [page for page in read_pages(data) if not page.is_hidden]
    said = [page for page in pages if not page.is_empty] or pages[:1]
    fitting = [page for page in said if fits(page.texts(count))] or said[:1]
    return [NamedRows(page.name, page.named_rows()) for page in fitting], [page.name for page in said if page not in fitting]


class Page:
    """A sheet of a workbook: its name, and whether it is hidden."""

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet
        self.name: str = sheet.title
        self.is_hidden: bool = sheet.sheet_state != "visible"

    @property
    def is_empty(self) -> bool:
        """Whether no cell says anything."""
        return all(cell is None for cells in self._sheet.iter_rows(values_only=True) for cell in cells)

    def texts(self, count: int) -> list[list[str]]:
        """Return the texts of the first ``count`` rows that say something; ``""`` for all other values."""
        rows = (cells for cells in self._sheet.iter_rows(values_only=True) if any(cell is not None for cell in cells))
        return [[cell if isinstance(cell, str) else "" for cell in cells] for cells in islice(rows, count)]

    def rows(self) -> tuple[SheetRow, ...]:
        """Return the rows that say something. Raises :class:`Rejected`, naming the cell."""
        refuse_too_large(self._sheet.max_row, self._sheet.max_column)
        merged = _merged(self._sheet)
        rows = [
            SheetRow(number, tuple(merged.get((cell.row, cell.column)) or text_of_cell(cell) for cell in cells))
            for number, cells in enumerate(self._sheet.iter_rows(), 1)
        ]
        return tuple(filled(rows))

    def named_rows(self) -> tuple[SheetRow, ...]:
        """Return the rows that say something. Raises :class:`Rejected`, naming the sheet and the cell."""
        try:
            return self.rows()
        except Rejected as rejected:
            raise Rejected(
                one._replace(message=_("trang «{sheet}»: {message}", sheet=self.name, message=one.message))
                for one in rejected.diagnostics
            ) from None


def read_pages(data: bytes) -> list[Page]:
    """Return the sheets of a workbook. Raises :class:`Rejected` for what is none."""
    return [Page(sheet) for sheet in open_workbook(data).worksheets]


def open_workbook(data: bytes) -> Any:
    """Return a workbook as openpyxl has it. Raises :class:`Rejected` for what is none, or would grow without end."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise refused(
            _("đọc tệp Excel cần thêm openpyxl"), _('chạy «pip install "ctct[xlsx]"», hoặc lưu tệp thành CSV')
        ) from None
    try:
        package = ZipFile(io.BytesIO(data))
        _refuse_bombs(package)
        _refuse_vast_sheets(package)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):  # damaged, packed oddly, locked
        raise _broken() from None
    try:
        return load_workbook(io.BytesIO(data))
    except Exception:  # the library raises whatever a broken file leads it to
        raise _broken() from None


def _refuse_bombs(package: ZipFile) -> None:
    """Raise for what grows without end when it is read: a package that unpacks to too much, entities inside of entities."""
    parts = package.infolist()
    if sum(part.file_size for part in parts) > LIMIT_UNPACKED:
        raise refused(_("tệp mở ra lớn hơn {limit} MB", limit=LIMIT_UNPACKED >> 20))
    for part in parts:
        if any(sign in package.read(part) for sign in _DTD):
            raise _broken()


def _refuse_vast_sheets(package: ZipFile) -> None:
    """Raise for a sheet of more cells than a table may have: the library makes an object of each, also of those that are one
    with another.
    """
    for part in package.infolist():
        if not part.filename.startswith("xl/worksheets/"):
            continue
        text = package.read(part)
        if text[:2] in (
            b"\xff\xfe",
            b"\xfe\xff",
        ):  # no program writes sheets in UTF-16, and what follows would not see through it
            raise _broken()
        merged = sum(map(_size_of, _MERGED_AREA.findall(text)))
        if (
            max(merged, sum(1 for _rest in _CELL.finditer(text))) > LIMIT_ROWS * LIMIT_COLUMNS
            or text.count(b"<row") > LIMIT_ROWS
        ):
            refuse_too_large(LIMIT_ROWS + 1, 1)


def _size_of(area: bytes) -> int:
    """Return how many cells are one."""
    from openpyxl.worksheet.cell_range import CellRange

    try:
        size = CellRange(area.decode("ascii")).size
    except ValueError:
        raise _broken() from None
    return int(size["rows"]) * int(size["columns"])


def _broken() -> Exception:
    return refused(_("không phải là tệp Excel .xlsx, hoặc đã hỏng"), _("mở bằng Excel rồi lưu lại dạng .xlsx"))


def _merged(sheet: Any) -> dict[tuple[int, int], str]:
    """Return what cells say that are one with another."""
    said: dict[tuple[int, int], str] = {}
    for area in sheet.merged_cells.ranges:
        for row, column in area.cells:
            if (row, column) != (area.min_row, area.min_col):
                said[row, column] = "<" if column > area.min_col else "^"
    return said


def text_of_cell(cell: Any) -> str:
    """Return a cell as its sheet shows it, in Vietnamese figures. Raises :class:`Rejected` for what is no value."""
    if cell.data_type == "f":
        hint = _("trong Excel: chép các ô rồi dán lại «chỉ giá trị» (Paste Special, Values)")
        raise refused(
            _("ô {coordinate} (dòng {row}) là công thức, không phải giá trị", coordinate=cell.coordinate, row=cell.row), hint
        )
    if cell.data_type == "e":
        raise refused(
            _("ô {coordinate} (dòng {row}) là lỗi «{cell}»", coordinate=cell.coordinate, row=cell.row, cell=cell.value)
        )
    try:
        shown = _shown(cell.value, cell.number_format)
    except (ValueError, KeyError, ArithmeticError):  # a figure beyond all measure
        hint = _("trong Excel: chọn định dạng Number, Percentage hoặc Date thường dùng, hoặc gõ ô ấy thành chữ")
        place = _("ô {coordinate} (dòng {row})", coordinate=cell.coordinate, row=cell.row)
        raise refused(
            _(
                "{place} có định dạng «{format}» mà ctct không in đúng được",
                place=place,
                format=cell.number_format,
            ),
            hint,
        ) from None
    text = unicodedata.normalize("NFC", shown).strip()
    if unfit(text):
        raise refused(
            _("ô {coordinate} (dòng {row}) có ký tự không thể có trong văn bản", coordinate=cell.coordinate, row=cell.row),
            _("xóa ô ấy rồi gõ lại"),
        )
    return text


def _shown(value: Any, form: str) -> str:
    """Return a value as Excel shows it in ``form``. Raises ValueError where that is not known here."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _figure(value, form)
    return _day(value, form) if isinstance(value, date) else _only_text(value)


def _only_text(value: Any) -> str:
    if not isinstance(value, str):  # a span of hours, a time of day
        raise ValueError
    return value


def _day(value: date, form: str) -> str:
    """Return a day in Vietnamese order with the parts that its format shows."""
    asked = "".join(sorted(set(_UNSHOWN.sub("", form.lower())) & set("dmyhs")))
    if isinstance(value, datetime) and value.time() != time() and asked in ("dhmy", "dhmsy"):
        return f"{value:%H:%M %d/%m/%Y}"
    return value.strftime({"dmy": "%d/%m/%Y", "my": "%m/%Y", "y": "%Y"}[asked])


def _figure(value: float, form: str) -> str:
    """Return a number as its format asks for: how many decimals, a point between thousands, per cent. Excel itself shows no
    more than 15 digits.
    """
    positive, _rest, negative = (_UNSHOWN.sub("", part) for part in form.partition(";"))
    negative = negative.partition(";")[0]
    if positive in ("General", "@", ""):
        written = f"{Decimal(f'{value:.15g}').normalize():f}"
        return written.translate(_SWAPPED)
    asked = _FORM.fullmatch(positive)
    if asked is None or (value < 0 and negative not in ("", f"-{positive}", f"({positive})")):
        raise ValueError
    places = len(asked["places"] or "")
    number = abs(Decimal(f"{value:.15g}") * (100 if asked["per_cent"] else 1)).quantize(
        Decimal(1).scaleb(-places), ROUND_HALF_UP
    )
    written = f"{number:,f}" if asked["thousands"] else f"{number:f}".zfill(len(asked["zeros"] or "") + places + (places > 0))
    written = written.translate(_SWAPPED) + ("%" if asked["per_cent"] else "")
    if value >= 0 or not number:
        return written
    return f"({written})" if negative.startswith("(") else f"-{written}"
