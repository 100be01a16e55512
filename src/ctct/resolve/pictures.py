"""Resolves pictures, which are files beside the draft."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from ctct.diagnostics import Path
from ctct.model.pictures import Hinh
from ctct.resolve.entries import Entry
from ctct.resolve.references import bookmark_of
from ctct.resolve.texts import TextReader
from ctct.resolve.tree import Image, Item, Picture, Resolved
from ctct.source.inline import Words, read_inline


class PictureReader:
    """Reads the pictures of one document; ``counted`` are their numbers, ``images`` what their files hold."""

    def __init__(self, counted: Mapping[Path, Entry], images: Mapping[str, Image], texts: TextReader) -> None:
        self._counted, self._images, self._texts = counted, images, texts

    def read(self, pictures: tuple[Hinh, ...] | None, at: Path, source: Entry) -> tuple[Picture, ...]:
        """Return ``pictures``, which stand at ``at`` and inside ``source``, resolved."""
        return tuple(self._picture(one, (*at, index), source) for index, one in enumerate(pictures or ()))

    def _picture(self, picture: Hinh, at: Path, source: Entry) -> Picture:
        entry = self._counted.get(at)
        return Picture(
            at=at,
            id=picture.id,
            tep=picture.tep,
            anh=self._images.get(picture.tep),
            mo_ta="".join(piece.text for piece in read_inline(picture.mo_ta) if isinstance(piece, Words)),
            ten=self._texts.read(picture.ten, (*at, "ten"), source) if picture.ten else (),
            label=entry.label if entry else "",
            number=entry.number if entry else "",
            rong=picture.rong,
            kho_ngang=source.lies_on_its_side,
        )


def pictures_with_bookmarks(pictures: tuple[Picture, ...], linked: Collection[str]) -> tuple[Picture, ...]:
    """Return ``pictures`` with a bookmark on each that a reference leads to."""
    names = [bookmark_of(one.id, one.at) for one in pictures]
    return tuple(one._replace(bookmark=name if name in linked else None) for one, name in zip(pictures, names, strict=True))


def pictures_of(document: Resolved) -> Iterator[Picture]:
    """Yield every picture of a document, in the order of printing."""
    yield from _in_items(document.items)
    for attached in (*filter(None, [document.kem_theo]), *document.phu_luc):
        yield from attached.hinh
        yield from _in_items(attached.items)


def _in_items(items: Iterable[Item]) -> Iterator[Picture]:
    for item in items:
        yield from item.hinh
        yield from _in_items(item.children)
