"""Counts the nodes of a body, and lays out the lists that let Word count them the same way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ctct.diagnostics import Diagnostic, Path, error
from ctct.model.body import KemTheo, Node, PhuLuc, Viec
from ctct.model.document import VanBan
from ctct.model.structure import Body, attached_to, children_of, owners_in
from ctct.model.types import APPENDIX, ARTICLE_LEVELS, ATTACHED, LEVEL_NAMES, LEVELS, TYPE_NAMES
from ctct.resolve.conventions import Conventions, LevelConvention
from ctct.resolve.marks import Mark, Series, read_mark

ARTICLES = "dieu"
"""The list of điều, khoản, điểm: it runs on through chương and mục, so it cannot be a deeper part of theirs."""


@dataclass(slots=True, eq=False)
class Entry:
    """A node on the way to being resolved. ``count`` is its ordinal, ``shown`` the mark that it is printed with."""

    node: Node
    work: Viec | None
    level: str
    at: Path
    parent: Entry | None
    convention: LevelConvention
    mark: Mark
    count: int
    series: str
    depth: int
    children: list[Entry] = field(default_factory=list)
    bookmark: str | None = None

    @property
    def ordinal(self) -> str:
        """The number alone, with its parent's before it where the mark asks for that: ``II``, ``2.2``, ``đ``."""
        own = self.mark.write(self.count)
        return f"{self.parent.ordinal}.{own}" if self.mark.under_parent and self.parent else own

    @property
    def label(self) -> str:
        """The number as printed."""
        return self.mark.before + self.ordinal + self.mark.after

    @property
    def number(self) -> str:
        """What a reference repeats: Word drops the full stop; of a typed number the letter or ordinal is enough."""
        return self.label.rstrip(".") if self.mark.word_format or "thứ" in self.ordinal else self.ordinal

    def said(self, key: str) -> tuple[Any, Path]:
        """Return what the node says under ``key``, or the work that it repeats; and where it says so."""
        value = getattr(self.node, key)
        if value is None and self.work is not None:
            return getattr(self.work, key), ("thuong_ky", self.node.thuong_ky or "", key)
        return value, (*self.at, key)


@dataclass(slots=True)
class Count:
    """The counted body: its entries, those of what is attached, those with an id, the lists, and what was wrong."""

    roots: list[Entry]
    attached: list[Entry]
    by_id: dict[str, Entry]
    series: dict[str, tuple[tuple[str, str], ...]]
    faults: list[Diagnostic]

    def walk(self) -> Iterator[Entry]:
        """Yield every entry in reading order."""
        todo = list(reversed(self.roots + self.attached))
        while todo:
            entry = todo.pop()
            yield entry
            todo.extend(reversed(entry.children))


def levels_of(body: Body) -> tuple[str, ...]:
    """Return the levels that a body uses, from the highest."""
    used = {level for _, owner in owners_in(body) for level, _ in children_of(owner)}
    return tuple(level for level in LEVELS if level in used)


def count(draft: VanBan, conventions: Conventions) -> Count:
    """Count every node of ``draft``, and of each text attached to it, in the marks that it and ``conventions`` set."""
    counted = Count([], [], {}, {}, [])
    counted.roots = _counter(draft, draft, conventions, counted, "").group(draft, (), None)
    many = len(draft.phu_luc or ()) > 1
    for at, owner in attached_to(draft):
        entry = _attached(owner, at, conventions, many)
        if entry.node.id:
            counted.by_id.setdefault(entry.node.id, entry)
        if levels_of(owner):
            name = "".join(map(str, at)) + "/"
            entry.children = _counter(owner, draft, conventions, counted, name).group(owner, at, entry)
        counted.attached.append(entry)
    return counted


def _counter(body: Body, draft: VanBan, conventions: Conventions, counted: Count, name: str) -> _Counter:
    by_articles = not ARTICLE_LEVELS.isdisjoint(levels_of(body))
    return _Counter(draft, conventions.article_levels if by_articles else conventions.levels, counted, name)


def _attached(owner: KemTheo | PhuLuc, at: Path, conventions: Conventions, many: bool) -> Entry:
    """Return the entry of a text that follows the closing: one of several appendices is numbered, nothing else is."""
    if isinstance(owner, KemTheo):
        name = TYPE_NAMES[owner.loai]
        return Entry(owner, None, ATTACHED, at, None, LevelConvention("", name, ""), _unnumbered(name), 0, "", 0)
    convention = conventions.levels.get(APPENDIX, LevelConvention("Phụ lục I", "Phụ lục", "Phụ lục"))
    # Its number is typed: it stands in no list, and Word would put the heading's own line into it.
    mark = read_mark(convention.mark)._replace(word_format=None) if many else _unnumbered(convention.word)
    return Entry(owner, None, APPENDIX, at, None, convention, mark, int(at[-1]) + 1, "", 0)


