"""Names whose capitals are known: lists that ship as data, and the search for them written otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from ctct.lint.letters import NEW_STYLE, new_style, old_style
from ctct.lint.prose import Prose
from ctct.source.shipped import word_list

_LETTER = re.compile(r"[\w'’]")
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Misspelt:
    """A name ``written`` at ``start:end`` of the prose in other capitals than ``right``."""

    start: int
    end: int
    written: str
    right: str


IsMeant = Callable[[str, bool], bool]
"""Whether what is written was meant as the name, told from its capitals and from whether it begins a sentence."""


def always(written: str, opens: bool) -> bool:
    """Accept a name that is nothing else, however it is written."""
    return True


def capitalised(written: str, opens: bool) -> bool:
    """Accept a name that begins with a capital."""
    return written[0].isupper()


def capitalised_in_sentence(written: str, opens: bool) -> bool:
    """Accept a name that begins with a capital where no sentence asked for it."""
    return written[0].isupper() and not opens


def partly_capital(written: str, opens: bool) -> bool:
    """Accept a name in which a capital stands that no sentence asked for: the rest may be common words."""
    return any(map(str.isupper, written[1:] if opens else written))


def capitals_throughout(written: str, opens: bool) -> bool:
    """Accept a name of which every word begins with a capital."""
    return all(word[0].isupper() for word in written.split())


class Phrases:
    """Names as they should be written; one that is given twice may be written in both ways, and the first is proposed."""

    def __init__(self, names: Iterable[str]) -> None:
        ways: dict[str, list[str]] = {}
        for name in map(old_style, names):
            ways.setdefault(name.lower(), []).append(name)
        # The longest first, and what it covers is taken: «Ủy ban nhân dân tỉnh» is not told of as «nhân dân» again.
        self._names = [
            (folded, frozenset(_WORD.findall(folded)), right)
            for folded, right in sorted(ways.items(), key=lambda way: len(way[0]), reverse=True)
        ]

    def misspelt(self, prose: Prose, meant: IsMeant) -> Iterator[Misspelt]:
        """Yield every name that is written in other capitals, the longest where several share a place."""
        for start, end, ways in self._found(prose):
            if _is_wrong(prose, start, end, ways, meant):
                written = prose.joined[start:end]
                right = new_style(ways[0]) if NEW_STYLE.search(written) else ways[0]
                yield Misspelt(start, end, written, right)

    def _found(self, prose: Prose) -> Iterator[tuple[int, int, list[str]]]:
        taken = bytearray(len(prose.folded))
        for folded, words, ways in self._names:
            # Most names have a word that the draft has not: asking a set spares reading the texts through for each.
            for start, end in _whole(folded, prose.folded) if words <= prose.folded_words else ():
                if not taken[start]:
                    taken[start:end] = b"\1" * (end - start)
                    yield start, end, ways


def _whole(name: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield where ``name`` stands in ``text`` and is no part of a longer word."""
    end = 0
    while (start := text.find(name, end)) >= 0:
        end = start + len(name)
        if not ((start and _LETTER.match(text, start - 1)) or _LETTER.match(text, end)):
            yield start, end


def _is_wrong(prose: Prose, start: int, end: int, ways: list[str], meant: IsMeant) -> bool:
    written = prose.in_old_style[start:end]
    if written in ways or written.isupper():
        return False  # a heading in capitals says nothing of how the name is written
    opens = prose.opens_sentence(start)
    if opens and any(written[1:] == way[1:] for way in ways):
        return False  # the sentence asked for the first capital
    return meant(written, opens)


@cache
def phrases(heading: str) -> Phrases:
    """Return the names of a list in ``viet-hoa.txt``."""
    return Phrases(word_list("viet-hoa.txt", heading))
