"""The forms in which words are kept and compared: what Word, keyboards and fonts do to them is undone."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ctct.source.unaccented import unaccented

_BLANKS = re.compile(r"[ \t\xa0\u2000-\u200a\u202f\u205f\u3000]+")
_UNPRINTED = dict.fromkeys(
    [
        *range(0x09),
        0x0B,
        0x0C,
        *range(0x0E, 0x20),
        0x7F,
        *range(0x80, 0xA0),
        0xAD,
        0xFEFF,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        0xFFFE,
        0xFFFF,
    ]
)
_SAME = str.maketrans(
    {"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "…": "..."}
)
_TONES = {tone: name for name, tone in enumerate("\u0300\u0301\u0303\u0309\u0323")}
_TONED_PAIR = re.compile("([oOuU])([\u0300\u0301\u0303\u0309\u0323])([aAeEyY])(?![\\w\u0300-\u036f])")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def clean(text: str) -> str:
    """Return a text composed letter by letter, without signs that nobody sees; blanks of all kinds become spaces."""
    text = unicodedata.normalize("NFC", text).translate(_UNPRINTED).replace("\u2011", "-")
    return _PRIVATE.sub("-", text)


def one_blank(text: str) -> str:
    """Return a text with single spaces for its blanks, none round the ends of lines."""
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n")).strip()


def in_one_line(text: str) -> str:
    """Return a text in one line."""
    return _BLANKS.sub(" ", text.replace("\n", " ")).strip()


@lru_cache(maxsize=65_536)
def even(text: str) -> str:
    """Return what two ways of writing the same words have in common: tones at one place, quotation marks, dashes and blanks
    of one kind.
    """
    text = in_one_line(clean(text)).translate(_SAME)
    if text.isascii():
        return text
    apart = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", _TONED_PAIR.sub(r"\1\3\2", apart))


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """Return the words of a text as they are looked up: even, in small letters."""
    return even(text).casefold()


def slug(text: str, syllables: int = 5) -> str:
    """Return an id made of the first syllables of a text, ``""`` where they make none."""
    words = unaccented(text.casefold()).split("_")
    while words and not words[0][:1].isalpha():
        del words[0]
    return "-".join(words[:syllables])
