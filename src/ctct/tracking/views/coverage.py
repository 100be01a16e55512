"""What of a superior document is carried out, as a table, as data and in a sentence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from ctct.diagnostics import excerpt
from ctct.language import N_, _, decimal
from ctct.model.types import STATES
from ctct.tracking.coverage import Asked, Coverage, Serving
from ctct.tracking.views.sheets import Column, Kind, Table

_COLUMNS = (
    Column(N_("Tại"), 30),
    Column(N_("Nội dung"), 40),
    Column(N_("Hạn"), 12, Kind.CENTRE),
    Column(N_("Việc thực hiện"), 52),
    Column(N_("Trạng thái"), 14, Kind.CENTRE),
)
_EXCERPT = 150
"""How many characters of a work a table shows."""

NONE = N_("chưa có việc")


def summary(coverage: Coverage) -> str:
    """Return the figures in a sentence."""
    asked, covered = len(coverage.counted), coverage.covered
    figures = {"covered": covered, "asked": asked, "left": asked - covered, "share": share(coverage)}
    if asked:
        said = _("Đã có việc thực hiện {covered} trong {asked} nội dung ({share}), còn {left} nội dung chưa có việc", **figures)
    else:
        said = _("Đã có việc thực hiện {covered} trong {asked} nội dung, còn {left} nội dung chưa có việc", **figures)
    excused = len(coverage.items) - asked
    return said + (_("; ngoài chương trình {count}.", count=excused) if excused else ".")


def share(coverage: Coverage) -> str:
    """Return how many in a hundred have a work, as the language that is spoken writes it."""
    return f"{decimal(coverage.share)}%"


def table_of(coverage: Coverage) -> Table:
    """Return the items, a row for each work that carries one out; items without works too."""
    return Table(
        "Nội dung", (_("Thực hiện {document}", document=coverage.name), summary(coverage)), _COLUMNS, list(_rows(coverage))
    )


def _rows(coverage: Coverage) -> Iterator[list[str]]:
    several = coverage.is_of_several
    for item in sorted(coverage.items, key=lambda item: bool(item.excuse)):
        if item.excuse:
            yield [item.place, item.words, item.due, _("ngoài chương trình: {why}", why=item.excuse), ""]
        elif not item.works:
            yield [item.place, item.words, item.due, _(NONE), ""]
        for work in item.works if not item.excuse else ():
            yield [item.place, item.words, item.due, _called(work, several), _(STATES[work.state])]
    for title, works in ((_("(cả văn bản)"), coverage.whole), (_("(không rõ nội dung nào)"), coverage.astray)):
        for work in works:
            yield [title, work.place or "", "", _called(work, several), _(STATES[work.state])]


def table_without(coverage: Coverage) -> Table:
    """Return the works that name no source."""
    heading = _("Việc chưa ghi nguồn: {count}", count=len(coverage.without))
    rows = [[_called(work, coverage.is_of_several), _(STATES[work.state])] for work in coverage.without]
    return Table("Chưa ghi nguồn", (heading,), (Column(N_("Việc"), 90), _COLUMNS[-1]), rows)


def _called(work: Serving, several: bool) -> str:
    """Return a work by its number and words, of ``several`` programmes with the file of its own."""
    number = work.number if work.number.endswith(")") else f"{work.number}."
    return f"{f'{work.draft}: ' if several else ''}{number} {excerpt(work.words, _EXCERPT)}"


def as_json(coverage: Coverage) -> str:
    """Return the figures, each item with its works, and the works of no item."""
    said = {
        "van_ban": coverage.name,
        "so_noi_dung": len(coverage.counted),
        "da_co_viec": coverage.covered,
        "ti_le": round(coverage.share, 1),
        "noi_dung": [_item(item) for item in coverage.items],
        "ca_van_ban": _works(coverage.whole),
        "khong_ro_cho": _works(coverage.astray),
        "chua_ghi_nguon": _works(coverage.without),
    }
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _item(item: Asked) -> dict[str, object]:
    said = {"tai": item.place, "noi_dung": item.words or None, "han": item.due or None, "ngoai": item.excuse or None}
    return {**said, "viec": _works(item.works)}


def _works(works: Iterable[Serving]) -> list[dict[str, object]]:
    return [
        {
            "du_thao": work.draft,
            "id": work.key or None,
            "so": work.number,
            "noi_dung": work.words,
            "trang_thai": work.state,
            "tai": work.place,
        }
        for work in works
    ]
