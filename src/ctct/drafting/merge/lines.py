"""The three texts that meet in a merge, paragraph by paragraph: what was printed, the edited copy, the draft as it is now."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ctct.diagnostics import Path
from ctct.drafting.merge.copied_objects import Object, objects_of, with_objects
from ctct.drafting.merge.looks import Looked, look_of, looked, looks_within
from ctct.drafting.merge.printed import ALONE, Area, printed_on
from ctct.emit.appearance import Looks
from ctct.emit.style_names import NOTE
from ctct.layout.block_map import BOOKMARK, BlockMap, Entry, keys_of
from ctct.layout.blocks import Inline, Note, NoteMark, Paragraph, Sheet
from ctct.layout.provenance import kind_of, place_of
from ctct.layout.together import apart
from ctct.resolve.inlines import Origin, Origins, shifted
from ctct.resolve.places import path_of
from ctct.word.tree import UNCHANGED, Mark, Piece, WordDocument
from ctct.word.tree import Paragraph as WordParagraph

EDGE = "edge"
"""The kind of a line of a copy that stands at the head or foot of pages."""
MARK = "\ue000"
"""Stands for the mark of a note: a letter that no text has (NG04 refuses it)."""

REFERENCE = "\ue001"
"""Stands for a reference that Word counts."""

_AREA = re.compile(r"(\d{1,6})x(\d{1,6})")
_JOINER = "\u200d"
"""LibreOffice puts one into each new row that it records."""
_SPAN = re.compile(r"(\d{1,9}):(\d{1,9})([=<])\S{1,2000}")
LABEL = re.compile(
    r"[ \t]{0,9}(?:(?:Phần|Chương|Mục|Điều|Phụ lục|Tiểu mục)\s[\w.]{1,15}[.:]?|\(?\d{1,3}(?:\.\d{1,3}){0,4}[.)/-]|\(\d{1,3}\)"
    r"|[IVXLC]{1,7}[.)/-]|[A-ZĐ][.)/-]|[a-zđ][.)])\s{0,3}",
)
"""A number that was typed."""


class Line(NamedTuple):
    """A paragraph. ``text`` has a :data:`MARK` for each mark of a note and blanks for its breaks; ``key`` is that of its
    bookmark, ``number`` its number as printed, ``lead`` what of that is typed.

    ``at`` and ``kind`` say what it is of, ``home`` where the tree has it: what is of a recurring work stands at one place,
    and is printed for each node that names it. ``origins`` says where its words come from (of our own text alone); ``cell``
    is its table, row and column, ``notes`` are those that it marks (of a note that note itself), by id in a copy, by number
    in our own text; ``references`` is what Word's fields for references show, ``masked`` the text with a :data:`REFERENCE`
    for each, ``place`` where a line stands in its copy, ``looks`` how each of its characters looks, ``""`` where nobody
    knows; ``area`` is that of its cell, as far as was printed; ``objects`` are what is no text in or
    beside a paragraph of a copy.
    """

    text: str
    key: str = ""
    number: str = ""
    lead: str = ""
    at: Path = ()
    home: Path = ()
    kind: str = ""
    style: str = ""
    origins: Origins = ()
    cell: tuple[int, int, int] | None = None
    notes: tuple[str, ...] = ()
    is_note: bool = False
    authors: tuple[str, ...] = ()
    date: str = ""
    comments: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    masked: str = ""
    place: int = -1
    looks: str = ""
    area: Area = ALONE
    objects: tuple[Object, ...] = ()


def base_lines(block_map: BlockMap) -> list[Line]:
    """Return what was printed."""
    return [_base_line(entry) for entry in block_map.entries]


def _base_line(entry: Entry) -> Line:
    text, marks, origins = entry.chu, 0, []
    for found in _SPAN.finditer(entry.tu):
        begin, end = int(found[1]) + marks, int(found[2]) + marks
        if begin == end:
            text = text[:begin] + MARK + text[begin:]
            marks += 1
        origins.append(Origin(begin, end, (), 0, -1, found[3] == "="))
    line = Line(_one_line(text), entry.khoa, entry.so, entry.dan, path_of(entry.cho), path_of(entry.cho), entry.loai)
    return _numbered(line._replace(origins=tuple(origins), area=_area(entry)))


def _area(entry: Entry) -> Area:
    found = _AREA.fullmatch(entry.gop)
    return (int(found[1]), int(found[2])) if found else ALONE


def _numbered(line: Line) -> Line:
    """Return a line that says nothing but its number as one that says that."""
    return line._replace(text=line.number, number="", lead="", looks="") if line.number and not line.text.strip() else line


def _one_line(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\n", " ").replace("\t", " ")


def said_in(sheet: Sheet) -> list[tuple[Paragraph | Note, Line]]:
    """Return what a draft prints now, without its keys and looks."""
    return [(said, _our_line(said)._replace(area=area)) for said, area in printed_on(sheet)]


def our_lines(said: Sequence[tuple[Paragraph | Note, Line]], looks: Looks) -> list[Line]:
    """Return lines with the keys that the map of their draft gives them, and with their looks."""
    keys = keys_of(one for one, _line in said)
    return [line._replace(key=key, looks=_our_looks(one, line, looks)) for (one, line), key in zip(said, keys, strict=True)]


def _our_looks(said: Paragraph | Note, line: Line, looks: Looks) -> str:
    style = said.style if isinstance(said, Paragraph) else NOTE
    pieces = []
    for piece in said.content:
        if isinstance(piece, NoteMark):
            pieces.append(Looked(MARK, "0"))
        else:
            look = looks.of_piece(piece, style)
            sign = look_of(bold=look.bold, italic=look.italic, underline=look.underline)
            pieces.append(Looked(_one_line(apart(piece.text)), sign))
    return looks_within(looked(pieces), line.text)


def _our_line(said: Paragraph | Note) -> Line:
    number, at = said.number if isinstance(said, Paragraph) else None, place_of(said)
    text, origins = _marked(said.content)
    line = Line(
        text,
        "",
        number.printed if number else "",
        number.lead if number else "",
        at,
        at,
        kind_of(said, at),
        said.style if isinstance(said, Paragraph) else "",
        tuple(origins),
        notes=(str(said.number),) if isinstance(said, Note) else _marks(said.content),
        is_note=isinstance(said, Note),
    )
    return _numbered(line)


def _marks(content: tuple[Inline, ...]) -> tuple[str, ...]:
    return tuple(str(piece.number) for piece in content if isinstance(piece, NoteMark))


def _marked(content: tuple[Inline, ...]) -> tuple[str, list[Origin]]:
    text, origins = "", list[Origin]()
    for piece in content:
        size = len(text)
        origins += shifted(piece.at, size)
        if isinstance(piece, NoteMark):
            text += MARK
            origins = [one._replace(end=size + 1) if one.begin == size == one.end else one for one in origins]
        else:
            text += apart(piece.text)
    return _one_line(text), origins


def their_lines(document: WordDocument, item_styles: frozenset[str]) -> list[Line]:
    """Return what an edited copy says, its changes accepted. A number that was typed before a paragraph of an item's style is
    taken for that.
    """
    stories = sorted(document.edges.items())
    heads = [one for name, story in stories if "header" in name for one in story]
    feet = [one for name, story in stories if "footer" in name for one in story]
    lines = with_objects((_their_line(one, item_styles), objects_of(one)) for one in (*heads, *document.paragraphs, *feet))
    for note, story in document.notes.items():
        text = " ".join(said for one in story if (said := words_in(one)[0].strip()))
        keys = [key for one in story for key in bookmarked(one)]
        shown = looks_within(looked(one for part in story for one in (*_looked(part), Looked(" ", "0"))), text)
        lines.append(Line(text, keys[0] if keys else "", is_note=True, notes=(note,), looks=shown))
    return [line._replace(place=at) for at, line in enumerate(lines)]


def _their_line(one: WordParagraph, item_styles: frozenset[str]) -> Line:
    text, notes = words_in(one)
    masked, shown = _masked(one)
    number, keys, cell = one.label or "", bookmarked(one), one.place.cell
    if not text.strip() and not keys:
        number = ""  # Word counts what has been left empty, too
    if one.style in item_styles:
        found = LABEL.match(text) if not number else re.match(r"[.)/-]\s{0,3}", text)
        if found and len(found[0]) < len(text):
            number, text, masked = number + found[0].strip(), text[found.end() :], masked[found.end() :]
    revised = (piece for source in one.sources or (one,) for piece in source.content if piece.revision is not UNCHANGED)
    changes = [change for piece in revised for change in piece.revision if change]
    said = text if number else text.strip(" ")
    line = Line(
        said,
        keys[0] if keys else "",
        number,
        kind=EDGE if one.place.kind in ("header", "footer") else "",
        style=one.style,
        cell=(cell.table, cell.row, cell.column) if cell else None,
        notes=notes,
        authors=tuple(dict.fromkeys(change.author for change in changes if change.author)),
        date=max((change.date for change in changes), default=""),
        comments=tuple(mark.id for mark in one.marks("comment_start", "comment")),
        references=shown,
        masked=masked,
        looks=looks_within(looked(_looked(one)), said),
    )
    return _numbered(line)


def _looked(one: WordParagraph) -> Iterator[Looked]:
    """Yield the words of a paragraph with their looks."""
    for piece in one.content:
        if isinstance(piece, Piece):
            look = piece.look
            sign = look_of(bold=look.bold, italic=look.italic, underline=look.underline)
            yield Looked(_one_line(_shown(piece)), sign)
        elif piece.kind == "note":
            yield Looked(MARK, "0")


def words_in(one: WordParagraph) -> tuple[str, tuple[str, ...]]:
    """Return the words of a paragraph and the notes that it marks; a page's own number says nothing."""
    return _words(one.content)


