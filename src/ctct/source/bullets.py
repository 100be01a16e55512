"""The signs that begin an item on paper."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ctct.diagnostics import excerpt
from ctct.language import _

BULLETS = "•▪◦●–—"
"""Neither YAML nor Markdown knows them."""

is_bulleted = re.compile(rf"[-+{BULLETS}] (?=\S)").match
"""Matches the sign of a text that is one of a list without numbers."""

_BULLET = re.compile(r"[•▪◦●]\s")
_DASH = re.compile(r"[–—]\s")
_DASH_OR_NUMBER = re.compile(r"(?:[–—+-]|\d{1,2}[.)]|[a-zđ]\))\s")
_CLAUSE_END = re.compile(r"[.,:;!?…]$")
_between_numbers = re.compile(r"[–—]\s\d").match
"""Matches a dash that may be one between two numbers, as in «2021 – 2025»."""


@cache
def _word_bullet() -> re.Pattern[str]:
    """Return what Word shows before an item and pastes before its words: letters of its symbol fonts, and the «o» of Courier
    New.
    """
    return re.compile(r"(?P<sign>[\uf000-\uf0ff·▪▫■□◆◇❖►▶➢➤✓✔✗✦]|o(?=\s+(?P<next>[^\W\d_])))\s*")


def word_bullet(text: str) -> re.Match[str] | None:
    """Return the bullet of Word, with the blanks round it, that a text begins with; ``sign`` is the bullet itself."""
    found = _word_bullet().match(text)
    # «o» is a word as well, and no capital stands behind that.
    return found if found and (not found["next"] or found["next"].isupper()) else None


def lines_with_bullets(lines: Sequence[str], *, listed: bool = False) -> list[int]:
    """Return which of the lines of a paragraph, the first left out, begin an item; ``listed`` says that the first one does."""
    return _beginning_items(lines, _DASH, listed=listed)


def glued_items(lines: Sequence[str]) -> list[int]:
    """Return which of the lines of a text that is printed as one paragraph, the first left out, were meant as items."""
    return _beginning_items(lines, _DASH_OR_NUMBER, listed=False)


def told_of_glued(line: str) -> tuple[str, str]:
    """Return what is said of such a line, and the hint."""
    return (
        _("«{line}» in nối liền vào dòng trên: xuống dòng ở đây không thành đoạn mới", line=excerpt(line)),
        _("mỗi dòng một mục «- », hoặc viết cả đoạn trong khối chữ: «|» ở cuối dòng khóa rồi xuống dòng"),
    )


def _beginning_items(lines: Sequence[str], dash: re.Pattern[str], *, listed: bool) -> list[int]:
    # A dash may stand at the start of a line by chance; after a clause, or among other bullets, it does not.
    listed = listed or any(map(_BULLET.match, lines)) or sum(1 for line in lines[1:] if dash.match(line)) > 1
    return [
        number
        for number, line in enumerate(lines[1:], 1)
        if _BULLET.match(line) or (dash.match(line) and _begins_item(line, lines[number - 1], listed=listed))
    ]


def _begins_item(line: str, above: str, *, listed: bool) -> bool:
    """Return whether the dash that begins ``line`` is the sign of an item."""
    if _CLAUSE_END.search(above):
        return True
    return listed and not (_between_numbers(line) and above[-1:].isdecimal())
