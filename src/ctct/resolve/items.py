"""Reads what the entries of a body say, in the order of printing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from ctct.diagnostics import Path
from ctct.model.body import LIKE
from ctct.model.types import MEETING_ROLES, ROLES, TYPE_NAMES
from ctct.resolve.assignees import assignee_phrase, like_phrase
from ctct.resolve.entries import Entry
from ctct.resolve.inlines import Origin, cut, made_of, written
from ctct.resolve.numbering import Count
from ctct.resolve.pictures import PictureReader, pictures_with_bookmarks
from ctct.resolve.references import bookmark_of
from ctct.resolve.tables import read_tables
from ctct.resolve.texts import TextReader
from ctct.resolve.tree import Assignment, Inlines, Item, NoteMark, Run, text_of
from ctct.source.bullets import is_bulleted

WITHOUT_TITLE = " (lời văn)"
"""What the name of a level's style ends in where the node has no title: it looks like text then, not like a heading."""

_STOPS, _CLOSING = (".", ":", "!", "?", "…"), " ”\"»’'"
"""What ends a sentence, and what may stand behind that."""


class BodyReader(NamedTuple):
    """Reads the nodes of a body into items; ``name`` is what the document calls itself («Chương trình»).

    ``run_on`` asks for the assignments of an item in one line.
    """

    counted: Count
    texts: TextReader
    name: str
    pictures: PictureReader
    run_on: bool = False

    def items(self, entries: Iterable[Entry]) -> tuple[Item, ...]:
        """Read ``entries`` and all below them."""
        read = tuple(map(self._item, entries))
        return tuple(map(_with_assignments_run_on, read)) if self.run_on else read

    def _item(self, entry: Entry) -> Item:
        # In the order of printing, for so the notes are numbered: assignments stand behind what is below the node.
        title, title_at = entry.value("ten")
        lines, lines_at = entry.value("noi_dung")
        ten = self.texts.read(title, title_at, entry) if title else ()
        noi_dung = self.texts.read_lines(lines, lines_at, entry)
        bang = read_tables(entry.node.bang, (*entry.at, "bang"), self.texts, entry)
        hinh = self.pictures.read(entry.node.hinh, (*entry.at, "hinh"), entry)
        children = self.items(self.counted.children(entry))
        phan_cong = tuple(self._assignments(entry))
        self._check_unprinted(entry)
        like, like_at = entry.value("nhu")
        nhu = self.texts.targets(like, like_at, entry) if like else ()
        if nhu:
            phrase = _made_of((*like_phrase(nhu), Run(f" của {self.name} này.")), like_at)
            phan_cong += (Assignment("nhu", LIKE, phrase, like_at, own=False),)
        return Item(
            at=entry.at,
            level=entry.level,
            id=entry.node.id,
            style=entry.convention.style + ("" if ten else WITHOUT_TITLE),
            label=entry.label,
            number=entry.number,
            lead=entry.mark.lead,
            series=entry.series,
            depth=entry.depth,
            bookmark=None,
            own_line=entry.convention.own_line,
            ten=ten,
            noi_dung=noi_dung,
            children=children,
            phan_cong=phan_cong,
            nhu=nhu,
            thoi_gian=entry.node.thoi_gian and written(entry.node.thoi_gian, (*entry.at, "thoi_gian")),
            san_pham=_product(entry),
            bang=bang,
            hinh=hinh,
        )

    def _check_unprinted(self, entry: Entry) -> None:
        """Tell of names that nobody has in what a work says only for those who follow it up."""
        for key in MEETING_ROLES:
            groups, at = entry.value(key)
            if groups:
                self.texts.register.check_all(groups, at)
        served, at = entry.value("phuc_vu")
        if served:
            self.texts.check_targets(served, at)

    def _assignments(self, entry: Entry) -> Iterator[Assignment]:
        for role, label in ROLES.items():
            groups, at = entry.value(role)
            if groups:
                phrase = assignee_phrase(groups, at, self.texts.register, partial(self.texts.read, source=entry))
                yield Assignment(role, label, phrase, at)


def _product(entry: Entry) -> str | None:
    """Return what is delivered, in words."""
    said, at = entry.value("san_pham")
    if not said:
        return None
    return made_of(TYPE_NAMES[said], at) if said in TYPE_NAMES else written(said, at)


def _with_assignments_run_on(item: Item) -> Item:
    """Return ``item`` with its assignments in one line: behind its text, as sentences of their own, where that is the last that
    it prints; else below, where a heading or a table would swallow them. Behind the last entry of a list they would be read as
    that entry's alone.
    """
    if not item.phan_cong:
        return item
    if not item.noi_dung or item.bang or item.hinh or item.children:
        return item._replace(phan_cong_lien=True)
    *others, last = item.noi_dung
    if is_bulleted(text_of(last)):
        return item._replace(phan_cong_lien=True)
    return item._replace(phan_cong_lien=True, noi_tiep=True, noi_dung=(*others, _as_sentence(last)))


def _as_sentence(said: Inlines) -> Inlines:
    """Return what is said with a mark that ends a sentence: what ends an entry of a list, or nothing, becomes a full stop."""
    if text_of(said).rstrip(_CLOSING).endswith(_STOPS):
        return said
    last = said[-1] if said else None
    if not isinstance(last, Run):
        return (*said, Run("."))
    words = last.text.rstrip(" ;,")
    return (*said[:-1], last._replace(text=f"{words}.", at=cut(last.at, len(words))))


def with_bookmarks(items: tuple[Item, ...], linked: Collection[str]) -> tuple[Item, ...]:
    """Return ``items`` with a bookmark on each that a reference leads to: those of ``linked``. In Word a bookmark on every
    paragraph would be 20,000 names in the dialogue of a long programme, and none of them asked for.
    """
    return tuple(_with_bookmark(item, linked) for item in items) if linked else items


def _with_bookmark(item: Item, linked: Collection[str]) -> Item:
    name = bookmark_of(item.id, item.at)
    children = with_bookmarks(item.children, linked)
    if name not in linked and children == item.children and not item.hinh:
        return item
    hinh = pictures_with_bookmarks(item.hinh, linked)
    return item._replace(bookmark=name if name in linked else None, children=children, hinh=hinh)


def _made_of(pieces: Inlines, at: Path) -> Inlines:
    """Return a phrase whose words come from the field at ``at``, whatever they repeat."""
    return tuple(
        piece if isinstance(piece, NoteMark) else piece._replace(at=(Origin(0, len(piece.text), at),)) for piece in pieces
    )
