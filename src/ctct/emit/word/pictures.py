"""Pictures as Word's own: inline drawings, each file once in the package, whatever is drawn of it."""

from __future__ import annotations

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.parts.document import DocumentPart

from ctct.emit.word.elements import Element, add, read_xml
from ctct.layout.blocks import Picture

_EMU_PER_MM = 36_000
_TYPES = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
_SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"


class Pictures:
    """The pictures of one document."""

    def __init__(self, document: DocumentPart) -> None:
        self._document = document
        self._parts: dict[bytes, str] = {}
        self._count = 0

    def write(self, picture: Picture, into: Element) -> None:
        """Append the run of a picture to a paragraph."""
        self._count += 1
        drawing = read_xml("picture")
        inline = drawing[0]
        size = {"cx": str(round(picture.width * _EMU_PER_MM) or 1), "cy": str(round(picture.height * _EMU_PER_MM) or 1)}
        for extent in (inline.find(qn("wp:extent")), next(inline.iter(qn("a:xfrm"))).find(qn("a:ext"))):
            extent.attrib.update(size)
        for told in (inline.find(qn("wp:docPr")), next(inline.iter(qn("pic:cNvPr")))):
            told.attrib.update({"id": str(self._count), "name": f"Hình {self._count}", "descr": picture.alt})
        self._lead(picture, next(inline.iter(qn("a:blip"))))
        add(into, "r").append(drawing)

    def _lead(self, picture: Picture, blip: Element) -> None:
        """Have ``blip`` lead to the parts of a picture: of an SVG to what is drawn of it, else to itself, and behind that
        to itself, as Word of today has it.
        """
        embed = qn("r:embed")
        if picture.image.kind != "svg":
            blip.set(embed, self._part(picture.image.data, picture.image.kind))
            blip.remove(blip[0])
            return
        drawing = self._part(picture.image.data, "svg")
        blip.set(embed, self._part(picture.raster, "png") if picture.raster else drawing)
        next(blip.iter(_SVG)).set(embed, drawing)

    def _part(self, data: bytes, kind: str) -> str:
        """Return the relationship to the part that holds ``data``, which is made at need."""
        if data not in self._parts:
            name = PackURI(f"/word/media/image{len(self._parts) + 1}.{kind}")
            self._parts[data] = self._document.relate_to(
                Part(name, _TYPES[kind], data, self._document.package), RELATIONSHIP_TYPE.IMAGE
            )
        return self._parts[data]
