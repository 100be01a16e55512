"""Cơ quan ban hành và thẩm quyền ban hành từng thể loại."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.likeness import folded
from ctct.lint.registry import Finding, Subject, rule
from ctct.model.types import TYPE_NAMES

if TYPE_CHECKING:
    from ctct.model.parts import CoQuan


_BRANCH = "chi bộ"
_COMMITTEE = "đảng ủy"
_COMMUNE = ("đảng bộ xã", "đảng bộ phường", "đảng bộ đặc khu")
_STANDING = "t/m ban thường vụ"
_ABOVE_THE_BASE = (
    "cuong_linh_chinh_tri", "dieu_le_dang", "chien_luoc", "chi_thi", "thong_tri", "thong_cao", "tuyen_bo", "loi_keu_goi",
)  # fmt: skip
"""What neither a committee of the base nor a branch issues."""


@rule("CQ01", ("36-HD/VPTW", "II.1.2"), ("05-HD/VPTW", "II.I.2.1.2"), layouts=("dang",), severity=Severity.WARNING)
def ten_co_quan_la_cap_uy(subject: Subject) -> Iterator[Finding]:
    """Văn bản của ban thường vụ mang tên cấp ủy ở đầu trang; tên ban thường vụ ghi ở trích yếu và ở chỗ ký.

    Sai:
        co_quan: Ban Thường vụ Tỉnh ủy Quảng Ngãi
    Đúng:
        co_quan: Tỉnh ủy Quảng Ngãi
    """
    name = subject.draft.co_quan.ten if subject.draft.co_quan else ""
    if folded(name).startswith("ban thường vụ "):
        rest = name.split(" ", 3)[-1]
        yield Finding(
            ("co_quan", "ten"), _("«{name}» không đứng tên ở đầu văn bản", name=name), _("ghi tên cấp ủy: «{rest}»", rest=rest)
        )


@rule(
    "TQ01", ("399-QĐ/TW", "Điều 11, Điều 13"), layouts=("dang",), severity=Severity.WARNING, dates=("2026-01-09", "9999-99-99")
)
def the_loai_dung_tham_quyen(subject: Subject) -> Iterator[Finding]:
    """Tổ chức cơ sở đảng không ban hành cương lĩnh, điều lệ, chiến lược, chỉ thị, thông tri, thông cáo, tuyên bố, lời kêu gọi;
    chi bộ không ban hành quy định, hướng dẫn; quy chế do ban chấp hành hoặc chi bộ, hướng dẫn do ban thường vụ ban hành.

    Sai:
        loai: huong_dan
        co_quan: {cap_tren: Đảng bộ xã Suối Thông, ten: Chi bộ thôn Tân Hòa}
        so_ky_hieu: 05-HD/CB
        ngay: 22/6/2026
    Sai:
        loai: quy_che
        co_quan: {cap_tren: Đảng bộ xã Suối Thông, ten: Đảng ủy Quân sự xã}
        so_ky_hieu: 05-QC/ĐU
        ngay: 22/6/2026
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Bí thư, ho_ten: Lê Thị Trà}
    Đúng:
        loai: quy_che
        co_quan: {cap_tren: Đảng bộ xã Suối Thông, ten: Chi bộ thôn Tân Hòa}
        so_ky_hieu: 05-QC/CB
        ngay: 22/6/2026
    Đúng:
        loai: huong_dan
        so_ky_hieu: 05-HD/TU
        ngay: 22/6/2026
    """
    allowed = _not_allowed(subject.draft.co_quan, any(map(_is_standing, subject.draft.nguoi_ky.quyen_han or ())))
    if subject.draft.loai in allowed and subject.draft.co_quan:
        who = f"«{subject.draft.co_quan.ten}»" + (_(" (ban thường vụ)") if subject.draft.loai == "quy_che" else "")
        message = _("{who} không ban hành {type_names}", who=who, type_names=TYPE_NAMES[subject.draft.loai].lower())
        yield Finding(("loai",), message, _("chọn thể loại khác, hoặc trình cấp ủy có thẩm quyền"))


def _is_standing(authority: str) -> bool:
    return folded(authority).startswith(_STANDING)


def _not_allowed(body: CoQuan | None, by_standing_committee: bool) -> tuple[str, ...]:
    """Return the types that ``body`` does not issue; nothing for bodies above the base, whose competence is not known here."""
    if body is None:
        return ()
    name, above = folded(body.ten), folded(body.cap_tren or "")
    if name.startswith(_BRANCH):
        return (*_ABOVE_THE_BASE, "quy_dinh", "huong_dan")
    # A đảng ủy under the đảng bộ of a commune is one of the base; that of the commune itself stands above it.
    if name.startswith(_COMMITTEE) and above.startswith(_COMMUNE):
        return (*_ABOVE_THE_BASE, "quy_che" if by_standing_committee else "huong_dan")
    return ()
