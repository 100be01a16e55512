"""The fingerprint in a PDF or an HTML page, by which ctct knows whether a file is still as it wrote it."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctct.emit.word.package import State

_PDF = b"%%ctct-fingerprint:%b\n"
_HTML = b'<meta name="ctct-fingerprint" content="%b">\n'
_HTML_PLACE = b"<title>"
_MARKS = re.compile(rb'(?:%ctct-fingerprint:|<meta name="ctct-fingerprint" content=")([0-9a-f]{64})(?:">)?\n')


def seal_pdf(data: bytes) -> bytes:
    """Return a PDF with its fingerprint: a comment before the pointer at its end, where nothing's place is counted from."""
    return _sealed(data, data.rindex(b"startxref"), _PDF)


def seal_html(page: str) -> bytes:
    """Return a page with its fingerprint, before its title."""
    data = page.encode()
    return _sealed(data, data.index(_HTML_PLACE), _HTML)


def _sealed(data: bytes, at: int, mark: bytes) -> bytes:
    return data[:at] + mark % sha256(data).hexdigest().encode() + data[at:]


def sealed_state(data: bytes) -> State:
    """Tell whether a file is what ctct wrote (``ours``), has been ``changed`` since, or never was its (``foreign``)."""
    found = _MARKS.search(data)
    if found is None:
        return "foreign"
    bare = data[: found.start()] + data[found.end() :]
    return "ours" if sha256(bare).hexdigest().encode() == found[1] else "changed"
