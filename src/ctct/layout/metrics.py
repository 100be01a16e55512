"""How wide words are in the layout's face, so that a rule can be as long as the words above it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

MM_PER_POINT = 25.4 / 72
UNITS_PER_EM = 2048


def text_width(text: str, size: float, widths: Mapping[str, Any]) -> float:
    """Return the width of ``text`` in millimetres at ``size`` points.

    ``widths`` gives advances in 1/2048 em by letter; a letter that it lacks is as wide as its base letter (ậ as a), and what
    it does not know at all as wide as ``n``.
    """
    units = sum(_advance(letter, widths) for letter in unicodedata.normalize("NFC", text))
    return units / UNITS_PER_EM * size * MM_PER_POINT


def _advance(letter: str, widths: Mapping[str, Any]) -> int:
    if letter in widths:
        return int(widths[letter])
    base = unicodedata.normalize("NFD", letter)[0]
    return int(widths.get(base, widths["n"]))
