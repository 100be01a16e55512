"""The columns of a table of a copy: which of the draft's each is, which are new, which are gone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ctct.diagnostics import Path
from ctct.drafting.merge.edits import Edit
from ctct.drafting.merge.merged_cells import MergedRow
from ctct.drafting.merge.reshaping import Reshaped, Spot
from ctct.drafting.merge.shapes import Shape


@dataclass
class Columns:
    """The columns of a table of a copy that the draft has at ``table``, which lies as ``shape`` has it; ``lines`` are those of
    ours in the table, ``named`` has its columns by the places of their names.

    ``placed`` has by each column of the copy which one of the draft's it is, ``final`` which one it is once the new ones are
    there and those ``gone`` are not, ``width`` in all. ``rows`` has by the rows of the copy those of the draft, ``heads`` are
    its rows that name columns, ``printed`` those of which something was printed, ``said`` has by its cells those of the draft
    whose words they have. Of the rows ``merged`` other cells are one than in the draft.

    ``reshaped`` makes the draft's table so, ``None`` where it need not or cannot be; ``edit`` is that which it is for, ``why``
    says what stands in the way of columns ``stuck`` and of others.
    """

    table: Path
    shape: Shape
    lines: Sequence[int] = ()
    named: dict[Path, int] = field(default_factory=dict)
    placed: dict[int, int] = field(default_factory=dict)
    final: dict[int, int] = field(default_factory=dict)
    width: int = 0
    gone: frozenset[int] = frozenset()
    stuck: frozenset[int] = frozenset()
    rows: dict[int, int] = field(default_factory=dict)
    heads: set[int] = field(default_factory=set)
    printed: frozenset[int] = frozenset()
    said: defaultdict[Spot, list[Spot]] = field(default_factory=lambda: defaultdict(list))
    merged: list[MergedRow] = field(default_factory=list)
    reshaped: Reshaped | None = None
    why: str = ""
    edit: Edit | None = None

    def are_new_at(self, cell: tuple[int, int, int]) -> bool:
        """Return whether a cell is of a new column, in a row that was there."""
        return cell[2] in self.final.keys() - self.placed.keys() and cell[1] in self.heads | self.rows.keys()

    def leaf_of(self, at: Path) -> int | None:
        """Return the column that a place in the table is of, ``None`` for that of several or of none."""
        return leaf_at(at, self.table, self.named)

    def takes_away(self, at: Path) -> bool:
        """Return whether words that the copy has no more go with what becomes of the table."""
        within, leaf = at[len(self.table) :], self.leaf_of(at)
        if self.reshaped is None or leaf is None:
            group = within[1:-1] if within[:1] == ("cot",) else ("",)
            under = [one for path, one in self.named.items() if path[: len(group)] == group]
            return self.reshaped is not None and bool(under) and self.gone.issuperset(under)
        if leaf in self.gone:
            return True
        cells = self.reshaped.rows.get(int(within[1]), ()) if within[0] == "dong" else ()
        return any(one == leaf and isinstance(said, str) for one, said in zip(self.reshaped.columns, cells, strict=False))

    def carries(self, at: Path) -> bool:
        """Return whether the words at a place stand in a cell that what becomes of the table has made."""
        leaf, within = self.leaf_of(at), at[len(self.table) :]
        if self.reshaped is None or leaf is None or within[0] != "dong":
            return False
        return (int(within[1]), leaf) in self.reshaped.sources


def table_of(at: Path) -> Path:
    """Return the table that a place lies in."""
    return at[: at.index("bang") + 2]


def leaf_at(at: Path, table: Path, named: Mapping[Path, int]) -> int | None:
    """Return the column that a place in a table of the draft is of; ``named`` has the columns by the places of their names."""
    within = at[len(table) :]
    if within[:1] == ("cot",):
        return named.get(within[1:-1])
    return int(within[3]) if len(within) > 3 and within[2] in ("o", "tong") else None
