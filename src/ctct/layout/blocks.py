"""What a layout says and a writer draws: paragraphs, grids and breaks, with all wording settled.

Widths are millimetres, sizes points. ``style`` is a style name of the layout's ``the-thuc.yaml``: the only contract
between templates and writers. Inlines are those of the resolved document: they are settled there, and only handed on.
"""

# Without `from __future__ import annotations`: named tuples are made of types in half the time that their names take.

from typing import Any, NamedTuple

from ctct.diagnostics import Path
from ctct.resolve.inlines import Inline as Inline  # noqa: PLC0414 - for emit, which knows blocks and never documents
from ctct.resolve.inlines import Link as Link  # noqa: PLC0414
from ctct.resolve.inlines import NoteMark as NoteMark  # noqa: PLC0414
from ctct.resolve.inlines import Run as Run  # noqa: PLC0414
from ctct.resolve.tree import Image as Image  # noqa: PLC0414


class Number(NamedTuple):
    """A paragraph's place in a list.

    ``label`` is the number as printed (``B.``, ``1.1.``, ``Điều 5.``), ``reference`` what a :class:`Link` repeats of it (``B``,
    ``1.1``, ``Điều 5``), ``lead`` what follows it at once and is no part of it (the ``-`` of ``I-``, the ``)`` of ``a)``).
    ``series`` names the list it counts in (``""`` is the document's own; another is a list that starts anew with other
    marks) and ``level`` its depth there, from 0. Its style may show it in ``capitals``: unlike words it is not written so,
    for what Word counts, and what links repeat, is the label. ``at`` is the place in the draft of what bears it, ``id`` its id
    there.
    """

    label: str
    level: int
    series: str
    reference: str
    lead: str = ""
    capitals: bool = False
    at: Path = ()
    id: str = ""

    @property
    def printed(self) -> str:
        """The label with its lead, as the page shows them."""
        said = self.label + self.lead
        return said.upper() if self.capitals else said


class Paragraph(NamedTuple):
    """A paragraph in a named style; ``bookmark`` encloses it whole. ``right`` is its distance from the right edge of its cell
    in millimetres, ``key`` what it is called in the document's map.
    """

    style: str
    content: tuple[Inline, ...]
    number: Number | None = None
    bookmark: str | None = None
    keep_next: bool = False
    right: float = 0
    key: str = ""

    @property
    def leads_bold(self) -> bool:
        """Whether its first words are bold, as a lead that runs into the text: its number then is, too."""
        first = self.content[0] if self.content else None
        return isinstance(first, Run) and first.bold


class Rule(NamedTuple):
    """A horizontal line, ``width`` millimetres long, centred in a paragraph of ``style``."""

    style: str
    width: float


class Cell(NamedTuple):
    """One cell of a grid."""

    blocks: tuple["Block", ...]


class Grid(NamedTuple):
    """A borderless table: ``widths`` of its columns in millimetres, its rows of cells; never split over pages.

    ``before`` is the space above it in points, ``gap`` what each column but the last leaves free at its right.
    """

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    before: float = 0
    gap: float = 0

    @property
    def measures(self) -> tuple[float, ...]:
        """How wide the text in each column is set."""
        return (*(width - self.gap for width in self.widths[:-1]), *self.widths[-1:])


class Box(NamedTuple):
    """A frame ``width`` by ``height`` millimetres round a line in ``style``, at the ``align`` (``center``, ``right``) of its
    column.
    """

    style: str
    width: float
    height: float
    align: str
    content: tuple[Inline, ...]


CELL_MARGIN = 4.0
"""Points between the lines of a table and its words, at the left and at the right."""


class TableCell(NamedTuple):
    """A cell of a table, ``span`` columns wide and ``rows`` rows high; one of no row is the lower part of that above it."""

    blocks: tuple["Block", ...]
    span: int = 1
    rows: int = 1


class TableRow(NamedTuple):
    """A row of a table; a ``header`` is repeated on every page. ``keep_next`` has it stand on one page with the next row, the
    last with what follows the table. One that ``may_break`` goes over to the next page where it is full.
    """

    cells: tuple[TableCell, ...]
    header: bool = False
    keep_next: bool = False
    may_break: bool = False


class Table(NamedTuple):
    """A ruled table: ``widths`` of its columns in millimetres, its rows; rows are not split over pages unless they
    say so.

    ``title`` is what it is called to those who do not see it; what is printed of that is a paragraph of its own.
    """

    widths: tuple[float, ...]
    rows: tuple[TableRow, ...]
    title: str = ""


class Picture(NamedTuple):
    """A picture, ``width`` by ``height`` millimetres, in the middle of a paragraph of ``style``; ``alt`` says what it shows.
    ``raster`` is the same drawn in pixels, for who cannot show an SVG.
    """

    style: str
    image: Image
    alt: str
    width: float
    height: float
    keep_next: bool = False
    raster: bytes = b""


class Section(NamedTuple):
    """A new page: what follows lies on its side if ``landscape``, and counts its pages from 1 if ``restart``."""

    landscape: bool = False
    restart: bool = False


class PageBottom(NamedTuple):
    """What stands at the bottom edge of the page that it falls on, and takes no room in the text: paragraphs and rules, and
    where each begins, in millimetres from the top edge of the paper.
    """

    blocks: tuple[Paragraph | Rule, ...]
    tops: tuple[float, ...]


class ContentsLine(NamedTuple):
    """A heading named in a contents list: its words, the bookmark on it, its page once it is known."""

    style: str
    text: str
    bookmark: str
    page: str = ""


class Contents(NamedTuple):
    """The list of the headings of a document, ``depth`` levels of them, the highest that it has: ``outlines`` are the first
    and the last of these.
    """

    depth: int
    lines: tuple[ContentsLine, ...] = ()
    outlines: tuple[int, int] = (1, 1)


Block = Paragraph | Rule | Grid | Box | Table | Picture | Section | PageBottom | Contents
TABULAR = (Grid, Table, Box)
"""What is a table to Word: two that touch would be one."""


class Note(NamedTuple):
    """The text of footnote ``number``, ``key`` what it is called in the document's map."""

    number: int
    content: tuple[Inline, ...]
    key: str = ""


class Level(NamedTuple):
    """One depth of a series: how Word counts (``format``, ``""`` where Word cannot and the number is typed) and what stands
    round the number (``text``, as ``%1.``).
    """

    style: str
    format: str
    text: str
    bold: bool = False


class Series(NamedTuple):
    """A list of up to nine levels that begins with number ``start``. Series with the same ``levels`` share Word's abstract
    definition.
    """

    name: str
    levels: tuple[Level, ...]
    start: int = 1


class Properties(NamedTuple):
    """What the file says of itself."""

    title: str
    subject: str
    creator: str
    created: str | None


class Watermark(NamedTuple):
    """Words in ``style`` behind the text of every page, ``width`` millimetres long; not part of the text."""

    style: str
    text: str
    width: float


class Sheet(NamedTuple):
    """A whole document in blocks, ready to be drawn; ``first_footer`` stands at the foot of page 1, ``first_header`` in its
    top margin. ``map`` is what it is to say of itself (:class:`ctct.layout.block_map.BlockMap`).
    """

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    series: tuple[Series, ...]
    properties: Properties
    first_footer: tuple[Block, ...] = ()
    first_header: tuple[Block, ...] = ()
    watermark: Watermark | None = None
    map: Any = None
