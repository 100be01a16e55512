"""Where a text that was rewritten would no longer say the same: what stands in the way is told at its place."""

from __future__ import annotations

import re
from typing import Any

from ctct.diagnostics import Path, Rejected
from ctct.source.places import Places
from ctct.source.spans import Region

_WORDS = re.compile(r"\w[\w ]*\w")
"""A stretch that is written alike in every form."""


def first_difference(one: Any, other: Any) -> Path:
    """Return the path to the first place at which two values differ; ``()`` where that is the whole."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in one:
            if key not in other or one[key] != other[key]:
                return (key, *(first_difference(one[key], other[key]) if key in other else ()))
    if isinstance(one, list) and isinstance(other, list):
        for index, (item, changed) in enumerate(zip(one, other, strict=False)):
            if item != changed:
                return (index, *first_difference(item, changed))
    return ()


def place_of_difference(one: Any, other: Any, places: Places) -> Region:
    """Return the characters of what ``one`` says and ``other`` says otherwise."""
    at = first_difference(one, other)
    return places.locate(at) if at else (0, 0)


def place_of_fault(rejected: Rejected, made: str, text: str) -> Region:
    """Return the characters of ``text`` that became what cannot be read in ``made``: told by the words that stand there, or
    the beginning where those stand more than once.
    """
    region = rejected.diagnostics[0].region or (0, 0)
    for found in _WORDS.finditer(made, region[0]):
        if text.count(found.group()) == 1:
            start = text.index(found.group())
            return start, start + len(found.group())
        if found.start() > region[1] + 200:  # so far away it says nothing of the place
            break
    return 0, 0
