"""Sections: stretches of pages that lie one way and count in one run, and what stands in the margins of their pages."""

from __future__ import annotations

from collections.abc import Iterator

from ctct.emit.appearance import stretches
from ctct.emit.word.ooxml import DECLARATION, WORD_NAMESPACES, twips
from ctct.emit.word.wordml import Pen, spacer
from ctct.layout.blocks import TABULAR, Block, Section, Sheet
from ctct.layout.stylesheet import Page

_ON_ITS_SIDE = ' w:orient="landscape"'
_FROM_ONE = '<w:pgNumType w:start="1"/>'


def write_body(sheet: Sheet, page: Page, pen: Pen) -> Iterator[str]:
    """Yield the blocks of ``sheet``, each section ending with a paragraph that describes it, the last with the body."""
    opened, first = Section(), True
    if isinstance(next(iter(sheet.blocks), None), TABULAR):
        yield spacer()  # LibreOffice puts an empty line of its own, as high as text, before a table that begins a document
    for section, blocks in stretches(sheet.blocks):
        if section is not None:
            yield spacer(_describe(opened, first, page, sheet))
            opened, first = section, False
        yield from pen.blocks(blocks, twips(_turned(page, opened).text_width))
    yield _describe(opened, first, page, sheet)


def _turned(page: Page, section: Section) -> Page:
    return page.turned() if section.landscape else page


def _describe(section: Section, first: bool, page: Page, sheet: Sheet) -> str:
    """Return the ``w:sectPr``: paper, margins, a number on every page but the first of a run."""
    edges = '<w:headerReference w:type="default" r:id="header"/>'
    if first or section.restart:
        edges += _edge("header", sheet.first_header, ("header2", "header3"), first)
        edges += _edge("footer", sheet.first_footer, ("footer", "footer2"), first)
    page = _turned(page, section)
    margins = " ".join(f'w:{side}="{twips(getattr(page, side))}"' for side in ("top", "right", "bottom", "left", "header"))
    return (
        f"<w:sectPr>{edges}"
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{_ON_ITS_SIDE if section.landscape else ""}/>'
        f'<w:pgMar {margins} w:footer="{twips(page.header)}" w:gutter="0"/>'
        f"{_FROM_ONE if section.restart else ''}"
        f"{'<w:titlePg/>' if first or section.restart else ''}</w:sectPr>"
    )


def _edge(kind: str, blocks: tuple[Block, ...], parts: tuple[str, str], first: bool) -> str:
    """Return what refers to the edge of a run's first page; a later run would otherwise repeat that of page 1."""
    return f'<w:{kind}Reference w:type="first" r:id="{parts[0 if first else 1]}"/>' if blocks else ""


def edge_parts(sheet: Sheet, page: Page, pen: Pen) -> dict[str, Iterator[str]]:
    """Return the parts for the edges of first pages: those of page 1 and, where other runs follow, empty ones for them."""
    again = any(isinstance(block, Section) and block.restart for block in sheet.blocks)
    parts: dict[str, Iterator[str]] = {}
    edges = (("ftr", sheet.first_footer, "footer", "footer2"), ("hdr", sheet.first_header, "header2", "header3"))
    for tag, blocks, own, other in edges:
        if blocks:
            parts[f"word/{own}.xml"] = _write_edge(tag, pen.blocks(blocks, twips(page.text_width)))
        if blocks and again:
            parts[f"word/{other}.xml"] = _write_edge(tag, iter([spacer()]))
    return parts


def _write_edge(tag: str, content: Iterator[str]) -> Iterator[str]:
    yield f"{DECLARATION}<w:{tag} {WORD_NAMESPACES}>"
    yield from content
    yield f"</w:{tag}>"
