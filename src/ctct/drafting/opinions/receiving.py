"""Files that came back, each read as what it is: a copy, a table, paper."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from ctct.diagnostics import Rejected, error
from ctct.drafting.opinions.copies import Foreign, read_copy
from ctct.drafting.opinions.gathering import Received
from ctct.drafting.opinions.ground import Ground, digest_of
from ctct.drafting.opinions.returned import Returned
from ctct.drafting.opinions.tables import read_sheet
from ctct.language import _
from ctct.resolve.bodies import Bodies
from ctct.source.unaccented import as_id

PAPER = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".heic")
"""How files of scanned or printed answers end: a person reads them."""


class File(NamedTuple):
    """A file that came back."""

    name: str
    data: bytes


def _sheet(data: bytes, ground: Ground) -> Returned:
    found = read_sheet(data, ground)
    if found is None:
        raise Foreign
    return found


_READ: Mapping[str, Callable[[bytes, Ground], Returned]] = {
    ".docx": read_copy,
    ".doc": read_copy,
    ".xlsx": _sheet,
    **dict.fromkeys(PAPER, lambda data, ground: Returned(to_type=True)),
}
"""How files are read, by the ends of their names."""

ENDINGS = tuple(_READ)


def receive(file: File, ground: Ground, bodies: Bodies, asked: Iterable[str], given: str | None) -> tuple[Received, bool]:
    """Return what a file says and whether it is known whose it is: the body ``given``, that which its name says (those
    ``asked`` for an opinion before others), that of its authors; else the name of the file stands for it.

    Raises :class:`Rejected` for a file that cannot be read, :class:`Foreign` for one that is none of the draft.
    """
    stem, ending = os.path.splitext(file.name)
    read = _READ.get(ending.lower())
    if read is None:
        hint = _("bản góp ý là tệp {names}", names=", ".join((".docx", ".xlsx", *PAPER)))
        raise Rejected([error("TP04", (), _("không đọc được ý kiến từ tệp «{ending}»", ending=ending or file.name), hint)])
    returned = read(file.data, ground)
    body = given or bodies.of_file(_without(stem, ground), asked) or bodies.of_people(one.nguoi for one in returned.remarks)
    received = Received(file.name, digest_of(file.data), body or stem, given is not None, returned)
    return received, body is not None


def _without(stem: str, ground: Ground) -> str:
    """Return the name of a file without that of the draft, which may be the name of a body too."""
    own = as_id(os.path.splitext(os.path.basename(ground.draft.source.name))[0])
    said = as_id(stem)
    return said.removeprefix(own) if own else said
