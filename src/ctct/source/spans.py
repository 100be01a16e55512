"""Where each value of a draft stands in its text: a path becomes characters, characters become line and column.

Places are kept as six numbers a value in one table, since a long draft has hundreds of thousands of values and nearly
all of them are never asked for. The children of one mapping or list are neighbours in the table, the root comes last.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from typing import NamedTuple

from ctct.diagnostics import Diagnostic, Path

Region = tuple[int, int]
"""Start and end of a stretch of text, counted in characters."""

_BREAK = r"(?:\r\n|[\r\n])"
_BREAKS = rf"{_BREAK}(?:[ \t]*{_BREAK})*[ \t]*"
_BLANK = rf"(?P<fold>[ \t]*{_BREAKS})|(?P<blanks>[ \t]+)"
_ANY_BREAK = re.compile(_BREAK)

# Letters are looked for where something is wrong with them: these are compiled when they are first asked for.


@cache
def _plain() -> re.Pattern[str]:
    return re.compile(rf"{_BLANK}|.")


@cache
def _single_quoted() -> re.Pattern[str]:
    return re.compile(rf"{_BLANK}|''|.")


@cache
def _double_quoted() -> re.Pattern[str]:
    return re.compile(rf"{_BLANK}|(?P<joined>\\{_BREAKS})|\\(?:x..|u.{{4}}|U.{{8}}|.)|.")


@cache
def _block_header() -> re.Pattern[str]:
    return re.compile(rf"[|>][-+]?(?P<indent>[1-9]?)[-+]?[ \t]*(?:#[^\r\n]*)?{_BREAK}?")


@cache
def _block_line() -> re.Pattern[str]:
    return re.compile(rf"(?P<margin> *)(?P<content>[^\r\n]*)(?P<end>{_BREAK}?)")


class Place(NamedTuple):
    """Where a value stands.

    ``start:end`` are the value's characters and ``key_start:key_end`` those of its key (-1 for the root and for what
    stands in a list). ``first`` and ``size`` say where its children are; ``size`` is -1 for a scalar.
    """

    start: int
    end: int
    key_start: int
    key_end: int
    first: int
    size: int


FIELDS = len(Place._fields)


class Table:
    """The places of a draft while it is being read: a group of siblings is added when the last of them is known."""

    def __init__(self) -> None:
        self.numbers = array("i")
        self.keys: list[str | None] = []

    def add(self, numbers: list[int], keys: Iterable[str | None]) -> int:
        """Add siblings, as the ``FIELDS`` numbers of a :class:`Place` each with their keys; return the place of the first."""
        first = len(self.keys)
        self.numbers.fromlist(numbers)
        self.keys.extend(keys)
        return first


class Spans:
    """The text of a draft and the place of each of its values; nothing changes it once it is built.

    ``table`` must have the root as its last entry; without it there are only lines and columns. ``warnings`` are of what is
    readable, but likely not as meant.
    """

    def __init__(self, text: str, table: Table, warnings: Iterable[Diagnostic] = ()) -> None:
        self.text = text
        self.warnings = tuple(warnings)
        self._numbers = table.numbers
        self._keys = table.keys

    @classmethod
    def for_text(cls, text: str) -> Spans:
        """Return the spans of a text without structure: lines and columns, every path at its start."""
        return cls(text, Table())

    def locate(self, path: Path, *, key: bool = False) -> Region:
        """Return the characters of the value at ``path``, or with ``key`` those of its key. Never raises.

        An empty value is shown by its key. A path that leads to nothing is shown by the key of its nearest ancestor,
        or by the first key in it if it has none.
        """
        if not self._keys:
            return 0, 0
        found = self._follow(path)
        place = found[-1]
        if place.key_start >= 0 and (key or place.start == place.end):
            return place.key_start, place.key_end
        if len(found) <= len(path) and place.size >= 0:
            return self._name(place)
        if place.start == place.end and self.text.startswith("-", place.start - 1):
            return place.start - 1, place.start
        return place.start, place.end

    def locate_part(self, path: Path, start: int, end: int) -> Region:
        """Return the characters of the text that were read as the characters ``start:end`` of the scalar at ``path``.

        Escapes, doubled quotes, folded lines and the indentation of a block are reckoned with. Where there is no such
        part, return the whole value as :meth:`locate` does.
        """
        found = self._follow(path) if self._keys else []
        if len(found) <= len(path) or found[-1].size >= 0 or not 0 <= start <= end:
            return self.locate(path)
        place, letters = found[-1], self._letters_of(found)
        if end > len(letters) or not letters:
            return self.locate(path)
        first = letters[start][0] if start < len(letters) else letters[-1][1]
        last = letters[end - 1][1] if end > start else first
        return place.start + first, place.start + last

    def line_column(self, offset: int) -> tuple[int, int]:
        """Return line and column, both from 1, the column in characters; an end of line belongs to its line."""
        line = bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Return the text of a line, counted from 1, without its end; an empty text if there is no such line."""
        starts = self._line_starts
        if not 1 <= number <= len(starts):
            return ""
        if self._last_line[0] != number:
            end = starts[number] if number < len(starts) else len(self.text)
            self._last_line = number, self.text[starts[number - 1] : end].rstrip("\r\n")
        return self._last_line[1]

    _last_line: tuple[int, str] = (0, "")
    """The line asked for last: a long one may have thousands of findings, each of which shows it."""

    @cached_property
    def _line_starts(self) -> array[int]:
        return array("i", [0, *(found.end() for found in _ANY_BREAK.finditer(self.text))])

    def _place(self, index: int) -> Place:
        return Place(*self._numbers[index * FIELDS : (index + 1) * FIELDS])

    def _follow(self, path: Path) -> list[Place]:
        """Return the places from the root towards ``path``, as far as it leads."""
        place = self._place(len(self._keys) - 1)
        found = [place]
        for step in path:
            child = self._child(place, step)
            if child is None:
                break
            place = self._place(child)
            found.append(place)
        return found

    def _child(self, parent: Place, step: str | int) -> int | None:
        first, end = parent.first, parent.first + max(parent.size, 0)
        if isinstance(step, int):
            in_list = first < end and self._keys[first] is None
            return first + step if in_list and 0 <= step < parent.size else None
        return self._children(first, end).get(step)

    def _children(self, first: int, end: int) -> dict[str | None, int]:
        """Return where each key of a mapping stands in the table."""
        if (first, end) not in self._known_children:  # what has none may begin where another does
            of_two_the_first = range(end - 1, first - 1, -1)
            self._known_children[first, end] = {self._keys[at]: at for at in of_two_the_first}
        return self._known_children[first, end]

    @cached_property
    def _known_children(self) -> dict[Region, dict[str | None, int]]:
        return {}

    def _name(self, place: Place) -> Region:
        """Return what a collection is called by: its key, else the first key in it, else the whole of it."""
        if place.key_start >= 0:
            return place.key_start, place.key_end
        if place.size > 0:
            child = self._place(place.first)
            if child.key_start >= 0:
                return child.key_start, child.key_end
        return place.start, place.end

    _last_letters: tuple[int, list[Region]] = (-1, [])

    def _letters_of(self, found: list[Place]) -> list[Region]:
        """Return where each character stands of the scalar that ``found`` leads to, from its start.

        Those of the last scalar are kept: a long one may have thousands of findings, which are told one after the other.
        """
        place = found[-1]
        at, letters = self._last_letters
        if at != place.start:
            letters = list(self._letters(self.text[place.start : place.end], found))
            self._last_letters = place.start, letters
        return letters

    def _letters(self, raw: str, found: list[Place]) -> Iterator[Region]:
        """Yield where each character of the scalar's value stands in ``raw``; ``found`` leads to the scalar."""
        if raw.startswith('"'):
            return _flow_letters(raw[:-1], _double_quoted(), 1)
        if raw.startswith("'"):
            return _flow_letters(raw[:-1], _single_quoted(), 1)
        if raw.startswith(("|", ">")):
            return _block_letters(raw, self._indent(found[-2]) if len(found) > 1 else 0)
        return _flow_letters(raw, _plain(), 0)

    def _indent(self, parent: Place) -> int:
        """Return the column, from 0, that the children of a block mapping or list start at."""
        start = self._place(parent.first).key_start
        return self.line_column(start if start >= 0 else parent.start)[1] - 1


