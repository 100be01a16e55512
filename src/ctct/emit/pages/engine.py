"""Sets pages with the embedded engine: PDF for keeping, SVG for looking at."""

from __future__ import annotations

import json
import re
from enum import IntEnum
from functools import cache
from typing import Literal, NamedTuple

import typst

from ctct.emit.pages.faces import Face, find_face
from ctct.emit.pages.markup import Marker, write_typst
from ctct.emit.seal import seal_pdf
from ctct.layout.blocks import Sheet
from ctct.layout.stylesheet import Stylesheet

_UNSHOWN = re.compile(r"the text `\"(.+)\"` could not be displayed")
_PRIVATE = re.compile(r'contains the codepoint `"\\u\{([0-9a-f]+)\}"`')

Standard = Literal["ua-1", "a-2a"]
ACCESSIBLE: Standard = "ua-1"
ARCHIVAL: Standard = "a-2a"
"""What reads aloud in its order, and what looks the same in decades, as archives ask for. The engine gives both at once; the
second asks for a date, which is the document's own: the same draft is the same bytes on any day.
"""


class Printed(NamedTuple):
    """A PDF, the face that it is set in, the standards that it keeps, and what keeps it from them: the first letters found that
    no font on this machine has, the number of a ``private`` letter, which means nothing elsewhere.
    """

    data: bytes
    face: Face
    standards: tuple[Standard, ...] = ()
    unshown: str = ""
    private: str = ""


def write_pdf(sheet: Sheet, stylesheet: Stylesheet) -> Printed:
    """Return ``sheet`` as a tagged PDF with bookmarks, the same bytes every time.

    It is PDF/UA-1: the engine then refuses what a reader of screens could not tell, and letters that no font has. Once it has
    its date it is PDF/A-2a too.
    """
    face = find_face(stylesheet.page.font)
    markup = write_typst(sheet, stylesheet, face).encode()
    private = ""
    if sheet.properties.created:
        try:
            return _printed(markup, face, (ACCESSIBLE, ARCHIVAL))
        except typst.TypstError as refused:
            found = _PRIVATE.search(str(refused))
            if found is None:
                raise
            private = found[1].upper()
    return _printed(markup, face, (ACCESSIBLE,))._replace(private=private)


def _printed(markup: bytes, face: Face, standards: tuple[Standard, ...]) -> Printed:
    unshown = ""
    # Nearly every document is set in one face. Looking through all of a machine's fonts is left for those that are not.
    for reach in _Reach if face.folder else (_Reach.MACHINE,):
        try:
            made = typst.compile(markup, font_paths=_fonts(face.folder, reach), pdf_standards=list(standards))
            return Printed(seal_pdf(made), face, standards)
        except typst.TypstError as refused:
            found = _UNSHOWN.search(str(refused))
            if found is None:
                raise
            unshown = found[1]
    return Printed(seal_pdf(typst.compile(markup, font_paths=_fonts(face.folder, _Reach.MACHINE))), face, unshown=unshown)


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


def heading_pages(sheet: Sheet, stylesheet: Stylesheet) -> dict[str, int]:
    """Return the pages that the lines of a contents list name, by their bookmarks."""
    face = find_face(stylesheet.page.font)
    markup, fonts = write_typst(sheet, stylesheet, face).encode(), _fonts(face.folder, _Reach.MACHINE)
    return dict(json.loads(typst.query(markup, "<ctct-page>", field="value", font_paths=fonts)))


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
