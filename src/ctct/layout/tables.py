"""How wide the columns of a table are: as wide as their longest words at least, and beyond that by how much they hold."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import sqrt
from typing import NamedTuple

from ctct.layout.blocks import CELL_MARGIN
from ctct.layout.figures import tail_of
from ctct.layout.metrics import MM_PER_POINT, Lettering
from ctct.layout.stylesheet import Page, Stylesheet
from ctct.resolve.tree import FIGURE, Cell, Inlines, NoteMark, Row, Run, Table, text_of

NARROWEST = 8.0
"""Below this many millimetres a column holds no word."""

CELL_STYLES: Mapping[str, str] = {
    "dau": "Đầu bảng",
    "trai": "Ô bảng",
    "giua": "Ô bảng (giữa)",
    "phai": "Ô bảng (phải)",
    "deu": "Ô bảng (đều)",
    FIGURE: "Ô bảng (phải)",
    "nhom": "Ô bảng (nhóm)",
    "so_nhom": "Ô bảng (số nhóm)",
}
"""The styles of cells by how they are set."""

# The line beside a cell takes half a point of it, and browsers make that, and the edges of columns, whole pixels.
_AROUND = (2 * CELL_MARGIN + 2) * MM_PER_POINT
_RAISED = 0.6
"""How large the mark of a note is beside the words that it stands behind."""

_BETWEEN_WORDS = re.compile("[ \t\r\n\u00ad\u200b]+")
_BETWEEN_LINES = re.compile("[\r\n]+")


class Need(NamedTuple):
    """What a column needs, in millimetres: ``least`` for its longest ``word``, ``most`` lest any line break; ``spanned`` are
    the columns that the cell of that word takes, if there are several.
    """

    least: float = NARROWEST
    most: float = NARROWEST
    word: str = ""
    spanned: range | None = None

    def with_both(self, other: Need) -> Need:
        """Return what two columns need to be one."""
        wider = max(self, other, key=lambda need: need.least)
        return Need(wider.least, max(self.most, other.most), wider.word, wider.spanned)


class Widths(NamedTuple):
    """The widths of a table's columns in millimetres, what each of them needs, and which were asked for or laid down."""

    columns: tuple[float, ...]
    needs: tuple[Need, ...]
    fixed: tuple[bool, ...]


def page_of(table: Table, stylesheet: Stylesheet) -> Page:
    """Return the page that a table stands on."""
    return stylesheet.page.turned() if table.kho_ngang else stylesheet.page


def widths_of(table: Table, stylesheet: Stylesheet) -> Widths:
    """Return the widths of a table's columns: those asked for, and those that the layout lays down for the column of numbers
    and for the table of a programme; the others share what is left of the page.
    """
    page = page_of(table, stylesheet)
    needs = _needs(table, Lettering(stylesheet))
    fixed = _fixed(table, needs, page, stylesheet.columns)
    free = [need for need, width in zip(needs, fixed, strict=True) if not width]
    shares = iter(shared_out(free, page.text_width - sum(fixed)))
    columns = tuple(width or next(shares) for width in fixed)
    return Widths(columns, tuple(needs), tuple(width > 0 for width in fixed))


def shared_out(needs: list[Need], width: float) -> tuple[float, ...]:
    """Return the widths of columns that together are ``width`` millimetres wide: none narrower than its longest word, as far
    as there is room for all; none so wide that others break lines for nothing.
    """
    least = [need.least for need in needs]
    if sum(least) >= width:
        return tuple(_levelled(least, width))
    most = [max(need.most, need.least) for need in needs]
    if sum(most) <= width:
        return tuple(wanted * width / sum(most) for wanted in most)
    return tuple(_grown(least, most, width))


def _fixed(table: Table, needs: list[Need], page: Page, laid_down: Mapping[str, tuple[float, ...]]) -> list[float]:
    """Return the widths that are not to be shared out; 0 for the others."""
    fixed: list[float] = [column.rong or 0 for column in table.cot]
    if table.chuong_trinh:
        lying = "_ngang" if page.width > page.height else ""
        every = laid_down.get(f"bang_chuong_trinh{lying}")
        return [every[place] if place < len(every) else 0 for place in table.chuong_trinh] if every else fixed
    if table.tt and (width := laid_down.get("so_thu_tu", (0,))[0]):
        fixed[0] = max(width, needs[0].least)
    return fixed


def _levelled(lengths: list[float], total: float) -> Iterator[float]:
    """Yield lengths that together are ``total``: the longest are cut to one measure, which is never below the narrowest."""
    left, level = total, NARROWEST
    for count, length in enumerate(sorted(lengths)):
        level = max(NARROWEST, left / (len(lengths) - count))
        if length > level:
            break
        left -= length
    return (min(length, level) for length in lengths)


