"""Counts the nodes of a body, and lays out the lists that let Word count them the same way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ctct.diagnostics import Diagnostic, Path, error
from ctct.language import _
from ctct.model.body import KemTheo, Node, PhuLuc
from ctct.model.document import VanBan
from ctct.model.structure import Body, attached_to, children_of, owners_in
from ctct.model.types import APPENDIX, ARTICLE_LEVELS, ATTACHED, LEVEL_NAMES, LEVELS, TYPE_NAMES
from ctct.resolve.conventions import Conventions, LevelConvention
from ctct.resolve.entries import Entry
from ctct.resolve.marks import Mark, Series, read_mark
from ctct.resolve.own_numbers import Given, own_number
from ctct.resolve.picture_numbers import counted_pictures

ARTICLES = "dieu"
"""The list of điều, khoản, điểm: it runs on through chương and mục, so it cannot be a deeper part of theirs. (Word restarts a
level wherever a higher one of the same list comes.)
"""


class Count(NamedTuple):
    """The counted body: its highest entries, those of what is attached, those below each by its place, those with an id, the
    pictures that have a number, the lists of Word, and what was wrong.
    """

    roots: tuple[Entry, ...]
    attached: tuple[Entry, ...]
    below: Mapping[Path, tuple[Entry, ...]]
    by_id: Mapping[str, Entry]
    pictures: Mapping[Path, Entry]
    series: tuple[Series, ...]
    faults: tuple[Diagnostic, ...]

    def children(self, entry: Entry) -> tuple[Entry, ...]:
        """Return what stands under ``entry``."""
        return self.below.get(entry.at, ())

    def walk(self) -> Iterator[Entry]:
        """Yield every entry in reading order."""
        todo = [*reversed(self.attached), *reversed(self.roots)]
        while todo:
            entry = todo.pop()
            yield entry
            todo.extend(reversed(self.children(entry)))


def levels_of(body: Body) -> tuple[str, ...]:
    """Return the levels that a body uses, from the highest."""
    used = {level for _at, owner in owners_in(body) for level, _nodes in children_of(owner)}
    return tuple(level for level in LEVELS if level in used)


def count(draft: VanBan, conventions: Conventions) -> Count:
    """Count every node of ``draft``, and of each text attached to it, in the marks that it and ``conventions`` set."""
    tally = _Tally()
    counter = _counter(draft, draft, conventions, tally, "")
    roots = counter.group(draft, (), None)
    many = len(draft.phu_luc or ()) > 1
    attached = []
    for at, owner in attached_to(draft):
        entry = _attached(owner, at, conventions, many)
        tally.add(entry)
        if levels_of(owner):
            name = "".join(map(str, at)) + "/"
            tally.below[at] = _counter(owner, draft, conventions, tally, name).group(owner, at, entry)
        attached.append(entry)
    pictures = counted_pictures(draft, conventions.words.get("hinh", "Hình"))
    for entry in pictures.values():
        tally.add(entry)
    return Count(roots, tuple(attached), tally.below, tally.by_id, pictures, tuple(tally.series.values()), tuple(tally.faults))


def appendix_of_programme(draft: VanBan) -> Path | None:
    """Return the place of the appendix that prints the draft's works as a table, if one does."""
    return next((at for at, one in attached_to(draft) if isinstance(one, PhuLuc) and one.chuong_trinh), None)


class _Tally:
    """What counting gathers from the bodies of one draft."""

    def __init__(self) -> None:
        self.below: dict[Path, tuple[Entry, ...]] = {}
        self.by_id: dict[str, Entry] = {}
        self.series: dict[str, Series] = {}
        self.faults: list[Diagnostic] = []

    def add(self, entry: Entry) -> None:
        """Make an entry known by its id; of two that bear one, which is a fault (KC05), the first is meant."""
        if entry.node.id:
            self.by_id.setdefault(entry.node.id, entry)


def _counter(body: Body, draft: VanBan, conventions: Conventions, tally: _Tally, name: str) -> _Counter:
    by_articles = not ARTICLE_LEVELS.isdisjoint(levels_of(body))
    levels = conventions.article_levels if by_articles else conventions.levels
    # In the cells of a table Word's lists would bring their indents along: the numbers of works printed there are typed.
    in_table = body is draft and bool(draft.trinh_bay.chuong_trinh or appendix_of_programme(draft))
    return _Counter(draft, levels, tally, name, typed=in_table)


