"""Pairs that keep their order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
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