def _grown(least: list[float], most: list[float], total: float) -> list[float]:
    """Return lengths that together are ``total``, each between its ``least`` and its ``most``.

    What is left is shared out by the square root of what each could still use: by that itself a column of long paragraphs
    would take all, and names in the next would stand a word a line.
    """
    grown = list(least)
    growing = {place for place in range(len(least)) if most[place] > least[place]}
    while growing:
        left = total - sum(grown)
        roots = {place: sqrt(most[place] - least[place]) for place in growing}
        unit = left / sum(roots.values())
        full = {place for place in growing if most[place] - grown[place] <= unit * roots[place]}
        for place in full or growing:
            grown[place] = most[place] if full else grown[place] + unit * roots[place]
        growing = growing - full if full else set()
    return grown


def _needs(table: Table, lettering: Lettering) -> list[Need]:
    """Return what the columns need for all that stands in them; what spans several widens them alike where it must."""
    needs = [Need()] * len(table.cot)
    spanning: list[tuple[range, Need]] = []
    for places, need in _needs_of_cells(table, lettering):
        if len(places) == 1:
            needs[places[0]] = needs[places[0]].with_both(need)
        else:
            spanning.append((places, need))
    for place, figures in _figures(table).items():
        needs[place] = needs[place].with_both(_need_of_figures(figures, lettering))
    for places, need in spanning:
        more = (need.least - sum(needs[place].least for place in places)) / len(places)
        for place in places if more > 0 else ():
            needs[place] = needs[place]._replace(least=needs[place].least + more, word=need.word, spanned=places)
    return needs


def _needs_of_cells(table: Table, lettering: Lettering) -> Iterator[tuple[range, Need]]:
    for head in table.dau:
        yield from _along(head, 0, lettering)
    for row in table.dong:
        if row.co_so:
            yield range(1), _need_of(((_number_of(row), "so_nhom" if row.nhom else "giua"),), lettering)
        yield from _along(row.o, 1 if row.co_so else 0, lettering)


def _number_of(row: Row) -> Inlines:
    return (Run(row.label),)


def _figures(table: Table) -> Mapping[int, list[Inlines]]:
    """Return the figures of each column of such."""
    said: dict[int, list[Inlines]] = defaultdict(list)
    for row in table.dong:
        for places, cell in _placed(row.o, 1 if row.co_so else 0):
            if cell.la_so and len(places) == 1:
                said[places[0]].extend(cell.doan)
    return said


def _need_of_figures(figures: list[Inlines], lettering: Lettering) -> Need:
    """Return what figures need that stand in line: the longest of the whole numbers beside the longest of the tails."""
    parted = [(said, tail) for said in figures if (tail := tail_of(said)) is not None]
    if not parted:
        return Need()
    widths = [(lettering.width(text_of(said), CELL_STYLES[FIGURE], bold=True), said) for said, _ in parted]
    tails = [lettering.width(tail, CELL_STYLES[FIGURE], bold=True) for _, tail in parted]
    longest = max(width - tail for (width, _), tail in zip(widths, tails, strict=True)) + max(tails) + _AROUND
    return Need(longest, longest, text_of(max(widths, key=lambda one: one[0])[1]))


def _along(cells: Iterable[Cell], place: int, lettering: Lettering) -> Iterator[tuple[range, Need]]:
    for places, cell in _placed(cells, place):
        yield places, _need_of([(said, cell.kieu) for said in cell.doan], lettering)


def _placed(cells: Iterable[Cell], place: int) -> Iterator[tuple[range, Cell]]:
    """Yield cells with the columns that they take, from ``place`` on."""
    for cell in cells:
        yield range(place, place + cell.gop), cell
        place += cell.gop


def _need_of(paragraphs: Iterable[tuple[Inlines, str]], lettering: Lettering) -> Need:
    need = Need()
    for said, kind in paragraphs:
        style = CELL_STYLES[kind]
        longest = max(stretches(said, style, lettering, _BETWEEN_WORDS), key=lambda word: word[1], default=("", 0.0))
        widest = max((width for _, width in stretches(said, style, lettering, _BETWEEN_LINES)), default=0.0)
        need = need.with_both(Need(longest[1] + _AROUND, widest + _AROUND, longest[0]))
    return need


def stretches(said: Inlines, style: str, lettering: Lettering, between: re.Pattern[str]) -> Iterator[tuple[str, float]]:
    """Yield the stretches of a paragraph that ``between`` parts, each with its width in millimetres."""
    text, width = "", 0.0
    for piece in said:
        if isinstance(piece, NoteMark):
            width += lettering.width(str(piece.number), style) * _RAISED
            continue
        bold = getattr(piece, "bold", False)
        first, *others = between.split(piece.text)
        text, width = text + first, width + lettering.width(first, style, bold=bold, italic=piece.italic)
        for other in others:
            yield text, width
            text, width = other, lettering.width(other, style, bold=bold, italic=piece.italic)
    yield text, width
