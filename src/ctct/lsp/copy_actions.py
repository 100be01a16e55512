"""What an editor offers to do about the edits of a copy: take one, leave it, take or leave all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from lsprotocol import types

from ctct.language import _
from ctct.lsp.actions import action, touches
from ctct.lsp.analysis import Analysis
from ctct.lsp.copies import OpenCopy, Shown, shown_offers, title_of

OPEN, LEAVE, CLOSE = "ctct.nhanGopY", "ctct.boQuaGopY", "ctct.dongGopY"
"""Commands: open a copy beside a draft, offer an edit of it no more, close it; each is given the draft's address, the copy's
path and, to leave one alone, the edit's key.
"""
KIND = f"{types.CodeActionKind.Source.value}.ctct.gopY"


def copy_actions(analysis: Analysis, copies: Sequence[OpenCopy], region: types.Range) -> list[types.CodeAction]:
    """Return what can be done about the edits of copies that touch ``region``."""
    found: list[types.CodeAction] = []
    for copy in copies:
        if not copy.is_of(analysis):
            continue
        touched = [one for one in shown_offers(copy, analysis.text) if touches(one.finding.range, region)]
        for one in touched:
            found += _about(analysis, copy, one)
        if touched:
            found += _about_all(analysis, copy, types.CodeActionKind.QuickFix)
    return found


def source_actions(analysis: Analysis, copies: Sequence[OpenCopy], beside: Sequence[Path]) -> list[types.CodeAction]:
    """Return what can be done about copies as a whole: those that are open, and those that lie beside the draft."""
    found = [one for copy in copies for one in _about_all(analysis, copy, KIND)]
    for copy in copies:
        found.append(_command(_("Đóng bản sửa «{name}»", name=copy.name), KIND, CLOSE, analysis.uri, str(copy.file.path)))
    for path in beside:
        found.append(_command(_("Xem chỗ sửa trong «{name}»", name=path.name), KIND, OPEN, analysis.uri, str(path)))
    return found


def _about(analysis: Analysis, copy: OpenCopy, one: Shown) -> Iterator[types.CodeAction]:
    path, key, title = str(copy.file.path), one.offer.edit.key, title_of(one.offer)
    quick = types.CodeActionKind.QuickFix
    if one.offer.takeable and (edit := analysis.text.edit_to(copy.taken(analysis, key).decode("utf-8"))):
        yield action(analysis, _("Nhận sửa: {edit}", edit=title), quick, edit, one.finding)
    left = _command(_("Bỏ qua: {edit}", edit=title), quick, LEAVE, analysis.uri, path, key)
    left.diagnostics = [one.finding]
    yield left


def _about_all(analysis: Analysis, copy: OpenCopy, kind: str) -> Iterator[types.CodeAction]:
    if copy.view is None or not copy.is_of(analysis):
        return
    many = len(copy.takeable)
    if many and (edit := analysis.text.edit_to(copy.view.merged.data.decode("utf-8"))):
        yield action(analysis, _("Nhận tất cả {count} chỗ sửa của «{name}»", count=many, name=copy.name), kind, edit)
    if copy.view.offers:
        yield _command(_("Bỏ qua tất cả chỗ sửa của «{name}»", name=copy.name), kind, LEAVE, analysis.uri, str(copy.file.path))


def _command(title: str, kind: str, command: str, *given: str) -> types.CodeAction:
    return types.CodeAction(title, kind=kind, command=types.Command(title, command, arguments=[*given]))
