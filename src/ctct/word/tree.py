r"""What a Word document holds, as others may have written it: paragraphs with their looks, places, revisions and marks.

One reading gives all that stands in the file (:mod:`ctct.word.read`); what holds once every revision is accepted, or rejected,
is a view of it (:mod:`ctct.word.views`). Texts are as they stand, a soft break as ``\n``, a tab as ``\t``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from ctct.word.counting import Numbering
from ctct.word.styles import Styles

_COPIES = re.compile(r"(?:_Copy_\d{1,9})+$")


class Change(NamedTuple):
    """Who changed something and when (as the file says it, ``""`` where it does not), and whether as half of a move."""

    author: str = ""
    date: str = ""
    moved: bool = False


class Revision(NamedTuple):
    """What happened to a piece, a paragraph's mark or a row; what one person inserted another may have deleted."""

    inserted: Change | None = None
    deleted: Change | None = None


UNCHANGED = Revision()


class Look(NamedTuple):
    """How words look, by their own properties or their styles': ``raised`` is superscript, ``hidden`` is not printed."""

    bold: bool = False
    italic: bool = False
    caps: bool = False
    raised: bool = False
    hidden: bool = False
    underline: bool = False


PLAIN = Look()


class Field:
    r"""A field of Word's: its ``code``, as ``REF a \h``. Its pieces show what it gave when it was last asked."""

    __slots__ = ("code",)

    def __init__(self, code: str = "") -> None:
        self.code = code


class Piece(NamedTuple):
    """Words of one look and one fate; ``former`` is their look before a recorded change of it."""

    text: str
    look: Look = PLAIN
    revision: Revision = UNCHANGED
    field: Field | None = None
    former: Look | None = None


MarkKind = Literal["note", "note_number", "comment_start", "comment_end", "comment", "bookmark_start", "bookmark_end", "object"]


class Mark(NamedTuple):
    """What stands between words: the mark of a note, a comment's ends and mark, a bookmark's ends, a picture.

    ``id`` is that in the file, of an endnote with ``e`` before it, of WordArt, a diagram or a chart what it says; ``name`` is
    the bookmark's, or what the file calls an object.
    """

    kind: MarkKind
    id: str = ""
    name: str = ""
    revision: Revision = UNCHANGED


PlaceKind = Literal["body", "cell", "box", "header", "footer", "note", "comment"]


@dataclass(slots=True, eq=False)
class Place:
    """Where paragraphs follow one another: the body, a cell, a text box, a header, a note.

    A cell is the ``row``-th of its table, from 0, at grid column ``column``; ``table`` counts the tables of the whole document.
    ``revision`` is that of its row, its cell or the run that it stands in, or of a place round it; ``outermost`` the table that
    all of it stands in.
    """

    kind: PlaceKind
    outer: Place | None = None
    revision: Revision = UNCHANGED
    table: int = -1
    row: int = -1
    column: int = -1
    span: int = 1
    merge: Literal["", "restart", "continue"] = ""
    outermost: int = -1

    @property
    def cell(self) -> Place | None:
        """The cell that this is or lies in."""
        place: Place | None = self
        while place is not None and place.kind != "cell":
            place = place.outer
        return place


class Setting(NamedTuple):
    """How a paragraph is set: the id of its style, the list and the level of its own, its alignment (``w:jc``)."""

    style: str = ""
    list_id: str | None = None
    level: int | None = None
    align: str = ""


UNSET = Setting()


@dataclass(slots=True, eq=False)
class Paragraph:
    """A paragraph. ``number`` is what Word counts for it, with what follows that, ``None`` where it counts nothing, and as
    long as no view is taken.

    ``mark`` is the revision of its end, ``followed`` whether a paragraph comes next in its place (else a dead end joins
    nothing), ``former`` its setting before a recorded change. ``sources`` are the paragraphs as written of which a view made
    this one.
    """

    place: Place
    section: int = 0
    style: str = ""
    setting: Setting = UNSET
    former: Setting | None = None
    content: list[Piece | Mark] = field(default_factory=list)
    mark: Revision = UNCHANGED
    followed: bool = False
    number: str | None = None
    bookmarks: tuple[str, ...] = ()
    sources: tuple[Paragraph, ...] = ()

    @property
    def label(self) -> str | None:
        """The number without blanks; ``None`` where Word counts none."""
        return self.number.strip() if self.number else None

    @property
    def text(self) -> str:
        """The words, with what fields show; marks of notes are not among them."""
        return "".join([piece.text for piece in self.content if isinstance(piece, Piece)])

    @property
    def pieces(self) -> Iterator[Piece]:
        """The words by their looks."""
        return (piece for piece in self.content if isinstance(piece, Piece))

    def marks(self, *kinds: MarkKind) -> Iterator[Mark]:
        """Yield the marks of some kinds."""
        return (mark for mark in self.content if isinstance(mark, Mark) and mark.kind in kinds)


class Section(NamedTuple):
    """A stretch of pages."""

    landscape: bool = False


@dataclass(slots=True)
class Comment:
    """A remark in the margin; ``parent`` is the id of that which it answers."""

    id: str
    author: str = ""
    date: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    parent: str | None = None
    resolved: bool = False

    @property
    def text(self) -> str:
        """Its words, a line a paragraph."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


@dataclass(slots=True)
class WordDocument:
    """What stands in a Word document: ``paragraphs`` of the body with those of its cells and boxes, in the order of their ends;
    ``edges``, the headers and footers by the names of their parts; ``notes`` by their ids, in the order of the file. One that
    is ``untouched`` is known to have no recorded change.
    """

    paragraphs: list[Paragraph] = field(default_factory=list)
    edges: dict[str, list[Paragraph]] = field(default_factory=dict)
    notes: dict[str, list[Paragraph]] = field(default_factory=dict)
    comments: dict[str, Comment] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    styles: Styles = field(default_factory=Styles)
    numbering: Numbering = field(default_factory=Numbering)
    untouched: bool = False

    @property
    def is_revised(self) -> bool:
        """Whether changes were recorded in it and neither accepted nor rejected."""
        return not self.untouched and any(map(_is_revised, self.everything()))

    def everything(self) -> Iterator[Paragraph]:
        """Yield the paragraphs of body, headers, footers and notes."""
        yield from self.paragraphs
        for story in (*self.edges.values(), *self.notes.values()):
            yield from story


def _is_revised(paragraph: Paragraph) -> bool:
    return (
        paragraph.former is not None
        or paragraph.mark != UNCHANGED
        or paragraph.place.revision != UNCHANGED
        or any(one.revision != UNCHANGED or (isinstance(one, Piece) and one.former is not None) for one in paragraph.content)
    )


def bookmark_name(written: str) -> str:
    """Return a bookmark's name without what LibreOffice adds to that of a moved copy."""
    return _COPIES.sub("", written) if "_Copy_" in written else written
