"""Three texts of one paragraph: what the copy changed is carried over to what the draft says now."""

from __future__ import annotations

from typing import NamedTuple

from ctct.compare.hunks import Hunk, hunks
from ctct.compare.normal import folded, normal


class Change(NamedTuple):
    """The characters ``start:end`` of our text become ``new``, which stands ``at`` a character of theirs."""

    start: int
    end: int
    new: str
    at: int = 0


class Carried(NamedTuple):
    """What of a copy's changes is to be made in our text, what is there already, and what we have changed otherwise: pairs of
    their words and ours.
    """

    changes: tuple[Change, ...]
    known: int
    conflicts: tuple[tuple[str, str], ...]


def changes_in(old: str, new: str) -> list[Hunk]:
    """Return where two texts differ, without what programs do by themselves: blanks, quotes, dashes, where a tone stands."""
    return [
        one for one in hunks(old, new) if not _by_itself(old[one.old_start : one.old_end], new[one.new_start : one.new_end])
    ]


def _by_itself(old: str, new: str) -> bool:
    if normal(old) == normal(new):
        return True
    # What differs in its case alone was meant.
    return folded(old) == folded(new) and normal(old).casefold() != normal(new).casefold()


def same(one: str, other: str) -> bool:
    """Return whether two texts say the same."""
    return one == other or not changes_in(one, other)


def carried(base: str, theirs: str, ours: str) -> Carried:
    """Return what the copy's changes come to in our text."""
    if same(theirs, ours):
        return Carried((), len(changes_in(base, theirs)), ())
    mine, apart = (changes_in(base, ours), changes_in(theirs, ours)) if base != ours else ([], [])
    changes, conflicts, known = [], [], 0
    for one in changes_in(base, theirs):
        new = theirs[one.new_start : one.new_end]
        met = [other for other in mine if _meet(one, other)]
        if not met:
            start, end = (_moved(at, mine) for at in (one.old_start, one.old_end))
            changes.append(Change(start, end, new, one.new_start))
        elif _is_said(one, apart) or (
            [other[:2] for other in met] == [one[:2]] and same(ours[met[0].new_start : met[0].new_end], new)
        ):
            known += 1
        else:
            conflicts.append((new, ours[met[0].new_start : met[-1].new_end]))
    return Carried(tuple(changes), known, tuple(conflicts))


def _is_said(one: Hunk, apart: list[Hunk]) -> bool:
    """Return whether what a change makes stands where our text is the same as theirs; ``apart`` is where they differ."""
    return not any(one.new_start <= other.old_end and other.old_start <= one.new_end for other in apart)


def _meet(one: Hunk, other: Hunk) -> bool:
    if one.old_start == one.old_end == other.old_start == other.old_end:
        return True
    return one.old_start < other.old_end and other.old_start < one.old_end


def _moved(at: int, mine: list[Hunk]) -> int:
    """Return where a place of the base stands in our text."""
    for one in reversed(mine):
        if one.old_end <= at:
            return at + one.new_end - one.old_end
    return at
