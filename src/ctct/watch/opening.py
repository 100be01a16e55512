"""Begins to watch: a draft, or the drafts of a folder."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from threading import Condition

from ctct.diagnostics import Misuse, Rejected
from ctct.drafting.merge.beside import drafts_of
from ctct.drafting.merge.merge import Copy
from ctct.language import _
from ctct.project.drafts import without_drafts
from ctct.runs.cache import Cache, Checked
from ctct.runs.check import Check
from ctct.watch.copies import CopyDesk
from ctct.watch.edit_page import EditPage
from ctct.watch.folder import DraftFolder
from ctct.watch.preview import Preview
from ctct.watch.server import PageContext
from ctct.watch.session import Watched


def draft_watched(draft: str, editor: list[str], copies: Sequence[str] = (), edit: bool = False) -> Watched:
    """Return a draft to be watched, with the copies of it that were sent back; to ``edit`` it in the page, too."""
    preview = Preview(draft, Path(draft).absolute(), beside=tuple(map(Path, copies)))
    return Watched(PageContext(preview, editor, CopyDesk(draft, copies), editing=EditPage(preview) if edit else None))


def folder_watched(name: str, editor: list[str], copies: Sequence[str] = (), edit: bool = False) -> Watched:
    """Return the drafts of a folder to be watched, each with those ``copies`` of it that were sent back; to ``edit`` them in
    their pages, too. Raises :class:`Misuse` for a folder without drafts and for a copy that is not clearly one of theirs.
    """
    changed, token, check = Condition(), secrets.token_urlsafe(24), Check.of_today()
    sent_back: Mapping[str, list[str]] = {}

    def begin(draft: str) -> PageContext:
        of_draft = sent_back.get(draft, [])
        preview = Preview(draft, Path(draft).absolute(), changed=changed, beside=tuple(map(Path, of_draft)))
        return PageContext(preview, editor, CopyDesk(draft, of_draft), token, EditPage(preview) if edit else None)

    folder = DraftFolder(name, _judged, begin, changed, Cache.of_this_user(check.asked, check.today))
    if not folder.names():
        raise without_drafts(name)
    sent_back = _by_draft(copies, folder)
    folder.bring({draft: len(paths) for draft, paths in sent_back.items()})
    return Watched(folder.first(), folder)


def _judged(draft: str) -> Checked:
    return Check.of_today()(draft)


def _by_draft(copies: Sequence[str], folder: DraftFolder) -> dict[str, list[str]]:
    """Return the copies by the drafts that they were built from."""
    found: dict[str, list[str]] = {}
    for path in copies:
        try:
            drafts = drafts_of(Copy.from_file(path), folder.names())
        except Rejected as rejected:
            raise Misuse(f"«{path}»: {rejected.diagnostics[0].message}") from None
        if len(drafts) != 1:
            raise Misuse(_unclear(path, drafts, folder.name))
        found.setdefault(drafts[0], []).append(path)
    return found


def _unclear(path: str, drafts: Sequence[str], folder: str) -> str:
    if drafts:
        named = ", ".join(f"«{one}»" for one in drafts)
        return _("bản sửa «{path}» có thể là của {named}: nêu dự thảo ấy thay cho thư mục", path=path, named=named)
    return _("bản sửa «{path}» không phải bản in từ dự thảo nào trong thư mục «{folder}»", path=path, folder=folder)
