"""The quick fixes that the page offers beside findings: those of ``ctct check --fix`` and of the language server."""

from __future__ import annotations

from ctct.diagnostics import Diagnostic, Rejected
from ctct.drafting.fix import apply_fixes
from ctct.drafting.remedies import remedies
from ctct.language import N_, _
from ctct.outcome import Outcome
from ctct.project.files import Source, folder_of
from ctct.project.writing import OutputRefused
from ctct.report.located import Located
from ctct.runs.check import Check
from ctct.watch.preview import Preview
from ctct.watch.saving import CHANGED, mark_of, save_from_page, why_read_only

BY_HAND = N_("chỗ này phải sửa tay: sửa tự động sẽ làm đổi chỗ khác")


def read_only(preview: Preview) -> str:
    """Return why nothing can be mended from the page, ``""`` where it can."""
    outcome = preview.outcome
    return why_read_only(preview.path, outcome.gathered.root) if outcome else _("chưa đọc xong dự thảo")


def titles_of(preview: Preview, found: tuple[Diagnostic, Located]) -> list[str]:
    """Return what is offered for a finding, in words."""
    outcome, finding = preview.outcome, found[0]
    data = outcome.gathered.files.data.get(preview.name) if outcome else None
    if outcome is None or data is None:
        return []
    return [remedy.title for remedy in remedies(outcome, _source(preview, data), finding)]


def mend(preview: Preview, finding: str, remedy: int, draft: str) -> str:
    """Write the draft with one remedy of the finding that has this fingerprint; return what is wrong. ``draft`` is the mark of
    the draft that the page showed it for: nothing is written into another.
    """
    known = _known(preview, draft)
    if known is None:
        return _(CHANGED)
    outcome, source = known
    found = next((one for one, place in preview.found if place.fingerprint == finding), None)
    offered = [*remedies(outcome, source, found)] if found else []
    return _write(preview, source, offered[remedy].make()) if remedy < len(offered) else _(CHANGED)


def mend_all(preview: Preview, draft: str) -> str:
    """Write the draft with all its safe fixes; return what is wrong."""
    known = _known(preview, draft)
    if known is None:
        return _(CHANGED)
    source = known[1]
    return _write(preview, source, apply_fixes(source, Check.of_today().judge).data)


def _source(preview: Preview, data: bytes) -> Source:
    return Source(preview.name, data, folder_of(preview.name))


def _known(preview: Preview, draft: str) -> tuple[Outcome, Source] | None:
    """Return what is known of the draft as its file is now, and that; ``None`` where it is not the one that the page shows."""
    outcome = preview.outcome
    try:
        source = Source.from_file(preview.name)
    except Rejected:
        return None
    if outcome is None or mark_of(source.data) != draft or outcome.gathered.files.data.get(preview.name) != source.data:
        return None
    return outcome, source


def _write(preview: Preview, source: Source, data: bytes) -> str:
    if why := read_only(preview):
        return why
    if data == source.data:
        return _(BY_HAND)
    try:
        save_from_page(source, data)
    except OutputRefused as refused:
        return str(refused)
    return ""
