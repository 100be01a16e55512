"""The resolved document: the same nouns as the draft, with every number, phrase and note settled."""

from __future__ import annotations

from dataclasses import dataclass

from ctct.diagnostics import Diagnostic, Path
from ctct.resolve.marks import Series


@dataclass(frozen=True, slots=True)
class Words:
    """Text of one look."""

    text: str
    italic: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class NumberOf:
    """The number of another place, live: ``text`` as it reads, ``bookmark`` where it stands, ``label``: ask the paragraph."""

    text: str
    bookmark: str
    label: bool
    italic: bool = False


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of a note; ``again`` when the note has been marked before."""

    number: int
    again: bool


Inline = Words | NumberOf | NoteMark
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who is charged with a node: the introducing words and the phrase. ``at`` is the field in the draft."""

    role: str
    label: str
    phrase: Inlines
    at: Path


@dataclass(frozen=True, slots=True)
class Item:
    """A node of the body. ``label`` is its number as printed; ``number`` the part of it that a reference repeats.

    ``lead`` follows the label and is not repeated; ``native`` says that Word can count it; ``series`` and ``depth`` place
    it in a list. ``phan_cong`` says who is charged with it, ``nhu`` which other items they are taken from.
    """

    at: Path
    level: str
    id: str | None
    style: str
    label: str
    number: str
    lead: str
    native: bool
    series: str
    depth: int
    bookmark: str | None
    own_line: bool
    ten: Inlines
    noi_dung: tuple[Inlines, ...]
    children: tuple[Item, ...]
    phan_cong: tuple[Assignment, ...]
    nhu: Inlines
    thoi_gian: str | None = None
    trang_thai: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote."""

    number: int
    id: str
    content: Inlines


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: lines of authority, lines of post, name."""

    quyen_han: tuple[str, ...]
    chuc_vu: tuple[str, ...]
    ho_ten: str


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What stands above the title, as printed; ``""`` for what is absent."""

    cap_tren: str
    co_quan: str
    so_ky_hieu: str
    dia_danh_ngay: str
    do_mat: str
    do_khan: str
    pham_vi: str
    du_thao: str
    lien_he: str


@dataclass(frozen=True, slots=True)
class Closing:
    """What stands below the text."""

    noi_nhan: tuple[Inlines, ...]
    nguoi_ky: Signature
    nguoi_ghi: Signature | None
    nguoi_danh_may: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """A whole document. ``ngay`` is its date (``YYYY-MM-DD``) once all of it is known."""

    loai: str
    ngay: str | None
    ten_loai: str
    dau_trang: Letterhead
    trich_yeu: tuple[Inlines, ...]
    kinh_gui: tuple[Inlines, ...]
    can_cu: tuple[Inlines, ...]
    chu_the: tuple[Inlines, ...]
    noi_dung: tuple[Inlines, ...]
    items: tuple[Item, ...]
    ket: tuple[Inlines, ...]
    ket_thuc: Closing
    chu_thich: tuple[Note, ...]
    series: tuple[Series, ...]
    faults: tuple[Diagnostic, ...]
