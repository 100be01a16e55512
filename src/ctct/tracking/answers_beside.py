"""What a sheet that came back says beside its answers: it is not taken, and told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ctct.diagnostics import Diagnostic, excerpt, warning
from ctct.language import _
from ctct.source.answer_sheet import CODE, AnswerCell, AnswerRow
from ctct.tracking.answers import KEY, Returned

_EXCERPT = 50
"""How many characters of a cell a message shows."""


def left_of(returned: Returned) -> Iterator[Diagnostic]:
    """Find words in a sheet that were not in it when it was sent out and that no answer takes: columns of its own, words that
    stand in place of others, remarks.
    """
    sent = returned.sent
    if sent is not None:
        before = {row.asked[KEY].text: row.beside for row in sent.rows if KEY in row.asked}
        compared = sent.others  # nothing, where an older ctct sent it
        for row in returned.sheet.rows:
            for name, cell in row.beside.items():
                if compared and cell.text != _sent(before, row, name):
                    yield _told(returned, cell, f"«{excerpt(cell.text, _EXCERPT)}»")
    for cell in returned.sheet.remarks:
        yield _told(returned, cell, _("nhận xét «{cell}»", cell=excerpt(cell.text, _EXCERPT)))


def _sent(before: Mapping[str, Mapping[str, AnswerCell]], row: AnswerRow, name: str) -> str | None:
    key = row.asked.get(KEY)
    cell = before.get(key.text, {}).get(name) if key else None
    return cell.text if cell else None


def _told(returned: Returned, cell: AnswerCell, what: str) -> Diagnostic:
    return warning(
        CODE,
        (),
        _("ô {address}: {what} không được nhận, chỉ nhận các cột trả lời", address=cell.address, what=what),
        file=returned.file,
    )
