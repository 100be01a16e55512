"""Lists: which numbers Word counts and which are typed, and ``numbering.xml``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctct.emit.word.ooxml import DECLARATION, WORD_NAMESPACES, quote, val
from ctct.emit.word.styles import Wardrobe, indents
from ctct.layout.blocks import Level, Number, Paragraph, Series

_COUNT = re.compile("%([1-9])")
_NOWHERE = (0, 0)
"""The list and level of a paragraph whose style is numbered and which itself is not (ECMA-376 17.9.18: numId 0)."""


class Lists:
    """The lists of one document.

    A series whose styles no earlier series uses is *linked*: its styles carry the numbers, as Word's multilevel lists want
    it. The paragraphs of every other series say themselves which list they stand in.
    """

    def __init__(self, series: tuple[Series, ...], wardrobe: Wardrobe, literal: bool) -> None:
        self._wardrobe = wardrobe
        self.literal = literal
        self._series = {} if literal else {one.name: one for one in series}
        self._levels = {(one.name, depth): level for one in series for depth, level in enumerate(one.levels)}
        self._ids = {name: index for index, name in enumerate(self._series, 1)}
        self._linked: dict[str, tuple[int, int]] = {}
        self._linked_series: set[str] = set()
        self._starts: dict[str, int] = {}
        self._texts: dict[tuple[str, int], str] = {}
        self._followed: set[tuple[tuple[Level, ...], int]] = set()
        for one in self._series.values():
            self._link(one)

    def _link(self, series: Series) -> None:
        styles = [level.style for level in series.levels]
        if self._linked.keys().isdisjoint(styles) and len(styles) == len(set(styles)):
            self._linked_series.add(series.name)
            for depth, level in enumerate(series.levels):
                if _counts(series, depth):
                    self._linked[level.style] = (self._ids[series.name], depth)

    def typed(self, number: Number) -> bool:
        """Whether the number is typed because Word cannot count so, or is not to."""
        level = self._levels.get((number.series, number.level))
        return self.literal or level is None or not level.format

    def bold(self, number: Number) -> bool:
        """Whether the number is bold whatever its paragraph is."""
        level = self._levels.get((number.series, number.level))
        return level is not None and level.bold

    def place(self, paragraph: Paragraph) -> str:
        """Return the ``w:numPr`` that the paragraph must carry itself, and note how the list is used."""
        number = paragraph.number
        place = self._place(number) if number else None
        if number and place:
            self._note_use(number)
        if place == self._linked.get(paragraph.style):
            return ""
        return _reference(place or _NOWHERE)

    def _note_use(self, number: Number) -> None:
        series = self._series[number.series]
        start = self._starts.setdefault(number.series, number.level)
        if number.lead:
            self._followed.add((series.levels, number.level))
        if number.series not in self._linked_series:
            text = _written_out(series.levels[number.level].text, number.label, start)
            self._texts.setdefault((number.series, number.level), text)

    def _place(self, number: Number) -> tuple[int, int] | None:
        series = self._series.get(number.series)
        if series is None or not _counts(series, number.level):
            return None
        return self._ids[series.name], number.level

    def links(self) -> dict[str, str]:
        """Return the ``w:numPr`` of each linked style."""
        return {style: _reference(place) for style, place in self._linked.items()}

    def write(self) -> Iterator[str]:
        """Yield ``numbering.xml``. Series with the same levels share a definition, unless one of them is linked."""
        yield f"{DECLARATION}<w:numbering {WORD_NAMESPACES}>"
        shared: dict[tuple[str | None, tuple[Level, ...], tuple[str, ...]], int] = {}
        numbers = []
        for name, series in self._series.items():
            texts = tuple(self._text(series, depth) for depth in range(len(series.levels)))
            key = (name if name in self._linked_series else None, series.levels, texts)
            if key not in shared:
                shared[key] = len(shared) + 1
                yield self._definition(shared[key], series)
            numbers.append(self._instance(name, shared[key]))
        yield from numbers
        yield "</w:numbering>"

    def _definition(self, definition: int, series: Series) -> str:
        levels = "".join(self._level(series, depth, level) for depth, level in enumerate(series.levels))
        return (
            f'<w:abstractNum w:abstractNumId="{definition}">{val("nsid", f"{0x0C7C0000 + definition:08X}")}'
            f"{val('multiLevelType', 'multilevel')}{val('tmpl', f'{0x0C7D0000 + definition:08X}')}{levels}</w:abstractNum>"
        )

    def _text(self, series: Series, depth: int) -> str:
        return self._texts.get((series.name, depth), series.levels[depth].text)

    def _level(self, series: Series, depth: int, level: Level) -> str:
        number = f"{val('start', 1)}{val('numFmt', level.format or 'none')}"
        if self._linked.get(level.style) == (self._ids[series.name], depth):
            number += val("pStyle", self._wardrobe.ids[level.style])
        properties = self._wardrobe.properties(level.style)
        # A sign that is no part of the number («I-») follows it at once, the name of a chapter stands on a line of its own.
        alone = not level.format or properties.get("align") == "center" or (series.levels, depth) in self._followed
        return (
            f'<w:lvl w:ilvl="{depth}">{number}{val("suff", "nothing" if alone else "space")}'
            f"{val('lvlText', quote(self._text(series, depth)) if level.format else '')}{val('lvlJc', 'left')}"
            f"{f'<w:pPr>{indents(properties)}</w:pPr>' if indents(properties) else ''}"
            f"{'<w:rPr><w:b/></w:rPr>' if level.bold else ''}</w:lvl>"
        )

    def _instance(self, name: str, definition: int) -> str:
        start = self._starts.get(name)
        restart = ""
        if start is not None and name not in self._linked_series:
            restart = f'<w:lvlOverride w:ilvl="{start}">{val("startOverride", 1)}</w:lvlOverride>'
        return f'<w:num w:numId="{self._ids[name]}">{val("abstractNumId", definition)}{restart}</w:num>'


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


def _reference(place: tuple[int, int]) -> str:
    list_id, depth = place
    return f"<w:numPr>{val('ilvl', depth)}{val('numId', list_id)}</w:numPr>"
