"""The documents that drafts cite, as a table and as data."""

from __future__ import annotations

import json
from collections.abc import Iterable

from ctct.language import N_, _
from ctct.tracking.citing import CitedDocument
from ctct.tracking.views.sheets import Column, Kind, Table

_COLUMNS = (
    Column(N_("Mã"), 16),
    Column(N_("Văn bản"), 44),
    Column(N_("Số lần"), 8, Kind.NUMBER),
    Column(N_("Có ngày"), 8, Kind.NUMBER),
    Column(N_("Nơi viện dẫn"), 34),
    Column(N_("Tình trạng"), 40),
)


def table_of(documents: list[CitedDocument]) -> Table:
    """Return the documents, a row each."""
    times = sum(len(one.uses) for one in documents)
    heading = _("Văn bản được viện dẫn: {count} văn bản, {times} lần", count=len(documents), times=times)
    return Table("Văn bản viện dẫn", (heading,), _COLUMNS, map(_row, documents))


def _row(document: CitedDocument) -> list[str | int]:
    dated = sum(use.dated for use in document.uses)
    return [document.id, document.name, len(document.uses), dated, _places(document), document.states]


def _places(document: CitedDocument) -> str:
    lines: dict[str, list[str]] = {}
    for use in document.uses:
        lines.setdefault(use.draft, []).append(str(use.line))
    return "; ".join(f"{draft}: {', '.join(dict.fromkeys(at))}" for draft, at in lines.items())


def as_json(documents: Iterable[CitedDocument]) -> str:
    """Return a list of documents: id, name, sign where no register has it, what is to be told, and each place."""
    return json.dumps([_record(one) for one in documents], ensure_ascii=False, indent=1) + "\n"


def _record(document: CitedDocument) -> dict[str, object]:
    return {
        "ma": document.id or None,
        "ten": document.name,
        "so_lan": len(document.uses),
        "tinh_trang": document.states or None,
        "noi": [{"du_thao": use.draft, "dong": use.line, "viet": use.typed, "co_ngay": use.dated} for use in document.uses],
    }
