"""Writes a draft that the page has changed: one order after the other, never over what somebody else has saved meanwhile."""

from __future__ import annotations

import os
import stat
from hashlib import blake2b
from pathlib import Path
from threading import Lock

from ctct.drafting.merge.saving import save
from ctct.language import N_, _
from ctct.project.files import Source
from ctct.project.folders import lies_in

CHANGED = N_("dự thảo vừa được sửa ở nơi khác: chưa ghi gì; danh sách đã tính lại, xem rồi bấm lại")

_writing = Lock()


def mark_of(data: bytes) -> str:
    """Return what tells one state of a draft from all others."""
    return blake2b(data, digest_size=12).hexdigest()


def save_from_page(source: Source, data: bytes) -> None:
    """Write ``data`` for the draft that was read as ``source``. Raises :class:`OutputRefused`, with nothing written, if it says
    something else by now or cannot be written.
    """
    with _writing:
        save(source.name, source.data, data)


def why_read_only(draft: Path, root: Path) -> str:
    """Return why the page must not write a draft of the project in ``root``, ``""`` where it may."""
    try:
        mode = draft.stat().st_mode
    except OSError:
        return _("không thấy tệp dự thảo")
    # Who may write anything, as an administrator may, is still asked not to.
    if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) or not os.access(draft, os.W_OK):
        return _("tệp dự thảo chỉ đọc")
    if not lies_in(draft, root):
        return _("dự thảo là liên kết dẫn ra ngoài thư mục dự án")
    return ""
