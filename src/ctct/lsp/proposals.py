"""A thing that may be typed, before it is told in the editor's terms."""

from __future__ import annotations

from dataclasses import dataclass

from lsprotocol import types


@dataclass(frozen=True, slots=True)
class Proposal:
    """``label`` as listed, ``detail`` beside it, ``documentation`` (Markdown) below; ``written`` is put in, or else the label;
    ``meaning`` are the Vietnamese words that it is found by, where the detail is told in another language.
    """

    label: str
    kind: types.CompletionItemKind
    detail: str = ""
    documentation: str = ""
    written: str = ""
    meaning: str = ""
