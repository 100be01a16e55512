"""Finding things in values: what stands at a path, what stands at a place, what two texts have in common."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Any

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


def normalised(words: str) -> str:
    """Return words as they are compared: whatever the case and the spaces."""
    return " ".join(words.split()).casefold()


def value_at(value: Any, at: Path) -> Any:
    """Return what stands at ``at``. Raises LookupError or TypeError where nothing does."""
    for step in at:
        value = value[step]
    return value


def scalars(value: Any, at: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Yield every value that is no list and no mapping, with its path, in the order of writing."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from scalars(item, (*at, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from scalars(item, (*at, index))
    else:
        yield at, value
