"""The parts of a Word file that are changed, as trees, and the file packed again."""

from __future__ import annotations

import io
import re
from hashlib import sha256
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from ctct.emit.seal import SEAL, SEALED_PART, fingerprint
from ctct.word.limits import LIMIT_UNPACKED, Allowance, TooMuch
from ctct.word.package import opened
from ctct.word.parsed import tell
from ctct.word.read import read_numbered
from ctct.word.redline.markup import Element
from ctct.word.tree import WordDocument

DOCUMENT, NOTES, STYLES, LISTS = (f"word/{name}.xml" for name in ("document", "footnotes", "styles", "numbering"))
_TYPES, RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
_OFFICE = "http://schemas.openxmlformats.org"
_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SEAL = re.compile(rb'(name="%b"[^<>]{0,200}>\s{0,200}<(?:\w{1,9}:)?lpwstr>)[0-9a-f]{64}' % SEAL.encode())


class Parts:
    """The parts of a file: those that are asked for as trees are packed as these are then."""

    def __init__(self, data: bytes) -> None:
        with opened(data) as package:
            if sum(part.file_size for part in package.infolist()) > LIMIT_UNPACKED:
                raise TooMuch
            self._parts = {name: package.read(name) for name in package.namelist()}
        self._trees: dict[str, Element] = {}
        self._allowance = Allowance()

    def tree(self, name: str) -> Element:
        """Return the root of a part, ``None`` if there is none."""
        if name not in self._trees and name in self._parts:
            self._trees[name] = self._parsed(name)
        return self._trees.get(name)

    def read(self) -> WordDocument:
        """Return what the file says, with numbers. Raises :class:`TooMuch` or ``XMLSyntaxError`` for what cannot be read so."""
        if DOCUMENT not in self._parts:
            raise TooMuch
        self.tree(DOCUMENT)
        return read_numbered(list(self._parts), lambda name, reader: tell(self._parsed(name), reader))

    def _parsed(self, name: str) -> Element:
        """Return a part as a tree; one that nobody asks for stays as it was written."""
        if name in self._trees:
            return self._trees[name]
        written = self._parts[name]
        self._allowance.take_xml(len(written))
        self._allowance.take_events(written.count(b"<") + written.count(b"/>"))
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        root = etree.fromstring(written, parser)
        if root.getroottree().docinfo.internalDTD is not None:
            raise TooMuch
        return root

    def add_notes(self, root: Element) -> Element:
        """Add the part of notes to a file that has none; return its root."""
        self._trees[NOTES], self._parts[NOTES] = root, b""
        types, relations = self.tree(_TYPES), self.tree(RELATIONS)
        override = etree.SubElement(types, f"{{{_OFFICE}/package/2006/content-types}}Override")
        override.set("PartName", f"/{NOTES}")
        override.set("ContentType", _NOTES_TYPE)
        relation = etree.SubElement(relations, f"{{{_OFFICE}/package/2006/relationships}}Relationship")
        relation.set("Id", "rIdCtctNotes")
        relation.set("Type", f"{_OFFICE}/officeDocument/2006/relationships/footnotes")
        relation.set("Target", "footnotes.xml")
        return root

    def packed(self) -> bytes:
        """Return the file: the same parts give the same bytes. One that bore ctct's fingerprint bears its new one."""
        for name, tree in self._trees.items():
            self._parts[name] = etree.tostring(tree, encoding="UTF-8", standalone=True, xml_declaration=True)
        if SEALED_PART in self._parts:
            digests = {name: sha256(part).hexdigest() for name, part in self._parts.items() if name != SEALED_PART}
            seal = fingerprint(digests).encode()
            self._parts[SEALED_PART] = _SEAL.sub(lambda found: found[1] + seal, self._parts[SEALED_PART])
        buffer = io.BytesIO()
        with ZipFile(buffer, "w") as archive:
            for name, part in self._parts.items():
                entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                entry.create_system, entry.compress_type = 0, ZIP_DEFLATED
                archive.writestr(entry, part)
        return buffer.getvalue()
