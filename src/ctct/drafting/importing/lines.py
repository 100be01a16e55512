"""What the Word reader gives → lines and tables in reading order, each with its place, its looks and its notes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ctct.drafting.importing.cleaning import clean, in_one_line, one_blank
from ctct.drafting.importing.spelling import Spelling
from ctct.language import N_, _
from ctct.word.tree import Mark, Paragraph, Piece, Place, WordDocument

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
OBJECTS = {
    "blip": N_("hình"),
    "imagedata": N_("hình"),
    "chart": N_("biểu đồ"),
    "relIds": N_("sơ đồ (SmartArt)"),
    "object": N_("tệp nhúng"),
    "sym": N_("ký hiệu của phông chữ riêng"),
    "altChunk": N_("văn bản khác lồng vào"),
    "subDoc": N_("văn bản con"),
    "textpath": N_("chữ nghệ thuật"),
}
"""What is no text, by what the file calls it."""
_WORDART = "textpath"
TOP, FOOT = N_("đầu trang"), N_("chân trang")
"""What tells people that a line stands at the head or at the foot of pages."""


class Stretch(NamedTuple):
    """Words of one look, or the mark of a note (``text`` is empty then)."""

    text: str
    bold: bool = False
    italic: bool = False
    note: str = ""


@dataclass(slots=True, eq=False)
class Line:
    """A paragraph that says something: ``raw`` as it stands (tabs, runs of blanks, soft breaks), ``text`` with single spaces,
    ``stretches`` the same text by its looks, ``label`` the number that Word counts for it. ``at`` tells people where it is,
    ``gap`` that empty paragraphs part it from that above in its cell.
    """

    at: str
    raw: str
    text: str
    stretches: tuple[Stretch, ...] = ()
    label: str = ""
    style: str = ""
    align: str = ""
    bold: bool = False
    caps: bool = False
    section: int = 0
    gap: bool = False

    @property
    def plain(self) -> str:
        """The text in one line."""
        return self.text.replace("\n", " ")

    @property
    def whole(self) -> str:
        """The text in one line with its number, as it is printed."""
        return f"{self.label} {self.plain}".strip()

    @property
    def centred(self) -> bool:
        """Whether it stands in the middle of the page."""
        return self.align == "center"

    def parts(self) -> Iterator[str]:
        """Yield what soft breaks part."""
        return (part.strip() for part in self.text.split("\n") if part.strip())


@dataclass(slots=True, eq=False)
class Cell:
    """A cell of a table at a grid column, ``span`` columns wide; ``merge`` as the Word reader has it."""

    column: int
    span: int
    merge: str
    lines: list[Line] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Grid:
    """A table: rows of cells. ``nested`` says that a table stands in one of its cells: its words are the cell's here."""

    number: int
    rows: list[list[Cell]] = field(default_factory=list)
    nested: bool = False
    section: int = 0

    def lines(self) -> Iterator[Line]:
        """Yield its lines in reading order."""
        return (line for row in self.rows for cell in row for line in cell.lines)

    @property
    def columns(self) -> int:
        """How many columns its grid has."""
        return max((cell.column + cell.span for row in self.rows for cell in row), default=0)


Block = Line | Grid


@dataclass(slots=True)
class Document:
    """The lines and tables of a document; what stands in boxes and at the edges of pages; notes by their ids. ``objects`` tells
    of what is no text, each with its place, ``behind`` has the words drawn behind the text of pages.
    """

    blocks: list[Block] = field(default_factory=list)
    boxes: list[Line] = field(default_factory=list)
    edges: list[Line] = field(default_factory=list)
    notes: dict[str, list[Line]] = field(default_factory=dict)
    objects: list[str] = field(default_factory=list)
    behind: list[str] = field(default_factory=list)
    landscape: tuple[bool, ...] = ()
    codes: tuple[str, ...] = ()
    typed_notes: int = 0

    def everything(self) -> Iterator[Line]:
        """Yield every line: body, boxes, edges, notes."""
        for block in self.blocks:
            yield from [block] if isinstance(block, Line) else block.lines()
        yield from self.boxes
        yield from self.edges
        for note in self.notes.values():
            yield from note

    def lies_down(self, section: int) -> bool:
        """Return whether pages of a section lie on their side."""
        return section < len(self.landscape) and self.landscape[section]


def lines_of(word: WordDocument) -> Document:
    """Return the lines of a document whose changes are accepted."""
    reading = _Reading(word)
    document = Document(landscape=tuple(section.landscape for section in word.sections))
    for number, paragraph in enumerate(word.paragraphs, 1):
        reading.take(paragraph, number, document)
    for name, story in word.edges.items():
        place = _(TOP if "header" in name else FOOT)
        document.edges += [line for one in story if (line := reading.line(one, place))]
    for number, (note, story) in enumerate(word.notes.items(), 1):
        document.notes[note] = [line for one in story if (line := reading.line(one, _("chú thích {number}", number=number)))]
    document.objects, document.codes = reading.objects, reading.codes
    document.behind = list(dict.fromkeys(reading.behind))
    return document


