"""The body of a draft as it is written in Markdown: nodes with their texts and the comments before each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ctct.drafting.forms.tree import Collection, Entry, Node, Scalar, comments_of, plain
from ctct.source.markdown.reading import Vocabulary


@dataclass(slots=True)
class Piece:
    """A node: ``said`` its own keys, ``paragraphs`` its words with the comments before each, ``charges`` the lines that
    charge somebody, ``tables`` and ``pictures`` likewise; ``before`` and ``after`` the comments round it.
    """

    level: str
    said: dict[str, Any] = field(default_factory=dict)
    paragraphs: list[tuple[list[str], str]] = field(default_factory=list)
    charges: list[tuple[list[str], str]] = field(default_factory=list)
    tables: list[tuple[list[str], Node]] = field(default_factory=list)
    pictures: list[tuple[list[str], Node]] = field(default_factory=list)
    children: list[Piece] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)

    @property
    def named(self) -> bool:
        """Whether it has a name of its own."""
        return bool(self.said.get("ten"))


def pieces_of(entry: Entry, words: Vocabulary) -> list[Piece]:
    """Return the nodes in ``entry``, the list of one level; the entry's own comments come before the first."""
    group = entry.node
    assert isinstance(group, Collection)
    pieces = [_piece(str(entry.key), item, words) for item in group.entries]
    pieces[0].before[:0] = _own_comments(entry)
    pieces[-1].after.extend(filter(None, group.after))
    return pieces


def document_of(body: Collection, words: Vocabulary) -> Piece:
    """Return the document itself: what it says before its end and before what is attached to it."""
    piece = Piece("")
    for entry in body.entries:
        if entry.key in ("noi_dung", "bang", *words.levels):
            _take(piece, entry, words)
    return piece


def attached_of(entry: Entry, words: Vocabulary) -> list[Piece]:
    """Return the appendices in ``entry``, or the text that the document issues."""
    if isinstance(entry.node, Collection) and not entry.node.mapping:
        return pieces_of(entry, words)
    return [_piece(str(entry.key), entry, words)]


def figures_of(entry: Entry) -> Iterator[tuple[list[str], Node]]:
    """Yield the tables or pictures of an entry with their comments."""
    if not isinstance(entry.node, Collection) or entry.node.mapping:
        yield list(comments_of(entry)), entry.node
        return
    waiting = _own_comments(entry)
    for item in entry.node.entries:
        yield [*waiting, *comments_of(item)], item.node
        waiting = []


def work_of(entry: Entry, words: Vocabulary) -> Piece:
    """Return a work that recurs; its id is the entry's key."""
    piece = _piece("", entry, words)
    piece.said["id"] = entry.key
    return piece


def _own_comments(entry: Entry) -> list[str]:
    return [*filter(None, entry.before), *([entry.beside] if entry.beside else [])]


def _piece(level: str, entry: Entry, words: Vocabulary) -> Piece:
    piece = Piece(level, before=_own_comments(entry))
    node = entry.node
    if not isinstance(node, Collection) or not node.mapping:
        node = Collection([Entry("noi_dung", node)])
    for one in node.entries:
        _take(piece, one, words)
    piece.after.extend(filter(None, node.after))
    if piece.paragraphs and not piece.named:
        piece.before += piece.paragraphs[0][0]
        piece.paragraphs[0] = ([], piece.paragraphs[0][1])
    return piece


def _take(piece: Piece, entry: Entry, words: Vocabulary) -> None:
    key = str(entry.key)
    if plain(entry.node) is None:
        piece.before += comments_of(entry)
    elif key == "noi_dung":
        piece.paragraphs = list(paragraphs_of(entry))
    elif key in words.roles or key == "nhu":
        piece.said[key] = plain(entry.node)
        piece.charges.append((list(comments_of(entry)), key))
    elif key == "bang":
        piece.tables = list(figures_of(entry))
    elif key == "hinh":
        piece.pictures = list(figures_of(entry))
    elif key in words.levels:
        piece.children = pieces_of(entry, words)
    else:
        piece.said[key] = plain(entry.node)
        piece.before += comments_of(entry)


def paragraphs_of(entry: Entry) -> Iterator[tuple[list[str], str]]:
    """Yield the paragraphs of a text or a list of texts, each with the comments before it."""
    waiting = _own_comments(entry)
    for item, text in _lines(entry.node):
        yield [*waiting, *(_own_comments(item) if item else ())], text
        waiting = []


def _lines(node: Node) -> Iterator[tuple[Entry | None, str]]:
    if isinstance(node, Collection):
        for item in node.entries:
            yield item, one_line(plain(item.node))
    elif isinstance(node, Scalar):
        for line in str(node.value).split("\n"):
            if line.strip():
                yield None, one_line(line)


def one_line(text: object) -> str:
    """Return a text as it stands on a line: what ends lines in it becomes a space."""
    return " ".join(str(text).strip().splitlines())
