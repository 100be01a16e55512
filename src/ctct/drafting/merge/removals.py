"""Paragraphs that a copy has elsewhere, or no more."""

from __future__ import annotations

from typing import Any

from ctct.diagnostics import Path
from ctct.drafting.merge.edits import Edit
from ctct.drafting.merge.ground import Anchor, Ground
from ctct.drafting.merge.operations import GoneItem, GoneText, MovedItem, MovedText, NewItem, NewText, Operation, SetField
from ctct.drafting.merge.phrases import role_path
from ctct.drafting.merge.places import item_of, items_around, list_of
from ctct.drafting.merge.rows import is_row_number, row_of
from ctct.drafting.merge.threeway import same
from ctct.drafting.merge.values import GENERATED


class Removals(Ground):
    """Finds what to take out of the draft, and what to move. ``removed`` has for a paragraph that was printed where the draft
    has it, ``moved`` for one of ours where it stands in the copy now, what that is behind, and which it was when printed.
    """

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.removed: dict[int, int] = {}
        self.moved: dict[int, tuple[int, Anchor, int]] = {}
        self.still_moved: set[int] = set()

    def take_moves(self) -> None:
        """Find where to put what was moved."""
        taken: set[Path] = set()
        with_head = self._moved_with_head()
        for ours, (new, anchor, old) in sorted(self.moved.items()):
            line = self.ours[ours]
            item = item_of(line.at)
            if old in with_head or any(line.at[: len(one)] == one for one in taken):
                continue  # with the node that it is of
            edit = self.edit("moved", line.text, line.text, ours, self.theirs[new])
            if new not in self.still_moved:
                edit.fate = "known"
                taken |= {item} if item and self.heads.get(item) == ours else set()
                continue
            made = self._move(ours, item, anchor)
            if made is None:
                edit.why = "đoạn này chuyển chỗ mà không rõ về đâu: chuyển ở dự thảo"
                continue
            if isinstance(made, MovedItem):
                taken.add(item)
            self.plan.operations.append((edit, made))

    def _moved_with_head(self) -> set[int]:
        """Return the paragraphs that were moved with the first of their node."""
        heads: dict[Path, int] = {}
        for at, line in enumerate(self.base):
            if item := item_of(line.at):
                heads.setdefault(item, at)
        moved = {old for _, _, old in self.moved.values()}
        return {
            old for old in moved if any(heads[item] in moved and heads[item] != old for item in items_around(self.base[old].at))
        }

    def _move(self, ours: int, item: Path, anchor: Anchor) -> Operation | None:
        if anchor.ours < 0 or isinstance(anchor.new, NewText):
            return None
        line = self.ours[ours]
        if item and self.heads.get(item) == ours:
            where = self.where(str(item[-2]), anchor.ours)
            if where is None or where[0][: len(item)] == item:
                return None
            gone = GoneItem(item[:-2], str(item[-2]), int(item[-1]))
            return MovedItem(gone, where[0], str(item[-2]), anchor.new if isinstance(anchor.new, NewItem) else where[1])
        listed, target = list_of(line.at), list_of(self.ours[anchor.ours].at)
        if listed is None or target is None or listed[1] == "ten" or listed[1] not in (target[1], "noi_dung"):
            return None
        after = None if target[1] == "ten" else target[2]
        return MovedText(GoneText(*listed), NewText(target[0], listed[1], after, ""))

    def take_removals(self) -> None:
        """Find what to take out."""
        gone = {ours for ours in self.removed.values() if ours >= 0}
        done: dict[Path, Edit] = {}
        for base, ours in self.removed.items():
            if is_row_number(self.base[base]):
                continue
            if ours < 0:
                self.edit("removed", self.base[base].text, "", -1).fate = "known"
                continue
            line = self.ours[ours]
            edit = self.edit("removed", line.text, "", ours)
            edit.part_of = next((whole for one, whole in done.items() if line.at[: len(one)] == one), None)
            if edit.part_of is not None:
                continue
            if not same(self.base[base].text, line.text):
                edit.fate, edit.why = "conflict", f"bản sửa bỏ đoạn này, dự thảo đã đổi thành «{line.text}»"
                continue
            made, why = self._removal(ours, gone)
            if made is None:
                edit.why = why
                continue
            if isinstance(made, GoneItem):
                done[(*made.owner, made.level, made.index)] = edit
            self.plan.operations.append((edit, made))

    def _removal(self, ours: int, gone: set[int]) -> tuple[Operation | None, str]:
        line = self.ours[ours]
        item, row, listed = item_of(line.at), row_of(line.at), list_of(line.at)
        heads = bool(item) and self.heads.get(item) == ours
        for whole in (row, item if heads else ()):
            if whole and self._whole(whole) <= gone:
                return GoneItem(whole[:-2], str(whole[-2]), int(whole[-1])), ""
        if line.is_note or line.kind in ("phan_cong", "nhu"):
            owner, key = role_path(line.at)
            return SetField(owner, key, None), ""
        if heads:
            return None, "mục này còn phần bên trong: bỏ ở dự thảo"
        if listed is None or listed[1] == "ten":
            return None, "chỗ này của dự thảo không bỏ được như thế" if line.at else GENERATED
        return GoneText(*listed), ""

    def _whole(self, place: Path) -> set[int]:
        """Return the lines of a node or a row."""
        return {at for at, line in enumerate(self.ours) if line.at[: len(place)] == place}
