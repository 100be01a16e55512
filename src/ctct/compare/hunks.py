"""Which words of two versions of a paragraph differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

_TOKEN = re.compile(r"\w+|[^\w\s]")
_has_word = re.compile(r"\w").search
_stands_for_something = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]").search
_words = re.compile(r"\w+").findall

_MOST_EDITS = 800
"""With more edits than this the paragraphs have little in common, and where they do is not worth the time."""
_LONGEST = 200_000
"""Characters of a paragraph that is not looked into."""
_ISLAND = 8
"""How many words must have changed round one that has not, for all to be read as one change."""


class Hunk(NamedTuple):
    """The characters of the old text that became those of the new."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def hunks(old: str, new: str) -> list[Hunk]:
    """Return where two texts differ, in order, in as few words as can be: a word is a run of letters and digits, a syllable in
    Vietnamese. Signs, and single words between long changes, are part of these. What lies between two hunks is the same in
    both texts, to the blank.
    """
    if old == new:
        return []
    if max(len(old), len(new)) > _LONGEST:
        return [Hunk(0, len(old), 0, len(new))]
    ours, theirs = list(_TOKEN.finditer(old)), list(_TOKEN.finditer(new))
    pairs = _common([match[0] for match in ours], [match[0] for match in theirs])
    found: list[Hunk] = []
    old_at = new_at = 0
    for at, other in pairs:
        _add(found, old, new, Hunk(old_at, ours[at].start(), new_at, theirs[other].start()))
        old_at, new_at = ours[at].end(), theirs[other].end()
    _add(found, old, new, Hunk(old_at, len(old), new_at, len(new)))
    return _without_islands(found, old, new)


def _add(found: list[Hunk], old: str, new: str, gap: Hunk) -> None:
    """Add what differs between two words that are the same, without the blanks that both texts have at its edges."""
    before, after = old[gap.old_start : gap.old_end], new[gap.new_start : gap.new_end]
    if before == after:
        return
    least = min(len(before), len(after))
    start = next((at for at in range(least) if not (before[at] == after[at] and before[at].isspace())), least)
    least -= start
    end = next((at for at in range(least) if not (before[-1 - at] == after[-1 - at] and before[-1 - at].isspace())), least)
    found.append(Hunk(gap.old_start + start, gap.old_end - end, gap.new_start + start, gap.new_end - end))


def _without_islands(found: list[Hunk], old: str, new: str) -> list[Hunk]:
    whole: list[Hunk] = []
    for hunk in found:
        if whole and _is_island(old[whole[-1].old_end : hunk.old_start], (whole[-1], hunk), old, new):
            hunk = Hunk(whole[-1].old_start, hunk.old_end, whole[-1].new_start, hunk.new_end)  # noqa: PLW2901
            whole.pop()
        whole.append(hunk)
    return whole


def _is_island(between: str, around: tuple[Hunk, Hunk], old: str, new: str) -> bool:
    """Return whether what stands between two changes is read as part of them."""
    if _stands_for_something(between) is not None:  # a letter for private use: a note, the end of a paragraph
        return False
    if _has_word(between) is None:
        return True
    changed = sum(
        len(_words(old, hunk.old_start, hunk.old_end)) + len(_words(new, hunk.new_start, hunk.new_end)) for hunk in around
    )
    return changed >= _ISLAND * len(_words(between))


def _common(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    """Return the pairs of a longest common subsequence."""
    least = min(len(ours), len(theirs))
    start = next((at for at in range(least) if ours[at] != theirs[at]), least)
    end = next((at for at in range(least - start) if ours[-1 - at] != theirs[-1 - at]), least - start)
    between = _walked_back(ours[start : len(ours) - end], theirs[start : len(theirs) - end])
    tail = [(len(ours) - end + at, len(theirs) - end + at) for at in range(end)]
    return [*((at, at) for at in range(start)), *((start + at, start + other) for at, other in between), *tail]


def _walked_back(ours: Sequence[str], theirs: Sequence[str]) -> list[tuple[int, int]]:
    trace = _traced(ours, theirs)
    pairs: list[tuple[int, int]] = []
    at, other = len(ours), len(theirs)
    for edits in range(len(trace) - 1, -1, -1):
        reached = trace[edits]
        diagonal = at - other
        down = diagonal == -edits or (diagonal != edits and reached[diagonal - 1] < reached[diagonal + 1])
        begun = diagonal + 1 if down else diagonal - 1
        before = reached[begun] if edits else 0
        start = before if down or not edits else before + 1
        while at > start:
            at, other = at - 1, other - 1
            pairs.append((at, other))
        at, other = before, before - begun
    return pairs[::-1]


def _traced(ours: Sequence[str], theirs: Sequence[str]) -> list[dict[int, int]]:
    """Return for each number of edits how far each diagonal was reached before it (Myers, 1986), up to the number that makes
    one text of the other; ``[]`` if that is more than anybody wants to read.
    """
    reached, trace = {1: 0}, []
    for edits in range(min(len(ours) + len(theirs), _MOST_EDITS) + 1):
        trace.append(dict(reached))
        for diagonal in range(-edits, edits + 1, 2):
            down = diagonal == -edits or (diagonal != edits and reached[diagonal - 1] < reached[diagonal + 1])
            at = reached[diagonal + 1] if down else reached[diagonal - 1] + 1
            while at < len(ours) and at - diagonal < len(theirs) and ours[at] == theirs[at - diagonal]:
                at += 1
            reached[diagonal] = at
            if at >= len(ours) and at - diagonal >= len(theirs):
                return trace
    return []
