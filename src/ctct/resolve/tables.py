"""Resolves tables, and makes one of a programme's items: number, work, who leads it, who helps, who answers for it, when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ctct.diagnostics import Path
from ctct.model.body import PhuLuc
from ctct.model.tables import Bang, Dong
from ctct.resolve.assignees import like_phrase
from ctct.resolve.numbering import Entry
from ctct.resolve.texts import TextReader
from ctct.resolve.tree import Cell, Column, Inlines, Item, Row, Run, Table

HEAD = "dau"
"""How the cell is set that bears the name of a column."""

GROUP = "nhom"
"""How the cell is set that bears the name of a group of rows."""

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


def _columns(table: Bang, at: Path) -> tuple[Column, ...]:
    """Return the columns as printed, that of the running numbers first where there is one."""
    written = (Column(one.ten, one.rong, one.can or "trai", (*at, "cot", index)) for index, one in enumerate(table.cot))
    return (NUMBER_COLUMN, *written) if table.tt else tuple(written)


def _heads(columns: tuple[Column, ...], texts: TextReader, source: Entry | None) -> tuple[Cell, ...]:
    """Return the cells at the head of a table."""
    return tuple(Cell((texts.read(column.ten, (*column.at, "ten"), source),), HEAD) for column in columns)


def _read(table: Bang, at: Path, texts: TextReader, source: Entry | None) -> Table:
    # In the order of printing, for so the notes are numbered.
    name, unit = (texts.read(text, (*at, key), source) if text else () for key, text in _captions(table))
    columns = _columns(table, at)
    heads = _heads(columns, texts, source)
    of_text = columns[1:] if table.tt else columns
    count, rows = 0, []
    for index, row in enumerate(table.dong):
        place = (*at, "dong", index)
        if row.nhom is not None:
            group = (texts.read(row.nhom, (*place, "nhom"), source),)
            rows.append(Row((Cell(group, GROUP, len(columns)),), nhom=True))
            continue
        count += 1
        number = str(count) if table.tt else ""
        rows.append(Row(_cells(row, of_text, place, texts, source), co_so=table.tt, label=number, number=number))
    lying = _lies_on_its_side(source)
    turned = table.kho_ngang and not lying
    return Table(at, name, unit, table.tt, turned or lying, turned, columns, (heads,), tuple(rows))


def _captions(table: Bang) -> tuple[tuple[str, str | None], ...]:
    return (("ten", table.ten), ("don_vi", table.don_vi))


def _cells(row: Dong, columns: tuple[Column, ...], at: Path, texts: TextReader, source: Entry | None) -> tuple[Cell, ...]:
    """Return a cell for each column, empty for those that the row leaves out."""
    written = [tuple(texts.read(line, (*at, index), source) for line in cell) for index, cell in enumerate(row.o or ())]
    missing = [()] * (len(columns) - len(written))
    # Cells without a column have been found fault with; nothing will be printed.
    return tuple(Cell(said, column.can) for said, column in zip([*written, *missing], columns, strict=False))


def _lies_on_its_side(source: Entry | None) -> bool:
    """Return whether the text that ``source`` belongs to is an appendix printed across the page."""
    while source is not None and source.parent is not None:
        source = source.parent
    return source is not None and isinstance(source.node, PhuLuc) and source.node.kho_ngang


class _Work(NamedTuple):
    """An item of a programme as a row: what stands in each of the columns after that of its number."""

    item: Item
    cells: tuple[tuple[Inlines, ...], ...]


def programme_table(items: tuple[Item, ...], at: Path, *, kho_ngang: bool, xoay_trang: bool) -> Table:
    """Return the works of ``items`` in a table: what has works below it heads a group, and its assignments and its time hold
    for those that say nothing of their own. A column that no work fills is left out.
    """
    works = tuple(_works(items, {}, ""))
    places = range(1, len(PROGRAMME_COLUMNS))
    filled = [place for place in places if any(work.cells[place - 1] for work in works if not work.item.children)]
    kept = (0, *filled)
    columns = tuple(PROGRAMME_COLUMNS[place] for place in kept)
    rows = tuple(_programme_row(work, filled) for work in works)
    heads = tuple(Cell(((Run(column.ten),),), HEAD) for column in columns)
    return Table(at, (), (), True, kho_ngang, xoay_trang, columns, (heads,), rows, kept)


def _programme_row(work: _Work, filled: list[int]) -> Row:
    item = work.item
    number = (item.label, item.number or item.label, item.bookmark)
    if not item.children:
        cells = tuple(Cell(work.cells[place - 1], PROGRAMME_COLUMNS[place].can) for place in filled)
        return Row(cells, False, True, *number)
    # Without a number of its own a group takes the column of the numbers too.
    width = len(filled) if item.label else len(filled) + 1
    return Row((Cell(work.cells[0], GROUP, width),), True, bool(item.label), *number)


def _works(items: tuple[Item, ...], inherited: Mapping[str, Inlines], time: str) -> Iterator[_Work]:
    for item in items:
        charged = {**inherited, **{one.role: one.phrase for one in item.phan_cong}}
        when = item.thoi_gian or time
        said = (*((item.ten,) if item.ten else ()), *item.noi_dung)
        if item.children:
            yield _Work(item, (said,))
            yield from _works(item.children, charged, when)
        else:
            like: tuple[Inlines, ...] = (like_phrase(item.nhu),) if item.nhu else ()
            leads, *others = (
                [_without_full_stop(charged[role]) for role in roles if role in charged] for roles in _COLUMN_ROLES
            )
            yield _Work(item, (said, (*leads, *like), *map(tuple, others), ((Run(when),),) if when else ()))


def _without_full_stop(phrase: Inlines) -> Inlines:
    """Return who is charged without the full stop that ends a line of assignment."""
    last = phrase[-1] if phrase else None
    if isinstance(last, Run) and last.text.endswith("."):
        return (*phrase[:-1], last._replace(text=last.text.removesuffix(".")))
    return phrase
