"""Reads the block markup that templates render, element by element.

A score of elements: ``sheet``; ``p`` in a ``style``; ``grid`` of ``row`` of ``cell``; ``rule`` as long as the words inside it
in the style ``under``, or a ``part`` of that, or as long as a line when it has none; ``box`` of ``width`` and ``height`` round
its words; ``table`` of ``tr`` of ``td``, with a ``title`` for those who do not see it, where ``figures`` in a column stand in
line; ``picture`` of ``size`` from a ``file`` of the draft, with an ``alt`` for those who do not see it; ``section`` for a new
page; ``contents`` for the list of headings, ``depth`` levels of them;
``bottom`` for the bottom edge of the page that it falls on; ``footer`` for the foot of page 1
and ``header`` for its top margin; inside a paragraph ``i``, ``b``, ``s`` (a character style by ``name``), ``ref``, ``note`` and
``br``, and ``v`` round what comes from the draft (:mod:`ctct.layout.filters` writes it).
"""

# Without `from __future__ import annotations`: named tuples are made of types in half the time that their names take.

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ctct.language import _
from ctct.layout.attributes import (
    Element,
    MarkupFault,
    bookmark,
    given,
    inside,
    length,
    lengths,
    misplaced,
    whole,
)
from ctct.layout.blocks import (
    CELL_MARGIN,
    Block,
    Box,
    Cell,
    Contents,
    Grid,
    Image,
    Number,
    PageBottom,
    Paragraph,
    Picture,
    Rule,
    Section,
    Table,
    TableCell,
    TableRow,
)
from ctct.layout.contents import STYLES
from ctct.layout.elements import elements_of
from ctct.layout.figures import with_figures_aligned
from ctct.layout.inlines import Place, inlines, said
from ctct.layout.metrics import MM_PER_POINT, Lettering
from ctct.layout.origins import path_of

_EDGES = ("header", "footer")
_AROUND_CELL = 2 * CELL_MARGIN * MM_PER_POINT
"""Millimetres between the lines of a table and its words, on both sides."""

_OF_PAGES = ("section", "bottom", "contents", "picture")
_ALIGNMENTS = ("left", "center", "right")


class Marked(NamedTuple):
    """What markup says: the blocks of the document, those at the head and the foot of its first page, and the names of the
    styles that any of it uses.
    """

    blocks: list[Block]
    header: list[Block]
    footer: list[Block]
    worn: set[str]


def read_markup(
    chunks: Iterable[str], lettering: Lettering, width: float, images: Mapping[str, Image] = MappingProxyType({})
) -> Marked:
    """Read rendered markup, piece by piece, on a page whose lines are ``width`` millimetres long; ``images`` are what the files
    of its pictures hold.

    Raises :class:`MarkupFault`.
    """
    read = Marked([], [], [], set())
    edges = dict(zip(_EDGES, (read.header, read.footer), strict=True))
    place = Place(lettering, width, read.worn, images)
    for element in elements_of(chunks, known=(*_BLOCKS, *_EDGES)):
        try:
            if element.tag in edges:
                edges[element.tag].extend(_blocks(element, place))
            else:
                read.blocks.append(_block(element, place))
        except RecursionError:
            raise MarkupFault(_("các phần tử lồng nhau quá sâu"), element) from None
    return read


def _blocks(element: Element, place: Place) -> tuple[Block, ...]:
    """Return the blocks inside a cell or an edge of the page, where no page begins or ends."""
    children = list(inside(element))
    stray = next((child for child in children if child.tag in _OF_PAGES), None)
    if stray is not None:
        raise misplaced(stray)
    return tuple([_block(child, place) for child in children])


def _block(element: Element, place: Place) -> Block:
    read = _BLOCKS.get(element.tag)
    if read is None:
        raise misplaced(element)
    return read(element, place)


def _paragraph(element: Element, place: Place) -> Paragraph:
    style = place.wear(given(element, "style"))
    number = _numbered(element, place.lettering.capitals(style))
    return Paragraph(style, inlines(element, style, place), number, bookmark(element, "bookmark"))


def _numbered(element: Element, capitals: bool) -> Number | None:
    label = element.get("label")
    if label is None:
        return None
    series, reference, lead = (given(element, name) for name in ("series", "reference", "lead"))
    at, known_as = path_of(element.get("at", "")), element.get("id", "")
    return Number(label, whole(element, "depth"), series, reference, lead, capitals, at, known_as)


