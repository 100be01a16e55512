"""How words look in the layout's styles: in capitals or not; how wide, so that a rule can be as long as the words above it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from math import ceil
from typing import Any

from ctct.layout.stylesheet import Stylesheet
from ctct.layout.together import apart
from ctct.source.shipped import letter_widths

MM_PER_POINT = 25.4 / 72
LINE_PER_SIZE = 1.15
"""How high a line of Times New Roman is for its size, where no other height is asked for."""

UNITS_PER_EM = 2048
_BODY = "Nội dung"
"""The style whose size is that of styles without one."""


class Lettering:
    """How words look in the styles of a layout, as far as their blocks depend on it."""

    def __init__(self, stylesheet: Stylesheet) -> None:
        self._stylesheet = stylesheet
        self._looks: dict[str, Mapping[str, Any]] = {}

    def capitals(self, paragraph: str, character: str = "") -> bool:
        """Return whether words in a ``paragraph`` style, with a ``character`` style over it, are printed in capitals."""
        over = self._look(character).get("caps") if character else None
        return bool(self._look(paragraph).get("caps") if over is None else over)

    def phrased(self, style: str) -> bool:
        """Return whether the lines of paragraphs in ``style`` break between phrases."""
        return bool(self._look(style).get("phrased"))

    def width(self, text: str, style: str, *, bold: bool = False, italic: bool = False) -> float:
        """Return how wide ``text``, as printed, is in ``style``, in millimetres; 0 in a style that the layout lacks. Words may
        be ``bold`` or ``italic`` beyond their style.
        """
        look = self._look(style)
        if not look:
            return 0
        shown = (("dam", bold or look.get("bold")), ("nghieng", italic or look.get("italic")))
        face = "_".join(name for name, worn in shown if worn) or "dung"
        size = look.get("size") or self._look(_BODY).get("size", 0)
        return text_width(text, size, advances(face))

    def height(self, text: str, style: str, width: float) -> float:
        """Return how high a paragraph of ``text`` in ``style`` is in a column ``width`` wide, with the space around it."""
        look = self._look(style)
        lines = max(1, ceil(self.width(text, style) / width))
        line = look.get("line") or look.get("size", 0) * LINE_PER_SIZE
        around = sum(look.get(key, 0) for key in ("before", "after", "rule"))
        return float(lines * line + around) * MM_PER_POINT

    @property
    def bottom_edge(self) -> float:
        """How far below the top edge of the paper what stands at its bottom edge may reach, in millimetres."""
        page = self._stylesheet.page
        return page.height - page.header

    def _look(self, style: str) -> Mapping[str, Any]:
        if style not in self._looks:
            self._looks[style] = self._stylesheet.effective(style) if style in self._stylesheet.styles else {}
        return self._looks[style]


def text_width(text: str, size: float, widths: Mapping[str, int]) -> float:
    """Return the width of ``text`` in millimetres at ``size`` points; ``widths`` gives the advance of every letter."""
    units = sum(map(widths.__getitem__, unicodedata.normalize("NFC", apart(text))))
    return units / UNITS_PER_EM * size * MM_PER_POINT


@cache
def advances(face: str) -> Mapping[str, int]:
    """Return how wide the letters of a face are, in 1/2048 em, whatever letter is asked for."""
    return _Advances(letter_widths()[face])


class _Advances(dict[str, int]):
    """A letter that is not measured is as wide as its base letter (ậ as a), and what is not known at all as wide as ``n``."""

    def __missing__(self, letter: str) -> int:
        base = unicodedata.normalize("NFD", letter)[0]
        self[letter] = width = self.get(base, self["n"])
        return width
