"""Until when the documents of a register hold, by their own last days and by those that replace them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ctct.model.cited_documents import CitedDocuments


class End(NamedTuple):
    """The first day on which a document holds no more, and the id of what replaces it, ``""`` if nothing does."""

    day: date
    by: str = ""


def ends_of(documents: CitedDocuments) -> dict[str, End]:
    """Return when each document ends that does: on the earliest of the days that are known."""
    ends: dict[str, End] = {}
    for name, document in documents.items():
        if document.ends:
            _end(ends, name, End(document.ends))
        if document.begins:
            for replaced in document.thay_the:
                _end(ends, replaced, End(document.begins, name))
    return ends


def _end(ends: dict[str, End], name: str, end: End) -> None:
    known = ends.get(name)
    if known is None or end.day < known.day:
        ends[name] = end._replace(by=end.by or (known.by if known else ""))
    elif end.by and not known.by:
        ends[name] = known._replace(by=end.by)  # its own last day, which is that of what replaces it


def in_its_place(name: str, ends: Mapping[str, End], on: date) -> str:
    """Return what holds on a day in the place of a document that has ended, ``""`` if nothing does."""
    seen = {name}
    while (end := ends.get(name)) and end.day <= on:
        if not end.by or end.by in seen:
            return ""
        name = end.by
        seen.add(name)
    return name


def partly_repealed_by(documents: CitedDocuments) -> dict[str, list[str]]:
    """Return which documents repeal a part of each that has lost one."""
    found: dict[str, list[str]] = {}
    for name, document in documents.items():
        for other in document.bai_bo_mot_phan:
            found.setdefault(other, []).append(name)
    return found
