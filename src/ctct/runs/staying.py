"""Which drafts do not leave this machine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctct.diagnostics import Rejected
from ctct.language import N_, _
from ctct.project.beside import kind_beside
from ctct.project.files import Source, read_or_none

if TYPE_CHECKING:
    from ctct.project.gather import Gathered

_SECRET = N_("dự thảo mật, và dự thảo kế thừa chương trình mật, được làm trên máy này, không gửi đi")
_may_be_secret = re.compile(rb"do_mat|ke_thua|[\\\x00]").search
"""A draft without the two words bears no degree of secrecy; by an escape, or in another encoding, they stand in disguise."""


def why_it_stays(name: str) -> str | None:
    """Return why the draft ``name`` is to be worked on here, ``""`` where nobody need be told; ``None`` if it may go out."""
    from ctct.project.gather import gather

    data = read_or_none(name)
    if data is None or kind_beside(name):
        return ""
    if not _may_be_secret(data):
        return None
    try:
        return _(_SECRET) if is_secret(gather(Source.from_file(name))) else None
    except Rejected:
        return ""


def is_secret(gathered: Gathered) -> bool:
    """Return whether a draft, or the programme before it that findings may quote, is or may be secret."""
    said = gathered.value
    if not isinstance(said, dict) or said.get("do_mat"):
        return True
    if gathered.previous:
        return gathered.previous.draft.do_mat is not None
    return "ke_thua" in said
