"""The resolved document: the same nouns as the draft, with every number, phrase and note settled.

Its inlines are those of blocks too (:mod:`ctct.layout.blocks` hands them on): what is settled is not settled twice. What
:mod:`ctct.source.inline` reads is another tree, for what is written has references without words and notes without numbers.
"""

# Without `from __future__ import annotations`: named tuples are made of types in half the time that their names take.
from typing import NamedTuple

from ctct.diagnostics import Diagnostic, Path
from ctct.resolve.inlines import Inline as Inline  # noqa: PLC0414 - the leaves of this tree
from ctct.resolve.inlines import Inlines as Inlines  # noqa: PLC0414
from ctct.resolve.inlines import Link as Link  # noqa: PLC0414
from ctct.resolve.inlines import NoteMark as NoteMark  # noqa: PLC0414
from ctct.resolve.inlines import Run as Run  # noqa: PLC0414
from ctct.resolve.inlines import text_of as text_of  # noqa: PLC0414
from ctct.resolve.marks import Series
from ctct.source.pictures import Image as Image  # noqa: PLC0414 - for layout, which hands it on

FIGURE = "so"
"""How a cell is set whose figures stand in line with those above and below."""


class Assignment(NamedTuple):
    """Who is charged with a node: the introducing words and the phrase. ``at`` is the field in the draft.

    ``role`` is one of :data:`ctct.model.types.ROLES`, or ``nhu`` where they are those of other nodes and not its ``own``.
    """

    role: str
    label: str
    phrase: Inlines
    at: Path
    own: bool = True


class Column(NamedTuple):
    """A column of a table: what it is called, its width in millimetres where one is asked for, how its text is set; ``at`` is
    its place in the draft, where it has one.
    """

    ten: str
    rong: float | None
    can: str
    at: Path = ()


class Cell(NamedTuple):
    """A cell of a table: its paragraphs, how they are set (as the ``can`` of their column, ``dau`` for a column's name or
    ``nhom`` for a group's), how many columns and rows it takes. One that takes no row (``hang`` 0) is part of that above it.
    """

    doan: tuple[Inlines, ...]
    kieu: str
    gop: int = 1
    hang: int = 1

    @property
    def la_so(self) -> bool:
        """Whether it is set as a figure."""
        return self.kieu == FIGURE


class Row(NamedTuple):
    """A row of a table: its cells after that of its number, which it has if ``co_so``. One that heads a group (``nhom``) has
    one cell; ``label`` is the number of the row, ``number`` what of it a reference repeats, ``bookmark`` encloses it. ``giu``
    keeps it on one page with the next.
    """

    o: tuple[Cell, ...]
    nhom: bool = False
    co_so: bool = False
    label: str = ""
    number: str = ""
    bookmark: str | None = None
    giu: bool = False


class Table(NamedTuple):
    """A table; ``tt`` says that its first column holds the numbers of the rows, ``kho_ngang`` that it lies on a page on its
    side, ``xoay_trang`` that the page must be turned for it. One that is made of works has in ``chuong_trinh`` the places of
    its columns among all that such a table may have. ``dau`` are the rows at its head.
    """

    at: Path
    ten: Inlines
    don_vi: Inlines
    tt: bool
    kho_ngang: bool
    xoay_trang: bool
    cot: tuple[Column, ...]
    dau: tuple[tuple[Cell, ...], ...]
    dong: tuple[Row, ...]
    chuong_trinh: tuple[int, ...] = ()


class Picture(NamedTuple):
    """A picture: ``anh`` is what its file ``tep`` holds, ``None`` if that cannot be read; ``rong`` is asked for, in mm."""

    at: Path
    id: str | None
    tep: str
    anh: Image | None
    mo_ta: str
    ten: Inlines
    label: str
    number: str
    rong: float | None
    kho_ngang: bool
    bookmark: str | None = None


