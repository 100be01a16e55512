"""The meetings of a programme: what is said of each, and which works are brought before it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ctct.diagnostics import Path
from ctct.lint.items import Placed
from ctct.lint.meetings import Recurring, is_meeting, said_of_meeting, says_how_to_meet
from ctct.model.body import Node
from ctct.model.times.timing import Timing
from ctct.model.values import Hours, read_hours
from ctct.model.work_times import NodeTime, NodeTimes
from ctct.source.inline import is_id


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
    nodes: Mapping[Path, Node], placed: Mapping[Path, Placed], times: Mapping[Path, NodeTimes], recurring: Recurring
) -> dict[Path, Meeting]:
    """Return the meetings by their places: nodes that say when they take place and that are called so; or that say, be it in
    the work of ``recurring`` that they repeat, how people meet there.
    """
    found = {}
    for at, node in nodes.items():
        time = times[at].taking_place
        if time and (is_meeting(node, recurring) if time.owner == at else says_how_to_meet(node, recurring)):
            found[at] = _meeting(node, placed[at], time, recurring)
    return found


def _meeting(node: Node, placed: Placed, time: NodeTime, recurring: Recurring) -> Meeting:
    hours = said_of_meeting(node, "gio", recurring)
    return Meeting(
        at=placed.item.at,
        key=node.id or "",
        number=number_of(placed),
        title=placed.title,
        time=time.words.said,
        when=time.when,
        hours=read_hours(hours) if hours else None,
        place=said_of_meeting(node, "dia_diem", recurring) or "",
        chair=_named(said_of_meeting(node, "chu_tri_hop", recurring)),
        attendants=_named(said_of_meeting(node, "thanh_phan", recurring)),
    )


def _named(groups: tuple[tuple[str, ...], ...] | None) -> tuple[str, ...]:
    return tuple(word.removeprefix("~") if is_id(word) else word for group in groups or () for word in group)


def meeting_around(at: Path, meetings: Mapping[Path, Meeting]) -> Path | None:
    """Return the place of the meeting that a work at ``at`` is, or that it stands in."""
    while at and at not in meetings:
        at = at[:-2]
    return at or None


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
