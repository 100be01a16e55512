"""The part of a document that holds its block map."""

from __future__ import annotations

from hashlib import sha256

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.parts.document import DocumentPart
from lxml import etree

from ctct.emit.word.elements import Element, read_xml
from ctct.emit.word.package import PartKind, WordPackage
from ctct.layout.block_map import NAMESPACE, BlockMap

_MAP = PartKind(XmlPart, "/customXml/item%d.xml", CONTENT_TYPE.XML, RELATIONSHIP_TYPE.CUSTOM_XML)
_PROPERTIES = PartKind(
    XmlPart, "/customXml/itemProps%d.xml", CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS
)


def add_map(package: WordPackage, document: DocumentPart, block_map: BlockMap) -> None:
    """Add a map to a document, with its digest among the document's properties."""
    root = map_root(block_map)
    part = document.related_parts[package.add(_MAP, root, document)]
    package.add(_PROPERTIES, read_xml("mapProps"), part)
    facts = block_map.facts
    package.map_note = f"{sha256(etree.tostring(root)).hexdigest()} {facts.the_thuc} {facts.an_ban}"[:255]


def map_root(block_map: BlockMap) -> Element:
    """Return the root of the part of a map."""
    root = etree.Element(f"{{{NAMESPACE}}}ban_do", nsmap={None: NAMESPACE})
    for name, value in block_map.facts._asdict().items():
        root.set(name, value)
    tag = f"{{{NAMESPACE}}}doan"
    for khoa, cho, loai, so, dan, chu, tu in block_map.entries:
        made = etree.SubElement(root, tag, khoa=khoa, loai=loai)
        for name, value in (("cho", cho), ("so", so), ("dan", dan), ("tu", tu)):
            if value:
                made.set(name, value)
        made.text = chu
    return root
