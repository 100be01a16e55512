"""Finds what keeps a layout's ``the-thuc.yaml`` from being read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ctct.diagnostics import Diagnostic, error, nearest
from ctct.diagnostics import Path as Place

ALIGNMENTS = {"trai": "left", "giua": "center", "phai": "right", "deu": "both"}

_STYLE_KEYS: dict[str, type | tuple[type, ...]] = {
    "theo": str, "co": (int, float, str, list), "dam": bool, "nghieng": bool, "hoa": bool, "gach_chan": bool, "can": str,
    "dau_dong": (int, float), "lui": (int, float), "truoc": (int, float), "sau": (int, float), "dong": (int, float),
    "cap": int, "giu_sau": bool, "chu": bool, "net": (int, float), "can_cu": str, "tin_cay": str,
    "so_dam": bool, "mau": str, "khi_dung": bool,
}  # fmt: skip

REQUIRED_STYLES = frozenset({"Nội dung", "Chữ đậm", "Chữ nghiêng", "Chú thích", "Số trang"})
"""What every writer needs, whatever the templates use."""


def data_faults(data: Any) -> list[Diagnostic]:
    """Find what keeps ``the-thuc.yaml`` from being read: sections, then values, then styles."""
    sections = (
        "ten",
        "ho",
        "an_ban",
        "trang",
        "cot",
        "khoang_cach",
        "gioi_han",
        "loi_van",
        "danh_so",
        "danh_so_theo_dieu",
        "kieu",
    )
    if not isinstance(data, dict):
        return [error("TT01", (), "thể thức phải là các mục «khóa: giá trị»")]
    missing = [error("TT01", (), f"thể thức thiếu mục «{name}»") for name in sections if name not in data]
    if missing:
        return missing
    faults = []
    for section in ("trang", "cot", "khoang_cach", "gioi_han", "loi_van", "danh_so", "danh_so_theo_dieu", "thanh_phan"):
        for key, value in data.get(section, {}).items():
            if not isinstance(value, dict) or "gia_tri" not in value or "can_cu" not in value:
                faults.append(error("TT02", (section, key), f"«{key}» phải có «gia_tri» và «can_cu»"))
    for name in sorted(REQUIRED_STYLES - data["kieu"].keys()):
        faults.append(error("TT03", ("kieu",), f"thiếu kiểu «{name}»", on_key=True))
    for name, raw in data["kieu"].items():
        faults.extend(_style_faults(name, raw, data["kieu"]))
    return faults


def _style_faults(name: str, raw: Any, styles: Mapping[str, Any]) -> list[Diagnostic]:
    at: Place = ("kieu", name)
    if "," in name:
        return [error("TT03", at, f"tên kiểu «{name}» có dấu phẩy; Word không nhận", on_key=True)]
    if not isinstance(raw, dict):
        return [error("TT03", at, f"kiểu «{name}» phải là các mục «khóa: giá trị»")]
    faults = []
    for key, value in raw.items():
        if key not in _STYLE_KEYS:
            faults.append(error("TT03", (*at, key), f"không có thuộc tính «{key}»", nearest(key, _STYLE_KEYS), on_key=True))
        elif not isinstance(value, _STYLE_KEYS[key]):
            faults.append(error("TT03", (*at, key), f"giá trị «{value}» của «{key}» không đúng kiểu"))
    if raw.get("theo", name) not in styles:
        faults.append(error("TT03", (*at, "theo"), f"không có kiểu «{raw['theo']}»", nearest(raw["theo"], styles)))
    if raw.get("can", "deu") not in ALIGNMENTS:
        faults.append(error("TT03", (*at, "can"), f"không có cách căn «{raw['can']}»", "ghi trai, giua, phai hoặc deu"))
    return faults
