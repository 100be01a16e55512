"""Copies of a built document that have lost what tells where each paragraph came from."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from lxml import etree

from ctct.layout.block_map import BOOKMARK

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def stripped(data: bytes, *, keys: bool = True, block_map: bool = True) -> bytes:
    """Return a package without the hidden bookmarks (``keys``) and the block map."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bare:
        for name in package.namelist():
            part = package.read(name)
            if block_map and name.startswith("customXml/") and b"urn:ctct" in part:
                part = b"<none/>"
            elif keys and name.startswith("word/") and name.endswith(".xml"):
                part = _without_keys(part)
            bare.writestr(name, part)
    return made.getvalue()


def _without_keys(part: bytes) -> bytes:
    root: Any = etree.fromstring(part)
    starts = [one for one in root.iter(_W + "bookmarkStart") if one.get(_W + "name", "").startswith(BOOKMARK)]
    ids = {one.get(_W + "id") for one in starts}
    for one in [*starts, *(end for end in root.iter(_W + "bookmarkEnd") if end.get(_W + "id") in ids)]:
        one.getparent().remove(one)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
