"""Writes a draft that a merge has changed: unless somebody else has, meanwhile."""

from __future__ import annotations

from pathlib import Path

from ctct.diagnostics import error
from ctct.language import _
from ctct.project.files import read_or_none
from ctct.project.writing import OutputRefused, write_whole


def save(draft: str, before: bytes, after: bytes) -> None:
    """Write a draft that was read as ``before``. Raises :class:`OutputRefused`, with nothing written, if it says something
    else by now or cannot be written.
    """
    if read_or_none(draft) != before:
        raise OutputRefused(error("GH01", (), _("«{draft}» vừa được sửa ở nơi khác; chưa ghi gì", draft=draft), _("chạy lại")))
    write_whole(Path(draft), after, force=True)
