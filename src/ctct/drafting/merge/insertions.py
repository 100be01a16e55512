"""Paragraphs that a copy has and what was printed had not."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property
from typing import Any

from ctct.compare.normal import normal
from ctct.drafting.merge.edits import Edit
from ctct.drafting.merge.ground import Anchor
from ctct.drafting.merge.lines import EDGE, MARK, Line
from ctct.drafting.merge.operations import MovedItem, NewItem, NewText, Operation, SetField
from ctct.drafting.merge.phrases import written_groups
from ctct.drafting.merge.places import bare, bare_line, item_of, list_of
from ctct.drafting.merge.retargeting import Retargeting
from ctct.drafting.merge.rows import cell_of, is_row_number, new_row
from ctct.drafting.merge.table_operations import NewCellText, NewRow
from ctct.drafting.merge.works import Works
from ctct.language import _
from ctct.model.types import ROLES

CHARGE = re.compile(r"[-–]?\s{0,3}([^:]{3,60}):\s*(\S.*)", re.DOTALL)
"""A line that says who is charged."""


class Insertions(Retargeting, Works):
    """Finds where new paragraphs go."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._seen: Counter[str] = Counter()
        self._rows: dict[tuple[int, int], NewRow] = {}
        self._cells: dict[tuple[int, int, int], NewCellText] = {}

    def added(self, their: Line, place: int, anchor: Anchor) -> Anchor:
        """Find the place of a new paragraph; return what the next one stands behind."""
        if their.is_note or self._counts_rows(their):
            return anchor
        if (row := self._in_row(their)) is not None:
            edit = self.edit("row", "", their.text, anchor.ours, their)
            edit.part_of = self.edit_of(row)
            return anchor
        edit = self.edit("added", "", their.text.replace(MARK, ""), anchor.ours, their)
        if self._is_there(their):
            edit.fate = "known"
            there = self._fresh.get(bare(their.text))
            return Anchor(there.pop(0)) if there else anchor
        if self._stands_apart(edit, their) or self.of_new_column(edit, their) or self.of_new_work(edit, their):
            return anchor
        text, told = self.referring(their.text, anchor.ours)
        if MARK in text:
            text = self.with_notes(edit, text, "", their)
        made = (
            self._new_row(edit, place, anchor)
            or self._new_charge(edit, their, anchor)
            or self._placed(edit, place, text, anchor)
        )
        if edit.sort == "added" and (made or edit.part_of):
            edit.why = "; ".join(filter(None, (edit.why, told)))
        self.begin_work(their, made)
        if made is None:
            edit.why = edit.why or ("" if edit.part_of else _("không rõ đoạn này thuộc mục nào"))
            return anchor
        self.plan.operations.append((edit, made))
        return Anchor(anchor.ours, made) if isinstance(made, NewItem | NewText | NewRow) else anchor

    def _stands_apart(self, edit: Edit, their: Line) -> bool:
        """Return whether a new line stands in a table of its own, or at the edge of pages; say so."""
        if their.kind == EDGE:
            edit.why = _("đầu trang, chân trang do thể thức in, dự thảo không có")
        elif their.cell is not None and their.cell[0] not in self.tables_printed:
            edit.why = _("bảng mới trong bản sửa: thêm vào dự thảo bằng khóa «bang»")
        return bool(edit.why)

    @cached_property
    def _counting(self) -> frozenset[tuple[int, int]]:
        """The columns of the copy, each with its table, that count rows."""
        known = (self.theirs[at] for at in self.in_theirs if is_row_number(self.theirs[at]))
        return frozenset((line.cell[0], line.cell[2]) for line in known if line.cell)

    def _counts_rows(self, their: Line) -> bool:
        """Return whether a new line is the number of a row, and no figure in a cell."""
        if their.cell is None or not is_row_number(their):
            return False
        columns = self.columns.get(their.cell[0])
        return (their.cell[0], their.cell[2]) in self._counting and not (columns and their.cell[2] in columns.final)

    @cached_property
    def _fresh(self) -> dict[str, list[int]]:
        """The lines of ours that were not printed, by what they say."""
        known, fresh = set(self.in_ours.values()), defaultdict[str, list[int]](list)
        for at, line in enumerate(self.ours):
            if at not in known:
                fresh[bare(line.text)].append(at)
        return fresh

    def _in_row(self, their: Line) -> NewRow | None:
        return self._rows.get(their.cell[:2]) if their.cell else None

    def _new_row(self, edit: Edit, place: int, anchor: Anchor) -> NewRow | None:
        cell = self.theirs[place].cell
        columns = self.columns.get(cell[0]) if cell else None
        if columns is None or cell is None:
            return None
        made = new_row(self.theirs, place, anchor, self.ours, columns)
        if made is not None:
            edit.sort = "row"
            self.rows_put.append((edit, columns))
            self._rows[cell[:2]] = made
        return made

    def _is_there(self, their: Line) -> bool:
        """Return whether the draft says a new paragraph already, where nothing that was printed does."""
        said = bare(their.text)
        self._seen[said] += 1
        return self._now[said] >= self._printed[said] + self._seen[said]

    @cached_property
    def _printed(self) -> Counter[str]:
        """How often each line was printed."""
        return Counter(bare(line.text) for line in self.base)

    @cached_property
    def _now(self) -> Counter[str]:
        """How often the draft prints each line now."""
        return self._printed if self.ours is self.base else Counter(bare(line.text) for line in self.ours)

    def _new_charge(self, edit: Edit, their: Line, anchor: Anchor) -> Operation | None:
        """Return the assignment that a new line is, if it is one."""
        found = CHARGE.fullmatch(their.text)
        role = next((key for key, label in ROLES.items() if found and normal(found[1]) == normal(label)), None)
        if found is None or role is None:
            return None
        groups, unknown = self.names.groups(found[2])
        edit.sort = "charged"
        if unknown:
            edit.why = _("không có trong danh bạ, để nguyên văn: {unknown}", unknown="; ".join(unknown))
        if isinstance(anchor.new, NewItem):
            anchor.new.fields[role] = written_groups(groups)
            edit.part_of = self.edit_of(anchor.new)
            return None
        item = item_of(self.ours[anchor.ours].home) if anchor.ours >= 0 else ()
        return SetField(item, role, written_groups(groups)) if item else None

    def _placed(self, edit: Edit, place: int, text: str, anchor: Anchor) -> Operation | None:
        their = self.theirs[place]
        if edit.part_of is not None or anchor.ours < 0:  # with the new node that it belongs to; before everything
            return None
        line, new, level = self.ours[anchor.ours], anchor.new, self.levels.get(their.style)
        if their.cell is not None and "bang" in line.at:
            return self._in_cell(edit, place, text)
        if level is not None and not self._shares_cell(their, anchor.ours):
            return self._new_item(edit, their, text, level, anchor)
        if isinstance(new, NewItem):
            new.texts.append(text)
            edit.part_of = self.edit_of(new)
            return None
        moved = self.moved_texts.get(line.home)
        put = new if isinstance(new, NewText) else moved
        return NewText(put.owner, put.key, put, bare_line(text, line)) if put else self._new_text(text, anchor)

    def _shares_cell(self, their: Line, ours: int) -> bool:
        """Return whether a new line stands in the cell of a line of ours: where items are rows, it is a paragraph of one."""
        beside = (self.theirs[at] for at, known in self.in_theirs.items() if known == ours) if their.cell else ()
        return any(line.cell == their.cell for line in beside)

    def _in_cell(self, edit: Edit, place: int, text: str) -> NewCellText | None:
        at = self.theirs[place].cell
        columns = self.columns.get(at[0]) if at else None
        if columns is None or at is None:
            return None
        cell = cell_of(self.theirs, place, self.ours, self.in_theirs, columns)
        if cell is None and at[2] not in columns.placed:
            edit.why = columns.why or _("cột mới không tên, hoặc ô tách ra: thêm vào «cot» và từng dòng của «dong» ở dự thảo")
            return None
        if cell is None:
            edit.why = _("đầu bảng, hàng mới mà không rõ là hàng nào: sửa khóa «bang» ở dự thảo")
            return None
        made = self._cells[at] = NewCellText(cell.row, cell.column, self._cells.get(at, cell.above), text)
        return made

    def _new_text(self, text: str, anchor: Anchor) -> Operation | None:
        line = self.ours[anchor.ours]
        listed = list_of(line.home)
        if listed is None:
            return None
        owner, key, index = listed
        if key == "ten":
            return NewText(owner, "noi_dung", None, text)
        return NewText(owner, key, index, bare_line(text, line))

    def _new_item(self, edit: Edit, their: Line, text: str, level: str, anchor: Anchor) -> Operation | None:
        titled = not their.style.endswith("(lời văn)")
        head, texts = (text, []) if titled else ("", [text])
        if isinstance(anchor.new, NewItem) and anchor.new.level == level:
            return NewItem(anchor.new.owner, level, anchor.new, head, texts)
        where = self.where(level, anchor.ours)
        before = self.behind(where, level, anchor) if where else None
        if isinstance(before, MovedItem):
            return NewItem(before.owner, level, before, head, texts)
        if where and where[1] is not None and self.goes_on((*where[0], level, where[1]), anchor.ours):
            edit.why = _("bản sửa chèn vào giữa mục trên; dự thảo đặt sau phần còn lại của mục ấy (mục con, phân công)")
        return NewItem(where[0], level, where[1], head, texts) if where else None
