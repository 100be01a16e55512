"""YAML → plain values and the place of each, in one walk over the events of libyaml.

Scalars read as in YAML 1.2: «no», «yes», dates and «1:30» stay text. What YAML has beyond trees of text is refused:
tags, merge keys, keys that are not text, several documents.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import repeat
from typing import Any, NamedTuple

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)
from yaml.reader import ReaderError

from ctct.diagnostics import Rejected
from ctct.language import _
from ctct.source.numbers import read_number
from ctct.source.quoting import QUOTE
from ctct.source.spans import FIELDS, Spans, Table
from ctct.source.text import unfit
from ctct.source.yaml_findings import LIMIT_DEPTH, YamlFindings

LIMIT_EXPANSION = 100_000
"""How many values the aliases of a draft may add to those that are written; 100 characters weigh as one value."""

_WORDS: dict[str, object] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?")
_BEGINS_NUMBER = "-0123456789"
_PROPERTIES = re.compile(r"(?:[&!]\S*(?:\s|#.*)*)*")
_TAG = re.compile(r"![^\s,\]}]*")

_Node = tuple[Any, int, int, int, int]
"""A value, the start and the end of its characters, and what :class:`Place` says of its children."""


class _Anchored(NamedTuple):
    node: _Node
    weight: int
    height: int


def load(text: str, lines_above: int = 0) -> tuple[object, Spans]:
    """Return the value of a YAML text and the places in it; messages count its lines as if there were ``lines_above`` it.

    The value is made of ``dict`` with text keys, ``list``, ``str``, ``int``, ``float``, ``bool`` and ``None``; as text, a
    number is as it was written; what an alias repeats is the same object. Raises :class:`Rejected` with every fault up to
    the first that libyaml cannot read past; their regions count characters of ``text``.
    """
    try:
        walk = _Walk(text, lines_above)
    except UnicodeEncodeError:
        raise Rejected(unfit(text)) from None
    value = None
    try:
        value = walk.document()
    except yaml.MarkedYAMLError as problem:
        from ctct.source.syntax import explain

        walk.told.faults.append(explain(text, problem))
    except ReaderError:
        walk.told.faults.extend(unfit(text))
    if walk.told.faults:
        raise Rejected(walk.told.faults)
    return value, Spans(text, walk.table, walk.told.warnings)


class _Walk:
    """One reading of a text. Each method takes the events of what it reads, to its end."""

    def __init__(self, text: str, lines_above: int) -> None:
        self.text = text
        self.told = YamlFindings(text, lines_above)
        # Asked for event by event: a list of them all would be larger than what is read from it.
        self.take: Callable[[], Any] = yaml.CSafeLoader(text).get_event
        self.table = Table()
        self.names: dict[str, str] = {}
        self.anchors: dict[str | None, _Anchored | None] = {}
        self.expansion = 0
        self.deepest = 0
        self.alias_end = 0

    def document(self) -> object:
        """Read the only document of the stream."""
        self.take()
        if self.take().__class__ is StreamEndEvent:
            self.told.empty()
            return None
        # The root comes last in the table: its children are known only now.
        value, start, end, *children = self.node(self.take(), 0)
        if value is None and start == end:
            self.told.empty()
        self.table.add([start, end, -1, -1, *children], [None])
        self.take()
        event = self.take()
        if event.__class__ is not StreamEndEvent:
            message = _("«---» mở một văn bản thứ hai trong cùng một tệp")
            hint = _("mỗi tệp chỉ chứa một dự thảo: bỏ dòng này hoặc chuyển phần sau nó sang tệp khác")
            self.told.fault("NG10", (event.start_mark.index, event.end_mark.index), message, hint)
        return value

    def node(self, event: Any, depth: int) -> _Node:
        """Read the value that ``event`` begins inside of ``depth`` mappings and lists."""
        kind = event.__class__
        if kind is ScalarEvent:
            return self.scalar(event)
        if kind is AliasEvent:
            return self.alias(event, depth)
        read = self.mapping if kind is MappingStartEvent else self.sequence
        if event.anchor is None and event.tag is None:
            return read(event, event.start_mark.index, depth + 1)
        # Known, but not finished: an alias in it would repeat what contains it.
        self.anchors[event.anchor] = None
        entries, expansion, deepest = len(self.table.keys), self.expansion, self.deepest
        self.deepest = depth
        node = read(event, self.properties(event), depth + 1)
        # What an alias adds when it repeats this: its values, those its own aliases add, and its length.
        weight = len(self.table.keys) - entries + self.expansion - expansion + (node[2] - node[1]) // 100
        self.anchors[event.anchor] = _Anchored(node, weight, self.deepest - depth)
        self.deepest = max(deepest, self.deepest)
        return node

    def mapping(self, opening: Any, start: int, depth: int) -> _Node:
        """Read a mapping whose brace or first key is at ``start``."""
        self.descend(start, depth)
        take, key, scalar = self.take, self.key, self.scalar
        pairs: dict[str, Any] = {}
        numbers: list[int] = []
        while (event := take()).__class__ is not MappingEndEvent:
            name, key_start, key_end = key(event, depth)
            event = take()
            node = scalar(event) if event.__class__ is ScalarEvent else self.node(event, depth)
            # A refused key has been told of; its value was read all the same, for its own faults.
            if name is None:
                continue
            if name in pairs:
                self.told.duplicate(name, (key_start, key_end), numbers[list(pairs).index(name) * FIELDS + 2])
                continue
            value, begin, end, first, count = node
            pairs[name] = value
            numbers += (begin, end, key_start, key_end, first, count)
        end = _end(opening, event, max(numbers[-5], numbers[-3], self.alias_end) if numbers else 0)
        return pairs, start, end, self.table.add(numbers, pairs), len(pairs)

    def sequence(self, opening: Any, start: int, depth: int) -> _Node:
        """Read a list whose bracket or first dash is at ``start``."""
        self.descend(start, depth)
        take, scalar = self.take, self.scalar
        items: list[Any] = []
        numbers: list[int] = []
        while (event := take()).__class__ is not SequenceEndEvent:
            node = scalar(event) if event.__class__ is ScalarEvent else self.node(event, depth)
            value, begin, end, first, count = node
            items.append(value)
            numbers += (begin, end, -1, -1, first, count)
        if opening.flow_style:
            self.told.warn_of_split_number(list(zip(numbers[::FIELDS], numbers[1::FIELDS], strict=True)))
        end = _end(opening, event, max(numbers[-5], self.alias_end) if numbers else 0)
        return items, start, end, self.table.add(numbers, repeat(None, len(items))), len(items)

    def scalar(self, event: Any) -> _Node:
        """Read a scalar: plain ones by the core schema of YAML 1.2, quoted ones as text."""
        value: str = event.value
        begun, ended, style = event.start_mark, event.end_mark, event.style
        start, end = begun.index, ended.index
        if event.anchor is not None or event.tag is not None:
            start = min(self.properties(event), end)
        plain = event.implicit[0]
        if plain and " " in value and self.text.startswith(" #", end):
            self.told.warn_of_lost_words(end)
        if style != "|" and ended.line > begun.line:
            self.told.warn_of_glued_bullets(value, start, end)
        node = (plain_value(value) if plain else value), start, end, 0, -1
        if event.anchor is not None:
            self.anchors[event.anchor] = _Anchored(node, (end - start) // 100, 0)
        if style == '"':
            self.told.refuse_unfit(value, (start, end))
        return node

    def alias(self, event: Any, depth: int) -> _Node:
        """Read an alias: the value it repeats, at the place of that value; ``None`` for one that is refused."""
        name, start, end = event.anchor, event.start_mark.index, event.end_mark.index
        self.alias_end = end
        anchored = self.anchors.get(name)
        if anchored is None:
            self.told.refuse_alias(name, (start, end), around=name in self.anchors)
        elif depth + anchored.height > LIMIT_DEPTH:
            self.told.refuse_depth((start, end))
        elif self.expansion + anchored.weight > LIMIT_EXPANSION:
            self.told.refuse_expansion((start, end))
        else:
            self.expansion += anchored.weight
            self.deepest = max(self.deepest, depth + anchored.height)
            # The same object at two paths, as it stands in one place: nothing is copied, so nothing can explode in memory.
            return anchored.node
        return None, start, end, 0, -1

    def key(self, event: Any, depth: int) -> tuple[str | None, int, int]:
        """Read a key; ``None`` for one that is refused."""
        start, end = event.start_mark.index, event.end_mark.index
        if event.__class__ is not ScalarEvent:
            node = self.node(event, depth)
            end = max(end, node[2])
            message = _("khóa phải là chữ, không phải một danh sách, một nhóm hay một tham chiếu «*»")
            self.told.fault("NG12", (start, end), message, _(QUOTE))
            return None, start, end
        if event.anchor is not None or event.tag is not None:
            start = self.scalar(event)[1]
        # The same few keys come thousands of times: each is looked at once, and is one object.
        name = self.names.get(event.value)
        if name is None and self.told.accept_key(event.value, event.style, (start, end)):
            name = self.names[event.value] = event.value
        return name, start, end

    def descend(self, start: int, depth: int) -> None:
        self.deepest = max(self.deepest, depth)
        if depth > LIMIT_DEPTH:
            self.told.refuse_depth((start, start + 1))
            raise Rejected(self.told.faults)

    def properties(self, event: Any) -> int:
        """Return where the value itself starts after its anchor; refuse its tag."""
        start: int = event.start_mark.index
        if event.tag is not None and (tag := _TAG.search(self.text, start)):
            message = _("nhãn kiểu «{tag}» không được dùng trong dự thảo", tag=tag.group())
            self.told.fault("NG14", tag.span(), message, _("bỏ nhãn này; {quote}", quote=_(QUOTE)))
        after = _PROPERTIES.match(self.text, start)
        return after.end() if after else start


def _end(opening: Any, closing: Any, last: int) -> int:
    """Return where a collection ends: at its bracket, or with the last thing in it, before comments and blank lines."""
    return last if last and not opening.flow_style else int(closing.end_mark.index)


def plain_value(value: str) -> object:
    """Return what a plain scalar stands for, by the core schema of YAML 1.2."""
    if value in _WORDS:
        return _WORDS[value]
    # Nearly all values are words: their first letter tells, sooner than a pattern.
    return read_number(value) if value[0] in _BEGINS_NUMBER and _NUMBER.fullmatch(value) else value
