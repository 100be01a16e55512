"""A text of keys and values with its comments: what the formatter and the converter work on.

The values are those that :mod:`ctct.source.yaml` reads; beside them stand the comments, the blank lines, the anchors and
whether a collection was written in brackets.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from ctct.diagnostics import Path


@dataclass(slots=True)
class Scalar:
    """A text, or a plain ``written`` that stands for a number, a truth or nothing."""

    value: object
    written: str = ""
    anchor: str | None = None


@dataclass(slots=True)
class Alias:
    """The repetition of what has the anchor ``name``."""

    name: str


@dataclass(slots=True)
class Collection:
    """A mapping (every entry has a key) or a list. ``flow`` says that it was written in brackets, ``fenced`` in a block of YAML
    in Markdown; ``after`` are the comment lines below its last entry.
    """

    entries: list[Entry] = field(default_factory=list)
    mapping: bool = True
    flow: bool = False
    fenced: bool = False
    anchor: str | None = None
    after: list[str] = field(default_factory=list)

    def find(self, key: str) -> Entry | None:
        """Return the entry of ``key``."""
        return next((entry for entry in self.entries if entry.key == key), None)

    def drop(self, key: str) -> None:
        """Remove the entry of ``key``, if there is one."""
        self.entries = [entry for entry in self.entries if entry.key != key]

    def dissolve(self, key: str) -> None:
        """Remove the entry of ``key``; its comments go to what follows it."""
        entry = self.find(key)
        if entry is None:
            return
        place = self.entries.index(entry)
        del self.entries[place]
        below = self.entries[place].before if place < len(self.entries) else self.after
        below[:0] = comments_of(entry)


Node = Scalar | Alias | Collection


@dataclass(slots=True)
class Entry:
    """A value in a collection: ``before`` are the lines above it (``""`` a blank one, else a comment with its ``#``),
    ``beside`` the comment at the end of its first line.
    """

    key: str | None
    node: Node
    before: list[str] = field(default_factory=list)
    beside: str = ""


def plain(node: Node, anchors: dict[str, Any] | None = None) -> Any:
    """Return the value that ``node`` stands for."""
    anchors = {} if anchors is None else anchors
    if isinstance(node, Alias):
        return anchors[node.name]
    if isinstance(node, Scalar):
        value: Any = node.value
    elif node.mapping:
        value = {entry.key: plain(entry.node, anchors) for entry in node.entries}
    else:
        value = [plain(entry.node, anchors) for entry in node.entries]
    if node.anchor:
        anchors[node.anchor] = value
    return value


def tree_of(value: Any) -> Node:
    """Return a tree without comments for a plain value."""
    if isinstance(value, dict):
        return Collection([Entry(str(key), tree_of(item)) for key, item in value.items()])
    if isinstance(value, list):
        return Collection([Entry(None, tree_of(item)) for item in value], mapping=False)
    if isinstance(value, str):
        return Scalar(value)
    return Scalar(value, "null" if value is None else str(value).lower())


def entry_at(tree: Collection, path: Path) -> Entry | None:
    """Return the entry at ``path`` as far as it leads."""
    entry: Entry | None = None
    node: object = tree
    for step in path:
        if not isinstance(node, Collection):
            break
        entry = node.entries[step] if isinstance(step, int) else node.find(step)
        node = entry.node if entry else None
    return entry


def scalars_in(node: Node) -> Iterator[Scalar]:
    """Yield every scalar, in reading order."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Collection):
        for entry in node.entries:
            yield from scalars_in(entry.node)


def comments_in(node: Node) -> Iterator[str]:
    """Yield every comment, in reading order."""
    if isinstance(node, Collection):
        for entry in node.entries:
            yield from comments_of(entry)
        yield from filter(None, node.after)


def comments_of(entry: Entry) -> Iterator[str]:
    """Yield the comments of an entry and of all in it, in reading order."""
    yield from filter(None, entry.before)
    if entry.beside:
        yield entry.beside
    yield from comments_in(entry.node)


def expand(node: Node) -> bool:
    """Put what it repeats in the place of every alias, and drop all anchors. Returns whether there was any alias."""
    return _expand(node, {})


def _expand(node: Node, anchors: dict[str, Node]) -> bool:
    found = False
    for entry in node.entries if isinstance(node, Collection) else ():
        if isinstance(entry.node, Alias):
            entry.node = deepcopy(anchors[entry.node.name])
            found = True
        else:
            found = _expand(entry.node, anchors) or found
    if not isinstance(node, Alias) and node.anchor:
        anchors[node.anchor], node.anchor = node, None
    return found
