"""A text of which only the lines change that a change of its tree is about, whatever the tree's own form of the others is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from ctct.compare.order import in_common


def with_lines_changed(text: str, before: str, after: str) -> str | None:
    """Return ``text`` with the lines changed that differ between its one form ``before`` a change and ``after`` it."""
    if before == text:
        return after
    ours, old, new = text.splitlines(keepends=True), before.splitlines(keepends=True), after.splitlines(keepends=True)
    places: list[int | None] = [None] * (len(old) + 1)
    for at, their_at in in_common(old, ours):
        places[at] = their_at
    places[len(old)] = len(ours)
    made, done = [], 0
    for first, last, start, end in _differing(old, new):
        begin, stop = _stretch(places, first, last)
        if begin is None or stop is None or begin < done:
            return None
        made += [*ours[done:begin], *new[start:end]]
        done = stop
    return "".join([*made, *ours[done:]])


def _differing(old: list[str], new: list[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield where lines differ: ``old[first:last]`` became ``new[start:end]``."""
    for (at, their_at), (last, end) in pairwise([(-1, -1), *in_common(old, new), (len(old), len(new))]):
        if last - at > 1 or end - their_at > 1:
            yield at + 1, last, their_at + 1, end


def _stretch(places: list[int | None], first: int, last: int) -> tuple[int | None, int | None]:
    """Return where lines of the one form stand in the text; nowhere if one of them is written otherwise there."""
    if first == last:
        above = places[first - 1] if first else -1
        at = places[first] if places[first] is not None else None if above is None else above + 1
        return at, at
    found = places[first:last]
    whole = all(place is not None for place in found) and found[-1] == (found[0] or 0) + last - first - 1
    return (found[0], (found[0] or 0) + last - first) if whole else (None, None)
