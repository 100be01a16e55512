"""Words typed in TCVN3 or VNI, or converted wrongly: told by the words themselves, never by the font, and read as Unicode."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from ctct.source.legacy import Legacy, find_legacy


class Spelling:
    """How the texts of one document are to be read; ``codes`` are the older encodings found in them."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._found: dict[str, Legacy] = {}
        lines = [text.replace("\n", " ") for text in texts if any("\x80" <= sign <= "\xff" for sign in text)]
        starts = [0, *accumulate(len(line) + 1 for line in lines)]
        regions = list(zip(starts, (start - 1 for start in starts[1:]), strict=False))
        for found in find_legacy("\n".join(lines), regions):
            for start, _ in found.readings:
                self._found[lines[bisect_right(starts, start) - 1]] = found
        self.codes = tuple(sorted({found.code for found in self._found.values()}))

    def read(self, text: str, paragraph: str) -> str:
        """Return ``text``, which is part of ``paragraph``, in Unicode."""
        found = self._found.get(paragraph.replace("\n", " ")) if self._found else None
        return found.put_right(text) if found else text
