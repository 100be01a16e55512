"""Words that no line may part."""

from __future__ import annotations

import re

from ctct.emit.pages.styles import literal
from ctct.layout.blocks import Inline, NoteMark
from ctct.layout.together import NO_BREAK_HYPHEN, apart

WHOLE = rf"(?<!\S)(?:\S*{NO_BREAK_HYPHEN}\S*|\S{{1,40}}/[^\W\d]\S{{,40}}(?!\S))"
"""What no line may part: what has such a hyphen, and what has a «/» before a letter, where this engine alone would."""
_IS_WHOLE, _ENDS_WHOLE = re.compile(WHOLE), re.compile(rf"(?:{WHOLE})\Z")


def unbroken(text: str) -> str:
    """Return ``text`` as a string, in a box of its own if no line may part it: in it stands a plain hyphen, for searches."""
    return f"box({literal(apart(text))})" if _IS_WHOLE.fullmatch(text) else literal(text)


def touch(left: Inline, right: Inline) -> bool:
    """Return whether a box at the end of ``left`` or the start of ``right`` stands at words of the other: a line could break
    there as it could not in one text.
    """
    before, after = ("" if isinstance(piece, NoteMark) else piece.text for piece in (left, right))
    if before[-1:].isspace() or after[:1].isspace():
        return False
    return bool(_ENDS_WHOLE.search(before) or _IS_WHOLE.match(after))
