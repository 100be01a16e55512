"""Nodes of a draft put in, taken out and moved in its tree with comments; of the text only their lines change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeGuard

from ctct.diagnostics import Path, Rejected
from ctct.drafting.forms.tree import Collection, Entry, Node, Scalar, comments_of, plain, tree_of
from ctct.drafting.forms.yaml_reader import read_yaml
from ctct.drafting.forms.yaml_writer import write_yaml
from ctct.drafting.merge.changed_lines import with_lines_changed
from ctct.model.sheets import ROWS
from ctct.model.types import LEVELS, ROLES
from ctct.project.reading import is_markdown, read_draft

NOTES = ("chu_thich",)


class Missing(Exception):
    """What an edit is about does not stand in the tree as it should: it is written as an alias, or comes from elsewhere."""


def _markdown_roots(text: str) -> list[Collection]:
    from ctct.drafting.forms.markdown_form import read_markdown  # what reads Markdown is a sixth of a second to import

    return list(read_markdown(text))


class DraftTree:
    """The tree of a draft: one in YAML, those of front matter and body in Markdown."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._markdown = is_markdown(name, text)
        self.roots = _markdown_roots(text) if self._markdown else [read_yaml(text)]
        self._lists: list[tuple[Collection, str, bool]] = []
        self._cells: list[Entry] = []

    def is_said_by(self, text: str) -> bool:
        """Return whether a text in YAML reads as the tree says."""
        return not self._markdown and _reads_as(self._name, text, plain(self.roots[0]))

    def written(self) -> str:
        """Return the text of the tree in its one form."""
        if not self._markdown:
            return write_yaml(self.roots[0])
        from ctct.drafting.forms.markdown_form import write_markdown

        return write_markdown(self.roots[0], self.roots[-1])

    def node(self, path: Path) -> Collection:
        """Return the mapping at the place of a node; ``()`` is the document. One written as mere words is spelt out."""
        if not path:
            return self.roots[-1]
        entry = self._entry(path)
        if isinstance(entry.node, Scalar) and isinstance(entry.node.value, str):
            entry.node = Collection([Entry("noi_dung", entry.node)])
        if not isinstance(entry.node, Collection) or not entry.node.mapping:
            raise Missing
        return entry.node

    def root_of(self, key: str) -> Collection:
        """Return the root that has ``key``, or should have it."""
        return next((root for root in self.roots if root.find(key)), self.roots[-1])

    def _entry(self, path: Path) -> Entry:
        node: Node = self.root_of(str(path[0]))
        entry: Entry | None = None
        for step in path:
            if not isinstance(node, Collection):
                raise Missing
            if isinstance(step, int) and node.mapping:
                continue  # the only one of its kind is written without a list
            found = node.entries[step] if isinstance(step, int) and step < len(node.entries) else None
            entry = found if isinstance(step, int) else node.find(step)
            if entry is None:
                raise Missing
            node = entry.node
        if entry is None:
            raise Missing
        return entry

    def listing(self, owner: Collection, key: str, *, of_texts: bool = False) -> Collection:
        """Return the list ``key`` of a node, made where it has none; see :meth:`close`."""
        entry = owner.find(key)
        self._lists.append((owner, key, of_texts))
        if entry is None:
            entry = Entry(key, Collection(mapping=False))
            owner.entries.insert(_place_for(owner, key), entry)
        if isinstance(entry.node, Scalar) and key == ROWS:
            raise Missing  # the rows stand in a file of their own
        if isinstance(entry.node, Scalar):
            lines = [line for line in str(entry.node.value or "").split("\n") if line.strip()]
            entry.node = Collection([Entry(None, Scalar(line)) for line in lines], mapping=False)
        elif isinstance(entry.node, Collection) and entry.node.mapping:
            entry.node = Collection([Entry(None, entry.node)], mapping=False)
        if not isinstance(entry.node, Collection):
            raise Missing
        return entry.node

    def cell(self, row: Path, column: int) -> Collection:
        """Return the paragraphs of a cell, of which there may be none yet; see :meth:`close`."""
        listed = self.cells(self._entry(row).node)
        if listed is None:
            raise Missing
        listed.entries += [Entry(None, Scalar("")) for _ in range(len(listed.entries), column + 1)]
        entry = listed.entries[column]
        if isinstance(entry.node, Scalar):
            if entry.node.value in _MERGED:
                raise Missing
            lines = entry.node.value.split("\n") if isinstance(entry.node.value, str) else [entry.node]
            said = [one if isinstance(one, Scalar) else Scalar(one) for one in lines if one]
            entry.node = Collection([Entry(None, one) for one in said], mapping=False, flow=True)
        if not isinstance(entry.node, Collection) or entry.node.mapping:
            raise Missing
        self._cells.append(entry)
        return entry.node

    def cells(self, row: Node) -> Collection | None:
        """Return the cells of a row, ``None`` for one that has none of its own: the name of a group."""
        if isinstance(row, Collection) and row.mapping:
            found = row.find("o") or row.find("tong")
            row = found.node if found else row
        return row if _is_list(row) else None

    def first_of(self, node: Collection) -> Entry:
        """Return the first paragraph of a node: its name, else the first of its texts."""
        named = node.find("ten")
        texts = None if named else self.listing(node, "noi_dung", of_texts=True).entries
        if not named and not texts:
            raise Missing
        return named or texts[0]  # type: ignore[index]

    def drop_text(self, node: Collection, first: Entry) -> None:
        """Take a paragraph out of a node; its comments go to what follows it."""
        if first.key == "ten":
            node.dissolve("ten")
        else:
            remove(self.listing(node, "noi_dung", of_texts=True), first)

    def give(self, node: Collection, elder: Collection) -> None:
        """Give a node all that is printed of another: its texts and lists behind those that it has. Raises :class:`Missing`
        where it has something else of that kind.
        """
        given = [one for one in node.entries if one.key in _GIVEN]
        node.entries = [one for one in node.entries if one.key not in _GIVEN]
        for one in given:
            key = str(one.key)
            if elder.find(key) is None:
                elder.entries.insert(_place_for(elder, key), one)
            elif key in (*LEVELS, "noi_dung"):
                there = self.listing(elder, key, of_texts=key == "noi_dung")
                there.entries += one.node.entries if _is_list(one.node) else [Entry(None, one.node)]
            elif key != "danh_so":
                raise Missing

    def close(self) -> None:
        """Write lists as they are usually written, once all is done: one text alone is no list, and an empty one is dropped."""
        for owner, key, of_texts in self._lists:
            close_list(owner, key, of_texts=of_texts)
        for entry in self._cells:
            if isinstance(entry.node, Collection) and len(entry.node.entries) < 2:
                entry.node = entry.node.entries[0].node if entry.node.entries else Scalar("")

    def owner(self, path: Path, key: str) -> Collection:
        """Return the node at ``path``, of the document the root that has ``key``; its notes are made where it has none yet."""
        if path == NOTES and not any(root.find(NOTES[0]) for root in self.roots):
            self.roots[0].entries.append(Entry(NOTES[0], Collection()))
        return self.node(path) if path else self.root_of(key)


