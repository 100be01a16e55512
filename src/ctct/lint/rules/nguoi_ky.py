"""Người ký, đối chiếu với danh bạ."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ctct.diagnostics import Severity, nearest
from ctct.language import _
from ctct.lint.likeness import folded
from ctct.lint.registry import Finding, Subject, rule
from ctct.lint.rules.chu_ky import signs_for_committee
from ctct.resolve.assignees import posts_on

if TYPE_CHECKING:
    from ctct.model.directory import Nguoi


_SECRETARIES = ("phó bí thư thường trực", "phó bí thư", "bí thư")
_MEMBERS = ("uvbtv", "uvbch", "uvtư", "ủy viên", "ban thường vụ", "ban chấp hành")
_BROAD = ("ban chấp hành", "ban thường vụ", "đảng bộ")


def signatory(subject: Subject) -> Nguoi | None:
    """Return the person of the danh bạ who signs: by id, or by exact name."""
    signs = subject.draft.nguoi_ky
    if signs.nguoi:
        return subject.directory.nguoi.get(signs.nguoi)
    named = [person for person in subject.directory.nguoi.values() if folded(person.ho_ten) == folded(signs.ho_ten)]
    return named[0] if len(named) == 1 else None  # of two namesakes nobody knows who signs


@rule("CK08", ("Quy ước soạn thảo văn bản", "người ký đúng là người trong danh bạ"), layouts=("dang",))
def nguoi_ky_co_trong_danh_ba(subject: Subject) -> Iterator[Finding]:
    """Mã người ký có trong danh bạ, và họ tên ghi ở chỗ ký đúng là của người ấy.

    Sai:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Huy, nguoi: dang-ngoc-hy}
    Sai:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Duy, nguoi: dang-ngoc-huy}
    Đúng:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Huy, nguoi: dang-ngoc-huy}
    """
    signs = subject.draft.nguoi_ky
    if not signs.nguoi or signs.thay_mat:  # what is taken from the danh bạ cannot be other than it
        return
    person = subject.directory.nguoi.get(signs.nguoi)
    if person is None:
        hint = nearest(signs.nguoi, subject.directory.nguoi) or _("thêm người ký vào danh bạ")
        yield Finding(("nguoi_ky", "nguoi"), _("không có «{nguoi}» trong danh bạ", nguoi=signs.nguoi), hint)
    elif folded(person.ho_ten) != folded(signs.ho_ten):
        message = _("họ tên «{ho_ten}» không phải của «{nguoi}» trong danh bạ", ho_ten=signs.ho_ten, nguoi=signs.nguoi)
        yield Finding(("nguoi_ky", "ho_ten"), message, _("trong danh bạ là «{ho_ten}»", ho_ten=person.ho_ten))


@rule("CK09", ("36-HD/VPTW", "II.1.7"), ("05-HD/VPTW", "II.I.7.1.2"), layouts=("dang",), severity=Severity.WARNING)
def chuc_vu_nguoi_ky_khop_danh_ba(subject: Subject) -> Iterator[Finding]:
    """Chức vụ ở chỗ ký là chức vụ mà người ký giữ vào ngày văn bản, theo danh bạ (người ký tìm theo mã hoặc theo họ tên).

    Sai:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Bí thư, ho_ten: Đặng Ngọc Huy}
    Sai:
        ngay: 06/4/2026
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Huy}
    Đúng:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Huy}
    Đúng:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Bí thư, ho_ten: Bùi Thị Vân}
    """
    person = signatory(subject)
    if person is None or not person.chuc_vu:
        return
    held = posts_on(person, subject.draft.ngay.span)
    known = "; ".join(held) or _("không giữ chức vụ nào vào ngày ấy")
    for index, line in enumerate(subject.draft.nguoi_ky.chuc_vu or ()):
        post = folded(line).removeprefix("q.").lstrip()  # «Q. Bí thư» holds the post until somebody is elected
        if not any(folded(one).startswith(post) for one in held):
            message = _("chức vụ «{line}» không khớp danh bạ", line=line)
            yield Finding(
                ("nguoi_ky", "chuc_vu", index), message, _("danh bạ: {ho_ten}: {known}", ho_ten=person.ho_ten, known=known)
            )


@rule("CK10", ("36-HD/VPTW", "II.1.7"), ("05-HD/VPTW", "II.I.7.1.1.a"), layouts=("dang",), severity=Severity.WARNING)
def ky_thay_mat_to_chuc_cua_minh(subject: Subject) -> Iterator[Finding]:
    """Người ký thay mặt («T/M») một tổ chức thì có chân trong tổ chức ấy, theo danh bạ.

    Sai:
        co_quan: Đảng ủy xã Suối Thông
        so_ky_hieu: 05-CTr/ĐU
        nguoi_ky: {quyen_han: T/M Đảng ủy, chuc_vu: Phó Bí thư, ho_ten: Đặng Văn Minh}
    Đúng:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Văn Minh}
    Đúng:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, ho_ten: Võ Văn Quỳnh}
    """
    person = signatory(subject)
    held = posts_on(person, subject.draft.ngay.span) if person else []
    issuer = folded(subject.draft.co_quan.ten) if subject.draft.co_quan else ""
    if not held or any(_sits_in(folded(post), issuer) for post in held):
        return
    for index, line in enumerate(subject.draft.nguoi_ky.quyen_han or ()):
        if signs_for_committee(line, "T/M"):
            message = _("«{line}» mà theo danh bạ người ký không thuộc tổ chức ấy", line=line)
            yield Finding(("nguoi_ky", "quyen_han", index), message, _("danh bạ: {held}", held="; ".join(held)))


def _sits_in(post: str, committee: str) -> bool:
    """Return whether a post is held in the Party committee that issues the document: as its secretary or as a member."""
    secretary = next((start for start in _SECRETARIES if post.startswith(start)), None)
    if secretary is None:
        return any(word in post for word in _MEMBERS)
    # Two words are the kind and what it is of: «tỉnh ủy» of anywhere, for the danh bạ mostly leaves the province out.
    body = post.removeprefix(secretary).strip()
    return not body or body.startswith(_BROAD) or body.split()[:2] == committee.split()[:2]
