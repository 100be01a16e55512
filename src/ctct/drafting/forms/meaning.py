"""What a draft says, however it is written."""

from __future__ import annotations

from typing import Any

from ctct.drafting.forms.pieces import one_line
from ctct.model.document import VanBan
from ctct.source.inline import CitationMark, Mark, Words, read_inline

CELLS = ("o", "tong")
"""The keys of the cells of a row, and of a total."""


def meaning_of_draft(draft: VanBan) -> Any:
    """Return what two drafts that say the same have alike: texts count by what their marks mean, and a row of a table goes on
    with empty cells whether or not they are written.
    """
    return _meaning(draft.model_dump(exclude_none=True))


def _meaning(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty_end(_meaning(item)) if key in CELLS else _meaning(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_meaning(item) for item in value]
    return meaning_of(one_line(value)) if isinstance(value, str) else value


def _without_empty_end(cells: Any) -> Any:
    while isinstance(cells, list) and cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def meaning_of(text: str) -> tuple[object, ...]:
    """Return the pieces of a text without their places."""
    pieces: list[object] = []
    for piece in read_inline(text):
        if isinstance(piece, Words):
            pieces.append((piece.text, piece.italic, piece.bold))
        elif isinstance(piece, Mark):
            pieces.append(("[^", piece.id))
        elif isinstance(piece, CitationMark):
            pieces.append(("@vb", piece.id, piece.short, piece.italic))
        else:
            pieces.append(("@", piece.ids, piece.short, piece.italic))
    return tuple(pieces)
