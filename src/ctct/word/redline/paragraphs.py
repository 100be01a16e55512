"""A paragraph of a Word document as text to be compared, with the look of each stretch and what stands between the letters."""

from __future__ import annotations

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
_OTHERS = {_LOOK, _SECTION}
_BREAK, _BOOKMARK, _NAME = W + "br", W + "bookmarkStart", W + "name"
_BETWEEN = {W + "bookmarkStart", W + "bookmarkEnd", W + "commentRangeStart", W + "commentRangeEnd"}
_AROUND = {W + name for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "customXml", "fldSimple")}
_NOTHING = {W + "lastRenderedPageBreak", W + "proofErr"}


Said = tuple[object, ...]
"""An element to compare: its name, its attributes, what stands in it."""


class Stretch(NamedTuple):
    """Letters of one look: the ``w:rPr``, ``None`` for none, and what it says, to compare."""

    start: int
    end: int
    look: Element | None
    written: Said


class Signs:
    """The signs that stand for notes and objects; one sign for what is the same on both sides."""

    def __init__(self) -> None:
        self.objects: dict[str, Element] = {}
        self._objects: dict[bytes, str] = {}
        self._known: dict[Said, Said] = {}
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

    def known(self, said: Said) -> Said:
        """Return the one copy that is kept of what many elements say."""
        return self._known.setdefault(said, said)

    def add_note(self) -> str:
        """Return a new sign for a note."""
        if self._notes >= MOST:
            raise TooMuch
        self._notes += 1
        return chr(FIRST_NOTE + self._notes - 1)


class Paragraph:
    """A paragraph: ``text`` with a sign for each note and object, ``plain`` the same without what keeps words on one line (no
    one has written that), its looks, and ``between``, the bookmarks and ends of remarks
    by the place in the text that they stand before; ``key`` is that of the item that it is, if that has an id.
    """

    __slots__ = ("between", "element", "key", "plain", "setting", "stretches", "text", "written")

    def __init__(self, element: Element, signs: Signs, notes: dict[str, str]) -> None:
        self.element = element
        self.setting: Element | None = None
        self.stretches: list[Stretch] = []
        self.between: list[tuple[int, Element]] = []
        self.key = self.text = ""
        self.text = "".join(self._read(element, signs, notes))
        self.plain = apart(self.text)
        self.written = signs.known(_setting_of(self.setting))

    @property
    def only_ends_section(self) -> bool:
        """Whether it says nothing and ends a section. LibreOffice (7.4) falls over a former setting of such a one, and over a
        table behind it, when it rejects that this is struck out.
        """
        return not self.text and self.setting is not None and self.setting.find(_SECTION) is not None

    def _read(self, element: Element, signs: Signs, notes: dict[str, str]) -> list[str]:
        at = self.stretches[-1].end if self.stretches else 0
        pieces: list[str] = []
        for child in element:
            tag = child.tag
            if tag == _RUN:
                said, look = _said(child, signs, notes)
                if said:
                    written = () if look is None else signs.known(_what_it_says(look))
                    self.stretches.append(Stretch(at, at + len(said), look, written))
                    at += len(said)
                    pieces.append(said)
            elif tag == _PROPERTIES:
                self.setting = child
            elif tag in _BETWEEN:
                self.between.append((at, child))
                if not self.key and tag == _BOOKMARK and is_id(name := child.get(_NAME, "")):
                    self.key = name
            elif tag in _AROUND:
                pieces += self._read(child, signs, notes)
                at = self.stretches[-1].end if self.stretches else 0
        return pieces


def _said(run: Element, signs: Signs, notes: dict[str, str]) -> tuple[str, Element | None]:
    """Return what a run says and its look."""
    said, look = "", None
    for child in run:
        tag = child.tag
        if tag == _TEXT:
            said += child.text or ""
        elif tag == _LOOK:
            look = child if look is None else look
        else:
            said += _sign(child, tag, signs, notes)
    return said, look


def _sign(child: Element, tag: object, signs: Signs, notes: dict[str, str]) -> str:
    if tag in _SIGNS:
        return _SIGNS[tag]
    if tag == _NOTE:
        return notes.get(child.get(W + "id", ""), "")
    if tag == _BREAK and not child.attrib:
        return "\n"
    return "" if tag in _NOTHING or not isinstance(tag, str) else signs.of_object(child)


def _setting_of(element: Element | None) -> Said:
    """Return what a ``w:pPr`` says, without what belongs to its mark and its section."""
    return () if element is None else tuple(_what_it_says(child) for child in element if child.tag not in _OTHERS)


def _what_it_says(element: Element) -> Said:
    said = (element.tag, *element.items())
    return (*said, *map(_what_it_says, element)) if len(element) else said


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
