"""Counts pictures: those with a name, through the whole document, in the order of printing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ctct.diagnostics import Path
from ctct.model.body import Node
from ctct.model.document import VanBan
from ctct.model.pictures import Hinh
from ctct.model.structure import bodies_of, owners_in, pictures_at
from ctct.resolve.conventions import LevelConvention
from ctct.resolve.entries import Entry
from ctct.resolve.marks import Mark

LEVEL = "hinh"
CAPTION = "Tên hình"
"""The style of the name below a picture."""


def counted_pictures(draft: VanBan, word: str) -> Mapping[Path, Entry]:
    """Return the entries of the pictures that have a name, by their places; ``word`` is what each is called."""
    named = [(at, one) for at, one in _pictures(draft) if one.ten]
    return {at: _entry(one, at, number, word) for number, (at, one) in enumerate(named, 1)}


def _pictures(draft: VanBan) -> Iterator[tuple[Path, Hinh]]:
    for at, body in bodies_of(draft):
        for place, owner in owners_in(body, at):
            yield from pictures_at(owner, place)


def _entry(picture: Hinh, at: Path, number: int, word: str) -> Entry:
    """Return what references know a picture by: it stands in no body and in no list of Word's."""
    mark = Mark(f"{word} ", str, ".", "", None)
    written = str(number)
    convention = LevelConvention("", word, CAPTION)
    node = Node.model_construct(id=picture.id, ten=picture.ten)
    return Entry(node, None, LEVEL, at, None, convention, mark, number, written, f"{word} {number}.", written)
