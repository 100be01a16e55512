"""What a layout says and a writer draws: paragraphs, grids and breaks, with all wording settled.

Widths are millimetres, sizes points. ``style`` is a style name of the layout's ``the-thuc.yaml``: the only contract
between templates and writers.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look. A new line inside ``text`` is a line break, a tab a tab; ``style`` names a character style."""

    text: str
    italic: bool = False
    bold: bool = False
    style: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    r"""A live reference: ``text`` as it reads now, ``bookmark`` where the number stands.

    ``label`` asks for the number of the paragraph that bears the bookmark (REF … \n), else for the bookmark's own text.
    """

    text: str
    bookmark: str
    label: bool = True
    italic: bool = False


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of footnote ``number``; ``again`` when the note has been marked before."""

    number: int
    again: bool = False


Inline = Run | Link | NoteMark


@dataclass(frozen=True, slots=True)
class Number:
    """A paragraph's place in a list.

    ``label`` is the number as printed (``B.``, ``1.1.``, ``Điều 5.``), ``reference`` what a :class:`Link` repeats of it (``B``,
    ``1.1``, ``Điều 5``), ``lead`` what follows it at once and is no part of it (the ``-`` of ``I-``, the ``)`` of ``a)``).
    ``series`` names the list it counts in (``""`` is the document's own; another is a list that starts anew with other
    marks) and ``level`` its depth there, from 0.
    """

    label: str
    level: int
    series: str
    reference: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in a named style; ``bookmark`` encloses it whole."""

    style: str
    content: tuple[Inline, ...]
    number: Number | None = None
    bookmark: str | None = None
    keep_next: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line, ``width`` millimetres long, centred in a paragraph of ``style``."""

    style: str
    width: float


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a grid."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A borderless table: ``widths`` of its columns in millimetres, its rows of cells; never split over pages.

    ``before`` is the space above it in points.
    """

    widths: tuple[float, ...]
    rows: tuple[tuple[Cell, ...], ...]
    before: float = 0


Block = Paragraph | Rule | Grid


@dataclass(frozen=True, slots=True)
class Note:
    """The text of footnote ``number``."""

    number: int
    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """One depth of a series: how Word counts (``format``, ``""`` where Word cannot and the number is typed) and what stands
    round the number (``text``, as ``%1.``).
    """

    style: str
    format: str
    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """A list of up to nine levels. Series with the same ``levels`` share Word's abstract definition."""

    name: str
    levels: tuple[Level, ...]


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself."""

    title: str
    subject: str
    creator: str
    created: str | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole document in blocks, ready to be drawn; ``first_footer`` stands at the foot of page 1."""

    blocks: tuple[Block, ...]
    notes: tuple[Note, ...]
    series: tuple[Series, ...]
    properties: Properties
    first_footer: tuple[Block, ...] = ()
