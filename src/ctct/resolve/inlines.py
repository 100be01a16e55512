"""The words of a resolved document: its texts piece by piece, each with the place in the draft that it comes from."""

# Without `from __future__ import annotations`: named tuples are made of types in half the time that their names take.

from typing import NamedTuple

from ctct.diagnostics import Path


class Origin(NamedTuple):
    r"""Where the characters ``begin:end`` of a piece come from: the characters ``start:stop`` of the value at ``path``, all of
    it if ``stop`` is -1.

    They are these very characters if ``as_written`` (but for the ``\`` that takes a mark's force away), else words made of
    what stands there: a date, a name of the danh bạ, the phrase for a reference.
    """

    begin: int
    end: int
    path: Path
    start: int = 0
    stop: int = -1
    as_written: bool = False

    def __str__(self) -> str:
        part = "" if self.stop < 0 else f"[{self.start}:{self.stop}]"
        return f"{self.begin}:{self.end}{'=' if self.as_written else '<'}{'/'.join(map(str, self.path))}{part}"


Origins = tuple[Origin, ...]


class Run(NamedTuple):
    """Text of one look. A new line inside ``text`` is a line break, a tab a tab; ``style`` names a character style of the
    layout, which only a template gives. ``at`` says where its words come from; those of which it does not are the layout's.
    """

    text: str
    italic: bool = False
    bold: bool = False
    style: str = ""
    at: Origins = ()


class Link(NamedTuple):
    r"""A live reference: ``text`` as it reads now, ``bookmark`` where the number stands.

    ``label`` asks for the number of the paragraph that bears the bookmark (REF … \n), else for the bookmark's own text.
    """

    text: str
    bookmark: str
    label: bool = True
    italic: bool = False
    at: Origins = ()


class NoteMark(NamedTuple):
    """The mark of footnote ``number``; ``again`` when the note has been marked before."""

    number: int
    again: bool = False
    at: Origins = ()


class Phrase(str):
    """Words of one look that templates print as they are, with where they come from."""

    __slots__ = ("at",)
    at: Origins

    def __new__(cls, text: str, at: Origins = ()) -> "Phrase":
        """Return ``text`` that comes from ``at``."""
        made = super().__new__(cls, text)
        made.at = at
        return made


Inline = Run | Link | NoteMark
Inlines = tuple[Inline, ...]


def text_of(inlines: Inlines) -> str:
    """Return resolved text without its note marks."""
    return "".join(piece.text for piece in inlines if not isinstance(piece, NoteMark))


def origins_of(text: str) -> Origins:
    """Return where words come from that may be a :class:`Phrase`."""
    return text.at if isinstance(text, Phrase) else ()


def written(text: str, path: Path, start: int = 0) -> Phrase:
    """Return ``text`` as words that stand at ``path``, from the character ``start`` on."""
    return Phrase(text, (Origin(0, len(text), path, start, start + len(text), True),) if text else ())


def made_of(text: str, path: Path) -> Phrase:
    """Return ``text`` as words that are made of what stands at ``path``."""
    return Phrase(text, (Origin(0, len(text), path),) if text else ())


def joined(*parts: str) -> Phrase:
    """Return ``parts`` as one phrase; those that are none are the layout's words."""
    origins: list[Origin] = []
    begin = 0
    for part in parts:
        origins += shifted(origins_of(part), begin)
        begin += len(part)
    return Phrase("".join(parts), tuple(origins))


def shifted(origins: Origins, by: int) -> Origins:
    """Return ``origins`` of words that stand ``by`` characters further on."""
    if not origins or not by:
        return origins
    return tuple(
        [Origin(begin + by, end + by, path, start, stop, as_written) for begin, end, path, start, stop, as_written in origins]
    )


def cut(origins: Origins, size: int) -> Origins:
    """Return what of ``origins`` is left of the first ``size`` characters."""
    if not origins or origins[-1].end <= size:
        return origins
    return tuple(_cut(one, size) for one in origins if one.begin < size)


def _cut(one: Origin, size: int) -> Origin:
    lost = one.end - size
    if lost <= 0:
        return one
    return one._replace(end=size, stop=one.stop - lost) if one.as_written else one._replace(end=size)
