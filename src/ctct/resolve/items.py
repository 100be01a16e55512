"""Reads what the entries of a body say, in the order of printing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from ctct.diagnostics import Path
from ctct.model.body import LIKE
from ctct.model.types import ROLES
from ctct.resolve.assignees import assignee_phrase, like_phrase
from ctct.resolve.inlines import Origin, written
from ctct.resolve.numbering import Count, Entry
from ctct.resolve.references import bookmark_of
from ctct.resolve.tables import read_tables
from ctct.resolve.texts import TextReader
from ctct.resolve.tree import Assignment, Inlines, Item, NoteMark, Run

WITHOUT_TITLE = " (lời văn)"
"""What the name of a level's style ends in where the node has no title: it looks like text then, not like a heading."""


@dataclass(frozen=True, slots=True)
class BodyReader:
    """Reads the nodes of a body into items; ``name`` is what the document calls itself («Chương trình»)."""

    counted: Count
    texts: TextReader
    name: str

    def items(self, entries: Iterable[Entry]) -> tuple[Item, ...]:
        """Read ``entries`` and all below them."""
        return tuple(map(self._item, entries))

    def _item(self, entry: Entry) -> Item:
        # In the order of printing, for so the notes are numbered: assignments stand behind what is below the node.
        title, title_at = entry.value("ten")
        lines, lines_at = entry.value("noi_dung")
        ten = self.texts.read(title, title_at, entry) if title else ()
        noi_dung = self.texts.read_lines(lines, lines_at, entry)
        bang = read_tables(entry.node.bang, (*entry.at, "bang"), self.texts, entry)
        children = self.items(self.counted.children(entry))
        phan_cong = tuple(self._assignments(entry))
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
            bang=bang,
        )

    def _assignments(self, entry: Entry) -> Iterator[Assignment]:
        for role, label in ROLES.items():
            groups, at = entry.value(role)
            if groups:
                phrase = assignee_phrase(groups, at, self.texts.register, partial(self.texts.read, source=entry))
                yield Assignment(role, label, phrase, at)


def with_bookmarks(items: tuple[Item, ...], linked: Collection[str]) -> tuple[Item, ...]:
    """Return ``items`` with a bookmark on each that a reference leads to: those of ``linked``. In Word a bookmark on every
    paragraph would be 20,000 names in the dialogue of a long programme, and none of them asked for.
    """
    return tuple(_with_bookmark(item, linked) for item in items) if linked else items


def _with_bookmark(item: Item, linked: Collection[str]) -> Item:
    name = bookmark_of(item.id, item.at)
    children = with_bookmarks(item.children, linked)
    if name not in linked and children == item.children:
        return item
    return item._replace(bookmark=name if name in linked else None, children=children)


def _made_of(pieces: Inlines, at: Path) -> Inlines:
    """Return a phrase whose words come from the field at ``at``, whatever they repeat."""
    return tuple(
        piece if isinstance(piece, NoteMark) else piece._replace(at=(Origin(0, len(piece.text), at),)) for piece in pieces
    )
