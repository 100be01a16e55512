"""Puts a Word document together from a sheet of blocks."""

from __future__ import annotations

from docx.document import Document
from docx.parts.document import DocumentPart

from ctct.emit.word import parts
from ctct.emit.word.block_map import add_map
from ctct.emit.word.drawing import BlockWriter
from ctct.emit.word.elements import add, make_root, read_xml
from ctct.emit.word.footnotes import footnotes_root, inner_notes
from ctct.emit.word.numbering import Lists
from ctct.emit.word.package import WordPackage
from ctct.emit.word.pictures import Pictures
from ctct.emit.word.sections import SectionWriter
from ctct.emit.word.styles import Styles
from ctct.layout.blocks import Sheet
from ctct.layout.stylesheet import Stylesheet


def write_docx(sheet: Sheet, stylesheet: Stylesheet, *, literal_numbers: bool = False) -> bytes:
    """Return ``sheet`` as a Word file in the styles of ``stylesheet``, with a fingerprint by which ctct knows it again.

    ``literal_numbers`` types every number as text, for readers that cannot count (pandoc, Google Docs, language models).
    """
    return _build(sheet, stylesheet, literal_numbers).sealed()


def build_document(sheet: Sheet, stylesheet: Stylesheet, *, literal_numbers: bool = False) -> Document:
    """Return ``sheet`` as a document of python-docx, which may be gone on with and saved; for the rest see
    :func:`write_docx`.
    """
    document: Document = _build(sheet, stylesheet, literal_numbers).main_document_part.document
    return document


def _build(sheet: Sheet, stylesheet: Stylesheet, literal_numbers: bool) -> WordPackage:
    package, page = WordPackage(), stylesheet.page
    root = make_root("document")
    add(root, "body")
    package.add(parts.DOCUMENT, root)
    document: DocumentPart = package.main_document_part
    styles = Styles(stylesheet)
    lists = Lists(sheet.series, styles, literal_numbers)
    writer = BlockWriter(styles, lists, Pictures(document), inner_notes(sheet.notes))
    # The blocks come first: they settle which looks the styles, and which starts the lists, must provide for.
    SectionWriter(package, stylesheet, writer).write(sheet)
    if sheet.notes:
        package.add(parts.FOOTNOTES, footnotes_root(sheet.notes, writer), document)
    if sheet.series and not literal_numbers:
        package.add(parts.NUMBERING, lists.root(), document)
    package.add(parts.STYLES, styles.root(lists.linked), document)
    package.add(parts.SETTINGS, parts.settings_root(page, notes=bool(sheet.notes)), document)
    package.add(parts.FONTS, parts.fonts_root(page.font), document)
    package.add(parts.THEME, parts.theme_root(page.font), document)
    if sheet.map is not None:
        add_map(package, document, sheet.map)
    package.add(parts.CORE, parts.core_root(sheet.properties, page.language))
    package.add(parts.APPLICATION, read_xml("app"))
    return package
