"""Lines of a body → a tree of what is numbered: a stack of the kinds of numbers in the order in which they appear.

A number that is neither the first, nor the next, nor one that may be left out on the way stays in the text, and is told.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from ctct.drafting.importing.labels import DECIMAL, Label
from ctct.drafting.importing.lines import Line

_RANKS = {"phan": 0, "chuong": 1, "muc": 2, "tieu_muc": 3, "dieu": 4, "capital": 5, "roman": 6, "arabic": 7}
_OTHERS = 8
_MOST_LEFT_OUT = 15


class Said(NamedTuple):
    """A paragraph of a node: its words as a draft writes them, and the line that they come from, behind the number."""

    text: str
    line: Line
    bold: bool = False


@dataclass(slots=True, eq=False)
class Node:
    """What bears a number, or a body itself. ``content`` holds paragraphs and tables (plain values) in their order, ``charges``
    who is charged by role. ``given`` is the number where it does not follow from counting; ``level`` is found at the end.
    """

    kind: str = ""
    ordinal: int = 0
    mark: str = ""
    written: str = ""
    parent: Node | None = None
    content: list[Said | dict[str, Any]] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    charges: dict[str, tuple[str, Line]] = field(default_factory=dict)
    given: str = ""
    last_letter: str = ""
    level: str = ""
    id: str = ""
    own_mark: str = ""
    time: str = ""
    product: str = ""
    tail: list[Said | dict[str, Any]] = field(default_factory=list)

    def walk(self) -> Iterator[Node]:
        """Yield the nodes below in reading order."""
        for child in self.children:
            yield child
            yield from child.walk()

    @property
    def paragraphs(self) -> list[Said]:
        """Its paragraphs."""
        return [one for one in self.content if isinstance(one, Said)]

    @property
    def tables(self) -> list[dict[str, Any]]:
        """Its tables."""
        return [one for one in self.content if isinstance(one, dict)]


class Odd(NamedTuple):
    """A number that is not as it should be: the line, the number, and what became of it."""

    line: Line
    written: str
    what: str


class Outline:
    """Builds the tree of one body. ``typed`` are the kinds of numbers that are typed in it: Word's own counts of such a kind
    went astray, for it does not count what is typed.
    """

    def __init__(self, typed: Collection[str] = ()) -> None:
        self.root = Node()
        self.path = [self.root]
        self.odd: list[Odd] = []
        self._typed = typed
        self._last_article = 0
        self._aside: dict[tuple[int, str], int] = {}

    @property
    def current(self) -> Node:
        """The node that what comes next belongs to."""
        return self.path[-1]

    def label(self, line: Line, labels: list[Label], *, counted: bool) -> Node | None:
        """Return a new node for a line with one of ``labels``, ``None`` where the number must stay in the text. ``counted``
        says that Word counts it.
        """
        if not labels:
            return None
        for label in labels:
            if not counted and self._goes_on_aside(label):
                return None
        loose = counted and labels[0].kind in self._typed
        for verdict in (self._loose,) if loose else (self._next, self._start, self._later, self._again):
            for label in labels:
                depth = verdict(label)
                if depth is not None:
                    return self._open(label, depth, line, counted=counted)
        self._put_aside(labels[0], line)
        return None

    # --- where a number may stand: the depth of the parent in the path ---

    def _next(self, label: Label) -> int | None:
        if label.kind == "dieu":
            follows = label.ordinal == self._last_article + 1 or (label.more and label.ordinal == self._last_article)
            return self._above_article() if follows else None
        depth = self._depth(label)
        if depth is None or not self._fits_above(label, depth - 1):
            return None
        last = self.path[depth]
        if label.more:
            return depth - 1 if label.ordinal == last.ordinal and label.kind != "letter" else None
        return depth - 1 if label.ordinal == last.ordinal + 1 else None

    def _start(self, label: Label) -> int | None:
        if label.ordinal != 1 or label.more or label.kind == "dieu" or self._depth(label) is not None:
            return None
        return self._new_depth(label)

    def _later(self, label: Label) -> int | None:
        """Return where a number stands before which some were left out: 1, 2, 4."""
        if label.more or label.ordinal == 0:
            return None
        if label.kind == "dieu":
            late = self._last_article < label.ordinal <= self._last_article + _MOST_LEFT_OUT
            return self._above_article() if late and self._last_article else None
        depth = self._depth(label)
        if depth is None or not self._fits_above(label, depth - 1):
            return None
        return depth - 1 if 0 < label.ordinal - self.path[depth].ordinal <= _MOST_LEFT_OUT else None

    def _again(self, label: Label) -> int | None:
        """Return where a number stands that was given twice: 1, 2, 2."""
        depth = self._depth(label)
        if label.more or label.ordinal < 2 or depth is None or not self._fits_above(label, depth - 1):
            return None
        return depth - 1 if self.path[depth].ordinal == label.ordinal else None

    def _loose(self, label: Label) -> int | None:
        if label.kind == "dieu":
            return self._above_article()
        depth = self._depth(label)
        return depth - 1 if depth is not None else self._new_depth(label, loose=True)

    def _depth(self, label: Label) -> int | None:
        """Return where in the path the last of this kind stands."""
        kinds = [node.kind for node in self.path]
        return len(kinds) - 1 - kinds[::-1].index(label.kind) if label.kind in kinds else None

    def _fits_above(self, label: Label, depth: int) -> bool:
        """Return whether ``2.1.`` stands under 2."""
        if not label.above:
            return True
        line = self.path[1 : depth + 1][-len(label.above) :]
        return [node.ordinal for node in line] == [*label.above] and all(
            node.kind in DECIMAL or node.kind[:4] == "many" for node in line
        )

    def _new_depth(self, label: Label, *, loose: bool = False) -> int | None:
        rank = _RANKS.get(label.kind, _OTHERS)
        if label.kind.startswith("many"):
            return self._under_decimal(label, loose=loose)
        for depth in range(len(self.path) - 1, -1, -1):
            above = _RANKS.get(self.path[depth].kind, _OTHERS if depth else -1)
            if above < rank or rank == _OTHERS:
                return depth if rank == _OTHERS or not self._holds_others(depth, label.kind) else None
        return None

    def _holds_others(self, depth: int, kind: str) -> bool:
        return any(child.kind != kind for child in self.path[depth].children)

    def _under_decimal(self, label: Label, *, loose: bool) -> int | None:
        for depth in range(len(self.path) - 1, 0, -1):
            is_decimal = self.path[depth].kind in DECIMAL and len(label.above) == (
                1 if self.path[depth].kind == "arabic" else 2
            )
            if is_decimal and (loose or self._fits_above(label, depth)):
                return depth
        return None

    def _above_article(self) -> int:
        return max(
            depth for depth, node in enumerate(self.path) if _RANKS.get(node.kind, -1 if not depth else 99) < _RANKS["dieu"]
        )

    # --- what then happens ---

    def _open(self, label: Label, depth: int, line: Line, *, counted: bool) -> Node:
        parent = self.path[depth]
        before = next((child for child in reversed(parent.children) if child.kind == label.kind), None)
        last = self._last_article if label.kind == "dieu" else before.ordinal if before else 0
        node = Node(label.kind, last + 1, label.mark, label.written, parent)
        if label.more:
            node.ordinal, node.given = last, f"{label.ordinal}{label.more}"
        elif label.ordinal > last + 1 and not (counted and label.kind in self._typed):
            node.ordinal, node.given = label.ordinal, _bare(label)
            self.odd.append(Odd(line, label.written, "skipped"))
        elif label.ordinal != last + 1:
            self.odd.append(Odd(line, label.written, "recounted"))
        parent.children.append(node)
        del self.path[depth + 1 :]
        self.path.append(node)
        if label.kind == "dieu":
            self._last_article = node.ordinal
        return node

    def _goes_on_aside(self, label: Label) -> bool:
        """Return whether a number goes on from one that stayed in the text here."""
        key = (id(self._shelf(label)), label.kind)
        if self._aside.get(key) != label.ordinal - 1 or not self._aside.get(key):
            return False
        self._aside[key] = label.ordinal
        return True

    def _put_aside(self, label: Label, line: Line) -> None:
        self._aside[id(self._shelf(label)), label.kind] = label.ordinal
        self.odd.append(Odd(line, label.written, "kept"))

    def _shelf(self, label: Label) -> Node:
        depth = self._depth(label)
        return self.path[depth - 1] if depth else self.current


def _bare(label: Label) -> str:
    """Return a number as a node gives it to itself: without the signs round it."""
    bare = label.written.strip("(). -–/:")
    return bare.split()[-1].split(".")[-1].lower() if label.kind in ("dieu", "letter") else bare.split(".")[-1].split()[-1]
