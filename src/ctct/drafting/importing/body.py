"""The lines and tables of a body → a tree of nodes with their words, tables and those who are charged."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ctct.compare.normal import folded
from ctct.drafting.importing.labels import Label, is_bullet, read_labels
from ctct.drafting.importing.lines import Block, Cell, Grid, Line
from ctct.drafting.importing.marks import is_bold, said
from ctct.drafting.importing.outline import Node, Odd, Outline, Said
from ctct.drafting.importing.tables import read_table
from ctct.model.body import LIKE
from ctct.model.types import ROLES

_ROLE = re.compile(r"\s*(?:[-–+*•]\s*)?([^:;.]{5,60}?)\s*:\s*(?=\S)")
_ROLES = {folded(label): role for role, label in ROLES.items()} | {folded(LIKE): "nhu"}
_LEAD = re.compile(r"\s*([-–)/.])\s*")
_LONGEST_QUOTE = 80
_NAMED = ("phan", "chuong", "muc", "tieu_muc")


def read_body(blocks: Sequence[Block], notes: Mapping[str, str], turned: frozenset[int]) -> tuple[Node, list[Odd]]:
    """Return the tree of a body, and the numbers in it that are not as they should be. Tables in the sections ``turned`` stand
    on pages that lie on their side.
    """
    reading = _Reading(unwrapped(blocks), notes, turned)
    return reading.root(), reading.outline.odd


def unwrapped(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks with the text that stands in frames, tables of one column or rows of one cell above a table, as lines."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, Line):
            found.append(block)
            continue
        rows = list(block.rows)
        while rows and _is_frame(rows[0], block):
            found += rows.pop(0)[0].lines
        if rows:
            found.append(replace(block, rows=rows))
    return found


def _is_frame(row: Sequence[Cell], grid: Grid) -> bool:
    only = row[0] if len(row) == 1 and not row[0].merge else None
    if only is None or only.span < grid.columns - only.column:
        return False
    return grid.columns == 1 or len(only.lines) > 2 or sum(len(line.text) for line in only.lines) > 200


class _Reading:
    def __init__(self, blocks: Sequence[Block], notes: Mapping[str, str], turned: frozenset[int]) -> None:
        self._blocks, self._notes, self._turned = blocks, notes, turned
        self._quoted = _quoted(blocks)
        typed = (read_labels(one.text) for one in blocks if isinstance(one, Line) and not one.label)
        self.outline = Outline({labels[0].kind for labels in typed if labels})
        self._tail: list[Said | dict[str, Any]] = []

    def root(self) -> Node:
        skip = 0
        for place, block in enumerate(self._blocks):
            if skip:
                skip -= 1
            elif isinstance(block, Grid):
                self._table(block)
            else:
                skip = self._line(block, place)
        self.outline.root.tail = self._tail
        return self.outline.root

    def _line(self, line: Line, place: int) -> int:
        """Take a line; returns how many of those after it went with it."""
        if place in self._quoted:
            self._text(line, 0, _typed(line))
            return 0
        if self._charge(line):
            return 0
        labels, start = _labels(line)
        if labels:
            self._settle_tail()
        node = self.outline.label(line, labels, counted=bool(line.label)) if labels else None
        if node is None:
            self._text(line, 0, _typed(line))
            return 0
        start = start if line.label else next(one.end for one in labels if one.kind == node.kind)
        rest = line.text[start:].lstrip(" .:-–)\n" if node.kind in _NAMED else None)
        taken = self._heading_below(node, place) if not rest else 0
        if rest or not taken:
            begin = len(line.text) - len(rest)
            if text := said(line, begin, self._notes):
                node.content.append(Said(text, line, is_bold(line, begin)))
        return taken

    def _heading_below(self, node: Node, place: int) -> int:
        """Take the lines below «Chương I» that are its name."""
        taken: list[Line] = []
        for block in self._blocks[place + 1 : place + 5]:
            centred = isinstance(block, Line) and block.centred and not read_labels(block.text) and not block.label
            if not centred and (taken or node.kind not in _NAMED or not isinstance(block, Line) or not block.plain.isupper()):
                break
            assert isinstance(block, Line)
            taken.append(block)
        if taken:
            text = " ".join(said(line, 0, self._notes) for line in taken)
            node.content.append(Said(text, taken[0], bold=True))
        return len(taken)

    def _text(self, line: Line, start: int, prefix: str = "") -> None:
        text = said(line, start, self._notes)
        if not text and not prefix:
            return
        made = Said(f"{prefix}{text}".strip(), line, is_bold(line, start))
        current = self.outline.current
        is_last = any(node.charges for node in self.outline.path) or (current is self.outline.root and bool(current.tables))
        (self._tail if is_last or self._tail else current.content).append(made)

    def _table(self, grid: Grid) -> None:
        self._settle_tail()
        self._unsettle()
        table = read_table(grid, self._notes, _caption(self.outline.current), turned=grid.section in self._turned)
        self.outline.current.content.append(table)

    def _settle_tail(self) -> None:
        """Something comes behind what might have closed the text: it belongs to the last node after all."""
        if self._tail:
            self._unsettle()
            self.outline.current.content += self._tail
            self._tail = []

    def _charge(self, line: Line) -> bool:
        """Take a line that says who is charged: with the node that it belongs to."""
        found = _ROLE.match(line.text)
        role = _ROLES.get(folded(found[1])) if found else None
        if role is None or found is None or len(self.outline.path) < 2:
            return False
        self._settle_tail()
        owner = self._charged(role)
        if owner is None:
            return False
        owner.charges[role] = (line.text[found.end() :].replace("\n", " "), line)
        return True

    def _charged(self, role: str) -> Node | None:
        """Return the node that is meant: above what has just ended, where nothing beside that is charged with anything."""
        holders = [node for node in self.outline.path[1:] if node.charges]
        if holders:
            node = holders[-1]
            order = [*ROLES, "nhu"]
            later = all(order.index(role) > order.index(held) for held in node.charges)
            return node if later else None
        node = self.outline.current
        parent = node.parent
        while (
            parent is not None and parent.kind and len(parent.children) > 1 and not any(one.charges for one in parent.children)
        ):
            if any(below.charges for one in parent.children for below in one.walk()):
                break
            if not parent.content or not _is_heading(parent):
                break
            node, parent = parent, parent.parent
        return node

    def _unsettle(self) -> None:
        """Turn the charges of what is still open into words: something else comes behind them."""
        for node in self.outline.path[1:]:
            for _, line in node.charges.values():
                self.outline.current.content.append(Said(_typed(line) + said(line, 0, self._notes), line))
            node.charges.clear()


def _is_heading(node: Node) -> bool:
    first = node.content[0]
    return isinstance(first, Said) and not first.text.endswith((".", ";", ":", ","))


def _labels(line: Line) -> tuple[list[Label], int]:
    """Return what number a line has, and where its words begin if Word counts it: the «-» of «I-» is typed behind that."""
    if not line.label:
        return read_labels(line.text), 0
    if is_bullet(line.label):
        return [], 0
    lead = _LEAD.match(line.text) if line.label[-1].isalnum() else None
    label = f"{line.label}{lead[1]}" if lead else line.label
    return [one for one in read_labels(f"{label} A") if one.end >= len(label)], lead.end() if lead else 0


def _typed(line: Line) -> str:
    """Return what Word prints before a line, as typed words."""
    if not line.label:
        return ""
    if is_bullet(line.label):
        return "+ " if line.label == "+" else "- "
    return f"{line.label} "


def _caption(node: Node) -> list[Said]:
    """Take the last lines of a node that are a table's name or the unit of its figures."""
    found: list[Said] = []
    while node.content and isinstance(node.content[-1], Said) and len(found) < 2:
        last = node.content[-1]
        is_unit = bool(_UNIT.match(last.line.plain)) and last.line.align in ("right", "end", "center")
        is_name = last.bold and last.line.centred and len(last.text) < 200 and (len(node.content) > 1 or not node.kind)
        if not (is_unit and not found) and not is_name:
            break
        found.insert(0, last)
        node.content.pop()
        if is_name:
            break
    return found


_UNIT = re.compile(r"\(?(?:Đơn vị|ĐVT|Đvt)", re.IGNORECASE)


def _quoted(blocks: Sequence[Block]) -> set[int]:
    """Return the places of lines that are quoted from elsewhere: from one that begins with a quotation mark, which it does not
    close, to that which does.
    """
    found: set[int] = set()
    lines = [(place, block.text) for place, block in enumerate(blocks) if isinstance(block, Line)]
    index = 0
    while index < len(lines):
        text = lines[index][1]
        if not text.startswith(("“", '"')):
            index += 1
            continue
        end = _closing(lines, index)
        found.update(one for one, _ in lines[index : end + 1])
        index = end + 1
    return found


def _closing(lines: list[tuple[int, str]], start: int) -> int:
    mark = "”" if lines[start][1].startswith("“") else '"'
    depth = 0
    for index in range(start, min(len(lines), start + _LONGEST_QUOTE)):
        text = lines[index][1]
        depth += text.count("“") - text.count("”") if mark == "”" else text.count('"') % 2
        if depth <= 0 or (mark == '"' and depth % 2 == 0):
            return index
    return start
