"""The package: parts in a fixed order, packed the same way every time, and the fingerprint that tells them from others."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Literal
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from ctct.emit.word.ooxml import DECLARATION

State = Literal["ours", "changed", "foreign"]

LIMIT_FILE = 64 * 1024 * 1024
LIMIT_UNPACKED = 512 * 1024 * 1024
LIMIT_PARTS = 1_000
"""Beyond these a file is somebody else's: it may have been made to fill the memory of whoever looks into it."""

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
_FINGERPRINT_PART = "docProps/custom.xml"
_FINGERPRINT = re.compile(rb'<property [^<>]*name="ctct-fingerprint"[^<>]*>\s*<(?:\w+:)?lpwstr>([0-9a-f]{64})</')


class Package:
    """A package being written; a part is packed as it comes, so that only its packed bytes stay in memory."""

    def __init__(self, parts: Iterable[str]) -> None:
        self._buffer = io.BytesIO()
        self._zip = ZipFile(self._buffer, "w", ZIP_DEFLATED)
        self._digests: dict[str, str] = {}
        parts = [*parts, _FINGERPRINT_PART]
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
        self.add(_FINGERPRINT_PART, [_custom(_fingerprint(self._digests))])
        self._zip.close()
        return self._buffer.getvalue()


def fingerprint_state(file: str | Path | bytes) -> State:
    """Tell whether a file is what ctct wrote (``ours``), has been ``changed`` since, or never was its (``foreign``).

    Raises ``OSError`` for a path that cannot be read, nothing else, whatever the file holds.
    """
    data = file if isinstance(file, bytes) else _read(Path(file))
    # Each part takes a record with this signature; ZipFile would hold millions of them before they could be counted.
    if len(data) > LIMIT_FILE or data.count(b"PK\x01\x02") > LIMIT_PARTS:
        return "foreign"
    written = None
    try:
        with ZipFile(io.BytesIO(data)) as package:
            written = _written_fingerprint(package)
            return "foreign" if written is None else "ours" if written == _counted_fingerprint(package) else "changed"
    except (BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, KeyError, struct.error):
        return "changed" if written else "foreign"


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LIMIT_FILE + 1)


def _written_fingerprint(package: ZipFile) -> str | None:
    """Return the fingerprint that stands in a package, ``None`` if none does or the package is beyond the limits."""
    parts = package.infolist()
    packed_as_ours = all(part.compress_type in (ZIP_STORED, ZIP_DEFLATED) for part in parts)
    if not packed_as_ours or sum(part.file_size for part in parts) > LIMIT_UNPACKED:
        return None
    with package.open(_FINGERPRINT_PART) as part:
        written = _FINGERPRINT.search(part.read(1 << 20))
    return written[1].decode() if written else None


def _counted_fingerprint(package: ZipFile) -> str | None:
    parts = package.infolist()
    digests = {part.filename: _digest(package, part) for part in parts if part.filename != _FINGERPRINT_PART}
    return _fingerprint(digests) if len(digests) == len(parts) - 1 else None


def _digest(package: ZipFile, part: ZipInfo) -> str:
    digest = sha256()
    with package.open(part) as content:
        while data := content.read(1 << 20):
            digest.update(data)
    return digest.hexdigest()


def _fingerprint(digests: dict[str, str]) -> str:
    """Return the SHA-256 over the sorted names of the parts, each with that of its bytes."""
    return sha256("".join(f"{digests[name]} {name}\n" for name in sorted(digests)).encode()).hexdigest()


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
