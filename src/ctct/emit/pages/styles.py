"""The page and the styles of a layout as Typst values, above the prelude that draws with them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ctct.emit.appearance import BODY_SIZE, Look, Looks
from ctct.emit.pages.faces import Face
from ctct.emit.style_names import NOTE, PAGE_NUMBER
from ctct.layout.blocks import Properties
from ctct.layout.stylesheet import Page

ASCENT_OF_EXACT = 0.8
"""How much of a line of exact height lies above its base line, as LibreOffice has it."""


def literal(text: str) -> str:
    """Return ``text`` as a Typst string."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def points(length: float) -> str:
    """Return a length of points."""
    return f"{round(length, 4):g}pt"


def truth(said: object) -> str:
    """Return whether something is so."""
    return "true" if said else "false"


class Styles:
    """The styles of one document, by the names of Typst variables; only those that are used are written."""

    def __init__(self, looks: Looks, page: Page, face: Face) -> None:
        self._looks = looks
        self._page = page
        self._face = face
        self._used: dict[str, str] = {}

    def variable(self, style: str) -> str:
        """Return the variable that holds ``style``."""
        return self._used.setdefault(style, f"s{len(self._used)}")

    def blank(self, style: str, first: bool, last: bool) -> str:
        """Return a paragraph without words, which is as high as a line; ``first`` and ``last`` as for :meth:`edges`."""
        top, bottom = self._line(style)
        above, below = self._around(style)
        height = top + bottom + (above if first else 0) + (below if last else 0)
        return f"blank({points(height)}, {points(0 if first else above)}, {points(0 if last else below)})"

    def edges(self, style: str, first: bool, last: bool) -> str:
        """Return the arguments that keep the space above a paragraph that is the ``first``, and below one that is the
        ``last``, where else spaces at an edge go.
        """
        above, below = self._around(style)
        said = f", top: {points(above)}" if first and above else ""
        return said + (f", bottom: {points(below)}" if last and below else "")

    def _around(self, style: str) -> tuple[float, float]:
        said = self._looks.properties(style)
        return said.get("before") or 0.0, said.get("after") or 0.0

    def styled(self, said: str, look: Look, around: Look) -> str:
        """Return words in ``look`` where that is not the look ``around`` them."""
        given = []
        if look.bold != around.bold:
            given.append(f"weight: {_weight(look)}")
        if look.italic != around.italic:
            given.append(f"style: {_slant(look)}")
        if look.size != around.size:
            given.append(f"size: {points(look.size)}")
        if look.colour:
            given.append(f"fill: rgb({literal(look.colour)})")
        if given:
            said = f"text({', '.join(given)}, {said})"
        return f"underline(evade: false, {said})" if look.underline else said

    def preamble(self, properties: Properties) -> Iterator[str]:
        """Yield what stands before the text."""
        told = (("title", properties.title), ("author", properties.creator), ("description", properties.subject))
        yield f"#set document({', '.join(f'{key}: {literal(text)}' for key, text in told)}, date: {_date(properties.created)})"
        yield self._paper()
        yield f"#let number-look = {self._look(PAGE_NUMBER)}"
        yield f"#let note = {self._style(NOTE)}"
        yield from (f"#let {name} = {self._style(style)}" for style, name in self._used.items())
        yield (Path(__file__).parent / "prelude.typ").read_text("utf-8")

    def _paper(self) -> str:
        page = self._page
        language, _, region = page.language.partition("-")
        sides = ("inside", "outside") if page.mirrored else ("left", "right")
        margins = zip(("top", "bottom", *sides), (page.top, page.bottom, page.left, page.right), strict=True)
        said = {
            "font": literal(self._face.family),
            "language": literal(language),
            "region": literal(region) if region else "none",
            "width": f"{page.width:g}mm",
            "height": f"{page.height:g}mm",
            "margin": f"({', '.join(f'{side}: {length:g}mm' for side, length in margins)})",
            "edge": f"{page.header:g}mm",
            "measure": f"{page.text_width:g}mm",
            "sides": f"{page.left + page.right:g}mm",
        }
        return f"#let paper = ({', '.join(f'{key}: {value}' for key, value in said.items())})"

    def _style(self, name: str) -> str:
        said = self._looks.properties(name)
        above, below = self._around(name)
        indent, first = said.get("indent") or 0.0, said.get("first_line") or 0.0
        align = said.get("align") or "left"
        return (
            f"(look: {self._look(name)}, justify: {truth(align == 'both')}, side: {'left' if align == 'both' else align},"
            f" first: {max(first, 0):g}mm, hang: {max(-first, 0):g}mm, left: {indent + min(first, 0):g}mm,"
            f" above: {points(above)}, below: {points(below)}, keep: {truth(said.get('keep_next'))})"
        )

    def _look(self, style: str) -> str:
        look = self._looks.of(style)
        top, bottom = self._line(style)
        return (
            f"(size: {points(look.size)}, weight: {_weight(look)}, style: {_slant(look)},"
            f" top-edge: {points(top)}, bottom-edge: {points(-bottom)})"
        )

    def _line(self, style: str) -> tuple[float, float]:
        """Return how far a line reaches above and below its base line, in points."""
        said = self._looks.properties(style)
        if said.get("line"):
            return said["line"] * ASCENT_OF_EXACT, said["line"] * (1 - ASCENT_OF_EXACT)
        size = said.get("size") or BODY_SIZE
        top, bottom = self._face.ascent * size, self._face.descent * size
        return top + (top + bottom) * ((said.get("spacing") or 1) - 1), bottom


def _date(created: str | None) -> str:
    """Return the day of ``2026-07-10T00:00:00Z``: left to itself, the engine would write today's."""
    if created is None:
        return "none"
    year, month, day = (int(number) for number in created.partition("T")[0].split("-"))
    return f"datetime(year: {year}, month: {month}, day: {day})"


def _weight(look: Look) -> str:
    return '"bold"' if look.bold else '"regular"'


def _slant(look: Look) -> str:
    return '"italic"' if look.italic else '"normal"'
