"""The meetings of a programme: what is said of each, and which works are brought before it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ctct.diagnostics import Path
from ctct.lint.items import Placed
from ctct.model.body import Node
from ctct.model.times.timing import Timing

_meets = re.compile(r"\b(?:hội nghị|họp|triệu tập|đại hội|giao ban)\b", re.IGNORECASE).search


class Said(NamedTuple):
    """A time in words, and what is understood of it."""

    words: str
    when: Timing | None


class Meeting(NamedTuple):
    """A meeting. ``key`` is the id of its node or ``""``, ``number`` its number with those above it, ``time`` when it takes
    place in the words of the draft.
    """

    at: Path
    key: str
    number: str
    title: str
    time: str
    when: Timing | None


def meetings_of(nodes: Mapping[Path, Node], placed: Mapping[Path, Placed], times: Mapping[Path, Said]) -> dict[Path, Meeting]:
    """Return the meetings by their places: nodes whose name is that of a meeting and that say when it takes place."""
    found = {}
    for at, node in nodes.items():
        if node.ten and node.thoi_gian and _meets(node.ten):
            here = placed[at]
            found[at] = Meeting(at, node.id or "", number_of(here), here.title, times[at].words, times[at].when)
    return found


def meeting_around(at: Path, meetings: Mapping[Path, Meeting]) -> Path | None:
    """Return the place of the meeting that a work at ``at`` is, or that it stands in."""
    return next((at[:end] for end in range(len(at), 0, -2) if at[:end] in meetings), None)


def number_of(placed: Placed) -> str:
    """Return ``B.II.(1)``; a number that has those above in it, as «2.1.», is not told twice."""
    parts: list[str] = []
    below = ""
    for up in placed.lineage():
        own = up.item.label.rstrip(".-")
        if own and not below.startswith(f"{own}."):
            parts.append(own)
            below = own
    return ".".join(reversed(parts))
