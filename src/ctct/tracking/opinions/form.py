"""The empty table that is sent with a draft: a row for each node, and room for what is said of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from ctct.diagnostics import excerpt
from ctct.model.opinions import KEY, OPINION, PLACE, SAID
from ctct.outcome import Outcome
from ctct.resolve.places import NamedPlaces
from ctct.tracking.opinions.table import literal

_LONGEST, _FREE = 160, 3
"""Characters of a node that a row shows; rows at the end for what is on the whole."""


class _Row(NamedTuple):
    """A node: how files beside the draft call it, what people call it, how it begins."""

    key: str
    place: str
    said: str


def _rows(outcome: Outcome) -> Iterator[_Row]:
    assert outcome.draft is not None
    assert outcome.layout is not None
    places = NamedPlaces(outcome.draft, outcome.layout.stylesheet.conventions)
    for at in places.entries:
        yield _Row(places.name(at), places.words(at), excerpt(places.says(at), _LONGEST))


def with_form(head: dict[str, Any], outcome: Outcome) -> dict[str, Any]:
    """Return the draft of a document that begins with ``head`` and is the empty table."""
    assert outcome.draft is not None
    subject = f"{outcome.draft.full_type_name} {' '.join(outcome.draft.trich_yeu)}"
    rows = [["", literal(row.place), literal(row.said)] for row in _rows(outcome)]
    lines = [[number, *cells[1:], ""] for number, cells in enumerate([*rows, *([["", "", ""]] * _FREE)], 1)]
    columns = [{"ten": "TT", "rong": 12, "can": "giua"}, {"ten": PLACE, "rong": 45}, {"ten": SAID, "rong": 85}, OPINION]
    return {
        **head,
        "trich_yeu": f"góp ý dự thảo {literal(subject)}",
        "noi_dung": ["Cơ quan góp ý: …", "Ghi ý kiến vào cột cuối của Phụ lục; không có ý kiến thì ghi «Nhất trí»."],
        "phu_luc": [{"ten": "Bảng góp ý", "kho_ngang": True, "bang": {"cot": columns, "dong": lines}}],
    }


def as_workbook(outcome: Outcome) -> bytes:
    """Return the empty table as a workbook: all but the last column is locked."""
    from xlsxwriter import Workbook

    assert outcome.draft is not None
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "Bảng góp ý", "created": datetime(outcome.draft.ngay.nam, 1, 1)})
    look = {"border": 1, "text_wrap": True, "valign": "top"}
    head, locked, free = (
        book.add_format({**look, "bold": True}),
        book.add_format(look),
        book.add_format({**look, "locked": False}),
    )
    sheet = book.add_worksheet("Góp ý")
    for column, (name, width) in enumerate(((KEY, 24), (PLACE, 30), (SAID, 60), (OPINION, 70))):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, head)
    number = 0
    for number, row in enumerate([*_rows(outcome), *([None] * _FREE)], 1):
        for column in range(3):
            sheet.write_string(number, column, row[column] if row else "", locked if row else free)
        sheet.write_blank(number, 3, None, free)
    sheet.freeze_panes(1, 0)
    sheet.protect(options={"format_columns": True, "format_rows": True})
    book.close()
    return file.getvalue()
