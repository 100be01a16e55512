"""The signs that begin an item on paper."""

from __future__ import annotations

import re
from collections.abc import Sequence

BULLETS = "•▪◦●–—"
"""Neither YAML nor Markdown knows them."""

is_bulleted = re.compile(rf"[-+{BULLETS}] (?=\S)").match
"""Matches the sign of a text that is one of a list without numbers."""

_BULLET = re.compile(r"[•▪◦●]\s")
_DASH = re.compile(r"[–—]\s")
_CLAUSE_END = re.compile(r"[.,:;!?…]$")
_between_numbers = re.compile(r"[–—]\s\d").match
"""Matches a dash that may be one between two numbers, as in «2021 – 2025»."""


def lines_with_bullets(lines: Sequence[str], *, listed: bool = False) -> list[int]:
    """Return which of the lines of a paragraph, the first left out, begin an item; ``listed`` says that the first one does."""
    # A dash may stand at the start of a line by chance; after a clause, or among other bullets, it does not.
    listed = listed or any(map(_BULLET.match, lines)) or sum(1 for line in lines[1:] if _DASH.match(line)) > 1
    return [
        number
        for number, line in enumerate(lines[1:], 1)
        if _BULLET.match(line) or (_DASH.match(line) and _begins_item(line, lines[number - 1], listed=listed))
    ]


def _begins_item(line: str, above: str, *, listed: bool) -> bool:
    """Return whether the dash that begins ``line`` is the sign of an item."""
    if _CLAUSE_END.search(above):
        return True
    return listed and not (_between_numbers(line) and above[-1:].isdecimal())
