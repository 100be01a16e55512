"""Paragraphs that a copy has elsewhere, or no more."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from ctct.compare.alignment import Match
from ctct.diagnostics import Path
from ctct.drafting.merge.edits import NOTE, Edit
from ctct.drafting.merge.ground import Anchor
from ctct.drafting.merge.headless import NOWHERE, Headless
from ctct.drafting.merge.lines import Line
from ctct.drafting.merge.operations import GoneItem, GoneText, MovedItem, MovedText, NewItem, NewText, Operation, SetField
from ctct.drafting.merge.parted import Parted
from ctct.drafting.merge.phrases import role_path
from ctct.drafting.merge.places import item_of, items_around, list_of
from ctct.drafting.merge.recurring import RECURRING
from ctct.drafting.merge.rows import is_row_number, row_of
from ctct.drafting.merge.table_operations import GoneCellText
from ctct.drafting.merge.tables import Tables
from ctct.drafting.merge.threeway import same
from ctct.drafting.merge.values import GENERATED
from ctct.language import _
from ctct.source.lookup import value_at

_ROW = 16
"""More lines than stand beside one another in a row of works."""


class Removals(Headless, Parted, Tables):
    """Finds what to take out of the draft, and what to move. ``removed`` has for a paragraph that was printed where the draft
    has it, ``moved`` are those that stand elsewhere in the copy.
    """

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.removed: dict[int, int] = {}
        self.moved: set[int] = set()
        self.still_moved: set[int] = set()
        self._with_head: set[int] = set()
        self._taken: set[Path] = set()

    def find_moved(self, matches: Sequence[Match]) -> None:
        """Find the paragraphs that were moved, and those of them that went with the first of their node."""
        placed = [one.old[0] for one in matches if one.moved and self.in_ours.get(one.old[0], -1) >= 0]
        self.moved = {old for old in placed if not self.ours[self.in_ours[old]].is_note}  # notes go with what marks them
        heads: dict[Path, int] = {}
        for at in range(len(self.base)):
            if item := item_of(self._home(at)):
                heads.setdefault(item, at)
        self._with_head = {
            old
            for old in self.moved
            if any(heads.get(item, old) in self.moved and heads.get(item, old) != old for item in items_around(self._home(old)))
        }

    def _home(self, base: int) -> Path:
        """Return the place in the tree of a paragraph that was printed: that of then, of a recurring work the present one."""
        ours, at = self.in_ours.get(base, -1), self.base[base].at
        return (RECURRING, *self.ours[ours].home) if ours >= 0 and at[:1] == (RECURRING,) else at

    def take_move(self, old: int, ours: int, their: Line, anchor: Anchor) -> None:
        """Find where to put a paragraph that was moved."""
        line = self.ours[ours]
        item = item_of(line.home)
        if old in self._with_head or any(line.home[: len(one)] == one for one in self._taken):
            return  # with the node that it is of
        edit = self.edit("moved", line.text, line.text, ours, their)
        if self.goes_with_cell(edit, line):
            return
        if their.place not in self.still_moved:
            edit.fate = "known"
            self._taken |= {item} if item and self.heads.get(item) == ours else set()
            return
        alone = bool(item) and self.heads.get(item) == ours and not self._moved_whole(item)
        if line.kind in ("phan_cong", "nhu"):
            self._move_charge(edit, line, anchor)
            return
        made = self.first_moved(item, ours, their, anchor) if alone else self._move(ours, item, anchor)
        if isinstance(made, str):
            edit.why = made
            return
        if isinstance(made, MovedItem):
            self._taken.add(item)
            self.moved_items[item] = made
        elif isinstance(made.put, NewText):
            self.moved_texts[line.home] = made.put
        else:
            self.first_of_new[ours] = made.put
        self.plan.operations.append((edit, made))

    def _move_charge(self, edit: Edit, line: Line, anchor: Anchor) -> None:
        """Give who is charged to the node behind whose words the line stands, unless that has somebody."""
        owner, role = role_path(line.home)
        target = item_of(self.ours[anchor.ours].home) if anchor.ours >= 0 else ()
        if target == owner:
            edit.why = _("thứ tự các dòng phân công trong một mục do thể thức định")
        elif line.at != line.home:
            edit.why = _("dòng phân công này của một việc thường kỳ: chuyển ở dự thảo")
        elif not target or anchor.new is not None or any(one.home == (*target, role) for one in self.ours):
            edit.why = (
                _("dòng phân công chuyển sang mục khác mà mục ấy đã có «{role}»: sửa ở dự thảo", role=role)
                if target
                else _(NOWHERE)
            )
        else:
            value = value_at(self.outcome.gathered.value, line.at)
            self.plan.operations += [(edit, SetField(owner, role, None)), (edit, SetField(target, role, value))]

    def _moved_whole(self, item: Path) -> bool:
        """Return whether what a node says that the copy has was moved with its first line."""
        within = set(self.in_theirs.values()) & self.whole(item)
        return within <= {self.in_ours[old] for old in self.moved}

    def _move(self, ours: int, item: Path, anchor: Anchor) -> MovedItem | MovedText | str:
        if not item and list_of(self.ours[ours].home) is None:
            return _("chỗ của đoạn này do thể thức định")
        if anchor.ours < 0:
            return _(NOWHERE)
        if item and self.heads.get(item) == ours:
            return self._moved_item(item, anchor)
        if isinstance(anchor.new, NewText):
            listed, new = list_of(self.ours[ours].home), anchor.new
            if listed is None or listed[1] != new.key:
                return _(NOWHERE)
            return MovedText(GoneText(*listed), NewText(new.owner, new.key, new, ""))
        return self._moved_text(self.ours[ours], self.ours[anchor.ours])

    def _moved_item(self, item: Path, anchor: Anchor) -> MovedItem | str:
        *owner, level, index = item
        where = self.where(str(level), anchor.ours)
        if where is None or where[0][: len(item)] == item:
            return _(NOWHERE)
        before = self.behind(where, str(level), anchor)
        if where[0] == tuple(owner) and before in (index, int(index) - 1 if index else None):
            return _(NOWHERE)  # it would stand where it stands
        gone = GoneItem(tuple(owner), str(level), int(index))
        return MovedItem(gone, before.owner if isinstance(before, NewItem | MovedItem) else where[0], str(level), before)

    def _moved_text(self, line: Line, above: Line) -> MovedText | str:
        listed, target = list_of(line.home), list_of(above.home)
        if listed is None or target is None or listed[1] == "ten" or listed[1] not in (target[1], "noi_dung"):
            return _(NOWHERE)
        after = None if target[1] == "ten" else target[2]
        if (target[0], after) in ((listed[0], listed[2]), (listed[0], listed[2] - 1 if listed[2] else None)):
            return _(NOWHERE)
        if above.home in self.moved_texts:
            put = self.moved_texts[above.home]
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

    def _take_out(self, edit: Edit, base: int, ours: int, so_far: tuple[set[int], dict[Path, Edit]]) -> None:
        """Find how to take out a paragraph; ``so_far`` are all that are gone and the nodes that are taken out whole."""
        gone, done = so_far
        line = self.ours[ours]
        whole = next((whole for one, whole in done.items() if line.home[: len(one)] == one), None)
        if whole is not None:
            edit.part_of = whole
            return
        if line.at == line.home and self._charges[line.at] > 1 and not self._charged_at(line.at) <= gone:
            edit.part_of = self._row_gone(ours, done)
            edit.why = "" if edit.part_of else _("phân công của mục trên, dòng khác vẫn in: sửa khóa phân công ở dự thảo")
            return
        if line.is_note:
            edit.part_of = self._unmarked(line)
        if not same(self.base[base].text, line.text):
            edit.fate, edit.why = "conflict", _("bản sửa bỏ đoạn này, dự thảo đã đổi thành «{line}»", line=line.text)
            return
        if self.goes_with_column(edit, line):
            return
        made, why = self._removal(ours, gone)
        edit.why = why
        if made is None:
            return
        if isinstance(made, GoneItem):
            done[(*made.owner, made.level, made.index)] = edit
        self.plan.operations.append((edit, made))

    @cached_property
    def _charges(self) -> Counter[Path]:
        """How often each assignment is printed: in a table of works that of a group stands in each of its rows."""
        return Counter(line.at for line in self.ours if line.kind == "phan_cong")

    def _charged_at(self, at: Path) -> set[int]:
        return {place for place, line in enumerate(self.ours) if line.kind == "phan_cong" and line.at == at}

    def _row_gone(self, ours: int, done: dict[Path, Edit]) -> Edit | None:
        """Return the edit that takes out the work whose row an assignment of its group is printed in."""
        for place in range(ours - 1, max(ours - _ROW, 0) - 1, -1):
            if self.ours[place].at != self.ours[ours].at and (item := item_of(self.ours[place].home)):
                return done.get(item)
        return None

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
        item, row, listed = item_of(line.home), row_of(line.at), list_of(line.home)
        recurs = line.at != line.home
        heads = bool(item) and self.heads.get(item) == ours
        for whole in (row, item if heads else ()):
            if whole and self.whole(whole) <= gone:
                return GoneItem(whole[:-2], str(whole[-2]), int(whole[-1])), ""
        if line.is_note or line.kind in ("phan_cong", "nhu"):
            owner, key = role_path(line.at)
            return SetField(owner, key, None), ""
        if recurs:
            listed = list_of(line.at)
        elif heads:
            return self.beheaded(item, ours, gone)
        if row and line.at[len(row)] in ("o", "tong"):
            return GoneCellText(row, int(line.at[len(row) + 1]), int(line.at[-1])), ""
        if listed is None or listed[1] == "ten":
            return None, _("chỗ này của dự thảo không bỏ được như thế") if line.at else _(GENERATED)
        return GoneText(*listed), ""
