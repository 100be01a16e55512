"""Words given a look in a copy, as the draft marks it: ``*italic*``, ``**bold**``."""

from __future__ import annotations

from ctct.drafting.merge.lines import Line
from ctct.drafting.merge.values import ValueEdit, place_of_change, text_at
from ctct.outcome import Outcome
from ctct.source.inline import Words, read_inline

_STARS = {1: "**", 2: "*"}


def emphasis_edit(line: Line, part: tuple[int, int], looks: tuple[int, int], outcome: Outcome) -> ValueEdit | None:
    """Return the edit that marks the characters ``part`` of a printed line, or takes their marks away; ``looks`` are those that
    they are given and those that they lose. ``None`` if no marks say that.
    """
    more, less = looks
    stars = _STARS.get(more or less)
    placed = place_of_change(line, part, outcome)
    if stars is None or (more and less) or placed is None:
        return None
    at, low, high = placed
    written = text_at(outcome, at) or ""
    size = len(stars)
    if more:
        made = ValueEdit(at, (low, high), f"{stars}{written[low:high]}{stars}")
    elif written[low - size : low] == stars == written[high : high + size]:
        made = ValueEdit(at, (low - size, high + size), written[low:high])
    else:
        return None
    new = written[: made.part[0]] + made.new + written[made.part[1] :]
    return made if _looks(new) == _expected(written, made.part[0], written[low:high], looks) else None


def _looks(text: str) -> list[tuple[str, int]]:
    """Return what a text prints, sign by sign with the look of each; other marks count as one."""
    found: list[tuple[str, int]] = []
    for piece in read_inline(text):
        if isinstance(piece, Words):
            found += [(sign, piece.bold + 2 * piece.italic) for sign in piece.text]
        else:
            found.append((text[slice(*piece.part)], 0))
    return found


def _expected(text: str, start: int, words: str, looks: tuple[int, int]) -> list[tuple[str, int]]:
    """Return what a text should print once ``words``, which begin at ``start`` of it, look otherwise."""
    before, inside = len(_looks(text[:start])), len(_looks(words))
    return [
        (sign, (look | looks[0]) & ~looks[1] if before <= place < before + inside else look)
        for place, (sign, look) in enumerate(_looks(text))
    ]
