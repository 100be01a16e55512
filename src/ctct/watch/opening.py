"""Begins to watch: a draft, or the drafts of a folder."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from pathlib import Path
from threading import Condition

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


def folder_watched(name: str, editor: list[str], edit: bool = False) -> Watched:
    """Return the drafts of a folder to be watched, of which there is at least one; to ``edit`` them in their pages, too."""
    changed, token = Condition(), secrets.token_urlsafe(24)

    def begin(draft: str) -> PageContext:
        preview = Preview(draft, Path(draft).absolute(), changed=changed)
        return PageContext(preview, editor, CopyDesk(draft), token, EditPage(preview) if edit else None)

    folder = DraftFolder(name, _judged, begin, changed)
    check = Check.of_today()
    if cache := Cache.of_this_user(check.asked, check.today):
        folder.recall(cache)
    return Watched(folder.first(), folder)


def _judged(draft: str) -> Checked:
    return Check.of_today()(draft)
