"""Puts a Word document together from a sheet of blocks."""

from __future__ import annotations

from collections.abc import Iterator

from ctct.emit.word.footnotes import inner_notes, write_footnotes
from ctct.emit.word.numbering import Lists
from ctct.emit.word.ooxml import DECLARATION, WORD_NAMESPACES
from ctct.emit.word.package import Package
from ctct.emit.word.sections import edge_parts, write_body
from ctct.emit.word.settings import (
    APPLICATION,
    write_core,
    write_font_table,
    write_header,
    write_settings,
    write_theme,
)
from ctct.emit.word.styles import Wardrobe
from ctct.emit.word.wordml import Pen
from ctct.layout.blocks import Sheet
from ctct.layout.stylesheet import Page, Stylesheet


def write_docx(sheet: Sheet, stylesheet: Stylesheet, *, literal_numbers: bool = False) -> bytes:
    """Return ``sheet`` as a Word document in the styles of ``stylesheet``.

    ``literal_numbers`` types every number as text, for readers that cannot count (pandoc, Google Docs, language models).
    """
    page = stylesheet.page
    wardrobe = Wardrobe(stylesheet)
    lists = Lists(sheet.series, wardrobe, literal_numbers)
    pen = Pen(wardrobe, lists, inner_notes(sheet.notes))
    # The blocks come first: they settle which looks the styles, and which starts the lists, must provide for.
    parts: dict[str, Iterator[str]] = {"word/document.xml": _write_document(sheet, page, pen)}
    if sheet.notes:
        parts["word/footnotes.xml"] = write_footnotes(sheet.notes, pen)
    parts |= edge_parts(sheet, page, pen)
    if sheet.series and not literal_numbers:
        parts["word/numbering.xml"] = lists.write()
    parts["word/styles.xml"] = wardrobe.write(lists.links())
    parts["word/header.xml"] = iter([write_header(wardrobe)])
    parts["word/settings.xml"] = iter([write_settings(page, bool(sheet.notes))])
    parts["word/fontTable.xml"] = iter([write_font_table(page.font)])
    parts["word/theme.xml"] = iter([write_theme(page.font)])
    parts["docProps/core.xml"] = iter([write_core(sheet.properties, page.language)])
    parts["docProps/app.xml"] = iter([APPLICATION])
    package = Package(parts)
    for name, chunks in parts.items():
        package.add(name, chunks)
    return package.close()


def _write_document(sheet: Sheet, page: Page, pen: Pen) -> Iterator[str]:
    yield f"{DECLARATION}<w:document {WORD_NAMESPACES}><w:body>"
    yield from write_body(sheet, page, pen)
    yield "</w:body></w:document>"
