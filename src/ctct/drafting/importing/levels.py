"""The kinds of numbers in a body → the levels of a draft; what has no level left, or no words of its own, becomes text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from ctct.drafting.importing.outline import Node, Said
from ctct.model.types import ARTICLE_LEVELS, LEVELS
from ctct.resolve.conventions import Conventions, LevelConvention
from ctct.resolve.marks import read_mark

_USUAL = {"capital": "phan", "phan": "phan", "roman": "muc", "arabic": "khoan"}
_NAMED = {"phan": "phan", "chuong": "chuong", "muc": "muc", "tieu_muc": "tieu_muc", "dieu": "dieu"}
_LOWEST = "diem"


def settle_levels(root: Node, conventions: Conventions, chosen: dict[str, str], *, main: bool) -> None:
    """Give every node of a body its level, or make text of it; ``chosen`` are the marks of levels for the whole draft, to which
    the ``main`` body adds its own.
    """
    articles = any(node.kind in ARTICLE_LEVELS for node in root.walk())
    levels = conventions.article_levels if articles else conventions.levels
    known = [level for level in LEVELS if level in levels]
    _Settling(known, _lifted(root, levels, articles=articles), articles=articles).settle_all(root)
    if main:
        _choose_marks(root, levels, chosen)
    _own_marks(root, levels, chosen)


def _lifted(root: Node, levels: Mapping[str, LevelConvention], *, articles: bool) -> Mapping[str, str]:
    """Return the level of each kind: «1.» begins a mục, «I.» a phần, where so many kinds must find room below it."""
    if articles:
        return {**_NAMED, "arabic": "khoan"}
    kinds = {node.kind for node in root.walk()}
    deepest = max((_depth(child) for child in root.children), default=0)
    if not kinds & {"capital", "phan", "roman"} and deepest > 2:
        return {"arabic": "muc", "many": "khoan"}
    if not kinds & {"capital", "phan"} and deepest > 3 and not levels["phan"].own_line:
        return {"roman": "phan", "arabic": "muc", "many": "khoan"}
    return _USUAL


def _depth(node: Node) -> int:
    return 1 + max((_depth(child) for child in node.children), default=0)


class _Settling:
    """Settles one body. ``known`` are its levels, from the highest; ``usual`` which of them a kind of number has."""

    def __init__(self, known: list[str], usual: Mapping[str, str], *, articles: bool) -> None:
        self._known, self._usual = known, usual
        self._bound = articles

    def settle_all(self, root: Node) -> None:
        """Settle a body; where it has articles, khoản and điểm stand in those alone."""
        self._bound &= any(node.kind == "dieu" for node in root.walk())
        self.settle(root, -1)

    def settle(self, parent: Node, above: int) -> None:
        """Settle what stands under ``parent``, whose level is the ``above``-th."""
        children, parent.children = parent.children, []
        for child in children:
            place = self._place(parent, child, above)
            if place is None or not self._stands(child):
                _pour(child, parent)
                continue
            child.level = self._known[place]
            child.parent = parent
            parent.children.append(child)
            self.settle(child, place)

    def _place(self, parent: Node, child: Node, above: int) -> int | None:
        if parent.children:  # beside others it is of their level, or none
            first = parent.children[0]
            return self._known.index(first.level) if first.kind == child.kind else None
        usual = self._usual.get(child.kind)
        if self._bound and child.kind in ("arabic", "letter", "paren", "roman", "capital") and not self._in_article(parent):
            return None
        if usual is None:
            usual = self._small(child)
        if usual not in self._known:
            return None
        place = max(self._known.index(usual), above + 1)
        return place if place < len(self._known) else None

    def _small(self, child: Node) -> str:
        return "khoan" if child.kind == "paren" else _LOWEST

    def _in_article(self, node: Node) -> bool:
        step: Node | None = node
        while step is not None:
            if step.kind == "dieu":
                return True
            step = step.parent
        return False

    def _stands(self, node: Node) -> bool:
        """Return whether a draft can say the node: it has words, and its number reads as it is counted."""
        if not node.content or not isinstance(node.content[0], Said) or not node.content[0].text:
            return False
        if node.kind.startswith("many"):
            return node.kind == "many" and node.parent is not None and node.parent.kind == "arabic"
        return True


def _pour(node: Node, into: Node) -> None:
    """Make text of a node and of all below it, behind what was there last."""
    target = into
    while target.children:
        target = target.children[-1]
    first, *others = node.content or [Said("", _nowhere())]
    if isinstance(first, Said):
        target.content.append(first._replace(text=f"{node.written} {first.text}".strip()))
    else:
        target.content.append(first)
    target.content += others
    for child in node.children:
        _pour(child, target)
    for role in node.charges.values():
        target.content.append(Said(role[1].plain, role[1]))


def _nowhere() -> Any:
    from ctct.drafting.importing.lines import Line

    return Line("", "", "")


def _choose_marks(root: Node, levels: Mapping[str, LevelConvention], chosen: dict[str, str]) -> None:
    """Choose for each level the mark that most groups have; that of the highest level must be the draft's own."""
    for level in levels:
        marks = Counter(group[0].mark for group in _groups(root) if group[0].level == level)
        top = [child.mark for child in root.children if child.level == level]
        best = top[0] if top else marks.most_common(1)[0][0] if marks else None
        if best and best != levels[level].mark and _is_possible(best, level):
            chosen[level] = best


def _own_marks(root: Node, levels: Mapping[str, LevelConvention], chosen: Mapping[str, str]) -> None:
    """Give a node the mark of what stands under it where that is not the level's."""
    for node in [root, *root.walk()]:
        if node.children:
            first = node.children[0]
            if first.mark != chosen.get(first.level, levels[first.level].mark) and first.kind != "many":
                node.own_mark = first.mark
            elif first.kind == "many" and chosen.get(first.level, levels[first.level].mark) != "1.1.":
                node.own_mark = "1.1."


def _groups(root: Node) -> Iterable[list[Node]]:
    for node in [root, *root.walk()]:
        if node.children:
            yield node.children


def _is_possible(mark: str, level: str) -> bool:
    return not (read_mark(mark).under_parent and level in ("phan", "muc"))
