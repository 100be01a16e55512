"""References typed by hand to places of the document itself: «mục I, phần B của Chương trình này»."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ctct.diagnostics import Path
from ctct.lint.items import Placed, item_around
from ctct.lint.likeness import folded
from ctct.lint.ordinals import read_ordinal
from ctct.lint.passages import Passage, Step
from ctct.lint.texts import Text, Texts
from ctct.model.types import LEVEL_NAMES, TYPE_NAMES
from ctct.resolve.tree import Item, Resolved, text_of

_AT_THE_TOP = ("trich_yeu", "chu_the", "noi_dung")
_TYPES = frozenset(name.lower() for name in TYPE_NAMES.values())

_own_at = re.compile(
    r",? ?(?:(?:của|trong|tại) )?(phần|chương|mục|tiểu mục|điều|khoản|[A-ZĐ]\w++(?: \w++){0,3}?|[Vv]ăn bản|"
    rf"{'|'.join(sorted(_TYPES, key=len, reverse=True))}) này(?!\w)"
).match
"""Reads behind a passage what it is said to be of, where that is this document or a part of it: « của Chương trình này»."""

_LEVELS = {name: level for level, name in LEVEL_NAMES.items()}
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2}/\d{4}")
_WORD = re.compile(r"\w+")

_COMMON = 50
"""A word that more titles than these share tells none of them."""
_MOST_REFERENCES = 20
"""A text with more different references than these names so many titles that nobody can tell which belongs to which."""

Numbers = tuple[tuple[str, str], ...]
"""What a passage names: levels with bare numbers, from the inside out."""


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
    another name, «Luật này») and those to levels that are typed by hand too.
    """
    owned = list(_owned(passages, texts))
    if not owned:
        return
    numbered = _Numbered(resolved, items)
    around, mentions = _WordsAround(owned, items), _Mentions(texts)
    for one in owned:
        passage = one.passage
        scope = numbered.scope_of(one.owner, passage.text.at)
        if scope is None and mentions.is_slip(one) and numbered.has_levels((), passage.steps):
            yield Pointer(passage, None, None, one.owner)
        if one.quoted or scope is None or not numbered.has_levels(scope, passage.steps):
            continue
        source, within = item_around(passage.text.at, items), _LEVELS.get(one.owner.lower())
        if within and source is None:
            continue  # «mục này» outside of every item
        target = numbered.follow(passage.steps, source, scope, within)
        words = around.of(passage.text, source) if target else None
        yield Pointer(passage, target, numbered.meant(words, target, scope) if target and words else None)


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
        return _words(around)


def _place_of(text: Text, source: Placed | None) -> int:
    return id(text) if source is None else id(source.item)


def _whole(item: Item) -> str:
    return " ".join(map(text_of, (item.ten, *item.noi_dung)))


