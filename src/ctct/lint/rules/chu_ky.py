"""Quyền hạn, chức vụ, họ tên của người ký."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ctct.diagnostics import Path, Severity
from ctct.language import _
from ctct.lint.likeness import folded
from ctct.lint.registry import Finding, Subject, rule

if TYPE_CHECKING:
    from ctct.model.parts import NguoiKy

# A missing slash, a full stop for it, a blank round it: «TM.», «T/M.», «T / M», «TM/». The letters tell what is meant.
_form_at = re.compile(r"([TK]) ?[./]? ?([MLT])\b ?[./]? *").match
_delegated_at = re.compile(r"T[./]? ?UQ[./]?(?= )|T/U[./]?(?= )").match
_POSTS = ("phó bí thư thường trực ", "phó bí thư ", "bí thư ", "phó chánh văn phòng ", "chánh văn phòng ")
_HONOURS = (
    "gs", "pgs", "tskh", "ts", "ths", "cn", "ks", "bs", "ds", "cki", "ckii", "ngưt", "ngnd", "ttưt", "giáo sư", "phó giáo sư",
    "tiến sĩ", "thạc sĩ", "cử nhân", "kỹ sư", "bác sĩ", "luật sư", "đại tướng", "thượng tướng", "trung tướng", "thiếu tướng",
    "đại tá", "thượng tá", "trung tá", "thiếu tá", "đại úy", "thượng úy", "trung úy", "thiếu úy", "đồng chí", "đ/c",
)  # fmt: skip
_PARTY_COMMITTEES = (
    "ban thường vụ", "ban chấp hành", "thường trực", "tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "thị ủy", "đảng ủy",
    "chi bộ", "chi ủy", "đảng bộ",
)  # fmt: skip
"""How the names of bodies for which a secretary signs begin."""

_COLLECTIVES = (*_PARTY_COMMITTEES, "ủy ban kiểm tra", "hội đồng")
_THEIR_HEADS = (
    "bí thư", "phó bí thư", "thường trực", "q. bí thư", "tổng bí thư", "chủ nhiệm", "phó chủ nhiệm", "chủ tịch", "phó chủ tịch",
)  # fmt: skip
"""Posts that are shown where somebody signs in the name of all (05-HD/VPTW, II.I.7.1.2.b)."""


def _signers(subject: Subject) -> Iterator[tuple[Path, NguoiKy]]:
    draft = subject.draft
    yield ("nguoi_ky",), draft.nguoi_ky
    yield from ((("nguoi_ky_lien_co_quan", index), one) for index, one in enumerate(draft.nguoi_ky_lien_co_quan or ()))
    if draft.xac_nhan:
        yield ("xac_nhan",), draft.xac_nhan


def _authorities(subject: Subject) -> Iterator[tuple[Path, str]]:
    for at, signs in _signers(subject):
        yield from (((*at, "quyen_han", index), line) for index, line in enumerate(signs.quyen_han or ()))


def _posts(subject: Subject) -> Iterator[tuple[Path, str]]:
    for at, signs in _signers(subject):
        yield from _posts_of(at, signs)


def _posts_of(at: Path, signs: NguoiKy) -> Iterator[tuple[Path, str]]:
    return (((*at, "chuc_vu", index), line) for index, line in enumerate(signs.chuc_vu or ()))


def signs_for_committee(authority: str, prefix: str) -> bool:
    """Return whether the line of authority begins with ``prefix`` and names a Party committee."""
    return _signs_for(authority, prefix, _PARTY_COMMITTEES)


def _signs_for(authority: str, prefix: str, bodies: tuple[str, ...]) -> bool:
    form, _rest, body = authority.partition(" ")
    return form.upper() == prefix and folded(body).startswith(bodies)


@rule("CK01", ("36-HD/VPTW", "II.1.7"), ("05-HD/VPTW", "II.I.7.1.1"), layouts=("dang",))
def quyen_han_co_gach_cheo(subject: Subject) -> Iterator[Finding]:
    """Ký thay mặt, ký thay, thừa lệnh trong văn bản của Đảng ghi «T/M», «K/T», «T/L», có gạch chéo; «TM.», «KT.», «TL.» là lối
    của văn bản nhà nước.

    Sai:
        nguoi_ky: {quyen_han: TM. Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Huy}
    Sai:
        nguoi_ky: {quyen_han: TM/ Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Huy}
    Sai:
        nguoi_ky: {quyen_han: [TL. Ban Thường vụ, KT. Chánh Văn phòng], chuc_vu: Phó Chánh Văn phòng, ho_ten: Vũ Thị Yến}
    Đúng:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Huy}
    """
    for at, line in _authorities(subject):
        if form := _form_at(line):
            right = f"{form[1]}/{form[2]} "
            # «K/M» and «K/L» are no forms at all: whatever they stand for, it is no slip in one of these.
            if form[0] != right and right in ("T/M ", "T/L ", "K/T "):
                message = _("«{form}» không phải lối ghi của Đảng", form=form[0].strip())
                yield Finding(at, message, _("ghi «{right}»", right=right.strip()), part=form.span(), fix=right)


@rule("CK02", ("36-HD/VPTW", "II.1.7"), ("05-HD/VPTW", "II.I.7.1.1.c"), layouts=("dang",), severity=Severity.WARNING)
def khong_ky_thua_uy_quyen(subject: Subject) -> Iterator[Finding]:
    """Văn bản của Đảng không có thừa ủy quyền («TUQ», «T/UQ»); người được ủy quyền ký thừa lệnh «T/L».

    Sai:
        nguoi_ky: {quyen_han: TUQ. Ban Thường vụ, chuc_vu: Chánh Văn phòng, ho_ten: Vũ Thị Yến}
    Đúng:
        nguoi_ky: {quyen_han: T/L Ban Thường vụ, chuc_vu: Chánh Văn phòng, ho_ten: Vũ Thị Yến}
    """
    for at, line in _authorities(subject):
        if form := _delegated_at(line):
            yield Finding(at, _("«{form}»: văn bản của Đảng không ký thừa ủy quyền", form=form[0]), _("ghi «T/L»"), form.span())


@rule("CK03", ("36-HD/VPTW", "II.1.7"), ("05-HD/VPTW", "II.I.7.1.1"), layouts=("dang",))
def cap_uy_khong_ky_thay(subject: Subject) -> Iterator[Finding]:
    """Phó bí thư ký thay mặt cấp ủy («T/M»), không ký thay bí thư; «K/T» chỉ dùng ở cơ quan tham mưu, ban chỉ đạo, tiểu ban,
    đơn vị.

    Sai:
        nguoi_ky: {quyen_han: K/T Bí thư, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Huy}
    Sai:
        nguoi_ky: {quyen_han: K/T Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Huy}
    Sai:
        co_quan: {cap_tren: Tỉnh ủy Quảng Ngãi, ten: Ủy ban Kiểm tra}
        so_ky_hieu: 05-CTr/UBKTTU
        nguoi_ky: {quyen_han: K/T Chủ nhiệm, chuc_vu: Phó Chủ nhiệm, ho_ten: Lê Thị Trà}
    Đúng:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Huy}
    Đúng:
        nguoi_ky: {quyen_han: K/T Chánh Văn phòng, chuc_vu: Phó Chánh Văn phòng, ho_ten: Vũ Thị Yến}
    """
    signs = subject.draft.nguoi_ky
    inspects = subject.draft.co_quan is not None and folded(subject.draft.co_quan.ten).startswith("ủy ban kiểm tra")
    is_deputy = any(folded(post).startswith("phó bí thư") for _rest, post in _posts_of((), signs))
    for index, line in enumerate(signs.quyen_han or ()):
        at = ("nguoi_ky", "quyen_han", index)
        for_secretary = folded(line).startswith("k/t bí thư")
        # A deputy secretary signs for no other head than the secretary, whatever body the line names.
        by_deputy = is_deputy and line.upper().startswith("K/T")
        if for_secretary or by_deputy or signs_for_committee(line, "K/T"):
            yield Finding(at, _("«{line}»: cấp ủy không có ký thay", line=line), _("ghi «T/M …», ví dụ «T/M Ban Thường vụ»"))
        elif inspects and folded(line).startswith("k/t chủ nhiệm"):
            yield Finding(
                at, _("«{line}»: ủy ban kiểm tra ký thay mặt, không ký thay", line=line), _("ghi «T/M Ủy ban Kiểm tra»")
            )


@rule("CK04", ("36-HD/VPTW", "II.1.7"), ("05-HD/VPTW", "II.I.7.1.2"), layouts=("dang",), severity=Severity.WARNING)
def chuc_vu_khong_kem_co_quan(subject: Subject) -> Iterator[Finding]:
    """Chức vụ ở chỗ ký không kèm tên cơ quan, vì tên ấy đã có ở đầu văn bản hoặc ở dòng quyền hạn; trừ văn bản liên cơ quan và
    văn bản của ban chỉ đạo, tiểu ban, hội đồng không có con dấu riêng.

    Sai:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư Tỉnh ủy, ho_ten: Đặng Ngọc Huy}
    Sai:
        nguoi_ky: {quyen_han: T/L Ban Thường vụ, chuc_vu: CHÁNH VĂN PHÒNG TỈNH ỦY, ho_ten: Vũ Thị Yến}
    Đúng:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Huy}
    Đúng:
        nguoi_ky: {chuc_vu: Chánh Văn phòng Tỉnh ủy, ho_ten: Vũ Thị Yến}
        nguoi_ky_lien_co_quan: {chuc_vu: Chánh Văn phòng Ủy ban nhân dân tỉnh, ho_ten: Trần Thị Lan}
    Đúng:
        nguoi_ky: {chuc_vu: Phó Bí thư Tỉnh ủy kiêm Trưởng Ban Chỉ đạo, ho_ten: Đặng Ngọc Huy}
    Đúng:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư Thường trực, ho_ten: Đặng Ngọc Huy}
    """
    if subject.draft.nguoi_ky_lien_co_quan or subject.resolved.ket_thuc.nguoi_ky.kiem_nhiem:
        return
    for at, line in _posts(subject):
        # The longest is listed first; «thường trực» at the end belongs to the post, and is no body.
        post = next((start for start in _POSTS if f"{folded(line)} ".startswith(start)), "")
        if post and folded(line)[len(post) :].startswith(_PARTY_COMMITTEES):
            better = line[: len(post) - 1]
            yield Finding(at, _("chức vụ «{line}» kèm tên cơ quan", line=line), _("ghi «{right}»", right=better), fix=better)


@rule("CK05", ("36-HD/VPTW", "II.1.7"), ("05-HD/VPTW", "II.I.7.1.3"), layouts=("dang",))
def ho_ten_khong_kem_hoc_ham(subject: Subject) -> Iterator[Finding]:
    """Trước họ tên người ký không ghi học hàm, học vị, quân hàm, «đồng chí».

    Sai:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: TS. Đặng Ngọc Huy}
    Sai:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: "PGS.TS Đặng Ngọc Huy"}
    Sai:
        nguoi_ky: {quyen_han: T/M Đảng ủy, chuc_vu: Phó Bí thư, ho_ten: Đại tá Phan Công Bình}
    Đúng:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Huy}
    """
    for at, signs in _signers(subject):
        name = signs.ho_ten
        if bare := _without_honours(name):
            end = len(name) - len(bare)
            message = _("trước họ tên có «{name}»", name=name[:end].strip())
            yield Finding((*at, "ho_ten"), message, _("ghi «{right}»", right=bare), part=(0, end), fix="")


@rule("CK06", ("36-HD/VPTW", "Phụ lục 3, dòng 7"), ("05-HD/VPTW", "Phụ lục 2, dòng 7"), layouts=("dang",))
def ho_ten_in_thuong(subject: Subject) -> Iterator[Finding]:
    """Họ tên người ký in thường, chỉ quyền hạn và chức vụ in hoa.

    Sai:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: ĐẶNG NGỌC HUY}
    Đúng:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Huy}
    """
    for at, signs in _signers(subject):
        name = signs.ho_ten
        if name.isupper() and " " in name and len(name) > 5:
            better = name.title()
            yield Finding(
                (*at, "ho_ten"), _("họ tên «{name}» viết toàn chữ hoa", name=name), _("ghi «{right}»", right=better), fix=better
            )


@rule("CK07", ("36-HD/VPTW", "II.1.7"), ("05-HD/VPTW", "II.I.7.1.2.b"), layouts=("dang",), severity=Severity.WARNING)
def chuc_vu_khi_thay_mat_cap_uy(subject: Subject) -> Iterator[Finding]:
    """Ký thay mặt cấp ủy, ban thường vụ, ủy ban kiểm tra, hội đồng thì chỉ bí thư, phó bí thư, chủ nhiệm, phó chủ nhiệm, chủ
    tịch, phó chủ tịch ghi chức vụ; ủy viên khác chỉ ghi họ tên; chánh văn phòng và trưởng ban ký thừa lệnh («T/L»).

    Sai:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Ủy viên Ban Thường vụ, ho_ten: Đặng Ngọc Huy}
    Sai:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Chánh Văn phòng, ho_ten: Vũ Thị Yến}
    Sai:
        nguoi_ky: {quyen_han: T/M Ủy ban Kiểm tra, chuc_vu: Ủy viên, ho_ten: Lê Thị Trà}
    Đúng:
        nguoi_ky: {quyen_han: T/M Ủy ban Kiểm tra, chuc_vu: Phó Chủ nhiệm, ho_ten: Lê Thị Trà}
    Đúng:
        nguoi_ky: {quyen_han: T/M Ban Thường vụ, chuc_vu: Phó Bí thư, ho_ten: Đặng Ngọc Huy}
    Đúng:
        nguoi_ky: {quyen_han: T/L Ban Thường vụ, chuc_vu: Chánh Văn phòng, ho_ten: Vũ Thị Yến}
    """
    for place, signs in _signers(subject):
        for_all = any(_signs_for(line, "T/M", _COLLECTIVES) for line in signs.quyen_han or ())
        for at, line in _posts_of(place, signs) if for_all else ():
            if not folded(line).startswith(_THEIR_HEADS):
                yield Finding(
                    at, _("«{line}» ký thay mặt tập thể", line=line), _("bỏ dòng chức vụ, hoặc ký thừa lệnh: «T/L …»")
                )


def _without_honours(name: str) -> str:
    """Return ``name`` without the titles before it, ``""`` if it has none."""
    rest = name
    # Several may stand there, with or without full stops: «PGS.TS Đặng …», «Đồng chí Đại tá …».
    while honour := next((one for one in _HONOURS if folded(rest).startswith((f"{one} ", f"{one}.", f"{one},"))), ""):
        rest = rest[len(honour) :].lstrip(" .,")
    return rest if rest != name else ""


_deputises_at = re.compile(r"K[/T.]{1,2}T?[.]? +").match


@rule(
    "CK11",
    ("36-HD/VPTW", "II.1.7"),
    ("05-HD/VPTW", "II.I.7.1.4"),
    ("30/2020/NĐ-CP", "Phụ lục I, II.7.a"),
    severity=Severity.WARNING,
)
def nguoi_ky_thay_la_cap_pho(subject: Subject) -> Iterator[Finding]:
    """Ký thay thì dòng dưới là chức vụ của cấp phó, không nhắc lại chức vụ của người đứng đầu.

    Sai:
        nguoi_ky: {quyen_han: K/T Chánh Văn phòng, chuc_vu: Chánh Văn phòng, ho_ten: Vũ Thị Yến}
    Đúng:
        nguoi_ky: {quyen_han: K/T Chánh Văn phòng, chuc_vu: Phó Chánh Văn phòng, ho_ten: Vũ Thị Yến}
    Đúng:
        nguoi_ky: {chuc_vu: Chánh Văn phòng, ho_ten: Vũ Thị Yến}
    """
    for at, signs in _signers(subject):
        heads = [line[form.end() :] for line in signs.quyen_han or () if (form := _deputises_at(line))]
        for place, post in _posts_of(at, signs):
            if folded(post) in map(folded, heads):
                message = _("ký thay «{post}» mà chức vụ cũng là «{post}»", post=post)
                yield Finding(place, message, _("ghi chức vụ của người ký, chẳng hạn «Phó {post}»", post=post))
