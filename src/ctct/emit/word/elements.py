"""Elements of WordprocessingML, python-docx's own: their values are set through lxml, which escapes them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import OxmlElement, parse_xml
from lxml.etree import SubElement

Element = Any
"""An element of lxml, which has no types."""

_XML = Path(__file__).parent / "xml"


def make(name: str) -> Element:
    """Return an element ``w:name`` that stands nowhere yet."""
    return OxmlElement(f"w:{name}")


def make_root(name: str) -> Element:
    """Return an element ``w:name`` as the root of a part.

    Readers look ``r`` up whether it is used or not (docx2python in footnotes).
    """
    return OxmlElement(f"w:{name}", nsdecls={prefix: nsmap[prefix] for prefix in ("w", "r")})


def add(parent: Element, tag: str, /, **attributes: str | int) -> Element:
    """Append an element ``w:tag`` with attributes ``w:…`` to ``parent``, and return it."""
    made = SubElement(parent, _w(tag))
    for key, value in attributes.items():
        made.set(_w(key), str(value))
    return made


def only_if_filled(element: Element) -> None:
    """Take ``element`` out of its parent if nothing was put into it."""
    if len(element) == 0:
        element.getparent().remove(element)


def read_xml(name: str) -> Element:
    """Return the root of a part as it stands in ``xml/``."""
    return parse_xml((_XML / f"{name}.xml").read_bytes())


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point, Word's unit."""
    return round(millimetres * 1440 / 25.4)


@cache
def _w(name: str) -> str:
    return qn(f"w:{name}")
