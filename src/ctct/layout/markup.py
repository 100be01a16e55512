"""The block markup that templates render: written from resolved texts, read into blocks.

A score of elements: ``sheet``; ``p`` in a ``style``; ``grid`` of ``row`` of ``cell``; ``rule`` as long as the words inside it
in the style ``under``, or a ``part`` of that, or as long as a line when it has none; ``box`` of ``width`` and ``height`` round
its words; ``table`` of ``tr`` of ``td``; ``section`` for a new page; ``footer`` for the foot of page 1 and ``header`` for its
top margin; inside a paragraph ``i``, ``b``, ``s`` (a character style by
``name``), ``ref``, ``note`` and ``br``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from xml.parsers import expat

from markupsafe import Markup, escape

from ctct.layout.blocks import (
    Block,
    Box,
    Cell,
    Grid,
    Inline,
    Link,
    NoteMark,
    Number,
    Paragraph,
    Rule,
    Run,
    Section,
    Table,
    TableCell,
    TableRow,
)
from ctct.resolve import tree


def write_inlines(pieces: tree.Inlines) -> Markup:
    """Return resolved text as markup; whatever the text holds is escaped."""
    return Markup("").join(_WRITE[type(piece)](piece) for piece in pieces)


def _write_run(piece: tree.Run) -> Markup:
    text = escape(piece.text)
    if piece.bold:
        text = Markup("<b>%s</b>") % text
    return Markup("<i>%s</i>") % text if piece.italic else text


def _write_link(piece: tree.Link) -> Markup:
    link = Markup('<ref to="%s" label="%s">%s</ref>') % (piece.bookmark, "1" if piece.label else "", piece.text)
    return Markup("<i>%s</i>") % link if piece.italic else link


def _write_note(piece: tree.NoteMark) -> Markup:
    return Markup('<note number="%s" again="%s"/>') % (piece.number, "1" if piece.again else "")


_WRITE: dict[type, Callable[[Any], Markup]] = {
    tree.Run: _write_run,
    tree.Link: _write_link,
    tree.NoteMark: _write_note,
}


def write_number(item: tree.Item) -> Markup:
    """Return the attributes that give a paragraph the number of ``item``."""
    return Markup(' label="%s" reference="%s" lead="%s" series="%s" depth="%s" bookmark="%s"') % (
        item.label,
        item.number,
        item.lead,
        item.series,
        item.depth,
        item.bookmark or "",
    )


class BlockReader:
    """Reads rendered markup, piece by piece, into blocks. ``measure(text, style)`` gives the width of words in mm, ``width`` is
    that of a line.

    ``worn`` are the names of the styles that the markup uses.

    Raises ``expat.ExpatError`` for markup that is not XML and ``KeyError`` for an unknown element or attribute: faults of a
    template, never of a draft.
    """

    def __init__(self, measure: Callable[[str, str], float], width: float) -> None:
        self.measure = measure
        self.width = width
        self.blocks: list[Block] = []
        self.footer: list[Block] = []
        self.header: list[Block] = []
        self.worn: set[str] = set()
        self._into = self.blocks
        self._outer: list[Block] = self.blocks
        self._rows: list[tuple[Cell, ...]] = []
        self._cells: list[Cell] = []
        self._in_grid = False
        self._lines: list[TableRow] = []
        self._line: list[TableCell] = []
        self._given: dict[str, dict[str, str]] = {}
        self._widths: tuple[float, ...] = ()
        self._before = 0.0
        self._paragraph: dict[str, str] = {}
        self._inlines: list[Inline] | None = None
        self._dress: list[tuple[str, dict[str, str]]] = []
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text

    def read(self, chunks: Iterable[str]) -> None:
        """Read all of ``chunks``."""
        for chunk in chunks:
            self._parser.Parse(chunk)
        self._parser.Parse("", True)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        _START[name](self, name, attributes)

    def _end(self, name: str) -> None:
        _END[name](self)

    def _open_paragraph(self, name: str, attributes: dict[str, str]) -> None:
        self._paragraph, self._inlines = attributes, []
        self.worn.add(attributes["style"])

    def _close_paragraph(self) -> None:
        given = self._paragraph
        number = None
        if "label" in given:
            number = Number(given["label"], int(given["depth"]), given["series"], given["reference"], given["lead"])
        inlines = tuple(self._inlines or ())
        self._inlines = None
        self._into.append(Paragraph(given["style"], inlines, number, given.get("bookmark") or None))

    def _close_rule(self) -> None:
        given, text = self._paragraph, self._said()
        line = self._widths[len(self._cells)] if self._in_grid else self.width
        length = self.measure(text, given["under"]) if text else line
        self._into.append(Rule(given["style"], float(given.get("part", 1)) * min(length, line)))

    def _said(self) -> str:
        """Return the words of the element that ends, and end them."""
        text = "".join(piece.text for piece in self._inlines or () if isinstance(piece, Run))
        self._inlines = None
        return text

    def _close_box(self) -> None:
        given, content = self._paragraph, tuple(self._inlines or ())
        text = self._said()
        width = float(given.get("width") or self.measure(text, given["style"]) + float(given["around"]))
        self._into.append(Box(given["style"], width, float(given["height"]), given.get("align", "center"), content))

    def _open_table(self, name: str, attributes: dict[str, str]) -> None:
        self._given["table"] = attributes
        self._outer, self._lines = self._into, []

    def _close_table(self) -> None:
        self._into = self._outer
        widths = tuple(float(width) for width in self._given["table"]["widths"].split())
        self._into.append(Table(widths, tuple(self._lines)))

    def _open_line(self, name: str, attributes: dict[str, str]) -> None:
        self._given["tr"], self._line = attributes, []

    def _close_line(self) -> None:
        self._lines.append(TableRow(tuple(self._line), "header" in self._given["tr"]))

    def _open_table_cell(self, name: str, attributes: dict[str, str]) -> None:
        self._given["td"], self._into = attributes, []

    def _close_table_cell(self) -> None:
        self._line.append(TableCell(tuple(self._into), int(self._given["td"].get("span", 1))))

    def _section(self, name: str, attributes: dict[str, str]) -> None:
        self._into.append(Section(bool(attributes.get("landscape")), bool(attributes.get("restart"))))

    def _open_grid(self, name: str, attributes: dict[str, str]) -> None:
        self._widths = tuple(float(width) for width in attributes["widths"].split())
        self._before = float(attributes.get("before", 0))
        self._outer, self._rows, self._in_grid = self._into, [], True

    def _close_grid(self) -> None:
        self._into, self._in_grid = self._outer, False
        self._into.append(Grid(self._widths, tuple(self._rows), self._before))

    def _open_row(self, name: str, attributes: dict[str, str]) -> None:
        self._cells = []

    def _close_row(self) -> None:
        self._rows.append(tuple(self._cells))

    def _open_cell(self, name: str, attributes: dict[str, str]) -> None:
        self._into = []

    def _close_cell(self) -> None:
        self._cells.append(Cell(tuple(self._into)))

    def _open_edge(self, name: str, attributes: dict[str, str]) -> None:
        self._outer, self._into = self._into, self.footer if name == "footer" else self.header

    def _close_edge(self) -> None:
        self._into = self._outer

    def _open_dress(self, name: str, attributes: dict[str, str]) -> None:
        self._dress.append((name, attributes))
        if name == "s":
            self.worn.add(attributes["name"])

    def _close_dress(self) -> None:
        self._dress.pop()

    def _break(self, name: str, attributes: dict[str, str]) -> None:
        self._text("\n")

    def _note(self, name: str, attributes: dict[str, str]) -> None:
        if self._inlines is not None:
            self._inlines.append(NoteMark(int(attributes["number"]), bool(attributes["again"])))

    def _nothing(self, *_: object) -> None:
        pass

    def _text(self, text: str) -> None:
        if self._inlines is None:
            return
        worn = dict(self._dress)
        italic, bold = "i" in worn, "b" in worn
        if "ref" in worn:
            self._inlines.append(Link(text, worn["ref"]["to"], bool(worn["ref"]["label"]), italic))
        else:
            self._inlines.append(Run(text, italic, bold, worn["s"]["name"] if "s" in worn else ""))


_START: dict[str, Callable[[BlockReader, str, dict[str, str]], None]] = {
    "sheet": BlockReader._nothing,
    "p": BlockReader._open_paragraph,
    "rule": BlockReader._open_paragraph,
    "grid": BlockReader._open_grid,
    "row": BlockReader._open_row,
    "cell": BlockReader._open_cell,
    "footer": BlockReader._open_edge,
    "header": BlockReader._open_edge,
    "box": BlockReader._open_paragraph,
    "table": BlockReader._open_table,
    "tr": BlockReader._open_line,
    "td": BlockReader._open_table_cell,
    "section": BlockReader._section,
    "i": BlockReader._open_dress,
    "b": BlockReader._open_dress,
    "s": BlockReader._open_dress,
    "ref": BlockReader._open_dress,
    "br": BlockReader._break,
    "note": BlockReader._note,
}
_END: dict[str, Callable[[BlockReader], None]] = {
    "sheet": BlockReader._nothing,
    "p": BlockReader._close_paragraph,
    "rule": BlockReader._close_rule,
    "grid": BlockReader._close_grid,
    "row": BlockReader._close_row,
    "cell": BlockReader._close_cell,
    "footer": BlockReader._close_edge,
    "header": BlockReader._close_edge,
    "box": BlockReader._close_box,
    "table": BlockReader._close_table,
    "tr": BlockReader._close_line,
    "td": BlockReader._close_table_cell,
    "section": BlockReader._nothing,
    "i": BlockReader._close_dress,
    "b": BlockReader._close_dress,
    "s": BlockReader._close_dress,
    "ref": BlockReader._close_dress,
    "br": BlockReader._nothing,
    "note": BlockReader._nothing,
}
