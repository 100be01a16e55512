"""How well a line breaks between two words of a title: never inside a word of several syllables or a name, well before what
opens a phrase.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ctct.layout.together import NO_BREAK_SPACE
from ctct.source.shipped import word_list

_FILE = "ngat-dong.txt"
_SIGNS = "“”\"'«»()[].,;:!?…"
_PAUSES = (",", ";", ":")
_DASHES = ("-", "–")

INSIDE, CLINGING, NAME = 60.0, 30.0, 60.0
"""A break inside a word, behind a syllable that leads to the next, inside a name: only where nothing else fits."""

_BEFORE_UNIT, _BEFORE_OPENING, _PAUSE = 0.0, 1.0, 3.0
_ENUMERATED = 12.0
_BETWEEN_WORDS, _BESIDE_SYLLABLE, _BETWEEN_SYLLABLES = 3.0, 6.0, 10.0


class _Word(NamedTuple):
    """A word of ``length`` syllables, in which list it is (``""``: in none)."""

    length: int
    listed: str


def break_costs(syllables: Sequence[str]) -> list[float]:
    """Return what a break before each of the syllables costs (before the first: nothing)."""
    costs = [INSIDE] * len(syllables)
    costs[0] = 0
    in_capitals = all(syllable.isupper() for syllable in syllables if any(map(str.isalpha, syllable)))
    at = 0
    behind_unit = False
    words = list(_words(syllables))
    for left, right in pairwise(words):
        at += left.length
        # In capitals nothing tells a name from other words but its place: «XÃ TÂY SƠN».
        in_name = behind_unit and not right.listed if in_capitals else _is_name(syllables, at)
        costs[at] = NAME if in_name else _cost(left, right, syllables[at - 1], syllables[at])
        behind_unit = left.listed == "don_vi"
    return costs


def _words(syllables: Sequence[str]) -> Iterator[_Word]:
    """Yield the words, each the longest listed that stands there; a pause ends one."""
    bare = [syllable.strip(_SIGNS).lower() for syllable in syllables]
    at = 0
    while at < len(bare):
        length = _longest(syllables, at)
        while length > 1 and tuple(bare[at : at + length]) not in _listed():
            length -= 1
        yield _Word(length, _listed().get(tuple(bare[at : at + length]), ""))
        at += length


def _longest(syllables: Sequence[str], at: int) -> int:
    """Return how many syllables a word that begins at ``at`` may have."""
    length = 1
    while at + length < len(syllables) and length < _LONGEST and not syllables[at + length - 1].endswith(_PAUSES):
        length += 1
    return length


_LONGEST = 7


def _is_name(syllables: Sequence[str], at: int) -> bool:
    """Return whether the syllables round a break are both capitalised: parts of a name, or a body's kind and its field."""
    left, right = syllables[at - 1], syllables[at]
    return left[:1].isupper() and right[:1].isupper() and not left.endswith(_PAUSES)


def _cost(left: _Word, right: _Word, end: str, start: str) -> float:
    if end.endswith(_PAUSES):  # «phòng, chống» is one thing, «văn hóa, thể thao» are two
        return _PAUSE if left.length > 1 else _ENUMERATED
    if start in _DASHES or left.listed == "mo_cum" or start[:1].isdecimal() or _ends_with_number(end):
        return INSIDE if start in _DASHES else CLINGING  # a line that begins with a dash looks like an item of a list
    if right.listed == "mo_cum":
        return _BEFORE_OPENING
    if right.listed == "don_vi" and left.listed != "don_vi":
        return _BEFORE_UNIT
    if left.listed == "khong_cuoi_dong" or (left.listed == "don_vi" and start[:1].isupper()):
        return CLINGING
    known = (left.listed == "tu_ghep") + (right.listed == "tu_ghep" or start[:1].isupper())
    return (_BETWEEN_SYLLABLES, _BESIDE_SYLLABLE, _BETWEEN_WORDS)[known]


def _ends_with_number(syllable: str) -> bool:
    """Return whether a number stands last, be it kept with the word before it: «ngày 30»."""
    return syllable.rpartition(NO_BREAK_SPACE)[2].strip(_SIGNS).isdecimal()


@cache
def _listed() -> Mapping[tuple[str, ...], str]:
    """Return the words of the lists, as syllables, with the list that each is in; the last list that has one counts."""
    return {
        tuple(word.split()): heading
        for heading in ("tu_ghep", "khong_cuoi_dong", "mo_cum", "don_vi")
        for line in word_list(_FILE, heading)
        for word in line.split(",")
    }
