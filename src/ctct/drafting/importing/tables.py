"""A table of Word → a table of a draft: names of columns, rows with merged cells, groups, totals, running numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ctct.drafting.importing.labels import roman_value
from ctct.drafting.importing.lines import Cell, Grid, Line
from ctct.drafting.importing.marks import said
from ctct.drafting.importing.outline import Said

NO_NAME = "…"
"""What stands for the name of a column that has none: a draft asks for one."""
_ALIGNS = {"center": "giua", "right": "phai", "end": "phai", "both": "deu"}
_TOTAL = re.compile(r"(?:tổng cộng|tổng số|tổng|cộng)\b", re.IGNORECASE)
_UNIT = re.compile(r"\(?(?:đơn vị|đvt)", re.IGNORECASE)
_MOST_HEADS = 4


def read_table(grid: Grid, notes: Mapping[str, str], captions: Sequence[Said] = (), *, turned: bool = False) -> dict[str, Any]:
    """Return a table as a draft has it (plain values)."""
    return _Reader(grid, notes).table(captions, turned=turned)


class _Reader:
    """Reads one table; ``starts`` are the grid columns at which some cell begins: the columns that a reader sees."""

    def __init__(self, grid: Grid, notes: Mapping[str, str]) -> None:
        self._grid, self._notes = grid, notes
        self._starts = sorted({cell.column for row in grid.rows for cell in row} or {0})
        self._heads = self._count_heads()

    def table(self, captions: Sequence[Said], *, turned: bool) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for caption in captions:
            made["don_vi" if _UNIT.match(caption.line.plain) else "ten"] = caption.text
        numbered = self._is_numbered()
        if numbered:
            made["tt"] = True
        if turned:
            made["kho_ngang"] = True
        first = 1 if numbered else 0
        made["cot"] = [*self._columns(0, first, len(self._starts))]
        made["dong"] = [self._row(row, first, place) for place, row in enumerate(self._grid.rows[self._heads :])] or [[""]]
        return made

    # --- heads ---

    def _count_heads(self) -> int:
        rows = self._grid.rows
        if len(rows) < 2:
            return min(1, len(rows))
        deep = 1
        while deep < min(_MOST_HEADS, len(rows) - 1) and self._goes_on(rows[deep]):
            deep += 1
        return 2 if deep == 1 and self._heads_are_parted() else deep

    def _heads_are_parted(self) -> bool:
        """Return whether the second row names parts of what the first does, though nothing is merged downwards."""
        first, second = self._grid.rows[:2]
        if len(self._grid.rows) < 3 or len(first) < 2 or all(self._width(cell) == 1 for cell in first):
            return False
        return all(self._width(cell) == 1 and cell.lines for cell in second) and self._is_head(second)

    def _goes_on(self, row: Sequence[Cell]) -> bool:
        """Return whether a row at the top is but the lower part of the heads above it."""
        merged = [cell for cell in row if cell.merge == "continue"]
        has_wide = any(self._width(cell) > 1 for cell in self._grid.rows[0])
        return bool(merged) and (has_wide or self._is_head([cell for cell in row if cell.merge != "continue"]))

    def _is_head(self, row: Sequence[Cell]) -> bool:
        lines = [line for cell in row for line in cell.lines]
        return bool(lines) and all(line.centred or line.bold for line in lines)

    def _columns(self, row: int, start: int, end: int) -> Iterator[Any]:
        """Yield the columns from one to another as the rows of heads from ``row`` on name them."""
        at = start
        while at < end:
            cell = self._cell_at(row, at)
            until = min(end, self._place(cell) + self._width(cell)) if cell else at + 1
            until = max(until, at + 1)
            name = self._words(cell, " ") or NO_NAME
            below = row + 1
            while below < self._heads and self._is_continued(below, at):
                below += 1
            if until - at == 1 and (below >= self._heads or not self._names_more(below, at)):
                yield self._column(name, at)
            elif below < self._heads:
                yield {"ten": name, "cot": [*self._columns(below, at, until)]}
            else:
                yield {"ten": name, "cot": [NO_NAME] * (until - at)}
            at = until

    def _names_more(self, row: int, at: int) -> bool:
        return bool(self._words(self._cell_at(row, at), " "))

    def _column(self, name: str, at: int) -> Any:
        aligns = Counter(
            line.align
            for row in self._grid.rows[self._heads :]
            for cell in row
            if self._place(cell) == at
            for line in cell.lines
        )
        most = aligns.most_common(1)[0][0] if aligns else ""
        return {"ten": name, "can": _ALIGNS[most]} if most in _ALIGNS else name

    # --- rows ---

    def _row(self, row: Sequence[Cell], first: int, index: int) -> Any:
        cells = [cell for cell in row if self._place(cell) >= first or self._place(cell) + self._width(cell) > first]
        if len(cells) == 1 and self._width(cells[0]) >= len(self._starts) - first > 1 and not cells[0].merge:
            words = self._words(cells[0], " ")
            if words and len(cells[0].lines) == 1:
                return {"nhom": words}
        made: list[Any] = [""] * (len(self._starts) - first)
        for cell in cells:
            place = max(self._place(cell) - first, 0)
            width = self._width(cell) - max(first - self._place(cell), 0)
            goes_on = cell.merge == "continue" and index > 0  # what goes on from the heads has nothing above it here
            made[place] = "^" if goes_on else self._said(cell)
            for spanned in range(place + 1, min(place + width, len(made))):
                made[spanned] = "^" if goes_on else "<"
        while len(made) > 1 and made[-1] == "":
            made.pop()
        return {"tong": made} if self._is_total(cells, first) else made

    def _is_total(self, cells: Sequence[Cell], first: int) -> bool:
        lines = [line for cell in cells for line in cell.lines]
        bold = bool(lines) and all(line.bold for line in lines)
        spans_number = not first or self._place(cells[0]) < first
        return bold and spans_number and bool(_TOTAL.match(lines[0].plain)) and not any(cell.merge for cell in cells)

    # --- running numbers ---

    def _is_numbered(self) -> bool:
        """Return whether the first column counts the rows, so that they need not be written."""
        if len(self._starts) < 2 or self._words(self._cell_at(0, 0), " ") != "TT":
            return False
        count = groups = 0
        for row in self._grid.rows[self._heads :]:
            number, wide = self._words(row[0], " "), self._width(row[0])
            if row[0].merge or not row[1:]:
                return False
            if wide > 1:  # only a total has no number
                if not self._is_total(row, 1):
                    return False
            elif len(row) == 2 and self._width(row[1]) >= len(self._starts) - 1 > 1 and roman_value(number) == groups + 1:
                groups, count = groups + 1, 0
            elif number == str(count + 1):
                count += 1
            else:
                return False
        return count > 0

    # --- cells ---

    def _place(self, cell: Cell) -> int:
        return self._starts.index(cell.column)

    def _width(self, cell: Cell) -> int:
        return max(1, sum(cell.column <= start < cell.column + cell.span for start in self._starts))

    def _cell_at(self, row: int, at: int) -> Cell | None:
        found = (cell for cell in self._grid.rows[row] if self._place(cell) <= at < self._place(cell) + self._width(cell))
        return next(found, None)

    def _is_continued(self, row: int, at: int) -> bool:
        cell = self._cell_at(row, at)
        return cell is not None and cell.merge == "continue"

    def _words(self, cell: Cell | None, joint: str) -> str:
        return joint.join(self._line(line) for line in cell.lines) if cell else ""

    def _said(self, cell: Cell) -> Any:
        lines = [words for line in cell.lines for words in self._parts(line) if words]
        return lines if len(lines) > 1 else "".join(lines)

    def _parts(self, line: Line) -> Iterator[str]:
        """Yield what soft breaks part: a draft has paragraphs for it."""
        start, label = 0, f"{line.label} "
        for part in line.text.split("\n"):
            yield f"{label}{said(line, start, self._notes, end=start + len(part))}".strip()
            start, label = start + len(part) + 1, ""

    def _line(self, line: Line) -> str:
        return f"{line.label} {said(line, 0, self._notes)}".strip()
