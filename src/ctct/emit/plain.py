"""The words of a sheet without its looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ctct.layout.blocks import Block, Box, Contents, Grid, Inline, NoteMark, PageBottom, Paragraph, Picture, Sheet, Table
from ctct.layout.together import apart

SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def write_plain(sheet: Sheet) -> str:
    """Return one line a paragraph, its number before it, one line a row of a table; then, under a line ``---``, one a note."""
    lines = [*_lines(sheet.first_header), *_lines(sheet.blocks), *_lines(sheet.first_footer)]
    if sheet.notes:
        lines.append("---")
        lines += [f"{_superscript(note.number)} {_words(note.content)}" for note in sheet.notes]
    return "".join(f"{line}\n" for line in lines)


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            number = f"{block.number.printed} " if block.number else ""
            yield (number + _words(block.content).lstrip(" " if number else "")).rstrip()
        elif isinstance(block, Box | Picture):
            yield f"[{_words(block.content)}]" if isinstance(block, Box) else f"[Hình: {block.alt}]"
        elif isinstance(block, Contents):
            yield from (apart(line.text) for line in block.lines)
        elif isinstance(block, PageBottom):
            yield from _lines(block.blocks)
        elif isinstance(block, Grid):
            yield from _lines(inner for row in block.rows for cell in row for inner in cell.blocks)
        elif isinstance(block, Table):
            yield from (" | ".join(" ".join(_lines(cell.blocks)) for cell in line.cells) for line in block.rows)


def _words(content: tuple[Inline, ...]) -> str:
    words = "".join(_superscript(piece.number) if isinstance(piece, NoteMark) else piece.text for piece in content)
    return apart(words).replace("\u00ad", "").replace("\n", " ")


def _superscript(number: int) -> str:
    return str(number).translate(SUPERSCRIPTS)
