"""Where in a draft the cursor is, told by indents and brackets alone: the text is half typed and need not be YAML yet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ctct.diagnostics import Path

_LEAD = re.compile(r"(?P<indent> *)(?P<dashes>(?:-(?: +|$))*)")
_KEY = re.compile(r"(?P<quote>[\"']?)(?P<key>[^\s\"'#\[\]{},&*!|>%@`:-][^\s\"':]*)(?P=quote)\s*:(?:\s+|$)(?P<value>.*)")
_BLOCK = re.compile(r"[|>][-+0-9]*\s*(?:#.*)?$")
_REMARK = re.compile(r"\s*(?:#.*)?$")
_FLOW = re.compile(r"\"(?:[^\"\\]|\\.)*\"?|'(?:[^']|'')*'?|[\[\]{},]|:(?=\s|$)|[^\[\]{},:\"']+|.")
_FRONT_EDGE = "---"


@dataclass(frozen=True, slots=True)
class Cursor:
    """``path`` leads to the value that is being typed, or where ``on_key`` to the mapping of which a key is; indexes are all
    0. ``typed`` is what stands there before the cursor, ``beside`` the other keys of that mapping.
    """

    path: Path
    on_key: bool
    typed: str
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Line:
    """What a line opens: dashes and a key, each at its column; ``rest`` is what follows them, ``number`` counts from 0."""

    number: int
    dashes: tuple[int, ...]
    key: str | None
    column: int
    rest: str

    @property
    def first(self) -> int:
        """The column of the first thing in the line."""
        return self.dashes[0] if self.dashes else self.column


def cursor_in(lines: Sequence[str], number: int, before: str) -> Cursor:
    """Return where the cursor is: after ``before`` in line ``number`` of ``lines``."""
    number = min(number, len(lines))
    here = _read(number, before)
    around = list(_above(lines, number, here.first, bool(here.dashes)))
    path = tuple(step for step, _ in reversed(around))
    holder = next((line for _, line in around), None)
    if holder and _holds_text(holder, path):
        return Cursor(path, False, before.lstrip())
    if holder and holder.rest[:1] in ("[", "{"):
        inside = [holder.rest, *lines[holder.number + 1 : number], before]
        return _in_flow("\n".join(inside), path)
    path += (0,) * len(here.dashes)
    if here.key is not None:
        return _in_value(here.rest, (*path, here.key))
    if here.rest[:1] in ("[", "{"):
        return _in_flow(here.rest, path)
    return Cursor(path, True, here.rest, frozenset(_beside(lines, here)))


def front_matter(lines: Sequence[str], number: int) -> tuple[Sequence[str], int] | None:
    """Return the front matter of a Markdown text and the line ``number`` counted in it, if it is there that the line is."""
    if not lines or lines[0].rstrip() != _FRONT_EDGE:
        return None
    # Until its second edge is typed the front matter goes on to the end of the text.
    end = next((index for index, line in enumerate(lines) if index and line.rstrip() == _FRONT_EDGE), len(lines))
    is_closed = end < len(lines)
    if number == 0 or (is_closed and number >= end):
        return None
    return lines[1:end], number - 1


def _read(number: int, line: str) -> _Line:
    lead = _LEAD.match(line)
    assert lead is not None
    dashes = tuple(lead.start("dashes") + found.start() for found in re.finditer("-", lead["dashes"]))
    found = _KEY.match(line, lead.end())
    return _Line(number, dashes, found["key"] if found else None, lead.end(), found["value"] if found else line[lead.end() :])


def _above(lines: Sequence[str], number: int, column: int, dashed: bool) -> Iterator[tuple[str | int, _Line]]:
    """Yield what the place at ``column`` stands in, from the inside out, each step with the line that opens it."""
    for index in range(number - 1, -1, -1):
        if _REMARK.match(lines[index]):
            continue
        line = _read(index, lines[index].rstrip("\r\n"))
        # The dashes of a list may stand in the column of the key that holds it: that key is outside of them all the same.
        outside = line.column < column or (dashed and line.column == column)
        if line.key is not None and outside:
            yield line.key, line
            column, dashed = line.column, False
        for dash in reversed(line.dashes):
            if dash < column:
                yield 0, line
                column, dashed = dash, True
        if column == 0 and not dashed:
            return


def _holds_text(line: _Line, path: Path) -> bool:
    """Return whether what is more indented than ``line`` goes on with a text that begins there."""
    if isinstance(path[-1], str) and line.key == path[-1]:
        return bool(_BLOCK.match(line.rest)) or not (_REMARK.match(line.rest) or line.rest[0] in "[{&")
    return bool(_BLOCK.match(line.rest)) and line.key is None


def _in_value(value: str, path: Path) -> Cursor:
    return _in_flow(value, path) if value[:1] in ("[", "{") else Cursor(path, False, value)


@dataclass(frozen=True, slots=True)
class _Open:
    """An open bracket: of a mapping the keys so far and the one whose value is being typed."""

    mapping: bool
    keys: frozenset[str] = frozenset()
    key: str | None = None

    @property
    def step(self) -> Path:
        """The step of a path that leads into it: none into a mapping of which a key is being typed."""
        if self.key is not None:
            return (self.key,)
        return () if self.mapping else (0,)

    @property
    def is_at_key(self) -> bool:
        return self.mapping and self.key is None

    def with_key(self, written: str) -> _Open:
        return replace(self, key=written.strip("\"'"), keys=self.keys | {written})


def _in_flow(text: str, path: Path) -> Cursor:
    """Return where the cursor is at the end of ``text``, a value in brackets at ``path``."""
    stack: list[_Open] = []
    word = ""
    for token in _FLOW.findall(text):
        if token in "[{":
            stack.append(_Open(token == "{"))
        elif token in "]}":
            del stack[-1:]
        elif token == ":" and stack and stack[-1].mapping:
            stack[-1] = stack[-1].with_key(word.strip())
        elif token == "," and stack:
            stack[-1] = replace(stack[-1], key=None)
        else:
            word += token
            continue
        word = ""
    for bracket in stack:
        path += bracket.step
    on_key = bool(stack) and stack[-1].is_at_key
    return Cursor(path, on_key, word.lstrip(), stack[-1].keys if on_key else frozenset())


def _beside(lines: Sequence[str], here: _Line) -> Iterator[str]:
    """Yield the keys of the mapping in which ``here`` is a line."""
    if not here.dashes:
        yield from _keys_along(lines, range(here.number - 1, -1, -1), here.column)
    yield from _keys_along(lines, range(here.number + 1, len(lines)), here.column)


def _keys_along(lines: Sequence[str], numbers: range, column: int) -> Iterator[str]:
    for index in numbers:
        if _REMARK.match(lines[index]):
            continue
        line = _read(index, lines[index].rstrip("\r\n"))
        starts_another = bool(line.dashes) and line.dashes[-1] < column
        # Looking upwards, the dash that the mapping itself begins with is the last line that belongs to it.
        begins_ours = starts_another and numbers.step < 0 and line.column == column
        if line.first < column and not begins_ours:
            return
        if line.key is not None and line.column == column:
            yield line.key
        if starts_another:
            return
