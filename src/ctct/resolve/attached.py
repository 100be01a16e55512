"""Resolves the texts that follow the closing: what a decision puts into force, and appendices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ctct.model.body import KemTheo, PhuLuc
from ctct.model.types import ATTACHED
from ctct.resolve.ending import ended_items, ended_lines
from ctct.resolve.items import Content, closed, read_entry, read_lines
from ctct.resolve.numbering import Entry
from ctct.resolve.tables import programme_table, read_tables
from ctct.resolve.texts import Texts
from ctct.resolve.tree import Attached, Inlines, Table


@dataclass(slots=True)
class AttachedContent:
    """What an attached text says, read but not yet closed; ``programme`` holds the works that are printed in it."""

    entry: Entry
    title: tuple[Inlines, ...]
    paragraphs: tuple[Inlines, ...]
    tables: tuple[Table, ...]
    children: list[Content]
    programme: list[Content]


def read_attached(entry: Entry, texts: Texts, programme: list[Entry]) -> AttachedContent:
    """Read an attached text; ``programme`` are the entries that it prints as a table, if any."""
    node, at = entry.node, entry.at
    if isinstance(node, KemTheo):
        title = read_lines(texts, node.trich_yeu, (*at, "trich_yeu"), entry)
    else:
        title = (texts.read(node.ten, (*at, "ten"), entry),) if node.ten else ()
    paragraphs = read_lines(texts, node.noi_dung, (*at, "noi_dung"), entry)
    tables = read_tables(node.bang, (*at, "bang"), texts, entry)
    children = [read_entry(child, texts) for child in entry.children]
    works = [read_entry(work, texts) for work in programme]
    return AttachedContent(entry, title, paragraphs, tables, children, works)


def close_attached(content: AttachedContent, words: Mapping[str, str]) -> Attached:
    """Return an attached text once every bookmark has been asked for."""
    entry, node = content.entry, content.entry.node
    paragraphs, items, tables = content.paragraphs, tuple(map(closed, content.children)), content.tables
    wide = isinstance(node, PhuLuc) and node.kho_ngang
    if content.programme:
        works = tuple(map(closed, content.programme))
        tables += (programme_table(works, (*entry.at, "chuong_trinh"), kho_ngang=wide, xoay_trang=False),)
    mark = words.get("dau_het", "")
    if mark and entry.level == ATTACHED:
        if items:
            items = ended_items(items, mark)
        elif paragraphs and not tables:
            paragraphs = ended_lines(paragraphs, mark)
    return Attached(
        at=entry.at,
        level=entry.level,
        style=entry.convention.style,
        label=entry.label,
        number=entry.number,
        bookmark=entry.bookmark,
        ten=content.title,
        kho_ngang=wide,
        noi_dung=paragraphs,
        bang=tables,
        items=items,
    )
