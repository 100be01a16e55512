"""What was edited in a copy, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ctct.diagnostics import Path

Fate = Literal["taken", "known", "conflict", "unmapped"]
"""Taken into the draft; there already; changed otherwise in the draft meanwhile; without a place in it."""

Sort = Literal["word", "added", "removed", "moved", "charged", "note", "row"]


@dataclass(slots=True, eq=False)
class Edit:
    """One edit of a copy: the words ``old`` became ``new``. ``at`` is its place in the draft, ``line`` (from 1, 0 for none) is
    that line, ``label`` the number printed there.

    ``why`` tells of what was not taken what stands in the way, of what was taken what should be looked at; ``failed`` says
    that it was tried, ``part_of`` with which other edit it stands and falls.
    """

    sort: Sort
    old: str
    new: str
    at: Path = ()
    label: str = ""
    fate: Fate = "unmapped"
    why: str = ""
    copy: str = ""
    authors: tuple[str, ...] = ()
    line: int = 0
    failed: bool = False
    part_of: Edit | None = None
