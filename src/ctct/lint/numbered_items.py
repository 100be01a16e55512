"""The items of a document by their numbers and by the words of their titles: what a typed reference may lead to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from ctct.diagnostics import Path
from ctct.lint.items import Placed
from ctct.lint.likeness import folded
from ctct.lint.ordinals import read_ordinal
from ctct.lint.passages import Step
from ctct.model.types import LEVEL_NAMES, TYPE_NAMES
from ctct.resolve.tree import Inlines, Item, Resolved, text_of

LEVELS_BY_NAME = {name: level for level, name in LEVEL_NAMES.items()}
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2}/\d{4}")
_WORD = re.compile(r"\w+")

_COMMON = 50
"""A word that more titles than these share tells none of them."""

_ONE_OF_A_KIND = frozenset({"chuong", "dieu"})
"""Levels that nobody calls by the name of another: «mục 1» may be said of a khoản, «điểm 5» of anything."""

_begins_with_number = re.compile(
    r"\W{0,4}(?:(?:phần|chương|tiểu mục|mục|điều|khoản|điểm) |\(?(?:[ivxl]+|\d{1,3}(?:\.\d+)*|[a-zđ])[.)/–-])", re.IGNORECASE
).match
"""Matches a text that is numbered by hand."""
_has_numbers_inside = re.compile(r"[:;,] \(?(?:[a-zđ]|\d{1,2})[.)] ").search
"""Finds what is numbered in a sentence: «gồm: a) …; b) …»."""

Numbers = tuple[tuple[str, str], ...]
"""What a passage names: levels with bare numbers, from the inside out."""


class NumberedItems:
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
        self._numbers: dict[Path | int, set[str]] = defaultdict(set)
        self._numbered_by_hand: set[Path | int] = {one.at for one in attached if _has_typed_numbers(one.noi_dung)}
        if _has_typed_numbers((*resolved.noi_dung, *resolved.ket)):
            self._numbered_by_hand.add(())
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
            self._numbers[around].add(_bare(item.number))
        if _has_typed_numbers((item.ten, *item.noi_dung)):
            self._numbered_by_hand.update((*places, id(item)))

    def scope_of(self, owner: str, at: Path) -> Path | None:
        """Return the scope that ``owner`` («Chương trình», «Điều») means to who reads at ``at``, ``None`` for one elsewhere."""
        here = next((scope for scope in self._names if scope and at[: len(scope)] == scope), ())
        if owner.lower() in LEVELS_BY_NAME or owner.lower() == "văn bản":
            return here
        return next((scope for scope in (here, *self._names) if owner.lower().startswith(self._names[scope].lower())), None)

    def lacks(self, steps: tuple[Step, ...], source: Placed | None, scope: Path, within: str | None) -> bool:
        """Return whether ``steps`` lead to no item, and the place that they name cannot be one that is numbered by hand either,
        or that goes by the name of another level.
        """
        if self.follow(steps, source, scope, within):
            return False
        if not self._roots[scope] or all((scope, LEVELS_BY_NAME[step.level]) in self._levels for step in steps):
            return bool(self._roots[scope])
        around: Path | int = scope
        if within:
            up = next((up for up in source.lineage() if up.item.level == within), None) if source else None
            if up is None:
                return False  # «Điều này» outside of every điều
            around = id(up.item)
        return self._has_no(around, _numbers_of(steps))

    def _has_no(self, around: Path | int, numbers: Numbers) -> bool:
        *inner, (level, number) = numbers
        if found := self._inside.get((around, level, number), []):
            return all(self._has_no(id(one.item), tuple(inner)) for one in found) if inner else False
        if around in self._numbered_by_hand:
            return False
        # A decree's chapters may be said to be of the decision that issues it.
        places = [around] if isinstance(around, int) else self._roots
        if level in _ONE_OF_A_KIND:
            return all((place, level, number) not in self._inside for place in places)
        return (isinstance(around, int) or level != "diem") and all(number not in self._numbers[place] for place in places)

    def follow(self, steps: tuple[Step, ...], source: Placed | None, scope: Path, within: str | None) -> Placed | None:
        """Return the item that ``steps`` lead to: of several, the one nearest to ``source``; only inside the item of level
        ``within`` that ``source`` stands in, if one is given.
        """
        numbers = _numbers_of(steps)
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
        self.words = {id(item): words_told(text_of(item.ten)) for item in items}
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


def _numbers_of(steps: tuple[Step, ...]) -> Numbers:
    return tuple((LEVELS_BY_NAME[step.level], _bare(step.number)) for step in steps)


def _has_typed_numbers(texts: Sequence[Inlines]) -> bool:
    return any(_begins_with_number(said) or _has_numbers_inside(said) for said in map(text_of, texts))


def _bare(number: str) -> str:
    """Return a number without brackets and without the word of its level: ``5`` for «Điều 5», ``1`` for «(1)»."""
    words = number.lower().strip("(). ").split(" ")
    return " ".join(words[-2:]) if "thứ" in words else words[-1]


def words_told(text: str) -> frozenset[str]:
    """Return the words of ``text`` without its dates, ordinals as figures: «lần thứ tư» is «lần thứ 04»."""
    words = _WORD.findall(folded(_DATE.sub("", text)))
    for index, word in enumerate(words[:-1]):
        if word == "thứ" and (number := read_ordinal(words[index + 1 : index + 4])[0]):
            words[index + 1] = str(number)
    return frozenset(word.lstrip("0") for word in words)
