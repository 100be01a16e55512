"""Tables in which the works of a programme are rows: what each column of a copy's says of a work, and its new rows."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from ctct.drafting.merge.edits import Edit
from ctct.drafting.merge.lines import Line
from ctct.drafting.merge.operations import NewItem, Operation
from ctct.drafting.merge.phrases import written_groups
from ctct.drafting.merge.tables import Tables
from ctct.language import _
from ctct.model.types import ROLES
from ctct.source.inline import escaped_text

_TIME = "thoi_gian"


class Works(Tables):
    """Puts the cells of a new row into the work that the row is."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self._works: dict[tuple[int, int], NewItem] = {}

    @cached_property
    def _said_in(self) -> dict[tuple[int, int], str]:
        """What of a work stands in a column, by its table and itself: a key of the draft."""
        found: dict[tuple[int, int], str] = {}
        for their, ours in self.in_theirs.items():
            cell, at = self.theirs[their].cell, self.ours[ours].at
            key = next((str(one) for one in reversed(at) if one in ROLES or one == _TIME), "")
            if cell and key and cell[0] not in self.columns:
                found.setdefault((cell[0], cell[2]), key)
        return found

    @cached_property
    def _rows_printed(self) -> frozenset[tuple[int, int]]:
        return frozenset(cell[:2] for their in self.in_theirs if (cell := self.theirs[their].cell))

    def of_new_work(self, edit: Edit, their: Line) -> bool:
        """Return whether a new line says of the work of a new row who does it and when, and have that say so."""
        cell = their.cell
        key = self._said_in.get((cell[0], cell[2])) if cell else None
        if cell is None or key is None or cell[:2] in self._rows_printed:
            return False
        work = self._works.get(cell[:2])
        if work is None:
            edit.why = _("hàng mới không có nội dung công việc: thêm mục ở dự thảo")
            return True
        edit.sort, edit.part_of = "charged", self.edit_of(work)
        if key == _TIME:
            edit.sort, work.fields[key] = "row", escaped_text(their.text)
            return True
        groups, unknown = self.names.groups(their.text)
        work.fields[key] = written_groups(groups)
        if unknown:
            edit.why = _("không có trong danh bạ, để nguyên văn: {unknown}", unknown="; ".join(unknown))
        return True

    def begin_work(self, their: Line, made: Operation | None) -> None:
        """Take down the work that a new row begins."""
        if their.cell and isinstance(made, NewItem):
            self._works.setdefault(their.cell[:2], made)
