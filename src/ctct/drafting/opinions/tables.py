"""Opinions that came back in a table: one of Word's, or a sheet of Excel's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from ctct.compare.alignment import MOVED
from ctct.compare.likeness import Text, likeness
from ctct.drafting.merge.lines import words_in
from ctct.drafting.opinions.agreement import agrees
from ctct.drafting.opinions.ground import Ground, words_compared
from ctct.drafting.opinions.returned import Remark, Returned
from ctct.model.opinions import KEY, OPINION, PLACE, SAID
from ctct.source.unaccented import unaccented
from ctct.source.workbook import read_workbook
from ctct.word.tree import WordDocument

_PLACES = frozenset(map(unaccented, (KEY, PLACE, "Điều, khoản", "Vị trí")))
_SAID = frozenset(map(unaccented, (SAID, "Nội dung dự thảo (mục, khoản)")))
_OPINIONS = frozenset(map(unaccented, (OPINION, "Ý kiến góp ý", "Nội dung ý kiến", "Góp ý")))
_LONGEST_HEAD = 20
"""Rows among which that with the names of the columns is looked for."""

Grid = Sequence[Sequence[str]]
"""The cells of a table, row by row."""


def read_sheet(data: bytes, ground: Ground) -> Returned | None:
    """Return what a workbook says, ``None`` if it is no table of opinions. Raises :class:`Rejected` for what is no workbook."""
    return _read([row.cells for row in read_workbook(data)], ground)


def read_tables(document: WordDocument, ground: Ground) -> Returned | None:
    """Return what the tables of a Word document say, ``None`` if none is one of opinions."""
    tables: defaultdict[int, dict[tuple[int, int], list[str]]] = defaultdict(dict)
    for paragraph in document.paragraphs:
        if cell := paragraph.place.cell:
            tables[cell.table].setdefault((cell.row, cell.column), []).append(words_in(paragraph)[0].strip())
    found = [one for cells in tables.values() if (one := _read(_grid(cells), ground))]
    if not found:
        return None
    remarks = [remark for one in found for remark in one.remarks]
    return Returned(remarks, agrees=not remarks and any(one.agrees for one in found))


def _grid(cells: dict[tuple[int, int], list[str]]) -> Grid:
    columns = sorted({column for _, column in cells})
    rows = sorted({row for row, _ in cells})
    return [["\n".join(filter(None, cells.get((row, column), ()))) for column in columns] for row in rows]


def _read(grid: Grid, ground: Ground) -> Returned | None:
    head = next((at for at, row in enumerate(grid[:_LONGEST_HEAD]) if _column(row, _OPINIONS) is not None), None)
    if head is None:
        return None
    place, said, opinion = (_column(grid[head], names) for names in (_PLACES, _SAID, _OPINIONS))
    if place is None and said is None:
        return None
    rows = [(_cell(row, place), _cell(row, said), _cell(row, opinion)) for row in grid[head + 1 :]]
    told = [(where, words, text) for where, words, text in rows if text]
    remarks = [Remark(_name(where, words, ground), "", words, text) for where, words, text in told]
    agreed = bool(told) and all(agrees(text) for _, _, text in told)
    return Returned([] if agreed else remarks, agrees=agreed)


def _column(row: Iterable[str], names: frozenset[str]) -> int | None:
    return next((at for at, cell in enumerate(row) if unaccented(cell) in names), None)


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _name(where: str, words: str, ground: Ground) -> str:
    """Return how the draft calls a place that a table names, or else the words that it has of the draft."""
    at = ground.places.find(where) if where else None
    if at is not None:
        return ground.places.name(at)
    return name_of_words(words.removesuffix("…"), ground) if words else ""


def name_of_words(words: str, ground: Ground) -> str:
    """Return how the draft calls the place of a paragraph that says ``words``, begins so, or is the most like that."""
    asked, said = words_compared(words), [words_compared(line.text) for line in ground.draft.lines]
    equal = [at for at, one in enumerate(said) if one == asked] or [at for at, one in enumerate(said) if one.startswith(asked)]
    if equal:
        return ground.names[equal[0]] if len({ground.names[at] for at in equal}) == 1 else ""
    text = Text(words)
    best = max(range(len(said)), key=lambda at: likeness(text, Text(ground.draft.lines[at].text)), default=-1)
    return ground.names[best] if best >= 0 and likeness(text, Text(ground.draft.lines[best].text)) >= MOVED else ""
