"""Differences as the rows of the table that offices compare drafts by: old words, new words, what changed in each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ctct.changes.kinds import NAMES, Change, Differences
from ctct.changes.passages import Passage
from ctct.changes.text import said
from ctct.compare.hunks import hunks

HEADS = ("TT", "Nội dung cũ", "Nội dung mới", "Giải trình")
NUMBERS = "Số cũ → số mới"
"""What stands before the numbers that are others."""


class Span(NamedTuple):
    """Words of a cell, and whether they are those that changed."""

    text: str
    changed: bool = False


Line = tuple[Span, ...]


class Row(NamedTuple):
    """A row: what each side says, a line a paragraph, where it stands first; what kind of change it is; from where it was moved
    (``""`` for what was not).
    """

    kind: str
    old: tuple[Line, ...]
    new: tuple[Line, ...]
    moved_from: str = ""


def rows(found: Differences) -> list[Row]:
    """Return a row a change."""
    return [_row(change) for change in found.changes]


def numbers(found: Differences) -> str:
    """Return the numbers that are others, in one line."""
    return ", ".join(f"{old.way} → {new.way}" for old, new in found.numbers)


def _row(change: Change) -> Row:
    name = NAMES[change.kind]
    moved_from = change.old[0].way if change.moved and change.old and change.new else ""
    if not change.old or not change.new or change.kind == "chuyen":
        marked = change.kind != "chuyen"
        return Row(name, _whole(change.old, marked), _whole(change.new, marked), moved_from)
    old, new = said(change.old), said(change.new)
    found = hunks(old, new)
    ours = _cut(change.old, [(one.old_start, one.old_end) for one in found])
    theirs = _cut(change.new, [(one.new_start, one.new_end) for one in found])
    return Row(name, ours, theirs, moved_from)


def _whole(passages: tuple[Passage, ...], marked: bool) -> tuple[Line, ...]:
    return tuple((*_number(one, first=not at), Span(one.text, marked)) for at, one in enumerate(passages))


def _number(passage: Passage, *, first: bool = True) -> Line:
    """Return the number before words; at the beginning of a cell the whole way to them, in brackets if they bear no number."""
    if not first or not passage.way or passage.way == passage.number.strip(" .-/:"):
        return (Span(f"{passage.number} "),) if passage.number else ()
    return (Span(f"{passage.way} " if passage.number else f"[{passage.way}] "),)


def _cut(passages: tuple[Passage, ...], places: list[tuple[int, int]]) -> tuple[Line, ...]:
    """Return passages that were joined by blanks, with what stands at ``places`` of the whole marked."""
    lines: list[Line] = []
    begin = 0
    for passage in passages:
        lines.append((*_number(passage, first=not lines), *_spans(passage.text, begin, places)))
        begin += len(passage.text) + 1
    return tuple(lines)


def _spans(text: str, begin: int, places: list[tuple[int, int]]) -> Iterator[Span]:
    at = 0
    for start, end in places:
        left, right = max(start - begin, at), min(end - begin, len(text))
        if left < right:
            if at < left:
                yield Span(text[at:left])
            yield Span(text[left:right], True)
            at = right
    if at < len(text):
        yield Span(text[at:])