def _attached(owner: KemTheo | PhuLuc, at: Path, conventions: Conventions, many: bool) -> Entry:
    """Return the entry of a text that follows the closing: one of several appendices is numbered, nothing else is."""
    if isinstance(owner, KemTheo):
        name = TYPE_NAMES[owner.loai]
        return Entry(owner, None, ATTACHED, at, None, LevelConvention("", name, ""), _unnumbered(name), 0, "", name, "")
    convention = conventions.levels.get(APPENDIX, LevelConvention("Phụ lục I", "Phụ lục", "Phụ lục"))
    # Its number is typed: it stands in no list, and Word would put the heading's own line into it.
    mark = read_mark(convention.mark)._replace(word_format=None) if many else _unnumbered(convention.word)
    ordinal = int(at[-1]) + 1
    return Entry(owner, None, APPENDIX, at, None, convention, mark, ordinal, *_numbers(mark, Given(ordinal), None))


def _numbers(mark: Mark, given: Given, parent: Entry | None) -> tuple[str, str, str]:
    """Return a number alone, as printed and as a reference repeats it: Word drops the full stop there; of a typed number the
    letter or ordinal is enough.
    """
    own = mark.write(given.ordinal) + given.inserted
    written = f"{parent.written}.{own}" if mark.under_parent and parent else own
    label = mark.before + written + mark.after
    return written, label, label.rstrip(".") if mark.word_format or "thứ" in written else written


def _unnumbered(name: str) -> Mark:
    return Mark(name, lambda number: "", "", "", None)


class _Place(NamedTuple):
    """Where a group counts: with which mark, in which list, how deep."""

    mark: str
    series: str
    depth: int


