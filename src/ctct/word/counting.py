"""Counts the numbers of paragraphs as Word does, from ``numbering.xml`` and ``styles.xml`` (ECMA-376 part 1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from ctct.word.events import Feed, Reader
from ctct.word.limits import LEVELS, LIMIT_NUMBERING, Allowance, TooMuch, short
from ctct.word.styles import Styles, whole

_COUNT = re.compile("%([1-9])")
_SUFFIXES = {"nothing": "", "space": " ", "tab": " "}
_LIMIT_LETTERS = 30
_ROMAN_VALUES = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
_ROMAN_LETTERS = ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i")


@dataclass(slots=True)
class Level:
    """How one depth of a list counts: ``text`` as ``%1.%2.``, ``style`` the paragraphs that stand in it by their style."""

    start: int = 1
    format: str = "decimal"
    text: str = ""
    suffix: str = " "
    style: str = ""


@dataclass(slots=True)
class Numbering:
    """The lists of a document: definitions by their id, and for each list its definition and the starts that it overrides."""

    definitions: dict[str, dict[int, Level]] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, int]]] = field(default_factory=dict)


_DEFINED = ("abstractNum", "lvl")
_USED = ("num", "abstractNumId", "lvlOverride", "startOverride")
_SAID = ("start", "numFmt", "lvlText", "suff", "pStyle")


def read_numbering(feed: Feed, part: str) -> Numbering:
    """Return what ``numbering.xml`` says. Raises :class:`TooMuch`."""
    reading = _Reading()
    feed(part, Reader(dict.fromkeys((*_DEFINED, *_USED, *_SAID), reading.take)))
    return reading.numbering


class _Reading:
    """One reading of ``numbering.xml``: definitions with their levels come first, then the lists that use them."""

    def __init__(self) -> None:
        self.numbering = Numbering()
        self._left = LIMIT_NUMBERING
        self._levels: dict[int, Level] = {}
        self._level = Level()
        self._starts: dict[int, int] = {}
        self._place = 0
        self._list = ""

    def take(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in an element that starts."""
        self._left -= 1
        if self._left < 0:
            raise TooMuch
        if name in _DEFINED:
            self._define(name, attributes)
        elif name in _USED:
            self._use(name, attributes)
        else:
            _read_level(self._level, name, attributes.get("val", ""))

    def _define(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "abstractNum":
            self._levels = self.numbering.definitions[short(attributes.get("abstractNumId", ""))] = {}
        else:
            self._level, place = Level(), whole(attributes.get("ilvl", ""), 0)
            if place < LEVELS:
                self._levels[place] = self._level

    def _use(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "num":
            self._list, self._starts, self._levels = short(attributes.get("numId", "")), {}, {}
        elif name == "abstractNumId":
            self.numbering.lists[self._list] = (short(attributes.get("val", "")), self._starts)
        elif name == "lvlOverride":
            self._place = whole(attributes.get("ilvl", ""), 0)
        else:
            self._starts[self._place] = whole(attributes.get("val", ""), 1)


def _read_level(level: Level, name: str, value: str) -> None:
    if name == "start":
        level.start = whole(value, 1)
    elif name == "numFmt":
        level.format = short(value)
    elif name == "lvlText":
        level.text = short(value)
    elif name == "suff":
        level.suffix = _SUFFIXES.get(value, " ")
    elif name == "pStyle":
        level.style = short(value)


class Counter:
    """Counts through one document. Lists of one definition count together, as in Word."""

    def __init__(self, numbering: Numbering, styles: Styles, allowance: Allowance) -> None:
        self._numbering = numbering
        self._styles = styles
        self._allowance = allowance
        # A document of many styles need not keep them all at hand.
        self._place = lru_cache(1_000)(self._place_of)
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def next(self, style: str, list_id: str | None, level: int | None) -> str:
        """Return the number of the next paragraph, with the blank after it; ``""`` for one without. ``list_id`` and ``level``
        are its own, if it has any beside those of its style.
        """
        place = self._place(style, list_id, level)
        if place is None:
            return ""
        found, depth = place
        definition, starts = self._numbering.lists[found]
        counts = self._counted(found, definition, depth, starts)
        return self._written(self._numbering.definitions[definition], counts, depth)

    def _place_of(self, style: str, list_id: str | None, level: int | None) -> tuple[str, int] | None:
        """Return the list and the level in it that paragraphs stand in, ``None`` for those without a number."""
        chain = dict.fromkeys(self._styles.chain(style))
        if list_id is None:
            list_id = next((self._styles.lists[one] for one in chain if one in self._styles.lists), None)
        found = self._numbering.lists.get(list_id or "")
        if found is None or list_id is None:
            return None
        levels = self._numbering.definitions.get(found[0], {})
        depth = level if level is not None else self._depth(chain, levels)
        return (list_id, depth) if depth in levels else None

    def _depth(self, chain: Mapping[str, None], levels: dict[int, Level]) -> int:
        by_style = (depth for depth, level in levels.items() if level.style and level.style in chain)
        return next(by_style, next((self._styles.levels[one] for one in chain if one in self._styles.levels), 0))

    def _counted(self, list_id: str, definition: str, depth: int, starts: dict[int, int]) -> dict[int, int]:
        counts = self._counts.setdefault(definition, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for place in starts:
                counts.pop(place, None)
        levels = self._numbering.definitions[definition]
        for place in range(depth):
            if place in levels:
                counts.setdefault(place, starts.get(place, levels[place].start))
        counts[depth] = counts[depth] + 1 if depth in counts else starts.get(depth, levels[depth].start)
        for deeper in [place for place in counts if place > depth]:
            del counts[deeper]
        return counts

    def _written(self, levels: dict[int, Level], counts: dict[int, int], depth: int) -> str:
        def one(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            return write_count(counts[place], levels[place].format) if place in counts and place in levels else ""

        text = _COUNT.sub(one, levels[depth].text)
        self._allowance.take_words(len(levels[depth].text) + len(text))
        return text + levels[depth].suffix if text else ""


def write_count(count: int, form: str) -> str:
    """Return a count in one of Word's number formats; in figures for those that official documents do not use."""
    if form == "none":
        return ""
    if form.endswith("Letter") and 1 <= count <= 26 * _LIMIT_LETTERS:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
    elif form.endswith("Roman") and 1 <= count < 4000:
        letters = _roman(count)
    else:
        return f"{count:02}" if form == "decimalZero" else str(count)
    return letters.upper() if form.startswith("upper") else letters


def _roman(count: int) -> str:
    written = ""
    for value, letters in zip(_ROMAN_VALUES, _ROMAN_LETTERS, strict=True):
        times, count = divmod(count, value)
        written += letters * times
    return written
