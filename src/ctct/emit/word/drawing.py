"""Blocks as paragraphs and tables: elements put straight into the body, for python-docx's own ``add_paragraph`` looks
through the whole body, and twice through all styles, each time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from docx.oxml.ns import qn

from ctct.emit.appearance import gap
from ctct.emit.word.contents import write_contents
from ctct.emit.word.elements import Element, add, make, twips
from ctct.emit.word.numbering import Lists
from ctct.emit.word.pictures import Pictures
from ctct.emit.word.runs import Look
from ctct.emit.word.styles import NOTE_MARK, SPACER, Styles, add_place
from ctct.emit.word.tables import add_box, add_grid, add_table
from ctct.layout.block_map import BOOKMARK
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
    Number,
    PageBottom,
    Paragraph,
    Picture,
    Rule,
    Run,
    Table,
)


class BlockWriter:
    """Writes the blocks of one document; keeps count of its bookmarks.

    ``pictures`` has those that it draws; ``inner_notes`` are the numbers of notes that only other notes mark: Word has no
    notes of notes, so their marks are plain superscripts.
    """

    def __init__(self, styles: Styles, lists: Lists, pictures: Pictures, inner_notes: frozenset[int] = frozenset()) -> None:
        self._pictures = pictures
        self.inner_notes = inner_notes
        self.styles = styles
        self._lists = lists
        self._heads: dict[tuple[object, ...], Element] = {}
        self._bookmarks = 0
        note_look = make("rPr")
        add(note_look, "rStyle", val=NOTE_MARK)
        self._note_look = Look(note_look)

    def write(self, blocks: Iterable[Block], into: Element, width: int, *, held: bool = False) -> None:
        """Append ``blocks`` to a column ``width`` twips wide; ``held`` keeps them on one page with what follows."""
        previous: Block | None = None
        for block in blocks:
            if isinstance(block, Paragraph):
                self.write_paragraph(block, into, held=held)
            elif isinstance(block, Rule):
                self._write_rule(block, into, width, held=held)
            elif isinstance(block, Picture):
                self._write_picture(block, into, held=held)
            elif isinstance(block, Grid | Table | Box):
                if isinstance(previous, TABULAR):  # Word takes two tables that touch for one
                    add_spacer(into, held=held or _is_kept(previous))
                _TABLES[type(block)](block, into, self, held)
            else:
                self._write_of_pages(block, into, width)
            previous = block
        if previous is None or isinstance(previous, TABULAR):  # a cell ends with a paragraph, and a body should
            add_spacer(into, held=held)

    def write_paragraph(self, paragraph: Paragraph, into: Element, *, held: bool = False) -> None:
        """Append a paragraph."""
        made = self._head(paragraph, held=held).__copy__()
        into.append(made)
        keyed = self._begin_key(paragraph.key, made)
        self._write_words(paragraph, made)
        if keyed:
            add(made, "bookmarkEnd", id=keyed)

    def _begin_key(self, key: str, into: Element) -> int:
        return self._begin_bookmark(BOOKMARK + key, into) if key else 0

    def _write_words(self, paragraph: Paragraph, made: Element) -> None:
        number = paragraph.number
        if number is not None and self._lists.typed(number):
            self._write_number(paragraph, number, made)
            self._write_inlines(paragraph.content, paragraph.style, made)
            return
        bookmark = self._begin_bookmark(paragraph.bookmark, made) if paragraph.bookmark else 0
        if number is not None and number.lead:
            self._number_look(paragraph, number).write(number.lead + gap(paragraph.content), made)
        self._write_inlines(paragraph.content, paragraph.style, made)
        if bookmark:
            add(made, "bookmarkEnd", id=bookmark)

    def write_note(self, note: Note, style: str, into: Element, *, inner: bool) -> None:
        """Append the paragraph of a note, its number first; that of an ``inner`` note is typed."""
        made = add(into, "p")
        add(add(made, "pPr"), "pStyle", val=self.styles.ids[style])
        if inner:
            self._note_look.write(str(note.number), made)
        else:
            self._note_look.write_sign(made, "footnoteRef")
        self.styles.look(style).write(" ", made)
        keyed = self._begin_key(note.key, made)
        self._write_inlines(note.content, style, made)
        if keyed:
            add(made, "bookmarkEnd", id=keyed)

    def _head(self, paragraph: Paragraph, *, held: bool) -> Element:
        """Return the paragraph without its words; those of one style at one place in a list are copies of the first."""
        number = paragraph.number
        place = (number.series, number.level, number.lead) if number else None
        bold_mark = number is not None and paragraph.leads_bold
        key = (paragraph.style, paragraph.keep_next, held, place, paragraph.right, bold_mark)
        head = self._heads.get(key)
        if head is None:
            head = self._heads[key] = make("p")
            properties = add(head, "pPr")
            add(properties, "pStyle", val=self.styles.use(paragraph.style))
            _keep(properties, held=held)
            if paragraph.keep_next and not held:
                add(properties, "keepNext")
            told = self._lists.place(paragraph)
            if told is not None:
                add_place(properties, told)
            if paragraph.right:
                add(properties, "ind", right=twips(paragraph.right))
            if bold_mark:  # the number that Word counts looks like the paragraph's mark
                add(add(properties, "rPr"), "b")
        return head

    def _write_number(self, paragraph: Paragraph, number: Number, into: Element) -> None:
        """Append a number as text; its bookmark is round what a reference repeats of it."""
        look = self._number_look(paragraph, number)
        rest = number.lead + gap(paragraph.content)
        if paragraph.bookmark is None:
            look.write(number.label + rest, into)
            return
        before, repeated, after = number.label.partition(number.reference or number.label)
        if not repeated:
            before, repeated = "", number.label
        if before:
            look.write(before, into)
        bookmark = self._begin_bookmark(paragraph.bookmark, into)
        look.write(repeated, into)
        add(into, "bookmarkEnd", id=bookmark)
        if after + rest:
            look.write(after + rest, into)

    def _number_look(self, paragraph: Paragraph, number: Number) -> Look:
        return self.styles.look(paragraph.style, bold=paragraph.leads_bold or self._lists.bold(number))

    def _write_inlines(self, pieces: tuple[Inline, ...], style: str, into: Element) -> None:
        for piece in pieces:
            if isinstance(piece, Run):
                self.styles.look(style, piece.style, italic=piece.italic, bold=piece.bold).write(piece.text, into)
            elif isinstance(piece, Link):
                self._write_link(piece, self.styles.look(style, italic=piece.italic), into)
            else:
                self._write_note_mark(piece, into)

    def _write_link(self, link: Link, look: Look, into: Element) -> None:
        by_number = link.label and not self._lists.literal
        instruction = f"REF {link.bookmark} \\n \\h" if by_number else f"REF {link.bookmark} \\h"
        # Without this, Word would take over the looks of the text that it repeats, and forget those of the link.
        if not (look.plain and by_number):
            instruction += " \\* MERGEFORMAT"
        look.write_field(instruction, link.text, into)

    def _write_note_mark(self, mark: NoteMark, into: Element) -> None:
        bookmark = f"_ctn{mark.number}"
        if mark.number in self.inner_notes:
            self._note_look.write(str(mark.number), into)
        elif mark.again:
            self._note_look.write_field(f"NOTEREF {bookmark} \\f \\h", str(mark.number), into)
        else:
            begun = self._begin_bookmark(bookmark, into)
            self._note_look.write_sign(into, "footnoteReference", id=mark.number)
            add(into, "bookmarkEnd", id=begun)

    def _begin_bookmark(self, name: str, into: Element) -> int:
        """Append the start of a bookmark and return its number, from 1."""
        self._bookmarks += 1
        add(into, "bookmarkStart", id=self._bookmarks, name=name)
        return self._bookmarks

    def _write_rule(self, rule: Rule, into: Element, width: int, *, held: bool) -> None:
        """Append an empty paragraph with a border on top, indented until that is as long as the rule."""
        side = max(0, width - twips(rule.width)) // 2
        properties = add(add(into, "p"), "pPr")
        add(properties, "pStyle", val=self.styles.use(rule.style))
        _keep(properties, held=held)
        add(properties, "ind", left=side, right=side)

    def _write_picture(self, picture: Picture, into: Element, *, held: bool) -> None:
        self.write_paragraph(Paragraph(picture.style, (), keep_next=picture.keep_next), into, held=held)
        self._pictures.write(picture, into[-1])

    def _write_of_pages(self, block: Block, into: Element, width: int) -> None:
        if isinstance(block, PageBottom):
            self._write_page_bottom(block, into, width)
        elif isinstance(block, Contents):
            write_contents(block, into, self.styles, width)

    def _write_page_bottom(self, bottom: PageBottom, into: Element, width: int) -> None:
        """Append each paragraph in a frame of its own, for LibreOffice forgets one that begins with a rule, then the paragraph
        whose page is theirs.
        """
        add_spacer(into, held=True)
        for block, top in zip(bottom.blocks, bottom.tops, strict=True):
            self.write((block,), into, width, held=True)
            add_frame(into[-1][0], width, twips(top))
        add_spacer(into)


def _is_kept(block: Block) -> bool:
    """Return whether a block is a table that is to stand on one page with what follows."""
    return isinstance(block, Table) and bool(block.rows) and block.rows[-1].keep_next


_TABLES: Mapping[type[Block], Callable[[Any, Element, BlockWriter, bool], None]] = {
    Grid: add_grid,
    Table: add_table,
    Box: add_box,
}


def add_spacer(into: Element, *, held: bool = False) -> Element:
    """Append a paragraph a point high, and return its properties."""
    properties = add(add(into, "p"), "pPr")
    add(properties, "pStyle", val=SPACER)
    _keep(properties, held=held)
    return properties


def add_frame(properties: Element, width: int, top: int) -> None:
    """Set a paragraph, kept with the next, in a frame ``width`` twips wide, ``top`` twips below the top edge of its page."""
    frame = add(properties, "framePr", w=width, wrap="around", vAnchor="page", hAnchor="margin", xAlign="left", y=top)
    properties.find(qn("w:keepLines")).addnext(frame)


def _keep(properties: Element, *, held: bool) -> None:
    if held:
        add(properties, "keepNext")
        add(properties, "keepLines")
