"""What stands in a copy and is no text: pictures, charts, diagrams, files, signs of fonts of their own."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from ctct.word.tree import Paragraph as WordParagraph

if TYPE_CHECKING:
    from ctct.drafting.merge.lines import Line

PICTURES = ("blip", "imagedata")
_WORDART = "textpath"


class Object(NamedTuple):
    """What the file calls it, what it says (``""`` where that cannot be read), whether it stands among words."""

    name: str
    words: str
    among_words: bool


def objects_of(one: WordParagraph) -> tuple[Object, ...]:
    """Return the objects of a paragraph. Words behind the page are WordArt at its head, which layouts print."""
    among = bool(one.text.strip())
    found = (Object(mark.name, mark.id, among) for mark in one.marks("object"))
    return tuple(each for each in found if each.name != _WORDART or one.place.kind != "header")


def with_objects(lines: Iterable[tuple[Line, tuple[Object, ...]]]) -> list[Line]:
    """Return lines that say something; the objects of others stand with the line before, of the first ones with the next."""
    made: list[Line] = []
    waiting: tuple[Object, ...] = ()
    for line, objects in lines:
        waiting += objects
        if line.text.strip() or line.number:
            made.append(line._replace(objects=waiting))
            waiting = ()
        elif made and waiting:
            made[-1] = made[-1]._replace(objects=made[-1].objects + waiting)
            waiting = ()
    return made
