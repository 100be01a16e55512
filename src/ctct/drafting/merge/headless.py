"""Nodes whose first paragraph a copy has elsewhere or no more, and the rest where it was."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ctct.compare.alignment import Match
from ctct.diagnostics import Path
from ctct.drafting.merge.ground import Anchor, Ground
from ctct.drafting.merge.lines import Line
from ctct.drafting.merge.operations import GoneText, JoinedItem, MovedText, NewItem, Operation, SetField
from ctct.drafting.merge.places import item_of, list_of
from ctct.language import N_, _
from ctct.model.types import LEVELS, ROLES

NOWHERE = N_("đoạn này chuyển chỗ mà không rõ về đâu: chuyển ở dự thảo")
_TEXTS, _TABLES, _NODES, _END, _CHARGES = range(5)


class Headless(Ground):
    """Finds what becomes of the rest of a node. ``first_of_new`` has for the first paragraph of a node that was moved alone the
    new node that it begins.
    """

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.first_of_new: dict[int, NewItem] = {}

    def whole(self, place: Path) -> set[int]:
        """Return the lines of a node or a row."""
        return {at for at, line in enumerate(self.ours) if line.home[: len(place)] == place}

    def retyped(self, matches: Sequence[Match]) -> list[Match]:
        """Return matches in which what was typed anew, in its style, in the place of a first paragraph that has others below it
        is that paragraph, reworded.
        """
        gone = {self.in_ours.get(one.old[0], -1) for one in matches if not one.new}
        made: list[Match] = []
        for match in matches:
            last = made[-1] if made else Match((), ())
            old, new = last.old + match.old, last.new + match.new
            if len(old) == len(new) == 1 and not (last.old and last.new) and self._is_retyped(old[0], new[0], gone):
                made[-1] = Match(old, new)
            else:
                made.append(match)
        return made

    def _is_retyped(self, old: int, new: int, gone: set[int]) -> bool:
        ours, their = self.in_ours.get(old, -1), self.theirs[new]
        item = item_of(self.ours[ours].home) if ours >= 0 else ()
        if not item or self.heads.get(item) != ours or their.key or their.style != self.ours[ours].style:
            return False
        return not self.whole(item) <= gone

    def beheaded(self, item: Path, ours: int, gone: set[int]) -> tuple[Operation | None, str]:
        """Return how to take out the first paragraph of a node alone, and what should be looked at; or why it cannot be. What
        bears no number in the copy stands in the elder node there, what does begins this one.
        """
        left = sorted(self.whole(item) - gone)
        first, listed = self.ours[left[0]], list_of(self.ours[ours].home)
        begins = _part_of(first, item) == _TEXTS and self._numbered(left[0])
        elder = None if begins else self._elder(item, first, gone)
        if elder is not None:
            joined = JoinedItem(item[:-2], str(item[-2]), int(item[-1]), elder)
            return joined, _("phần còn lại theo mục trên, như trong bản sửa")
        if listed is None or _part_of(first, item) != _TEXTS:
            return None, self._in_the_way(first, item)
        promoted = _("đoạn sau thành đoạn đầu của mục, mang số của mục")
        return SetField(item, "ten", None) if listed[1] == "ten" else GoneText(*listed), promoted

    def _numbered(self, ours: int) -> bool:
        return any(self.theirs[their].number for their, at in self.in_theirs.items() if at == ours)

    def _elder(self, item: Path, first: Line, gone: set[int]) -> int | None:
        """Return the sibling right behind which ``first``, the rest of a node, would be printed, if it were of that."""
        for index in range(int(item[-1]) - 1, -1, -1):
            elder = (*item[:-1], index)
            if left := self.whole(elder) - gone:
                above, below = _part_of(self.ours[max(left)], elder), _part_of(first, item)
                return index if above < below or above == below in (_TEXTS, _NODES) else None
        return None

    def _in_the_way(self, first: Line, item: Path) -> str:
        """Return why a node cannot do without its first paragraph."""
        part = _part_of(first, item)
        left = {_CHARGES: _("dòng phân công"), _NODES: _("mục con"), _TABLES: _("bảng")}.get(part, _("đoạn kết"))
        said = f"{first.number} {first.text[:40]}".strip()
        if int(item[-1]):
            why = N_("mục này còn {left} «{said}…» mà mục trên đã có phần ấy của mình: bỏ cả mục, hoặc sửa ở dự thảo")
        else:
            why = N_("mục này còn {left} «{said}…» mà trên nó không có mục nào cùng cấp: bỏ cả mục, hoặc sửa ở dự thảo")
        return _(why, left=left, said=said)

    def first_moved(self, item: Path, ours: int, their: Line, anchor: Anchor) -> MovedText | str:
        """Return how to move the first paragraph of a node alone, or why it cannot be."""
        listed = list_of(self.ours[ours].home)
        behind = sorted(self.whole(item) - {ours})
        if listed is None or listed[1] == "ten" or _part_of(self.ours[behind[0]], item) != _TEXTS:
            return _("bản sửa chỉ chuyển đoạn đầu của mục, phần còn lại ở chỗ cũ không có gì đứng đầu: chuyển ở dự thảo")
        level = self.levels.get(their.style)
        where = self.where(level, anchor.ours) if level and anchor.ours >= 0 else None
        if level is None or where is None:
            return _(NOWHERE)
        before = self.behind(where, level, anchor)
        owner = where[0] if before is None or isinstance(before, int) else before.owner
        return MovedText(GoneText(*listed), NewItem(owner, level, before, "", [""]))


def _part_of(line: Line, item: Path) -> int:
    """Return which part of a node a line of it is, in the order in which they are printed."""
    key = line.home[len(item)] if len(line.home) > len(item) else ""
    if key in ("ten", "noi_dung"):
        return _TEXTS
    if key == "bang":
        return _TABLES
    return _NODES if key in LEVELS else _CHARGES if key in ROLES or key == "nhu" else _END
