"""How a body is written in YAML by hand: one paragraph is a text, a node of nothing but words is those words."""

from __future__ import annotations

from ctct.drafting.forms.tree import Collection, Entry, Scalar
from ctct.model.vocabulary import WORDS
from ctct.source.inline import is_id
from ctct.source.markdown.listings import NAMES

_ATTACHED = tuple(key for keys in WORDS.attached.values() for key in keys)
_ORDER = (
    "id",
    "loai",
    "trich_yeu",
    "ten",
    *WORDS.attributes,
    *_ATTACHED,
    "noi_dung",
    "bang",
    "hinh",
    *WORDS.roles,
    "nhu",
    *WORDS.levels,
)


def shorten(entry: Entry) -> None:
    """Put one entry of a body, made from plain values, into that style."""
    node, key = entry.node, str(entry.key)
    if not isinstance(node, Collection):
        return
    if key == "thuong_ky":
        _shorten_works(node)
    elif key in WORDS.attached:
        _shorten_attached(entry, node)
    elif key in WORDS.levels:
        _shorten_group(node)
    elif key == "bang":
        _shorten_tables(entry, node)
    elif key in WORDS.roles or WORDS.lists.get(key) is NAMES:
        _shorten_names(entry)
    elif key in ("noi_dung", "ket", "hinh", "nhu", "phuc_vu", "nguon"):
        node.flow = key in ("nhu", "phuc_vu")
        _only_item(entry)


def _shorten_works(works: Collection) -> None:
    for work in works.entries:
        _shorten_node(work)
    _part(works)


def _shorten_attached(entry: Entry, node: Collection) -> None:
    for attached in node.entries if not node.mapping else [entry]:
        _shorten_node(attached)


def _shorten_group(group: Collection) -> None:
    for item in group.entries:
        _shorten_node(item)
        _only_words(item)
    _part(group)


def _shorten_tables(entry: Entry, tables: Collection) -> None:
    for table in tables.entries:
        for key in ("cot", "dong"):
            listed = table.node.find(key) if isinstance(table.node, Collection) else None
            for row in listed.node.entries if listed and isinstance(listed.node, Collection) else ():
                _shorten_row(row)
    _only_item(entry)


def _shorten_row(row: Entry) -> None:
    """Let a column of nothing but a name be that name; rows and columns stand in brackets."""
    if isinstance(row.node, Collection):
        for inner in row.node.entries:
            _shorten_row(inner)
        only = row.node.entries[0] if len(row.node.entries) == 1 else None
        row.node.flow = True
        if only and only.key == "ten":
            row.node = only.node


def _shorten_node(entry: Entry) -> None:
    assert isinstance(entry.node, Collection)
    entry.node.entries.sort(key=lambda one: _ORDER.index(str(one.key)))
    for one in entry.node.entries:
        shorten(one)


def _only_words(item: Entry) -> None:
    """Let a node of nothing but one paragraph be written as that paragraph."""
    assert isinstance(item.node, Collection)
    if len(item.node.entries) != 1 or item.node.after:
        return
    only = item.node.entries[0]
    if only.key == "noi_dung" and isinstance(only.node, Scalar):
        item.node = only.node
        item.before += only.before


def _only_item(entry: Entry) -> None:
    """Let a list of one be written as that one."""
    assert isinstance(entry.node, Collection)
    if len(entry.node.entries) == 1 and not entry.node.after:
        only = entry.node.entries[0]
        entry.node = only.node
        entry.before += only.before


def _shorten_names(entry: Entry) -> None:
    assert isinstance(entry.node, Collection)
    groups = entry.node
    for group in groups.entries:
        if isinstance(group.node, Collection):
            group.node.flow = _all_ids(group.node)
    groups.flow = _all_ids(groups)
    if len(groups.entries) == 1 and isinstance(groups.entries[0].node, Scalar):
        _only_item(entry)


def _all_ids(node: Collection) -> bool:
    return all(isinstance(one.node, Scalar) and is_id(str(one.node.value)) for one in node.entries)


def _part(node: Collection) -> None:
    """Put a blank line between nodes that take several lines."""
    # Nodes of one line each stand close, as a list that one reads through.
    if any(isinstance(entry.node, Collection) for entry in node.entries):
        for entry in node.entries[1:]:
            entry.before.insert(0, "")
