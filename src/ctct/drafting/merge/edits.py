"""What was edited in a copy, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ctct.diagnostics import Path
from ctct.language import N_
from ctct.source.spans import Region

Fate = Literal["taken", "known", "conflict", "unmapped", "left"]
"""Taken into the draft; there already; changed otherwise in the draft meanwhile; without a place in it; not wanted."""

NOTE = N_("[chú thích]")
"""Stands in the words of an edit for the mark of a note."""

Sort = Literal["word", "added", "removed", "moved", "charged", "note", "row", "cells", "look"]


@dataclass(slots=True, eq=False)
class Edit:
    """One edit of a copy: the words ``old`` became ``new``. ``at`` is its place in the draft, ``region`` the characters there
    (``None`` for an edit without a place), ``line`` (from 1, 0 for none) their line, ``label`` the number printed there;
    ``date`` is when the paragraph was last edited, as its copy says it, ``""`` where it does not.

    ``why`` tells of what was not taken what stands in the way, of what was taken what should be looked at; ``failed`` says
    that it was tried, ``part_of`` with which other edit it stands and falls. ``place`` is the paragraph of the copy, -1 for one
    that is no more there; by its ``key`` an edit is known again when the draft has changed and the copy is looked at anew.
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
    date: str = ""
    line: int = 0
    region: Region | None = None
    failed: bool = False
    part_of: Edit | None = None
    place: int = -1
    key: str = ""

    @property
    def whole(self) -> Edit:
        """The edit that this one is a part of, itself if of none."""
        return self if self.part_of is None else self.part_of.whole
