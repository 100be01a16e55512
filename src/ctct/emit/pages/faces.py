"""Finds the typeface of a layout on this machine, or a free one whose letters are as wide."""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ctct.emit.appearance import AS_WIDE, TIMES
from ctct.language import _

_TINOS, _LIBERATION = AS_WIDE[TIMES]
_FILES = {
    TIMES: ("times.ttf", "times new roman.ttf", "times_new_roman.ttf"),
    _TINOS: ("tinos-regular.ttf",),
    _LIBERATION: ("liberationserif-regular.ttf",),
}
"""The regular cuts of the faces that set a line exactly as Times New Roman does, the wanted one first."""

_LAST_RESORT = "Libertinus Serif"
"""The one serif face that the engine carries with it."""


class Face(NamedTuple):
    """A typeface: where it lies (``""``: wherever the engine finds it) and how high a line of it is, in em.

    ``ascent`` is from the base line to the top of the line, the gap between lines included, ``descent`` to its bottom.
    ``wanted`` is the face that the layout asks for, ``as_wide`` whether this one breaks lines as that one does.
    """

    family: str
    wanted: str
    folder: str = ""
    ascent: float = 1912 / 2048
    descent: float = 443 / 2048
    as_wide: bool = True

    @property
    def notice(self) -> str:
        """What the reader should know, ``""`` where the face is the one wanted."""
        if self.family == self.wanted:
            return ""
        if self.as_wide:
            return _(
                "máy không có phông «{wanted}»: dùng «{family}», chữ rộng như nhau nên dòng và trang không đổi",
                wanted=self.wanted,
                family=self.family,
            )
        free = _(", hoặc «Tinos», «Liberation Serif» (miễn phí),") if self.wanted == TIMES else ""
        return _(
            "máy không có phông «{wanted}» hay phông nào rộng như thế: dùng «{family}», dòng và trang sẽ "
            "ngắt khác bản Word; cài phông «{wanted}»{free} để in đúng",
            wanted=self.wanted,
            family=self.family,
            free=free,
        )


@cache
def find_face(wanted: str) -> Face:
    """Return the face that text in ``wanted`` is set in on this machine."""
    if wanted == TIMES:
        found = _by_file(_folders())
        for name in _FILES:
            if name in found and (font := _Font(found[name].read_bytes())).knows_vietnamese():
                return Face(name, wanted, str(found[name].parent), *font.line())
    return _by_name(wanted)


def _by_file(folders: Iterator[Path]) -> dict[str, Path]:
    """Return the files of the known faces. Opening every font of a machine would take longer than setting a document."""
    names = {file: face for face, files in _FILES.items() for file in files}
    found: dict[str, Path] = {}
    for folder in folders:
        for parent, _rest, files in os.walk(folder):
            for file in files:
                face = names.get(file.lower())
                if face:
                    found.setdefault(face, Path(parent, file))
    return found


def _folders() -> Iterator[Path]:
    """Yield the folders where systems keep their fonts, those named for Typst first."""
    yield from _asked_for()
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts")
        yield home / "AppData/Local/Microsoft/Windows/Fonts"
    elif sys.platform == "darwin":
        yield from (home / "Library/Fonts", Path("/Library/Fonts"), Path("/System/Library/Fonts"))
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
        yield from (data / "fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))


def _asked_for() -> Iterator[Path]:
    return map(Path, filter(None, os.environ.get("TYPST_FONT_PATHS", "").split(os.pathsep)))


def _by_name(wanted: str) -> Face:
    import typst

    known = typst.Fonts(include_embedded_fonts=False, font_paths=[str(folder) for folder in _asked_for() if folder.is_dir()])
    for font in known.fonts():
        if font.family == wanted and font.style == "normal" and font.weight == 400 and font.path:
            path = Path(font.path)
            return Face(wanted, wanted, str(path.parent), *_Font(path.read_bytes()).line())
    return Face(_LAST_RESORT, wanted, as_wide=False)


class _Font:
    """What an OpenType font says of itself."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        start = self._number(">I", 12) if data[:4] == b"ttcf" else 0
        records = range(start + 12, start + 12 + 16 * self._number(">H", start + 4), 16)
        self._tables = {data[at : at + 4]: self._number(">I", at + 8) for at in records}

    def _number(self, kind: str, at: int) -> int:
        (number,) = struct.unpack_from(kind, self._data, at)
        return int(number)

    def line(self) -> tuple[float, float]:
        """Return how far a line reaches above and below its base line, in em."""
        em, lengths = self._number(">H", self._tables[b"head"] + 18), self._tables[b"hhea"]
        ascent, descent, gap = (self._number(">h", lengths + at) for at in (4, 6, 8))
        return (ascent + gap) / em, -descent / em

    def knows_vietnamese(self) -> bool:
        """Return whether the font has the letters of code page 1258: Liberation Serif before 2.00 has not."""
        return bool(self._number(">I", self._tables[b"OS/2"] + 78) >> 8 & 1)
