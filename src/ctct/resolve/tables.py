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


def read_tables(tables: tuple[Bang, ...] | None, at: Path, texts: TextReader, source: Entry | None = None) -> tuple[Table, ...]:
    """Return ``tables``, which stand at ``at`` and inside ``source``, resolved."""
    return tuple(_read(table, (*at, index), texts, source) for index, table in enumerate(tables or ()))


def columns_of(table: Bang) -> tuple[Column, ...]:
    """Return the columns as printed, that of the running numbers first where there is one."""
    written = tuple(Column(one.ten, one.rong, one.can or "trai") for one in table.cot)
    return (NUMBER_COLUMN, *written) if table.tt else written


def _read(table: Bang, at: Path, texts: TextReader, source: Entry | None) -> Table:
    columns = columns_of(table)
    count, rows = 0, []
    for index, row in enumerate(table.dong):
        count += row.nhom is None
        cells = _cells(row, (*at, "dong", index), texts, source)
        if row.nhom is None:
            cells += ((),) * (len(table.cot) - len(cells))
        numbered = table.tt and row.nhom is None
        rows.append(Row(cells, row.nhom is not None, str(count) if numbered else ""))
    return Table(at, table.ten or "", table.don_vi or "", table.tt, table.kho_ngang, columns, tuple(rows))


def _cells(row: Dong, at: Path, texts: TextReader, source: Entry | None) -> tuple[tuple[Inlines, ...], ...]:
    if row.nhom is not None:
        return ((texts.read(row.nhom, (*at, "nhom"), source),),)
    return tuple(tuple(texts.read(line, (*at, index), source) for line in cell) for index, cell in enumerate(row.o or ()))


def programme_table(items: tuple[Item, ...], at: Path, wide: bool) -> Table:
    """Return the works of ``items`` in a table: what has works below it heads a group, and its assignments and its time hold
    for those that say nothing of their own. A column that no work fills is left out.
    """
    rows = tuple(_rows(items, {}, ""))
    filled = [place for place in range(1, len(PROGRAMME_COLUMNS)) if any(row.cells[place - 1] for row in rows if not row.nhom)]
    kept = (0, *filled)
    rows = tuple(row if row.nhom else row._replace(cells=tuple(row.cells[place - 1] for place in filled)) for row in rows)
    return Table(at, "", "", True, wide, tuple(PROGRAMME_COLUMNS[place] for place in kept), rows, kept)


def _rows(items: tuple[Item, ...], inherited: Mapping[str, Inlines], time: str) -> Iterator[Row]:
    for item in items:
        charged = {**inherited, **{one.role: one.phrase for one in item.phan_cong}}
        when = item.thoi_gian or time
        work = (*((item.ten,) if item.ten else ()), *item.noi_dung)
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
