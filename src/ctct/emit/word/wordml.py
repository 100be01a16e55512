"""Draws blocks as WordprocessingML: runs, fields, bookmarks, paragraphs, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ctct.emit.appearance import gap
from ctct.emit.word.numbering import Lists
from ctct.emit.word.ooxml import escape, twips, val
from ctct.emit.word.styles import NOTE_MARK, SPACER, Wardrobe
from ctct.layout.blocks import (
    TABULAR,
    Block,
    Box,
    Grid,
    Inline,
    Link,
    Note,
    NoteMark,
    Number,
    Paragraph,
    Rule,
    Run,
    Table,
    TableRow,
)

_SIGNS = re.compile("(\r\n|[\r\n\t\u00ad\u2011])")
_SIGN_ELEMENTS = {
    "\r\n": "<w:br/>",
    "\r": "<w:br/>",
    "\n": "<w:br/>",
    "\t": "<w:tab/>",
    "\u00ad": "<w:softHyphen/>",
    "\u2011": "<w:noBreakHyphen/>",
}
_NOTE_LOOK = f"<w:rPr>{val('rStyle', NOTE_MARK)}</w:rPr>"
_KEEP = "<w:keepNext/><w:keepLines/>"


class Pen:
    """Draws the blocks of one document; keeps count of its bookmarks.

    ``inner_notes`` are the numbers of notes that only other notes mark: Word has no notes of notes, so their marks are
    plain superscripts.
    """

    def __init__(self, wardrobe: Wardrobe, lists: Lists, inner_notes: frozenset[int] = frozenset()) -> None:
        self.inner_notes = inner_notes
        self._wardrobe = wardrobe
        self._lists = lists
        self._heads: dict[tuple[object, ...], str] = {}
        self._bookmarks = 0

    def blocks(self, blocks: Iterable[Block], width: int, held: bool = False) -> Iterator[str]:
        """Yield ``blocks`` drawn in a column ``width`` twips wide; ``held`` keeps them on one page with what follows."""
        previous: Block | None = None
        for block in blocks:
            if isinstance(block, Paragraph):
                yield self._paragraph(block, held)
            elif isinstance(block, Rule):
                yield self._rule(block, width, held)
            else:
                if isinstance(previous, TABULAR):  # Word takes two tables that touch for one
                    yield spacer(_KEEP if held else "")
                yield from self._tabular(block, held)
            previous = block
        if previous is None or isinstance(previous, TABULAR):  # a cell ends with a paragraph, and a body should
            yield spacer(_KEEP if held else "")

    def _tabular(self, block: Block, held: bool) -> Iterator[str]:
        if isinstance(block, Grid):
            yield from self._grid(block)
        elif isinstance(block, Table):
            yield from self._table(block)
        elif isinstance(block, Box):
            yield self._box(block, held)

    def note(self, note: Note, style: str, mark: str) -> str:
        """Return the paragraph of a note, after its ``mark`` drawn as a run."""
        content = self._inlines(note.content, style)
        return f"<w:p><w:pPr>{val('pStyle', self._wardrobe.ids[style])}</w:pPr>{mark}{run(' ')}{content}</w:p>"

    def _paragraph(self, paragraph: Paragraph, held: bool) -> str:
        number = paragraph.number
        body = self._inlines(paragraph.content, paragraph.style)
        if number is not None and self._lists.typed(number):
            body = self._typed_number(paragraph, number) + body
        else:
            if number is not None and number.lead:
                body = run(number.lead + gap(paragraph.content), self._number_look(paragraph, number)) + body
            if paragraph.bookmark:
                body = self._bookmarked(paragraph.bookmark, body)
        return f"{self._head(paragraph, held)}{body}</w:p>"

    def _head(self, paragraph: Paragraph, held: bool) -> str:
        number = paragraph.number
        place = (number.series, number.level, number.lead) if number else None
        key = (paragraph.style, paragraph.keep_next, held, place)
        head = self._heads.get(key)
        if head is None:
            keep = "<w:keepNext/>" if paragraph.keep_next else ""
            properties = f"{val('pStyle', self._wardrobe.wear(paragraph.style))}{_KEEP if held else keep}"
            head = self._heads[key] = f"<w:p><w:pPr>{properties}{self._lists.place(paragraph)}</w:pPr>"
        return head

    def _typed_number(self, paragraph: Paragraph, number: Number) -> str:
        """Return a number as text; its bookmark is round what a reference repeats of it."""
        look = self._number_look(paragraph, number)
        rest = number.lead + gap(paragraph.content)
        if paragraph.bookmark is None:
            return run(number.label + rest, look)
        before, repeated, after = number.label.partition(number.reference or number.label)
        if not repeated:
            before, repeated = "", number.label
        marked = self._bookmarked(paragraph.bookmark, run(repeated, look))
        return (run(before, look) if before else "") + marked + (run(after + rest, look) if after + rest else "")

    def _number_look(self, paragraph: Paragraph, number: Number) -> str:
        return self._wardrobe.look(paragraph.style, "", False, self._lists.bold(number))

    def _inlines(self, pieces: tuple[Inline, ...], style: str) -> str:
        return "".join([self._inline(piece, style) for piece in pieces])

    def _inline(self, piece: Inline, style: str) -> str:
        if isinstance(piece, Run):
            return run(piece.text, self._wardrobe.look(style, piece.style, piece.italic, piece.bold))
        if isinstance(piece, Link):
            return self._link(piece, self._wardrobe.look(style, "", piece.italic, False))
        return self._note_mark(piece)

    def _link(self, link: Link, look: str) -> str:
        by_number = link.label and not self._lists.literal
        instruction = f"REF {link.bookmark} \\n \\h" if by_number else f"REF {link.bookmark} \\h"
        # Without this, Word would take over the looks of the text that it repeats, and forget those of the link.
        if look or not by_number:
            instruction += " \\* MERGEFORMAT"
        return field(instruction, link.text, look)

    def _note_mark(self, mark: NoteMark) -> str:
        if mark.number in self.inner_notes:
            return run(str(mark.number), _NOTE_LOOK)
        bookmark = f"_ctn{mark.number}"
        if mark.again:
            return field(f"NOTEREF {bookmark} \\f \\h", str(mark.number), _NOTE_LOOK)
        return self._bookmarked(bookmark, f'<w:r>{_NOTE_LOOK}<w:footnoteReference w:id="{mark.number}"/></w:r>')

    def _bookmarked(self, name: str, content: str) -> str:
        self._bookmarks += 1
        count = self._bookmarks
        return f'<w:bookmarkStart w:id="{count}" w:name="{name}"/>{content}<w:bookmarkEnd w:id="{count}"/>'

    def _rule(self, rule: Rule, width: int, held: bool) -> str:
        """Return an empty paragraph with a border on top, indented until that is as long as the rule."""
        side = max(0, width - twips(rule.width)) // 2
        return (
            f"<w:p><w:pPr>{val('pStyle', self._wardrobe.wear(rule.style))}{_KEEP if held else ''}"
            f'<w:ind w:left="{side}" w:right="{side}"/></w:pPr></w:p>'
        )

    def _grid(self, grid: Grid) -> Iterator[str]:
        edges = [twips(sum(grid.widths[:count])) for count in range(len(grid.widths) + 1)]
        widths = [right - left for left, right in pairwise(edges)]
        columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        yield (
            f'<w:tbl><w:tblPr><w:tblW w:w="{edges[-1]}" w:type="dxa"/><w:tblLayout w:type="fixed"/><w:tblCellMar>'
            f'<w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{columns}</w:tblGrid>"
        )
        for index, row in enumerate(grid.rows):
            above = 0 if index else round(grid.before * 20)
            margin = f'<w:tcMar><w:top w:w="{above}" w:type="dxa"/></w:tcMar>' if above else ""
            yield "<w:tr><w:trPr><w:cantSplit/></w:trPr>"
            for cell, width in zip(row, widths, strict=True):
                yield f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{margin}</w:tcPr>'
                yield from self.blocks(cell.blocks, width, held=True)
                yield "</w:tc>"
            yield "</w:tr>"
        yield "</w:tbl>"

    def _table(self, table: Table) -> Iterator[str]:
        edges = [twips(sum(table.widths[:count])) for count in range(len(table.widths) + 1)]
        columns = "".join(f'<w:gridCol w:w="{right - left}"/>' for left, right in pairwise(edges))
        yield f"<w:tbl>{_frame(edges[-1], 'auto', inside=True)}<w:tblGrid>{columns}</w:tblGrid>"
        for row in table.rows:
            yield f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if row.header else ''}</w:trPr>"
            yield from self._cells(row, edges)
            yield "</w:tr>"
        yield "</w:tbl>"

    def _cells(self, row: TableRow, edges: list[int]) -> Iterator[str]:
        at = 0
        for cell in row.cells:
            width = edges[at + cell.span] - edges[at]
            span = val("gridSpan", cell.span) if cell.span > 1 else ""
            middle = val("vAlign", "center") if row.header else ""
            yield f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{middle}</w:tcPr>'
            yield from self.blocks(cell.blocks, width)
            yield "</w:tc>"
            at += cell.span

    def _box(self, box: Box, held: bool) -> str:
        width, colour = twips(box.width), self._wardrobe.properties(box.style).get("colour") or "auto"
        paragraph = self._paragraph(Paragraph(box.style, box.content), held)
        height = f'<w:trHeight w:val="{twips(box.height)}" w:hRule="exact"/>'
        cell = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{val("vAlign", "center")}</w:tcPr>{paragraph}'
        return (
            f'<w:tbl>{_frame(width, colour, box.align)}<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid>'
            f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr><w:tc>{cell}</w:tc></w:tr></w:tbl>"
        )


def _frame(width: int, colour: str, align: str = "", *, inside: bool = False) -> str:
    """Return the properties of a table with lines round it, and between its cells if ``inside``."""
    sides = ("top", "left", "bottom", "right", *(("insideH", "insideV") if inside else ()))
    lines = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{colour}"/>' for side in sides)
    margin = 80 if inside else 0
    margins = "".join(f'<w:{side} w:w="{margin}" w:type="dxa"/>' for side in ("left", "right"))
    return (
        f'<w:tblPr><w:tblW w:w="{width}" w:type="dxa"/>{val("jc", align) if align else ""}<w:tblBorders>{lines}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
    )


def run(text: str, look: str = "") -> str:
    """Return a run of ``text`` that wears ``look``, a ``w:rPr``."""
    if _SIGNS.search(text) is None:
        return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    pieces = [
        _SIGN_ELEMENTS.get(piece) or f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in _SIGNS.split(text) if piece
    ]
    return f"<w:r>{look}{''.join(pieces)}</w:r>"


def field(instruction: str, shown: str, look: str = "") -> str:
    """Return a field of Word's with the text that it shows until it is asked to count anew."""
    begin, separate, end = (f'<w:r>{look}<w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    asked = f'<w:r>{look}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
    return f"{begin}{asked}{separate}{run(shown, look)}{end}"


def spacer(settings: str = "") -> str:
    """Return a paragraph a point high, with further ``settings``."""
    return f"<w:p><w:pPr>{val('pStyle', SPACER)}{settings}</w:pPr></w:p>"