class Item(NamedTuple):
    """A node of the body. ``label`` is its number as printed; ``number`` the part of it that a reference repeats.

    ``lead`` follows the label and is not repeated; ``series`` and ``depth`` place it in a list. ``bookmark`` names its place
    where a reference leads there. ``phan_cong`` are the lines that say who is charged with it, ``nhu`` which other items they
    are taken from; ``phan_cong_lien`` says that all are one line, ``noi_tiep`` that it goes on
    behind the last words of ``noi_dung``.
    """

    at: Path
    level: str
    id: str | None
    style: str
    label: str
    number: str
    lead: str
    series: str
    depth: int
    bookmark: str | None
    own_line: bool
    ten: Inlines
    noi_dung: tuple[Inlines, ...]
    children: tuple["Item", ...]
    phan_cong: tuple[Assignment, ...]
    nhu: Inlines
    thoi_gian: str | None = None
    san_pham: str | None = None
    bang: tuple[Table, ...] = ()
    hinh: tuple[Picture, ...] = ()
    phan_cong_lien: bool = False
    noi_tiep: bool = False


class Attached(NamedTuple):
    """A text that follows the closing: an appendix (``level`` phu_luc, ``label`` «Phụ lục I») or what a decision puts into
    force (``level`` kem_theo, ``label`` its type). ``ten`` is its title, a line each.
    """

    at: Path
    level: str
    id: str | None
    style: str
    label: str
    number: str
    bookmark: str | None
    ten: tuple[Inlines, ...]
    kho_ngang: bool
    noi_dung: tuple[Inlines, ...]
    bang: tuple[Table, ...]
    hinh: tuple[Picture, ...]
    items: tuple[Item, ...]


class Note(NamedTuple):
    """A footnote."""

    number: int
    id: str
    content: Inlines


class Signature(NamedTuple):
    """Who signs: lines of authority, lines of post, those of another post behind the word ``kiem``, name.
    ``la_vai`` says that the post is what he is at the meeting («Chủ trì»).
    """

    quyen_han: tuple[str, ...]
    chuc_vu: tuple[str, ...]
    ho_ten: str
    chuc_vu_co_quan: tuple[str, ...] = ()
    kiem: str = ""
    kiem_nhiem: tuple[str, ...] = ()
    la_vai: bool = False


class Letterhead(NamedTuple):
    """What stands above the title, as printed; ``""`` for what is absent. ``noi_ban_hanh`` is the name of the issuing body as
    it stands in a sentence.

    ``khong_pho_bien`` is the scope of circulation that stands at the foot of the last page, not with the others; ``ten_day_du``
    the name of a Party body as sentences have it.
    """

    cap_tren: str
    co_quan: str
    noi_ban_hanh: str
    so_ky_hieu: str
    dia_danh_ngay: str
    do_mat: str
    do_khan: str
    pham_vi: str
    du_thao: str
    lien_he: str
    ky_so: str = ""
    khong_pho_bien: str = ""
    ten_day_du: str = ""


class Copy(NamedTuple):
    """What is added to a document when it is copied; ``ky_so`` is the one line of an electronic copy, else ``""``."""

    hinh_thuc: str
    co_quan: str
    so_ky_hieu: str
    dia_danh_ngay: str
    noi_nhan: tuple[Inlines, ...]
    nguoi_ky: Signature | None
    ky_so: str


class Closing(NamedTuple):
    """What stands below the text. ``lien_co_quan`` sign for the other bodies of a joint document, ``xac_nhan`` confirms the
    signature of ``nguoi_ky``.
    """

    noi_nhan: tuple[Inlines, ...]
    nguoi_ky: Signature
    nguoi_ghi: Signature | None
    nguoi_ky_ben_b: Signature | None
    nguoi_danh_may: str
    lien_co_quan: tuple[Signature, ...] = ()
    xac_nhan: Signature | None = None


class Resolved(NamedTuple):
    """A whole document. ``ngay`` is its date (``YYYY-MM-DD``) once all of it is known.

    ``trong_cau`` is how other texts name it: type, number, date and issuer; ``kinh_gui_cung_dong`` says that its one addressee
    stands on the line of «Kính gửi:»; ``chu_chim`` are the words behind the text of each page,
    ``muc_luc`` how many levels of headings a contents list has, 0 for no list.
    """

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
    faults: tuple[Diagnostic, ...] = ()
    trong_cau: str = ""
    kinh_gui_cung_dong: bool = False
    bang: tuple[Table, ...] = ()
    kem_theo: Attached | None = None
    phu_luc: tuple[Attached, ...] = ()
    ban_sao: Copy | None = None
    chu_chim: str = ""
    muc_luc: int = 0
