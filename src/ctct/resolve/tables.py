"""Resolves tables, and makes one of a programme's items: number, work, who leads it, who helps, who answers for it, when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ctct.diagnostics import Path
from ctct.model.tables import Bang, Dong
from ctct.resolve.assignees import like_phrase
from ctct.resolve.numbering import Entry
from ctct.resolve.texts import TextReader
from ctct.resolve.tree import Column, Inlines, Item, Row, Run, Table

NUMBER_COLUMN = Column("TT", None, "giua")
PROGRAMME_COLUMNS = (
    NUMBER_COLUMN,
    Column("Nội dung", None, "trai"),
    Column("Cơ quan chủ trì", None, "trai"),
    Column("Cơ quan phối hợp", None, "trai"),
    Column("Lãnh đạo phụ trách", None, "trai"),
    Column("Thời gian", None, "giua"),
)
_COLUMN_ROLES = (("co_quan_chu_tri", "co_quan_tham_muu"), ("co_quan_phoi_hop",), ("phan_cong_chi_dao",))
"""Which assignments the columns hold that stand between the work and its time: those who advise (the Party's word) are those
who lead (the State's).
"""


def read_tables(tables: tuple[Bang, ...] | None, at: Path, texts: TextReader, source: Entry | None = None) -> tuple[Table, ...]:
    """Return ``tables``, which stand at ``at`` and inside ``source``, resolved."""
    return tuple(_read(table, (*at, index), texts, source) for index, table in enumerate(tables or ()))


def columns_of(table: Bang) -> tuple[Column, ...]:
    """Return the columns as printed, that of the running numbers first where there is one."""
    written = tuple(Column(one.ten, one.rong, one.can or "trai") for one in table.cot)
    return (NUMBER_COLUMN, *written) if table.tt else written


def _read(table: Bang, at: Path, texts: TextReader, source: Entry | None) -> Table:
    count = 0  # runs on over the rows that head a group: they have no number of their own
    rows = []
    for index, row in enumerate(table.dong):
        place = (*at, "dong", index)
        if row.nhom is not None:
            rows.append(Row(((texts.read(row.nhom, (*place, "nhom"), source),),), nhom=True))
            continue
        count += 1
        rows.append(Row(_cells(row, len(table.cot), place, texts, source), label=str(count) if table.tt else ""))
    return Table(at, table.ten or "", table.don_vi or "", table.tt, table.kho_ngang, columns_of(table), tuple(rows))


def _cells(row: Dong, width: int, at: Path, texts: TextReader, source: Entry | None) -> tuple[tuple[Inlines, ...], ...]:
    written = row.o or ()
    cells = tuple(tuple(texts.read(line, (*at, index), source) for line in cell) for index, cell in enumerate(written))
    return cells + ((),) * (width - len(cells))  # the last cells may be left out


def programme_table(items: tuple[Item, ...], at: Path, wide: bool) -> Table:
    """Return the works of ``items`` in a table: what has works below it heads a group, and its assignments and its time hold
    for those that say nothing of their own. A column that no work fills is left out.
    """
    rows = list(_rows(items, {}, ""))
    works = [row.cells for row in rows if not row.nhom]
    # The first column has the number of a row, which is no cell of it: a row has its cell for column n at n - 1.
    filled = [column for column in range(1, len(PROGRAMME_COLUMNS)) if any(cells[column - 1] for cells in works)]
    kept = (0, *filled)
    shown = (row if row.nhom else row._replace(cells=tuple(row.cells[column - 1] for column in filled)) for row in rows)
    return Table(at, "", "", True, wide, tuple(PROGRAMME_COLUMNS[column] for column in kept), tuple(shown), kept)


def _rows(items: tuple[Item, ...], inherited: Mapping[str, Inlines], time: str) -> Iterator[Row]:
    for item in items:
        charged = {**inherited, **{one.role: one.phrase for one in item.phan_cong}}
        when = item.thoi_gian or time
        work = (item.ten, *item.noi_dung) if item.ten else item.noi_dung
        if item.children:
            yield Row((work,), True, item.label, item.number, item.bookmark)
            yield from _rows(item.children, charged, when)
        else:
            cells = (work, *_who(item, charged), ((Run(when),),) if when else ())
            yield Row(cells, False, item.label, item.number, item.bookmark)


def _who(item: Item, charged: Mapping[str, Inlines]) -> Iterator[tuple[Inlines, ...]]:
    """Yield the cells that say who leads a work, who helps and who answers for it; «Như …» stands with those who lead."""
    for index, roles in enumerate(_COLUMN_ROLES):
        phrases = tuple(_without_full_stop(charged[role]) for role in roles if role in charged)
        yield (*phrases, like_phrase(item.nhu)) if item.nhu and index == 0 else phrases


def _without_full_stop(phrase: Inlines) -> Inlines:
    """Return who is charged without the full stop that ends a line of assignment."""
    last = phrase[-1] if phrase else None
    if isinstance(last, Run) and last.text.endswith("."):
        return (*phrase[:-1], last._replace(text=last.text.removesuffix(".")))
    return phrase
