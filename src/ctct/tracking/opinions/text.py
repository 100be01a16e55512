"""Opinions on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from ctct.language import _
from ctct.report.located import legible
from ctct.tracking.opinions.rows import OpinionRow
from ctct.tracking.opinions.table import Table, summary

_INDENT = "    "


def as_text(table: Table, width: int) -> str:
    """Return the table as lines of at most ``width`` characters, the opinions of one place under its name."""
    lines = [*wrap(_("Bảng tổng hợp, tiếp thu, giải trình ý kiến góp ý dự thảo {subject}", subject=table.subject), width), ""]
    for said in summary(table):
        lines += wrap(said, width)
    place = None
    for number, row in enumerate(table.rows, 1):
        if row.place != place:
            place = row.place
            lines += ["", *wrap(place, width)]
        lines += _row(number, row, width)
    return "\n".join(map(legible, lines)) + "\n"


def _row(number: int, row: OpinionRow, width: int) -> Iterator[str]:
    first, *others = row.noi_dung.split("\n")
    yield from wrap(f"{row.body}: {first}", width, initial_indent=f"{number:>3} ", subsequent_indent=_INDENT)
    for line in (*others, f"→ {row.answer}"):
        yield from wrap(line, width, initial_indent=_INDENT, subsequent_indent=_INDENT)
