"""A paragraph of a Word document as text to be compared, with the look of each stretch and what stands between the letters."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

from lxml import etree

from ctct.layout.block_map import is_id
from ctct.layout.together import apart
from ctct.word.limits import TooMuch
from ctct.word.redline.markup import Element
from ctct.word.redline.names import FIRST_NOTE, FIRST_OBJECT, MOST, W

_TEXT = W + "t"
_RUN, _PROPERTIES, _LOOK, _SECTION = W + "r", W + "pPr", W + "rPr", W + "sectPr"
_NOTE = W + "footnoteReference"
_SIGNS = {W + "tab": "\t", W + "cr": "\n", W + "noBreakHyphen": "\u2011", W + "softHyphen": "\u00ad"}
_BREAK = W + "br"
_BETWEEN = {W + "bookmarkStart", W + "bookmarkEnd", W + "commentRangeStart", W + "commentRangeEnd"}
_AROUND = {W + name for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple")}
_NOTHING = {W + "lastRenderedPageBreak", W + "proofErr"}


class Stretch(NamedTuple):
    """Letters of one look: the ``w:rPr``, ``None`` for none, and the same as text, to compare."""

    start: int
    end: int
    look: Element | None
    written: bytes


class Signs:
    """The signs that stand for notes and objects; one sign for what is the same on both sides."""

    def __init__(self) -> None:
        self.objects: dict[str, Element] = {}
        self._objects: dict[bytes, str] = {}
        self._notes = 0

    def of_object(self, element: Element) -> str:
        """Return the sign for something that is no text."""
        written = etree.tostring(element, with_tail=False)
        if written not in self._objects:
            if len(self._objects) >= MOST:
                raise TooMuch
            sign = self._objects[written] = chr(FIRST_OBJECT + len(self._objects))
            self.objects[sign] = element
        return self._objects[written]

    def add_note(self) -> str:
        """Return a new sign for a note."""
        if self._notes >= MOST:
            raise TooMuch
        self._notes += 1
        return chr(FIRST_NOTE + self._notes - 1)


class Paragraph:
    """A paragraph: ``text`` with a sign for each note and object, ``plain`` the same without what keeps words on one line (no
    one has written that), its looks, and ``between``, the bookmarks and ends of remarks
    by the place in the text that they stand before.
    """

    __slots__ = ("between", "element", "plain", "setting", "stretches", "text", "written")

    def __init__(self, element: Element, signs: Signs, notes: dict[str, str]) -> None:
        self.element = element
        self.setting: Element | None = None
        self.stretches: list[Stretch] = []
        self.between: list[tuple[int, Element]] = []
        self.text = ""
        pieces = list(self._read(element, signs, notes))
        self.text = "".join(pieces)
        self.plain = apart(self.text)
        self.written = setting_key(self.setting)

    @property
    def key(self) -> str:
        """The key of the item that it is, if that has an id."""
        names = (one.get(W + "name", "") for _, one in self.between if one.tag == W + "bookmarkStart")
        return next(filter(is_id, names), "")

    def _read(self, element: Element, signs: Signs, notes: dict[str, str]) -> Iterator[str]:
        at = self.stretches[-1].end if self.stretches else 0
        for child in element:
            if child.tag == _RUN:
                said = _said(child, signs, notes)
                if said:
                    look = child.find(_LOOK)
                    written = b"" if look is None else etree.tostring(look, with_tail=False)
                    self.stretches.append(Stretch(at, at + len(said), look, written))
                    at += len(said)
                    yield said
            elif child.tag == _PROPERTIES:
                self.setting = child
            elif child.tag in _BETWEEN:
                self.between.append((at, child))
            elif child.tag in _AROUND:
                yield from self._read(child, signs, notes)
                at = self.stretches[-1].end if self.stretches else 0


def _said(run: Element, signs: Signs, notes: dict[str, str]) -> str:
    if len(run) == 1 and run[0].tag == _TEXT:
        return run[0].text or ""
    return "".join([_sign(child, signs, notes) for child in run])


def _sign(child: Element, signs: Signs, notes: dict[str, str]) -> str:
    tag = child.tag
    if tag == _TEXT:
        return child.text or ""
    if tag in _SIGNS:
        return _SIGNS[tag]
    if tag == _NOTE:
        return notes.get(child.get(W + "id", ""), "")
    if tag == _BREAK and not child.attrib:
        return "\n"
    return "" if tag == _LOOK or tag in _NOTHING or not isinstance(tag, str) else signs.of_object(child)


def setting_key(setting: Element | None) -> bytes:
    """Return a ``w:pPr`` as text to compare, without what belongs to its mark and its section."""
    if setting is None:
        return b""
    if setting.find(_LOOK) is not None or setting.find(_SECTION) is not None:
        setting = deepcopy(setting)
        for tag in (_LOOK, _SECTION):
            for one in setting.findall(tag):
                setting.remove(one)
    return etree.tostring(setting, with_tail=False) if len(setting) else b""


def freeze_fields(root: Element) -> None:
    """Leave of every field what it shows: what it asks may be gone, or not there yet, once changes are rejected or accepted."""
    for element in list(root.iter(W + "fldChar", W + "instrText")):
        run = element.getparent()
        run.remove(element)
        if len(run) == 0 or (len(run) == 1 and run[0].tag == _LOOK):
            run.getparent().remove(run)
    for element in list(root.iter(W + "fldSimple")):
        parent, at = element.getparent(), element.getparent().index(element)
        parent[at : at + 1] = list(element)
