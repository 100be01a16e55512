"""The few pieces of XML that every part of a package is written with."""

from __future__ import annotations

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_OFFICE = "http://schemas.openxmlformats.org"
WORD_NAMESPACES = f'xmlns:w="{_OFFICE}/wordprocessingml/2006/main" xmlns:r="{_OFFICE}/officeDocument/2006/relationships"'
"""Both on every root, for readers that look ``r`` up whether it is used or not (docx2python in footnotes)."""


def escape(text: str) -> str:
    """Return ``text`` as character data; ``>`` too, so that ``]]>`` never stands."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def quote(text: str) -> str:
    """Return ``text`` as the inside of an attribute in double quotes."""
    return escape(text).replace('"', "&quot;").replace("\t", "&#9;").replace("\n", "&#10;").replace("\r", "&#13;")


def val(name: str, value: str | int) -> str:
    """Return the element ``w:name`` that says ``value``, which needs no quoting."""
    return f'<w:{name} w:val="{value}"/>'


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point, Word's unit."""
    return round(millimetres * 1440 / 25.4)
