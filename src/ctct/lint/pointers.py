"""References typed by hand to places of the document itself: «mục I, phần B của Chương trình này»."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ctct.diagnostics import Path
from ctct.lint.items import Placed, item_around
from ctct.lint.numbered_items import LEVELS_BY_NAME, NumberedItems, words_told
from ctct.lint.passages import Passage
from ctct.lint.reference_lists import join_lists, places_in
from ctct.lint.texts import Text, Texts
from ctct.model.types import TYPE_NAMES
from ctct.resolve.tree import Item, Resolved, text_of

_AT_THE_TOP = ("trich_yeu", "chu_the", "noi_dung")
_TYPES = frozenset(name.lower() for name in TYPE_NAMES.values())

_own_at = re.compile(
    r",? ?(?:(?:của|trong|tại) )?(phần|chương|mục|tiểu mục|điều|khoản|[A-ZĐ]\w++(?: \w++){0,3}?|[Vv]ăn bản|"
    rf"{'|'.join(sorted(_TYPES, key=len, reverse=True))}) này(?!\w)"
).match
"""Reads behind a passage what it is said to be of, where that is this document or a part of it: « của Chương trình này»."""

_MOST_REFERENCES = 20
"""A text with more different references than these names so many titles that nobody can tell which belongs to which."""


class Pointer(NamedTuple):
    """A typed reference.

    ``target`` is the item that it leads to as things are numbered now, ``None`` if there is none; ``meant`` the item beside it
    whose title the text around it names, if that is another one. ``other_type`` is what it calls this document, which is of
    another type.
    """

    passage: Passage
    target: Placed | None
    meant: Placed | None
    other_type: str = ""


class _Owned(NamedTuple):
    """A passage and what it is said to be of; ``quoted`` says that it stands between quotation marks."""

    passage: Passage
    owner: str
    written: str
    quoted: bool


def find_pointers(
    passages: Iterable[Passage], texts: Texts, resolved: Resolved, items: Mapping[Path, Placed]
) -> Iterator[Pointer]:
    """Yield the typed references, in reading order, but for those in quotations (between quotation marks, or to a document of
    another name, «Luật này») and those to levels that are typed by hand too. Of a list the last is yielded, and what leads
    nowhere.
    """
    owned = list(_owned(join_lists(passages), texts))
    if not owned:
        return
    numbered = NumberedItems(resolved, items)
    around, mentions = _WordsAround(owned, items), _Mentions(texts)
    for one in owned:
        scope = numbered.scope_of(one.owner, one.passage.text.at)
        if scope is None and mentions.is_slip(one):
            yield Pointer(one.passage, None, None, one.owner)
        elif scope is not None and not one.quoted:
            yield from _followed(one, scope, numbered, around, item_around(one.passage.text.at, items))


def _followed(
    one: _Owned, scope: Path, numbered: NumberedItems, around: _WordsAround, source: Placed | None
) -> Iterator[Pointer]:
    """Yield where a passage in the item ``source`` leads."""
    within = LEVELS_BY_NAME.get(one.owner.lower())
    if within and source is None:
        return  # «mục này» outside of every item
    *others, last = places_in(one.passage)
    for place in others:
        if numbered.lacks(place.steps, source, scope, within):
            yield Pointer(place.passage, None, None)
    if target := numbered.follow(last.steps, source, scope, within):
        words = around.of(one.passage.text, source)
        yield Pointer(last.passage, target, numbered.meant(words, target, scope) if words else None)
    elif numbered.lacks(last.steps, source, scope, within):
        yield Pointer(last.passage, None, None)


def _owned(passages: Iterable[Passage], texts: Texts) -> Iterator[_Owned]:
    """Yield the passages that are said to be of this document, each with whether a quotation is open where it stands. One may
    run over several paragraphs: an amended article is quoted whole.
    """
    depth = dict(_depth_of_quotation(texts))
    last: Text | None = None
    read = 0
    for passage in passages:
        text, start = passage.text, passage.part[0]
        if text is not last:
            last, read, opened = text, 0, depth[id(text)]
        opened += _opened(text.text, read, start)
        read = start
        if own := _own_at(text.text, passage.part[1]):
            yield _Owned(passage, own[1], passage.written + own[0], opened > 0)


class _Mentions:
    """Where the texts name other documents by their type: «Quy định này» may mean one that is named round it, or at the top."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._places: dict[str, frozenset[Path]] = {}

    def is_slip(self, one: _Owned) -> bool:
        """Return whether what a passage is said to be of can be no document but this one, which is of another type."""
        if one.quoted or one.owner[0].islower() or one.owner.lower() not in _TYPES:
            return False
        if one.owner not in self._places:
            self._places[one.owner] = frozenset(self._named(one.owner))
        return self._places[one.owner].isdisjoint({(), one.passage.text.at[:2]})

    def _named(self, owner: str) -> Iterator[Path]:
        """Yield the items of the highest level that name one, ``()`` for what holds everywhere."""
        named, defined = _named(owner), _defined(owner)
        for text in self._texts:
            if named.search(text.text):
                yield () if text.at[0] in _AT_THE_TOP or defined.search(text.text) else text.at[:2]


def _named(owner: str) -> re.Pattern[str]:
    return re.compile(rf"{owner}(?! này)")


def _defined(owner: str) -> re.Pattern[str]:
    return re.compile(rf"(?:gọi|viết) (?:chung |tắt )?là “?{owner}")


def _depth_of_quotation(texts: Texts) -> Iterator[tuple[int, int]]:
    """Yield each text's ``id`` with how many quotations are open where it begins."""
    depth = 0
    for text in texts:
        yield id(text), depth
        depth += _opened(text.text, 0, len(text.text))


def _opened(text: str, start: int, end: int) -> int:
    return text.count("“", start, end) - text.count("”", start, end)


class _WordsAround:
    """The words of the texts that references stand in, without the references themselves."""

    def __init__(self, owned: Iterable[_Owned], items: Mapping[Path, Placed]) -> None:
        self._written: dict[int, set[str]] = defaultdict(set)
        self._known: dict[int, frozenset[str] | None] = {}
        for one in owned:
            source = item_around(one.passage.text.at, items)
            self._written[_place_of(one.passage.text, source)].add(one.written)

    def of(self, text: Text, source: Placed | None) -> frozenset[str] | None:
        """Return the words of the item ``source``, or of ``text`` where it is in none; ``None`` where they tell nothing."""
        place = _place_of(text, source)
        if place not in self._known:
            self._known[place] = self._read(text.text if source is None else _whole(source.item), self._written[place])
        return self._known[place]

    def _read(self, around: str, references: set[str]) -> frozenset[str] | None:
        if len(references) > _MOST_REFERENCES:
            return None
        for written in sorted(references, key=len, reverse=True):
            around = around.replace(written, "")
        return words_told(around)


def _place_of(text: Text, source: Placed | None) -> int:
    return id(text) if source is None else id(source.item)


def _whole(item: Item) -> str:
    return " ".join(map(text_of, (item.ten, *item.noi_dung)))
