"""The signs that begin an item on paper."""

from __future__ import annotations

import re
from collections.abc import Sequence

BULLETS = "•▪◦●–—"
"""Neither YAML nor Markdown knows them."""

_BULLET = re.compile(r"[•▪◦●]\s")
_DASH = re.compile(r"[–—]\s")
_CLAUSE_END = re.compile(r"[.,:;!?…]$")


def lines_with_bullets(lines: Sequence[str], *, listed: bool = False) -> list[int]:
    """Return which of the lines of a paragraph, the first left out, begin an item; ``listed`` says that the first one does."""
    # A dash may stand at the start of a line by chance; after a clause, or among other bullets, it does not.
    listed = listed or sum(1 for line in lines[1:] if _DASH.match(line)) > 1
    return [
        number
        for number, line in enumerate(lines[1:], 1)
        if _BULLET.match(line) or (_DASH.match(line) and (listed or _CLAUSE_END.search(lines[number - 1])))
    ]
