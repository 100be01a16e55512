"""Giving ids to the works of drafts, in their files."""

from __future__ import annotations

from pathlib import Path

from ctct.diagnostics import Rejected, error
from ctct.drafting.ids import missing_ids, with_ids
from ctct.language import _
from ctct.outcome import Outcome
from ctct.pipeline import check
from ctct.project.files import Source
from ctct.project.writing import OutputRefused, write_whole
from ctct.report.located import Verdict, legible
from ctct.runs.verdicts import unread, verdict_on
from ctct.source.text import decode

_BOM = b"\xef\xbb\xbf"


def give_ids(draft: str) -> Verdict:
    """Give ids to the works of one draft that have none; a draft on standard input goes with them to standard output."""
    try:
        source = Source.from_file(draft)
    except Rejected as rejected:
        return verdict_on(unread(draft, rejected))
    outcome = check(source)
    if outcome.failed or outcome.draft is None:
        return verdict_on(outcome)
    ids = missing_ids(outcome.draft)
    outcome = outcome._replace(findings=())  # whoever gives ids asks for nothing else
    text = with_ids(source.name, decode(source.data), ids) if ids else decode(source.data)
    if text is None:
        message, hint = (
            _("không ghi mã vào được mà vẫn giữ nguyên các dòng khác"),
            _("chạy «ctct fmt» rồi thử lại, hoặc ghi «id» tay"),
        )
        return verdict_on(outcome.told([error("VIE02", (), message, hint)]))
    data = (_BOM if source.data.startswith(_BOM) else b"") + text.encode()
    if draft == "-":
        return verdict_on(outcome, text.rstrip("\n"))
    if not ids:
        return verdict_on(outcome, legible(_("{draft}: việc nào cũng đã có mã", draft=draft)))
    return _written(draft, data, outcome, [f"  {one.id}" for one in ids])


def _written(draft: str, data: bytes, outcome: Outcome, listed: list[str]) -> Verdict:
    try:
        write_whole(Path(draft), data, force=True, within=outcome.gathered.root)
    except OutputRefused as refused:
        return verdict_on(outcome.told([refused.finding]))
    return verdict_on(
        outcome, legible(_("{draft}: đã đặt {count} mã", draft=draft, count=len(listed))) + "\n" + "\n".join(listed)
    )
