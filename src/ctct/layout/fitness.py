"""Finds what a layout has no form for: types that it does not know, addressees, articles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ctct.diagnostics import Citation, Diagnostic, Path, error
from ctct.language import _
from ctct.layout.stylesheet import Stylesheet, in_a_sentence
from ctct.model.document import VanBan
from ctct.model.structure import bodies_of, children_of, owners_in
from ctct.model.types import LEVEL_NAMES, NEAREST, STATE_TYPES, TYPE_NAMES, TYPES_OF, DocumentType


def fit_faults(draft: VanBan, stylesheet: Stylesheet) -> list[Diagnostic]:
    """Return what keeps ``draft`` from being set in ``stylesheet``, in no particular order."""
    known = _type_faults(draft, stylesheet)
    return [*known, *_form_faults(draft, stylesheet), *_article_faults(draft, stylesheet)]


def _type_faults(draft: VanBan, stylesheet: Stylesheet) -> list[Diagnostic]:
    listed = TYPES_OF.get(stylesheet.family)
    if listed is None:
        return []
    cites = Citation(*listed.cites)
    asked: list[tuple[Path, str, Mapping[str, DocumentType]]] = [(("loai",), draft.loai, listed.types)]
    if draft.kem_theo:  # a legal document too puts administrative ones into force
        asked.append((("kem_theo", "loai"), draft.kem_theo.loai, {**listed.types, **STATE_TYPES}))
    faults = []
    for at, kind, types in asked:
        if kind not in types:
            message = _(
                "{layout} không có tên loại «{type}»",
                layout=in_a_sentence(stylesheet.name),
                type=TYPE_NAMES[kind].lower(),
            )
            near = NEAREST.get(kind)
            hint = _("gần nhất là «{near}»", near=near) if near in types else _("các tên loại: {types}", types=", ".join(types))
            faults.append(error("KC10", at, message, hint, cites=cites))
    return faults


def _form_faults(draft: VanBan, stylesheet: Stylesheet) -> Iterator[Diagnostic]:
    forms, name = stylesheet.forms, TYPE_NAMES[draft.loai].lower()
    must, may = forms["phai_kinh_gui"], forms["duoc_kinh_gui"]
    if draft.loai in must.types and not draft.kinh_gui:
        yield error("KC00", ("loai",), _("{name} phải có «kinh_gui»", name=name), _("thêm «kinh_gui: …»"), cites=must.cites)
    if draft.kinh_gui and draft.loai not in must.types | may.types:
        message = _("{name} không có phần kính gửi", name=name)
        yield error("KC01", ("kinh_gui",), message, _("ghi ở «noi_nhan»"), cites=must.cites, on_key=True)
    yield from _absent_faults(draft, stylesheet)
    issuer = forms["phai_chu_the"]
    if draft.loai in issuer.types and not draft.chu_the:
        message = _("{name} phải có «chu_the» (thẩm quyền ban hành)", name=name)
        hint = _("thêm «chu_the: …»: chức vụ người đứng đầu, hoặc tên tập thể, cơ quan ban hành")
        yield error("KC09", ("loai",), message, hint, cites=issuer.cites)


def _absent_faults(draft: VanBan, stylesheet: Stylesheet) -> Iterator[Diagnostic]:
    """Find what the layout has no form for: it would be printed nowhere."""
    absent = stylesheet.forms["khong_co"]
    for owner, above in ((draft, ()), (draft.nguoi_ky, ("nguoi_ky",)), (draft.ban_sao, ("ban_sao",))):
        for key in sorted(absent.types):
            if getattr(owner, key, None):
                message = _("{layout} chưa có mẫu cho «{key}»", layout=in_a_sentence(stylesheet.name), key=key)
                yield error("KC12", (*above, key), message, cites=absent.cites, on_key=True)


def _article_faults(draft: VanBan, stylesheet: Stylesheet) -> Iterator[Diagnostic]:
    """Find levels outside điều that the layout has in a điều alone, in a text that has điều."""
    inner = stylesheet.forms["trong_dieu"]
    for at, body in bodies_of(draft):
        levels = [(*place, level) for place, owner in owners_in(body, at) for level, _rest in children_of(owner)]
        if any(place[-1] == "dieu" for place in levels):
            for place in levels:
                level = place[-1]
                if level in inner.types and "dieu" not in place:
                    message = _("{level} đứng ngoài điều, trong văn bản chia theo điều", level=LEVEL_NAMES[level])
                    hint = _("đưa vào một điều, hoặc đổi các điều thành mục, khoản")
                    yield error("KC11", place, message, hint, cites=inner.cites, on_key=True)
