"""The names of a draft and its danh bạ: where each is given and where it is used.

Names are of five kinds, each with its own space: nodes (``id``), works that repeat (``thuong_ky``), notes (``chu_thich``),
entries of the danh bạ, and documents of the register (``@vb:id``).
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from ctct.diagnostics import Path
from ctct.language import N_
from ctct.model.types import MEETING_ROLES, ROLES
from ctct.source.inline import CitationMark, Mark, Reference, is_id, read_inline
from ctct.source.lookup import path_at, scalars
from ctct.source.places import Places
from ctct.source.spans import Region, Spans

NAMING = frozenset({*ROLES, *MEETING_ROLES, "gui"})
"""The keys of a draft under which entries of the danh bạ are named, each by its id."""

REGISTER_KINDS = ("nguoi", "co_quan", "nhom")
"""The sections of a danh bạ."""

NAMING_DOCUMENTS = ("thay_the", "bai_bo_mot_phan")
"""The keys under which an entry of the register of documents names others."""


class NameKind(Enum):
    """What a name names."""

    NODE = N_("mục")
    WORK = N_("việc thường kỳ")
    NOTE = N_("chú thích")
    ENTRY = N_("người, cơ quan")
    DOCUMENT = N_("văn bản")


@dataclass(frozen=True, slots=True)
class Name:
    """A name at the characters ``part`` of the text at ``at``, or with ``part`` ``None`` at the key, from its character
    ``in_key`` on; ``given`` there or used.

    ``short`` says that the short form of what it names is asked for.
    """

    kind: NameKind
    name: str
    at: Path
    part: tuple[int, int] | None
    given: bool = False
    short: bool = False
    in_key: int = 0

    @property
    def key(self) -> tuple[NameKind, str]:
        """What names the same has the same."""
        return self.kind, self.name

    def region(self, places: Places) -> Region:
        """Return the characters of the name alone."""
        part, around = self.part, str(self.at[-1])[: self.in_key]
        start, end = places.locate(self.at, key=True) if part is None else places.locate_part(self.at, *part)
        inside = places.text.find(around + self.name, start, end)
        return (inside + self.in_key, inside + self.in_key + len(self.name)) if inside >= 0 else (start, end)


def names_of_draft(value: Any) -> Iterator[Name]:
    """Yield every name in a draft."""
    nodes = {text for at, text in scalars(value) if _is_node_id(at) and isinstance(text, str)}
    for at, text in scalars(value):
        if isinstance(text, str):
            yield from names_in(at, text, nodes)
    for key, kind in (("thuong_ky", NameKind.WORK), ("chu_thich", NameKind.NOTE)):
        listed = value.get(key) if isinstance(value, dict) else None
        for name in listed if isinstance(listed, dict) else ():
            yield Name(kind, name, (key, name), None, given=True)


def names_of_register(value: Any) -> Iterator[Name]:
    """Yield every name in a danh bạ."""
    for kind in REGISTER_KINDS:
        listed = value.get(kind) if isinstance(value, dict) else None
        for name in listed if isinstance(listed, dict) else ():
            yield Name(NameKind.ENTRY, name, (kind, name), None, given=True)
    for at, text in scalars(value):
        if isinstance(text, str) and _names_an_entry(at):
            yield Name(NameKind.ENTRY, text, at, (0, len(text)))


def names_of_documents(value: Any) -> Iterator[Name]:
    """Yield every name in a register of documents."""
    for name in value if isinstance(value, dict) else ():
        yield Name(NameKind.DOCUMENT, name, (name,), None, given=True)
    for at, text in scalars(value):
        if isinstance(text, str) and len(at) > 1 and at[1] in NAMING_DOCUMENTS:
            yield Name(NameKind.DOCUMENT, text, at, (0, len(text)))


def names_of_opinions(value: Any) -> Iterator[Name]:
    """Yield the bodies and the nodes of its draft that a file of opinions names by their ids."""
    kinds = {"co_quan": NameKind.ENTRY, "tai": NameKind.NODE, "den": NameKind.NODE}
    for at, text in scalars(value):
        if at[-1] in kinds and isinstance(text, str) and is_id(text):
            yield Name(kinds[str(at[-1])], text, at, (0, len(text)))
        elif at[-2:-1] == ("sua_doi",) and is_id(str(at[-1])):
            yield Name(NameKind.NODE, str(at[-1]), at, None)


def names_of_progress(value: Any) -> Iterator[Name]:
    """Yield the works that a file of progress tells of, a recurring one and what it stands in each, and its other names."""
    yield from names_of_draft(value)
    listed = value.get("viec") if isinstance(value, dict) else None
    for key in listed if isinstance(listed, dict) else ():
        work, sign, owner = str(key).partition("@")
        yield Name(NameKind.WORK if sign else NameKind.NODE, work, ("viec", key), None)
        if sign:
            yield Name(NameKind.NODE, owner, ("viec", key), None, in_key=len(work) + 1)


def _names_an_entry(at: Path) -> bool:
    """Return whether a scalar of a danh bạ is the body of a post, the head of a body, or a member of a group."""
    if at[0] == "nhom":
        return "thanh_vien" in at[2:4]
    return (at[0], at[-1]) in (("nguoi", "co_quan"), ("co_quan", "thu_truong"))


def names_in(at: Path, text: str, nodes: Container[str]) -> Iterator[Name]:
    """Yield the names in one text of a draft whose nodes have the ids ``nodes``."""
    field = _field(at)
    whole = (0, len(text))
    if _is_node_id(at):
        yield Name(NameKind.NODE, text, at, whole, given=True)
    elif field == "thuong_ky" and at[-1] == "thuong_ky":
        yield Name(NameKind.WORK, text, at, whole)
    elif field in ("nguoi", "thay_mat"):
        yield Name(NameKind.ENTRY, text, at, whole)
    elif field in ("nhu", "phuc_vu"):
        start = text.startswith("@")
        yield Name(NameKind.NODE, text[start:], at, (start, len(text)))
    elif field in NAMING and is_id(text):
        start = text.startswith("~")
        yield Name(NameKind.ENTRY, text[start:], at, (start, len(text)), short=start)
    else:
        yield from _marks(at, text, nodes)


def _marks(at: Path, text: str, nodes: Container[str]) -> Iterator[Name]:
    if "@" not in text and "[^" not in text:
        return
    for piece in read_inline(text):
        if isinstance(piece, Mark):
            yield Name(NameKind.NOTE, piece.id, at, (piece.part[0] + 2, piece.part[1] - 1))
        elif isinstance(piece, CitationMark):
            start = piece.part[0] + len("@vb:")
            yield Name(NameKind.DOCUMENT, piece.id, at, (start, start + len(piece.id)), short=piece.short)
        elif isinstance(piece, Reference):
            start = piece.part[0] + 1 + piece.short
            for name in piece.ids:
                kind = NameKind.NODE if name in nodes or len(piece.ids) > 1 else NameKind.ENTRY
                yield Name(kind, name, at, (start, start + len(name)), short=piece.short)
                start += len(name) + 1


def _is_node_id(at: Path) -> bool:
    return len(at) > 1 and at[-1] == "id"


def _field(at: Path) -> str:
    """Return the key that a text stands under, lists and lists of lists passed over."""
    return next((step for step in reversed(at) if isinstance(step, str)), "")


def path_at_offset(value: Any, places: Places, offset: int) -> tuple[Path, bool]:
    """Return the path of what stands at a character, and whether it is the key that stands there."""
    if isinstance(places, Spans):
        return path_at(value, places, offset)
    found: tuple[int, Path, bool] | None = None
    for at, _ in scalars(value):
        for on_key in (False, True):
            start, end = places.locate(at, key=on_key)
            if start <= offset <= end and (found is None or end - start < found[0]):
                found = end - start, at, on_key
    return found[1:] if found else ((), False)
