"""The fingerprint by which ctct knows whether a document is still as it wrote it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from typing import Literal

State = Literal["ours", "changed", "foreign"]
"""What a file is: as ctct wrote it, changed since, or never its own."""

SEALED_PART = "docProps/custom.xml"
"""The part of a Word document that holds the fingerprint of all others, as the property :data:`SEAL`."""
SEAL = "ctct-fingerprint"

_PDF = b"%%ctct-fingerprint:%b\n"
_HTML = b'<meta name="ctct-fingerprint" content="%b">\n'
_HTML_PLACE = b"<title>"
_MARKS = re.compile(rb'(?:%ctct-fingerprint:|<meta name="ctct-fingerprint" content=")([0-9a-f]{64})(?:">)?\n')


def fingerprint(digests: Mapping[str, str]) -> str:
    """Return the fingerprint of a package: the SHA-256 over the sorted names of its parts, each with that of its bytes."""
    return sha256("".join(f"{digests[name]} {name}\n" for name in sorted(digests)).encode()).hexdigest()


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
    """Tell what a PDF or a page is."""
    found = _MARKS.search(data)
    if found is None:
        return "foreign"
    bare = data[: found.start()] + data[found.end() :]
    return "ours" if sha256(bare).hexdigest().encode() == found[1] else "changed"
