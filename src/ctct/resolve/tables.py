"""Resolves tables, and makes one of a programme's items: number, work, who leads it, who helps, who answers for it, when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import Any, NamedTuple

from ctct.diagnostics import Path
from ctct.model.merging import Area, Spot, areas_of
from ctct.model.tables import Bang, Cot, Dong, leaves
from ctct.resolve.assignees import like_phrase
from ctct.resolve.entries import Entry
from ctct.resolve.inlines import cut, origins_of
from ctct.resolve.marks import roman
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
    Column("Sản phẩm", None, "trai"),
)
_COLUMN_ROLES = (("co_quan_chu_tri", "co_quan_tham_muu"), ("co_quan_phoi_hop",), ("phan_cong_chi_dao",))


def read_tables(tables: tuple[Bang, ...] | None, at: Path, texts: TextReader, source: Entry | None = None) -> tuple[Table, ...]:
    """Return ``tables``, which stand at ``at`` and inside ``source``, resolved."""
    return tuple(_read(table, (*at, index), texts, source) for index, table in enumerate(tables or ()))


def _read(table: Bang, at: Path, texts: TextReader, source: Entry | None) -> Table:
    # In the order of printing, for so the notes are numbered.
    name = texts.read(table.ten, (*at, "ten"), source) if table.ten else ()
    unit = texts.read(table.don_vi, (*at, "don_vi"), source) if table.don_vi else ()
    heads = tuple(_heads(table, at, texts, source))
    columns = tuple(_columns(table, at))
    rows = _RowReader(table, at, columns, texts, source).rows()
    lying = source is not None and source.lies_on_its_side
    turned = table.kho_ngang and not lying
    return Table(at, name, unit, table.tt, turned or lying, turned, columns, heads, rows)


def _columns(table: Bang, at: Path) -> Iterator[Column]:
    """Yield the columns as printed, that of the running numbers first where there is one."""
    if table.tt:
        yield NUMBER_COLUMN
    for place, one in leaves(table.cot, (*at, "cot")):
        yield Column(one.ten, one.rong, one.can or "trai", place)


def _heads(table: Bang, at: Path, texts: TextReader, source: Entry | None) -> Iterator[tuple[Cell, ...]]:
    """Yield the rows at the head of a table: a column without others below it goes down to the last of them."""
    deep = _depth(table.cot)
    number = _named(NUMBER_COLUMN, deep)
    level: list[tuple[Path, Cot | None]] = [((*at, "cot", index), one) for index, one in enumerate(table.cot)]
    for left in range(deep, 0, -1):
        cells = [number] if table.tt else []
        below: list[tuple[Path, Cot | None]] = []
        for place, column in level:
            if column is None:
                cells.append(Cell((), HEAD, 1, 0))
                below.append((place, column))
                continue
            inner = column.cot or ()
            wide = sum(1 for _ in leaves(inner, ())) or 1
            cells.append(Cell((texts.read(column.ten, (*place, "ten"), source),), HEAD, wide, 1 if inner else left))
            below.extend(((*place, "cot", index), one) for index, one in enumerate(inner))
            if not inner:
                below.append((place, None))
        yield tuple(cells)
        level, number = below, Cell((), HEAD, 1, 0)


def _depth(columns: tuple[Cot, ...]) -> int:
    return 1 + max(_depth(column.cot) if column.cot else 0 for column in columns)


def _named(column: Column, rows: int = 1) -> Cell:
    return Cell(((Run(column.ten),),), HEAD, 1, rows)


class _RowReader:
    """Reads the rows of one table; ``count`` is the number of the last row, which begins anew in each group."""

    def __init__(self, table: Bang, at: Path, columns: tuple[Column, ...], texts: TextReader, source: Entry | None) -> None:
        self.table, self.at, self.columns, self.texts, self.source = table, at, columns, texts, source
        self.count = self.groups = 0

    def rows(self) -> tuple[Row, ...]:
        """Return the rows: a group stays with what it heads, and what is above a total with that."""
        areas = areas_of(self.table.dong, len(self._of_text))
        rows = []
        for index, (row, after) in enumerate(zip_longest(self.table.dong, self.table.dong[1:])):
            read = self._group(row.nhom, index) if row.nhom is not None else self._row(row, index, areas)
            rows.append(read._replace(giu=read.nhom or bool(after and after.tong is not None)))
        return tuple(rows)

    @property
    def _of_text(self) -> tuple[Column, ...]:
        return self.columns[1:] if self.table.tt else self.columns

    def _group(self, name: str, index: int) -> Row:
        self.groups += 1
        self.count = 0
        said = self.texts.read(name, (*self.at, "dong", index, "nhom"), self.source)
        cells = (Cell((said,), GROUP, len(self._of_text)),)
        return Row(cells, nhom=True, **self._numbered(roman(self.groups)))

    def _row(self, row: Dong, index: int, areas: Mapping[Spot, Area]) -> Row:
        cells = tuple(self._cells(row, index, areas))
        if row.tong is None:
            self.count += 1
            return Row(cells, **self._numbered(str(self.count)))
        cells = tuple(cell._replace(doan=tuple(map(_bold, cell.doan))) for cell in cells)
        if self.table.tt:  # without a number of its own a total takes the column of the numbers too
            cells = (cells[0]._replace(gop=cells[0].gop + 1, kieu="giua"), *cells[1:])
        return Row(cells)

    def _numbered(self, number: str) -> dict[str, Any]:
        return {"co_so": True, "label": number, "number": number} if self.table.tt else {}

    def _cells(self, row: Dong, index: int, areas: Mapping[Spot, Area]) -> Iterator[Cell]:
        """Yield a cell for each column, empty for those that the row leaves out; what are one are one cell."""
        for place, column in enumerate(self._of_text):
            area = areas.get((index, place))
            if area is None or not area.is_whole:  # which has been found fault with
                area = Area((index, place), 1, 1, True)
            if area.first == (index, place):
                written = row.cells[place] if place < len(row.cells) else ()
                said = self.texts.read_lines(written, (*self.at, "dong", index, row.key, place), self.source)
                yield Cell(said, column.can, area.columns, area.rows)
            elif area.first[1] == place:
                yield Cell((), column.can, area.columns, 0)


def _bold(said: Inlines) -> Inlines:
    return tuple(piece._replace(bold=True) if isinstance(piece, Run) else piece for piece in said)


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
    return Table(at, (), (), True, kho_ngang, xoay_trang, columns, (tuple(map(_named, columns)),), rows, kept)


def _programme_row(work: _Work, filled: list[int]) -> Row:
    item = work.item
    number = (item.label, item.number or item.label, item.bookmark)
    if not item.children:
        cells = tuple(Cell(work.cells[place - 1], PROGRAMME_COLUMNS[place].can) for place in filled)
        return Row(cells, False, True, *number)
    # Without a number of its own a group takes the column of the numbers too.
    width = len(filled) if item.label else len(filled) + 1
    return Row((Cell(work.cells[0], GROUP, width),), True, bool(item.label), *number, giu=True)


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
            yield _Work(item, (said, (*leads, *like), *map(tuple, others), _as_cell(when), _as_cell(item.san_pham)))


def _as_cell(words: str | None) -> tuple[Inlines, ...]:
    return ((Run(str(words), at=origins_of(words)),),) if words else ()


def _without_full_stop(phrase: Inlines) -> Inlines:
    """Return who is charged without the full stop that ends a line of assignment."""
    last = phrase[-1] if phrase else None
    if isinstance(last, Run) and last.text.endswith("."):
        text = last.text.removesuffix(".")
        return (*phrase[:-1], last._replace(text=text, at=cut(last.at, len(text))))
    return phrase
