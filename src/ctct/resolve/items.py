"""Reads what the entries of a body say, in the order of printing, and closes them once all is read."""

from __future__ import annotations

from typing import NamedTuple

from ctct.diagnostics import Path
from ctct.model.types import ROLES
from ctct.resolve.assignees import phrase
from ctct.resolve.numbering import Entry
from ctct.resolve.tables import read_tables
from ctct.resolve.texts import Texts
from ctct.resolve.tree import Assignment, Inlines, Item, Table


class Content(NamedTuple):
    """What an entry says, read but not yet closed."""

    entry: Entry
    title: Inlines
    paragraphs: tuple[Inlines, ...]
    tables: tuple[Table, ...]
    children: list[Content]
    assignments: tuple[Assignment, ...]
    like: Inlines


def read_lines(texts: Texts, lines: tuple[str, ...] | None, at: Path, source: Entry | None = None) -> tuple[Inlines, ...]:
    """Return ``lines``, which stand at ``at``, resolved."""
    return tuple(texts.read(line, (*at, index), source) for index, line in enumerate(lines or ()))


def read_entry(entry: Entry, texts: Texts) -> Content:
    """Read what ``entry`` says and all below it."""
    title, at = entry.said("ten")
    lines, lines_at = entry.said("noi_dung")
    named = texts.read(title, at, entry) if title else ()
    paragraphs = read_lines(texts, lines, lines_at, entry)
    tables = read_tables(entry.node.bang, (*entry.at, "bang"), texts, entry)
    children = [read_entry(child, texts) for child in entry.children]
    assignments = tuple(_assignments(entry, texts))
    like, like_at = entry.said("nhu")
    likeness = texts.targets(like, like_at, entry) if like else ()
    return Content(entry, named, paragraphs, tables, children, assignments, likeness)


def _assignments(entry: Entry, texts: Texts) -> list[Assignment]:
    written = []
    for role, label in ROLES.items():
        groups, at = entry.said(role)
        if groups:
            words = phrase(groups, at, texts.register)
            written.append(Assignment(role, label, texts.read(words, at, entry), at))
    return written


def closed(content: Content) -> Item:
    """Return what was read as an item; every bookmark that anything asks for must have been given."""
    entry = content.entry
    return Item(
        at=entry.at,
        level=entry.level,
        id=entry.node.id,
        style=entry.convention.style + ("" if content.title else " (lời văn)"),
        label=entry.label,
        number=entry.number,
        lead=entry.mark.lead,
        native=entry.mark.word_format is not None,
        series=entry.series,
        depth=entry.depth,
        bookmark=entry.bookmark,
        own_line=entry.convention.own_line,
        ten=content.title,
        noi_dung=content.paragraphs,
        children=tuple(closed(child) for child in content.children),
        phan_cong=content.assignments,
        nhu=content.like,
        thoi_gian=entry.node.thoi_gian,
        trang_thai=entry.node.trang_thai,
        bang=content.tables,
    )
