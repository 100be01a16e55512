"""Which files of a folder are drafts."""

from __future__ import annotations

import codecs
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePath

from ctct.diagnostics import Misuse
from ctct.language import _
from ctct.project.files import MARKDOWN, YAML, read_file
from ctct.project.folders import is_file
from ctct.source.unaccented import unaccented

_IS_DRAFT = re.compile(rb"^(?:\xef\xbb\xbf)?loai[ \t]*:", re.MULTILINE)
_KEY = re.compile(r"^\ufeff?\t*[\"']?([^\W\d_][^\W\d]{2,9}(?:[ _][^\W\d]{1,9}){0,2})[\"']?[ \t]*:(?!\S)", re.MULTILINE)
_OF_DRAFTS_ALONE = frozenset({"loai", "ten_loai", "trich_yeu", "nguoi_ky"})
"""Keys that at the top of a file nothing but a draft has."""


def find_drafts(names: Iterable[str]) -> list[str]:
    """Return the drafts named, with those found in folders; each once. In a folder a YAML file with a top-level ``loai``,
    or a Markdown file with one in its front matter, is a draft, a misspelt one too, so that it is told of. Raises
    :class:`Misuse` for a folder without any.
    """
    found: dict[PurePath, str] = {}
    for name in names:
        inside = drafts_in(name) if os.path.isdir(name) else [name]
        if not inside:
            raise without_drafts(name)
        for draft in inside:
            found.setdefault(PurePath(draft), draft)  # «./a.yaml» is «a.yaml»
    return list(found.values())


def without_drafts(folder: str) -> Misuse:
    """Return what there is to tell of a folder without any draft."""
    return Misuse(_("trong thư mục «{name}» không có dự thảo nào (tệp .yaml hoặc .md có khóa «loai»)", name=folder))


def drafts_in(folder: str) -> list[str]:
    """Return the drafts in a folder and all below it, what is hidden left out."""
    return sorted(walk_drafts(folder))


def walk_drafts(folder: str) -> Iterator[str]:
    """Yield the drafts of :func:`drafts_in` as they are found. A folder that cannot be looked into is yielded itself: whoever
    reads it is told why, and what lies in it is not passed over in silence.
    """
    closed: list[str] = []
    for path in walk_files(folder, YAML + MARKDOWN, closed):
        if is_draft(path):
            yield path
    yield from closed


def walk_files(folder: str, endings: tuple[str, ...], closed: list[str]) -> Iterator[str]:
    """Yield the files of a folder and all below it whose names end so, in order, what is hidden and ``node_modules`` left
    out. The folders that cannot be looked into are added to ``closed``.
    """
    for parent, folders, files in os.walk(folder, onerror=lambda fault: closed.append(os.path.normpath(fault.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith(".") and name != "node_modules")
        for name in sorted(files):
            if name.lower().endswith(endings) and not name.startswith("."):
                yield os.path.normpath(os.path.join(parent, name))


def is_draft(path: str) -> bool:
    """Return whether a file says that it is a draft; one that cannot be read is taken for one, so that it is told of."""
    if os.path.exists(path) and not is_file(path):  # a FIFO, a socket, a device
        return False
    try:
        data = read_file(path)
    except OSError:
        return True
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode()
    if path.lower().endswith(MARKDOWN):  # the keys of a draft in Markdown stand between the first two lines of «---»
        data = data.split(b"\n---", 1)[0] if data.removeprefix(b"\xef\xbb\xbf").startswith(b"---") else b""
    return _IS_DRAFT.search(data) is not None or _is_meant_for_one(data)


def _is_meant_for_one(data: bytes) -> bool:
    """Return whether a file has the keys of a draft though they cannot be read as such: «Loại:», a Tab before, no colon after
    ``loai``. Whoever asks for all drafts of a folder must not take silence for «no fault» in one of these.
    """
    text = data.decode(errors="replace")
    return any(unaccented(key[1]) in _OF_DRAFTS_ALONE for key in _KEY.finditer(unicodedata.normalize("NFC", text)))
