"""What stands on one page with what: the closing with the words above it, a work with who is charged with it, a table on its
side with its heading.
"""

from __future__ import annotations

import re

from ctct.layout.blocks import Block, Grid, NoteMark, Paragraph, Picture, Rule, Run, Section, Table
from ctct.layout.stylesheet import Stylesheet

_BODY = "Nội dung"
"""The style of paragraphs without a number."""

_ASSIGNMENT = "Phân công"
"""The style of lines that say who is charged with what stands above them."""

_LONGEST_CHAIN = 10
"""So many paragraphs at most are kept with the next, lest a page be left empty above them."""


_quotes_heading = re.compile(r"“?(?:Điều|Chương|Mục|Tiểu mục|Phần)\s(?:\d{1,3}[a-zđ]?\d?|[IVXLC]+)\b[^;:]*[^.;:”]$").match
"""Matches the heading of a quoted article: it ends with no mark, and what it heads follows."""


def paged(blocks: list[Block], stylesheet: Stylesheet) -> list[Block]:
    """Return ``blocks`` with pages begun where they should, and with what is not to part kept together."""
    end_mark = stylesheet.words.get("dau_het", "")
    headed = _quoted_headings_in_company(_without_empty_sections(_turned_with_headings(blocks, stylesheet)))
    return _closing_in_company(_closing_on_wide_page(_with_assignments(headed), stylesheet, end_mark), end_mark)


def _with_assignments(blocks: list[Block]) -> list[Block]:
    """Keep a work with the lines that say who is charged with it, and these with each other.

    Not where it bears a note, which would go to the next page with it: LibreOffice leaves such a paragraph where it is, and
    pages are to break alike in all programs.
    """
    kept: list[Block] = []
    chain = 0
    for place, block in enumerate(blocks):
        below = blocks[place + 1] if place + 1 < len(blocks) else None
        charged = isinstance(below, Paragraph) and below.style == _ASSIGNMENT and not _bears_note(block)
        chain = chain + 1 if charged and chain < _LONGEST_CHAIN else 0
        kept.append(_kept(block) if chain else block)
    return kept


def _quoted_headings_in_company(blocks: list[Block]) -> list[Block]:
    """Keep the heading of a quoted article («“Điều 9a. Họp trực tuyến») with what it heads."""
    below = [*blocks, None][1:]
    return [
        _kept(block) if _is_quoted_heading(block) and isinstance(after, Paragraph) else block
        for block, after in zip(blocks, below, strict=True)
    ]