class _Numbered:
    """The items by their numbers, each in its scope: the place of the text that it belongs to, ``()`` for the body."""

    def __init__(self, resolved: Resolved, items: Mapping[Path, Placed]) -> None:
        attached = tuple(filter(None, (resolved.kem_theo, *resolved.phu_luc)))
        # In a «Chương trình hành động» one may say «Chương trình này».
        self._names: dict[Path, str] = {(): TYPE_NAMES[resolved.loai]} | {one.at: one.label for one in attached}
        self._roots: dict[Path, tuple[Item, ...]] = {(): resolved.items} | {one.at: one.items for one in attached}
        self._titles: dict[Path, _Titles] = {}
        self._scopes: dict[int, Path] = {}
        self._levels: set[tuple[Path, str]] = set()
        self._inside: dict[tuple[Path | int, str, str], list[Placed]] = {}
        self._known: dict[tuple[Path, Numbers], Placed | None] = {}
        for placed in items.values():
            self._add(placed)

    def _add(self, placed: Placed) -> None:
        """Know an item by its number, in its scope and in each item that it stands in."""
        item, above = placed
        scope = self._scopes[id(item)] = self._scopes[id(above.item)] if above else item.at[:-2]
        self._levels.add((scope, item.level))
        places: list[Path | int] = [scope, *(id(up.item) for up in (above.lineage() if above else ()))]
        for around in places:
            self._inside.setdefault((around, item.level, _bare(item.number)), []).append(placed)

    def scope_of(self, owner: str, at: Path) -> Path | None:
        """Return the scope that ``owner`` («Chương trình», «Điều») means to who reads at ``at``, ``None`` for one elsewhere."""
        here = next((scope for scope in self._names if scope and at[: len(scope)] == scope), ())
        if owner.lower() in _LEVELS or owner.lower() == "văn bản":
            return here
        return next((scope for scope in (here, *self._names) if owner.lower().startswith(self._names[scope].lower())), None)

    def has_levels(self, scope: Path, steps: tuple[Step, ...]) -> bool:
        """Return whether the scope has items of every level that ``steps`` name."""
        return all((scope, _LEVELS[step.level]) in self._levels for step in steps)

    def follow(self, steps: tuple[Step, ...], source: Placed | None, scope: Path, within: str | None) -> Placed | None:
        """Return the item that ``steps`` lead to: of several, the one nearest to ``source``; only inside the item of level
        ``within`` that ``source`` stands in, if one is given.
        """
        numbers = tuple((_LEVELS[step.level], _bare(step.number)) for step in steps)
        for up in source.lineage() if source and self._scopes[id(source.item)] == scope else ():
            if within in (None, up.item.level):
                found = self._first(id(up.item), numbers)
                if found or within:
                    return found
        if within:
            return None
        if (scope, numbers) not in self._known:
            self._known[scope, numbers] = self._first(scope, numbers)
        return self._known[scope, numbers]

    def _first(self, around: Path | int, numbers: Numbers) -> Placed | None:
        """Return the first item of ``numbers`` inside ``around``, sought from the outside in: there is one «mục II», and a
        «khoản 1» in each.
        """
        *inner, outermost = numbers
        found = self._inside.get((around, *outermost), [])
        if not inner:
            return found[0] if found else None
        return next((one for outer in found if (one := self._first(id(outer.item), tuple(inner)))), None)

    def meant(self, around: frozenset[str], target: Placed, scope: Path) -> Placed | None:
        """Return the item beside ``target`` whose title the words around name where they do not name the target's.

        Told by the words in which the two titles differ: at least two and half of the other's must be there, and hardly any
        of the target's.
        """
        place = target.item.at[:-1]
        if place not in self._titles:
            self._titles[place] = _Titles(target.above.item.children if target.above else self._roots[scope])
        titles = self._titles[place]
        best, best_share = None, 0.5
        known = titles.words[id(target.item)]
        for item in titles.named_in(around):
            words = titles.words[id(item)]
            share = _share(words - known, around)
            if share >= best_share and len(words & around) >= len(words) / 2:
                best, best_share = item, share
        if best is None:
            return None
        missing = known - titles.words[id(best)]
        return Placed(best, target.above) if len(missing & around) <= len(missing) / 4 else None


def _share(own: frozenset[str], around: frozenset[str]) -> float:
    """Return how much of a title's own words is there; nothing for a single one, which may be chance."""
    there = len(own & around)
    return there / len(own) if there > 1 else 0.0


class _Titles:
    """The words of the titles of siblings, and the siblings by these words."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.words = {id(item): _words(text_of(item.ten)) for item in items}
        self._items = items
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for index, item in enumerate(items):
            for word in self.words[id(item)]:
                self._by_word[word].append(index)

    def named_in(self, words: frozenset[str]) -> list[Item]:
        """Return, in their order, the items whose titles share a word with ``words`` that tells them from most others."""
        shared = (self._by_word[word] for word in words if word in self._by_word)
        found = {index for places in shared if len(places) <= _COMMON for index in places}
        return [self._items[index] for index in sorted(found)]


def _bare(number: str) -> str:
    """Return a number without brackets and without the word of its level: ``5`` for «Điều 5», ``1`` for «(1)»."""
    words = number.lower().strip("(). ").split(" ")
    return " ".join(words[-2:]) if "thứ" in words else words[-1]


def _words(text: str) -> frozenset[str]:
    """Return the words of ``text`` without its dates, ordinals as figures: «lần thứ tư» is «lần thứ 04»."""
    words = _WORD.findall(folded(_DATE.sub("", text)))
    for index, word in enumerate(words[:-1]):
        if word == "thứ" and (number := read_ordinal(words[index + 1 : index + 4])[0]):
            words[index + 1] = str(number)
    return frozenset(word.lstrip("0") for word in words)
