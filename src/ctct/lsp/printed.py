"""What a text of a draft prints, its references and names in words: found by where the words say that they come from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ctct.diagnostics import Path
from ctct.lsp.analysis import Analysis
from ctct.model.paths import as_written
from ctct.resolve.inlines import Inlines, Link, NoteMark, Run, text_of
from ctct.source.inline import Words, read_inline
from ctct.source.lookup import value_at

_LEAVES = (Run, Link, NoteMark)


def printed(analysis: Analysis, at: Path) -> str | None:
    """Return what the text at ``at`` prints, ``None`` where there is no text or it prints as it is written."""
    resolved = analysis.resolved
    try:
        written = value_at(analysis.value, at)
    except (LookupError, TypeError):
        return None
    if resolved is None or not isinstance(written, str) or all(isinstance(piece, Words) for piece in read_inline(written)):
        return None
    # One scalar may hold several paragraphs, which the model numbers.
    said = [text_of(one) for one in _texts(resolved) if _first_place(one, analysis.value)[: len(at)] == at]
    return "\n\n".join(said) or None


def _first_place(said: Inlines, value: Any) -> Path:
    origin = next((one for piece in said for one in piece.at), None)
    return as_written(value, origin.path) if origin else ()


def _texts(node: Any) -> Iterator[Inlines]:
    """Yield every text of a resolved document."""
    if not isinstance(node, tuple):
        return
    if node and all(isinstance(one, _LEAVES) for one in node):
        yield node
    elif not isinstance(node, _LEAVES):
        for one in node:
            yield from _texts(one)
