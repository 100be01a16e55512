"""Opinions as a workbook: the table on one sheet, the figures on another."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from ctct.model.opinions import HANDLINGS
from ctct.tracking.opinions.rows import COLUMNS
from ctct.tracking.opinions.table import TITLE, Table, summary

_HEADS = (*COLUMNS[:4], "Xử lý", "Giải trình")
_WIDTHS = (6, 45, 28, 60, 18, 45)
_HEAD, _WRAPPED = (
    {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"},
    {
        "border": 1,
        "text_wrap": True,
        "valign": "top",
    },
)


def as_workbook(table: Table, year: int) -> bytes:
    """Return the workbook; ``year`` is that of the draft, so that the same opinions give the same bytes on any day. Texts of
    others are written as texts: none becomes a formula.
    """
    from xlsxwriter import Workbook

    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": TITLE, "created": datetime(year, 1, 1)})
    head, wrapped = book.add_format(_HEAD), book.add_format(_WRAPPED)
    _write_rows(book.add_worksheet("Tổng hợp"), table, head, wrapped)
    figures = book.add_worksheet("Số liệu")
    figures.set_column(0, 0, 120)
    for number, said in enumerate((TITLE, f"Dự thảo {table.subject}", *summary(table))):
        figures.write_string(number, 0, said, head if not number else wrapped)
    book.close()
    return file.getvalue()


def _write_rows(sheet: Any, table: Table, head: Any, wrapped: Any) -> None:
    for column, (name, width) in enumerate(zip(_HEADS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    for number, row in enumerate(table.rows, 1):
        place = f"{row.place}\n«{row.words}»" if row.words else row.place
        cells = (place, row.body, row.noi_dung, HANDLINGS[row.xu_ly], row.giai_trinh)
        sheet.write_number(number, 0, number, wrapped)
        for column, said in enumerate(cells, 1):
            if said:
                sheet.write_string(number, column, said, wrapped)
            else:
                sheet.write_blank(number, column, None, wrapped)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(table.rows), 1), len(_HEADS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
