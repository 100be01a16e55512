"""Sets pages with the embedded engine: PDF for keeping, SVG for looking at."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache
from typing import NamedTuple

import typst

from ctct.emit.pages.faces import Face, find_face
from ctct.emit.pages.markup import Marker, write_typst
from ctct.emit.seal import seal_pdf
from ctct.layout.blocks import Sheet
from ctct.layout.stylesheet import Stylesheet

_UNSHOWN = re.compile(r"the text `\"(.+)\"` could not be displayed")


class Printed(NamedTuple):
    """A PDF, the face that it is set in, and the first letters found, if any, that no font on this machine has."""

    data: bytes
    face: Face
    unshown: str = ""


def write_pdf(sheet: Sheet, stylesheet: Stylesheet) -> Printed:
    """Return ``sheet`` as a tagged PDF with bookmarks, the same bytes every time.

    It is PDF/UA-1: the engine then refuses what a reader of screens could not tell, and letters that no font has.
    """
    face = find_face(stylesheet.page.font)
    markup = write_typst(sheet, stylesheet, face).encode()
    unshown = ""
    # Nearly every document is set in one face. Looking through all of a machine's fonts is left for those that are not.
    for reach in _Reach if face.folder else (_Reach.MACHINE,):
        try:
            made = typst.compile(markup, font_paths=_fonts(face.folder, reach), pdf_standards="ua-1")
            return Printed(seal_pdf(made), face)
        except typst.TypstError as refused:
            found = _UNSHOWN.search(str(refused))
            if found is None:
                raise
            unshown = found[1]
    return Printed(seal_pdf(typst.compile(markup, font_paths=_fonts(face.folder, _Reach.MACHINE))), face, unshown)


class _Reach(IntEnum):
    """How far to look for letters: in the folder of the face, also in the fonts that the engine carries, in all there are."""

    FACE, ENGINE, MACHINE = range(3)


@cache
def _fonts(folder: str, reach: _Reach) -> typst.Fonts:
    return typst.Fonts(
        include_embedded_fonts=reach >= _Reach.ENGINE,
        include_system_fonts=reach >= _Reach.MACHINE,
        font_paths=[folder] if folder else [],
    )


class Pages:
    """Draws one document's pages again and again, each time faster for what it remembers."""

    def __init__(self) -> None:
        self._compilers: dict[str, typst.Compiler] = {}

    def draw(self, sheet: Sheet, stylesheet: Stylesheet, marker: Marker) -> tuple[list[bytes], Face]:
        """Return each page as SVG, the face, and links over the lines of what ``marker`` marks."""
        face = find_face(stylesheet.page.font)
        if face.folder not in self._compilers:
            self._compilers[face.folder] = typst.Compiler(font_paths=_fonts(face.folder, _Reach.MACHINE))
        drawn = self._compilers[face.folder].compile(write_typst(sheet, stylesheet, face, marker).encode(), format="svg")
        assert drawn is not None
        return drawn if isinstance(drawn, list) else [drawn], face
