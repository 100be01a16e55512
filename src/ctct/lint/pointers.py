"""References typed by hand to places of the document itself: «mục I, phần B của Chương trình này»."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ctct.diagnostics import Path
from ctct.lint.items import Placed, item_around
from ctct.lint.likeness import folded
from ctct.lint.ordinals import read_ordinal
from ctct.lint.passages import Passage, Step
from ctct.lint.texts import Texts
from ctct.model.types import LEVEL_NAMES
from ctct.resolve.tree import Item, Resolved, text_of

_OWN = re.compile(
    r",? ?(?:(?:của|trong|tại) )?(phần|chương|mục|tiểu mục|điều|khoản|[A-ZĐ]\w+(?: \w+){0,3}?|[Vv]ăn bản) này(?!\w)"
)
_LEVELS = {name: level for level, name in LEVEL_NAMES.items()}
_DATE = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2}/\d{4}")
_WORD = re.compile(r"\w+")


class Pointer(NamedTuple):
    """A typed reference.

    ``target`` is the item that it leads to as things are numbered now, ``None`` if there is none; ``meant`` the item beside it
    whose title the text around it names, if that is another one.
    """

    passage: Passage
    target: Placed | None
    meant: Placed | None


def find_pointers(
    passages: Iterable[Passage], texts: Texts, resolved: Resolved, items: Mapping[Path, Placed]
) -> Iterator[Pointer]:
    """Yield the typed references, in reading order, but for those in quotations (between quotation marks, or to a document of
    another name, «Luật này») and those to levels that are typed by hand too.
    """
    owned = [(passage, own) for passage in passages if (own := _OWN.match(passage.text.text, passage.part[1]))]
    if not owned:
        return
    numbered = _Numbered(resolved, items)
    quoted = _open_quotations(texts)
    for passage, own in owned:
        scope = numbered.scope_of(own[1], passage.text.at)
        if scope is None or quoted[id(passage.text)] + _opened(passage.text.text[: passage.part[0]]) > 0:
            continue
        source, within = item_around(passage.text.at, items), _LEVELS.get(own[1].lower())
        if (within and source is None) or not numbered.has_levels(scope, passage.steps):
            continue
        target = numbered.follow(passage.steps, source, scope, within)
        around = passage.text.text if source is None else " ".join(map(text_of, (source.item.ten, *source.item.noi_dung)))
        around = around.replace(passage.written + own[0], "")
        yield Pointer(passage, target, numbered.meant(_words(around), target, scope) if target else None)


def _open_quotations(texts: Texts) -> dict[int, int]:
    """Return by each text's ``id`` how many quotations are open where it begins: one may run over several paragraphs."""
    depth, found = 0, {}
    for text in texts:
        found[id(text)] = depth
        depth += _opened(text.text)
    return found


def _opened(text: str) -> int:
    return text.count("“") - text.count("”")


class _Numbered:
    """The items by their numbers, each in its scope: the place of the text that it belongs to, ``()`` for the body."""

    def __init__(self, resolved: Resolved, items: Mapping[Path, Placed]) -> None:
        attached = tuple(filter(None, (resolved.kem_theo, *resolved.phu_luc)))
        self._names: dict[Path, str] = {(): resolved.ten_loai} | {one.at: one.label for one in attached}
        self._roots: dict[Path, tuple[Item, ...]] = {(): resolved.items} | {one.at: one.items for one in attached}
        self._title_words: dict[int, frozenset[str]] = {}
        self._scopes: dict[int, Path] = {}
        self._levels: set[tuple[Path, str]] = set()
        self._inside: dict[tuple[Path | int, str, str], list[Placed]] = {}
        self._known: dict[tuple[Path, tuple[tuple[str, str], ...]], Placed | None] = {}
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
        return next((scope for scope in (here, *self._names) if owner.startswith(self._names[scope])), None)

    def has_levels(self, scope: Path, steps: tuple[Step, ...]) -> bool:
        """Return whether the scope has items of every level that ``steps`` name."""
        return all((scope, _LEVELS[step.level]) in self._levels for step in steps)

    def follow(self, steps: tuple[Step, ...], source: Placed | None, scope: Path, within: str | None) -> Placed | None:
        """Return the item that ``steps`` lead to: of several, the one nearest to ``source``; only inside the item of level
        ``within`` that ``source`` stands in, if one is given.
        """
        numbers = tuple((_LEVELS[step.level], _bare(step.number)) for step in steps)
        around = list(source.lineage()) if source and self._scopes[id(source.item)] == scope else []
        for up in around:
            if not within or up.item.level == within:
                found = self._first(id(up.item), numbers)
                if found or within:
                    return found
        if within:
            return None
        if (scope, numbers) not in self._known:
            self._known[scope, numbers] = self._first(scope, numbers)
        return self._known[scope, numbers]

    def _first(self, around: Path | int, numbers: tuple[tuple[str, str], ...]) -> Placed | None:
        found = self._inside.get((around, *numbers[0]), ())
        return next((one for one in found if _stands_in(one, numbers[1:])), None)

    def meant(self, around: frozenset[str], target: Placed, scope: Path) -> Placed | None:
        """Return the item beside ``target`` whose title the words around name where they do not name the target's.

        Told by the words in which the two titles differ: at least two and half of the other's must be there, and hardly any
        of the target's.
        """
        best, best_share = None, 0.5
        known = self._words_of(target.item)
        for item in target.above.item.children if target.above else self._roots[scope]:
            words = self._words_of(item)
            own = words - known
            share = len(own & around) / len(own) if len(own & around) > 1 else 0.0
            if share >= best_share and len(words & around) >= len(words) / 2:
                best, best_share = item, share
        missing = known - self._words_of(best) if best else frozenset()
        return Placed(best, target.above) if best and len(missing & around) <= len(missing) / 4 else None

    def _words_of(self, item: Item) -> frozenset[str]:
        if id(item) not in self._title_words:
            self._title_words[id(item)] = _words(text_of(item.ten))
        return self._title_words[id(item)]


def _stands_in(placed: Placed, numbers: tuple[tuple[str, str], ...]) -> bool:
    around = {(up.item.level, _bare(up.item.number)) for up in placed.lineage()} if numbers else set()
    return around.issuperset(numbers)


def _bare(number: str) -> str:
    """Return a number without brackets and without the word of its level: ``5`` for «Điều 5», ``1`` for «(1)»."""
    words = number.lower().strip("(). ").split(" ")
    return " ".join(words[-2:]) if "thứ" in words else words[-1]


def _words(text: str) -> frozenset[str]:
    """Return the words of ``text`` without its dates, ordinals as figures."""
    words = _WORD.findall(folded(_DATE.sub("", text)))
    for index, word in enumerate(words[:-1]):
        if word == "thứ" and (number := read_ordinal(words[index + 1 : index + 4])[0]):
            words[index + 1] = str(number)
    return frozenset(word.lstrip("0") for word in words)
