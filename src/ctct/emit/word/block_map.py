"""The part of a document that holds its block map."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import Part, XmlPart
from docx.parts.document import DocumentPart
from lxml import etree

from ctct.emit.word.elements import read_xml
from ctct.emit.word.package import PartKind, WordPackage
from ctct.layout.block_map import NAMESPACE, BlockMap

_MAP = PartKind(Part, "/customXml/item%d.xml", CONTENT_TYPE.XML, RELATIONSHIP_TYPE.CUSTOM_XML)
_PROPERTIES = PartKind(
    XmlPart, "/customXml/itemProps%d.xml", CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS
)


def add_map(package: WordPackage, document: DocumentPart, block_map: BlockMap) -> None:
    """Add a map to a document, with its digest among the document's properties."""
    written = _written(block_map)
    part = document.related_parts[package.add(_MAP, written, document)]
    package.add(_PROPERTIES, read_xml("mapProps"), part)
    facts = block_map.facts
    package.map_note = f"{sha256(written).hexdigest()} {facts.the_thuc} {facts.an_ban}"[:255]


def _written(block_map: BlockMap) -> bytes:
    """Return a map as XML, written as it goes: a tree of it would take as much room as that of the whole document."""
    buffer, tag = BytesIO(), f"{{{NAMESPACE}}}doan"
    with etree.xmlfile(buffer, encoding="UTF-8") as file:
        file.write_declaration(standalone=True)
        with file.element(f"{{{NAMESPACE}}}ban_do", block_map.facts._asdict(), nsmap={None: NAMESPACE}):
            for khoa, cho, loai, so, dan, chu, tu, gop in block_map.entries:
                told = {"khoa": khoa, "loai": loai, "cho": cho, "so": so, "dan": dan, "tu": tu, "gop": gop}
                with file.element(tag, {name: value for name, value in told.items() if value}):
                    file.write(chu)
    return buffer.getvalue()
