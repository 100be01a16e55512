"""What a sheet that came back says beside its answers: it is not taken, and told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ctct.diagnostics import Diagnostic, excerpt, warning
from ctct.language import _
from ctct.source.answer_sheet import CODE, AnswerCell, AnswerRow
from ctct.tracking.answers import ANSWERED, FIGURES, KEY, SENT, SHOWN, Returned

_EXCERPT = 50
"""How many characters of a cell a message shows."""


def left_of(returned: Returned) -> Iterator[Diagnostic]:
    """Find words in a sheet that were not in it when it was sent out and that no answer takes: columns of its own, words that
    stand in place of others, remarks; and the other sheets of its workbook.
    """
    yield from _words_left(returned)
    for cell in returned.sheet.remarks:
        yield _told(returned, cell, _("nhận xét «{cell}»", cell=excerpt(cell.text, _EXCERPT)))
    for sheet in returned.sheet.left:
        if sheet != FIGURES:
            message = _("không đọc trang «{sheet}»: không có cột «{key}»", sheet=sheet, key=KEY)
            yield warning(CODE, (), message, file=returned.file)


def _words_left(returned: Returned) -> Iterator[Diagnostic]:
    """Find new words in cells; where nothing tells what was sent, only those where ctct writes none, and that is told."""
    sent = returned.sent
    before = {row.asked[KEY].text: row.beside for row in sent.rows if KEY in row.asked} if sent else {}
    is_comparable = sent is not None and bool(sent.others)  # an older ctct did not send them
    for row in returned.sheet.rows:
        for name, cell in row.beside.items():
            is_new = cell.text != _sent(before, row, name) if is_comparable else KEY not in row.asked or name not in SHOWN
            if is_new:
                yield _told(returned, cell, f"«{excerpt(cell.text, _EXCERPT)}»")
    if not is_comparable:
        message = _("tệp không còn trang «{sheet}»: chữ đã sửa ở các cột khác, nếu có, không nhận ra được", sheet=SENT)
        hint = _("chỉ nhận các cột trả lời: {columns}", columns=", ".join(ANSWERED))
        yield warning(CODE, (), message, hint, file=returned.file)


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
