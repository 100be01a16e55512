"""Paragraphs that a copy has elsewhere, or no more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ctct.compare.alignment import Match
from ctct.diagnostics import Path
from ctct.drafting.merge.edits import NOTE, Edit
from ctct.drafting.merge.ground import Anchor, Ground
from ctct.drafting.merge.lines import Line
from ctct.drafting.merge.operations import GoneItem, GoneText, MovedItem, MovedText, NewItem, NewText, Operation, SetField
from ctct.drafting.merge.phrases import role_path
from ctct.drafting.merge.places import item_of, items_around, list_of
from ctct.drafting.merge.rows import is_row_number, row_of
from ctct.drafting.merge.threeway import same
from ctct.drafting.merge.values import GENERATED


class Removals(Ground):
    """Finds what to take out of the draft, and what to move. ``removed`` has for a paragraph that was printed where the draft
    has it, ``moved`` are those that stand elsewhere in the copy, ``joined`` has for one what it was joined with.
    """

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.removed: dict[int, int] = {}
        self.moved: set[int] = set()
        self.still_moved: set[int] = set()
        self._with_head: set[int] = set()
        self._taken: set[Path] = set()
        self.joined: dict[int, Match] = {}

    def find_moved(self, matches: Sequence[Match]) -> None:
        """Find the paragraphs that were moved, and those of them that went with the first of their node."""
        self.moved = {one.old[0] for one in matches if one.moved and self.in_ours.get(one.old[0], -1) >= 0}
        heads: dict[Path, int] = {}
        for at, line in enumerate(self.base):
            if item := item_of(line.at):
                heads.setdefault(item, at)
        self._with_head = {
            old
            for old in self.moved
            if any(heads[item] in self.moved and heads[item] != old for item in items_around(self.base[old].at))
        }

    def take_move(self, old: int, ours: int, their: Line, anchor: Anchor) -> None:
        """Find where to put a paragraph that was moved."""
        line = self.ours[ours]
        item = item_of(line.at)
        if old in self._with_head or any(line.at[: len(one)] == one for one in self._taken):
            return  # with the node that it is of
        edit = self.edit("moved", line.text, line.text, ours, their)
        if their.place not in self.still_moved:
            edit.fate = "known"
            self._taken |= {item} if item and self.heads.get(item) == ours else set()
            return
        if item and self.heads.get(item) == ours and not self._moved_whole(item):
            edit.why = "bản sửa chỉ chuyển đoạn đầu của mục, phần còn lại ở chỗ cũ: chuyển ở dự thảo"
            return
        made = self._move(ours, item, anchor)
        if made is None:
            edit.why = "đoạn này chuyển chỗ mà không rõ về đâu: chuyển ở dự thảo"
            return
        if isinstance(made, MovedItem):
            self._taken.add(item)
            self.moved_items[item] = made
        else:
            self.moved_texts[line.at] = made
        self.plan.operations.append((edit, made))

    def _moved_whole(self, item: Path) -> bool:
        """Return whether what a node says that the copy has was moved with its first line."""
        within = set(self.in_theirs.values()) & self._whole(item)
        return within <= {self.in_ours[old] for old in self.moved}

    def _move(self, ours: int, item: Path, anchor: Anchor) -> MovedItem | MovedText | None:
        if anchor.ours < 0:
            return None
        if item and self.heads.get(item) == ours:
            return self._moved_item(item, anchor)
        if isinstance(anchor.new, NewText):
            listed, new = list_of(self.ours[ours].at), anchor.new
            if listed is None or listed[1] != new.key:
                return None
            return MovedText(GoneText(*listed), NewText(new.owner, new.key, new, ""))
        return self._moved_text(self.ours[ours], self.ours[anchor.ours])

    def _moved_item(self, item: Path, anchor: Anchor) -> MovedItem | None:
        *owner, level, index = item
        where = self.where(str(level), anchor.ours)
        if where is None or where[0][: len(item)] == item:
            return None
        before = self.behind(where, str(level), anchor)
        if where[0] == tuple(owner) and before in (index, int(index) - 1 if index else None):
            return None  # it would stand where it stands
        gone = GoneItem(tuple(owner), str(level), int(index))
        return MovedItem(gone, before.owner if isinstance(before, NewItem | MovedItem) else where[0], str(level), before)

    def _moved_text(self, line: Line, above: Line) -> MovedText | None:
        listed, target = list_of(line.at), list_of(above.at)
        if listed is None or target is None or listed[1] == "ten" or listed[1] not in (target[1], "noi_dung"):
            return None
        after = None if target[1] == "ten" else target[2]
        if (target[0], after) in ((listed[0], listed[2]), (listed[0], listed[2] - 1 if listed[2] else None)):
            return None
        if above.at in self.moved_texts:
            put = self.moved_texts[above.at].put
            return MovedText(GoneText(*listed), NewText(put.owner, put.key, put, ""))
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
            edit = self.edit("removed", self.ours[ours].text, "", ours, Line("", self.base[base].key))
            if base in self.joined:
                self.belongs(edit, self.joined[base])
            self._take_out(edit, base, ours, (gone, done))

    def belongs(self, edit: Edit, match: Match) -> None:
        """Let an edit of a paragraph that was split or joined stand and fall with the others of it."""
        others = self.plan.parted.setdefault(match, [])
        if others and edit.part_of is None:
            edit.part_of = others[0]
        others.append(edit)

    def _take_out(self, edit: Edit, base: int, ours: int, so_far: tuple[set[int], dict[Path, Edit]]) -> None:
        """Find how to take out a paragraph; ``so_far`` are all that are gone and the nodes that are taken out whole."""
        gone, done = so_far
        line = self.ours[ours]
        whole = next((whole for one, whole in done.items() if line.at[: len(one)] == one), None)
        if whole is not None:
            edit.part_of = whole
            return
        if line.is_note:
            edit.part_of = self._unmarked(line)
        if not same(self.base[base].text, line.text):
            edit.fate, edit.why = "conflict", f"bản sửa bỏ đoạn này, dự thảo đã đổi thành «{line.text}»"
            return
        made, why = self._removal(ours, gone)
        if made is None:
            edit.why = why
            return
        if isinstance(made, GoneItem):
            done[(*made.owner, made.level, made.index)] = edit
        self.plan.operations.append((edit, made))

    def _unmarked(self, note: Line) -> Edit | None:
        """Return the edit that takes out what marks a note."""
        marking = {line.at for line in self.ours if not line.is_note and note.notes[0] in line.notes}
        return next(
            (
                edit.whole
                for edit in self.plan.edits
                if edit.at in marking and (edit.sort == "removed" or edit.old.count(NOTE) > edit.new.count(NOTE))
            ),
            None,
        )

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
