"""An Excel workbook → rows of texts, as its first sheet shows them."""

from __future__ import annotations

import io
import re
import unicodedata
import zlib
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zipfile import BadZipFile, ZipFile

from ctct.source.csv_rows import SheetRow, filled, refuse_too_large, refused
from ctct.source.text import unfit

LIMIT_UNPACKED = 64 * 1024 * 1024
"""Bytes beyond which a workbook is refused: a small one may unpack to any number."""

_DTD = tuple("<!DOCTYPE".encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be"))
_DECIMALS = re.compile(r"\.(0+)")


def read_workbook(data: bytes) -> tuple[SheetRow, ...]:
    """Return the rows of the first sheet that say something. Raises :class:`Rejected`, naming the cell."""
    sheet = _first_sheet(data)
    refuse_too_large(sheet.max_row, sheet.max_column)
    merged = _merged(sheet)
    rows = [
        SheetRow(number, tuple(merged.get((cell.row, cell.column)) or _text(cell) for cell in cells))
        for number, cells in enumerate(sheet.iter_rows(), 1)
    ]
    return tuple(filled(rows))


def _first_sheet(data: bytes) -> Any:
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise refused("đọc tệp Excel cần thêm openpyxl", "chạy «pip install 'ctct[xlsx]'», hoặc lưu tệp thành CSV") from None
    try:
        _refuse_bombs(ZipFile(io.BytesIO(data)))
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):  # damaged, packed oddly, locked
        raise _broken() from None
    try:
        return load_workbook(io.BytesIO(data)).worksheets[0]
    except Exception:  # the library raises whatever a broken file leads it to
        raise _broken() from None


def _refuse_bombs(package: ZipFile) -> None:
    """Raise for what grows without end when it is read: a package that unpacks to too much, entities inside of entities."""
    parts = package.infolist()
    if sum(part.file_size for part in parts) > LIMIT_UNPACKED:
        raise refused(f"tệp mở ra lớn hơn {LIMIT_UNPACKED >> 20} MB")
    for part in parts:
        if any(sign in package.read(part) for sign in _DTD):
            raise _broken()


def _broken() -> Exception:
    return refused("không phải là tệp Excel .xlsx, hoặc đã hỏng", "mở bằng Excel rồi lưu lại dạng .xlsx, hoặc CSV")


def _merged(sheet: Any) -> dict[tuple[int, int], str]:
    """Return what cells say that are one with another."""
    said: dict[tuple[int, int], str] = {}
    for area in sheet.merged_cells.ranges:
        for row, column in area.cells:
            if (row, column) != (area.min_row, area.min_col):
                said[row, column] = "<" if column > area.min_col else "^"
    return said


def _text(cell: Any) -> str:
    """Return a cell as its sheet shows it, in Vietnamese figures. Raises :class:`Rejected` for what is no value."""
    if cell.data_type == "f":
        hint = "trong Excel: chép các ô rồi dán lại «chỉ giá trị» (Paste Special, Values)"
        raise refused(f"ô {cell.coordinate} (dòng {cell.row}) là công thức, không phải giá trị", hint)
    if cell.data_type == "e":
        raise refused(f"ô {cell.coordinate} (dòng {cell.row}) là lỗi «{cell.value}»")
    text = unicodedata.normalize("NFC", _shown(cell.value, cell.number_format)).strip()
    if unfit(text):
        raise refused(f"ô {cell.coordinate} (dòng {cell.row}) có ký tự không thể có trong văn bản", "xóa ô ấy rồi gõ lại")
    return text


def _shown(value: Any, form: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, int | float):
        return _figure(value, form.split(";", maxsplit=1)[0])
    if isinstance(value, datetime) and value.time() != time():
        return f"{value:%H:%M %d/%m/%Y}"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)


def _figure(value: float, form: str) -> str:
    """Return a number as its format asks for: how many decimals, a point between thousands, per cent. Excel itself shows no
    more than 15 digits.
    """
    number = Decimal(f"{value:.15g}") * (100 if "%" in form else 1)
    if form == "General":
        written = f"{number.normalize():f}"
    else:
        found = _DECIMALS.search(form)
        places = len(found[1]) if found else 0
        written = f"{number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,f}"
        written = written if "," in form else written.replace(",", "")
    return written.translate(str.maketrans(",.", ".,")) + ("%" if "%" in form else "")
