"""The empty table that is sent with a draft: a row for each node, and room for what is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ctct.diagnostics import excerpt
from ctct.model.opinions import KEY, OPINION, PLACE, SAID
from ctct.outcome import Outcome
from ctct.resolve.places import NamedPlaces
from ctct.tracking.opinions.table import literal
from ctct.tracking.views.sheets import Column, Table, workbook
from ctct.tracking.wording import secrecy_line

_LONGEST, _FREE = 160, 3
"""Characters of a node that a row shows; rows at the end for what is on the whole."""
_COLUMNS = (Column(KEY, 24), Column(PLACE, 30), Column(SAID, 60), Column(OPINION, 70, is_answered=True))


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
    """Return the empty table as a workbook: all but the last column is locked. Raises :class:`Rejected` where XlsxWriter is not
    installed.
    """
    assert outcome.draft is not None
    rows = ([*row, None] for row in _rows(outcome))
    table = Table("Góp ý", secrecy_line(outcome.draft.do_mat), _COLUMNS, rows, free_rows=_FREE)
    return workbook([table], outcome.draft.ngay.span.last, "Bảng góp ý")
