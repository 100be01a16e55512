"""The package: python-docx's, but that its files tell neither the day of the build nor the system that it ran on."""

from __future__ import annotations

import io
from hashlib import sha256
from typing import IO, Any, NamedTuple, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.opc.pkgwriter import PackageWriter
from docx.package import Package

from ctct.emit.seal import SEAL, SEALED_PART, fingerprint
from ctct.emit.word.elements import Element, read_xml
from ctct.layout.block_map import PROPERTY


class PartKind(NamedTuple):
    """A kind of part: its class, its name (with ``%d`` where a document has several), its types to a package."""

    part: type[Part]
    name: str
    content_type: str
    relationship: str


_SEAL = PartKind(XmlPart, f"/{SEALED_PART}", CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)


class WordPackage(Package):
    """A package that is written the same way every time."""

    map_note = ""
    """What the custom properties say of the document's map, ``""`` without one."""

    def add(self, kind: PartKind, root: Element | bytes, owner: Part | None = None) -> str:
        """Add a part of ``owner``, or of the package itself, and return the id of its relationship. ``root`` is that of its
        XML, or all of it written.
        """
        name = self.next_partname(kind.name) if "%d" in kind.name else PackURI(kind.name)
        return (owner or self).relate_to(kind.part(name, kind.content_type, root, self), kind.relationship)

    def save(self, pkg_file: str | IO[bytes]) -> None:
        """Write the package to a path or a stream, as ``Document.save`` asks."""
        self._write(pkg_file)

    def sealed(self) -> bytes:
        """Return the file of the package with the fingerprint of all parts, by which ctct knows its own again."""
        root = read_xml("custom")
        root[0].set("name", SEAL)
        root[1].set("name", PROPERTY)
        if self.map_note:
            root[1][0].text = self.map_note
        else:
            root.remove(root[1])
        self.add(_SEAL, root)
        buffer = io.BytesIO()
        self._write(buffer, seal=root[0][0])
        return buffer.getvalue()

    def _write(self, file: str | IO[bytes], seal: Element | None = None) -> None:
        """Do what ``PackageWriter.write`` does but for its archive, whose entries bear the time. ``seal`` stands in the last
        part.
        """
        parts = self.parts
        with ZipFile(file, "w", ZIP_DEFLATED) as archive:
            packer, writer = _Packer(archive), cast("Any", PackageWriter)
            writer._write_content_types_stream(packer, parts)
            writer._write_pkg_rels(packer, self.rels)
            for part in parts:
                if seal is not None and part is parts[-1]:
                    seal.text = fingerprint(packer.digests)
                # A long body is packed as it is written out: never whole as text beside its tree.
                packer.write(part.partname, part.element if isinstance(part, XmlPart) else part.blob)
                if part.rels:
                    packer.write(part.partname.rels_uri, part.rels.xml)


class _Packer:
    """Packs parts in the place of python-docx's ``PhysPkgWriter``, and keeps the digest of each."""

    def __init__(self, archive: ZipFile) -> None:
        self.digests: dict[str, str] = {}
        self._archive = archive

    def write(self, name: PackURI, content: bytes | Element) -> None:
        """Pack a part, given as bytes or as the root of its XML."""
        entry = ZipInfo(name.membername, (1980, 1, 1, 0, 0, 0))
        entry.create_system, entry.compress_type = 0, ZIP_DEFLATED
        with self._archive.open(entry, "w") as packed:
            digested = _Digested(packed)
            if isinstance(content, bytes):
                digested.write(content)
            else:
                content.getroottree().write(digested, encoding="UTF-8", standalone=True)
        entry.external_attr = 0
        self.digests[name.membername] = digested.digest.hexdigest()


class _Digested:
    """A file, with the digest of all that is written to it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.digest = sha256()
        self._file = file

    def write(self, data: bytes) -> None:
        """Write ``data``."""
        self.digest.update(data)
        self._file.write(data)
