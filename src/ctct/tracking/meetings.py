"""The meetings of a programme: what is said of each, and which works are brought before it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from ctct.diagnostics import Path
from ctct.lint.items import Placed
from ctct.model.body import Node
from ctct.model.times.timing import Timing
from ctct.model.values import Hours, read_hours
from ctct.model.work_times import NodeTime, NodeTimes
from ctct.source.inline import is_id

_meets = re.compile(r"\b(?:hội nghị|họp|triệu tập|đại hội|giao ban)\b", re.IGNORECASE).search


class Meeting(NamedTuple):
    """A meeting. ``key`` is the id of its node or ``""``, ``number`` its number with those above it, ``time`` when it takes
    place in the words of the draft; ``chair`` and ``attendants`` are ids of the danh bạ or free words.
    """

    at: Path
    key: str
    number: str
    title: str
    time: str
    when: Timing | None
    hours: Hours | None
    place: str
    chair: tuple[str, ...]
    attendants: tuple[str, ...]


def meetings_of(
    nodes: Mapping[Path, Node], placed: Mapping[Path, Placed], times: Mapping[Path, NodeTimes]
) -> dict[Path, Meeting]:
    """Return the meetings by their places: nodes that say when they take place and that are called so, or say how people meet
    there.
    """
    found = {}
    for at, node in nodes.items():
        time = times[at].taking_place
        is_told = node.gio or node.dia_diem or node.chu_tri_hop or node.thanh_phan
        if time and (is_told or (time.owner == at and node.ten and _meets(node.ten))):
            found[at] = _meeting(node, placed[at], time)
    return found


def _meeting(node: Node, placed: Placed, time: NodeTime) -> Meeting:
    return Meeting(
        at=placed.item.at,
        key=node.id or "",
        number=number_of(placed),
        title=placed.title,
        time=time.words.said,
        when=time.when,
        hours=read_hours(node.gio) if node.gio else None,
        place=node.dia_diem or "",
        chair=_named(node.chu_tri_hop),
        attendants=_named(node.thanh_phan),
    )


def _named(groups: tuple[tuple[str, ...], ...] | None) -> tuple[str, ...]:
    return tuple(word.removeprefix("~") if is_id(word) else word for group in groups or () for word in group)


def meeting_around(at: Path, meetings: Mapping[Path, Meeting]) -> Path | None:
    """Return the place of the meeting that a work at ``at`` is, or that it stands in."""
    return next((at[:end] for end in range(len(at), 0, -2) if at[:end] in meetings), None)


def number_of(placed: Placed) -> str:
    """Return ``B.II.(1)``; a number that has those above in it, as «2.1.», is not told twice."""
    parts: list[str] = []
    below = ""
    up: Placed | None = placed
    while up is not None:
        own = up.item.label.rstrip(".-")
        if own and not below.startswith(f"{own}."):
            parts.insert(0, own)
            below = own
        up = up.above
    return ".".join(parts)
