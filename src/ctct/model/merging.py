"""Cells of a table that are one: which they are, and whether what they make is a rectangle."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ctct.model.tables import MERGED_LEFT, MERGED_UP, Cell, Dong

Spot = tuple[int, int]
"""A row and a column."""


class Area(NamedTuple):
    """Cells that are one: the first of them, how many rows and columns they take, and whether they fill those."""

    first: Spot
    rows: int
    columns: int
    is_whole: bool


def areas_of(rows: Sequence[Dong], width: int) -> dict[Spot, Area]:
    """Return for each cell of a table ``width`` columns wide what it is one with, be it only itself; nothing for a table in
    which no cell says that it is one with another.
    """
    if not any(cell in (MERGED_LEFT, MERGED_UP) for row in rows for cell in row.cells):
        return {}
    firsts: dict[Spot, Spot] = {}
    for row, column, cell in _cells(rows, width):
        firsts[row, column] = _first((row, column), cell, rows, firsts)
    together: dict[Spot, list[Spot]] = defaultdict(list)
    for spot, first in firsts.items():
        together[first].append(spot)
    return {spot: area for first, spots in together.items() for area in [_area(first, spots)] for spot in spots}


def _cells(rows: Sequence[Dong], width: int) -> Iterator[tuple[int, int, Cell]]:
    for index, row in enumerate(rows):
        if row.nhom is None:
            for column in range(width):
                yield index, column, row.cells[column] if column < len(row.cells) else ()


def _first(spot: Spot, cell: Cell, rows: Sequence[Dong], firsts: dict[Spot, Spot]) -> Spot:
    row, column = spot
    if cell == MERGED_LEFT and column:
        return firsts[row, column - 1]
    # A total sums up what stands above it, and is no part of that.
    if cell == MERGED_UP and (row - 1, column) in firsts and rows[row].tong is rows[row - 1].tong is None:
        return firsts[row - 1, column]
    return spot


def _area(first: Spot, spots: list[Spot]) -> Area:
    rows, columns = ({spot[way] for spot in spots} for way in (0, 1))
    whole = len(spots) == len(rows) * len(columns) and first == (min(rows), min(columns))
    return Area(first, len(rows), len(columns), whole)
