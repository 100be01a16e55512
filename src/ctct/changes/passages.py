"""A Word document as passages to be compared: paragraphs with their numbers, where they stand and what they are about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from ctct.compare.normal import folded, normal
from ctct.layout.block_map import is_id
from ctct.word.tree import Paragraph, WordDocument

Zone = Literal["than", "dau", "ket", "chu_thich"]
"""The text itself, the letterhead, recipients and signature, a note."""

_LETTERHEAD = re.compile("đảng cộng sản việt nam|cộng hòa xã hội chủ nghĩa việt nam")
_CLOSING = re.compile("nơi nhận *:")
_TYPED = re.compile(
    r"(?P<dieu>(?:Điều|Chương|Phần|Mục|Tiểu mục) (?:\d{1,4}[a-zđ]?|[IVXLC]{1,7})[.:]?)(?=\s|$)"
    r"|(?P<la_ma>[IVXLC]{1,7}[.)/-])(?=\s)|(?P<hoa>[A-HĐ][.)/-])(?=\s)|(?P<nhieu>\d{1,3}(?:\.\d{1,3}){1,4}[.)]?)(?=\s)"
    r"|(?P<so>\d{1,3}[.)/-])(?=\s)|(?P<ngoac>\(\d{1,3}\))(?=\s)|(?P<chu>[a-zđ]\))(?=\s)"
)
_FIELD = "\u2063"
"""What stands for a reference where only the words round it matter: a sign that no text has."""


class Passage(NamedTuple):
    """A paragraph: its words without its number, ``masked`` the same with a sign for each reference; the number as printed and
    the way to it (``B.II.(1)``); how many notes it marks.
    """

    text: str
    masked: str
    number: str
    way: str
    zone: Zone
    style: str
    notes: int = 0
    key: str = ""
    in_table: bool = False

    @property
    def is_own(self) -> bool:
        """Whether it begins something: what has no number goes on with what stands above it."""
        return bool(self.number) or self.zone != "than" or self.in_table


def passages(document: WordDocument) -> list[Passage]:
    """Return the passages of a view of a document, notes at the end; paragraphs without words are none."""
    zones = _zones(document.paragraphs)
    ways = _Ways()
    found = [made for one in document.paragraphs if (made := _passage(one, zones.get(one.place.outermost, "than"), ways))]
    edges = [story for name, story in document.edges.items() if name.startswith("word/footer")]
    found += _story(edges, "dau", ways)
    found += _story(document.notes.values(), "chu_thich", ways)
    return found


def _story(stories: Iterable[list[Paragraph]], zone: Zone, ways: _Ways) -> Iterator[Passage]:
    for story in stories:
        yield from (made for one in story if (made := _passage(one, zone, ways)))


def _zones(paragraphs: Iterable[Paragraph]) -> dict[int, Zone]:
    """Return which tables hold the letterhead, and which recipients and signature: told by what stands in them."""
    zones: dict[int, Zone] = {}
    for paragraph in paragraphs:
        table = paragraph.place.outermost
        if table >= 0 and len(paragraph.content) < 20:
            said = folded(paragraph.text)
            if _LETTERHEAD.match(said):
                zones[table] = "dau"
            elif _CLOSING.match(said):
                zones[table] = "ket"
    return zones


def _passage(paragraph: Paragraph, zone: Zone, ways: _Ways) -> Passage | None:
    text, masked = normal(paragraph.text), normal("".join(_masked(paragraph)))
    number = paragraph.label or ""
    if not number and zone == "than" and (typed := _TYPED.match(text)):
        number = typed[0]
        text, masked = text[typed.end() :].lstrip(), masked[typed.end() :].lstrip()
    if not text and not number:
        return None
    way = ways.to(paragraph.style, number) if zone == "than" else ""
    notes = sum(1 for _ in paragraph.marks("note"))
    key = next(filter(is_id, paragraph.bookmarks), "")
    return Passage(text, masked, number, way, zone, paragraph.style, notes, key, paragraph.place.outermost >= 0)


def _masked(paragraph: Paragraph) -> Iterator[str]:
    field = None
    for piece in paragraph.pieces:
        if piece.field is None:
            yield piece.text
        elif piece.field is not field:
            yield _FIELD
        field = piece.field


class _Ways:
    """Follows the numbers of a document: what stands below what is told by the order in which their kinds first come."""

    def __init__(self) -> None:
        self._open: list[tuple[str, str]] = []

    def to(self, style: str, number: str) -> str:
        """Return the way to a passage that bears ``number``; to the last that bore one if it bears none."""
        if number:
            kind = style.split(" (", maxsplit=1)[0] if style not in _ANY else _kind_of(number)
            kinds = [one for one, _ in self._open]
            del self._open[kinds.index(kind) if kind in kinds else len(kinds) :]
            self._open.append((kind, number.strip(" .-/:")))
        said = [label for _, label in self._open]
        return ".".join(one for at, one in enumerate(said) if not (at + 1 < len(said) and said[at + 1].startswith(f"{one}.")))


_ANY = frozenset({"", "Normal", "Body Text", "List Paragraph", "Standard"})
"""Styles that tell nothing of what bears them."""


def _kind_of(number: str) -> str:
    typed = _TYPED.match(f"{number} ")
    if typed is None:
        return ""
    return number.split(maxsplit=1)[0] if typed.lastgroup == "dieu" else str(typed.lastgroup) + str(number.count("."))
