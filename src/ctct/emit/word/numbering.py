"""Lists: which numbers Word counts and which are typed, and the numbering part."""

from __future__ import annotations

import re
from typing import Any, cast

from docx.oxml.numbering import CT_Num

from ctct.emit.word.elements import Element, add, make_root, only_if_filled
from ctct.emit.word.styles import Place, Styles, add_indents
from ctct.layout.blocks import Level, Number, Paragraph, Series

_COUNT = re.compile("%([1-9])")
_NOWHERE = (0, 0)
"""The place of a paragraph whose style is numbered and which itself is not (ECMA-376 17.9.18: numId 0)."""


class Lists:
    """The lists of one document.

    A series whose styles no earlier series uses is *linked*: its styles carry the numbers, as Word's multilevel lists want
    it. The paragraphs of every other series say themselves which list they stand in.
    """

    def __init__(self, series: tuple[Series, ...], styles: Styles, literal: bool) -> None:
        self._styles = styles
        self.literal = literal
        self._series = {} if literal else {one.name: one for one in series}
        self._levels = {(one.name, depth): level for one in series for depth, level in enumerate(one.levels)}
        self._ids = {name: index for index, name in enumerate(self._series, 1)}
        self.linked: dict[str, Place] = {}
        self._linked_series: set[str] = set()
        self._starts: dict[str, int] = {}
        self._texts: dict[tuple[str, int], str] = {}
        self._followed: set[tuple[tuple[Level, ...], int]] = set()
        for one in self._series.values():
            self._link(one)

    def _link(self, series: Series) -> None:
        styles = [level.style for level in series.levels]
        if self.linked.keys().isdisjoint(styles) and len(styles) == len(set(styles)):
            self._linked_series.add(series.name)
            for depth, level in enumerate(series.levels):
                if _counts(series, depth):
                    self.linked[level.style] = (self._ids[series.name], depth)

    def typed(self, number: Number) -> bool:
        """Whether the number is typed because Word cannot count so, or is not to."""
        level = self._levels.get((number.series, number.level))
        return self.literal or level is None or not level.format

    def bold(self, number: Number) -> bool:
        """Whether the number is bold whatever its paragraph is."""
        level = self._levels.get((number.series, number.level))
        return level is not None and level.bold

    def place(self, paragraph: Paragraph) -> Place | None:
        """Return the place that the paragraph must tell itself, and note how the list is used."""
        number = paragraph.number
        place = self._place(number) if number else None
        if number and place:
            self._note_use(number)
        return None if place == self.linked.get(paragraph.style) else place or _NOWHERE

    def _note_use(self, number: Number) -> None:
        series = self._series[number.series]
        start = self._starts.setdefault(number.series, number.level)
        if number.lead:
            self._followed.add((series.levels, number.level))
        if number.series not in self._linked_series:
            text = _written_out(series.levels[number.level].text, number.label, start)
            self._texts.setdefault((number.series, number.level), text)

    def _place(self, number: Number) -> Place | None:
        series = self._series.get(number.series)
        if series is None or not _counts(series, number.level):
            return None
        return self._ids[series.name], number.level

    def root(self) -> Element:
        """Return the root of the numbering part. Series with the same levels share a definition, unless one is linked."""
        root = make_root("numbering")
        shared: dict[tuple[str | None, tuple[Level, ...], tuple[str, ...]], int] = {}
        lists = []
        for name, series in self._series.items():
            texts = tuple(self._text(series, depth) for depth in range(len(series.levels)))
            key = (name if name in self._linked_series else None, series.levels, texts)
            if key not in shared:
                shared[key] = len(shared) + 1
                self._add_definition(root, shared[key], series)
            lists.append(self._list(name, shared[key]))
        root.extend(lists)  # the schema wants all definitions first
        return root

    def _add_definition(self, root: Element, definition: int, series: Series) -> None:
        made = add(root, "abstractNum", abstractNumId=definition)
        add(made, "nsid", val=f"{0x0C7C0000 + definition:08X}")
        add(made, "multiLevelType", val="multilevel")
        add(made, "tmpl", val=f"{0x0C7D0000 + definition:08X}")
        for depth, level in enumerate(series.levels):
            self._add_level(made, series, depth, level)

    def _text(self, series: Series, depth: int) -> str:
        return self._texts.get((series.name, depth), series.levels[depth].text)

    def _add_level(self, definition: Element, series: Series, depth: int, level: Level) -> None:
        made = add(definition, "lvl", ilvl=depth)
        add(made, "start", val=1)
        add(made, "numFmt", val=level.format or "none")
        if self.linked.get(level.style) == (self._ids[series.name], depth):
            add(made, "pStyle", val=self._styles.ids[level.style])
        properties = self._styles.properties(level.style)
        # A sign that is no part of the number («I-») follows it at once, the name of a chapter stands on a line of its own.
        alone = not level.format or properties.get("align") == "center" or (series.levels, depth) in self._followed
        add(made, "suff", val="nothing" if alone else "space")
        add(made, "lvlText", val=self._text(series, depth) if level.format else "")
        add(made, "lvlJc", val="left")
        indents = add(made, "pPr")
        add_indents(indents, properties)
        only_if_filled(indents)
        if level.bold:
            add(add(made, "rPr"), "b")

    def _list(self, name: str, definition: int) -> Element:
        made: Element = cast("Any", CT_Num).new(self._ids[name], definition)
        start = self._starts.get(name)
        if start is not None and name not in self._linked_series:
            made.add_lvlOverride(start).add_startOverride(self._series[name].start)
        return made


def _counts(series: Series, depth: int) -> bool:
    """Whether paragraphs of this depth stand in Word's list: for their number, or (typed) so that deeper ones restart."""
    return any(level.format for level in series.levels[depth:])


def _written_out(text: str, label: str, start: int) -> str:
    """Return the text of a level with the numbers above ``start``, which its list does not count, as ``label`` has them.

    The khoản of one mục may be 1, 2, 3 in the document's list and the điểm of khoản 2 a list of their own: there, Word would
    read ``%3.%4.`` as 1.1.
    """
    values = re.fullmatch(_COUNT.sub("(.+)", re.escape(text)), label)
    if values is None:
        return text
    written = dict(zip(_COUNT.findall(text), values.groups(), strict=True))
    return _COUNT.sub(lambda count: count[0] if int(count[1]) > start else written[count[1]], text)
