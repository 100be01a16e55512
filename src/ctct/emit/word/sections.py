"""Sections: stretches of pages that lie one way and count in one run, and what stands in the margins of their pages."""

from __future__ import annotations

from typing import NamedTuple

from docx.enum.section import WD_HEADER_FOOTER, WD_ORIENTATION
from docx.parts.document import DocumentPart
from docx.section import Section as WordSection
from docx.shared import Mm

from ctct.emit.appearance import Looks, stretches
from ctct.emit.word.drawing import BlockWriter, add_spacer
from ctct.emit.word.elements import Element, add, make_root, read_xml, twips
from ctct.emit.word.package import PartKind, WordPackage
from ctct.emit.word.parts import FOOTER, HEADER
from ctct.emit.word.watermark import add_watermark
from ctct.layout.blocks import TABULAR, Block, Section, Sheet
from ctct.layout.stylesheet import Page, Stylesheet


class _Edge(NamedTuple):
    """What stands at an edge of pages: the kind of its part, and the id of its relationship."""

    kind: PartKind
    relationship: str


class SectionWriter:
    """Writes a sheet, section by section, into a document."""

    def __init__(self, package: WordPackage, stylesheet: Stylesheet, writer: BlockWriter) -> None:
        self._package = package
        self._document: DocumentPart = package.main_document_part
        self._page = stylesheet.page
        self._looks = Looks(stylesheet)
        self._writer = writer
        self._watermarks = 0
        self._first: list[_Edge] = []
        self._later: list[_Edge] = []

    def write(self, sheet: Sheet) -> None:
        """Write the blocks of ``sheet``, each section ending with a paragraph that describes it, the last with the body."""
        self._watermark = sheet.watermark
        self._number = self._add_edge(HEADER, read_xml("header"))
        self._add_first_edges(sheet)
        body = self._document.element.body
        opened, first = Section(), True
        # LibreOffice puts an empty line of its own, as high as text, before a table that begins a document.
        if isinstance(next(iter(sheet.blocks), None), TABULAR):
            add_spacer(body)
        for section, blocks in stretches(sheet.blocks):
            if section is not None:
                self._describe(opened, first, add_spacer(body))
                opened, first = section, False
            self._writer.write(blocks, body, twips(self._turned(opened).text_width))
        self._describe(opened, first, body)

    def _turned(self, section: Section) -> Page:
        return self._page.turned() if section.landscape else self._page

    def _describe(self, section: Section, first: bool, into: Element) -> None:
        """Append the ``w:sectPr``: paper, margins, a number on every page but the first of a run."""
        made = add(into, "sectPr")
        _refer(made, WD_HEADER_FOOTER.PRIMARY, self._number)
        for edge in self._first if first else self._later if section.restart else ():
            _refer(made, WD_HEADER_FOOTER.FIRST_PAGE, edge)
        page, described = self._turned(section), WordSection(made, self._document)
        described.page_width, described.page_height = Mm(page.width), Mm(page.height)
        if section.landscape:
            described.orientation = WD_ORIENTATION.LANDSCAPE
        described.top_margin, described.right_margin = Mm(page.top), Mm(page.right)
        described.bottom_margin, described.left_margin = Mm(page.bottom), Mm(page.left)
        described.header_distance = described.footer_distance = Mm(page.header)
        described.gutter = 0
        if section.restart:
            add(made, "pgNumType", start=1)
        described.different_first_page_header_footer = first or section.restart

    def _add_first_edges(self, sheet: Sheet) -> None:
        """Add the edges of page 1 and, where other runs follow, empty ones: they would repeat those otherwise."""
        again = any(isinstance(block, Section) and block.restart for block in sheet.blocks)
        for kind, blocks in ((HEADER, sheet.first_header), (FOOTER, sheet.first_footer)):
            drawn = blocks or (kind is HEADER and sheet.watermark)
            if drawn:
                self._first.append(self._add_blocks(kind, blocks))
            if drawn and again:
                self._later.append(self._add_blocks(kind, ()))

    def _add_blocks(self, kind: PartKind, blocks: tuple[Block, ...]) -> _Edge:
        root = make_root("hdr" if kind is HEADER else "ftr")
        self._writer.write(blocks, root, twips(self._page.text_width))
        return self._add_edge(kind, root)

    def _add_edge(self, kind: PartKind, root: Element) -> _Edge:
        if kind is HEADER and self._watermark:
            self._watermarks += 1
            look = self._looks.of(self._watermark.style)
            add_watermark(root, self._watermark, look, self._page.font, self._watermarks)
        return _Edge(kind, self._package.add(kind, root, self._document))


def _refer(section: Element, pages: WD_HEADER_FOOTER, edge: _Edge) -> None:
    refer = section.add_headerReference if edge.kind is HEADER else section.add_footerReference
    refer(pages, edge.relationship)
