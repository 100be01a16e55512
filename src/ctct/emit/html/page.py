"""Draws blocks as one HTML page: for reading on any screen and aloud, and for printing."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any

from ctct.emit.appearance import Depths, Look, Looks, Numbers, bookmarks, spoken_name, stretches
from ctct.emit.html.lists import ListItem, nested
from ctct.emit.html.styles import StyleClasses, page_styles
from ctct.emit.seal import seal_html
from ctct.emit.style_names import NOTE, TITLE
from ctct.layout.blocks import (
    Block,
    Box,
    Contents,
    Grid,
    Inline,
    Link,
    NoteMark,
    PageBottom,
    Paragraph,
    Picture,
    Rule,
    Sheet,
    Table,
    TableCell,
    TableRow,
)
from ctct.layout.stylesheet import Stylesheet
from ctct.layout.together import NO_BREAK_HYPHEN, apart

_KEPT = re.compile(rf"(?<![^\s<>])[^\s<>]*{NO_BREAK_HYPHEN}[^\s<>]*")
_BREAK = "<br>"
_LOOSE_BREAK = '<span class="cach"> </span><br>'
"""A break that a narrow screen does without: there lines break where they must, and a blank stands for it."""

DEEPEST = 6
"""HTML's own headings go no deeper."""


def write_html(sheet: Sheet, stylesheet: Stylesheet) -> bytes:
    """Return ``sheet`` as a page that needs nothing but itself, in the styles of ``stylesheet``."""
    writer = _PageWriter(sheet, stylesheet)
    body = "\n".join(writer.body(sheet))
    language = escape(stylesheet.page.language)
    styles = page_styles(stylesheet.page, writer.classes)
    told = sheet.properties
    return seal_html(
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="author" content="{escape(told.creator)}">\n<meta name="description" content="{escape(told.subject)}">\n'
        f"<title>{escape(told.title, quote=False)}</title>\n<style>\n{styles}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


class _PageWriter:
    """Writes the blocks of one sheet, and learns meanwhile which styles they need."""

    def __init__(self, sheet: Sheet, stylesheet: Stylesheet) -> None:
        self._looks = Looks(stylesheet)
        self.classes = StyleClasses(self._looks)
        self._numbers = Numbers(sheet, self._looks)
        self._targets = bookmarks(sheet)
        self._titled = any(isinstance(block, Paragraph) and block.style == TITLE for block in sheet.blocks)
        self._depths = Depths(above=1 if self._titled else 0)

    def body(self, sheet: Sheet) -> Iterator[str]:
        """Yield the document: a ``main`` of one box for each run of pages, the notes at the end of the last."""
        yield "<main>"
        if mark := sheet.watermark:
            yield f'<div class="chu-chim {self.classes.of(mark.style)}" data-chu="{escape(mark.text)}"></div>'
        pages = list(stretches(sheet.blocks))
        for at, (section, blocks) in enumerate(pages):
            yield f'<div class="to{" ngang" if section and section.landscape else ""}">'
            if at == 0 and sheet.first_header:
                yield f"<header>{self._inside(sheet.first_header)}</header>"
            yield from self._flow(blocks)
            if at == len(pages) - 1:
                yield from self._notes(sheet)
            if at == 0 and sheet.first_footer:
                yield f"<footer>{self._inside(sheet.first_footer)}</footer>"
            yield "</div>"
        yield "</main>"

    def _flow(self, blocks: Sequence[Block]) -> Iterator[str]:
        for piece in nested(blocks, self._is_heading):
            if isinstance(piece, ListItem):
                yield piece.markup
            else:
                yield self._draw(piece)

    def _is_heading(self, paragraph: Paragraph) -> bool:
        return paragraph.style == TITLE or bool(self._looks.properties(paragraph.style).get("outline"))

    def _inside(self, blocks: Iterable[Block]) -> str:
        return "".join(map(self._draw, blocks))

    def _draw(self, block: Block) -> str:
        draw = _DRAW.get(type(block))
        if draw is None:
            raise TypeError(f"no way to draw {type(block).__name__} here")
        return draw(self, block)

    def _paragraph(self, paragraph: Paragraph) -> str:
        style, number = paragraph.style, self._numbers.run(paragraph)
        said = self._inlines(paragraph.content, style)
        if number is not None:
            words, look = number
            said = self._styled(f'<span class="so">{_words(words)}</span>', look, self._looks.of(style)) + said
        mark = f' id="{escape(paragraph.bookmark)}"' if paragraph.bookmark else ""
        tag, more = self._tag(paragraph)
        # A blank line is drawn, not read aloud.
        more_classes = (" giu" if paragraph.keep_next else "") + (" cum" if self._phrased(style) else "")
        right = f' style="padding-right: {paragraph.right:.4g}mm"' if paragraph.right else ""
        return f'<{tag}{more}{mark} class="{self.classes.of(style)}{more_classes}"{right}>{said or "<br>"}</{tag}>'

    def _phrased(self, style: str) -> bool:
        return bool(self._looks.properties(style).get("phrased"))

    def _tag(self, paragraph: Paragraph) -> tuple[str, str]:
        if paragraph.style == TITLE:
            return "h1", ""
        outline = self._looks.properties(paragraph.style).get("outline")
        if not outline:
            return "p", ""
        depth = self._depths.of(outline)
        return (f"h{depth}", "") if depth <= DEEPEST else ("div", f' role="heading" aria-level="{depth}"')

    def _inlines(self, content: Iterable[Inline], style: str) -> str:
        return "".join(self._inline(piece, style) for piece in content)

    def _inline(self, piece: Inline, style: str) -> str:
        if isinstance(piece, NoteMark):
            mark = "" if piece.again else f' id="dan-{piece.number}"'
            link = f'<a{mark} href="#chu-thich-{piece.number}" role="doc-noteref" aria-label="chú thích {piece.number}">'
            return f"<sup>{link}{piece.number}</a></sup>"
        said = self._styled(
            _words(piece.text, _LOOSE_BREAK if self._phrased(style) else _BREAK),
            self._looks.of_piece(piece, style),
            self._looks.of(style),
        )
        if isinstance(piece, Link) and piece.bookmark in self._targets:
            return f'<a href="#{escape(piece.bookmark)}">{said}</a>'
        return said

    def _styled(self, said: str, look: Look, around: Look) -> str:
        if look == around or not said:
            return said
        given = list(_differences(look, around))
        said = f'<span style="{"; ".join(given)}">{said}</span>' if given else said
        for tag, wanted, there in (
            ("b", look.bold, around.bold),
            ("i", look.italic, around.italic),
            ("u", look.underline, around.underline),
        ):
            said = f"<{tag}>{said}</{tag}>" if wanted and not there else said
        return said

    def _rule(self, rule: Rule) -> str:
        return f'<div class="ke {self.classes.of(rule.style)}" style="width: {rule.width:g}mm"></div>'

    def _grid(self, grid: Grid) -> str:
        columns = " ".join(f"minmax(0, {width:g}fr)" for width in grid.measures)
        shape = f"grid-template-columns: {columns}; width: {sum(grid.widths):g}mm; padding-top: {grid.before:g}pt"
        if grid.gap:
            shape += f"; column-gap: {grid.gap:g}mm"
        cells = "".join(f"<div>{self._inside(cell.blocks)}</div>\n" for row in grid.rows for cell in row)
        return f'<div class="luoi" style="{shape}">\n{cells}</div>'

    def _contents(self, contents: Contents) -> str:
        lines = "".join(
            f'<li class="{self.classes.of(line.style)}"><a href="#{escape(line.bookmark)}">{_words(line.text)}</a></li>\n'
            for line in contents.lines
        )
        return f'<nav aria-label="Mục lục"><ol>\n{lines}</ol></nav>'

    def _page_bottom(self, bottom: PageBottom) -> str:
        return f"<footer>{self._inside(bottom.blocks)}</footer>"

    def _box(self, box: Box) -> str:
        line = self._paragraph(Paragraph(box.style, box.content))
        colour = self._looks.of(box.style).colour
        more = f"; border-color: #{colour}" if colour else ""
        return f'<div class="khung {box.align}" style="width: {box.width:g}mm; height: {box.height:g}mm{more}">{line}</div>'

    def _table(self, table: Table) -> str:
        total = sum(table.widths)
        columns = "".join(f'<col style="width: {100 * width / total:.4g}%">' for width in table.widths)
        count = next((at for at, row in enumerate(table.rows) if not row.header), len(table.rows))
        head, body = ("".join(map(self._row, rows)) for rows in (table.rows[:count], table.rows[count:]))
        head = f"<thead>\n{head}</thead>\n" if head else ""
        body = f"<tbody>\n{body}</tbody>\n" if body else ""
        name = spoken_name(table)
        label = f' aria-label="{escape(name)}"' if name else ""
        return f'<div class="bang" tabindex="0"><table{label}><colgroup>{columns}</colgroup>\n{head}{body}</table></div>'

    def _picture(self, picture: Picture) -> str:
        kind = "svg+xml" if picture.image.kind == "svg" else picture.image.kind
        source = f"data:image/{kind};base64,{b64encode(picture.image.data).decode()}"
        size = f"width: {picture.width:.4g}mm; max-width: 100%; aspect-ratio: {picture.width:g} / {picture.height:g}"
        keep = " giu" if picture.keep_next else ""
        image = f'<img src="{source}" alt="{escape(picture.alt)}" style="{size}">'
        return f'<p class="{self.classes.of(picture.style)} hinh-anh{keep}">{image}</p>'

    def _row(self, row: TableRow) -> str:
        cells = "".join(self._cell(cell, header=row.header) for cell in row.cells if cell.rows)
        keep = ' class="giu"' if row.keep_next else ""
        return f"<tr{keep}>{cells}</tr>\n"

    def _cell(self, cell: TableCell, *, header: bool) -> str:
        tag, scope = ("th", ' scope="col"') if header else ("td", "")
        spans = (("colspan", cell.span), ("rowspan", cell.rows))
        said = "".join(f' {name}="{count}"' for name, count in spans if count > 1)
        return f"<{tag}{scope}{said}>{self._inside(cell.blocks)}</{tag}>"

    def _notes(self, sheet: Sheet) -> Iterator[str]:
        if not sheet.notes:
            return
        yield '<section class="chu-thich" role="doc-endnotes" aria-label="Chú thích">\n<ol>'
        style = self.classes.of(NOTE)
        for note in sheet.notes:
            back = f'<a href="#dan-{note.number}" role="doc-backlink" aria-label="về chỗ có chú thích {note.number}">↩</a>'
            said = self._inlines(note.content, NOTE)
            yield f'<li id="chu-thich-{note.number}"><p class="{style}"><sup>{note.number}</sup> {said} {back}</p></li>'
        yield "</ol>\n</section>"


_DRAW: Mapping[type[Block], Callable[[_PageWriter, Any], str]] = {
    Paragraph: _PageWriter._paragraph,
    Rule: _PageWriter._rule,
    Grid: _PageWriter._grid,
    Box: _PageWriter._box,
    PageBottom: _PageWriter._page_bottom,
    Contents: _PageWriter._contents,
    Picture: _PageWriter._picture,
    Table: _PageWriter._table,
}


def _differences(look: Look, around: Look) -> Iterator[str]:
    """Yield the CSS of what no element of HTML says."""
    if look.size != around.size:
        yield f"font-size: {look.size:g}pt"
    if look.caps and not around.caps:
        yield "text-transform: uppercase"
    if look.colour != around.colour:
        yield f"color: #{look.colour or '000'}"
    if around.bold and not look.bold:
        yield "font-weight: normal"
    if around.italic and not look.italic:
        yield "font-style: normal"


def _words(text: str, line_break: str = _BREAK) -> str:
    said = line_break.join(re.split("\r\n|[\r\n]", escape(text, quote=False)))
    # A plain hyphen in a stretch that does not break: a search in the page finds it, as it would not the other.
    return _KEPT.sub(lambda kept: f'<span class="lien">{apart(kept[0])}</span>', said) if NO_BREAK_HYPHEN in said else said
