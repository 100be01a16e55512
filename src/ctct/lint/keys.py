"""Words that a typing program left as the keys that were struck: «Quyeets» (Telex), «Quye61t» (VNI)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from ctct.lint.letters import GRAVE, HEAVY, HOOK, SHARP, TILDE, VOWEL, with_tone, without_tone
from ctct.source.shipped import word_list
from ctct.source.syllable import is_syllable

_TELEX_HATS = {
    "dd": "đ", "aa": "â", "ee": "ê", "oo": "ô", "aw": "ă", "ow": "ơ", "uw": "ư", "uow": "ươ", "w": "ư"
}  # fmt: skip
# «uow» before «ow»: «uow» is ươ, not u and ơ. A «w» alone is ư, but none that begins a word («website») or ends it («show»).
_TELEX_HAT = re.compile("uow|dd|aa|ee|oo|[aou]w|(?<=[a-zđ])w(?=[a-z])")
_TELEX_TONES = {"s": SHARP, "f": GRAVE, "r": HOOK, "x": TILDE, "j": HEAVY}
# The key of a tone may be struck after the vowel or at the end of the syllable: «quyeets», «quyeest». No syllable has more
# than five letters behind its first vowel.
_TELEX_TONE = re.compile(rf"(?<={VOWEL})([a-z]{{0,5}}?)([sfrxj])")

_VNI_HATS = {"d9": "đ", "a6": "â", "e6": "ê", "o6": "ô", "a8": "ă", "o7": "ơ", "u7": "ư"}
_VNI_HAT = re.compile("d9|[aeo]6|a8|[ou]7")
_VNI_TONES = {"1": SHARP, "2": GRAVE, "3": HOOK, "4": TILDE, "5": HEAVY}
_VNI_TONE = re.compile(rf"(?<={VOWEL})([a-z]{{0,5}}?)([1-5])")


class Reading(NamedTuple):
    """What the keys spell, and whether no foreign word or name could look so."""

    word: str
    sure: bool


@lru_cache(maxsize=20_000)
def read_telex(word: str) -> Reading | None:
    """Return what a lower-case word spells in Telex, if it is no syllable as it stands and is one then.

    A single key may belong to a foreign word; it is taken for Telex only where it makes a frequent syllable.
    """
    if len(word) < 3 or word in _foreign() or is_syllable(word):
        return None
    hatted, hats = _TELEX_HAT.subn(lambda key: _TELEX_HATS[key[0]], word)
    spelt, tones = _with_key(hatted, _TELEX_TONE, _TELEX_TONES)
    if hats + tones == 0 or not is_syllable(spelt):
        return None
    # Two keys of Telex in one word are no chance; «dd» and a «j» at the end no language of ours has.
    if (hats and tones) or "dd" in word or word.endswith("j"):
        return Reading(spelt, True)
    is_half_typed = not word.isascii()  # «Hôij»: the typing program gave up in the middle
    return Reading(spelt, False) if is_half_typed or spelt in _frequent() else None


@lru_cache(maxsize=20_000)
def read_vni(word: str) -> Reading | None:
    """Return what a lower-case word with digits in it spells in VNI, if it spells a syllable.

    A digit alone may be a raised number; it is taken for VNI only where it makes a frequent syllable.
    """
    hatted, hats = _VNI_HAT.subn(lambda key: _VNI_HATS[key[0]], word)
    spelt, tones = _with_key(hatted, _VNI_TONE, _VNI_TONES)
    if hats + tones == 0 or len(spelt) < 2 or not is_syllable(spelt):
        return None
    # A digit inside of a word («d9i5nh») is no raised number; at the end («km2», «CO2») it mostly is one.
    if hats and (tones or "d9" in word or word[-1].isalpha()):
        return Reading(spelt, True)
    return Reading(spelt, False) if spelt in _frequent() else None


def _with_key(word: str, pattern: re.Pattern[str], tones: dict[str, str]) -> tuple[str, int]:
    """Return the word with the only tone key in it applied, and how many there were."""
    keys = pattern.findall(word)
    bare, tone = without_tone(word)
    if len(keys) != 1 or tone:
        return word, 0  # a syllable has one tone: two keys, or a key where there is a tone already, are something else
    return with_tone(pattern.sub(r"\1", bare), tones[keys[0][1]]), 1


@cache
def _frequent() -> frozenset[str]:
    return frozenset(" ".join(word_list("chinh-ta.txt", "tieng_thuong_gap")).split())


@cache
def _foreign() -> frozenset[str]:
    return frozenset(" ".join(word_list("chinh-ta.txt", "tu_nuoc_ngoai")).split())
