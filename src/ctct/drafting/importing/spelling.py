"""Words typed in TCVN3 or VNI, or converted wrongly: told by the words themselves, never by the font, and read as Unicode."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from ctct.source.legacy import find_legacy, read_legacy


class Spelling:
    """How the texts of one document are to be read; ``codes`` are the older encodings found in them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._codes: dict[str, str] = {}
        lines = [text.replace("\n", " ") for text in texts if any("\x80" <= sign <= "\xff" for sign in text)]
        starts = [0, *accumulate(len(line) + 1 for line in lines)]
        regions = list(zip(starts, (start - 1 for start in starts[1:]), strict=False))
        for found in find_legacy("\n".join(lines), regions):
            for start, _ in found.regions:
                self._codes[lines[bisect_right(starts, start) - 1]] = found.code
        self.codes = tuple(sorted(set(self._codes.values())))

    def read(self, text: str, paragraph: str) -> str:
        """Return ``text``, which is part of ``paragraph``, in Unicode."""
        code = self._codes.get(paragraph.replace("\n", " ")) if self._codes else None
        return read_legacy(code, text) if code else text
