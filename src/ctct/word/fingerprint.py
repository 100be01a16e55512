"""Whether a Word document is still as ctct wrote it."""

from __future__ import annotations

import io
import re
import struct
import zlib
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from ctct.emit.seal import SEAL, SEALED_PART, State, fingerprint
from ctct.word.limits import LIMIT_FILE, LIMIT_PARTS, LIMIT_UNPACKED, packed_as_documents_are

# A tag is shorter than 200 bytes; without that bound one full of the name would be searched anew from each of them.
_WRITTEN = re.compile(
    rb'<property [^<>]{0,200}name="%b"[^<>]{0,200}>\s{0,200}<(?:\w{1,9}:)?lpwstr>([0-9a-f]{64})</' % SEAL.encode()
)


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
            written = _written(package)
            return "foreign" if written is None else "ours" if written == _counted(package) else "changed"
    except (BadZipFile, zlib.error, EOFError, ValueError, RuntimeError, KeyError, struct.error):
        return "changed" if written else "foreign"


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LIMIT_FILE + 1)


def _written(package: ZipFile) -> str | None:
    """Return the fingerprint that stands in a package, ``None`` if none does or the package is beyond the limits."""
    parts = package.infolist()
    if not packed_as_documents_are(package) or sum(part.file_size for part in parts) > LIMIT_UNPACKED:
        return None
    with package.open(SEALED_PART) as part:
        written = _WRITTEN.search(part.read(1 << 20))
    return written[1].decode() if written else None


def _counted(package: ZipFile) -> str | None:
    parts = package.infolist()
    digests = {part.filename: _digest(package, part) for part in parts if part.filename != SEALED_PART}
    return fingerprint(digests) if len(digests) == len(parts) - 1 else None


def _digest(package: ZipFile, part: ZipInfo) -> str:
    digest = sha256()
    with package.open(part) as content:
        while data := content.read(1 << 20):
            digest.update(data)
    return digest.hexdigest()
