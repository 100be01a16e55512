"""Makes a page as the engine draws it into a picture that browsers show fast, and a list of what stands where on it."""

from __future__ import annotations

import re
from bisect import bisect_right
from difflib import SequenceMatcher
from typing import NamedTuple

from ctct.watch.source_map import SCHEME

_PIECE = re.compile(
    r'<(?:(?P<end>/g>)|g\b(?P<alone>[^>]*/>)?(?: transform="(?P<moved>[^"]*)")?'
    r'|a\b(?: transform="(?P<at>[^"]*)")? href="(?P<target>[^"]*)"[^>]*>'
    r'<rect width="(?P<width>[\d.]+)" height="(?P<height>[\d.]+)")'
)
"""Begins with one sign for all: a page has thousands of others."""
_LINK = re.compile(rf'<a [^>]*href="{SCHEME}\d+"[^>]*><rect [^>]*/></a>')
_SIZE = re.compile(r'<svg [^>]*?viewBox="0 0 ([\d.]+) ([\d.]+)"')
_NUMBER = re.compile(r"-?[\d.]+")
_FRACTION = re.compile(r"-?\d+\.\d+")
# These fit what typst writes and nothing else; where one does not fit the page is shown as it came, only slower.
_GLYPH = re.compile(r'<symbol id="([^"]+)" overflow="visible"><path d="M 0 0([^"]*)"/></symbol>')
_USE = '<use xlink:href="#{0}" x="{0}" y="{0}" fill="{0}" fill-rule="nonzero"/>'
_ANY, _CAUGHT = (_USE.format(value) for value in ('[^"]+', '([^"]+)'))
_RUN = re.compile(rf"(?:{_ANY})+")
_LETTER = re.compile(_CAUGHT)


class LineBox(NamedTuple):
    """A stretch of a line on a page, in points from its top left, and the mark of the paragraph that it belongs to."""

    left: float
    top: float
    width: float
    height: float
    mark: int


class LineShift:
    """Leads from the lines of a text to those of what has become of it; from a line that is gone to the one above."""

    def __init__(self, before: str, after: str) -> None:
        matches = SequenceMatcher(None, before.split("\n"), after.split("\n")).get_matching_blocks()
        self._starts = [match.a + 1 for match in matches]
        self._matches = matches

    def __call__(self, line: int) -> int:
        """Return where a line now stands."""
        found = bisect_right(self._starts, line) - 1
        if found < 0:
            return 1
        match = self._matches[found]
        return max(1, match.b + min(line - match.a, match.size))


def size_of(page: str) -> tuple[float, float]:
    """Return the width and height of a page in points."""
    found = _SIZE.match(page)
    assert found is not None
    return float(found[1]), float(found[2])


def without_links(page: str) -> str:
    """Return a page as a mere picture."""
    return _LINK.sub("", page)


def line_boxes(page: str) -> list[LineBox]:
    """Return the stretches of lines on a page that links cover."""
    left, top, outer = 0.0, 0.0, list[tuple[float, float]]()
    boxes = []
    for piece in _PIECE.finditer(page):
        if piece["end"]:
            left, top = outer.pop()
        # An empty group moves nothing that follows it.
        elif piece["alone"]:
            continue
        elif piece["target"] is None:
            outer.append((left, top))
            across, down = _moved(piece["moved"])
            left, top = left + across, top + down
        elif piece["target"].startswith(SCHEME):
            across, down = _moved(piece["at"])
            mark = int(piece["target"].removeprefix(SCHEME))
            width, height = float(piece["width"]), float(piece["height"])
            boxes.append(LineBox(_tenths(left + across), _tenths(top + down), _tenths(width), _tenths(height), mark))
    return boxes


def _tenths(length: float) -> float:
    return round(length, 1)


def _moved(transform: str | None) -> tuple[float, float]:
    """Return how far ``translate(x y)`` or ``matrix(… x y)`` moves things; the engine turns nothing that bears a link."""
    numbers = _NUMBER.findall(transform or "")
    return (float(numbers[-2]), float(numbers[-1])) if len(numbers) >= 2 else (float(numbers[0]) if numbers else 0.0, 0.0)


class GlyphOutlines:
    """The outlines of letters, by the names that the engine gives them, as short as a screen needs them."""

    def __init__(self) -> None:
        self._outlines: dict[str, str] = {}

    def merged(self, page: str) -> str:
        """Return a page with each run of letters as one shape: browsers take three times as long for a thousand references
        to letters as for their outlines.
        """
        glyphs = _GLYPH.findall(page)
        if page.count("<symbol ") != len(glyphs):  # letters that are pictures, as of emoji
            return page
        for name, outline in glyphs:
            # The same letter stands on every page: its outline is shortened once.
            if name not in self._outlines:
                self._outlines[name] = _FRACTION.sub(_hundredths, outline).replace(" -", "-").strip()
        return _RUN.sub(self._shape, _without_glyphs(page))

    def _shape(self, run: re.Match[str]) -> str:
        letters = _LETTER.findall(run[0])
        outlines = self._outlines
        drawn = "".join([f"M{x} {y}{outlines[name]}" for name, x, y, _ in letters])
        return f'<path fill="{letters[0][3]}" d="{drawn}"/>'


def _without_glyphs(page: str) -> str:
    first, *rest = page.split("<defs>")
    return first + "".join([piece.partition("</defs>")[2] for piece in rest])


def _hundredths(number: re.Match[str]) -> str:
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")
