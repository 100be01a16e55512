"""Số và ký hiệu."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.citations import KINDS
from ctct.lint.likeness import folded
from ctct.lint.registry import Finding, Subject, rule
from ctct.model.signs import PARTY_BODIES, PARTY_OFFICES
from ctct.model.types import TYPE_NAMES, TYPES_OF

if TYPE_CHECKING:
    from ctct.model.parts import CoQuan


_AT = ("so_ky_hieu", "ky_hieu")
_is_sign = re.compile(r"(?:\d*-)?[^\W\d]+/\w+(?:-\w+)*").fullmatch


@rule("SKH01", ("36-HD/VPTW", "II.1.3; Phụ lục 3, dòng 3"), ("05-HD/VPTW", "II.I.3.2.2; Phụ lục 2, dòng 3"), layouts=("dang",))
def so_khong_co_hai_cham(subject: Subject) -> Iterator[Finding]:
    """Trong số và ký hiệu văn bản của Đảng, sau chữ «Số» không có dấu hai chấm; chữ «Số» do ctct in ra.

    Sai:
        so_ky_hieu: "Số: 05-CTr/TU"
    Đúng:
        so_ky_hieu: 05-CTr/TU
    """
    written = subject.draft.so_ky_hieu.viet or subject.draft.so_ky_hieu.ky_hieu
    bare = written.removeprefix("Số").lstrip(": ")
    if written.startswith("Số"):
        yield Finding(
            ("so_ky_hieu",), _("«{written}» có chữ «Số» gõ tay", written=written), _("ghi «{right}»", right=bare), fix=bare
        )


@rule("SKH02", ("36-HD/VPTW", "Phụ lục 3, dòng 3"), ("05-HD/VPTW", "II.I.3.2.2"), layouts=("dang",))
def so_duoi_muoi_co_so_khong(subject: Subject) -> Iterator[Finding]:
    """Số văn bản dưới 10 có số 0 phía trước.

    Sai:
        so_ky_hieu: 5-CTr/TU
    Đúng:
        so_ky_hieu: 05-CTr/TU
    Đúng:
        so_ky_hieu: {so: 5, ky_hieu: CTr/TU}
    """
    written = subject.draft.so_ky_hieu
    # A number given apart is printed with its zero: only what was written in one can lack it.
    typed = written.viet if written.so is not None and written.so < 10 else None
    if typed and not typed.startswith("0"):
        better = f"0{written.so}-{written.ky_hieu}"
        yield Finding(
            ("so_ky_hieu",), _("số «{so}» thiếu số 0 phía trước", so=written.so), _("ghi «{right}»", right=better), fix=better
        )


@rule("SKH03", ("36-HD/VPTW", "II.1.3; Phụ lục 3, dòng 3"), ("05-HD/VPTW", "II.I.3.2.2"), layouts=("dang",))
def ky_hieu_dung_dang(subject: Subject) -> Iterator[Finding]:
    """Số và ký hiệu văn bản của Đảng viết «số-tên loại/cơ quan», không có dấu cách; không viết theo lối của Nhà nước
    («05/CTr-TU»).

    Sai:
        so_ky_hieu: 05 - CTr/TU
    Sai:
        so_ky_hieu: 05/CTr-TU
    Sai:
        so_ky_hieu: {so: 5, ky_hieu: CTr / TU}
    Đúng:
        so_ky_hieu: 05-CTr/TU
    Đúng:
        so_ky_hieu: {so: 5, ky_hieu: CTr/BTCTU-BDVTU}
    """
    number = subject.draft.so_ky_hieu
    written = number.viet or number.ky_hieu
    if written.startswith("Số"):
        return  # another rule's (SKH01); without the word it may be right
    close = "".join(written.split())
    if not _is_sign(close):
        kind = _abbreviation(subject) or "CTr"
        message = _("«{written}» không phải số và ký hiệu văn bản của Đảng", written=written)
        yield Finding(("so_ky_hieu",), message, _("ghi như «05-{kind}/TU»", kind=kind))
    elif close != written:
        at = ("so_ky_hieu",) if number.viet else _AT
        yield Finding(at, _("«{written}» có dấu cách", written=written), _("ghi «{right}»", right=close), fix=close)


@rule("SKH04", ("36-HD/VPTW", "II.1.3"), ("05-HD/VPTW", "II.I.3.1.2.a"), layouts=("dang",))
def ky_hieu_viet_dung_hoa_thuong(subject: Subject) -> Iterator[Finding]:
    """Chữ viết tắt tên loại viết đúng chữ hoa, chữ thường: chương trình là «CTr», tờ trình là «TTr».

    Sai:
        so_ky_hieu: 05-Ctr/TU
    Sai:
        so_ky_hieu: CTR/TU
    Đúng:
        so_ky_hieu: CTr/TU
    """
    kind, body = _halves(subject)
    right = _abbreviation(subject)
    if right is None or not body:
        return
    if kind != right and kind.casefold() == right.casefold():
        message = _("ký hiệu «{kind}» viết sai chữ hoa, chữ thường", kind=kind)
        yield Finding(_AT, message, _("ghi «{right}/{body}»", right=right, body=body), fix=f"{right}/{body}")


@rule("SKH05", ("36-HD/VPTW", "II.1.3"), ("05-HD/VPTW", "II.I.3.1.2.a"), layouts=("dang",))
def ky_hieu_hop_ten_loai(subject: Subject) -> Iterator[Finding]:
    """Phần đầu của ký hiệu là chữ viết tắt của chính tên loại: nghị quyết «NQ», quyết định và quy định «QĐ», chương trình
    «CTr», báo cáo «BC»…

    Sai:
        so_ky_hieu: 05-KH/TU
    Sai:
        so_ky_hieu: {so: 5, ky_hieu: TTr/TU}
    Đúng:
        so_ky_hieu: 05-CTr/TU
    """
    kind, body = _halves(subject)
    right = _abbreviation(subject)
    if right is None or not body:
        return
    # Letters that are no type's may be those of a body that puts them first; those of another type are a slip.
    if kind.casefold() in KINDS and kind.casefold() != right.casefold():
        message = _(
            "ký hiệu «{kind}» không phải của {type_names}", kind=kind, type_names=TYPE_NAMES[subject.draft.loai].lower()
        )
        yield Finding(_AT, message, _("ghi «{right}/{body}», hoặc sửa «loai»", right=right, body=body))


@rule("SKH06", ("36-HD/VPTW", "II.1.2; II.1.3"), ("05-HD/VPTW", "II.I.2.1.2, II.I.3.1.2.b"), layouts=("dang",))
def van_ban_thuong_vu_mang_ky_hieu_cap_uy(subject: Subject) -> Iterator[Finding]:
    """Văn bản của ban thường vụ mang ký hiệu của cấp ủy («TU», «ĐU»…); tên ban thường vụ ghi ở trích yếu và ở chỗ ký.

    Sai:
        so_ky_hieu: 05-CTr/BTVTU
    Sai:
        so_ky_hieu: 05-CTr/BTV
    Đúng:
        so_ky_hieu: 05-CTr/TU
    """
    kind, body = _halves(subject)
    if body.startswith("BTV"):
        better = f"{kind}/{body.removeprefix('BTV') or (*_signs_of(subject.draft.co_quan), 'TU')[0]}"
        yield Finding(
            _AT, _("ký hiệu «{body}» là của ban thường vụ", body=body), _("dùng ký hiệu của cấp ủy: «{better}»", better=better)
        )


@rule("SKH07", ("36-HD/VPTW", "II.1.3"), ("05-HD/VPTW", "II.I.3.1.2.b"), layouts=("dang",), severity=Severity.WARNING)
def ky_hieu_hop_co_quan(subject: Subject) -> Iterator[Finding]:
    """Phần sau của ký hiệu là chữ viết tắt của cơ quan ban hành: tỉnh ủy «TU», đảng ủy «ĐU», chi bộ «CB», văn phòng tỉnh ủy
    «VPTU»…

    Sai:
        so_ky_hieu: 05-CTr/ĐU
    Sai:
        co_quan: {cap_tren: Tỉnh ủy Quảng Ngãi, ten: Văn phòng}
        so_ky_hieu: 05-CTr/TU
    Sai:
        co_quan: {cap_tren: Tỉnh ủy Quảng Ngãi, ten: Ủy ban Kiểm tra}
        so_ky_hieu: 05-CTr/UBKT
    Sai:
        co_quan: {cap_tren: Tỉnh ủy Quảng Ngãi, ten: Ban Tuyên giáo và Dân vận}
        so_ky_hieu: 05-CTr/BTGTU
    Đúng:
        co_quan: {cap_tren: Tỉnh ủy Quảng Ngãi, ten: Văn phòng}
        so_ky_hieu: 05-CTr/VPTU
    Đúng:
        co_quan: Đảng ủy Công an tỉnh
        so_ky_hieu: 05-CTr/ĐUCA
    """
    _rest, body = _halves(subject)
    office, signs = subject.draft.co_quan, _signs_of(subject.draft.co_quan)
    # Two bodies that sign together («BTCTU-BDVTU») are named by both; «BTV» is another rule's (SKH06).
    is_one = bool(body) and "-" not in body
    if office and signs and is_one and not body.startswith(("BTV", *signs)):
        choices = _(" hoặc ").join(f"«{sign}»" for sign in signs)
        yield Finding(
            _AT,
            _("ký hiệu «{body}» không phải của «{office}»", body=body, office=office.ten),
            _("dùng {choices}", choices=choices),
        )


def _abbreviation(subject: Subject) -> str | None:
    """Return how a sign abbreviates the document's type, where that is laid down."""
    kind = TYPES_OF["dang"].types.get(subject.draft.loai)
    return kind.abbreviation if kind else None


def _halves(subject: Subject) -> tuple[str, str]:
    """Return the halves of the sign, of the type and of the body; the second is ``""`` if there is no «/»."""
    kind, _rest, body = subject.draft.so_ky_hieu.ky_hieu.replace(" ", "").partition("/")
    return kind, body


def _signs_of(body: CoQuan | None) -> tuple[str, ...]:
    """Return how the signs of ``body``'s documents may end (a longer sign may begin so); nothing where that is not known."""
    if body is None:
        return ()
    name = folded(body.ten)
    for start, signs in PARTY_BODIES.items():
        if name.startswith(folded(start)):
            return signs
    if not body.cap_tren:
        return ()  # «Văn phòng» alone may be anybody's
    known = max((start for start in PARTY_OFFICES if name.startswith(folded(start))), key=len, default=None)
    # Of an office of a province's committee the whole sign is known: «UBKTTU», where «UBKT» alone may be anybody's.
    of_province = folded(body.cap_tren).startswith("tỉnh ủy")
    return (PARTY_OFFICES[known] + ("TU" if of_province else ""),) if known else ()
