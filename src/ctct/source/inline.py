r"""The marks inside a text: ``@id`` a reference, ``[^id]`` a note, ``*italic*``, ``**bold**``; ``\`` takes a mark's force away.

``@~id`` asks for the short form, ``@a+b`` names several targets at once. A mark that is not whole is plain text.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"

is_id = re.compile(rf"~?{ID}").fullmatch

_MARKS = re.compile(r"[@*\\]|\[\^")
_EMPHASIS = re.compile(r"(?<![\\\w*])(\*\*?)(?=[^\s*])(.+?)(?<=[^\s\\*])\1(?![\w*])", re.DOTALL)
_TOKEN = re.compile(rf"\\([\\@*\[])|(?<![\w.@/])@(~?)({ID}(?:\+{ID})*)|\[\^([^\]\s\[]+)\]")


class Words(NamedTuple):
    """Text of one look."""

    text: str
    italic: bool = False
    bold: bool = False


class Reference(NamedTuple):
    """``@id``; ``part`` is where it stands in the text, ``opens`` whether a sentence begins with it."""

    ids: tuple[str, ...]
    short: bool
    part: tuple[int, int]
    opens: bool
    italic: bool = False


class Mark(NamedTuple):
    """``[^id]``; ``part`` is where it stands in the text."""

    id: str
    part: tuple[int, int]


Piece = Words | Reference | Mark


@lru_cache(maxsize=16_384)
def read_inline(text: str) -> tuple[Piece, ...]:
    """Return the pieces of ``text`` in order; never fails. An editor asks for the same texts at each keystroke."""
    if not _MARKS.search(text):
        return (Words(text),)
    return tuple(_emphasised(text, 0, len(text), False, False))


def _emphasised(text: str, start: int, end: int, italic: bool, bold: bool) -> Iterator[Piece]:
    while match := _EMPHASIS.search(text, start, end):
        yield from _tokens(text, start, match.start(), italic, bold)
        strong = len(match[1]) == 2
        yield from _emphasised(text, match.start(2), match.end(2), italic or not strong, bold or strong)
        start = match.end()
    yield from _tokens(text, start, end, italic, bold)


def _tokens(text: str, start: int, end: int, italic: bool, bold: bool) -> Iterator[Piece]:
    words = ""
    for match in _TOKEN.finditer(text, start, end):
        words += text[start : match.start()]
        start = match.end()
        if match[1]:
            words += match[1]
            continue
        if words:
            yield Words(words, italic, bold)
            words = ""
        yield _token(text, match, italic)
    if words := words + text[start:end]:
        yield Words(words, italic, bold)


def _token(text: str, match: re.Match[str], italic: bool) -> Piece:
    if match[4]:
        return Mark(match[4], match.span())
    return Reference(tuple(match[3].split("+")), bool(match[2]), match.span(), _opens_sentence(text[: match.start()]), italic)


def _opens_sentence(before: str) -> bool:
    before = before.rstrip(' \t*“"(')
    return not before or before[-1] in ".!?…\n"
