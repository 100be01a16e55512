"""Pictures of what a terminal shows, drawn as SVG.

``python website/terminals.py FOLDER`` draws the transcripts that ``scripts/try-install`` has written there into ``docs/anh``:
commands begin with «$ », how long they took with «# ».
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

PICTURES = Path(__file__).parents[1] / "docs/anh"
_UNTIL = {"cai-dat-tron-goi": "$ cd\n", "cai-dat-uv": "$ ctct init", "cai-dat-kho": "$ ctct init"}
"""The transcripts that are drawn, each with the command before which its picture ends."""

_COLUMNS = 92
_LINE, _LETTER, _MARGIN = 19, 8.43, 14
_COLOURS = {"$ ": "#7ee787", "# ": "#8b949e"}
_NO_BREAK = "\u00a0"
"""A blank at the beginning of a line is kept so by every reader of SVG."""
_OTHER = "#e6edf3"
_FACES = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"


def drawing(transcript: str) -> str:
    """Return what a terminal shows as SVG; lines that are too long go on below."""
    lines = [piece for line in transcript.splitlines() for piece in _pieces(line)]
    width, height = round(_COLUMNS * _LETTER) + 2 * _MARGIN, len(lines) * _LINE + 2 * _MARGIN
    words = "\n".join(
        f'<text x="{_MARGIN}" y="{_MARGIN + 14 + number * _LINE}" fill="{colour}">{_escaped(piece)}</text>'
        for number, (piece, colour) in enumerate(lines)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="{_FACES}" font-size="14">\n'
        f'<rect width="{width}" height="{height}" rx="8" fill="#161b22"/>\n{words}\n</svg>\n'
    )


def _escaped(piece: str) -> str:
    return escape(piece).replace(" ", _NO_BREAK)


def _pieces(line: str) -> Iterator[tuple[str, str]]:
    colour = _COLOURS.get(line[:2], _OTHER)
    for start in range(0, max(len(line), 1), _COLUMNS):
        yield line[start : start + _COLUMNS], colour


if __name__ == "__main__":
    for name, end in _UNTIL.items():
        transcript = Path(sys.argv[1], f"{name}.txt").read_text("utf-8")
        (PICTURES / f"{name}.svg").write_text(drawing(transcript.partition(end)[0]), "utf-8")
