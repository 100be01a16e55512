"""Tells a layout's data as a table: component, value, clause, certainty. Told from the data that the build itself uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ctct.model.types import TYPES_OF

CERTAINTY = {
    "A": "đọc được lời văn gốc",
    "B": "ít nhất hai nguồn độc lập",
    "C": "một nguồn",
    "D": "theo thực tế, không có quy định",
}
_SECTIONS = (
    ("trang", "Trang giấy (mm)"),
    ("gioi_han", "Những chỗ dự thảo được chọn (`trinh_bay`)"),
    ("thanh_phan", "Thành phần theo tên loại"),
    ("loi_van", "Lời văn và dấu câu cố định"),
    ("vi_tri", "Vị trí của những thành phần mà các ấn bản đặt khác nhau"),
    ("danh_so", "Đánh số: phần, mục, khoản, điểm"),
    ("danh_so_theo_dieu", "Đánh số trong văn bản chia theo điều"),
    ("cot", "Bề rộng các cột (mm)"),
    ("khoang_cach", "Khoảng cách"),
)
_ALIGNED = {"trai": "căn trái", "giua": "ở giữa", "phai": "căn phải", "deu": "căn đều hai bên"}


def describe(data: Mapping[str, Any]) -> str:
    """Return all of a layout in Markdown."""
    return "\n".join(_lines(data)) + "\n"


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {data['ten']}"
    yield ""
    if "ghi_chu" in data:
        yield f"> {data['ghi_chu'].strip()}"
        yield ""
    yield "Ấn bản: " + "; ".join(f"{edition['ten']} từ ngày {_day(edition['tu'])}" for edition in data["an_ban"]) + "."
    yield ""
    if others := [edition["ten"] for edition in data["an_ban"] if "khac" in edition]:
        yield f"Các bảng theo {data['an_ban'][-1]['ten']}; chỗ khác của {', '.join(others)} ở bảng cuối."
        yield ""
    yield from _types(data)
    for key, title in _SECTIONS:
        if data.get(key):
            yield from _table(title, ((name, _value(raw), raw) for name, raw in data[key].items()))
    looks = {name: _whole(name, data["kieu"]) for name in data["kieu"]}
    yield from _table("Kiểu chữ", ((name, look_of(looks[name]), raw) for name, raw in data["kieu"].items()))
    yield from _editions(data)


def _day(written: str) -> str:
    year, month, day = str(written).split("-")
    return f"{day}/{int(month)}/{year}"


def _editions(data: Mapping[str, Any]) -> Iterator[str]:
    for edition in data["an_ban"]:
        changes = edition.get("khac", {})
        if changes:
            rows = ((path, _changed(path, raw, data), raw) for path, raw in changes.items())
            yield from _table(f"Chỗ khác của {edition['ten']}", rows)


def _changed(path: str, raw: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    """Return the value that an edition has at ``path``, if it has another than the tables above."""
    section, _, name = path.partition(".")
    if raw.keys() <= {"can_cu", "tin_cay"}:
        return "như trên"
    return look_of({**_whole(name, data["kieu"]), **raw}) if section == "kieu" else _value(raw)


def _types(data: Mapping[str, Any]) -> Iterator[str]:
    listed = TYPES_OF.get(data["ho"])
    if listed is None:
        return
    yield f"### Tên loại ({', '.join(listed.cites)})"
    yield ""
    yield "| Tên loại | Ghi trong dự thảo | Chữ viết tắt |"
    yield "|---|---|---|"
    for key, kind in listed.types.items():
        yield f"| {kind.name} | `{key}` | {kind.abbreviation or '—'} |"
    yield ""


def _table(title: str, rows: Iterator[tuple[str, str, Mapping[str, Any]]]) -> Iterator[str]:
    yield f"### {title}"
    yield ""
    yield "| Thành phần | Giá trị | Căn cứ | Tin cậy |"
    yield "|---|---|---|---|"
    for name, value, raw in rows:
        yield f"| {name} | {value} | {raw.get('can_cu', '')} | {raw.get('tin_cay', '')} |".replace("\n", " ")
    yield ""


def _value(raw: Mapping[str, Any]) -> str:
    value = raw["gia_tri"]
    if isinstance(value, bool):
        return "có" if value else "không"
    said = ", ".join(map(str, value)) if isinstance(value, list) else f"«{value}»" if isinstance(value, str) else str(value)
    return f"{said} {raw['don_vi']}" if "don_vi" in raw else said or "—"


def _whole(name: str, styles: Mapping[str, Any]) -> dict[str, Any]:
    raw = styles[name]
    return {**(_whole(raw["theo"], styles) if "theo" in raw else {}), **raw}


def look_of(style: Mapping[str, Any]) -> str:
    """Return how a style looks in words; ``style`` is its data with what it takes from its bases."""
    size = style.get("co")
    words = []
    if isinstance(size, list):
        words.append("cỡ " + " hoặc ".join(map(str, size)))
    elif size is not None:
        words.append("cỡ nội dung" if size == "noi_dung" else f"cỡ {size}")
    words += [word for key, word in (("dam", "đậm"), ("nghieng", "nghiêng"), ("hoa", "IN HOA")) if style.get(key)]
    words += ["gạch chân"] if style.get("gach_chan") else []
    words += [_ALIGNED[style["can"]]] if "can" in style else []
    words += ["ngắt dòng theo cụm từ"] if style.get("ngat_theo_cum") else []
    for key, said in (
        ("dau_dong", "đầu dòng {} mm"),
        ("lui", "lùi {} mm"),
        ("truoc", "cách trên {} pt"),
        ("sau", "cách dưới {} pt"),
    ):
        if style.get(key):
            words.append(said.format(style[key]))
    return ", ".join(words) or "như chữ xung quanh"