def _rule(element: Element, place: Place) -> Rule:
    style = place.wear(given(element, "style"))
    whole_line = place.width
    if element.text or len(element):
        under = place.wear(given(element, "under"))
        *_rest, last_line = said(inlines(element, under, place)).split("\n")
        whole_line = place.lettering.width(last_line, under)
    return Rule(style, length(element, "part", 1) * min(whole_line, place.width))


def _box(element: Element, place: Place) -> Box:
    style = place.wear(given(element, "style"))
    content = inlines(element, style, place)
    if element.get("width"):
        width = length(element, "width")
    else:
        width = place.lettering.width(said(content), style) + length(element, "around")
    align = element.get("align", "center")
    if align not in _ALIGNMENTS:
        raise MarkupFault(
            _("«align» là {alignments}, không phải «{align}»", alignments=", ".join(_ALIGNMENTS), align=align), element
        )
    return Box(style, width, length(element, "height"), align, content)


def _section(element: Element, place: Place) -> Section:
    return Section(bool(element.get("landscape")), bool(element.get("restart")))


def _picture(element: Element, place: Place) -> Picture:
    style, size = place.wear(given(element, "style")), lengths(element, "size")
    image = place.images.get(given(element, "file"))
    if image is None or len(size) != 2:
        raise MarkupFault(_("«picture» cần «file» là tệp của một hình trong dự thảo, «size» là rộng và cao"), element)
    return Picture(style, image, given(element, "alt"), *size, bool(element.get("keep")))


def _contents(element: Element, place: Place) -> Contents:
    depth = min(whole(element, "depth"), len(STYLES))
    for style in STYLES[:depth]:
        place.wear(style)
    return Contents(depth)


def _page_bottom(element: Element, place: Place) -> PageBottom:
    read = [_block(child, place) for child in inside(element, "p", "rule")]
    blocks = [block for block in read if isinstance(block, Paragraph | Rule)]
    tops: list[float] = []
    top = place.lettering.bottom_edge
    for block in reversed(blocks):
        words = said(block.content) if isinstance(block, Paragraph) else ""
        top -= place.lettering.height(words, block.style, place.width)
        tops.insert(0, top)
    return PageBottom(tuple(blocks), tuple(tops))


def _grid(element: Element, place: Place) -> Grid:
    grid = Grid(lengths(element, "widths"), (), length(element, "before", 0), length(element, "gap", 0))
    return grid._replace(rows=tuple([_grid_row(row, grid.measures, place) for row in inside(element, "row")]))


def _grid_row(row: Element, widths: tuple[float, ...], place: Place) -> tuple[Cell, ...]:
    cells = [*inside(row, "cell")]
    _refuse_width(row, len(cells), widths)
    return tuple([Cell(_blocks(cell, place._replace(width=width))) for cell, width in zip(cells, widths, strict=True)])


def _table(element: Element, place: Place) -> Table:
    widths = lengths(element, "widths")
    rows = tuple([_table_row(row, widths, place) for row in inside(element, "tr")])
    figures = {column for row in element for column in _figure_columns(row)}
    return Table(widths, with_figures_aligned(rows, figures, place.lettering), element.get("title", ""))


def _figure_columns(row: Element) -> Iterator[int]:
    column = 0
    for cell in row:
        if cell.get("figures"):
            yield column
        column += whole(cell, "span", 1)


def _table_row(row: Element, widths: tuple[float, ...], place: Place) -> TableRow:
    cells: list[TableCell] = []
    end = 0
    for cell in inside(row, "td"):
        start, end = end, end + whole(cell, "span", 1)
        width = sum(widths[start:end]) - _AROUND_CELL
        cells.append(TableCell(_blocks(cell, place._replace(width=width)), end - start, whole(cell, "rows", 1)))
    _refuse_width(row, end, widths)
    return TableRow(tuple(cells), row.get("header") is not None, bool(row.get("keep")))


_BLOCKS: Mapping[str, Callable[[Element, Place], Block]] = {
    "p": _paragraph,
    "rule": _rule,
    "grid": _grid,
    "box": _box,
    "table": _table,
    "picture": _picture,
    "section": _section,
    "bottom": _page_bottom,
    "contents": _contents,
}


def _refuse_width(row: Element, columns: int, widths: tuple[float, ...]) -> None:
    if columns != len(widths):
        raise MarkupFault(_("hàng rộng {columns} cột, mà «widths» có {count} cột", columns=columns, count=len(widths)), row)
