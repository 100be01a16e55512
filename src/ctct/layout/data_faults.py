"""Finds what no single value of a layout's ``the-thuc.yaml`` shows: styles and wording that are missing or lead nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from ctct.diagnostics import Diagnostic, error, nearest
from ctct.language import _
from ctct.model.layout import KieuChu, TheThuc

REQUIRED_STYLES = ("Chú thích", "Chữ chìm", "Chữ nghiêng", "Chữ đậm", "Nội dung", "Số trang")
"""What every writer needs, whatever the templates use."""

REQUIRED_WORDS = (
    "so", "khoang_trong", "can_cu_dau_dong", "can_cu_ngan_cach", "can_cu_ket", "noi_nhan_ngan_cach", "noi_nhan_ket",
    "chu_chim",
)  # fmt: skip
"""What resolution needs, whatever the templates use."""


def data_faults(layout: TheThuc) -> list[Diagnostic]:
    """Return what keeps a layout from being used, in no particular order."""
    return [*_word_faults(layout), *_level_faults(layout), *_style_faults(layout)]


def _word_faults(layout: TheThuc) -> Iterator[Diagnostic]:
    for name in REQUIRED_WORDS:
        if name not in layout.loi_van:
            yield error(
                "TT02", ("loi_van",), _("thiếu lời văn «{name}»", name=name), _("chép lại từ thể thức có sẵn"), on_key=True
            )
    blank = layout.loi_van.get("khoang_trong")
    if blank and not blank.gia_tri.isdecimal():
        yield error(
            "TT02",
            ("loi_van", "khoang_trong", "gia_tri"),
            _("«{gia_tri}» không phải số dấu cách để trống", gia_tri=blank.gia_tri),
            "ghi 6",
        )


def _level_faults(layout: TheThuc) -> Iterator[Diagnostic]:
    for section in ("danh_so", "danh_so_theo_dieu"):
        for name, level in getattr(layout, section):
            if level and level.kieu not in layout.kieu:
                yield error("TT02", (section, name, "kieu"), *_unknown(level.kieu, layout))


def _style_faults(layout: TheThuc) -> Iterator[Diagnostic]:
    for name in REQUIRED_STYLES:
        if name not in layout.kieu:
            yield error("TT03", ("kieu",), _("thiếu kiểu «{name}»", name=name), on_key=True)
    presets = len(layout.gioi_han.bo_co_chu.gia_tri) if layout.gioi_han.bo_co_chu else 1
    for name, look in layout.kieu.items():
        at = ("kieu", name)
        if "," in name:
            yield error("TT03", at, _("tên kiểu «{name}» có dấu phẩy; Word không nhận", name=name), on_key=True)
        if fault := _fault_of_base(name, look, layout):
            yield error("TT03", (*at, "theo"), *fault)
        if isinstance(look.co, tuple) and len(look.co) < presets:
            yield error(
                "TT03",
                (*at, "co"),
                _("«co» có {count} số, mà có {presets} bộ cỡ chữ", count=len(look.co), presets=presets),
                _("ghi đủ mỗi bộ một số"),
            )


def _fault_of_base(name: str, look: KieuChu, layout: TheThuc) -> tuple[str, str | None] | None:
    if look.theo and look.theo not in layout.kieu:
        return _unknown(look.theo, layout)
    bases = _bases(look, layout)
    if len(bases) > LONGEST_CHAIN:
        return _("kiểu «{name}» theo hơn {limit} kiểu nối nhau", name=name, limit=LONGEST_CHAIN), _(
            "cho nó theo thẳng kiểu gốc"
        )
    if name in bases:
        return _("kiểu «{name}» theo chính nó", name=name), _("chọn kiểu gốc khác, hoặc bỏ dòng này")
    return None


LONGEST_CHAIN = 50
"""Styles that one may take from, each from the next."""


def _unknown(style: str, layout: TheThuc) -> tuple[str, str | None]:
    return _("không có kiểu «{style}»", style=style), nearest(style, layout.kieu)


def _bases(look: KieuChu, layout: TheThuc) -> list[str]:
    """Return the styles that ``look`` takes from, the nearest first."""
    bases: list[str] = []
    while look.theo in layout.kieu and look.theo not in bases and len(bases) <= LONGEST_CHAIN:
        bases.append(look.theo)
        look = layout.kieu[look.theo]
    return bases
