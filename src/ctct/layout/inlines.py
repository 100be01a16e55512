"""The words inside a paragraph: from the block markup, or straight from a resolved text that no template touches."""

# Without `from __future__ import annotations`: named tuples are made of types in half the time that their names take.

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from ctct.language import _
from ctct.layout.attributes import Element, MarkupFault, bookmark, given, misplaced, whole
from ctct.layout.blocks import Image, Inline, Link, NoteMark, Run
from ctct.layout.line_breaks import in_lines
from ctct.layout.metrics import Lettering
from ctct.layout.origins import one_behind_the_other, origins_of
from ctct.layout.together import together
from ctct.resolve.inlines import Inlines, Origins


class Place(NamedTuple):
    """Where something is read: the letters of its layout, the width of its column in millimetres; ``worn`` takes down the
    styles in use, ``images`` are the pictures by their files.
    """

    lettering: Lettering
    width: float
    worn: set[str]
    images: Mapping[str, Image] = MappingProxyType({})

    def wear(self, style: str) -> str:
        """Take down that ``style`` is used."""
        self.worn.add(style)
        return style


class _Dress(NamedTuple):
    """What their paragraph's style and the elements round some words make of them; ``capitals`` are written, not only shown,
    for whoever reads the text without its looks.
    """

    paragraph: str
    capitals: bool
    italic: bool = False
    bold: bool = False
    style: str = ""
    link: tuple[str, bool] | None = None

    def words(self, text: str, at: Origins) -> Inline:
        """Return ``text``, which comes from ``at``, so dressed."""
        text = text.upper() if self.capitals else text
        return Link(text, *self.link, self.italic, at) if self.link else Run(text, self.italic, self.bold, self.style, at)


class _Words(NamedTuple):
    """Words as the draft has them, what they are to be dressed in and where they come from."""

    text: str
    dress: _Dress
    at: Origins = ()


_Piece = TypeVar("_Piece", bound=_Words | Run | Link | NoteMark)


def inlines(element: Element, style: str, place: Place) -> tuple[Inline, ...]:
    """Return the words of a paragraph in ``style``, and what stands among them."""
    lettering, limit = place.lettering, place.width

    def width(text: str) -> float:
        return lettering.width(text.upper() if lettering.capitals(style) else text, style)

    def set_lines(text: str) -> str:
        kept = together(text, width, limit)
        if not lettering.phrased(style):
            return kept
        # Once its lines are broken, nothing in them can part any more: only the breaks are taken over.
        return "".join("\n" if new == "\n" else old for old, new in zip(text, in_lines(kept, width, limit), strict=True))

    pieces = respelt(list(_pieces(element, _Dress(style, lettering.capitals(style)), place)), set_lines)
    return tuple([piece.dress.words(piece.text, piece.at) if isinstance(piece, _Words) else piece for piece in pieces])


def note_words(content: Inlines, style: str, lettering: Lettering, width: float) -> Inlines:
    """Return the text of a note, in ``style`` on lines of ``width`` millimetres."""
    kept = respelt(content, lambda text: together(text, lambda said: lettering.width(said, style), width))
    return in_capitals(kept) if lettering.capitals(style) else kept


def respelt(pieces: Sequence[_Piece], respell: Callable[[str], str]) -> tuple[_Piece, ...]:
    """Return pieces of a text after ``respell``, which sees the whole of it and leaves it as long as it was."""
    whole = "".join([piece.text for piece in pieces if not isinstance(piece, NoteMark)])
    changed = respell(whole)
    if changed == whole:
        return tuple(pieces)
    ends = accumulate(0 if isinstance(piece, NoteMark) else len(piece.text) for piece in pieces)
    return tuple(
        [piece if isinstance(piece, NoteMark) else _spelt(piece, changed, end) for piece, end in zip(pieces, ends, strict=True)]
    )


def _spelt(piece: Any, text: str, end: int) -> Any:
    return piece if isinstance(piece, NoteMark) else piece._replace(text=text[end - len(piece.text) : end])


def said(content: tuple[Inline, ...]) -> str:
    """Return the text of words that are no link."""
    return "".join(piece.text for piece in content if isinstance(piece, Run))


def _pieces(element: Element, dress: _Dress, place: Place) -> Iterator[_Words | NoteMark]:
    # Words of one look are one piece, wherever they come from: a writer has no need to know.
    held = _Words(element.text, dress) if element.text else None
    for child in element:
        if child.tag == "v":
            held = _followed(held, child, dress)
            continue
        if held is not None:
            yield held
        if child.tag in _SIGNS:
            yield _SIGNS[child.tag](child, dress)
        elif child.tag in _DRESSES:
            yield from _pieces(child, _DRESSES[child.tag](child, dress, place), place)
        else:
            raise misplaced(child)
        held = _Words(child.tail, dress) if child.tail else None
    if held is not None:
        yield held


def _followed(words: _Words | None, element: Element, dress: _Dress) -> _Words | None:
    """Return words with those of a ``v`` behind them, and with what follows that."""
    text, tail = _only_words(element), element.tail or ""
    origins = origins_of(element, len(text))
    if words is not None:
        return _Words(words.text + text + tail, dress, one_behind_the_other(words.at, len(words.text), origins))
    return _Words(text + tail, dress, origins) if text or tail else None


def _only_words(element: Element) -> str:
    for child in element:
        raise misplaced(child)
    return element.text or ""


def _target(element: Element) -> tuple[str, bool]:
    name = bookmark(element, "to")
    if name is None:
        raise MarkupFault(_("«ref» thiếu «to»"), element)
    return name, bool(given(element, "label"))


def _over(element: Element, dress: _Dress, place: Place) -> _Dress:
    style = place.wear(given(element, "name"))
    return dress._replace(style=style, capitals=place.lettering.capitals(dress.paragraph, style))


_DRESSES: Mapping[str, Callable[[Element, _Dress, Place], _Dress]] = {
    "i": lambda element, dress, place: dress._replace(italic=True),
    "b": lambda element, dress, place: dress._replace(bold=True),
    "s": _over,
    "ref": lambda element, dress, place: dress._replace(link=_target(element)),
}
_SIGNS: Mapping[str, Callable[[Element, _Dress], _Words | NoteMark]] = {
    "br": lambda element, dress: _Words("\n", dress),
    "note": lambda element, dress: NoteMark(whole(element, "number"), bool(given(element, "again")), origins_of(element, 0)),
}


def in_capitals(pieces: Inlines) -> Inlines:
    """Return resolved text as a style that prints capitals has it."""
    return tuple(piece if isinstance(piece, NoteMark) else piece._replace(text=piece.text.upper()) for piece in pieces)