class _Counter:
    """Walks a body once, keeping the counters of every list as Word would keep them. ``typed``: Word is to count nothing."""

    def __init__(self, draft: VanBan, levels: Mapping[str, LevelConvention], tally: _Tally, name: str, *, typed: bool) -> None:
        self.draft, self.levels, self.tally, self.typed = draft, levels, tally, typed
        self.series = tally.series
        self.counters: dict[str, list[int]] = {}  # of each list the last number at each depth
        self.last_article = Given(0)
        self.homes: dict[str, tuple[str, int]] = {}  # the list and the depth that a level counts in unless it is stopped
        known = [level for level in LEVELS if level in levels]
        split = known.index(ARTICLES) if ARTICLES in known else len(known)
        self._make_home(name, known[:split])
        self._make_home(name + ARTICLES, known[split:])

    def _make_home(self, name: str, levels: list[str]) -> None:
        """Make list ``name`` the home of ``levels``, in their order."""
        self.homes.update({level: (name, depth) for depth, level in enumerate(levels)})
        if levels:
            self._open_list(Series(name, tuple(self._usual_mark(level) for level in levels)))

    def _usual_mark(self, level: str) -> tuple[str, str]:
        """Return the style of a level and the mark that it is counted with, by the draft or else by the layout."""
        convention = self.levels[level]
        return convention.style, getattr(self.draft.danh_so, level) or convention.mark

    def _open_list(self, series: Series) -> None:
        self.series[series.name] = series
        self.counters[series.name] = [0] * len(series.levels)

    def _next_name(self) -> str:
        return str(len(self.series))  # no level and no place has such a name

    def group(self, owner: Body, at: Path, parent: Entry | None) -> tuple[Entry, ...]:
        """Count the children of ``owner`` and all below them."""
        entries: list[Entry] = []
        for level, nodes in children_of(owner):
            asked = owner.danh_so if isinstance(owner, Node) else None
            place = self._list_for(level, asked, parent)
            # Điều with a mark of their own (asked for by «danh_so» of what they stand in) are in another list and count apart.
            running = level == ARTICLES and place.series == self.homes[ARTICLES][0]
            last = self.last_article if running else Given(0)
            for index, node in enumerate(nodes):
                last, fault = own_number(node, (*at, level, index), place.mark, last)
                self.tally.faults.extend(filter(None, [fault]))
                place = self._place_of(last, place)
                if running:
                    self._go_on_from(place, last)
                entries.append(self._entry(node, (*at, level, index), parent, self._typed_place(place, last), last))
        return tuple(entries)

    def _place_of(self, given: Given, place: _Place) -> _Place:
        """Return where Word counts ``given``: in a list of its own that begins there, unless it comes next in ``place``."""
        if given.inserted or self.counters[place.series][place.depth] + 1 == given.ordinal:
            return place
        name, levels = self._next_name(), self.series[place.series].levels
        self._open_list(Series(name, levels, given.ordinal))
        self.counters[name][place.depth] = given.ordinal - 1
        return place._replace(series=name)

    def _go_on_from(self, place: _Place, last: Given) -> None:
        """Have the điều that follow, in other chương too, go on from ``last``, in the list that it counts in."""
        self.last_article = last
        left, _rest = self.homes[ARTICLES]
        self.homes = {level: (place.series if home == left else home, depth) for level, (home, depth) in self.homes.items()}

    def _typed_place(self, place: _Place, given: Given) -> _Place:
        """Return ``place``, or for what was inserted a list of its own: its number is typed, and below it Word counts anew."""
        if not given.inserted:
            return place
        name = self._next_name()
        self._open_list(Series(name, self.series[place.series].levels, typed=place.depth))
        return place._replace(series=name)

    def _list_for(self, level: str, asked: str | None, parent: Entry | None) -> _Place:
        """Choose the mark and the list of a group: the parent's own list where it counts right, else a new one."""
        home, depth = self.homes[level]
        series = parent.series if parent and self._is_at_home(parent, home) else home
        style, usual = self.series[series].levels[depth]
        mark = self._possible_mark(asked or usual, asked, parent)
        # Word goes on counting where it left off unless a higher level of the same list came in between, which must start a
        # new list here. Điều are to go on: they run through chương and mục, so their counter is never stale.
        stale = level != ARTICLES and self.counters[series][depth] != 0
        if mark == usual and not stale and not _out_of_reach(mark, parent, series, depth):
            return _Place(mark, series, depth)
        levels = list(self.series[series].levels)
        levels[depth] = (style, mark)
        name = self._next_name()
        self._open_list(Series(name, tuple(levels)))
        return _Place(mark, name, depth)

    def _is_at_home(self, entry: Entry, home: str) -> bool:
        return entry.level in self.homes and self.homes[entry.level][0] == home

    def _possible_mark(self, mark: str, asked: str | None, parent: Entry | None) -> str:
        """Return ``mark``, or «1.» for «1.1.» where there is no number above to stand under. That is a fault if it was asked
        for; by a level's usual mark alone (khoản left out, điểm right under mục) it is what a drafter expects.
        """
        # An appendix numbers its text anew: «1.1.» right under «Phụ lục 1» would be no part of its number.
        has_number_above = parent is not None and parent.level in LEVELS and parent.mark.is_decimal
        if has_number_above or not read_mark(mark).under_parent:
            return mark
        if asked and parent:
            message = _(
                "dấu «{asked}» cần cấp trên đánh số bằng chữ số, mà cấp trên ở đây là «{parent_label}»",
                asked=asked,
                parent_label=parent.label,
            )
            self.tally.faults.append(error("DS02", (*parent.at, "danh_so"), message, _("dùng «1.»")))
        return "1."

    def _entry(self, node: Node, at: Path, parent: Entry | None, place: _Place, given: Given) -> Entry:
        level = str(at[-2])
        counters = self.counters[place.series]
        counters[place.depth] += 1
        counters[place.depth + 1 :] = [0] * (len(counters) - place.depth - 1)
        work = self.draft.thuong_ky.get(node.thuong_ky) if node.thuong_ky else None
        mark = read_mark(place.mark)
        mark = mark._replace(word_format=None) if self.typed else mark
        numbers = _numbers(mark, given, parent)
        mark = mark._replace(word_format=None) if given.inserted else mark
        convention = self.levels[level]
        entry = Entry(node, work, level, at, parent, convention, mark, given.ordinal, *numbers, *place[1:], given.inserted)
        self._check_limit(entry)
        self.tally.add(entry)
        if children := self.group(node, at, entry):
            self.tally.below[at] = children
        return entry

    def _check_limit(self, entry: Entry) -> None:
        limit = entry.mark.limit
        if limit is not None and entry.ordinal == limit + 1:
            name, last = LEVEL_NAMES[entry.level], entry.mark.write(limit)
            message = _(
                "{name} thứ {ordinal} vượt quá chữ cái cuối cùng («{last}» là {name} thứ {limit})",
                name=name,
                ordinal=entry.ordinal,
                last=last,
                limit=limit,
            )
            self.tally.faults.append(error("DS01", entry.at, message, _("tách bớt sang một khoản khác")))


def _out_of_reach(mark: str, parent: Entry | None, series: str, depth: int) -> bool:
    """Return whether ``1.1.`` stands where Word would not find the parent's number one depth up in the same list."""
    if parent is None or not read_mark(mark).under_parent:
        return False
    return (parent.series, parent.depth) != (series, depth - 1) or parent.mark.under_parent or bool(parent.inserted)
