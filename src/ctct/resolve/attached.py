"""Resolves the texts that follow the closing: what a decision puts into force, and appendices."""

from __future__ import annotations

from collections.abc import Collection

from ctct.model.body import KemTheo, PhuLuc
from ctct.model.types import ATTACHED
from ctct.resolve.ending import items_with_end_mark, with_end_mark_on_last
from ctct.resolve.entries import Entry
from ctct.resolve.items import BodyReader, with_bookmarks
from ctct.resolve.pictures import pictures_with_bookmarks
from ctct.resolve.references import bookmark_of
from ctct.resolve.tables import programme_table, read_tables
from ctct.resolve.tree import Attached, Item


def read_attached(entry: Entry, body: BodyReader) -> Attached:
    """Read an attached text."""
    node, at, texts = entry.node, entry.at, body.texts
    if isinstance(node, KemTheo):
        title = texts.read_lines(node.trich_yeu, (*at, "trich_yeu"), entry)
    else:
        title = (texts.read(node.ten, (*at, "ten"), entry),) if node.ten else ()
    return Attached(
        at=at,
        level=entry.level,
        id=node.id,
        style=entry.convention.style,
        label=entry.label,
        number=entry.number,
        bookmark=None,
        ten=title,
        kho_ngang=isinstance(node, PhuLuc) and node.kho_ngang,
        noi_dung=texts.read_lines(node.noi_dung, (*at, "noi_dung"), entry),
        bang=read_tables(node.bang, (*at, "bang"), texts, entry),
        hinh=body.pictures.read(node.hinh, (*at, "hinh"), entry),
        items=body.items(body.counted.children(entry)),
    )


def finished_attached(attached: Attached, linked: Collection[str], mark: str) -> Attached:
    """Return an attached text with a bookmark on each place that a reference leads to and with ``mark`` at its end.

    An appendix has none: 30/2020/NĐ-CP sets it at the end of the document's own text, and what a decision puts into force is
    a text too.
    """
    name, items = bookmark_of(attached.id, attached.at), with_bookmarks(attached.items, linked)
    hinh = pictures_with_bookmarks(attached.hinh, linked)
    attached = attached._replace(bookmark=name if name in linked else None, items=items, hinh=hinh)
    if not mark or attached.level != ATTACHED:
        return attached
    if attached.items:
        return attached._replace(items=items_with_end_mark(attached.items, mark))
    if attached.noi_dung and not (attached.bang or attached.hinh):
        return attached._replace(noi_dung=with_end_mark_on_last(attached.noi_dung, mark))
    return attached


def with_programme(appendix: Attached, works: tuple[Item, ...]) -> Attached:
    """Return an appendix that prints the document's ``works`` as a table, behind its own tables."""
    table = programme_table(works, (*appendix.at, "chuong_trinh"), kho_ngang=appendix.kho_ngang, xoay_trang=False)
    return appendix._replace(bang=(*appendix.bang, table))
