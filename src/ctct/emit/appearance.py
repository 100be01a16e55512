"""How words look, for writers that must say it word by word; what is a heading, and of what depth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ctct.layout.blocks import Block, Box, Grid, Inline, Link, NoteMark, PageBottom, Paragraph, Run, Section, Sheet, Table
from ctct.layout.stylesheet import Stylesheet
from ctct.layout.together import apart

TIMES = "Times New Roman"
AS_WIDE = {TIMES: ("Tinos", "Liberation Serif")}
"""The free faces that set a line exactly as another does."""

BODY_SIZE = 14.0
"""The size, in points, of a style that says none, as the writer of Word documents has it."""


TILT = 45
"""By how many degrees the words behind the text of a page rise, as in every office program."""


class Look(NamedTuple):
    """The look of words: ``size`` in points, ``colour`` as ``RRGGBB`` or ``""``."""

    size: float
    bold: bool
    italic: bool
    caps: bool
    underline: bool
    colour: str


class Looks:
    """The styles of one layout, by name, with all that they take from their bases."""

    def __init__(self, stylesheet: Stylesheet) -> None:
        self._properties: dict[str, Mapping[str, Any]] = {name: stylesheet.effective(name) for name in stylesheet.styles}
        self._looks: dict[tuple[str, str, bool, bool], Look] = {}

    def properties(self, style: str) -> Mapping[str, Any]:
        """Return what a style says; nothing for one of the writer's own that the layout leaves unsaid."""
        return self._properties.get(style, {})

    def of(self, paragraph: str, style: str = "", *, italic: bool = False, bold: bool = False) -> Look:
        """Return the look of words in a paragraph of style ``paragraph``, with a character ``style`` over it."""
        key = (paragraph, style, italic, bold)
        if key not in self._looks:
            over = self.properties(style)
            said = {**self.properties(paragraph), **{name: over[name] for name in Look._fields if name in over}}
            self._looks[key] = Look(
                size=said.get("size") or BODY_SIZE,
                bold=bold or bool(said.get("bold")),
                italic=italic or bool(said.get("italic")),
                caps=bool(said.get("caps")),
                underline=bool(said.get("underline")),
                colour=said.get("colour") or "",
            )
        return self._looks[key]

    def of_piece(self, piece: Run | Link, paragraph: str) -> Look:
        """Return the look of a piece of a paragraph."""
        if isinstance(piece, Link):
            return self.of(paragraph, italic=piece.italic)
        return self.of(paragraph, piece.style, italic=piece.italic, bold=piece.bold)


class Numbers:
    """The numbers of paragraphs, as words."""

    def __init__(self, sheet: Sheet, looks: Looks) -> None:
        self._bold = {(series.name, depth): level.bold for series in sheet.series for depth, level in enumerate(series.levels)}
        self._looks = looks

    def run(self, paragraph: Paragraph) -> tuple[str, Look] | None:
        """Return the number of a paragraph with what separates it from the text, and its look."""
        number = paragraph.number
        if number is None:
            return None
        bold = paragraph.leads_bold or self._bold.get((number.series, number.level), False)
        look = self._looks.of(paragraph.style, bold=bold)
        return number.printed + gap(paragraph.content), look


def gap(content: tuple[Inline, ...]) -> str:
    """Return the blank after a number: none at the end of a line."""
    first = content[0] if content else None
    return "" if first is None or (isinstance(first, Run) and first.text.startswith("\n")) else " "


class Depths:
    """Makes headings without gaps between their depths of a layout's outline, which may skip some: readers of screens
    announce a gap as a fault.
    """

    def __init__(self, above: int = 0) -> None:
        self._open: list[int] = []
        self._above = above

    def of(self, outline: int) -> int:
        """Return the depth, from 1, of the next heading."""
        while self._open and self._open[-1] >= outline:
            self._open.pop()
        self._open.append(outline)
        return len(self._open) + self._above


def paragraphs(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Yield every paragraph, also those inside other blocks."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Grid):
            yield from (one for row in block.rows for cell in row for one in paragraphs(cell.blocks))
        elif isinstance(block, Table):
            yield from (one for row in block.rows for cell in row.cells for one in paragraphs(cell.blocks))
        elif isinstance(block, Box):
            yield Paragraph(block.style, block.content)
        elif isinstance(block, PageBottom):
            yield from paragraphs(block.blocks)


def spoken_name(table: Table) -> str:
    """Return what a table of data is called to those who do not see it: its title, else the heads of its columns."""
    return table.title or spoken_columns(table)


def spoken_columns(table: Table) -> str:
    """Return the heads of a table's columns, ``""`` for a table without."""
    heads = (words(one.content) for row in table.rows if row.header for cell in row.cells for one in paragraphs(cell.blocks))
    return "; ".join(" ".join(head.split()) for head in heads if head.strip())


def bookmarks(sheet: Sheet) -> frozenset[str]:
    """Return the bookmarks that a link may lead to."""
    return frozenset(one.bookmark for one in paragraphs(sheet.blocks) if one.bookmark)


def stretches(blocks: Iterable[Block]) -> Iterator[tuple[Section | None, list[Block]]]:
    """Yield the blocks between sections with the section that begins them, ``None`` for the first."""
    begun: Section | None = None
    held: list[Block] = []
    for block in blocks:
        if isinstance(block, Section):
            yield begun, held
            begun, held = block, []
        else:
            held.append(block)
    yield begun, held


def words(content: Iterable[Inline]) -> str:
    """Return the text of inlines without the marks of notes, and without what keeps its words together."""
    return apart("".join(piece.text for piece in content if not isinstance(piece, NoteMark)))
