"""When each node of a draft takes place and when it is due, by what it says itself, what it repeats, what it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ctct.diagnostics import Path
from ctct.model.body import Node, Viec
from ctct.model.document import VanBan
from ctct.model.structure import bodies_of, nodes_below
from ctct.model.times.endings import bracketed_time, time_of_meeting, time_of_work
from ctct.model.times.phrases import read_timing
from ctct.model.times.timing import Timing
from ctct.model.values import Span


class SaidTime(NamedTuple):
    """A time in words, and where the draft says it: the whole value, or ``part`` of a text."""

    at: Path
    said: str
    part: tuple[int, int] | None = None


class NodeTime(NamedTuple):
    """A time that holds for a node: its words, what is understood of them (``None``: nothing), and the place of the node that
    has it, which is another where it holds from above.
    """

    words: SaidTime
    when: Timing | None
    owner: Path


class NodeTimes(NamedTuple):
    """When a node takes place, and the deadline that is set apart from that, each ``None`` where nothing says so."""

    taking_place: NodeTime | None = None
    deadline: NodeTime | None = None

    @property
    def due(self) -> NodeTime | None:
        """When it must be done: its deadline, or else when it takes place; what is said nearer to the node holds."""
        if self.deadline is None or self.taking_place is None:
            return self.deadline or self.taking_place
        is_nearer = len(self.taking_place.owner) > len(self.deadline.owner)
        return self.taking_place if is_nearer else self.deadline


def times_of_nodes(draft: VanBan) -> dict[Path, NodeTimes]:
    """Return the times of every node of ``draft``, by its place, in reading order.

    A node takes place when its ``thoi_gian`` says, else the time at the end of its title, else what its recurring work says,
    else what it stands in; likewise for its ``han``. The period of the draft, or the time of what it stands in, supplies the
    year.
    """
    times: dict[Path, NodeTimes] = {}
    whole = draft.time_frame
    for where, body in bodies_of(draft):
        times[where] = NodeTimes()
        for at, node in nodes_below(body, where):
            around, frame = times[at[:-2]], frame_at(whole, times, at)
            times[at] = NodeTimes(
                _first(_taking_place(draft, node, at, whole.first.year), frame, at) or around.taking_place,
                _first(_deadlines(draft, node, at), frame, at) or around.deadline,
            )
        del times[where]
    return times


def frame_at(whole: Span, times: Mapping[Path, NodeTimes], at: Path) -> Span:
    """Return what supplies the year and the month of what the node at ``at`` says: the time of what it stands in, or the
    ``whole`` time frame of its draft.
    """
    around = times.get(at[:-2], NodeTimes()).taking_place
    return (around.when.exact if around and around.when else None) or whole


def _first(said: Iterator[SaidTime], frame: Span, owner: Path) -> NodeTime | None:
    words = next(said, None)
    return NodeTime(words, _understood(words.said, frame), owner) if words else None


def _understood(said: str, frame: Span) -> Timing | None:
    try:
        return read_timing(said, frame)
    except ValueError:  # which is told by a rule
        return None


def _taking_place(draft: VanBan, node: Node, at: Path, first_year: int) -> Iterator[SaidTime]:
    if node.thoi_gian:
        yield SaidTime((*at, "thoi_gian"), node.thoi_gian)
    for work, place in _said_by(draft, node, at):
        yield from _at_the_end(work, place, first_year)


def _deadlines(draft: VanBan, node: Node, at: Path) -> Iterator[SaidTime]:
    for work, place in _said_by(draft, node, at):
        if work.han:
            yield SaidTime((*place, "han"), work.han)


def _said_by(draft: VanBan, node: Node, at: Path) -> Iterator[tuple[Viec, Path]]:
    """Yield a node, then the recurring work that it repeats, each with its place."""
    yield node, at
    repeated = draft.thuong_ky.get(node.thuong_ky) if node.thuong_ky else None
    if repeated:
        yield repeated, ("thuong_ky", node.thuong_ky or "")


def _at_the_end(work: Viec, at: Path, first_year: int) -> Iterator[SaidTime]:
    """Yield the time that ends the title of ``work``, or its words where it has none."""
    if work.ten:
        said, place = work.ten, (*at, "ten")
    elif work.noi_dung:
        said, place = work.noi_dung[-1], (*at, "noi_dung", len(work.noi_dung) - 1)
    else:
        return
    part = time_of_work(said, first_year) if bracketed_time(said) or not work.ten else time_of_meeting(said)
    if part:
        yield SaidTime(place, said[slice(*part)], part)
