"""The words inside a paragraph: from the block markup, or straight from a resolved text that no template touches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from ctct.layout.attributes import Element, MarkupFault, bookmark, given, misplaced, whole
from ctct.layout.blocks import Inline, Link, NoteMark, Run
from ctct.layout.metrics import Lettering
from ctct.resolve import tree


class Place(NamedTuple):
    """Where something is read: the letters of its layout, the width of its column in millimetres; ``worn`` takes down the
    styles in use.
    """

    lettering: Lettering
    width: float
    worn: set[str]

    def wear(self, style: str) -> str:
        """Take down that ``style`` is used."""
        self.worn.add(style)
        return style


class _Dress(NamedTuple):
    """What the elements round some words make of them."""

    italic: bool = False
    bold: bool = False
    style: str = ""
    link: tuple[str, bool] | None = None

    def words(self, text: str) -> Inline:
        """Return ``text`` so dressed."""
        return Link(text, *self.link, self.italic) if self.link else Run(text, self.italic, self.bold, self.style)


_PLAIN, _ITALIC, _BOLD = _Dress(), _Dress(italic=True), _Dress(bold=True)


def inlines(element: Element, place: Place) -> tuple[Inline, ...]:
    """Return the words of a paragraph, and what stands among them."""
    if not len(element):  # most paragraphs are plain
        return (Run(element.text),) if element.text else ()
    return tuple(_pieces(element, _PLAIN, place))


def said(content: tuple[Inline, ...]) -> str:
    """Return the text of words that are no link."""
    return "".join(piece.text for piece in content if isinstance(piece, Run))


def _pieces(element: Element, dress: _Dress, place: Place) -> Iterator[Inline]:
    if element.text:
        yield dress.words(element.text)
    for child in element:
        if child.tag in _SIGNS:
            yield _SIGNS[child.tag](child, dress)
        elif child.tag in _DRESSES:
            yield from _pieces(child, _DRESSES[child.tag](child, dress, place), place)
        else:
            raise misplaced(child)
        if child.tail:
            yield dress.words(child.tail)


def _target(element: Element) -> tuple[str, bool]:
    name = bookmark(element, "to")
    if name is None:
        raise MarkupFault("«ref» thiếu «to»", element)
    return name, bool(given(element, "label"))


_DRESSES: Mapping[str, Callable[[Element, _Dress, Place], _Dress]] = {
    "i": lambda element, dress, place: _ITALIC if dress is _PLAIN else dress._replace(italic=True),
    "b": lambda element, dress, place: _BOLD if dress is _PLAIN else dress._replace(bold=True),
    "s": lambda element, dress, place: dress._replace(style=place.wear(given(element, "name"))),
    "ref": lambda element, dress, place: dress._replace(link=_target(element)),
}
_SIGNS: Mapping[str, Callable[[Element, _Dress], Inline]] = {
    "br": lambda element, dress: dress.words("\n"),
    "note": lambda element, dress: NoteMark(whole(element, "number"), bool(given(element, "again"))),
}


def read_inlines(pieces: tree.Inlines) -> tuple[Inline, ...]:
    """Return resolved text as the inlines of a block."""
    return tuple(_as_inline(piece) for piece in pieces)


def _as_inline(piece: tree.Inline) -> Inline:
    if isinstance(piece, tree.Words):
        return Run(piece.text, piece.italic, piece.bold)
    if isinstance(piece, tree.NumberOf):
        return Link(piece.text, piece.bookmark, piece.label, piece.italic)
    return NoteMark(piece.number, piece.again)
