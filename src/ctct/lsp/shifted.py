"""The places of an earlier text in what became of it: all but the stretch that was changed has only moved."""

from __future__ import annotations

from ctct.diagnostics import Path
from ctct.source.lookup import alike
from ctct.source.places import Places
from ctct.source.spans import Spans


class ShiftedPlaces:
    """Where the values of an earlier text stand in ``text`` now (:class:`ctct.source.places.Places`)."""

    def __init__(self, origin: Places, text: str) -> None:
        self.origin: Places = origin.origin if isinstance(origin, ShiftedPlaces) else origin
        self.text = text
        self._lines = Spans.for_text(text)
        old = self.origin.text
        self._same = alike(old, text)
        end = alike(old[self._same :][::-1], text[self._same :][::-1])
        self._moved_from, self._by = len(old) - end, len(text) - len(old)

    def locate(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """Return where the value at ``path`` stands, or its key; what was changed itself is where the change is."""
        return self.region(self.origin.locate(path, key=key))

    def locate_part(self, path: Path, start: int, end: int) -> tuple[int, int]:
        """Return where the characters ``start:end`` of the text at ``path`` stand."""
        return self.region(self.origin.locate_part(path, start, end))

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1."""
        return self._lines.line_column(offset)

    def line(self, number: int) -> str:
        """Return the text of a line, from 1, without its end."""
        return self._lines.line(number)

    def region(self, region: tuple[int, int]) -> tuple[int, int]:
        """Return where a stretch of the earlier text stands."""
        start, end = map(self._now, region)
        return start, max(start, end)

    def _now(self, offset: int) -> int:
        if offset >= self._moved_from:
            return offset + self._by
        return min(offset, max(self._same, self._moved_from + self._by))
