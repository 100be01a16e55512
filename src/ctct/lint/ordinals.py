"""Reads ordinals: «tư», «mười hai», «04», «XX»."""

from __future__ import annotations

from collections.abc import Sequence

from ctct.resolve.marks import ordinal, roman

LAST = 40
"""No congress or conference has come further, nor will one while it is counted in words."""

IN_WORDS = {ordinal(number): number for number in range(1, LAST)} | {"bốn": 4}  # «lần thứ bốn» is old, but written
_IN_ROMAN = {roman(number): number for number in range(1, LAST)}


def read_ordinal(words: Sequence[str]) -> tuple[int, str]:
    """Return the number that ``words`` begin with and the way it is written (``digits``, ``roman``, ``words``); 0 for none."""
    first = words[0] if words else ""
    if first.isdecimal():
        return int(first), "digits"
    if first in _IN_ROMAN:
        return _IN_ROMAN[first], "roman"
    return IN_WORDS.get(spelt(words), 0), "words"


def spelt(words: Sequence[str]) -> str:
    """Return those of ``words`` that make the number: all of «hai mươi mốt», the first of «tư khóa XX»."""
    # The longest first: «hai mươi mốt» begins with «hai», which is a number too.
    longer = (" ".join(words[:end]) for end in range(len(words), 1, -1))
    return next((text for text in longer if text in IN_WORDS), words[0] if words else "")