def _flow_letters(raw: str, pattern: re.Pattern[str], start: int) -> Iterator[Region]:
    """Yield where each character of a plain or quoted scalar stands; a line end with its blanks reads as one space."""
    for piece in pattern.finditer(raw, start):
        kind = piece.lastgroup
        if kind is None:
            yield piece.span()
        elif kind == "blanks":
            yield from _each(*piece.span())
        else:
            breaks = [found.span() for found in _ANY_BREAK.finditer(raw, *piece.span())]
            yield from [piece.span()] if kind == "fold" and len(breaks) == 1 else breaks[1:]


def _block_letters(raw: str, column: int) -> Iterator[Region]:
    """Yield where each character of a literal or folded block stands; ``column`` is that of the parent's children."""
    header = _block_header().match(raw)
    lines = list(_block_line().finditer(raw, header.end() if header else 0))
    indent = next((len(line["margin"]) for line in lines if line["content"]), 0)
    if header and header["indent"]:
        indent = column + int(header["indent"])
    rows = [(line.start() + min(len(line["margin"]), indent), *line.span("end")) for line in lines]
    return _unfolded(rows) if raw.startswith("|") else _folded(raw, rows)


def _unfolded(rows: list[tuple[int, int, int]]) -> Iterator[Region]:
    """Yield the characters of a literal block, of which each row is the start, the end and the next line's start."""
    for start, end, after in rows:
        yield from _each(start, end)
        if end < after:
            yield end, after


def _folded(raw: str, rows: list[tuple[int, int, int]]) -> Iterator[Region]:
    """Yield the characters of a folded block: lines join unless one of the two starts with a blank."""
    breaks: list[Region] = []
    keeps = True
    for start, end, after in rows:
        if start < end:
            kept, keeps = keeps, raw[start] in " \t"
            if kept or keeps:
                yield from breaks
            else:
                yield from [(breaks[0][0], start)] if len(breaks) == 1 else breaks[1:]
            yield from _each(start, end)
            breaks = []
        if end < after:
            breaks.append((end, after))
    yield from breaks


def _each(start: int, end: int) -> Iterator[Region]:
    return ((place, place + 1) for place in range(start, end))
