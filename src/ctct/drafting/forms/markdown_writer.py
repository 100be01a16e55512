"""The tree with comments → Markdown in its one form: :mod:`ctct.source.markdown.document` reads the same value from it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ctct.drafting.forms.markdown_lines import Lines, apart, bullet_lines, comment_lines, indented, paragraph_lines, raw_lines
from ctct.drafting.forms.markdown_tables import attribute_text, table_blocks
from ctct.drafting.forms.pieces import Piece, attached_of, document_of, one_line, paragraphs_of, work_of
from ctct.drafting.forms.tree import Collection, Entry, Node, comments_of, plain
from ctct.drafting.forms.yaml_writer import WIDTH
from ctct.source.markdown.assignees import groups_of, write_phrase
from ctct.source.markdown.headings import END, ISSUED, WORKS_TITLE
from ctct.source.markdown.marks import is_bare_number, plain_start, typed_number, written, written_attribute
from ctct.source.markdown.nodes import LIST_LEVEL, NAME
from ctct.source.markdown.pictures import picture_line
from ctct.source.markdown.reading import WORKS, Vocabulary

MOST_HEADINGS = 6
_CLOSING = re.compile(r"(?:(?<=\s)|^)#(?=#*$)")


def write_body(body: Collection, words: Vocabulary, levels: tuple[str, ...], loai: str) -> str:
    """Return the body of a draft of type ``loai``: its entries for ``noi_dung``, the levels, ``ket``, the works that recur
    and the notes. ``levels`` are those of ``#``, ``##`` …, and hold every level that the body uses.
    """
    return "".join(f"{line}\n" for line in apart(_Writer(body, words, levels, loai).blocks()))


class _Writer:
    """Writes one body. A block is a list of lines; blank lines go between blocks."""

    def __init__(self, body: Collection, words: Vocabulary, levels: tuple[str, ...], loai: str) -> None:
        self.body, self.words, self.levels = body, words, levels
        self.type_name = words.type_names.get(loai, "Chương trình")
        self.document = document_of(body, words)
        self.attachments = {entry.key: attached_of(entry, words) for entry in body.entries if entry.key in words.attached}
        attached = [piece for pieces in self.attachments.values() for piece in pieces]
        self.ids = set(_ids(iter([self.document, *attached])))

    def blocks(self) -> Iterator[Lines]:
        """Yield the blocks of the whole body."""
        yield from self.content(self.document, None, 0)
        if closing := self.body.find("ket"):
            yield [END]
            yield from self.paragraphs(list(paragraphs_of(closing)), WIDTH)
        for key in self.words.attached:
            for piece in self.attachments.get(key, ()):
                yield from self.attached(piece, key)
        yield from self.works()
        yield from self.notes()
        if comments := [*filter(None, self.body.after)]:
            yield comment_lines(comments)

    def paragraphs(self, paragraphs: list[tuple[Lines, str]], width: int) -> Iterator[Lines]:
        """Yield paragraphs; those that begin with bullets follow one another without a blank line."""
        listed: Lines = []
        for comments, text in paragraphs:
            lines = bullet_lines(text, self.words, width)
            if listed and (comments or not lines):
                yield listed
                listed = []
            yield from _comment(comments)
            listed += lines
            if not lines:
                yield paragraph_lines(text, self.words, width)
        if listed:
            yield listed

    def works(self) -> Iterator[Lines]:
        entry = self.body.find(WORKS)
        if entry and isinstance(entry.node, Collection):
            yield from _commented(_comments(entry), [f"# {WORKS_TITLE} {{.{WORKS}}}"])
            yield self.items([work_of(work, self.words) for work in entry.node.entries], "", WIDTH)

    def notes(self) -> Iterator[Lines]:
        entry = self.body.find("chu_thich")
        if not entry or not isinstance(entry.node, Collection):
            return
        waiting, together = _comments(entry), []  # type: Lines, Lines
        for note in entry.node.entries:
            if comments := [*waiting, *comments_of(note)]:
                yield from filter(None, [together, comment_lines(comments)])
                waiting, together = [], []
            first, *others = raw_lines(
                f"[^{note.key}]: {plain_start(written(one_line(plain(note.node))), name=False)}", WIDTH - 4
            )
            together += [first, *(f"    {line}" for line in others)]
        yield together

    # --- nodes --------------------------------------------------------------------------------------------------------

    def first_heading(self, pieces: list[Piece]) -> int:
        """Return how many of the nodes must be items: those up to the last without a name."""
        if not pieces or self.levels.index(pieces[0].level) >= MOST_HEADINGS:
            return len(pieces)
        # What follows a heading belongs to it: an item without a name must come before the first heading.
        unnamed = [place for place, piece in enumerate(pieces, 1) if not piece.named]
        return max(unnamed, default=0)

    def level_below(self, level: str | None) -> str:
        if level is None:
            return LIST_LEVEL if LIST_LEVEL in self.levels else self.levels[-1]
        rank = self.words.levels.index(level)
        return next((one for one in self.levels if self.words.levels.index(one) > rank), "")

    def heading(self, piece: Piece, parent: int) -> Iterator[Lines]:
        """Yield a node with a name and all that is in it; ``parent`` is the depth of the heading above."""
        depth = self.levels.index(piece.level) + 1
        name = one_line(piece.said["ten"])
        # Headings may not jump; where a level is really left out the heading says so.
        skips = parent and depth > parent + 1
        marks = [*([piece.level] if skips else []), *([NAME] if _is_only_number(name) else [])]
        raw = _CLOSING.sub(r"\\#", plain_start(written(name), name=True))
        line = " ".join(filter(None, ["#" * depth, raw, self.attributes(piece, marks)]))
        yield from _commented(piece.before, [line])
        yield from self.content(piece, piece.level, depth)

    def attached(self, piece: Piece, key: str) -> Iterator[Lines]:
        """Yield an appendix, or the text that the document issues."""
        name = piece.said["trich_yeu" if key == ISSUED else "ten"]
        raw = _CLOSING.sub(r"\\#", plain_start(written(one_line(name if isinstance(name, str) else name[0])), name=True))
        marks = [key, *([NAME] if _is_only_number(raw) else [])]
        yield from _commented(piece.before, [f"# {raw} {self.attributes(piece, marks, self.words.attached[key])}"])
        yield from self.content(piece, None, 0)

    def content(self, piece: Piece, level: str | None, depth: int) -> Iterator[Lines]:
        """Yield what stands under a heading."""
        yield from self.paragraphs(piece.paragraphs, WIDTH)
        yield from self.tables(piece.tables)
        yield from self.pictures(piece.pictures)
        items = self.first_heading(piece.children)
        if items:
            yield self.items(piece.children[:items], self.level_below(level), WIDTH)
        yield from self.charges(piece, WIDTH)
        for child in piece.children[items:]:
            yield from self.heading(child, depth)
        yield from _comment(piece.after)

    def tables(self, tables: list[tuple[Lines, Node]]) -> Iterator[Lines]:
        for comments, node in tables:
            yield from _comment(comments)
            yield from table_blocks(node, self.words)

    def pictures(self, pictures: list[tuple[Lines, Node]]) -> Iterator[Lines]:
        for comments, node in pictures:
            yield from _comment(comments)
            said = {key: one_line(value) if isinstance(value, str) else value for key, value in plain(node).items()}
            yield [picture_line(said, self.words)]

    def items(self, pieces: list[Piece], usual: str, width: int) -> Lines:
        """Return a list; ``usual`` is the level that its items have without saying so."""
        blocks: list[Lines] = []
        tight = True
        for number, piece in enumerate(pieces, 1):
            marker = f"{number}. "
            inner = list(self.item(piece, usual, width - len(marker)))
            usual = piece.level
            tight = tight and len(inner) == 1 and not piece.before and not piece.after
            blocks += _comment(piece.before)
            blocks.append(indented(_joined(inner), marker))
            blocks += _comment(piece.after)
        return [line for block in blocks for line in block] if tight else apart(blocks)

    def item(self, piece: Piece, usual: str, width: int) -> Iterator[Lines]:
        """Yield the blocks of a node as an item, the words beside its number first."""
        marks = [piece.level] if piece.level != usual and piece.level else []
        first, others = self.first_words(piece)
        if not piece.named and is_bare_number(first):  # beside the item's own number it would be taken for one typed by hand
            first, others, marks = "", [([], first), *others], [piece.level]
        marks += [NAME] if piece.named else []
        # «@mã» alone is read as the use of a work that recurs: the key itself need not be written.
        if first and not piece.paragraphs and not piece.named:
            del piece.said[WORKS]  # the words themselves name the work that recurs
        # An item must say something: its level, if there is nothing else.
        elif not (first or piece.said):
            marks = [piece.level]
        attributes = self.attributes(piece, marks)
        yield paragraph_lines(first, self.words, width, name=True, attributes=attributes)
        yield from self.paragraphs(others, width)
        yield from self.tables(piece.tables)
        yield from self.pictures(piece.pictures)
        if piece.children:
            yield self.items(piece.children, self.level_below(piece.level), width)
        yield from self.charges(piece, width)

    def first_words(self, piece: Piece) -> tuple[str, list[tuple[Lines, str]]]:
        if piece.named:
            return one_line(piece.said["ten"]), piece.paragraphs
        if piece.paragraphs:
            return piece.paragraphs[0][1], piece.paragraphs[1:]
        use = piece.said.get(WORKS)
        return f"@{use}" if use and use not in self.ids else "", []

    def attributes(self, piece: Piece, marks: Lines, others: tuple[str, ...] = ()) -> str:
        """Return ``{#id .mark key=value}``; ``others`` are keys beside those of any node."""
        name = piece.said.get("id")
        keys = [key for key in (*self.words.attributes, *others) if piece.said.get(key) is not None]
        parts = [*([f"#{name}"] if name else []), *(f".{mark}" for mark in marks)]
        parts += [written_attribute(key, self.attribute(key, piece.said[key])) for key in keys]
        return f"{{{' '.join(parts)}}}" if parts else ""

    def attribute(self, key: str, value: Any) -> str:
        listing = self.words.lists.get(key)
        return listing.write(value) if listing else attribute_text(value)

    def charges(self, piece: Piece, width: int) -> Iterator[Lines]:
        """Yield the lines that charge somebody: bullets together, comments and the like line apart."""
        together: Lines = []
        for comments, key in sorted(piece.charges, key=lambda charge: [*self.words.roles, "nhu"].index(charge[1])):
            if comments:
                yield from filter(None, [together, comment_lines(comments)])
                together = []
            if key == "nhu":
                yield from filter(None, [together, self.like(piece, width)])
                together = []
            else:
                groups = [[one_line(name) for name in group] for group in groups_of(piece.said[key])]
                line = f"*{self.words.roles[key]}*: {write_phrase(groups)}"
                together += indented(raw_lines(line, width - 2), "- ")
        if together:
            yield together

    def like(self, piece: Piece, width: int) -> Lines:
        names = piece.said["nhu"]
        ids = "+".join(name.removeprefix("@") for name in (names if isinstance(names, list) else [names]))
        return raw_lines(f"{self.words.like}: Như @{ids} của {self.type_name} này.", width)


def _ids(pieces: Iterator[Piece]) -> Iterator[str]:
    for piece in pieces:
        if name := piece.said.get("id"):
            yield str(name)
        yield from _ids(iter(piece.children))


def _is_only_number(name: str) -> bool:
    found = typed_number(name, name=True)
    return bool(found and found.end() == len(name))


def _comments(entry: Entry) -> Lines:
    return [*filter(None, [*entry.before, entry.beside])]


def _comment(comments: Lines) -> Iterator[Lines]:
    if comments:
        yield comment_lines(comments)


def _commented(comments: Lines, block: Lines) -> Iterator[Lines]:
    yield from _comment(comments)
    yield block


def _joined(blocks: list[Lines]) -> Lines:
    """Join the blocks of an item: a list right after its only paragraph needs no blank line."""
    # A blank line would make the list a loose one, and each of its items a paragraph.
    close = len(blocks) == 2 and blocks[1][0].startswith(("- *", "1. "))
    return [line for block in blocks for line in block] if close else apart(blocks)
