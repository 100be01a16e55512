"""Sets pages with the embedded engine: PDF for keeping, SVG for looking at."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, NamedTuple

import typst

from ctct.diagnostics import Diagnostic, Rejected, error
from ctct.emit.pages.faces import Face, find_face
from ctct.emit.pages.markup import Marker, picture_files, write_typst
from ctct.emit.seal import seal_pdf
from ctct.language import _
from ctct.layout.blocks import Picture, Sheet
from ctct.layout.stylesheet import Stylesheet

_UNSHOWN = re.compile(r"the text `\"(.+)\"` could not be displayed")
_UNDECODED = re.compile("failed to (?:decode image|parse SVG|load)")
_PICTURE_FILE = re.compile(r"hinh-\d+\.(?:png|jpeg|svg)")
_PRIVATE = re.compile(r'contains the codepoint `"\\u\{([0-9a-f]+)\}"`')

Standard = Literal["ua-1", "a-2a"]
ACCESSIBLE: Standard = "ua-1"
ARCHIVAL: Standard = "a-2a"
"""What reads aloud in its order, and what looks the same in decades, as archives ask for. The engine gives both at once; the
second asks for a date, which is the document's own: the same draft is the same bytes on any day.
"""


PRINTED = 200
"""Pixels per inch of a drawing that has to be shown in pixels."""


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
    with _laid_out(sheet, stylesheet, face) as project:
        private = ""
        if sheet.properties.created:
            try:
                return _printed(project, face, (ACCESSIBLE, ARCHIVAL))
            except typst.TypstError as refused:
                found = _PRIVATE.search(str(refused))
                if found is None:
                    raise
                private = found[1].upper()
        return _printed(project, face, (ACCESSIBLE,))._replace(private=private)


class _Project(NamedTuple):
    """The markup of a document, and the name of the folder that its pictures lie in, if it has any."""

    markup: bytes
    folder: Any  # the engine's stubs want it in bytes where the markup is


@contextmanager
def _laid_out(sheet: Sheet, stylesheet: Stylesheet, face: Face, marker: Marker | None = None) -> Iterator[_Project]:
    """Lay ``sheet`` out for the engine, which reads pictures from files alone. Raises :class:`Rejected` for a picture that it
    cannot decode.
    """
    markup = write_typst(sheet, stylesheet, face, marker).encode()
    files = picture_files(sheet)
    if not files:
        yield _Project(markup, None)
        return
    with TemporaryDirectory(prefix="ctct-", ignore_cleanup_errors=True) as folder:
        for name, data in files.items():
            Path(folder, name).write_bytes(data)
        try:
            yield _Project(markup, folder)
        except typst.TypstError as refused:
            if _UNDECODED.search(str(refused)) is None:
                raise
            raise Rejected([_undecoded(refused, sheet)]) from None


def _undecoded(refused: typst.TypstError, sheet: Sheet) -> Diagnostic:
    pictures = [block for block in sheet.blocks if isinstance(block, Picture)]
    named = _PICTURE_FILE.search(refused.diagnostic)
    data = picture_files(sheet).get(named[0]) if named else None
    which = next((f" «{one.alt}»" for one in pictures if one.image.data == data), "")
    message = _("bộ dựng trang không đọc được hình{which}: tệp hỏng ở phần điểm ảnh", which=which)
    return error("HA05", (), message, _("mở hình ra rồi lưu lại thành PNG hoặc JPEG"))


def rasterised(picture: Picture) -> bytes:
    """Return a picture drawn as PNG, as sharp as it is printed."""
    page = f"#set page(width: {picture.width:g}mm, height: {picture.height:g}mm, margin: 0pt, fill: none)\n"
    markup = f'{page}#image("hinh.svg", width: 100%, height: 100%)'.encode()
    with TemporaryDirectory(prefix="ctct-", ignore_cleanup_errors=True) as folder:
        Path(folder, "hinh.svg").write_bytes(picture.image.data)
        made = typst.Compiler(root=folder, font_paths=_fonts("", _Reach.MACHINE)).compile(markup, format="png", ppi=PRINTED)
    assert isinstance(made, bytes)
    return made


def _printed(project: _Project, face: Face, standards: tuple[Standard, ...]) -> Printed:
    unshown = ""
    markup, root = project
    # Nearly every document is set in one face. Looking through all of a machine's fonts is left for those that are not.
    for reach in _Reach if face.folder else (_Reach.MACHINE,):
        try:
            made = typst.compile(markup, root=root, font_paths=_fonts(face.folder, reach), pdf_standards=list(standards))
            return Printed(seal_pdf(made), face, standards)
        except typst.TypstError as refused:
            found = _UNSHOWN.search(str(refused))
            if found is None:
                raise
            unshown = found[1]
    return Printed(
        seal_pdf(typst.compile(markup, root=root, font_paths=_fonts(face.folder, _Reach.MACHINE))), face, unshown=unshown
    )


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
    fonts = _fonts(face.folder, _Reach.MACHINE)
    with _laid_out(sheet, stylesheet, face) as (markup, root):
        return dict(json.loads(typst.query(markup, "<ctct-page>", field="value", root=root, font_paths=fonts)))


class Pages:
    """Draws one document's pages again and again, each time faster for what it remembers."""

    def __init__(self) -> None:
        self._compilers: dict[str, typst.Compiler] = {}

    def draw(self, sheet: Sheet, stylesheet: Stylesheet, marker: Marker) -> tuple[list[bytes], Face]:
        """Return each page as SVG, the face, and links over the lines of what ``marker`` marks."""
        face = find_face(stylesheet.page.font)
        if face.folder not in self._compilers:
            self._compilers[face.folder] = typst.Compiler(font_paths=_fonts(face.folder, _Reach.MACHINE))
        with _laid_out(sheet, stylesheet, face, marker) as (markup, root):
            drawn = self._compilers[face.folder].compile(markup, format="svg", root=root)
        assert drawn is not None
        return drawn if isinstance(drawn, list) else [drawn], face
