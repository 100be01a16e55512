"""Opinions as a workbook: the table on one sheet, the figures on another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ctct.language import in_a_document
from ctct.model.opinions import HANDLINGS
from ctct.tracking.opinions.rows import COLUMNS
from ctct.tracking.opinions.table import TITLE, Table, summary
from ctct.tracking.views import sheets
from ctct.tracking.views.sheet_rows import Cell
from ctct.tracking.views.sheets import Column, Kind
from ctct.tracking.wording import secrecy_line

_WIDTHS = (45, 28, 60)
_COLUMNS = (
    Column(COLUMNS[0], 6, Kind.NUMBER),
    *(Column(name, width) for name, width in zip(COLUMNS[1:4], _WIDTHS, strict=True)),
    Column("Xử lý", 18),
    Column("Giải trình", 45),
)


def as_workbook(table: Table, created: date, secrecy: str | None) -> bytes:
    """Return the workbook; ``created`` is a day of the draft, so that the same opinions give the same bytes on any other, and
    ``secrecy`` the key of its degree. Raises :class:`Rejected` where XlsxWriter is not installed.
    """
    heading = secrecy_line(secrecy)
    with in_a_document():
        said = [[line] for line in (f"Dự thảo {table.subject}", *summary(table))]
    opinions = sheets.Table("Tổng hợp", heading, _COLUMNS, _rows(table))
    return sheets.workbook([opinions, sheets.Table("Số liệu", heading, (Column(TITLE, 120),), said)], created, TITLE)


def _rows(table: Table) -> Iterator[Sequence[Cell]]:
    for number, row in enumerate(table.rows, 1):
        place = f"{row.place}\n«{row.words}»" if row.words else row.place
        yield number, place, row.body, row.noi_dung, HANDLINGS[row.xu_ly], row.giai_trinh
