"""Where the parts of a Markdown draft stand: a text of it is pieces of lines, read as one with a space between."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
from typing import Any

from ctct.diagnostics import Diagnostic, Path
from ctct.source.spans import Region, Spans

ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
r"""``\`` before a sign of ASCII takes the sign's force away, as in CommonMark."""

_INLINE = "\\@*["
"""The signs whose ``\\`` is kept: :mod:`ctct.source.inline` reads it."""

_BREAK = re.compile(r"\r\n?|\n")


class Page:
    """A text by its lines, counted from 0; line ends are those of CommonMark."""

    def __init__(self, text: str) -> None:
        self.text = text
        breaks = [found.span() for found in _BREAK.finditer(text)]
        self.starts = [0, *(end for _, end in breaks)]
        self.ends = [*(start for start, _ in breaks), len(text)]

    def line(self, number: int) -> str:
        """Return the text of a line without its end."""
        return self.text[self.starts[number] : self.ends[number]]

    def lines(self) -> Iterator[str]:
        """Yield every line."""
        return (self.line(number) for number in range(len(self.starts)))

    def region(self, span: tuple[int, int]) -> Region:
        """Return the characters of the lines ``span`` (the second not included), without blanks at either end."""
        start, end = self.starts[span[0]], self.ends[max(span[0], span[1] - 1)]
        written = self.text[start:end]
        return start + len(written) - len(written.lstrip()), start + len(written.rstrip())


@dataclass(frozen=True)
class Passage:
    """One text of a draft: ``stretches`` are the pieces of ``page`` that make it, each inside one line."""

    page: str
    stretches: tuple[Region, ...]

    @property
    def raw(self) -> str:
        """The text as written, a space for each line end."""
        return " ".join(self.page[start:end] for start, end in self.stretches)

    @property
    def value(self) -> str:
        """The text as a draft in YAML would hold it."""
        return plain(self.raw)

    @property
    def region(self) -> Region:
        """Where it stands, from its first character to its last."""
        return self.stretches[0][0], self.stretches[-1][1]

    def part(self, start: int, end: int) -> Passage:
        """Return the passage of the characters ``start:end`` of :attr:`raw`."""
        kept = []
        for number in range(self._stretch_of(start), len(self.stretches)):
            (first, last), at = self.stretches[number], self._starts[number]
            if at >= end:
                break
            low, high = max(start - at, 0), min(end - at, last - first)
            if low < high:
                kept.append((first + low, first + high))
        return Passage(self.page, tuple(kept) or (self._empty(start),))

    @cached_property
    def _starts(self) -> list[int]:
        """Where in :attr:`raw` each stretch begins."""
        sizes = (last - first + 1 for first, last in self.stretches)
        return list(accumulate(sizes, initial=0))[:-1]

    def _stretch_of(self, at: int) -> int:
        """Return the number of the stretch that the character ``at`` of :attr:`raw` stands in, or the space behind it."""
        return max(bisect_right(self._starts, at) - 1, 0)

    def _empty(self, at: int) -> Region:
        number = self._stretch_of(at)
        first, last = self.stretches[number]
        place = min(first + at - self._starts[number], last)
        return place, place

    def letters(self) -> Iterator[Region]:
        """Yield where each character of :attr:`value` stands."""
        before = None
        for first, last in self.stretches:
            if before is not None:
                yield before, first
            before, at = last, first
            while at < last:
                end = at + 1
                if escaped := ESCAPED.match(self.page, at, last):
                    end = at + 2
                    # The backslash is part of the value: two characters of it stand here, not one.
                    if escaped[1] in _INLINE:
                        yield at, at + 1
                        at += 1
                yield at, end
                at = end


def plain(raw: str) -> str:
    """Return ``raw`` without the escapes that are Markdown's alone."""
    if "\\" not in raw:
        return raw
    return ESCAPED.sub(lambda found: found[0] if found[1] in _INLINE else found[1], raw)


@dataclass(slots=True)
class BodyPlaces:
    """What is known of a body's places: ``texts`` by path, ``spots`` of other values, ``keys`` of what names a value."""

    texts: dict[Path, Passage] = field(default_factory=dict)
    spots: dict[Path, Region] = field(default_factory=dict)
    keys: dict[Path, Region] = field(default_factory=dict)

    def find(self, path: Path, *, key: bool) -> Region | None:
        """Return the place of exactly ``path``."""
        if key and path in self.keys:
            return self.keys[path]
        if path in self.texts:
            return self.texts[path].region
        return self.spots.get(path) or self.keys.get(path)


class MarkdownPlaces:
    """The places of a Markdown draft (:class:`ctct.source.places.Places`): those of its front matter and of its body.

    ``said`` is what the body alone says; ``comments`` are the body's, each with the path of what follows it (``()`` at the
    end); ``fences`` the YAML of tables written so; ``warnings`` what is readable, but likely not as meant.
    """

    def __init__(self, text: str, front: Spans, body: BodyPlaces, warnings: tuple[Diagnostic, ...] = ()) -> None:
        self.text = text
        self.warnings = warnings
        self.said: dict[str, Any] = {}
        self.comments: tuple[tuple[Path, str], ...] = ()
        self.fences: dict[Path, str] = {}
        self._front = front
        self._body = body

    def locate(self, path: Path, *, key: bool = False) -> Region:
        """Return where the value at ``path`` stands, or its key; never raises."""
        # What the body says of a path is nearer than what the front matter says of its beginning.
        for length in range(len(path), 0, -1):
            if found := self._body.find(path[:length], key=key):
                return found
        return self._front.locate(path, key=key)

    def locate_part(self, path: Path, start: int, end: int) -> Region:
        """Return where the characters ``start:end`` of the text at ``path`` stand, or all that stands there."""
        texts = self._body.texts
        # A text of one paragraph is asked for as the whole or as its first line.
        passage = texts.get(path) or (texts.get(path[:-1]) if path[-1:] == (0,) else None)
        if passage is None:
            inside = any(self._body.find(path[:length], key=False) for length in range(len(path), 0, -1))
            return self.locate(path) if inside else self._front.locate_part(path, start, end)
        letters = self._letters_of(passage)
        if not 0 <= start <= end <= len(letters) or not letters:
            return passage.region
        first = letters[start][0] if start < len(letters) else letters[-1][1]
        return first, letters[end - 1][1] if end > start else first

    _last_letters: tuple[Passage | None, list[Region]] = (None, [])

    def _letters_of(self, passage: Passage) -> list[Region]:
        """Return where each character of ``passage`` stands. Those of the last one are kept: a long one may have thousands of
        findings, which are told one after the other.
        """
        last, letters = self._last_letters
        if last is not passage:
            letters = list(passage.letters())
            self._last_letters = passage, letters
        return letters

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return line and column, from 1."""
        return self._lines.line_column(offset)

    def line(self, number: int) -> str:
        """Return the text of a line, from 1, without its end."""
        return self._lines.line(number)

    @cached_property
    def _lines(self) -> Spans:
        return Spans.for_text(self.text)
