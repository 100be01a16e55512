"""The meetings of a programme: which of its nodes are some, on which days, at what hours, with whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from ctct.diagnostics import Path
from ctct.lint.registry import Subject
from ctct.model.body import Node, Viec
from ctct.model.directory import members_of
from ctct.model.times.endings import names_a_meeting
from ctct.model.types import MEETING_ROLES
from ctct.model.values import Hours, Span, read_hours
from ctct.model.work_times import NodeTime
from ctct.model.works import words_of
from ctct.source.inline import is_id

_MOST_DAYS = 7
"""How many days a meeting may take: what takes longer is a stretch in which it is held some day."""

_OF_A_MEETING = ("gio", "dia_diem", *MEETING_ROLES)
"""What a node says only of a meeting."""

_LEADERSHIP = "phan_cong_chi_dao"

Recurring = Mapping[str, Viec]
"""The recurring works of a draft by their ids."""


class Meeting(NamedTuple):
    """A meeting that is held on known days: its place, what it is called, when it is, the ids of the people who are there."""

    at: Path
    name: str
    time: NodeTime
    days: Span
    hours: Hours | None
    people: frozenset[str]

    def is_part_of(self, other: Meeting) -> bool:
        """Return whether one of the two stands in the other."""
        shorter = min(len(self.at), len(other.at))
        return self.at[:shorter] == other.at[:shorter]


def meetings_of(subject: Subject) -> Iterator[Meeting]:
    """Yield the meetings that are held on known days, in reading order."""
    placed = list(subject.nodes.items())
    for index, (at, node) in enumerate(placed):
        time = subject.times[at].taking_place
        days = days_by_name(time) if time and time.owner == at else None
        recurring = subject.draft.thuong_ky
        if time and days and is_meeting(node, recurring):
            hours = said_of_meeting(node, "gio", recurring)
            people = frozenset(_people(subject, list(_at_and_below(placed, index))))
            yield Meeting(at, called(subject, node), time, days, read_hours(hours) if hours else None, people)


def _at_and_below(placed: list[tuple[Path, Node]], index: int) -> Iterator[Node]:
    """Yield a node and those that stand in it, which follow it in reading order."""
    top = placed[index][0]
    while index < len(placed) and placed[index][0][: len(top)] == top:
        yield placed[index][1]
        index += 1


def called(subject: Subject, node: Node) -> str:
    """Return the words of a node, those of the work that it repeats where it has none."""
    return words_of(node) or next((words_of(work) for work in _repeated(node, subject.draft.thuong_ky)), "")


def is_meeting(node: Node, recurring: Recurring) -> bool:
    """Return whether a node is a meeting: by its name, or by what it or the work that it repeats says of one."""
    return says_how_to_meet(node, recurring) or names_a_meeting(node.ten or "")


def says_how_to_meet(node: Node, recurring: Recurring) -> bool:
    """Return whether a node, or the work that it repeats, says at what hour, where or with whom people meet."""
    return any(said_of_meeting(node, key, recurring) for key in _OF_A_MEETING)


def days_by_name(time: NodeTime) -> Span | None:
    """Return the days that a time names one by one; ``None`` if it names a longer stretch, or none."""
    when = time.when
    if when is None or when.first is None or when.last is None:
        return None
    is_short = when.last - when.first < timedelta(days=_MOST_DAYS)
    return Span(when.first, when.last) if when.exact and is_short else None


def days_in(span: Span) -> list[date]:
    """Return the days of a short stretch."""
    return [span.first + timedelta(days=step) for step in range((span.last - span.first).days + 1)]


def _repeated(node: Node, recurring: Recurring) -> Iterator[Viec]:
    work = recurring.get(node.thuong_ky) if node.thuong_ky else None
    if work:
        yield work


def said_of_meeting(node: Node, key: str, recurring: Recurring) -> Any:
    """Return what a node says under ``key``, or else the work that it repeats; ``None`` where neither does."""
    said = getattr(node, key)
    if said or not node.thuong_ky:
        return said or None
    return next(filter(None, (getattr(one, key) for one in _repeated(node, recurring))), None)


def _people(subject: Subject, nodes: list[Node]) -> Iterator[str]:
    """Yield who is at a meeting, the first of ``nodes``: its chair and attendants, or where it names none those who are charged
    with it and with what stands in it.
    """
    recurring = subject.draft.thuong_ky
    said = [getattr(one, key) for one in (nodes[0], *_repeated(nodes[0], recurring)) for key in MEETING_ROLES]
    if not any(said):
        said = [getattr(one, _LEADERSHIP) for node in nodes for one in (node, *_repeated(node, recurring))]
    listed = subject.directory
    names = {word.removeprefix("~") for groups in filter(None, said) for group in groups for word in group if is_id(word)}
    for name in names:
        yield from (one for one in ((name,) if name in listed.nguoi else members_of(name, listed)) if one in listed.nguoi)
