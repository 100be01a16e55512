"""Whether a word is spelt as a Vietnamese syllable."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONE = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_TONE_ON_NO_VOWEL = re.compile("[^aeiouy\u0302\u0306\u031b][\u0300\u0301\u0303\u0309\u0323]")  # ñ
_SHARP_OR_HEAVY = re.compile("[\u0301\u0323]")
_STOPPED = re.compile("[cpt]h?$")
_SYLLABLE = re.compile(
    "(?:[bdđhlmnpqrstvx]|c(?![eêiy])|ch|g(?![eêi])|gh(?=[eêi])|gi|k(?=[eêiy])|kh|ng(?![eêi])|ngh(?=[eêi])|nh|ph|qu"
    "|t[hr])?"
    "(?:(?:[aăâeêioôơuư]|iê|yê|uô|ươ|o[aăe]|u[âêy]|uyê)(?:ch|n[gh]?|[cmpt])"
    "|a[iouy]?|â[uy]|eo?|êu?|i[au]?|iêu|yêu|oi?|ôi?|ơi?|u[aiyêơ]?|uôi|ư[aiu]?|ươ[iu]|oa[iyo]?|oeo?|uây|uy[au]|y)"
    "|quy(?:ch|nh|t)|gin?"
)


@lru_cache(maxsize=50_000)
def is_syllable(word: str) -> bool:
    """Tell whether the word is spelt as a Vietnamese syllable: one tone at most, sắc or nặng before c, p, t, ch."""
    letters = unicodedata.normalize("NFD", word.lower())
    bare, tones = _TONE.subn("", letters)
    if tones > 1 or _TONE_ON_NO_VOWEL.search(letters) or (_STOPPED.search(bare) and not _SHARP_OR_HEAVY.search(letters)):
        return False
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None