def _words(content: Iterable[Piece | Mark]) -> tuple[str, tuple[str, ...]]:
    text, notes = "", []
    for piece in content:
        if isinstance(piece, Piece):
            text += _shown(piece)
        elif piece.kind == "note":
            text += MARK
            notes.append(piece.id)
    return _one_line(text).lstrip(" "), tuple(notes)


def _shown(piece: Piece) -> str:
    """Return what a piece says, without a page's own number and the places where a word may be parted."""
    paged = piece.field is not None and piece.field.code.split()[:1] in (["PAGE"], ["NUMPAGES"])
    text = piece.text if piece.revision is UNCHANGED else piece.text.replace(_JOINER, "")
    return "" if paged else apart(text).replace(MARK, "").replace("\u00ad", "")


def _masked(one: WordParagraph) -> tuple[str, tuple[str, ...]]:
    """Return the words of a paragraph with a sign for each reference that Word counts, and what those show."""
    if not any(isinstance(piece, Piece) and piece.field is not None for piece in one.content):
        return "", ()
    content: list[Piece | Mark] = []
    shown: list[str] = []
    last = None
    for piece in one.content:
        field = piece.field if isinstance(piece, Piece) else None
        if isinstance(piece, Mark) or field is None or not field.code.startswith("REF"):
            content.append(piece)
        elif field is last:
            shown[-1] += apart(piece.text)
        else:
            content.append(piece._replace(text=REFERENCE))
            shown.append(apart(piece.text))
        last = field
    return (_words(content)[0], tuple(shown)) if shown else ("", ())


def bookmarked(one: WordParagraph) -> list[str]:
    """Return the keys of the bookmarks that a paragraph has."""
    return [name.removeprefix(BOOKMARK) for name in one.bookmarks if name.startswith(BOOKMARK)]
