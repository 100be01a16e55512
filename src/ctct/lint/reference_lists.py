"""Lists of places: «Điều 1, 2 và 30», «các khoản 1, 2 và 7», «điểm a, b khoản 2 Điều 5»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from ctct.lint.passages import NUMBER, RANKS, Passage, Step

_more_at = re.compile(rf"(?:, và |, | và | hoặc | đến )({NUMBER})(?![\w/])").match
_JOINTS = (", ", ", và ", " và ", " hoặc ", " đến ", " ", " của ", ", của ", " thuộc ")


class Place(NamedTuple):
    """One place of a list: how it is named there, and all of its steps; «khoản 1» of «khoản 1, 2 Điều 5» is in Điều 5."""

    passage: Passage
    steps: tuple[Step, ...]


def join_lists(passages: Iterable[Passage]) -> Iterator[Passage]:
    """Yield the passages, those of one list as one, with the numbers that it gives without the word of their level."""
    held: Passage | None = None
    for passage in passages:
        steps = (*passage.steps, *_more_steps(passage))
        if held and held.text is passage.text and held.text.text[held.part[1] : passage.part[0]] in _JOINTS:
            held = Passage(held.text, (*held.steps, *steps))
            continue
        if held:
            yield held
        held = Passage(passage.text, steps)
    if held:
        yield held


def _more_steps(passage: Passage) -> Iterator[Step]:
    last = passage.steps[-1]
    while found := _more_at(passage.text.text, last.part[1]):
        last = Step(last.word, last.level, found[1], found.span(1))
        yield last


def places_in(listed: Passage) -> list[Place]:
    """Return the places that a list names, in its order. A place begins wherever the level does not rise; what it lacks stands
    behind it. A single one may be named from the large to the small: «Điều 3, khoản 9».
    """
    steps = listed.steps
    if len(steps) > 1 and all(RANKS[step.level] > RANKS[after.level] for step, after in pairwise(steps)):
        return [Place(listed, steps[::-1])]
    groups: list[list[Step]] = []
    for step in steps:
        if groups and RANKS[groups[-1][-1].level] < RANKS[step.level]:
            groups[-1].append(step)
        else:
            groups.append([step])
    places: list[Place] = []
    outer: tuple[Step, ...] = ()
    for group in reversed(groups):
        outer = (*group, *(step for step in outer if RANKS[step.level] > RANKS[group[-1].level]))
        places.append(Place(Passage(listed.text, tuple(group)), outer))
    return places[::-1]
