"""Works against people or bodies: who has which part in what."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple

from ctct.language import N_, _
from ctct.tracking.groups import BY_ASSIGNEE, Group, grouped
from ctct.tracking.listing import Row
from ctct.tracking.views.view import View
from ctct.tracking.wording import legend

TOTALS = N_("Cộng")


class Matrix(NamedTuple):
    """``rows`` against ``heads``, the names of people or bodies; ``cells`` hold the letters of roles, ``totals`` how many works
    each of them has.
    """

    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    cells: tuple[tuple[str, ...], ...]
    totals: tuple[int, ...]


def matrix_of(view: View, groups: Sequence[Group]) -> Matrix:
    """Return the works of ``view`` against those who head ``groups`` of them."""
    places = {id(row): index for index, row in enumerate(view.rows)}
    cells = [[""] * len(groups) for _row in view.rows]
    for column, group in enumerate(groups):
        for entry in group.entries:
            cells[places[id(entry.row)]][column] = entry.part
    return Matrix(
        tuple(group.title for group in groups),
        tuple(view.rows),
        tuple(map(tuple, cells)),
        tuple(len(group.entries) for group in groups),
    )


def as_text(view: View, width: int) -> str:
    """Return the matrix for a screen: a numbered column for each of those who are charged, named below."""
    matrix = matrix_of(view, grouped(view.rows, view.by if view.by in BY_ASSIGNEE else BY_ASSIGNEE[0], view.query))
    sizes = [max(2, len(str(number))) for number in range(1, len(matrix.heads) + 1)]
    labels = [row.work.number for row in matrix.rows]
    totals = _(TOTALS)
    side = max(map(len, (*labels, totals)))
    lines = [*wrap(view.title, width), *wrap(view.subtitle, width), legend(), ""]
    lines.append(_line("", [str(number) for number in range(1, len(sizes) + 1)], side, sizes))
    for label, cells in zip(labels, matrix.cells, strict=True):
        lines.append(_line(label, [cell.replace(", ", "") or "·" for cell in cells], side, sizes))
    lines.append(_line(totals, list(map(str, matrix.totals)), side, sizes))
    lines += ["", *(f"{number} = {head}" for number, head in enumerate(matrix.heads, 1))]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _line(label: str, cells: list[str], side: int, sizes: list[int]) -> str:
    return "  ".join((label.ljust(side), *(cell.rjust(size) for cell, size in zip(cells, sizes, strict=True))))
