"""Draws blocks as Typst markup, from which the engine sets pages as Word would: the same breaks of lines, the same heights.

Whatever a draft says stands in string literals; nothing of it is ever read as markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from ctct.emit.appearance import TILT, Depths, Look, Looks, Numbers, bookmarks
from ctct.emit.pages.faces import Face
from ctct.emit.pages.styles import Styles, literal, points, truth
from ctct.emit.pages.unbroken import WHOLE, touch, unbroken
from ctct.emit.style_names import NOTE
from ctct.layout.blocks import (
    TABULAR,
    Block,
    Box,
    Contents,
    Grid,
    Inline,
    Link,
    Note,
    NoteMark,
    PageBottom,
    Paragraph,
    Picture,
    Rule,
    Section,
    Sheet,
    Table,
    TableRow,
    Watermark,
)
from ctct.layout.stylesheet import Stylesheet

Marker = Callable[[Paragraph | Note], str]
"""Says what a paragraph or a note is to be marked with, ``""`` for nothing: where its text stands in the draft."""

_SIGNS = re.compile(rf"(\r\n|[\r\n\t]|{WHOLE})")
_SIGN_CALLS = {"\r\n": "linebreak()", "\r": "linebreak()", "\n": "linebreak()", "\t": "tab"}
_JOINER = "\u2060"


def picture_files(sheet: Sheet) -> dict[str, bytes]:
    """Return the files that the markup of ``sheet`` names: its pictures, each once."""
    images = dict.fromkeys(block.image for block in sheet.blocks if isinstance(block, Picture))
    return {f"hinh-{number}.{image.kind}": image.data for number, image in enumerate(images, 1)}


def write_typst(sheet: Sheet, stylesheet: Stylesheet, face: Face, marker: Marker | None = None) -> str:
    """Return ``sheet`` as a whole Typst document in the styles of ``stylesheet``, set in ``face``. It names its pictures as
    :func:`picture_files` does.

    With ``marker``, what it says of a paragraph is the target of a link that covers the paragraph's lines.
    """
    setter = _Setter(sheet, stylesheet, face, marker)
    body = list(setter.flow(sheet.blocks))
    edges = [*setter.background(sheet.watermark), *setter.edges(sheet.first_header, sheet.first_footer)]
    return "\n".join([*setter.styles.preamble(sheet.properties), *edges, *body, ""])


class _Spot(NamedTuple):
    """Where a block stands: in a cell or in the flow; ``first`` in the cell or on a page begun for it; ``last`` in the cell."""

    inside: bool
    first: bool
    last: bool


class _Setter:
    """Writes the blocks of one sheet, and learns meanwhile which styles they need."""

    def __init__(self, sheet: Sheet, stylesheet: Stylesheet, face: Face, marker: Marker | None) -> None:
        looks = Looks(stylesheet)
        self.styles = Styles(looks, stylesheet.page, face)
        self._looks = looks
        self._page = stylesheet.page
        self._numbers = Numbers(sheet, looks)
        self._notes = {note.number: note for note in sheet.notes}
        self._targets = bookmarks(sheet)
        self._pictures = {data: name for name, data in picture_files(sheet).items()}
        self._depths = Depths()
        self._marker = marker
        self._in_head = False
        self._notes_of_head: list[str] = []

    def flow(self, blocks: Sequence[Block]) -> Iterator[str]:
        """Yield blocks as lines of markup."""
        return (f"#{said}" for said in self._drawn(blocks, inside=False))

    def edges(self, header: tuple[Block, ...], footer: tuple[Block, ...]) -> Iterator[str]:
        """Yield the page with what stands in the margins of page 1."""
        above, below = (self._inside(blocks) if blocks else "none" for blocks in (header, footer))
        yield f"#set page(width: paper.width, height: paper.height, margin: paper.margin, ..edges({above}, {below}))"
        if header:
            yield f"#under-header({above})"
        if footer:
            yield f"#over-footer({below})"

    def background(self, mark: Watermark | None) -> Iterator[str]:
        """Yield what has words behind the text of each page: to the engine they are no part of it."""
        if mark:
            said = self.styles.styled(literal(mark.text), self._looks.of(mark.style), self._looks.of(""))
            yield f"#set page(background: rotate(-{TILT}deg, {said}))"

    def _inside(self, blocks: Sequence[Block]) -> str:
        """Return blocks as one expression, for a cell, where the space above the first and below the last counts."""
        return "{" + ";".join(self._drawn(blocks, inside=True)) + "}"

    def _drawn(self, blocks: Sequence[Block], *, inside: bool) -> Iterator[str]:
        previous: Block | None = None
        for at, block in enumerate(blocks):
            if isinstance(block, Section) and not inside:
                yield from self._section(block)
            else:
                begins = previous is None and not inside
                if isinstance(block, TABULAR) and (begins or isinstance(previous, TABULAR)):
                    yield _THIN
                first = previous is None or isinstance(previous, Section)
                yield self._draw(block, _Spot(inside, first, inside and at == len(blocks) - 1))
            previous = block

    def _section(self, section: Section) -> Iterator[str]:
        if section.restart:  # the count goes up at the head of each page: it is set back before the one that is the first
            yield "counter(page).update(0)"
        page = self._page.turned() if section.landscape else self._page
        yield "pagebreak(weak: true)"
        yield f"set page(width: {page.width:g}mm, height: {page.height:g}mm)"

    def _draw(self, block: Block, spot: _Spot) -> str:
        if isinstance(block, Paragraph):
            return self._paragraph(block, spot)
        draw = _FIGURES.get(type(block))
        if draw is None:
            raise TypeError(f"no way to draw {type(block).__name__} here")
        return draw(self, block)

    def _paragraph(self, paragraph: Paragraph, spot: _Spot) -> str:
        style, number = paragraph.style, self._numbers.run(paragraph)
        body = self._inlines(paragraph.content, style)
        if number is not None:
            body.insert(0, self._words(*number, style))
        if not body:
            return self.styles.blank(style, spot.first, spot.last)
        if paragraph.bookmark:
            body.insert(0, f"[#metadata(none)#label({literal(paragraph.bookmark)})]")
        edges = self.styles.edges(style, spot.first, spot.last)
        said = f"{self.styles.variable(style)}, {self._marked(body, paragraph)}{edges}"
        said += ", keep: true" if paragraph.keep_next and not spot.inside else ""
        said += f", right: {paragraph.right:g}mm" if paragraph.right else ""
        depth = self._looks.properties(style).get("outline")
        if depth and not spot.inside:
            return f"heading-of({self._depths.of(depth)}, {said})"
        noted = any(isinstance(piece, NoteMark) and not piece.again for piece in paragraph.content)
        return f"{'c' if spot.inside else 'noted' if noted else 'p'}({said})"

    def _marked(self, body: list[str], what: Paragraph | Note) -> str:
        said = "{" + ";".join(body) + "}"
        mark = self._marker(what) if self._marker else ""
        return f"link({literal(mark)}, {said})" if mark else said

    def _inlines(self, content: tuple[Inline, ...], style: str) -> list[str]:
        pieces = [piece for piece in content if isinstance(piece, NoteMark) or piece.text]
        said = [self._inline(piece, style) for piece in pieces]
        for at in range(len(pieces) - 1, 0, -1):
            if touch(pieces[at - 1], pieces[at]):
                said.insert(at, literal(_JOINER))
        return said

    def _inline(self, piece: Inline, style: str) -> str:
        if isinstance(piece, NoteMark):
            return self._note(piece)
        said = self._words(piece.text, self._looks.of_piece(piece, style), style)
        if isinstance(piece, Link) and piece.bookmark in self._targets and self._marker is None and not self._in_head:
            return f"link(label({literal(piece.bookmark)}), {said})"
        return said

    def _words(self, text: str, look: Look, style: str) -> str:
        text = (text.upper() if look.caps else text).replace("\ufeff", "")
        pieces = [_SIGN_CALLS.get(piece) or unbroken(piece) for piece in _SIGNS.split(text) if piece]
        said = pieces[0] if len(pieces) == 1 else "{" + ";".join(pieces) + "}"
        return self.styles.styled(said, look, self._looks.of(style))

    def _note(self, mark: NoteMark) -> str:
        name = f"ctct-note-{mark.number}"
        if mark.again:
            return f'super("{mark.number}")' if self._in_head else f'again("{mark.number}", <{name}>)'
        note = self._notes[mark.number]
        said = self._marked(['" "', *self._inlines(note.content, NOTE)], note)
        if not self._in_head:
            return f'[#first-mark("{mark.number}", {said})<{name}>]'
        self._notes_of_head.append(f'unseen-mark[#first-mark("{mark.number}", {said})<{name}>]')
        return f'super("{mark.number}")'

    def _rule(self, rule: Rule) -> str:
        said = self._looks.properties(rule.style)
        lengths = (points(said.get(key) or least) for key, least in (("rule", 0.5), ("size", 1), ("before", 0)))
        return f"rule({rule.width:g}mm, {', '.join(lengths)}, keep: {truth(said.get('keep_next'))})"

    def _grid(self, grid: Grid) -> str:
        cells = ", ".join(self._inside(cell.blocks) for row in grid.rows for cell in row)
        return f"letterhead({_millimetres(grid.measures)}, {grid.gap:g}mm, {points(grid.before)}, {cells})"

    def _table(self, table: Table) -> str:
        count = next((index for index, row in enumerate(table.rows) if not row.header), len(table.rows))
        heads, rows = table.rows[:count], table.rows[count:]
        end = _start_of_end(rows)
        bound = any(row.keep_next for row in rows[:end])
        parts = {
            "head": self._heads(heads, bound=bound),
            "body": list(self._cells(rows[:end], bound=bound)),
            "end": list(self._cells(rows[end:], bound=False)),
            "again": self._heads(heads, bound=False),
        }
        self._notes_of_head.clear()
        said = (f"{name}: ({''.join(f'{cell}, ' for cell in cells)})" for name, cells in parts.items())
        return f"ruled({_millimetres(table.widths)}, {', '.join(said)}, bound: {str(bound).lower()})"

    def _heads(self, rows: tuple[TableRow, ...], *, bound: bool) -> list[str]:
        """Return the cells of rows that stand on each page anew. The engine takes no links and no notes in what it repeats:
        the notes go to the first cell below.
        """
        self._in_head = True
        cells = list(self._cells(rows, bound=bound))
        self._in_head = False
        return cells

    def _with_notes_of_head(self, said: str) -> str:
        """Return the inside of a cell with the notes that wait for one below the head."""
        if self._in_head or not self._notes_of_head:
            return said
        notes = ";".join(self._notes_of_head)
        self._notes_of_head.clear()
        return f"{{{notes};{said}}}"

    def _cells(self, rows: tuple[TableRow, ...], *, bound: bool) -> Iterator[str]:
        """Yield the cells of rows; ``bound`` puts at the end of each what holds together the rows that do not part."""
        for at, row in enumerate(rows):
            for cell in row.cells:
                if cell.rows:
                    span = f"colspan: {cell.span}, " if cell.span > 1 else ""
                    high = f"rowspan: {cell.rows}, " if cell.rows > 1 else "" if row.may_break else "breakable: false, "
                    middle = "align: horizon, " if row.header else ""
                    yield f"table.cell({span}{high}{middle}{self._with_notes_of_head(self._inside(cell.blocks))})"
            if bound and not (at and rows[at - 1].keep_next):
                together = 1 + sum(1 for _ in takewhile(lambda one: one.keep_next, rows[at:-1]))
                yield f"bond({together})"

    def _picture(self, picture: Picture) -> str:
        size = f"width: {picture.width:g}mm, height: {picture.height:g}mm"
        image = f"image({literal(self._pictures[picture.image.data])}, alt: {literal(picture.alt)}, {size})"
        return f"picture({self.styles.variable(picture.style)}, {image}, keep: {truth(picture.keep_next)})"

    def _contents(self, contents: Contents) -> str:
        lines = (
            f"contents-line({self.styles.variable(line.style)}, {literal(line.bookmark)}, {literal(line.text)})"
            for line in contents.lines
        )
        return "{" + ";".join(lines) + "}"

    def _page_bottom(self, bottom: PageBottom) -> str:
        return f"at-page-bottom({self._inside(bottom.blocks)})"

    def _box(self, box: Box) -> str:
        colour = f"rgb({literal(self._looks.of(box.style).colour or '000000')})"
        line = self._paragraph(Paragraph(box.style, box.content), _Spot(inside=True, first=True, last=True))
        return f"boxed({box.width:g}mm, {box.height:g}mm, {box.align}, {colour}, {line})"


_FIGURES: Mapping[type[Block], Callable[[_Setter, Any], str]] = {
    Rule: _Setter._rule,
    Grid: _Setter._grid,
    Table: _Setter._table,
    Box: _Setter._box,
    PageBottom: _Setter._page_bottom,
    Contents: _Setter._contents,
    Picture: _Setter._picture,
}
"""What Word would take for one table if it touched another: a thin line keeps them apart."""


_THIN = "thin"


def _start_of_end(rows: tuple[TableRow, ...]) -> int:
    """Return where the rows begin that are to stand on one page with what follows the table, behind the last if none are."""
    start = len(rows)
    if rows and rows[-1].keep_next:
        start -= 1
        while start and (rows[start - 1].keep_next or any(cell.rows == 0 for cell in rows[start].cells)):
            start -= 1
    return start


def _millimetres(widths: Iterable[float]) -> str:
    return "(" + "".join(f"{width:g}mm, " for width in widths) + ")"
