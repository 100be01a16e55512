"""Elements of WordprocessingML that record changes, by one author at one time, numbered one by one."""

from __future__ import annotations

import re
from copy import deepcopy
from typing import Any, Literal

from lxml import etree

from ctct.word.redline.names import XML_SPACE, W

Element = Any
Fate = Literal["ins", "del", "moveTo", "moveFrom"]
"""What became of words or of a paragraph's mark; ``None`` where nothing did."""

_NO_DATE = "1980-01-01T00:00:00Z"
"""What the start of a move says where no date is known: it must have one (ECMA-376 part 1, 17.13.5.24), and none is shown."""
SIGNS = {"\t": "tab", "\n": "br", "\u2011": "noBreakHyphen", "\u00ad": "softHyphen"}
_signs = re.compile(f"([{''.join(SIGNS)}])")


class Author:
    """Who is said to have made the changes, and when; hands out the ids of changes."""

    def __init__(self, name: str, date: str, first_id: int) -> None:
        self._name = name
        self._date = date
        self._next = first_id

    def change(self, tag: str, **attributes: str) -> Element:
        """Return an element that records a change."""
        made = etree.Element(W + tag)
        made.set(W + "id", str(self.new_id()))
        made.set(W + "author", self._name)
        if date := self._date or (_NO_DATE if tag.endswith("RangeStart") else ""):
            made.set(W + "date", date)
        for key, value in attributes.items():
            made.set(W + key, value)
        return made

    def range_end(self, tag: str, start: Element) -> Element:
        """Return the end of what ``start`` begins."""
        made = etree.Element(W + tag)
        made.set(W + "id", start.get(W + "id"))
        return made

    def new_id(self) -> int:
        """Return an id that nothing has."""
        self._next += 1
        return self._next - 1


def run_of(text: str, look: Element | None, *, deleted: bool) -> Element:
    """Return a run of words; breaks, tabs and hyphens in them are elements of their own."""
    run = etree.Element(W + "r")
    if look is not None:
        run.append(deepcopy(look))
    for piece in filter(None, _signs.split(text)):
        if piece in SIGNS:
            etree.SubElement(run, W + SIGNS[piece])
            continue
        said = etree.SubElement(run, W + ("delText" if deleted else "t"))
        said.text = piece
        if piece != piece.strip():
            said.set(XML_SPACE, "preserve")
    return run


def properties_of(own: Element | None, author: Author, mark: Fate | None, former: Element | None) -> Element | None:
    """Return the ``w:pPr`` of a paragraph: its setting, what became of its mark, its setting before (an empty ``w:pPr`` for
    none, ``None`` where it has not changed).
    """
    made = etree.Element(W + "pPr") if own is None else deepcopy(own)
    if mark is not None:
        looks = made.find(W + "rPr")
        if looks is None:
            looks, section = etree.Element(W + "rPr"), made.find(W + "sectPr")
            made.insert(len(made) if section is None else made.index(section), looks)
        looks.insert(0, author.change(mark))
    if former is not None:
        change = author.change("pPrChange")
        change.append(bare(former))
        made.append(change)
    return made if len(made) else None


def bare(setting: Element) -> Element:
    """Return a ``w:pPr`` without what belongs to its mark and its section."""
    made = deepcopy(setting)
    for tag in ("rPr", "sectPr", "pPrChange"):
        for one in made.findall(W + tag):
            made.remove(one)
    return made