_ORDER = ("id", "ten", "thoi_gian", "danh_so", "noi_dung", "bang", "phan_cong_chi_dao", "co_quan_chu_tri", "co_quan_phoi_hop")
_LATER = ("co_quan_tham_muu", "nhu", "phan", "chuong", "muc", "tieu_muc", "dieu", "khoan", "diem")


_MERGED = ("<", "^")
_GIVEN = (*LEVELS, *ROLES, "noi_dung", "bang", "nhu", "danh_so", "ket")


def _is_list(node: Node) -> TypeGuard[Collection]:
    return isinstance(node, Collection) and not node.mapping


def _place_for(owner: Collection, key: str) -> int:
    """Return where an entry goes: before the first of those that are usually written behind it."""
    order = (*_ORDER, *_LATER)
    later = order[order.index(key) + 1 :] if key in order else ()
    return next((place for place, one in enumerate(owner.entries) if one.key in later), len(owner.entries))


def insert(listed: Collection, after: Entry | None, entry: Entry) -> None:
    """Put an entry into a list behind another, ``None`` for the first place, as far apart as its neighbours are."""
    place = 0 if after is None else next(at for at, one in enumerate(listed.entries) if one is after) + 1
    if any(one.before[:1] == [""] for one in listed.entries[1:]):
        entry.before = ["", *(line for line in entry.before if line)] if place else [line for line in entry.before if line]
        if not place and listed.entries and listed.entries[0].before[:1] != [""]:
            listed.entries[0].before.insert(0, "")
    if isinstance(entry.node, Collection) and entry.node.mapping:
        listed.flow = False
    listed.entries.insert(place, entry)


def remove(listed: Collection, entry: Entry) -> None:
    """Take an entry out of a list; its comments go to what follows it."""
    place = next(at for at, one in enumerate(listed.entries) if one is entry)
    del listed.entries[place]
    comments = list(comments_of(entry))
    if not comments:
        return
    if place < len(listed.entries):
        below = listed.entries[place].before
        below[1 if below[:1] == [""] else 0 : 0] = comments
    else:
        listed.after[:0] = comments


def take(listed: Collection, entry: Entry) -> None:
    """Take an entry out of a list with its comments, for another place."""
    listed.entries = [one for one in listed.entries if one is not entry]


def close_list(owner: Collection, key: str, *, of_texts: bool) -> None:
    """Write a list of one text as that text, and drop an empty one."""
    entry = owner.find(key)
    if entry is None or not isinstance(entry.node, Collection) or entry.node.mapping:
        return
    if not entry.node.entries:
        owner.drop(key)
        return
    only = entry.node.entries[0]
    if (
        of_texts
        and len(entry.node.entries) == 1
        and isinstance(only.node, Scalar)
        and not entry.node.after
        and "\n" not in str(only.node.value)
    ):
        entry.before += [line for line in only.before if line]
        entry.beside = entry.beside or only.beside
        entry.node = only.node


def set_field(owner: Collection, key: str, value: Any) -> None:
    """Give a field another value, ``None`` for none; the comments at it stay."""
    entry = owner.find(key)
    if value is None:
        owner.dissolve(key)
        return
    node = tree_of(value)
    if isinstance(node, Collection):
        node.flow = True
        for one in node.entries:
            if isinstance(one.node, Collection):
                one.node.flow = True
    if entry is None:
        owner.entries.insert(_place_for(owner, key), Entry(key, node))
    else:
        entry.node = node


def rewritten(name: str, text: str, change: Callable[[DraftTree], None]) -> str | None:
    """Return the text of a draft after a change of its tree, with no other line touched where that can be; ``None`` where the
    tree cannot be changed so, or what is written would read otherwise.
    """
    try:
        tree = DraftTree(name, text)
        before = tree.written()
        change(tree)
        after = tree.written()
        merged = with_lines_changed(text, before, after)
        if merged is not None and merged != after and tree.is_said_by(merged):
            return merged
        meant = read_draft(name, after)[0]
        if merged is not None and (merged == after or _reads_as(name, merged, meant)):
            return merged
        return after if read_draft(name, before)[0] == read_draft(name, text)[0] else None
    except (Missing, Rejected, LookupError, AssertionError, StopIteration):
        return None


def _reads_as(name: str, text: str, meant: object) -> bool:
    try:
        return bool(read_draft(name, text)[0] == meant)
    except Rejected:
        return False
