"""Rows of data → records that fill the fields of a draft; and what does not fit between the two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ctct.diagnostics import Diagnostic, Path, Severity, error, excerpt, nearest, warning
from ctct.language import _
from ctct.source.csv_rows import SheetRow
from ctct.source.fields import field_name, find_fields
from ctct.source.unaccented import unaccented

FILE_NAME = "ten_tep"
"""The column that names the file of each document."""

_MERGED = ("<", "^")
"""What a workbook's cells say that are one with another."""

_MARKUP = re.compile(
    r"\{\{[^{}\n]{1,60}\}\}|</?[a-z][^<>\n]{0,80}>|\*\*[^\s*][^*\n]{0,80}\*\*|\[\^[^\]\s]{1,60}\]", re.IGNORECASE
)
"""Marks of a draft or of a web page, which mean nothing in data."""

_one_line = re.compile(r"[ \t]*[\r\n\t]+[ \t]*").sub


class Record(NamedTuple):
    """What one row says, by column; ``line`` is its number in the file."""

    line: int
    values: Mapping[str, str]


class Records(NamedTuple):
    """The rows of ``file`` under the names of its columns."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[Record, ...]


def read_records(rows: Sequence[SheetRow], file: str) -> Records:
    """Return the rows below the first, which names the columns."""
    columns = tuple(map(field_name, rows[0].cells)) if rows else ()
    return Records(file, columns, tuple(_record(row, columns) for row in rows[1:]))


def _record(row: SheetRow, columns: tuple[str, ...]) -> Record:
    cells = (*row.cells, *[""] * (len(columns) - len(row.cells)))
    values = {column: _one_line(" ", cell) for column, cell in zip(columns, cells, strict=False)}
    return Record(row.line, values)


def fields_in(said: Any, at: Path = ()) -> Iterator[tuple[Path, re.Match[str]]]:
    """Yield the fields in texts, each with its place."""
    if isinstance(said, str):
        yield from ((at, field) for field in find_fields(said)) if "{{" in said else ()
    elif isinstance(said, dict | list | tuple):
        for step, inner in said.items() if isinstance(said, dict) else enumerate(said):
            yield from fields_in(inner, (*at, step))


def sheet_faults(rows: Sequence[SheetRow], file: str) -> Iterator[Diagnostic]:
    """Find what keeps rows from being records."""
    if len(rows) < 2:
        hint = _("dòng đầu ghi tên các cột, mỗi dòng sau là một văn bản")
        yield error("DL03", (), _("không có dòng nào dưới dòng tên cột"), hint, file=file)
    columns = list(map(field_name, rows[0].cells)) if rows else []
    for place, column in enumerate(columns, 1):
        if not column or column in _MERGED:
            yield error(
                "DL03", (), _("cột thứ {place} không có tên", place=place), _("ghi tên cột ở dòng đầu, hoặc xóa cột"), file=file
            )
        elif column in columns[: place - 1]:
            yield error("DL03", (), _("hai cột cùng tên «{column}»", column=column), _("đổi tên một trong hai cột"), file=file)
    for row in rows[1:]:
        if len(row.cells) > len(columns):
            message = _(
                "dòng {line}: có {cells} ô, mà chỉ có {columns} cột có tên",
                line=row.line,
                cells=len(row.cells),
                columns=len(columns),
            )
            yield error("DL03", (), message, _("giá trị có dấu ngăn cách thì đặt trong dấu nháy kép"), file=file)


def field_faults(said: Any, printed: Any, records: Records) -> Iterator[Diagnostic]:
    """Find what does not fit between the fields of a draft, which says ``said`` and prints ``printed``, and ``records``."""
    used: set[str] = set()
    alike = {unaccented(column): column for column in records.columns}
    for at, field in fields_in(said):
        used.add(name := field_name(field[1]))
        if name not in records.columns:
            meant = alike.get(unaccented(name))
            used.update({meant} if meant else ())  # told here: it is not unused as well
            every = _("các cột: ") + ", ".join(map("«{}»".format, records.columns))
            hint = _("có phải «{meant}»?", meant=meant) if meant else nearest(name, records.columns) or every
            fix = f"{{{{{meant}}}}}" if meant else None
            yield error("DL01", at, _("dữ liệu không có cột «{name}»", name=name), hint, part=field.span(), fix=fix)
    from_elsewhere = {field_name(field[1]) for _rest, field in fields_in(printed)} - used
    for name in sorted(from_elsewhere.difference(records.columns)):
        yield error("DL01", (), _("dữ liệu không có cột «{name}», mà bảng hoặc danh bạ có chỗ cần điền ấy", name=name))
    used |= from_elsewhere
    for column in records.columns:
        if column and column not in {*used, FILE_NAME}:
            message, hint = (
                _("cột «{column}» không dùng ở đâu", column=column),
                _("ghi «{{{{{column}}}}}» ở chỗ cần điền, hoặc bỏ cột", column=column),
            )
            yield Diagnostic("DL02", Severity.ADVICE, (), message, hint, file=records.file)
    yield from _cell_faults(records, used & {*records.columns})


def _cell_faults(records: Records, used: set[str]) -> Iterator[Diagnostic]:
    for row in records.rows:
        for column in records.columns:
            value = row.values[column]
            if column in used and (mark := _MARKUP.search(value)):
                message = _(
                    "dòng {line}, cột «{column}»: «{mark}» in ra nguyên như thế",
                    line=row.line,
                    column=column,
                    mark=excerpt(mark[0]),
                )
                yield warning("DL05", (), message, _("ô dữ liệu chỉ có lời văn: bỏ dấu ấy"), file=records.file)
            if column not in used or (value and value not in _MERGED):
                continue
            what = _("gộp với ô khác") if value else _("trống")
            message = _("dòng {line}, cột «{column}»: ô {what}", line=row.line, column=column, what=what)
            yield error("DL03", (), message, _("điền ô ấy; một dòng là một văn bản"), file=records.file)
