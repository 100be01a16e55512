"""A text of which only the lines change that a change of its tree is about, whatever the tree's own form of the others is."""

from __future__ import annotations

from difflib import SequenceMatcher


def with_lines_changed(text: str, before: str, after: str) -> str | None:
    """Return ``text`` with the lines changed that differ between its one form ``before`` a change and ``after`` it."""
    if before == text:
        return after
    ours, old, new = text.splitlines(keepends=True), before.splitlines(keepends=True), after.splitlines(keepends=True)
    places: list[int | None] = [None] * (len(old) + 1)
    for block in SequenceMatcher(None, old, ours, autojunk=len(old) > 5_000).get_matching_blocks():
        for offset in range(block.size):
            places[block.a + offset] = block.b + offset
    places[len(old)] = len(ours)
    made, done = [], 0
    for kind, first, last, start, end in SequenceMatcher(None, old, new, autojunk=len(old) > 5_000).get_opcodes():
        if kind == "equal":
            continue
        begin, stop = _stretch(places, first, last)
        if begin is None or stop is None or begin < done:
            return None
        made += [*ours[done:begin], *new[start:end]]
        done = stop
    return "".join([*made, *ours[done:]])


def _stretch(places: list[int | None], first: int, last: int) -> tuple[int | None, int | None]:
    """Return where lines of the one form stand in the text; nowhere if one of them is written otherwise there."""
    if first == last:
        above = places[first - 1] if first else -1
        at = places[first] if places[first] is not None else None if above is None else above + 1
        return at, at
    found = places[first:last]
    whole = all(place is not None for place in found) and found[-1] == (found[0] or 0) + last - first - 1
    return (found[0], (found[0] or 0) + last - first) if whole else (None, None)
