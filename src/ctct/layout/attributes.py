"""What an element of the block markup says; what it lacks is a fault of the template that wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import isfinite
from typing import Any

from ctct.language import _

Element = Any
"""An element of lxml, which has no types."""

_BOOKMARK = re.compile(r"\w+")
_WHOLE = re.compile("[0-9]{1,6}")


class MarkupFault(Exception):
    """Markup that cannot be read. ``element`` is where; ``place`` the line and column (from 1) where it is no XML."""

    def __init__(self, message: str, element: Element = None, place: tuple[int, int] | None = None) -> None:
        super().__init__(message)
        self.element = element
        self.place = place


def given(element: Element, name: str) -> str:
    """Return an attribute that the element must have."""
    value = element.get(name)
    if value is None:
        raise MarkupFault(_("«{tag}» thiếu «{name}»", tag=element.tag, name=name), element)
    return str(value)


def bookmark(element: Element, name: str) -> str | None:
    """Return a bookmark, ``None`` for none. It goes into Word's field codes, so it must be a name as Word wants it."""
    written = element.get(name)
    if not written:
        return None
    if _BOOKMARK.fullmatch(written) is None:
        raise MarkupFault(_("«{name}» không nhận tên «{written}»", name=name, written=written), element)
    return str(written)


def length(element: Element, name: str, default: float | None = None) -> float:
    """Return a length in millimetres, or another number that is not negative."""
    if default is not None and element.get(name) is None:
        return float(default)
    return _as_length(given(element, name), element, name)


def lengths(element: Element, name: str) -> tuple[float, ...]:
    """Return several lengths, with blanks between them."""
    return tuple([_as_length(written, element, name) for written in given(element, name).split()])


def _as_length(written: str, element: Element, name: str) -> float:
    try:
        number = float(written)
    except ValueError:
        number = -1
    if not isfinite(number) or number < 0:
        raise MarkupFault(_("«{name}» phải là số từ 0 trở lên, không phải «{written}»", name=name, written=written), element)
    return number


def whole(element: Element, name: str, default: int | None = None) -> int:
    """Return a whole number."""
    if default is not None and element.get(name) is None:
        return default
    written = given(element, name)
    if _WHOLE.fullmatch(written) is None:
        raise MarkupFault(_("«{name}» phải là số nguyên, không phải «{written}»", name=name, written=written), element)
    return int(written)


def inside(element: Element, *only: str) -> Iterator[Element]:
    """Yield the elements inside one that holds no words of its own; there may be none but those named in ``only``."""
    refuse_words(element)
    for child in element:
        if only and child.tag not in only:
            raise misplaced(child)
        yield child


def refuse_words(element: Element) -> None:
    """Raise for words that stand in an element which prints none: they would vanish."""
    refuse(element.text, element)
    for child in element:
        refuse(child.tail, element)


def refuse(text: str | None, element: Element) -> None:
    """Raise for ``text``, in ``element``, that is more than blanks."""
    if text and not text.isspace():
        raise MarkupFault(_("chữ «{text}» đứng ngoài đoạn văn", text=text.strip()), element)


def misplaced(element: Element) -> MarkupFault:
    """Return the fault of an element that is unknown where it stands."""
    return MarkupFault(
        _("trong «{parent}» không có phần tử «{child}»", parent=element.getparent().tag, child=element.tag), element
    )
