"""The contents list: the headings of a sheet with the bookmarks that its lines lead to."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from ctct.layout.blocks import Block, Contents, ContentsLine, NoteMark, Paragraph
from ctct.layout.stylesheet import Stylesheet

STYLES = ("Mục lục 1", "Mục lục 2", "Mục lục 3")
"""The styles of lines by their depth, from the highest."""
_APPENDIX_NAME, _MOST_LINES = "Tên phụ lục", 20


def with_contents(blocks: list[Block], stylesheet: Stylesheet) -> list[Block]:
    """Return ``blocks`` with the contents list filled, if there is one, and a bookmark on each heading that it names."""
    asked = next((block for block in blocks if isinstance(block, Contents)), None)
    if asked is None:
        return blocks
    outlines = sorted({outline for block in blocks if (outline := _outline(block, stylesheet))})[: asked.depth]
    lines: list[ContentsLine] = []
    marked: list[Block] = []
    for place, block in enumerate(blocks, 1):
        outline = _outline(block, stylesheet)
        if isinstance(block, Paragraph) and outline in outlines:
            name = block.bookmark or f"_Toc{len(lines) + 1:09}"
            said = ". ".join(filter(None, [_said(block), _name_below(blocks[place : place + _MOST_LINES])]))
            lines.append(ContentsLine(STYLES[outlines.index(outline)], said, name))
            marked.append(block._replace(bookmark=name))
        else:
            marked.append(block)
    filled = asked._replace(lines=tuple(lines), outlines=(outlines[0], outlines[-1]) if outlines else (1, 1))
    return [filled if isinstance(block, Contents) else block for block in marked]


def _outline(block: Block, stylesheet: Stylesheet) -> int:
    return int(stylesheet.effective(block.style).get("outline") or 0) if isinstance(block, Paragraph) else 0


def _name_below(following: Iterable[Block]) -> str:
    """Return the name of an appendix, which stands below its number."""
    named = takewhile(lambda block: isinstance(block, Paragraph) and block.style == _APPENDIX_NAME, following)
    return " ".join(_said(block) for block in named if isinstance(block, Paragraph))


def _said(heading: Paragraph) -> str:
    """Return a heading in one line, without the marks of its notes."""
    number = f"{heading.number.printed} " if heading.number else ""
    said = "".join(piece.text for piece in heading.content if not isinstance(piece, NoteMark))
    return " ".join((number + said).split())
