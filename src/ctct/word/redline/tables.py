"""Tables of a Word document, row by row."""

from __future__ import annotations

from functools import cached_property

from ctct.word.redline.markup import Element
from ctct.word.redline.names import W

_SPAN, _MERGE = W + "gridSpan", W + "vMerge"


class Row:
    """A row of a table, its cells and what they span."""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.cells: list[Element] = element.findall(W + "tc")

    @cached_property
    def text(self) -> str:
        """The words of its cells."""
        return " | ".join("".join(cell.itertext(W + "t")) for cell in self.cells)

    @cached_property
    def shape(self) -> tuple[tuple[str, str], ...]:
        """What each cell spans."""
        return tuple((_value(cell, _SPAN), _value(cell, _MERGE)) for cell in self.cells)


class Table:
    """A table; two of one ``shape`` are compared row by row."""

    key = ""

    def __init__(self, element: Element) -> None:
        self.element = element
        self.rows = [Row(row) for row in element.findall(W + "tr")]

    @cached_property
    def text(self) -> str:
        """The words of its rows."""
        return " ".join(row.text for row in self.rows)

    @cached_property
    def shape(self) -> int:
        """How many columns it has."""
        grid = self.element.find(W + "tblGrid")
        return 0 if grid is None else len(grid)


def _value(cell: Element, name: str) -> str:
    found = cell.find(f"{W}tcPr/{name}")
    return "" if found is None else found.get(W + "val", "continue")