def _is_quoted_heading(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.number is None and _quotes_heading(_text(block)) is not None


def _bears_note(block: Block) -> bool:
    return isinstance(block, Paragraph) and any(isinstance(piece, NoteMark) for piece in block.content)


def _turned_with_headings(blocks: list[Block], stylesheet: Stylesheet) -> list[Block]:
    """Turn the page before the heading of a wide table, not between the two; and that of an appendix which begins with one."""
    turned: list[Block] = []
    for block in blocks:
        if not isinstance(block, Section) or not block.landscape or block.restart:
            turned.append(block)
        elif (begun := _start_of_head(turned, stylesheet)) is not None:
            turned[begun] = block._replace(restart=True)
        else:
            turned.insert(_start_of_headings(turned, stylesheet), block)
    return turned


def _start_of_head(above: list[Block], stylesheet: Stylesheet) -> int | None:
    """Return where the appendix begins that has nothing but its head ``above``; ``None`` if there is more, or no appendix."""
    for place in range(len(above) - 1, -1, -1):
        block = above[place]
        if isinstance(block, Section):
            return place if block.restart else None
        if not (isinstance(block, Rule) or _is_head(block, stylesheet) or (place == len(above) - 1 and _introduces(block))):
            return None
    return None


def _is_head(block: Block, stylesheet: Stylesheet) -> bool:
    return isinstance(block, Paragraph) and bool(stylesheet.effective(block.style).get("keep_next"))


def _start_of_headings(above: list[Block], stylesheet: Stylesheet) -> int:
    """Return where the headings at the end of ``above`` begin: at its end if there is none, or nothing but a letterhead would
    be left on the page.
    """
    start = len(above)
    if start and _introduces(above[-1]):
        start -= 1
    below = start
    while start and _is_heading(above[start - 1], stylesheet, nearest=start == below):
        start -= 1
    begun = max((place for place, block in enumerate(above[:start]) if isinstance(block, Section)), default=-1)
    said = any(isinstance(one, Paragraph) and (one.number or one.style == _BODY) for one in above[begun + 1 : start])
    return start if start < below and (said or begun == start - 1 >= 0) else len(above)


def _introduces(block: Block) -> bool:
    """Return whether a paragraph without a number announces what follows it."""
    return isinstance(block, Paragraph) and block.number is None and _text(block).endswith(":")


def _is_heading(block: Block, stylesheet: Stylesheet, *, nearest: bool) -> bool:
    """Return whether a block heads what follows: a name, or, ``nearest`` to it, a line that is no sentence."""
    if not isinstance(block, Paragraph) or block.number is None or block.style not in stylesheet.styles:
        return False
    return bool(stylesheet.effective(block.style).get("keep_next")) or (nearest and not _text(block).endswith((".", ";")))


def _without_empty_sections(blocks: list[Block]) -> list[Block]:
    """Drop a new page that nothing stands on: two wide tables that touch, a wide table at the end."""
    following = [*blocks, Section()][1:]
    return [
        block
        for block, after in zip(blocks, following, strict=True)
        if not (isinstance(block, Section) and isinstance(after, Section))
    ]


def _closing_on_wide_page(blocks: list[Block], stylesheet: Stylesheet, end_mark: str) -> list[Block]:
    """Leave the closing on the page of the wide table that ends the text, as wide as that page: turned back, the page after it
    would hold a signature and nothing else.
    """
    wider = stylesheet.page.turned().text_width / stylesheet.page.text_width
    kept: list[Block] = []
    on_wide_page = False
    for place, block in enumerate(blocks):
        if isinstance(block, Section):
            on_wide_page = place > 0 and _ends_text(blocks[place - 1 : place + 3], end_mark)
        if on_wide_page and isinstance(block, Grid):
            kept.append(block._replace(widths=tuple(width * wider for width in block.widths)))
        elif not (on_wide_page and isinstance(block, Section)):
            kept.append(block)
    return kept


def _ends_text(around: list[Block], end_mark: str) -> bool:
    """Return whether the page is turned back between a table and the closing: ``around`` are the block before and two after."""
    if len(around) < 3:
        return False
    before, turning, *after = around
    if not isinstance(before, Table) or not isinstance(turning, Section) or turning.landscape or turning.restart:
        return False
    if _is_end_mark(after[0], end_mark):
        after = after[1:]
    return bool(after) and isinstance(after[0], Grid)


def _closing_in_company(blocks: list[Block], end_mark: str) -> list[Block]:
    """Keep what stands before the closing with it, a paragraph or the last row of a table: a signature does not stand alone on
    a page, nor with nothing but the mark that ends the text.
    """
    kept: list[Block] = []
    before_closing = False
    for block in reversed(blocks):
        held = _kept(block) if before_closing else block
        ends = _is_end_mark(block, end_mark)
        before_closing = isinstance(block, Grid) or (before_closing and ends)
        kept.append(held)
    return kept[::-1]


def _is_end_mark(block: Block, end_mark: str) -> bool:
    return isinstance(block, Paragraph) and bool(end_mark) and _text(block) == end_mark


def _kept(block: Block) -> Block:
    if isinstance(block, Paragraph | Picture):
        return block._replace(keep_next=True)
    if isinstance(block, Table) and block.rows:
        return block._replace(rows=(*block.rows[:-1], block.rows[-1]._replace(keep_next=True)))
    return block


def _text(paragraph: Paragraph) -> str:
    return "".join(piece.text for piece in paragraph.content if isinstance(piece, Run)).rstrip()
