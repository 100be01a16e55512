"""Reads a YAML text again after a few letters of one scalar were typed: only that scalar is read, the rest has but moved.

A draft of two thousand works takes a tenth of a second to read; an editor asks at each keystroke. Whatever is not plainly
inside of one scalar is left to :func:`ctct.source.yaml.load`.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from ctct.diagnostics import Path, Rejected
from ctct.source.lookup import alike, path_at, value_at
from ctct.source.spans import Place, Spans
from ctct.source.yaml import load

LIMIT_MOVES = 40
"""After how many such changes a text is read whole again: each makes places a little slower to find."""

_ANCHOR = re.compile(r"(?:^|[\s\[{,:-])&\S", re.MULTILINE)
_blank_rest_at = re.compile(r"[ \t]*(?=[\r\n]|$)(?![^\r\n])").match
_LINE_BREAK = re.compile(r"[\r\n]")
_KEY = "x: "


class Moved(Spans):
    """The places of a text that has changed inside of a scalar: all that stood at ``at`` or after it has moved by ``by``."""

    def __init__(self, before: Spans, text: str, at: int, by: int) -> None:
        self.text = text
        self._numbers, self._keys = before._numbers, before._keys
        self.moves: tuple[tuple[int, int], ...] = (*(before.moves if isinstance(before, Moved) else ()), (at, by))

    def _place(self, index: int) -> Place:
        place = super()._place(index)
        start, end, key_start, key_end = map(self._now, place[:4])
        return Place(start, end, key_start, key_end, place.first, place.size)

    def _now(self, offset: int) -> int:
        for at, by in self.moves:
            if offset >= at:
                offset += by
        return offset


class _Change(NamedTuple):
    """The characters ``start:end`` of the old text became ``start:new_end`` of the new."""

    old: str
    new: str
    start: int
    end: int
    new_end: int

    @property
    def by(self) -> int:
        return self.new_end - self.end

    @property
    def in_one_line(self) -> bool:
        """Whether it neither makes nor joins lines, and none begins with it: indents are as they were."""
        touched = self.old[self.start : self.end] + self.new[self.start : self.new_end]
        line = max(self.old.rfind("\n", 0, self.start), self.old.rfind("\r", 0, self.start)) + 1
        return "\n" not in touched and "\r" not in touched and bool(self.old[line : self.start].strip())

    @property
    def at_end_of_line(self) -> bool:
        """Whether nothing but blanks follows it."""
        return _blank_rest_at(self.old, self.end) is not None


def retype(value: object, places: Spans, text: str) -> tuple[object, Spans] | None:
    """Return what ``load(text)`` would, given that the text of ``places`` loads as ``value`` and ``places``; ``None`` if that
    cannot be told without loading.
    """
    change = _change(places.text, text)
    worn = isinstance(places, Moved) and len(places.moves) >= LIMIT_MOVES
    if worn or not change.in_one_line or ("&" in text and _ANCHOR.search(text)):
        return None
    typed = text[change.start : change.new_end]
    if change.at_end_of_line and (change.old[change.start - 1] in " \t" or not typed.strip(" \t")):
        return _after_blanks(value, places, change)
    return _inside(value, places, change)


def _change(old: str, new: str) -> _Change:
    start = alike(old, new)
    behind = min(alike(old[::-1], new[::-1]), len(old) - start, len(new) - start)
    return _Change(old, new, start, len(old) - behind, len(new) - behind)


def _after_blanks(value: object, places: Spans, change: _Change) -> tuple[object, Spans] | None:
    """Read again where a line was typed on behind blanks at its end, or blanks only came or went there."""
    end = len(change.old[: change.start].rstrip(" \t"))
    shorter = change.old[:end] + change.old[change.end :]
    trimmed = Moved(places, shorter, end + 1, end - change.end)
    typed = change.new[end : change.new_end]
    if typed.strip(" \t"):
        return _inside(value, trimmed, _Change(shorter, change.new, end, end, change.new_end))
    at, _ = path_at(value, places, end)
    is_plain = isinstance(value_at(value, at), str) and places.locate(at)[1] == end and _in_block(places, at)
    return (value, Moved(trimmed, change.new, end + 1, len(typed))) if is_plain else None


def _inside(value: object, places: Spans, change: _Change) -> tuple[object, Spans] | None:
    """Read the scalar again that the change is inside of, behind its first character."""
    at, on_key = path_at(value, places, change.start)
    start, end = places.locate(at)
    written = change.old[start:end]
    if on_key or not start < change.start <= change.end <= end or not _in_block(places, at):
        return None
    if written[0] in "|>" and not _LINE_BREAK.search(written, 0, change.start - start):
        return None
    said = _alone(change.old[start : change.start] + change.new[change.start : change.new_end] + change.old[change.end : end])
    if said is None or _alone(written) != value_at(value, at):
        return None
    return _replaced(value, at, said), Moved(places, change.new, change.end, change.by)


def _in_block(places: Spans, at: Path) -> bool:
    """Return whether what stands at ``at`` is in no brackets."""
    return not any(places.text[places.locate(at[:length])[0]] in "[{" for length in range(len(at)))


def _alone(written: str) -> str | None:
    """Return the text that ``written`` is where it stands after a key, if it is one and nothing more."""
    try:
        value, places = load(_KEY + written)
    except Rejected:
        return None
    said = value["x"] if isinstance(value, dict) and list(value) == ["x"] else None
    whole = places.locate(("x",)) == (len(_KEY), len(_KEY) + len(written))
    return said if isinstance(said, str) and whole else None


def _replaced(value: Any, at: Path, new: str) -> Any:
    """Return ``value`` with ``new`` at ``at``, whatever lies beside the way there shared."""
    if not at:
        return new
    inner = _replaced(value[at[0]], at[1:], new)
    if isinstance(value, dict):
        return {**value, at[0]: inner}
    return [*value[: at[0]], inner, *value[int(at[0]) + 1 :]]
