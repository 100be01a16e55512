"""The package: parts in a fixed order, packed the same way every time, and the fingerprint that tells them from others."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ctct.emit.seal import SEALED_PART, fingerprint
from ctct.emit.word.ooxml import DECLARATION

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = {
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/numbering.xml": f"{_WORD}.numbering+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/footnotes.xml": f"{_WORD}.footnotes+xml",
    "word/fontTable.xml": f"{_WORD}.fontTable+xml",
    "word/header.xml": f"{_WORD}.header+xml",
    "word/footer.xml": f"{_WORD}.footer+xml",
    "word/theme.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
}
_ROOT_RELATIONS = {
    "document": ("word/document.xml", f"{_OFFICE}/relationships/officeDocument"),
    "core": ("docProps/core.xml", f"{_PACKAGE}/relationships/metadata/core-properties"),
    "app": ("docProps/app.xml", f"{_OFFICE}/relationships/extended-properties"),
    "custom": ("docProps/custom.xml", f"{_OFFICE}/relationships/custom-properties"),
}
_COUNT = re.compile(r"[0-9]+(?=\.xml$)")
"""What tells several parts of one kind apart."""


class Package:
    """A package being written; a part is packed as it comes, so that only its packed bytes stay in memory."""

    def __init__(self, parts: Iterable[str]) -> None:
        self._buffer = io.BytesIO()
        self._zip = ZipFile(self._buffer, "w", ZIP_DEFLATED)
        self._digests: dict[str, str] = {}
        parts = [*parts, SEALED_PART]
        self.add("[Content_Types].xml", [_content_types(parts)])
        self.add("_rels/.rels", [_relations(_ROOT_RELATIONS)])
        names = [Path(part).stem for part in parts if part.startswith("word/") and part != "word/document.xml"]
        targets = {name: (f"{name}.xml", f"{_OFFICE}/relationships/{name.rstrip('0123456789')}") for name in names}
        self.add("word/_rels/document.xml.rels", [_relations(targets)])

    def add(self, name: str, chunks: Iterable[str]) -> None:
        """Pack a part."""
        # The day of the build and the system it ran on would make two builds of one draft differ.
        info = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        info.create_system, info.compress_type = 0, ZIP_DEFLATED
        digest = sha256()
        with self._zip.open(info, "w") as part:
            for data in _gathered(chunks):
                digest.update(data)
                part.write(data)
        info.external_attr = 0
        self._digests[name] = digest.hexdigest()

    def close(self) -> bytes:
        """Add the fingerprint of all parts and return the file."""
        self.add(SEALED_PART, [_custom(fingerprint(self._digests))])
        self._zip.close()
        return self._buffer.getvalue()


def _gathered(chunks: Iterable[str], size: int = 2_000) -> Iterator[bytes]:
    """Yield ``chunks`` as bytes, many at a time."""
    chunks = iter(chunks)
    while several := list(islice(chunks, size)):
        yield "".join(several).encode()


def _content_types(parts: Iterable[str]) -> str:
    overrides = "".join(f'<Override PartName="/{part}" ContentType="{_TYPES[_COUNT.sub("", part)]}"/>' for part in parts)
    return (
        f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: dict[str, tuple[str, str]]) -> str:
    written = "".join(f'<Relationship Id="{name}" Type="{kind}" Target="{part}"/>' for name, (part, kind) in targets.items())
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'


def _custom(fingerprint: str) -> str:
    return (
        f'{DECLARATION}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="ctct-fingerprint">'
        f"<vt:lpwstr>{fingerprint}</vt:lpwstr></property></Properties>"
    )
