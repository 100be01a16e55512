"""The styles of a layout as CSS."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ctct.emit.appearance import AS_WIDE, Looks
from ctct.emit.style_names import PAGE_NUMBER, new_id
from ctct.layout.stylesheet import Page

PAPER = 210
"""How wide a page is whose indents are as the layout says, in millimetres."""

_JUSTIFY = {"both": "justify"}


class StyleClasses:
    """The classes of one document's paragraphs; only those that are used are written."""

    def __init__(self, looks: Looks) -> None:
        self.looks = looks
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()

    def of(self, style: str) -> str:
        """Return the class of a style."""
        if style not in self._names:
            self._names[style] = new_id(style, self._taken)
        return self._names[style]

    def rules(self) -> Iterator[str]:
        """Yield the rule of each class."""
        for style, name in self._names.items():
            yield f".{name} {{ {'; '.join(self._declarations(style))} }}"

    def _declarations(self, style: str) -> Iterator[str]:
        said, look = self.looks.properties(style), self.looks.of(style)
        yield f"font-size: {look.size:g}pt"
        yield f"font-weight: {'bold' if look.bold else 'normal'}"
        yield f"font-style: {'italic' if look.italic else 'normal'}"
        yield f"text-align: {_JUSTIFY.get(said.get('align', 'left'), said.get('align', 'left'))}"
        right, left = self._sides(style)
        yield f"margin: {said.get('before') or 0:g}pt {right} {said.get('after') or 0:g}pt {left}"
        yield f"text-indent: {_narrowing(said.get('first_line') or 0)}"
        yield f"line-height: {self._line(style)}"
        if look.caps:
            yield "text-transform: uppercase"
        if look.underline:
            yield "text-decoration: underline"
        if look.colour:
            yield f"color: #{look.colour}"
        if said.get("rule"):
            yield f"border-width: {said['rule']:g}pt"
        if said.get("keep_next"):
            yield "break-after: avoid"

    def _sides(self, style: str) -> tuple[str, str]:
        """Return the margins right and left: a drawn line stands in the middle, under its words."""
        said = self.looks.properties(style)
        return ("auto", "auto") if said.get("rule") else ("0", _narrowing(said.get("indent") or 0))

    def _line(self, style: str) -> str:
        said = self.looks.properties(style)
        return f"{said['line']:g}pt" if said.get("line") else f"{1.15 * (said.get('spacing') or 1):g}"


def _narrowing(indent: float) -> str:
    """Return an indent that on screens narrower than the paper is as much narrower."""
    return f"min({indent:g}mm, {indent / PAPER * 100:.3g}vw)" if indent > 0 else f"{indent:g}mm"


def page_styles(page: Page, classes: StyleClasses) -> str:
    """Return the style sheet of a page."""
    look = classes.looks.of(PAGE_NUMBER)
    faces = ", ".join(f'"{name}"' for name in (page.font, *AS_WIDE.get(page.font, ())))
    number = f"@top-center {{ content: counter(page); font: {look.size:g}pt {faces}, serif }}"
    sides = f"{page.top:g}mm {page.right:g}mm {page.bottom:g}mm {page.left:g}mm"
    rules = (
        f"@page {{ size: {page.width:g}mm {page.height:g}mm; margin: {sides}; {number} }}",
        "@page :first { @top-center { content: none } }",
        f"@page ngang {{ size: {page.height:g}mm {page.width:g}mm }}",
        f"body {{ font-family: {faces}, serif }}",
        f".to {{ width: {page.width:g}mm; min-height: {page.height:g}mm; padding: {sides} }}",
        f".to.ngang {{ width: {page.height:g}mm; min-height: {page.width:g}mm; page: ngang }}",
    )
    own = (Path(__file__).parent / "page.css").read_text("utf-8")
    return own + "".join(f"{rule}\n" for rule in (*rules, *classes.rules()))
