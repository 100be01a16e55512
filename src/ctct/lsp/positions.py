"""A text as an editor has it, and its positions: lines from 0, columns in the units that the editor counts.

ctct reads a text in NFC and without its byte order mark (:func:`ctct.source.text.decode`); an editor counts what it holds.
Lines are the same for both, columns are translated here.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from lsprotocol import types

from ctct.source.lookup import alike
from ctct.source.places import Places

BOM = "\ufeff"
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")


@dataclass(frozen=True, eq=False)
class Text:
    """The lines of a text with their ends; ``encoding`` says what an editor counts columns in."""

    lines: tuple[str, ...]
    encoding: str

    @classmethod
    def of(cls, text: str, encoding: str) -> Text:
        """Return ``text`` by its lines."""
        return cls(tuple(_LINE.findall(text)), encoding)

    @cached_property
    def whole(self) -> str:
        """The text as the editor has it."""
        return "".join(self.lines)

    @cached_property
    def data(self) -> bytes:
        """The bytes that the editor would save."""
        return self.whole.encode("utf-8", "surrogatepass")

    @cached_property
    def read(self) -> tuple[str, ...]:
        """The lines as ctct reads them."""
        # Line by line: an editor sends one keystroke, and to normalise all of a long text would take longer than to check it.
        first, *rest = self.lines or ("",)
        return (unicodedata.normalize("NFC", first.removeprefix(BOM)), *(unicodedata.normalize("NFC", line) for line in rest))

    def changed(self, region: types.Range, new: str) -> Text:
        """Return the text with ``new`` for what stands in ``region``; a position past the end counts as the end."""
        (first, start), (last, end) = self._place(region.start), self._place(region.end)
        above, below = max(first - 1, 0), last + 2  # the lines around too: an edit may join or part a \r\n
        before = "".join(self.lines[above:first]) + self._line(first)[:start]
        after = self._line(last)[end:] + "".join(self.lines[last + 1 : below])
        return Text((*self.lines[:above], *_LINE.findall(before + new + after), *self.lines[below:]), self.encoding)

    def range(self, places: Places, region: tuple[int, int]) -> types.Range:
        """Return the characters ``region`` of the text that ``places`` tells of."""
        start, end = (places.line_column(at) for at in region)
        return types.Range(self.position(start[0] - 1, start[1] - 1), self.position(end[0] - 1, end[1] - 1))

    def position(self, line: int, column: int) -> types.Position:
        """Return the position of a line and column, both from 0, of the text as ctct reads it."""
        written = self._line(line)
        at = _as_written(written.removeprefix(BOM) if line == 0 else written, column)
        return types.Position(line, _units(written[: at + (line == 0 and written.startswith(BOM))], self.encoding))

    def offset(self, position: types.Position) -> int:
        """Return how many characters of the text as ctct reads it stand before ``position``."""
        line, column = self._place(position)
        before = self._line(line)[:column]
        return self._starts[line] + len(unicodedata.normalize("NFC", before.removeprefix(BOM) if line == 0 else before))

    def edit_to(self, new: str) -> types.TextEdit | None:
        """Return the one edit that makes ``new`` of the text, as short as it can be; ``None`` where they are the same."""
        old = self.whole
        if old == new:
            return None
        start = alike(old, new)
        end = min(alike(old[::-1], new[::-1]), len(old) - start, len(new) - start)
        return types.TextEdit(self.span(start, len(old) - end), new[start : len(new) - end])

    def span(self, start: int, end: int) -> types.Range:
        """Return where the characters ``start:end`` of :attr:`whole` stand."""
        return types.Range(self._position_at(start), self._position_at(end))

    def before(self, position: types.Position) -> str:
        """Return what stands before ``position`` in its line, as the editor has it."""
        line, column = self._place(position)
        return self._line(line)[:column]

    def after(self, position: types.Position) -> str:
        """Return what stands after ``position`` in its line, as the editor has it, without the line's end."""
        line, column = self._place(position)
        return self._line(line)[column:].rstrip("\r\n")

    def back(self, position: types.Position, characters: str) -> types.Position:
        """Return the position before ``characters``, which stand just before ``position``."""
        return types.Position(position.line, max(position.character - _units(characters, self.encoding), 0))

    @cached_property
    def _starts(self) -> list[int]:
        return list(accumulate(map(len, self.read), initial=0))

    def _position_at(self, offset: int) -> types.Position:
        starts = list(accumulate(map(len, self.lines), initial=0))
        line = bisect_right(starts, offset) - 1
        return types.Position(line, _units(self._line(line)[: offset - starts[line]], self.encoding))

    def _line(self, number: int) -> str:
        return self.lines[number] if 0 <= number < len(self.lines) else ""

    def _place(self, position: types.Position) -> tuple[int, int]:
        """Return the line and the column in characters of ``position``, at most the end of its line or of the text."""
        if position.line >= len(self.lines):
            last = self._line(len(self.lines) - 1)
            return (len(self.lines), 0) if last.endswith(("\r", "\n")) or not last else (len(self.lines) - 1, len(last))
        line = self.lines[position.line].rstrip("\r\n")
        return position.line, _characters(line, position.character, self.encoding)


def _width(letter: str, encoding: str) -> int:
    if encoding == types.PositionEncodingKind.Utf32:
        return 1
    if encoding == types.PositionEncodingKind.Utf8:
        return len(letter.encode("utf-8", "surrogatepass"))
    return 2 if letter > "\uffff" else 1


def _units(text: Iterable[str], encoding: str) -> int:
    """Return how many units the editor counts in ``text``."""
    return sum(_width(letter, encoding) for letter in text)


def _characters(line: str, units: int, encoding: str) -> int:
    """Return how many characters of ``line`` the editor counts as ``units``, all of them where it has fewer."""
    counts = accumulate((_width(letter, encoding) for letter in line), initial=0)
    return next((index for index, count in enumerate(counts) if count >= units), len(line))


def _as_written(line: str, column: int) -> int:
    """Return the column in ``line`` of what stands at ``column`` of the same line in NFC."""
    if unicodedata.is_normalized("NFC", line):
        return column
    # Decomposed letters take more characters than ctct counts: as many are passed over as make up those before the column.
    at = column
    while at < len(line) and len(unicodedata.normalize("NFC", line[: at + 1])) <= column:
        at += 1
    return at
