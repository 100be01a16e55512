"""The form in which words are kept: what Word, keyboards and fonts do to them is undone. Ids are made of such words."""

from __future__ import annotations

import re
import unicodedata

from ctct.compare.normal import without_unseen
from ctct.source.unaccented import unaccented

_BLANKS = re.compile(r"[ \t\xa0\u2000-\u200a\u202f\u205f\u3000]+")
_CONTROLS = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, *range(0x80, 0xA0), 0xFFFE, 0xFFFF])
_PRIVATE = re.compile("[\ue000-\uf8ff]")


def clean(text: str) -> str:
    """Return a text composed letter by letter, without signs that nobody sees; blanks of all kinds become spaces."""
    text = without_unseen(unicodedata.normalize("NFC", text)).translate(_CONTROLS).replace("\u2011", "-")
    return _PRIVATE.sub("-", text)


def one_blank(text: str) -> str:
    """Return a text with single spaces for its blanks, none round the ends of lines."""
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n")).strip()


def in_one_line(text: str) -> str:
    """Return a text in one line."""
    return _BLANKS.sub(" ", text.replace("\n", " ")).strip()


def slug(text: str, syllables: int = 5) -> str:
    """Return an id made of the first syllables of a text, ``""`` where they make none."""
    words = unaccented(text.casefold()).split("_")
    while words and not words[0][:1].isalpha():
        del words[0]
    return "-".join(words[:syllables])
