"""Opinions that came back in a table: one of Word's, or sheets of Excel's."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from ctct.compare.alignment import Line as Aligned
from ctct.compare.alignment import align
from ctct.drafting.merge.lines import words_in
from ctct.drafting.opinions.agreement import agrees
from ctct.drafting.opinions.ground import Ground, words_compared
from ctct.drafting.opinions.returned import Remark, Returned
from ctct.model.opinions import KEY, OPINION, PLACE, SAID
from ctct.source.csv_rows import Grid
from ctct.source.unaccented import unaccented
from ctct.source.workbook import Page, read_pages
from ctct.word.tree import WordDocument

_PLACES = frozenset(map(unaccented, (KEY, PLACE, "Điều, khoản", "Vị trí")))
_SAID = frozenset(map(unaccented, (SAID, "Nội dung dự thảo (mục, khoản)")))
_OPINIONS = frozenset(map(unaccented, (OPINION, "Ý kiến góp ý", "Nội dung ý kiến", "Góp ý")))
_GENERAL = frozenset(map(unaccented, ("Chung", "Ý kiến chung", "Góp ý chung", "Toàn văn", "Cả dự thảo", "Toàn bộ dự thảo")))
"""What stands for a place where an opinion is on the whole draft."""
_LONGEST_HEAD = 20
"""Rows among which that with the names of the columns is looked for."""

_MOST = 50
"""Paragraphs that begin alike of which the places are compared."""


class _Said(NamedTuple):
    """A row: the place that it names, the words that it has of the draft, what is said of them."""

    where: str
    words: str
    opinion: str

    def said(self, is_found: bool) -> str:
        """Return what the row says of its place beside the place itself: all that it does where that is not found."""
        is_placed = is_found or unaccented(self.where) in _GENERAL
        return self.words if is_placed else ": ".join(filter(None, (self.where, self.words)))


def read_sheet(data: bytes, ground: Ground) -> Returned | None:
    """Return what the sheets of a workbook say that a person sees, ``None`` if none is a table of opinions; the others are told
    if they say anything. Raises :class:`Rejected` for what is no workbook.
    """
    pages = read_pages(data)
    read = {page.name: _read_page(page, ground) for page in pages if not page.is_hidden}
    if (found := _joined([one for one in read.values() if one])) is not None:
        found.left = [page.name for page in pages if not read.get(page.name) and not page.is_empty]
    return found


def _read_page(page: Page, ground: Ground) -> Returned | None:
    if _head(page.texts(_LONGEST_HEAD)) is None:  # sums of another sheet are nobody's opinion
        return None
    return _read([row.cells for row in page.named_rows()], ground)


def read_tables(document: WordDocument, ground: Ground) -> Returned | None:
    """Return what the tables of a Word document say, ``None`` if none is one of opinions."""
    tables: defaultdict[int, dict[tuple[int, int], list[str]]] = defaultdict(dict)
    for paragraph in document.paragraphs:
        if cell := paragraph.place.cell:
            tables[cell.table].setdefault((cell.row, cell.column), []).append(words_in(paragraph)[0].strip())
    return _joined([one for cells in tables.values() if (one := _read(_grid(cells), ground))])


def _joined(found: Sequence[Returned]) -> Returned | None:
    """Return what several tables of one file say."""
    if not found:
        return None
    remarks = [remark for one in found for remark in one.remarks]
    return Returned(remarks, agrees=not remarks and any(one.agrees for one in found))


def _grid(cells: dict[tuple[int, int], list[str]]) -> Grid:
    columns = sorted({column for _rest, column in cells})
    rows = sorted({row for row, _rest in cells})
    return [["\n".join(filter(None, cells.get((row, column), ()))) for column in columns] for row in rows]


def _read(grid: Grid, ground: Ground) -> Returned | None:
    head = _head(grid[:_LONGEST_HEAD])
    if head is None:
        return None
    place, said, opinion = (_column(grid[head], names) for names in (_PLACES, _SAID, _OPINIONS))
    if place is None and said is None:
        return None
    rows = [_Said(*(_cell(row, column) for column in (place, said, opinion))) for row in grid[head + 1 :]]
    told = [row for row in rows if row.opinion]
    if told and all(agrees(row.opinion) for row in told):
        return Returned(agrees=True)
    names = _names(told, ground)
    return Returned([Remark(name, "", row.said(bool(name)), row.opinion) for name, row in zip(names, told, strict=True)])


def _head(grid: Grid) -> int | None:
    """Return which row has the names of the columns."""
    return next((at for at, row in enumerate(grid) if _column(row, _OPINIONS) is not None), None)


def _column(row: Iterable[str], names: frozenset[str]) -> int | None:
    return next((at for at, cell in enumerate(row) if unaccented(cell) in names), None)


def _cell(row: Sequence[str], column: int | None) -> str:
    return row[column].strip() if column is not None and column < len(row) else ""


def _names(rows: Sequence[_Said], ground: Ground) -> list[str]:
    """Return how the draft calls the place that each row names; else that of the paragraph which says the words that the row
    has of the draft, begins so, or is most like them.
    """
    found = [ground.places.find(row.where) if row.where else None for row in rows]
    names = [
        ground.places.name(at) if at is not None else _beginning(row.words, ground) for at, row in zip(found, rows, strict=True)
    ]
    left = [number for number, name in enumerate(names) if not name and rows[number].words]
    lines = [Aligned(line.text) for line in ground.draft.lines] if left else []
    for match in align(lines, [Aligned(rows[number].words) for number in left]):
        for new in match.new if match.old else ():
            names[left[new]] = ground.names[match.old[0]]
    return names


def _beginning(words: str, ground: Ground) -> str:
    """Return how the draft calls the one place where a paragraph begins with ``words``; ``""`` for none, or several."""
    said = words_compared(words.removesuffix("…"))
    listed = ground.sorted_words
    start = bisect_left(listed, (said,))
    names = set()
    for text, name in listed[start : start + _MOST] if said else ():
        if text.startswith(said):
            names.add(name)
    return names.pop() if len(names) == 1 else ""
