"""People known by name and posts, and the search for one whose name is written a little otherwise.

Nobody is compared with all the others: a draft may name thousands of people who share all words of their names but one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ctct.lint.likeness import folded, gap_spellings

_LONGEST = 60
"""The most characters that a name has. What is longer is not sought, for the search takes the square of it."""

_ANY, _NONE = "\nany", "\nnone"
"""Stand for a post where one of the danh bạ is found without having it in common. No post has a line break."""


class Known(NamedTuple):
    """A person; ``rank`` tells who was known first, ``listed`` who stands in the danh bạ."""

    rank: int
    name: str
    posts: Sequence[str]
    listed: bool


class People:
    """The people known so far."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._folded: dict[str, Known] = {}
        self._by_rest: dict[tuple[int, tuple[str, ...]], _Alike] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def add(self, name: str, posts: Sequence[str], *, listed: bool = False) -> None:
        """Make a person known."""
        known = Known(len(self._names), name, posts, listed)
        self._names.add(name)
        self._folded.setdefault(folded(name), known)
        for rest, word in _split(name):
            self._by_rest.setdefault(rest, _Alike()).add(word, known)

    def same(self, name: str, posts: Sequence[str]) -> Known | None:
        """Return the first person known of another name who is the one of this name: the names are alike but for the place of
        a tone mark, or but for a letter and there is a post in common. Of the danh bạ, which should know everyone, one is the
        same where either stands without a post too.
        """
        under = {*map(folded, posts), _NONE} if posts else {_ANY}
        # The same letters, but for the style of a tone mark, are the same person whatever the posts say.
        found = [self._folded.get(folded(name))]
        found += [self._by_rest[rest].first(word, under) for rest, word in _split(name) if rest in self._by_rest]
        return min((one for one in found if one), default=None)


class _Alike:
    """The people whose names have all words in common but one, by that word's spellings with a gap and by their posts. They
    wait until the first of them is sought: most of a danh bạ never is.
    """

    def __init__(self) -> None:
        self._waiting: list[tuple[str, Known]] = []
        self._first: dict[tuple[str, str], Known] = {}

    def add(self, word: str, known: Known) -> None:
        self._waiting.append((word, known))

    def first(self, word: str, under: Iterable[str]) -> Known | None:
        """Return the first whose word is at most a letter apart and who is found under one of the posts."""
        for other, known in self._waiting:
            for key in _keys(other, _found_under(known)):
                self._first.setdefault(key, known)
        self._waiting.clear()
        found = (self._first.get(key) for key in _keys(word, under))
        return min((one for one in found if one), default=None)


def _split(name: str) -> Iterator[tuple[tuple[int, tuple[str, ...]], str]]:
    """Yield each word of a name with all the others, in which case and place of tone marks do not count."""
    if len(name) <= _LONGEST:
        words = folded(name).split()
        for index, word in enumerate(name.split()):
            yield (index, (*words[:index], *words[index + 1 :])), word


def _found_under(known: Known) -> set[str]:
    posts = set(map(folded, known.posts))
    if known.listed:
        # Somebody named without a post may be anybody of the danh bạ; one of the danh bạ without posts may hold any.
        return {*posts, _ANY} if posts else {_ANY, _NONE}
    return posts


def _keys(word: str, under: Iterable[str]) -> Iterator[tuple[str, str]]:
    posts = tuple(under)
    return ((spelling, post) for spelling in gap_spellings(word) for post in posts)
