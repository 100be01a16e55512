"""Vietnamese letters for patterns, and the two ways of writing the tone of «hòa», «khỏe», «ủy».

A class that lists the letters takes ten times as long to compile as one of these, which say what is no such letter.
"""

from __future__ import annotations

import re
import unicodedata

LETTER = r"[^\W\d_]"
CAPITAL = r"[^\W\d_a-z]"
"""A letter that is likely a capital; whoever must know asks ``isupper``."""

VOWEL = r"[^\W\d_bcdfghj-np-tv-xz]"
"""A small vowel, or «đ»."""

_PAIRS = {
    left + new: old + right
    for left, right, olds, news in (
        ("o", "a", "òóỏõọ", "àáảãạ"),
        ("o", "e", "òóỏõọ", "èéẻẽẹ"),
        ("u", "y", "ùúủũụ", "ỳýỷỹỵ"),
    )
    for old, new in zip(olds, news, strict=True)
}
_CASES = (str.lower, str.upper, str.capitalize, lambda pair: pair[0] + pair[1].upper())
_OLD_OF = {change(new): change(old) for new, old in _PAIRS.items() for change in _CASES}
_NEW_OF = {old: new for new, old in _OLD_OF.items()}
# In «quý», «quả» the «u» belongs to «qu» and there is no choice; before a final («hoàn», «tuyết») there is none either.
_ENDS_OPEN = rf"(?<![qQ]..)(?!{LETTER})"

OLD_STYLE = re.compile(f"(?:[òóỏõọÒÓỎÕỌ][aeAE]|[ùúủũụÙÚỦŨỤ][yY]){_ENDS_OPEN}")
"""«òa», «ủy» …: the tone on the first of two open vowels."""

NEW_STYLE = re.compile(f"(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|[uU][ỳýỷỹỵỲÝỶỸỴ]){_ENDS_OPEN}")
"""«oà», «uỷ» …: the tone on the second."""


def old_style(text: str) -> str:
    """Return ``text``, as long as it was, with «oà», «uỷ» … written «òa», «ủy»."""
    return NEW_STYLE.sub(lambda match: _OLD_OF[match[0]], text)


def new_style(text: str) -> str:
    """Return ``text``, as long as it was, with «òa», «ủy» … written «oà», «uỷ»."""
    return OLD_STYLE.sub(lambda match: _NEW_OF[match[0]], text)


def has_usual_capitals(word: str) -> bool:
    """Return whether a word is written in small letters, in capitals, or with one capital in front."""
    return word.islower() or word.isupper() or word.istitle()


SHARP, GRAVE, HOOK, TILDE, HEAVY = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_TONE = re.compile(f"[{SHARP}{GRAVE}{HOOK}{TILDE}{HEAVY}]")
# «qu» is an onset, «gi» is one before another vowel («già», but «gì»): the tone stands on neither. Each part takes all it can
# and gives nothing back: a word that is no syllable is refused without trying where else to part it.
_split_syllable = re.compile(r"(qu|gi(?=[aăâeêoôơuư])|[bcdđghklmnpqrstvx]*+)([aăâeêioôơuưy]++)([a-z]*)").fullmatch
_HATTED = re.compile("[ăâêôơư]")


def without_tone(syllable: str) -> tuple[str, str]:
    """Return a lower-case syllable without its tone, and the tone as a combining character (``""`` for none)."""
    letters = unicodedata.normalize("NFD", syllable)
    tone = _TONE.search(letters)
    return unicodedata.normalize("NFC", _TONE.sub("", letters)), tone[0] if tone else ""


def with_tone(bare: str, tone: str) -> str:
    """Return a lower-case syllable with ``tone`` on the letter that carries it: in the old style where there is a choice."""
    parts = _split_syllable(bare)
    if not parts or not tone:
        return bare
    onset, vowels, coda = parts.groups()
    place = len(onset) + _bearer(vowels, coda)
    return unicodedata.normalize("NFC", bare[: place + 1] + tone + bare[place + 1 :])


def _bearer(vowels: str, coda: str) -> int:
    """Return which of the vowels carries the tone: the last with a hat or horn, the last before a final, else the middle."""
    hatted = [match.start() for match in _HATTED.finditer(vowels)]
    if hatted:
        return hatted[-1]  # «ươ»: the second, «người»
    if coda:
        return len(vowels) - 1  # «hoàn», «xoét»
    return 1 if len(vowels) == 3 else 0  # «ngoài»; «hòa» in the old style
