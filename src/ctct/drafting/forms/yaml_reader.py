"""YAML → the tree with comments. The text must be one that :func:`ctct.source.yaml.load` accepts."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml
from yaml.events import AliasEvent, MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent

from ctct.drafting.forms.tree import Alias, Collection, Entry, Node, Scalar
from ctct.source.spans import Spans
from ctct.source.yaml import plain_value

_CLOSING: tuple[type, ...] = (MappingEndEvent, SequenceEndEvent)
_COMMENT = re.compile(r"(?:(?<=[ \t\r\n])|^)#[^\r\n]*")
_BLANK = re.compile(r"(?:(?<=\n)|(?<=\r)(?!\n))[ \t]*(?=[\r\n])")
_HEADER = re.compile(r"[^\r\n]*")


class Remark(NamedTuple):
    """A comment, or a blank line (``text`` is empty); ``own`` says that nothing else stands on its line."""

    offset: int
    line: int
    column: int
    text: str
    own: bool


def read_yaml(text: str) -> Collection:
    """Return the tree of a text whose value is a mapping."""
    return _Reader(text).document()


class _Reader:
    """One reading of a text: events in order, with the remarks between them."""

    def __init__(self, text: str) -> None:
        events = list(yaml.parse(text, Loader=yaml.CSafeLoader))
        # Without the beginning and the end of stream and document.
        self.events: Iterator[Any] = iter(events[2:-2])
        self.remarks = sorted(_remarks(text, [event for event in events if isinstance(event, ScalarEvent)]))
        self.taken = 0
        self.latest: Entry | None = None
        self.latest_line = -1
        self.end_line = -1

    def document(self) -> Collection:
        node = self.node(next(self.events), -1)
        assert isinstance(node, Collection)
        node.after += [remark.text for remark in self.remarks[self.taken :]]
        while node.after[-1:] == [""]:
            node.after.pop()
        return node

    def node(self, event: Any, column: int) -> Node:
        """Read the value that ``event`` begins, in a collection whose entries start at ``column``."""
        kind = event.__class__
        if kind is AliasEvent:
            return Alias(event.anchor)
        if kind is ScalarEvent:
            return _scalar(event)
        node = Collection([], kind is MappingStartEvent, bool(event.flow_style), anchor=event.anchor)
        inner = event.start_mark.column
        for first in self.events:
            if first.__class__ in _CLOSING:
                break
            self.entry(first, node, first.start_mark.column if node.mapping else inner)
        self.end_line = first.end_mark.line
        self.close(node, column, first)
        return node

    def entry(self, event: Any, parent: Collection, column: int) -> None:
        """Read the entry of ``parent`` that ``event`` begins."""
        entry = Entry(None, Scalar(None))
        self.before(entry, event, parent)
        parent.entries.append(entry)
        if parent.mapping:
            entry.key = event.value
            self.latest, self.latest_line = entry, event.end_mark.line
            event = next(self.events)
            if event.__class__ in (ScalarEvent, AliasEvent):
                self.before(entry, event, parent)
        entry.node = self.node(event, column)
        if not isinstance(entry.node, Collection):
            # A comment beside a block stands on the line of its header, beside any other scalar on its last line.
            in_block = event.__class__ is ScalarEvent and event.style in ("|", ">")
            self.latest, self.latest_line = entry, (event.start_mark if in_block else event.end_mark).line
        elif entry.node.flow:
            self.latest, self.latest_line = entry, self.end_line

    def before(self, entry: Entry, event: Any, parent: Collection) -> None:
        """Give ``entry`` the remarks above ``event``, and to the entry before it what stands at the end of its line."""
        while self.taken < len(self.remarks) and self.remarks[self.taken].offset < event.start_mark.index:
            self.place(self.remarks[self.taken], entry.before, parent)

    def place(self, remark: Remark, lines: list[str], parent: Collection) -> None:
        self.taken += 1
        if remark.text:
            parent.flow = False
        ends_line = not remark.own and remark.line == self.latest_line
        if ends_line and self.latest and not self.latest.beside:
            self.latest.beside = remark.text
        else:
            lines.append(remark.text)

    def close(self, node: Collection, column: int, end: Any) -> None:
        """Give a collection the comments below its last entry that stand deeper than ``column``."""
        limit = bisect_left(self.remarks, (end.end_mark.index,), self.taken)
        waiting = self.remarks[self.taken : limit]
        # A comment belongs to what is as deep as it stands; the blank lines above it go with it.
        inside = [place for place, one in enumerate(waiting, 1) if one.text and _lies_inside(one, node, column)]
        for remark in waiting[: max(inside, default=0)]:
            self.place(remark, node.after, node)


def _lies_inside(remark: Remark, node: Collection, column: int) -> bool:
    """Return whether a comment below the last entry of ``node``, whose own entry begins at ``column``, is part of it."""
    return node.flow or not remark.own or remark.column > column


def _remarks(text: str, scalars: list[Any]) -> Iterator[Remark]:
    """Yield the comments and blank lines of a text: whatever looks like one outside its scalars."""
    lines = Spans.for_text(text)
    outside = 0
    for event in [*scalars, None]:
        start, end = _content(text, event) if event else (len(text), len(text))
        # libyaml drops comments: they are found as what is left between the scalars.
        for pattern in (_COMMENT, _BLANK):
            for found in pattern.finditer(text, outside, start):
                line, column = lines.line_column(found.start())
                own = not lines.line(line)[: column - 1].strip()
                yield Remark(found.start(), line - 1, column - 1, found.group().strip(), own)
        outside = max(outside, end)


def _content(text: str, event: Any) -> tuple[int, int]:
    """Return the characters of a scalar in which ``#`` is no comment: not the header of a block, nor blank lines after it."""
    # libyaml ends a block only where the next thing begins: the comments and blank lines between are none of it.
    start, end = event.start_mark.index, event.end_mark.index
    if event.style not in ("|", ">"):
        return start, end
    header = _HEADER.match(text, start)
    start = header.end() if header else start
    return start, start + len(text[start:end].rstrip())


def _scalar(event: Any) -> Scalar:
    value = plain_value(event.value) if event.implicit[0] else event.value
    return Scalar(value, "" if isinstance(value, str) else event.value, event.anchor)
