"""Whether two drafts say the same, however each is written."""

from __future__ import annotations

from typing import Any

from ctct.drafting.forms.pieces import one_line
from ctct.model.document import VanBan
from ctct.source.inline import Mark, Words, read_inline


def same_draft(one: VanBan, other: VanBan) -> bool:
    """Return whether two drafts hold the same content: texts are compared by what their marks mean."""
    return bool(_meaning(one.model_dump(exclude_none=True)) == _meaning(other.model_dump(exclude_none=True)))


def _meaning(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _meaning(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_meaning(item) for item in value]
    return meaning_of(one_line(value)) if isinstance(value, str) else value


def meaning_of(text: str) -> list[object]:
    """Return the pieces of a text without their places."""
    pieces: list[object] = []
    for piece in read_inline(text):
        if isinstance(piece, Words):
            pieces.append((piece.text, piece.italic, piece.bold))
        elif isinstance(piece, Mark):
            pieces.append(("[^", piece.id))
        else:
            pieces.append(("@", piece.ids, piece.short, piece.italic))
    return pieces