def _unnumbered(name: str) -> Mark:
    return Mark(name, lambda number: "", "", "", None)


class _Counter:
    """Walks a body once, keeping the counters of every list as Word would keep them."""

    def __init__(self, draft: VanBan, levels: Mapping[str, LevelConvention], counted: Count, name: str) -> None:
        self.draft, self.levels = draft, levels
        self.by_id, self.faults, self.series = counted.by_id, counted.faults, counted.series
        self.counters: dict[str, list[int]] = {}
        self.articles = 0
        self.homes: dict[str, tuple[str, int]] = {}
        known = [level for level in LEVELS if level in levels]
        split = known.index(ARTICLES) if ARTICLES in known else len(known)
        self._settle(name, known[:split])
        self._settle(name + ARTICLES, known[split:])

    def _settle(self, name: str, levels: list[str]) -> None:
        """Make list ``name`` the home of ``levels``, in their order."""
        self.homes.update({level: (name, depth) for depth, level in enumerate(levels)})
        if levels:
            self._open(name, [self._level(level) for level in levels])

    def _level(self, level: str) -> tuple[str, str]:
        convention = self.levels[level]
        return convention.style, getattr(self.draft.danh_so, level) or convention.mark

    def _open(self, name: str, levels: list[tuple[str, str]]) -> None:
        self.series[name] = tuple(levels)
        self.counters[name] = [0] * len(levels)

    def group(self, owner: Body, at: Path, parent: Entry | None) -> list[Entry]:
        """Count the children of ``owner`` and all below them."""
        entries: list[Entry] = []
        for level, nodes in children_of(owner):
            asked = owner.danh_so if isinstance(owner, Node) else None
            place = (level, *self._list_for(level, asked, parent))
            for index, node in enumerate(nodes):
                entries.append(self._entry(node, (*at, level, index), parent, place, index))
        return entries

    def _list_for(self, level: str, asked: str | None, parent: Entry | None) -> tuple[str, str, int]:
        """Choose the mark and the list of a group: the parent's own where it counts right, else a new one."""
        home, depth = self.homes[level]
        series = parent.series if parent and parent.level in self.homes and self.homes[parent.level][0] == home else home
        style, usual = self.series[series][depth]
        mark = asked or usual
        if read_mark(mark).under_parent and not (parent and parent.mark.decimal):
            if asked and parent:
                message = f"dấu «{asked}» cần cấp trên đánh số bằng chữ số, mà cấp trên ở đây là «{parent.label}»"
                self.faults.append(error("DS02", (*parent.at, "danh_so"), message, "dùng «1.»"))
            mark = "1."
        stale = level != ARTICLES and self.counters[series][depth] != 0
        if mark == usual and not stale and not _out_of_reach(mark, parent, series, depth):
            return mark, series, depth
        levels = list(self.series[series])
        levels[depth] = (style, mark)
        name = str(len(self.series))
        self._open(name, levels)
        return mark, name, depth

    def _entry(self, node: Node, at: Path, parent: Entry | None, place: tuple[str, str, str, int], index: int) -> Entry:
        level, mark, series, depth = place
        counters = self.counters[series]
        counters[depth] += 1
        counters[depth + 1 :] = [0] * (len(counters) - depth - 1)
        running = level == ARTICLES and series == self.homes[ARTICLES][0]  # those with a mark of their own count apart
        self.articles += running
        number = self.articles if running else index + 1
        work = self.draft.thuong_ky.get(node.thuong_ky) if node.thuong_ky else None
        entry = Entry(node, work, level, at, parent, self.levels[level], read_mark(mark), number, series, depth)
        self._check_limit(entry)
        if node.id:
            self.by_id.setdefault(node.id, entry)
        entry.children = self.group(node, at, entry)
        return entry

    def _check_limit(self, entry: Entry) -> None:
        limit = entry.mark.limit
        if limit is not None and entry.count == limit + 1:
            name = LEVEL_NAMES[entry.level]
            message = f"{name} thứ {entry.count} vượt quá chữ cái cuối cùng («{entry.mark.write(limit)}» là {name} thứ {limit})"
            self.faults.append(error("DS01", entry.at, message, "tách bớt sang một khoản khác"))


def _out_of_reach(mark: str, parent: Entry | None, series: str, depth: int) -> bool:
    """Return whether ``1.1.`` stands where Word would not find the parent's number one depth up in the same list."""
    if parent is None or not read_mark(mark).under_parent:
        return False
    return (parent.series, parent.depth) != (series, depth - 1) or parent.mark.under_parent


def series_of(count: Count) -> tuple[Series, ...]:
    """Return the lists of a counted body."""
    return tuple(Series(name, levels) for name, levels in count.series.items())
