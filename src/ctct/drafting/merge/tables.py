"""Columns and cells of tables that a copy has otherwise than the draft."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from ctct.diagnostics import Path
from ctct.drafting.merge.columns import Columns, table_of
from ctct.drafting.merge.edits import Edit
from ctct.drafting.merge.finding_columns import Seen, columns_in
from ctct.drafting.merge.ground import Ground
from ctct.drafting.merge.lines import Line
from ctct.drafting.merge.merged_cells import MergedRow
from ctct.drafting.merge.rows import row_of
from ctct.drafting.merge.threeway import same
from ctct.language import N_, _
from ctct.model.sheets import ROWS

_UNSURE = N_("dự thảo đã đổi cột của bảng từ khi gửi đi, nên không rõ ô nào gộp ở bản sửa: ghi «<», «^» ở dự thảo")
_BOTH = N_("dự thảo đã gộp, tách ô của dòng này cách khác: ghi «<», «^» ở dự thảo")


class Tables(Ground):
    """Gives each table that has other columns or cells one operation, and the edits that go with that."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.rows_put: list[tuple[Edit, Columns]] = []

    @cached_property
    def tables_printed(self) -> frozenset[int]:
        """The tables of the copy in which something was printed."""
        return frozenset(cell[0] for at in self.in_theirs if (cell := self.theirs[at].cell))

    @cached_property
    def columns(self) -> dict[int, Columns]:
        """The columns of those of them that the draft has under «bang»."""
        there = set(self.as_printed.values())
        gone = (
            ours
            for old, ours in self.in_ours.items()
            if old not in there and ours >= 0 and same(self.base[old].text, self.ours[ours].text)
        )
        seen = Seen(self.base, self.theirs, self.ours, self.in_theirs, self.as_printed, frozenset(gone), self.shapes)
        return columns_in(seen, self.outcome)

    @cached_property
    def _by_place(self) -> dict[Any, Columns]:
        return {columns.table: columns for columns in self.columns.values()}

    def of_new_column(self, edit: Edit, their: Line) -> bool:
        """Return whether a new line is of a new column, all of which is one edit."""
        columns = self.columns.get(their.cell[0]) if their.cell else None
        if columns is None or columns.reshaped is None or their.cell is None or not columns.are_new_at(their.cell):
            return False
        self._goes_with(edit, columns)
        return True

    def goes_with_column(self, edit: Edit, line: Line) -> bool:
        """Return whether a line of ours that is gone is of a column that is, or of one that cannot go, which ``edit`` says."""
        columns = self._by_place.get(table_of(line.at)) if "bang" in line.at else None
        leaf = columns.leaf_of(line.at) if columns else None
        if columns is None or not (columns.takes_away(line.at) or leaf in columns.stuck):
            return False
        if leaf in columns.stuck:
            edit.why = columns.why
        else:
            self._goes_with(edit, columns)
        return True

    def goes_with_cell(self, edit: Edit, line: Line) -> bool:
        """Return whether words of ours that stand elsewhere went there with a cell that is one with another now."""
        columns = self._by_place.get(table_of(line.at)) if "bang" in line.at else None
        if columns is None or not columns.carries(line.at):
            return False
        self._goes_with(edit, columns)
        return True

    def _goes_with(self, edit: Edit, columns: Columns) -> None:
        """Let an edit stand and fall with all that becomes of a table."""
        edit.part_of = columns.edit
        if columns.edit is None and columns.reshaped is not None:
            columns.edit = edit
            self.plan.operations.append((edit, columns.reshaped))

    def take_tables(self) -> None:
        """Tell which cells are one now, or no more; let new rows go with the columns that they have."""
        for columns in self.columns.values():
            lines: defaultdict[Path, list[int]] = defaultdict(list)
            for place in columns.lines if columns.merged else ():
                lines[row_of(self.ours[place].at)].append(place)
            for row in columns.merged:
                self._tell(row, columns, lines[*columns.table, ROWS, row.ours])
        for edit, columns in self.rows_put:
            edit.part_of = columns.edit

    def _tell(self, row: MergedRow, columns: Columns, places: Sequence[int]) -> None:
        said = " | ".join(self.ours[place].text for place in places)
        edit = self.edit("cells", said, said, places[0] if places else -1)
        edit.key = f"cells-{row.theirs}-{said}"
        if row.changed is False:
            self._goes_with(edit, columns)
        elif not row.now:
            edit.why = _("ô của dòng này không còn theo cột của bảng, nên dự thảo không ghi được")
        elif row.changed:
            edit.fate, edit.why = "conflict", _(_BOTH)
        else:
            edit.why = _(_UNSURE)
