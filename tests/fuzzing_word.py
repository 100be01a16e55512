"""Damages Word files as somebody would who knows how they are made: elements, attributes, parts and what the package says of them."""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy

import docx
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = (
    *("p", "r", "t", "tab", "br", "del", "ins", "moveFrom", "sdt", "tbl", "tr", "tc", "txbxContent", "hyperlink", "pPr", "rPr"),
    *("numPr", "numId", "ilvl", "abstractNum", "abstractNumId", "num", "lvl", "lvlText", "start", "numFmt", "lvlOverride"),
    *("startOverride", "numStyleLink", "pStyle", "rStyle", "style", "basedOn", "fldChar", "instrText", "footnote"),
    *("footnoteReference", "footnoteRef", "vertAlign", "gridSpan", "vMerge", "suff"),
)
ATTRIBUTES = ("val", "id", "ilvl", "numId", "abstractNumId", "styleId", "fldCharType", "type")
VALUES = (
    *("", "0", "1", "8", "9", "-1", "1e999", "²", "٣", "999999999", "9" * 30, "\u0130", "đ", "x" * 5_000, "%1" * 5_000),
    *("%1%2%3%4%5%6%7%8%9", "%0%10", "lowerLetter", "upperRoman", "none", "superscript", "begin", "separate", "end", "nothing"),
)
TIMES = (1, 1, 2, 30, 3_000)


def other_sound_file() -> bytes:
    """Return what another program makes: its own styles, lists and table."""
    made, buffer = docx.Document(), io.BytesIO()
    for style in ("Title", "Heading 1", "List Number", "List Number", "List Bullet", "List Number 2", "Normal"):
        made.add_paragraph("lời", style)
    made.add_table(2, 2).cell(0, 0).text = "ô"
    made.save(buffer)
    return buffer.getvalue()


def harmed_package(data: bytes, chance: random.Random, damaged: Callable[[str, random.Random], str]) -> bytes:
    """Return a Word file with one kind of damage; ``damaged`` changes a text."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    kind = chance.randrange(6)
    if kind == 0:
        return _with_other_bytes(data, chance)
    if kind == 1:
        return _with_false_directory(_packed(parts, zipfile.ZIP_DEFLATED), chance)
    if kind == 2:
        return _packed(
            _other_parts(parts, chance), chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_DEFLATED))
        )
    at = chance.choice([place for place, (name, _) in enumerate(parts) if name.startswith("word/") or kind == 3])
    name, part = parts[at]
    if kind == 3:
        parts[at] = name, damaged(part.decode("utf-8", "replace"), chance).encode("utf-8", "surrogatepass")
    elif name.endswith(".xml"):
        parts[at] = name, _with_other_elements(part, chance)
    return _packed(parts, zipfile.ZIP_DEFLATED)


def _packed(parts: list[tuple[str, bytes]], method: int) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as new, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that come twice
        for name, part in parts:
            new.writestr(name, part)
    return made.getvalue()


def _with_other_bytes(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + chance.randbytes(chance.choice((0, 1, 30))) + data[at + chance.choice((0, 1, 200)) :]


def _with_false_directory(data: bytes, chance: random.Random) -> bytes:
    """Return a package of whose directory some fields say something else."""
    harmed = bytearray(data)
    records = [*_places(data, b"PK\x01\x02"), *_places(data, b"PK\x03\x04"), data.rindex(b"PK\x05\x06")]
    for _ in range(chance.choice((1, 2, 5))):
        form = chance.choice(("<H", "<I"))
        at = chance.choice(records) + chance.randrange(4, 46 if form == "<H" else 44)
        if at + 4 <= len(harmed):
            struct.pack_into(form, harmed, at, chance.choice((0, 1, 9, 255, 0xFFFF, chance.randrange(1 << 16))))
    return bytes(harmed)


def _places(data: bytes, signature: bytes) -> Iterator[int]:
    at = data.find(signature)
    while at >= 0:
        yield at
        at = data.find(signature, at + 1)


def _other_parts(parts: list[tuple[str, bytes]], chance: random.Random) -> list[tuple[str, bytes]]:
    """Return parts of which one is gone, comes again, has another's name or content, or lies outside."""
    at, other = chance.randrange(len(parts)), chance.randrange(len(parts))
    name, part = parts[at]
    kind = chance.randrange(5)
    if kind == 0:
        return parts[:at] + parts[at + 1 :]
    if kind == 1:
        return parts + [parts[at]] * chance.choice(TIMES[:-1])  # to write thousands takes longer than to refuse them
    if kind == 2:
        return [*parts, (name, parts[other][1])]
    if kind == 3:
        return [
            *parts[:at],
            (chance.choice((f"../{name}", f"/{name}", name.upper(), "word/footer9.xml")), part),
            *parts[at + 1 :],
        ]
    return [*parts, (f"word/footer{at}.xml", part)]


def _with_other_elements(part: bytes, chance: random.Random) -> bytes:
    root = etree.fromstring(part)
    for _ in range(chance.choice((1, 2, 5, 20))):
        element = chance.choice([one for one in root.iter() if isinstance(one.tag, str)])
        if element is root or chance.random() < 0.5:
            _change_attribute(element, chance)
        else:
            _change_element(element, chance)
    return bytes(etree.tostring(root, encoding=chance.choice(("UTF-8", "UTF-16", "US-ASCII"))))


def _change_attribute(element: etree._Element, chance: random.Random) -> None:
    name = chance.choice([*element.attrib, W + chance.choice(ATTRIBUTES)])
    if name in element.attrib and chance.random() < 0.2:
        del element.attrib[name]
    else:
        element.set(name, chance.choice((*VALUES, *element.attrib.values())))


def _change_element(element: etree._Element, chance: random.Random) -> None:
    parent, kind = element.getparent(), chance.randrange(5)
    assert parent is not None
    if kind == 0:
        parent.remove(element)
    elif kind == 1 and len(element) < 30:
        for _ in range(chance.choice(TIMES)):
            element.addnext(deepcopy(element))
    elif kind == 2:
        element.tag = W + chance.choice(NAMES)
    elif kind == 3:
        _bury(element, parent, W + chance.choice(NAMES), chance.choice(TIMES))
    else:
        parent.insert(
            chance.randrange(len(parent)), etree.Element(W + chance.choice(NAMES), {W + "val": chance.choice(VALUES)})
        )


def _bury(element: etree._Element, parent: etree._Element, name: str, depth: int) -> None:
    """Put an element into another, that into another …"""
    place = parent.index(element)
    for _ in range(min(depth, 200)):  # lxml writes by recursion
        around = etree.Element(name)
        around.append(element)
        element = around
    parent.insert(place, element)
