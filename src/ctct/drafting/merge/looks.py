"""How words look, bold, italic and underlined, and what of that a copy has otherwise than the draft prints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from ctct.compare.hunks import hunks
from ctct.language import N_, _

_NAMES = {1: N_("đậm"), 2: N_("nghiêng"), 4: N_("gạch chân")}
_word = re.compile(r"\w+")


class Looked(NamedTuple):
    """A text and how it looks: a digit of :func:`look_of` for each of its characters."""

    text: str
    looks: str


class LookChange(NamedTuple):
    """The characters ``start:end`` of a copy's text look otherwise: ``more`` are the looks that they have and should not,
    ``less`` those that they should have. ``was`` is where they stand in what was printed, -1 for new words.
    """

    start: int
    end: int
    was: int
    more: int
    less: int

    def is_of_all(self, theirs: Looked) -> bool:
        """Return whether each sign of the words looks so, and not some in the midst of one alone."""
        part = slice(self.start, self.end)
        looks = {int(look) for sign, look in zip(theirs.text[part], theirs.looks[part], strict=True) if not sign.isspace()}
        return all(look & self.more == self.more and not look & self.less for look in looks)

    @property
    def told(self) -> str:
        """What changed, in words."""
        more = [_(name) for bit, name in _NAMES.items() if self.more & bit]
        less = [_("thôi {look}", look=_(name)) for bit, name in _NAMES.items() if self.less & bit]
        return ", ".join(more + less)


def look_of(*, bold: bool, italic: bool, underline: bool) -> str:
    """Return a look as a digit."""
    return str(bold + 2 * italic + 4 * underline)


def looked(pieces: Iterable[Looked]) -> Looked:
    """Return texts one after another; ``looks`` of each is one digit."""
    listed = [*pieces]
    return Looked("".join([text for text, _look in listed]), "".join([look * len(text) for text, look in listed]))


def looks_within(whole: Looked, text: str) -> str:
    """Return the looks of a part of a text; ``""`` for what is none."""
    at = whole.text.find(text)
    return whole.looks[at : at + len(text)] if at >= 0 else ""


def usual_look(looks: str) -> str:
    """Return the look of most of a text, of words in no look of their own ``"0"``."""
    return Counter(looks).most_common(1)[0][0] if looks else "0"


def look_changes(ours: Looked, theirs: Looked) -> list[LookChange]:
    """Return which words look otherwise than the draft prints them; new words, than any beside them."""
    if not theirs.looks or not ours.looks or ours == theirs or {*ours.looks} == {*theirs.looks} == {ours.looks[0]}:
        return []
    was = _places(ours.text, theirs.text)
    usual = usual_look(ours.looks)
    expected = "".join(_expected(ours.looks, usual, place, now) for place, now in zip(was, theirs.looks, strict=True))
    found = (_change(expected, theirs, match.span(), was) for match in _word.finditer(theirs.text))
    made = []
    for (more, less), group in groupby(found, key=lambda one: (one.more, one.less)):
        words = [*group]
        if more or less:
            made.append(words[0]._replace(end=words[-1].end))
    return made


def _expected(looks: str, usual: str, place: int, now: str) -> str:
    if place >= 0:
        return looks[place]
    return now if now in looks else usual


def _change(expected: str, theirs: Looked, span: tuple[int, int], was: list[int]) -> LookChange:
    more = less = 0
    for should, now in zip(expected[slice(*span)], theirs.looks[slice(*span)], strict=True):
        more |= int(now) & ~int(should)
        less |= int(should) & ~int(now)
    return LookChange(*span, was[span[0]], more, less)


def _places(old: str, new: str) -> list[int]:
    """Return where each character of a text stands in the old one, -1 for one that does not."""
    places: list[int] = []
    before = 0
    for hunk in hunks(old, new):
        places += range(before, before + hunk.new_start - len(places))
        places += [-1] * (hunk.new_end - hunk.new_start)
        before = hunk.old_end
    places += range(before, before + len(new) - len(places))
    return places


def joined(lines: Iterable[Looked]) -> Looked:
    """Return lines as one text."""
    listed = [*lines]
    if len(listed) == 1:
        return listed[0]
    if not all(one.looks or not one.text for one in listed):
        return Looked(" ".join(one.text for one in listed), "")
    return Looked(" ".join(one.text for one in listed), "0".join(one.looks for one in listed))
