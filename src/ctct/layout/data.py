"""Reads the data of a layout, ``the-thuc.yaml``, in each edition of its regulation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ctct.diagnostics import Citation, Rejected, error
from ctct.language import _
from ctct.layout.data_faults import data_faults
from ctct.layout.editions import Edition, Limit, Limits, Look
from ctct.layout.stylesheet import Form, Page, Style, Stylesheet
from ctct.model.layout import SECTIONS, AnBan, GioiHan, KieuChu, TheThuc, Trang
from ctct.model.layout_values import CacTen, CapDanhSo, GiaTri, Khoang
from ctct.model.validation import validate
from ctct.resolve.conventions import LevelConvention

_ALIGNMENTS = {"trai": "left", "giua": "center", "phai": "right", "deu": "both"}


def inherit(data: Any, base: Mapping[str, Any]) -> Any:
    """Return ``data`` with the sections, and the keys in them, that it leaves to ``base``."""
    if not isinstance(data, dict):
        return data
    merged = {**base, **data}
    for section, value in base.items():
        if isinstance(value, dict) and isinstance(data.get(section), dict):
            merged[section] = {**value, **data[section]}
    return merged


def read_layout(data: Any) -> tuple[Edition, ...]:
    """Return what ``the-thuc.yaml`` says, in each edition. Raises :class:`Rejected` with the faults of all of them."""
    return tuple(_settled(layout, edition) for edition, layout in read_editions(data))


def read_editions(data: Any) -> list[tuple[AnBan, TheThuc]]:
    """Return the editions that ``the-thuc.yaml`` has, with the layout as each has it. Raises :class:`Rejected` likewise."""
    layout = _validated(data)
    if faults := data_faults(layout):
        raise Rejected(faults)
    editions: list[tuple[AnBan, TheThuc]] = []
    faults = []
    for index, edition in enumerate(layout.an_ban):
        try:
            editions.append((edition, _in_edition(layout, edition)))
        except Rejected as rejected:
            faults += [fault._replace(at=("an_ban", index, "khac", *fault.at)) for fault in rejected.diagnostics]
    if faults:
        raise Rejected(faults)
    return editions


def _validated(data: Any) -> TheThuc:
    """Tell faults by the part of a layout that they are in: the whole, a style, another value."""
    try:
        return validate(TheThuc, data)
    except Rejected as rejected:
        codes = ("TT01" if len(one.at) < 2 else "TT03" if one.at[0] == "kieu" else "TT02" for one in rejected.diagnostics)
        raise Rejected(one._replace(code=code) for one, code in zip(rejected.diagnostics, codes, strict=True)) from None


def _in_edition(layout: TheThuc, edition: AnBan) -> TheThuc:
    """Return ``layout`` with what ``edition`` says otherwise of each ``section.key``. Raises :class:`Rejected` with paths into
    what it says.
    """
    if not edition.khac:
        return layout
    changed = layout.model_dump(exclude_unset=True)
    for path, value in edition.khac.items():
        section, _rest, key = path.partition(".")
        if section not in SECTIONS:
            hint = _("ghi «phần.khóa», ví dụ: loi_van.so")
            raise Rejected(
                [error("TT02", (path,), _("«{path}» không phải chỗ nào của thể thức", path=path), hint, on_key=True)]
            )
        if "can_cu" not in value:  # that of the other edition is not its own
            raise Rejected([error("TT02", (path, "can_cu"), _("thiếu «can_cu» (căn cứ)"), _("ghi điều khoản của ấn bản này"))])
        said = changed.setdefault(section, {})
        said[key] = {**said.get(key, {}), **value}
    try:
        whole = _validated(changed)
        faults = data_faults(whole)
    except Rejected as rejected:
        faults = list(rejected.diagnostics)
    if faults:
        raise Rejected(fault._replace(at=(".".join(map(str, fault.at[:2])), *fault.at[2:])) for fault in faults)
    return whole


def _settled(layout: TheThuc, edition: AnBan) -> Edition:
    """Return a layout in an edition as plain values."""
    looks = {name: Look(_style(name, look), look.co) for name, look in layout.kieu.items()}
    return Edition(edition.tu, layout.ke_thua, _limits(layout.gioi_han), looks, _sheet(layout, edition.ten))


def _sheet(layout: TheThuc, edition: str) -> Stylesheet:
    words = {key: word.gia_tri for key, word in layout.loi_van.items()}
    joint = words.get("noi_vien_dan", ", ")
    return Stylesheet(
        name=layout.ten,
        family=layout.ho,
        edition=edition,
        page=_page(layout.trang),
        columns={key: widths.gia_tri for key, widths in layout.cot.items()},
        gaps={key: gap.gia_tri for key, gap in layout.khoang_cach.items()},
        words=words,
        places={key: place.gia_tri for key, place in layout.vi_tri.items()},
        styles={},
        levels={name: _level(level, joint) for name, level in layout.danh_so if level},
        article_levels={name: _level(level, joint) for name, level in layout.danh_so_theo_dieu},
        forms={key: _form(listed) for key, listed in layout.thanh_phan},
        margins=_cited(layout.trang.le_trai),
    )


def _limits(limits: GioiHan) -> Limits:
    presets = limits.bo_co_chu.gia_tri if limits.bo_co_chu else None
    return Limits(_limit(limits.co_chu), _limit(limits.gian_dong), presets)


def _limit(limit: Khoang) -> Limit:
    low, high = limit.gia_tri
    return Limit(low, high, limit.can_cu, limit.don_vi)


def _form(listed: CacTen | None) -> Form:
    return Form(frozenset(listed.gia_tri), _cited(listed)) if listed else Form()


def _cited(value: GiaTri) -> Citation:
    """Read ``can_cu``: the document, a comma, the clause."""
    document, _rest, clause = value.can_cu.partition(", ")
    return Citation(document, clause or document)


def _page(page: Trang) -> Page:
    return Page(
        width=page.rong.gia_tri,
        height=page.cao.gia_tri,
        top=page.le_tren.gia_tri,
        bottom=page.le_duoi.gia_tri,
        left=page.le_trai.gia_tri,
        right=page.le_phai.gia_tri,
        header=page.so_trang_cach_mep.gia_tri,
        font=page.phong_chu.gia_tri,
        language=page.ngon_ngu.gia_tri,
    )


def _style(name: str, look: KieuChu) -> Style:
    return Style(
        name=name,
        base=look.theo or "",
        bold=look.dam,
        italic=look.nghieng,
        caps=look.hoa,
        underline=look.gach_chan,
        align=_ALIGNMENTS[look.can] if look.can else None,
        first_line=look.dau_dong,
        indent=look.lui,
        before=look.truoc,
        after=look.sau,
        line=look.dong,
        outline=look.cap,
        keep_next=look.giu_sau,
        character=look.chu,
        rule=look.net,
        number_bold=look.so_dam,
        colour=look.mau,
        optional=look.khi_dung,
        phrased=look.ngat_theo_cum,
    )


def _level(level: CapDanhSo, joint: str) -> LevelConvention:
    return LevelConvention(
        mark=level.gia_tri,
        word=level.viet,
        style=level.kieu,
        own_line=level.ten_rieng_dong,
        joint=joint,
    )
