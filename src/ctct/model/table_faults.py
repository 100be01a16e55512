"""What no single row of a table shows: cells without a column, cells that belong to none, totals that would be counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ctct.diagnostics import Diagnostic, Path, error, warning
from ctct.language import _
from ctct.model.merging import areas_of
from ctct.model.tables import MERGED_LEFT, MERGED_UP, Bang, Cot, leaves
from ctct.source.unaccented import unaccented

# «Tổng số hộ dân» is a thing to be counted; «Tổng số» alone sums up, as do points and questions of a test.
_TOTAL = r"[*\s]*(?:tổng\s+cộng\b.*|cộng|tổng(?:\s+số)?(?:\s+(?:câu|điểm|tiền))?)(?:\s*\([^()]*\))?[\s*:.]*"


@cache
def _total() -> re.Pattern[str]:
    return re.compile(_TOTAL, re.IGNORECASE)


def row_faults(table: Bang, at: Path) -> Iterator[Diagnostic]:
    """Yield what is wrong with the rows of ``table``, which stands at ``at``."""
    width = sum(1 for _rest in leaves(table.cot, ()))
    for index, row in enumerate(table.dong):
        if len(row.cells) > width:
            message = _("dòng này có {count} ô, mà bảng chỉ có {width} cột", count=len(row.cells), width=width)
            hint = _("bớt ô, hoặc thêm cột; ô có dấu phẩy thì để trong dấu nháy")
            yield error("BG01", (*at, "dong", index), message, hint)
        if table.tt and row.o and row.o[0] and _total().fullmatch(row.o[0][0]):
            message = _("dòng «{o}» sẽ được đánh số như mọi dòng", o=row.o[0][0])
            hint = _("ghi «tong: […]»: dòng tổng in đậm, không đánh số")
            if row.origin:
                hint = _("bỏ dòng ấy khỏi tệp rồi ghi «- tong: […]» ở «dong» của dự thảo, dưới «- tep: …»")
            yield warning("BG05", (*at, "dong", index), message, hint)
    yield from _heads_of_files(table, at)
    yield from _merging_faults(table, at, width)


def _heads_of_files(table: Bang, at: Path) -> Iterator[Diagnostic]:
    """Find a first row of a file that looks like names of the columns and is printed, because it differs from them."""
    names = set(map(unaccented, _names_in(table.cot)))
    seen = set()
    for index, row in enumerate(table.dong):
        if row.origin is None or row.origin.place in seen:
            continue
        seen.add(row.origin.place)
        said = [unaccented(cell[0]) for cell in row.cells if cell]
        if said and 2 * sum(1 for cell in said if cell in names) >= len(said):
            message = _("dòng đầu của tệp có vẻ là tên cột, mà khác tên các cột của bảng nên in ra như một dòng")
            hint = _("ghi đúng tên các cột như ở «cot», hoặc bỏ dòng ấy khỏi tệp")
            yield warning("BG07", (*at, "dong", index), message, hint)


def _names_in(columns: tuple[Cot, ...]) -> Iterator[str]:
    for column in columns:
        yield column.ten
        yield from _names_in(column.cot or ())


def _merging_faults(table: Bang, at: Path, width: int) -> Iterator[Diagnostic]:
    for (index, column), area in areas_of(table.dong, width).items():
        row = table.dong[index]
        cell = row.cells[column] if column < len(row.cells) else ()
        place = (*at, "dong", index, row.key, column)
        if cell in (MERGED_LEFT, MERGED_UP) and area.first == (index, column):
            where = _("bên trái") if cell == MERGED_LEFT else _("bên trên")
            yield error(
                "BG04",
                place,
                _("ô «{cell}» không có ô nào {where} để gộp vào", cell=cell[0], where=where),
                _("ghi lời văn của ô, hoặc để trống"),
            )
        elif not area.is_whole and area.first == (index, column):
            hint = _("ghi «<», «^» ở mọi ô của hình chữ nhật cần gộp")
            yield error("BG04", place, _("các ô gộp với ô này không thành hình chữ nhật"), hint)
