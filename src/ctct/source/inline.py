r"""The marks inside a text: ``@id`` a reference, ``[^id]`` a note, ``*italic*``, ``**bold**``; ``\`` takes a mark's force away.

``@~id`` asks for the short form, ``@a+b`` names several targets at once; ``@vb:id`` cites a document of the register,
``@vb:id~`` by number alone. A mark that is not whole is plain text.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"

is_id = re.compile(rf"~?{ID}").fullmatch

_SIGNS = re.compile(r"[\\@*]|\[(?=\^)")
_ANY_MARK = re.compile(r"[@*\\]|\[\^")
_CITED = r"\w+(?:-\w+)*"  # what is no id, for its accents or capitals, can be meant as nothing else: it is told, not printed
_TOKEN = re.compile(
    r"\\([\\@*\[])|(?<![\w.@/])@"
    rf"(?:vb:(?P<cited>{_CITED})(?P<brief>~?)|(?P<short>~?)(?P<ids>{ID}(?:\+{ID})*))"
    r"|\[\^(?P<note>[^\]\s\[]+)\]"
)

CITATION = rf"vb:{_CITED}~?"
"""What follows the «@» that cites a document of the register."""

# Stars are read as Markdown reads them: «5*3*2», «* x *» and a lone star are no emphasis. The two ends are sought apart: one
# pattern for both would run to the end of the text from every star that nothing closes, and a text may be nothing but those.
_OPENING = re.compile(r"(?<![\\\w*])(\*\*?)(?=[^\s*])")
_CLOSING = {stars: re.compile(rf"(?<=[^\s\\*]){re.escape(stars)}(?![\w*])") for stars in ("*", "**")}

_glued_at = re.compile(r"[^\W_][\w-]{0,80}|[-_][^\W_][\w-]{0,80}").match
_BEFORE_SENTENCE = ' \t*“"('
_ENDS_SENTENCE = ".!?…\n"


class Words(NamedTuple):
    r"""Text of one look; ``part`` is where it stands in the text, with each ``\`` that is not printed."""

    text: str
    italic: bool = False
    bold: bool = False
    part: tuple[int, int] = (0, 0)


class Reference(NamedTuple):
    """``@id``; ``part`` is where it stands in the text, ``opens`` whether a sentence begins with it, ``first`` whether the
    text does, ``glued`` the letters that follow it without a blank.
    """

    ids: tuple[str, ...]
    short: bool
    part: tuple[int, int]
    opens: bool
    first: bool
    italic: bool = False
    glued: str = ""


class Mark(NamedTuple):
    """``[^id]``; ``part`` is where it stands in the text."""

    id: str
    part: tuple[int, int]


class CitationMark(NamedTuple):
    """``@vb:id``; ``part`` is where it stands in the text."""

    id: str
    short: bool
    part: tuple[int, int]
    italic: bool = False


Piece = Words | Reference | Mark | CitationMark


@lru_cache(maxsize=16_384)
def read_inline(text: str) -> tuple[Piece, ...]:
    """Return the pieces of ``text`` in order; never fails. An editor asks for the same texts at each keystroke."""
    if not _ANY_MARK.search(text):
        return (Words(text, part=(0, len(text))),)
    return tuple(_emphasised(text, 0, len(text), False, False))


def _emphasised(text: str, start: int, end: int, italic: bool, bold: bool) -> Iterator[Piece]:
    """Yield the pieces of ``text[start:end]``, all of which is ``italic`` or ``bold`` already."""
    unclosed: set[str] = set()
    seek = start
    while opening := _OPENING.search(text, seek, end):
        stars = opening[1]
        # What an opening finds no end for, no later one of its kind does: each kind is sought in vain once at most.
        closing = None if stars in unclosed else _CLOSING[stars].search(text, opening.end() + 1, end)
        if closing is None:
            unclosed.add(stars)
            seek = opening.end()
            continue
        yield from _tokens(text, start, opening.start(), italic, bold)
        inside = (italic or stars == "*", bold or stars == "**")
        yield from _emphasised(text, opening.end(), closing.start(), *inside)
        start = seek = closing.end()
    yield from _tokens(text, start, end, italic, bold)


def _tokens(text: str, start: int, end: int, italic: bool, bold: bool) -> Iterator[Piece]:
    words, begun = "", start
    for match in _TOKEN.finditer(text, start, end):
        words += text[start : match.start()]
        start = match.end()
        if match[1]:
            words += match[1]
            continue
        if words:
            yield Words(words, italic, bold, (begun, match.start()))
        yield _token(text, match, italic)
        words, begun = "", start
    if words := words + text[start:end]:
        yield Words(words, italic, bold, (begun, end))


def letters(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield where each printed character of the words ``text[start:stop]`` stands, in which no other mark does."""
    at = start
    for match in _TOKEN.finditer(text, start, stop):
        if match[1]:
            yield from ((place, place + 1) for place in range(at, match.start()))
            yield match.span()
            at = match.end()
    yield from ((place, place + 1) for place in range(at, stop))


def _token(text: str, match: re.Match[str], italic: bool) -> Piece:
    if match["note"]:
        return Mark(match["note"], match.span())
    if match["cited"]:
        return CitationMark(match["cited"], bool(match["brief"]), match.span(), italic)
    before = match.start()
    while before and text[before - 1] in _BEFORE_SENTENCE:
        before -= 1
    first = before == 0
    opens = first or text[before - 1] in _ENDS_SENTENCE
    glued = _glued_at(text, match.end())
    rest = glued[0] if glued else ""
    return Reference(tuple(match["ids"].split("+")), bool(match["short"]), match.span(), opens, first, italic, rest)


def escaped(text: str) -> str:
    """Return words with each sign that may be a mark as a letter."""
    return _SIGNS.sub(r"\\\g<0>", text)


def escaped_text(text: str) -> str:
    """Return words that are a whole text, so that no sign in them is read as a mark."""
    return text if read_inline(text) == (Words(text, part=(0, len(text))),) else escaped(text)
