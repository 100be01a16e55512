"""Who signs in the name of a body, from the danh bạ: authority, post and name on the document's date."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ctct.diagnostics import Diagnostic, error, nearest
from ctct.language import _
from ctct.model.parts import NguoiKy
from ctct.resolve.assignees import posts_on

if TYPE_CHECKING:
    from ctct.model.directory import DanhBa, Nguoi, Nhom, TenCoQuan
    from ctct.model.document import VanBan
    from ctct.model.values import Span

_BY_THE_STATE = {"T/M": "TM.", "K/T": "KT."}
_HEADS = ("phó bí thư", "bí thư", "phó chủ nhiệm", "chủ nhiệm", "phó chủ tịch", "chủ tịch", "phó tổng bí thư", "tổng bí thư")
"""Posts that are shown where somebody signs in the name of all (05-HD/VPTW, II.I.7.1.2.b), each before the one in it."""

_PARTS_OF_COMMITTEE = ("ban thường vụ ", "ban chấp hành ", "thường trực ", "ban cán sự đảng ")
_KEYS = ("nguoi_ky", "nguoi_ghi", "xac_nhan")


def with_signatures(draft: VanBan, directory: DanhBa, family: str) -> tuple[VanBan, list[Diagnostic]]:
    """Return ``draft`` with the signatures that it leaves to the danh bạ, and what cannot be found there; what is typed is
    kept.
    """
    faults: list[Diagnostic] = []
    made: dict[str, NguoiKy] = {}
    for key in _KEYS:
        signs: NguoiKy | None = getattr(draft, key)
        if signs is None or signs.thay_mat is None:
            continue
        told = list(_unknown(signs, key, directory, draft.ngay.span))
        faults += told
        if not told:
            made[key] = _signed(signs, draft, directory, family)
    return (draft.model_copy(update=made) if made else draft), faults


def _unknown(signs: NguoiKy, key: str, directory: DanhBa, on: Span) -> Iterator[Diagnostic]:
    bodies: Mapping[str, TenCoQuan | Nhom] = {**directory.co_quan, **directory.nhom}
    for field, name, known in (("nguoi", signs.nguoi or "", directory.nguoi), ("thay_mat", signs.thay_mat or "", bodies)):
        if name not in known:
            hint = nearest(name, known) or _("thêm vào danh bạ, hoặc ghi «quyen_han», «chuc_vu», «ho_ten»")
            yield error("DB01", (key, field), _("không có «{name}» trong danh bạ", name=name), hint)
    person = directory.nguoi.get(signs.nguoi or "")
    if person and person.chuc_vu and not posts_on(person, on):
        message = _("«{ho_ten}» không giữ chức vụ nào vào ngày văn bản", ho_ten=person.ho_ten)
        yield error("DB02", (key, "nguoi"), message, _("chọn người đang giữ chức vụ, hoặc sửa thời gian trong danh bạ"))


def _signed(signs: NguoiKy, draft: VanBan, directory: DanhBa, family: str) -> NguoiKy:
    person, name = directory.nguoi[signs.nguoi or ""], signs.thay_mat or ""
    body = (directory.co_quan.get(name) or directory.nhom[name]).ten
    post = _post(person, name, body, draft.ngay.span)
    found = {
        "quyen_han": tuple(_authority(body, post, draft, by_state=family != "dang")),
        "chuc_vu": (post,) if post else None,
        "ho_ten": person.ho_ten,
    }
    typed = signs.model_fields_set - {key for key in found if not getattr(signs, key)}
    kept = {key: getattr(signs, key) for key in NguoiKy.model_fields}
    return NguoiKy.model_construct(typed, **{**kept, **{key: said for key, said in found.items() if key not in typed}})


def _post(person: Nguoi, name: str, body: str, on: Span) -> str:
    """Return the post that is shown where a person signs for all of a body: what its heads are called, of a member nothing."""
    of_body = next((body[len(part) :] for part in _PARTS_OF_COMMITTEE if body.lower().startswith(part)), body).lower()
    held = set(posts_on(person, on))
    own = [post.ten for post in person.chuc_vu if post.co_quan == name and post.ten in held]
    for post in (*own, *(one for one in posts_on(person, on) if of_body in one.lower())):
        if head := next((head for head in _HEADS if post.lower().startswith(head)), None):
            return post[: len(head)]
    return ""


def _authority(body: str, post: str, draft: VanBan, *, by_state: bool) -> Iterator[str]:
    """Yield the lines above the post: in the name of the body, and of the State's bodies for the head where a deputy signs."""
    yield f"{_BY_THE_STATE['T/M'] if by_state else 'T/M'} {_short(body, draft)}"
    if by_state and post.lower().startswith("phó "):
        head = post[4:]
        yield f"{_BY_THE_STATE['K/T']} {head[:1].upper()}{head[1:]}"


def _short(body: str, draft: VanBan) -> str:
    """Return the name of a body without that of the issuer, which stands at the head of the page: «Ban Thường vụ»."""
    issuer = " ".join(draft.co_quan.one_line.split()[:2]) if draft.co_quan else ""
    if issuer and body.lower().endswith(f" {issuer.lower()}"):
        return body[: -len(issuer) - 1]
    return body.removesuffix(" tỉnh").removesuffix(" xã").removesuffix(" phường").removesuffix(" thành phố")
