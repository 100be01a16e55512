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
from ctct.resolve.tree import Item, Resolved, text_of

LEVELS_BY_NAME = {name: level for level, name in LEVEL_NAMES.items()}
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2}/\d{4}")
_WORD = re.compile(r"\w+")

_COMMON = 50
"""A word that more titles than these share tells none of them."""

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
        if owner.lower() in LEVELS_BY_NAME or owner.lower() == "văn bản":
            return here
        return next((scope for scope in (here, *self._names) if owner.lower().startswith(self._names[scope].lower())), None)

    def has_levels(self, scope: Path, steps: tuple[Step, ...]) -> bool:
        """Return whether the scope has items of every level that ``steps`` name."""
        return all((scope, LEVELS_BY_NAME[step.level]) in self._levels for step in steps)

    def follow(self, steps: tuple[Step, ...], source: Placed | None, scope: Path, within: str | None) -> Placed | None:
        """Return the item that ``steps`` lead to: of several, the one nearest to ``source``; only inside the item of level
        ``within`` that ``source`` stands in, if one is given.
        """
        numbers = tuple((LEVELS_BY_NAME[step.level], _bare(step.number)) for step in steps)
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
