"""What a document says once every recorded change is accepted, or rejected, or all of it as it stands.

A change on a paragraph's mark joins that paragraph to the next, whose properties win; before a table and at the end of a cell
nothing joins (ECMA-376 part 1, 17.13.5.15 and 17.13.5.20). A row that is gone is gone with all that stands in it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from ctct.word.counting import Counter
from ctct.word.limits import Allowance
from ctct.word.tree import UNCHANGED, Mark, Paragraph, Piece, Place, Revision, WordDocument

_Gone = Callable[[Revision], bool]


def accepted(document: WordDocument) -> WordDocument:
    """Return the document as it is with all changes accepted, numbers counted. Raises :class:`TooMuch`, as do the others."""
    return _View(document, lambda revision: revision.deleted is not None, former=False).document()


def rejected(document: WordDocument) -> WordDocument:
    """Return the document as it was before the changes, numbers counted."""
    return _View(document, lambda revision: revision.inserted is not None, former=True).document()


def written(document: WordDocument) -> WordDocument:
    """Return the document with all that stands in it, struck out or not, numbers counted."""
    return _View(document, lambda revision: False, former=False).document()


class _Carried(NamedTuple):
    """What paragraphs whose ends are gone leave to the next."""

    content: list[Piece | Mark]
    sources: list[Paragraph]


class _View:
    """Makes one view of a document. ``gone`` tells what is not in it; ``former`` asks for settings and looks of before."""

    def __init__(self, document: WordDocument, gone: _Gone, *, former: bool) -> None:
        self._document = document
        self._gone = gone
        self._former = former
        self._counter = Counter(document.numbering, document.styles, Allowance())
        self._carried: dict[Place, _Carried] = {}
        self._words = self._live = 0
        self._begun: dict[str, tuple[int, int]] = {}
        self._empty: set[str] = set()

    def document(self) -> WordDocument:
        """Return the view."""
        seen = self._document
        paragraphs = self._story(seen.paragraphs)
        edges = {name: self._story(story) for name, story in seen.edges.items()}
        marks = (mark.id for story in (paragraphs, *edges.values()) for one in story for mark in one.marks("note"))
        notes = {note: self._story(seen.notes[note]) for note in dict.fromkeys(marks) if note in seen.notes}
        return replace(seen, paragraphs=paragraphs, edges=edges, notes=notes)

    def _story(self, paragraphs: list[Paragraph]) -> list[Paragraph]:
        story = [made for one in paragraphs if (made := self._taken(one)) is not None]
        for paragraph in story:
            starts = [one for one in paragraph.content if isinstance(one, Mark) and one.kind == "bookmark_start"]
            if starts:
                paragraph.bookmarks = tuple([mark.name for mark in starts if mark.id not in self._empty])
        self._begun.clear()
        self._empty.clear()
        return story

    def _taken(self, paragraph: Paragraph) -> Paragraph | None:
        """Return the paragraph that ends with this one in the view; ``None`` if none does."""
        place = paragraph.place
        if place.revision is not UNCHANGED and self._gone(place.revision):
            return None
        content = paragraph.content if self._document.untouched else self._standing(paragraph)
        if paragraph.mark is not UNCHANGED and paragraph.followed and self._gone(paragraph.mark):
            carried = self._carried.setdefault(place, _Carried([], []))
            carried.content.extend(content)
            carried.sources.append(paragraph)
            return None
        before = self._carried.pop(place, None)
        made = Paragraph(
            place, paragraph.section, paragraph.style, paragraph.setting, paragraph.former, content, paragraph.mark
        )
        made.followed, made.sources = paragraph.followed, (paragraph,)
        if before is not None:
            made.content, made.sources = [*before.content, *content], (*before.sources, paragraph)
        if self._former and paragraph.former is not None:
            made.setting, made.former = paragraph.former, None
            made.style = self._document.styles.names.get(made.setting.style, made.setting.style)
        setting = made.setting
        made.number = self._counter.next(setting.style, setting.list_id, setting.level) or None
        return made

    def _standing(self, paragraph: Paragraph) -> list[Piece | Mark]:
        """Return what the view shows of a paragraph; marks of comments and bookmarks stay."""
        kept: list[Piece | Mark] = []
        for one in paragraph.content:
            gone = one.revision is not UNCHANGED and self._gone(one.revision)
            if isinstance(one, Piece):
                self._count(gone)
                if not gone:
                    kept.append(one._replace(look=one.former, former=None) if self._former and one.former else one)
            elif one.kind.startswith("bookmark"):
                self._turn_bookmark(one)
                kept.append(one)
            elif one.kind.startswith("comment"):
                kept.append(one)
            else:
                self._count(gone)
                if not gone:
                    kept.append(one)
        return kept

    def _count(self, gone: bool) -> None:
        self._words += 1
        self._live += not gone

    def _turn_bookmark(self, mark: Mark) -> None:
        """Follow a bookmark: one round words of which none are left is gone with them."""
        if mark.kind == "bookmark_start":
            self._begun[mark.id] = (self._words, self._live)
        elif mark.id in self._begun:
            words, live = self._begun.pop(mark.id)
            if self._words > words and self._live == live:
                self._empty.add(mark.id)
