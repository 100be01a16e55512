"""Opinions as what an office prints of them: figures in words, and a draft with the table, which is compiled as any other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ctct.language import N_, _, in_a_document
from ctct.model.document import VanBan
from ctct.model.opinions import HANDLINGS, SoYKien
from ctct.model.tables import MERGED_LEFT, MERGED_UP
from ctct.outcome import Outcome
from ctct.resolve.bodies import Bodies
from ctct.resolve.places import NamedPlaces
from ctct.source.inline import escaped_text
from ctct.tracking.opinions.answers import Figures, asked_of, figures_of
from ctct.tracking.opinions.rows import COLUMNS, OpinionRow, rows_of

TITLE = N_("Bảng tổng hợp, tiếp thu, giải trình ý kiến")

_MERGES = (*MERGED_LEFT, *MERGED_UP)
_WIDTHS = (12, 62, 40, 62)
"""Millimetres of the columns but the last."""


class Table(NamedTuple):
    """The opinions on a draft: its name in a sentence, the figures, the rows, the name of each body, until when to answer."""

    subject: str
    figures: Figures
    rows: list[OpinionRow]
    bodies: Bodies
    until: str


def table_of(outcome: Outcome, said: SoYKien) -> Table:
    """Return the table of what has been gathered on a draft in which there is no error."""
    draft, layout, resolved = outcome.draft, outcome.layout, outcome.resolved
    if draft is None or layout is None or resolved is None:
        raise ValueError("a draft with errors has no places that opinions could be on")
    directory = outcome.gathered.directory
    bodies = Bodies(directory, draft.ngay.span)
    places = NamedPlaces(draft, layout.stylesheet.conventions)
    until = draft.lay_y_kien.han if draft.lay_y_kien else None
    figures = figures_of(said, asked_of(draft, directory), bodies)
    return Table(_subject(draft), figures, rows_of(said, places, bodies), bodies, until or "")


def _subject(draft: VanBan) -> str:
    return f"{draft.full_type_name} {' '.join(draft.trich_yeu)}"


def summary(table: Table) -> Iterator[str]:
    """Yield the figures in sentences: who was asked and has answered how, what was done with what they said, who has not."""
    found = table.figures
    yield _answers(table)
    handled = ", ".join(
        f"{_(words).lower()} {_count(found.handled[key])}" for key, words in HANDLINGS.items() if found.handled[key]
    )
    count = _count(found.opinions)
    yield (
        _("Tổng số {count} ý kiến: {handled}.", count=count, handled=handled)
        if handled
        else _("Tổng số {count} ý kiến.", count=count)
    )
    if found.edits:
        edits, copies = _count(found.edits), _count(found.edited_copies)
        yield _("Sửa trực tiếp vào bản gửi {edits} chỗ, ở {copies} bản.", edits=edits, copies=copies)
    named = (
        (_("Chưa rõ ý kiến"), found.unclear),
        (_("Chưa trả lời"), found.waiting),
        (_("Trả lời ngoài danh sách gửi"), found.unasked),
    )
    for words, listed in named:
        if listed:
            yield f"{words}: {'; '.join(map(table.bodies.words, listed))}."


def _answers(table: Table) -> str:
    found = table.figures
    kinds = (
        (found.agreed, N_("{count} thống nhất")),
        (found.opposed, N_("{count} có ý kiến")),
        (found.unclear, N_("{count} chưa rõ ý kiến")),
    )
    said = ", ".join(_(words, count=_count(len(listed))) for listed, words in kinds if listed)
    how = f" ({said})" if said else ""
    if not found.asked:
        received = _count(len(found.agreed) + len(found.opposed) + len(found.unclear))
        return _("Đã nhận trả lời của {received} cơ quan{how}.", received=received, how=how)
    return _(
        "Đã gửi lấy ý kiến {asked} cơ quan{until}; đã trả lời {answered}{how}; chưa trả lời {waiting}.",
        asked=_count(len(found.asked)),
        until=_(", hạn trả lời {until}", until=table.until) if table.until else "",
        answered=_count(found.answered),
        how=how,
        waiting=_count(len(found.waiting)),
    )


def _count(number: int) -> str:
    return f"{number:02}"


def with_table(head: dict[str, Any], table: Table) -> dict[str, Any]:
    """Return the draft of a report that begins with ``head``: the figures, and as its appendix the table across the page."""
    with in_a_document():
        figures = [literal(line) for line in summary(table)]
    return {
        **head,
        "trich_yeu": f"tổng hợp, tiếp thu, giải trình ý kiến góp ý dự thảo {table.subject}",
        "noi_dung": figures,
        "phu_luc": [{"ten": TITLE, "kho_ngang": True, "bang": _bang(table.rows)}],
    }


def _bang(rows: list[OpinionRow]) -> dict[str, Any]:
    columns: list[Any] = [{"ten": name, "rong": width} for name, width in zip(COLUMNS, _WIDTHS, strict=False)]
    columns[0]["can"] = "giua"
    lines = [_cells(number, row) for number, row in enumerate(rows, 1)]
    return {"cot": [*columns, COLUMNS[-1]], "dong": lines or [["", "(chưa có ý kiến nào)"]]}


def _cells(number: int, row: OpinionRow) -> list[Any]:
    place = [row.place, row.words and f"«{row.words}»"]
    cells = [place, [row.body], row.noi_dung.split("\n"), row.answer.split("\n")]
    return [number, *([literal(line) for line in cell if line] for cell in cells)]


def literal(line: str) -> str:
    """Return words of others so that a draft, and a cell of a table, takes them for words."""
    return f"«{line}»" if line in _MERGES else escaped_text(line)
