"""The block map: what a document that is not final says of itself, so that an edited copy of it comes back into its draft.

It holds what is printed, with the place of each word in the draft, and nothing else of the draft.
"""

# Without `from __future__ import annotations`: named tuples are made of types in half the time that their names take.

import re
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from ctct.layout.blocks import Block, Box, Grid, Inline, Note, NoteMark, PageBottom, Paragraph, Rule, Sheet, Table, TableCell
from ctct.layout.provenance import Kind, kind_of, place_of
from ctct.layout.together import apart
from ctct.resolve.inlines import Origin, shifted

NAMESPACE = "urn:ctct:ban-do:1"
PROPERTY = "ctct-ban-do"
"""The custom property with the map's digest: it survives where the map does not."""
BOOKMARK = "_ctct_"
"""What the name of the bookmark round a paragraph begins with; its key follows. Hidden, for it begins with a line."""

_CELL = re.compile(r"/dong/\d{1,9}/(?:o|tong)/")
_LONGEST_KEY = 40 - len(BOOKMARK)
"""Word cuts a longer name in silence."""


class Facts(NamedTuple):
    """What a map says of the draft: the name of its file, the SHA-256 of that and of what it rests on, of what ctct made the
    document, and the document's own date.
    """

    ten_tep: str
    du_thao: str
    danh_ba: str
    phien_ban: str
    the_thuc: str
    an_ban: str
    ngay: str


class Entry(NamedTuple):
    """A paragraph: its key, the place in the draft that it comes from, what it is of; its number as printed and what of that is
    typed, its text as printed, and where the words of that come from: ``""`` where all stand so at its place, which is «.»; of
    the first of a cell of several rows and columns how many those are, «2x3».
    """

    khoa: str
    cho: str
    loai: Kind
    so: str
    dan: str
    chu: str
    tu: str
    gop: str = ""


class BlockMap(NamedTuple):
    """A document's paragraphs in the order of printing, its notes at the end."""

    facts: Facts
    entries: tuple[Entry, ...]


def with_map(sheet: Sheet, facts: Facts) -> Sheet:
    """Return ``sheet`` with a key on each paragraph that says something, and with the map of them all."""
    keyed = _Keyed()
    header, blocks, footer = (keyed.blocks(part) for part in (sheet.first_header, sheet.blocks, sheet.first_footer))
    notes = tuple(note._replace(key=keyed.key_of(note)) for note in sheet.notes)
    return sheet._replace(
        blocks=blocks, first_header=header, first_footer=footer, notes=notes, map=BlockMap(facts, tuple(keyed.entries))
    )


def keys_of(said: Iterable[Paragraph | Note]) -> list[str]:
    """Return the keys that :func:`with_map` gives paragraphs, which are all that say something, in the order of printing."""
    keys = _Keys()
    return [keys.of(_Said.of(one)) for one in said]


class _Said(NamedTuple):
    """What a paragraph says: the id of the node that has its number, the place that it comes from, what it is of, its text."""

    id: str
    path: str
    kind: Kind
    text: str

    @classmethod
    def of(cls, said: Paragraph | Note) -> "_Said":
        at, number = place_of(said), said.number if isinstance(said, Paragraph) else None
        return cls(number.id if number else "", "/".join(map(str, at)), kind_of(said, at), printed(said.content))


class _Keys:
    """Gives paragraphs keys that stay the same from build to build of one draft."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, said: _Said) -> str:
        """Return the key of a paragraph, no other's."""
        name = key = _name(said.id, f"{said.path}|{said.kind}|{said.text}")
        count = 1
        while key in self._taken:
            count += 1
            key = f"{name}_{count}"
        self._taken.add(key)
        return key


class _Keyed:
    """Takes down paragraphs with their keys."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self._keys = _Keys()

    def key_of(self, said: Paragraph | Note) -> str:
        """Take down a paragraph, and return its key; ``""`` for one that says nothing."""
        number, found = said.number if isinstance(said, Paragraph) else None, _Said.of(said)
        text, path = found.text, found.path
        if not text.strip() and number is None:
            return ""
        key = self._keys.of(found)
        spans = " ".join(map(str, _spans(said.content)))
        spans = "" if spans == f"0:{len(text)}={path}[0:{len(text)}]" else spans.replace(path, ".") if path else spans
        label, lead = (number.printed, number.lead) if number else (str(said.number) if isinstance(said, Note) else "", "")
        self.entries.append(Entry(key, path, found.kind, label, lead, text, spans))
        return key

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """Return blocks with keys on all paragraphs."""
        return tuple([self._block(block) for block in blocks])

    def _block(self, block: Block) -> Block:
        if isinstance(block, Paragraph):
            key = self.key_of(block)
            return block._replace(key=key) if key else block
        if isinstance(block, Grid):
            rows = tuple(tuple(cell._replace(blocks=self.blocks(cell.blocks)) for cell in row) for row in block.rows)
            return block._replace(rows=rows)
        if isinstance(block, Table):
            return block._replace(rows=tuple(row._replace(cells=self._cells(row.cells)) for row in block.rows))
        if isinstance(block, PageBottom):
            inner = [one for one in self.blocks(block.blocks) if isinstance(one, Paragraph | Rule)]
            return block._replace(blocks=tuple(inner))
        if isinstance(block, Box):
            self.key_of(Paragraph(block.style, block.content))
        return block

    def _cells(self, cells: Iterable[TableCell]) -> tuple[TableCell, ...]:
        return tuple(cell._replace(blocks=self._cell(cell)) for cell in cells)

    def _cell(self, cell: TableCell) -> tuple[Block, ...]:
        first = len(self.entries)
        blocks = self.blocks(cell.blocks)
        if cell.rows * cell.span > 1 and len(self.entries) > first and _CELL.search(self.entries[first].cho):
            self.entries[first] = self.entries[first]._replace(gop=f"{cell.rows}x{cell.span}")
        return blocks


def _name(known_as: str, said: str) -> str:
    name = known_as.replace("-", "_")
    # An id begins with a letter, so the digit keeps the others apart; two digits are left for a number behind it.
    return name if name and len(name) <= _LONGEST_KEY - 4 else "0" + blake2b(said.encode(), digest_size=4).hexdigest()


def is_id(bookmark: str) -> bool:
    """Return whether a bookmark bears the key of an item with an id: that of another stays only as long as its place does."""
    return bookmark.startswith(BOOKMARK) and not bookmark.startswith(f"{BOOKMARK}0")


def printed(content: Iterable[Inline]) -> str:
    """Return the words of a paragraph as a map holds them: without marks of notes, with plain blanks and hyphens."""
    return apart("".join([piece.text for piece in content if not isinstance(piece, NoteMark)]))


def _spans(content: Iterable[Inline]) -> Iterator[Origin]:
    begin = 0
    for piece in content:
        yield from shifted(piece.at, begin)
        begin += 0 if isinstance(piece, NoteMark) else len(piece.text)
