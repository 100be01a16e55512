"""The way back from places to paths, and what two texts have in common."""

from __future__ import annotations

from bisect import bisect_left

from ctct.diagnostics import Path
from ctct.source.spans import Spans


def path_at(value: object, places: Spans, offset: int) -> tuple[Path, bool]:
    """Return the path of the innermost thing at ``offset``, and whether it is its key that stands there. A thing ends where
    its last character does: what is typed just behind it still belongs to it.
    """
    at: Path = ()
    while isinstance(value, dict | list):
        for step in value if isinstance(value, dict) else range(len(value)):
            start, end = places.locate((*at, step))
            if isinstance(step, str):
                key_start, key_end = places.locate((*at, step), key=True)
                if key_start <= offset <= key_end:
                    return (*at, step), True
            if start <= offset <= end:
                at, value = (*at, step), value[step]
                break
        else:
            return at, False
    return at, False


def alike(one: str, other: str) -> int:
    """Return how many characters the two have in common at their beginnings."""
    return bisect_left(range(1, min(len(one), len(other)) + 1), True, key=lambda size: one[:size] != other[:size])
