"""Pairs that keep their order."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

Item = TypeVar("Item")


def longest_rising(numbers: Sequence[int]) -> list[int]:
    """Return the places of the longest subsequence of different numbers that rises, in O(n log n)."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(ends, number) if ends and number <= ends[-1] else len(ends)
        before.append(places[at - 1] if at else -1)
        if at == len(ends):
            ends.append(number)
            places.append(place)
        else:
            ends[at], places[at] = number, place
    rising: list[int] = []
    place = places[-1] if places else -1
    while place >= 0:
        rising.append(place)
        place = before[place]
    return rising[::-1]


def single(named: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Return the places of names that stand there once."""
    places: dict[str, int] = {}
    for name, at in named:
        places[name] = -1 if name in places else at
    return {name: at for name, at in places.items() if at >= 0}


def equal_in_order(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Return pairs of equal texts that keep their order: those at both ends, and between them the first with the first of its
    kind, the second with the second …, as far as their order allows.
    """
    least = min(len(ours), len(theirs))
    start = next((at for at in range(least) if ours[at] != theirs[at]), least)
    end = next((at for at in range(least - start) if ours[-1 - at] != theirs[-1 - at]), least - start)
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at in range(len(theirs) - end - 1, start - 1, -1):
        places[theirs[at]].append(at)
    between = [(at, places[ours[at]].pop()) for at in range(start, len(ours) - end) if places[ours[at]]]
    rising = [between[at] for at in longest_rising([new for _, new in between])]
    tail = [(len(ours) - end + at, len(theirs) - end + at) for at in range(end)]
    return [*((at, at) for at in range(start)), *rising, *tail]


def in_common(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Return pairs of equal texts that keep their order, in O(n log n): of those that stand once in each list as many as can
    be, between them those of :func:`equal_in_order`.
    """
    there = single((text, at) for at, text in enumerate(theirs))
    both = [(at, there[text]) for text, at in single((text, at) for at, text in enumerate(ours)).items() if text in there]
    spine = [both[at] for at in longest_rising([new for _, new in both])]
    pairs: list[tuple[int, int]] = []
    for (old, new), (next_old, next_new) in pairwise([(-1, -1), *spine, (len(ours), len(theirs))]):
        between = equal_in_order(ours[old + 1 : next_old], theirs[new + 1 : next_new])
        pairs += [*((old + 1 + at, new + 1 + other) for at, other in between), (next_old, next_new)]
    return pairs[:-1]


def best_in_order(
    ours: Sequence[Item], theirs: Sequence[Item], alike: Callable[[Item, Item], float], least: float
) -> list[tuple[int, int]]:
    """Return the pairs, each of at least ``least`` in common, that keep their order and have most in common together
    (Needleman and Wunsch). Takes a step for each cell.
    """
    above = [0.0] * (len(theirs) + 1)
    choices: list[list[str]] = []
    for one in ours:
        row, chosen = [0.0], [""]
        for at, other in enumerate(theirs):
            common = alike(one, other)
            paired = above[at] + common if common >= least else -1.0
            best = max(paired, above[at + 1], row[at])
            chosen.append("both" if best == paired else "ours" if best == above[at + 1] else "theirs")
            row.append(best)
        above = row
        choices.append(chosen)
    return _walked_back(choices)


def _walked_back(choices: list[list[str]]) -> list[tuple[int, int]]:
    pairs = []
    old, new = len(choices), len(choices[0]) - 1 if choices else 0
    while old and new:
        choice = choices[old - 1][new]
        if choice == "both":
            pairs.append((old - 1, new - 1))
        old -= choice != "theirs"
        new -= choice != "ours"
    return pairs[::-1]
