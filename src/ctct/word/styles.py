"""What ``styles.xml`` says of names, numbers, looks and notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ctct.word.events import Feed, Reader
from ctct.word.limits import LIMIT_BASES, TooMuch, short


@dataclass(slots=True)
class Styles:
    """For each style by its id: its name, the one that it is based on, its own list and level, its own alignment and looks (by
    the names of their elements); and the character styles of note marks.
    """

    names: dict[str, str] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    aligns: dict[str, str] = field(default_factory=dict)
    looks: dict[str, dict[str, bool]] = field(default_factory=dict)
    note_marks: set[str] = field(default_factory=set)
    default: str = ""

    def chain(self, style: str) -> Iterator[str]:
        """Yield a style and those that it is based on. Raises :class:`TooMuch` for more than a document has."""
        seen: set[str] = set()
        while style and style not in seen:
            if len(seen) == LIMIT_BASES:
                raise TooMuch
            yield style
            seen.add(style)
            style = self.bases.get(style, "")


LOOKS = frozenset({"b", "i", "u", "caps", "vertAlign", "vanish"})
"""The elements that say how words look, as far as it matters to what they say."""


def is_on(name: str, attributes: Mapping[str, str]) -> bool:
    """Return whether one of :data:`LOOKS` turns its look on."""
    value = attributes.get("val", "")
    if name == "u":
        return value not in ("", "none")
    return value == "superscript" if name == "vertAlign" else value not in ("0", "false", "off")


def read_styles(feed: Feed, part: str) -> Styles:
    """Return what ``styles.xml`` says of names, numbers, looks and notes."""
    reading = _Reading()
    said = dict.fromkeys(("name", "basedOn", "numId", "ilvl", "jc", *LOOKS), reading.take)
    # How a part of a table looks is nobody's own look.
    feed(part, Reader({**said, "style": reading.begin}, unseen=frozenset({"tblStylePr"})))
    return reading.styles


class _Reading:
    """One reading of ``styles.xml``: a style begins, what is said next is said of it."""

    def __init__(self) -> None:
        self.styles = Styles()
        self._style = ""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin a style."""
        self._style = short(attributes.get("styleId", ""))
        if attributes.get("type") == "paragraph" and attributes.get("default") in ("1", "true", "on"):
            self.styles.default = self._style

    def take(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in what is said of a style; what stands before all of them is said of none."""
        if self._style:
            _read_style(self.styles, self._style, name, attributes)


def _read_style(styles: Styles, style: str, name: str, attributes: Mapping[str, str]) -> None:
    value = attributes.get("val", "")
    if name == "name":
        styles.names[style] = short(value)
        if value.casefold() == "footnote reference":
            styles.note_marks.add(style)
    elif name == "basedOn":
        styles.bases[style] = short(value)
    elif name == "numId":
        styles.lists[style] = short(value)
    elif name == "ilvl":
        styles.levels[style] = whole(value, 0)
    elif name == "jc":
        styles.aligns[style] = short(value)
    elif name in LOOKS:
        styles.looks.setdefault(style, {})[name] = is_on(name, attributes)


def whole(value: str, otherwise: int) -> int:
    """Return a number as Word writes it, ``otherwise`` where there is none."""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else otherwise
