"""A Word document → what stands in it, and its words alone, for people and for ``git diff``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from zipfile import ZipFile

from ctct.emit.plain import SUPERSCRIPTS
from ctct.layout.together import apart
from ctct.word.counting import Numbering, read_numbering
from ctct.word.drawn import drawn_words
from ctct.word.events import Feed, feed
from ctct.word.limits import Allowance
from ctct.word.package import opened
from ctct.word.styles import Styles, read_styles
from ctct.word.tree import Mark, Paragraph, Piece, PlaceKind, WordDocument
from ctct.word.views import accepted
from ctct.word.walk import UNNAMED, Walk

_EDGES = re.compile(r"word/(?:header|footer)\d*\.xml")
_OTHERS: tuple[tuple[str, PlaceKind], ...] = (
    ("word/footnotes.xml", "note"),
    ("word/endnotes.xml", "note"),
    ("word/comments.xml", "comment"),
    ("word/commentsExtended.xml", "comment"),
)


def read_word(data: bytes) -> WordDocument:
    """Return what stands in a Word document, its paragraphs as they are written: for numbers and for what is left of them once
    changes are accepted or rejected take a view (:mod:`ctct.word.views`).

    Raises :class:`Rejected` for a file that is none, or that holds too much.
    """
    with opened(data) as package:
        return _read(package)


def read_words(data: bytes) -> WordDocument:
    """Return what :func:`read_word` does but for styles, looks and numbers, in two thirds of the time."""
    with opened(data) as package:
        allowance = Allowance()
        return _read_parts(package.namelist(), partial(feed, package, allowance), Walk(Styles(), allowance), Numbering())


def read_numbered(names: Sequence[str], feed: Feed) -> WordDocument:
    """Return what :func:`read_word` does but for looks, bookmarks and comments, of a package whose parts have these ``names``.
    Raises :class:`TooMuch`.
    """
    read = [name for name in names if "comments" not in name]
    return _read_by(read, feed, Allowance(), UNNAMED)


def _read(package: ZipFile) -> WordDocument:
    allowance = Allowance()
    return _read_by(package.namelist(), partial(feed, package, allowance), allowance)


def _read_by(names: Sequence[str], feed: Feed, allowance: Allowance, unasked: frozenset[str] = frozenset()) -> WordDocument:
    parts = ("word/styles.xml", "word/numbering.xml")
    styles = read_styles(feed, parts[0]) if parts[0] in names else Styles()
    numbering = read_numbering(feed, parts[1]) if parts[1] in names else Numbering()
    return _read_parts(names, feed, Walk(styles, allowance, unasked), numbering)


def _read_parts(names: Sequence[str], feed: Feed, walk: Walk, numbering: Numbering) -> WordDocument:
    def read(name: str, kind: PlaceKind) -> list[Paragraph]:
        walk.drawn = drawn_words(names, feed, name)
        return walk.read(feed, name, kind)

    paragraphs = read("word/document.xml", "body")
    edges = {}
    for name in sorted(filter(_EDGES.fullmatch, names)):
        edges[name] = read(name, "header" if name.startswith("word/header") else "footer")
    for name, kind in _OTHERS:
        if name in names:
            read(name, kind)
    said = (walk.notes, walk.comments, walk.sections)
    return WordDocument(paragraphs, edges, *said, walk.styles, numbering, not walk.revised)


def read_docx(data: bytes) -> str:
    """Return the words of a Word document, its changes accepted: one line a paragraph, numbers counted, notes at the end.

    Raises :class:`Rejected`, as :func:`read_word` does.
    """
    with opened(data) as package:  # what views count is within the same bounds
        document = accepted(_read(package))
    return "".join(f"{line}\n" for line in _lines(document))


def _lines(document: WordDocument) -> Iterator[str]:
    numbers = {note: str(number).translate(SUPERSCRIPTS) for number, note in enumerate(document.notes, 1)}
    footers = (story for name, story in document.edges.items() if name.startswith("word/footer"))
    for story in (document.paragraphs, *footers):
        yield from filter(None, (_line(paragraph, numbers) for paragraph in story))
    if numbers:
        yield "---"
        for story in document.notes.values():
            yield from filter(None, (_line(paragraph, numbers) for paragraph in story))


def _line(paragraph: Paragraph, numbers: dict[str, str]) -> str:
    words = "".join([_said(one, numbers) for one in paragraph.content])
    words = apart(words).replace("\u00ad", "").replace("\n", " ")
    number = paragraph.number or ""
    return (number + words.lstrip(" " if number else "")).rstrip()


def _said(one: Piece | Mark, numbers: dict[str, str]) -> str:
    if isinstance(one, Mark):
        return numbers.get(one.id, "") if one.kind in ("note", "note_number") else ""
    return one.text.translate(SUPERSCRIPTS) if one.look.raised else one.text
