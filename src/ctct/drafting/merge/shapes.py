"""How the cells of the tables of a copy lie beside one another: those without words too, and which of them are one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ctct.model.merging import areas_of
from ctct.model.tables import MERGED_LEFT, MERGED_UP, Bang
from ctct.word.tree import WordDocument

LEFT, UP = MERGED_LEFT[0], MERGED_UP[0]
Signs = tuple[str, ...]
"""What a draft says in each cell of a row: that it is one with the cell to its left, with that above it, or ``""``: neither."""


class Span(NamedTuple):
    """The columns of the grid that a cell takes, and whether it is one with the cell above it."""

    begin: int
    end: int
    goes_on: bool


@dataclass
class Shape:
    """A table of a copy: the cells of each of its rows, by where they begin."""

    rows: defaultdict[int, dict[int, Span]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def begins(self) -> frozenset[int]:
        """Where cells begin, which is where columns do."""
        return frozenset(begin for row in self.rows.values() for begin in row)

    def cells(self, row: int, columns: Sequence[int]) -> list[Span | None]:
        """Return the cells of a row that take the ``columns``, which ascend; ``None`` for a hole."""
        spans = iter(sorted(self.rows[row].values()))
        span, found = next(spans, None), []
        for one in columns:
            while span is not None and span.end <= one:
                span = next(spans, None)
            found.append(span if span is not None and span.begin <= one else None)
        return found

    def count(self, row: int, column: int) -> int:
        """Return how many cells of a row there are from a column on."""
        return sum(span.end > column for span in self.rows[row].values())

    def signs(self, row: int, columns: Sequence[int]) -> Signs | None:
        """Return what a draft says in ``columns`` of a row, ``None`` for a row whose cells begin elsewhere, or with holes."""
        told: list[str] = []
        before: Span | None = None
        for one, span in zip(columns, self.cells(row, columns), strict=True):
            if span is None or (told and span is not before and span.begin != one):
                return None
            told.append(LEFT if told and span is before else UP if span.goes_on else "")
            before = span
        return tuple(told)


def shapes_of(document: WordDocument) -> dict[int, Shape]:
    """Return the shape of each table of a document, by its number."""
    shapes: defaultdict[int, Shape] = defaultdict(Shape)
    for one in document.paragraphs:
        cell = one.place.cell
        if cell is not None:
            span = Span(cell.column, cell.column + cell.span, cell.merge == "continue")
            shapes[cell.table].rows[cell.row][cell.column] = span
    return dict(shapes)


def written_signs(table: Bang, width: int) -> Mapping[int, Signs]:
    """Return what :meth:`Shape.signs` does for each row of a draft's table that has cells: of those that are one, all but the
    first of a row are so with the cell to their left, however they were written.
    """
    areas = areas_of(table.dong, width)
    signs: dict[int, Signs] = {}
    for index, row in enumerate(table.dong):
        if row.nhom is None:
            firsts = [areas[index, column].first if areas else (index, column) for column in range(width)]
            signs[index] = tuple(
                LEFT if first[1] != column else UP if first[0] != index else "" for column, first in enumerate(firsts)
            )
    return signs