class _Reading:
    """Reads one document."""

    def __init__(self, word: WordDocument) -> None:
        self.objects: list[str] = []
        self.behind: list[str] = []
        self._word = word
        self._spelling = Spelling(paragraph.text for paragraph in word.everything())
        self.codes = self._spelling.codes
        self._rows: tuple[int, int] | None = None
        self._cells: dict[Place, Cell] = {}
        self._grids: dict[int, Grid] = {}
        self._gaps: set[Place] = set()

    def take(self, paragraph: Paragraph, number: int, document: Document) -> None:
        """Put a paragraph where it belongs."""
        cell, in_box = _around(paragraph.place)
        if in_box:
            document.boxes += filter(None, [self.line(paragraph, _("khung chữ, đoạn {number}", number=number))])
        elif cell is None:
            document.blocks += filter(None, [self.line(paragraph, _("đoạn {number}", number=number))])
        else:
            self._take_cell(paragraph, cell, document)

    def _take_cell(self, paragraph: Paragraph, place: Place, document: Document) -> None:
        grid = self._grids.get(place.table)
        if grid is None:
            grid = self._grids[place.table] = Grid(len(self._grids) + 1, section=paragraph.section)
            document.blocks.append(grid)
            self._rows = None
        if (place.table, place.row) != self._rows:
            grid.rows.append([])
            self._rows = (place.table, place.row)
        cell = self._cells.get(place)
        if cell is None:
            cell = self._cells[place] = Cell(place.column, place.span, place.merge)
            grid.rows[-1].append(cell)
        grid.nested |= paragraph.place.cell is not place
        at = _("bảng {table}, dòng {row}, cột {column}", table=grid.number, row=len(grid.rows), column=place.column + 1)
        line = self.line(paragraph, at)
        if line is None:
            self._gaps.add(place)
            return
        line.gap = place in self._gaps and bool(cell.lines)
        self._gaps.discard(place)
        cell.lines.append(line)

    def line(self, paragraph: Paragraph, at: str) -> Line | None:
        """Return a paragraph as a line, ``None`` for one that says nothing."""
        spans = list(self._spans(paragraph, at))
        raw = "".join(span.text for span in spans)
        text = one_blank(raw)
        label = clean(paragraph.label or "")
        if not text and not any(span.note for span in spans):
            return Line(at, "", "", label=label) if label and any(map(str.isalnum, label)) else None
        said = [one for one in paragraph.pieces if one.text.strip() and not one.look.hidden]
        return Line(
            at,
            raw,
            text,
            tuple(_evened(spans)),
            label,
            paragraph.style,
            self._align(paragraph),
            bool(said) and all(one.look.bold for one in said),
            bool(said) and all(one.look.caps for one in said),
            paragraph.section,
        )

    def _spans(self, paragraph: Paragraph, at: str) -> Iterator[Stretch]:
        whole = paragraph.text
        for one in paragraph.content:
            if type(one) is Mark:
                if one.kind == "note" and one.id in self._word.notes:
                    yield Stretch("", note=one.id)
                elif one.kind == "object":
                    self._take_object(one, at)
            elif type(one) is Piece and not one.look.hidden:
                text = one.text.translate(_RAISED) if one.look.raised else one.text
                yield Stretch(self._spelling.read(clean(text), whole), one.look.bold, one.look.italic)

    def _take_object(self, mark: Mark, at: str) -> None:
        words, name = in_one_line(clean(mark.id)), _(OBJECTS.get(mark.name, mark.name))
        if mark.name == _WORDART and words and at == _(TOP):
            self.behind.append(words)
        elif mark.name != _WORDART or words:
            self.objects.append(f"{at}: {name} «{words}»" if words else f"{at}: {name}")

    def _align(self, paragraph: Paragraph) -> str:
        aligns = self._word.styles.aligns
        own = paragraph.setting.align
        return own or next((aligns[one] for one in self._word.styles.chain(paragraph.setting.style) if one in aligns), "")


def _around(place: Place) -> tuple[Place | None, bool]:
    """Return the outermost cell that a place lies in, and whether it lies in a box."""
    cell: Place | None = None
    step: Place | None = place
    in_box = False
    while step is not None:
        in_box |= step.kind == "box"
        cell = step if step.kind == "cell" else cell
        step = step.outer
    return cell, in_box


def _evened(spans: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield stretches with single spaces, without those at the ends of lines."""
    before, waiting = "\n", ""
    for span in spans:
        if span.note:
            yield span
            continue
        kept = ""
        for sign in span.text:
            if sign == "\n" or sign.isspace():
                waiting = "\n" if sign == "\n" or waiting == "\n" else " "
                continue
            if waiting and before != "\n":
                kept += waiting
            waiting, before = "", ""
            if unicodedata.combining(sign) and kept:
                kept = unicodedata.normalize("NFC", kept + sign)
            else:
                kept += sign
        if kept:
            before = kept[-1]
            yield span._replace(text=kept)


def shown(line: Line, most: int = 80) -> str:
    """Return the beginning of a line for a message."""
    text = in_one_line(line.whole)
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"
