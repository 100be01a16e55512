"""A programme printed as a table → its works: number, words, who leads, who helps, who answers for it, when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ctct.compare.normal import folded
from ctct.drafting.importing.labels import read_labels
from ctct.drafting.importing.lines import Cell, Grid, Line
from ctct.drafting.importing.marks import is_bold, said
from ctct.drafting.importing.outline import Node, Outline, Said
from ctct.resolve.tables import PROGRAMME_COLUMNS

_HEADS = [folded(column.ten) for column in PROGRAMME_COLUMNS]
"""What a programme is printed under; the last is left out where no work has a product, as any that nothing fills."""

_ROLES = ("co_quan_chu_tri", "co_quan_phoi_hop", "phan_cong_chi_dao")


def is_programme(grid: Grid) -> bool:
    """Return whether the heads of a table are those that ctct prints a programme under."""
    heads = [folded(" ".join(line.plain for line in cell.lines)) for cell in grid.rows[0]]
    return heads in (_HEADS, _HEADS[:-1]) and len(grid.rows) > 1


def read_programme(grid: Grid, notes: Mapping[str, str]) -> Node | None:
    """Return the works of a programme, ``None`` where its rows are no works one after the other."""
    outline = Outline()
    for row in grid.rows[1:]:
        number, words, *others = _cells(row)
        labels = read_labels(f"{number[0].whole} A") if len(number) == 1 else []
        if not words or not labels or any(cell.merge for cell in row):
            return None
        node = outline.label(number[0], labels, counted=False)
        if node is None or outline.odd:
            return None
        node.content = [Said(said(line, 0, notes), line, is_bold(line, 0)) for line in words]
        _charge(node, others)
    return outline.root


def _cells(row: Sequence[Cell]) -> list[list[Line]]:
    found: list[list[Line]] = [[] for _ in PROGRAMME_COLUMNS]
    for place, cell in enumerate(row[: len(found)]):
        found[place] = cell.lines
    return found


def _charge(node: Node, others: Sequence[Sequence[Line]]) -> None:
    for role, lines in zip(_ROLES, others, strict=False):
        if lines:
            node.charges[role] = ("; ".join(line.plain for line in lines), lines[0])
    when, products = others[len(_ROLES) :]
    node.time = " ".join(line.plain for line in when)
    node.product = " ".join(line.plain for line in products)
