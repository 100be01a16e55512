"""Tells a layout's data as a table: component, value, clause, certainty. Told from the data that the build itself uses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ctct.language import N_, _
from ctct.model.types import TYPES_OF

CERTAINTY = {
    "A": N_("đọc được lời văn gốc"),
    "B": N_("ít nhất hai nguồn độc lập"),
    "C": N_("một nguồn"),
    "D": N_("theo thực tế, không có quy định"),
}
_SECTIONS = (
    ("trang", N_("Trang giấy (mm)")),
    ("gioi_han", N_("Những chỗ dự thảo được chọn (`trinh_bay`)")),
    ("thanh_phan", N_("Thành phần theo tên loại")),
    ("loi_van", N_("Lời văn và dấu câu cố định")),
    ("vi_tri", N_("Vị trí của những thành phần mà các ấn bản đặt khác nhau")),
    ("danh_so", N_("Đánh số: phần, mục, khoản, điểm")),
    ("danh_so_theo_dieu", N_("Đánh số trong văn bản chia theo điều")),
    ("cot", N_("Bề rộng các cột (mm)")),
    ("khoang_cach", N_("Khoảng cách")),
)
_ALIGNED = {"trai": N_("căn trái"), "giua": N_("ở giữa"), "phai": N_("căn phải"), "deu": N_("căn đều hai bên")}

_MARKED = (("dam", N_("đậm")), ("nghieng", N_("nghiêng")), ("hoa", N_("IN HOA")))
_MEASURED = (
    ("dau_dong", N_("đầu dòng {size} mm")),
    ("lui", N_("lùi {size} mm")),
    ("truoc", N_("cách trên {size} pt")),
    ("sau", N_("cách dưới {size} pt")),
)


def describe(data: Mapping[str, Any]) -> str:
    """Return all of a layout in Markdown."""
    return "\n".join(_lines(data)) + "\n"


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {data['ten']}"
    yield ""
    if "ghi_chu" in data:
        yield f"> {data['ghi_chu'].strip()}"
        yield ""
    yield _("Ấn bản: {editions}.", editions="; ".join(map(_edition, data["an_ban"])))
    yield ""
    if others := [edition["ten"] for edition in data["an_ban"] if "khac" in edition]:
        newest = data["an_ban"][-1]["ten"]
        yield _("Các bảng theo {newest}; chỗ khác của {others} ở bảng cuối.", newest=newest, others=", ".join(others))
        yield ""
    yield from _types(data)
    for key, title in _SECTIONS:
        if data.get(key):
            yield from _table(_(title), ((name, _value(raw), raw) for name, raw in data[key].items()))
    looks = {name: _whole(name, data["kieu"]) for name in data["kieu"]}
    yield from _table(_("Kiểu chữ"), ((name, look_of(looks[name]), raw) for name, raw in data["kieu"].items()))
    yield from _editions(data)


def _edition(edition: Mapping[str, Any]) -> str:
    return _("{name} từ ngày {day}", name=edition["ten"], day=_day(edition["tu"]))


def _day(written: str) -> str:
    year, month, day = str(written).split("-")
    return f"{day}/{int(month)}/{year}"


def _editions(data: Mapping[str, Any]) -> Iterator[str]:
    for edition in data["an_ban"]:
        changes = edition.get("khac", {})
        if changes:
            rows = ((path, _changed(path, raw, data), raw) for path, raw in changes.items())
            yield from _table(_("Chỗ khác của {name}", name=edition["ten"]), rows)


def _changed(path: str, raw: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    """Return the value that an edition has at ``path``, if it has another than the tables above."""
    section, name = path.split(".", 1)
    if raw.keys() <= {"can_cu", "tin_cay"}:
        return _("như trên")
    return look_of({**_whole(name, data["kieu"]), **raw}) if section == "kieu" else _value(raw)


def _types(data: Mapping[str, Any]) -> Iterator[str]:
    listed = TYPES_OF.get(data["ho"])
    if listed is None:
        return
    yield "### " + _("Tên loại ({citations})", citations=", ".join(listed.cites))
    yield ""
    yield _("| Tên loại | Ghi trong dự thảo | Chữ viết tắt |")
    yield "|---|---|---|"
    for key, kind in listed.types.items():
        yield f"| {kind.name} | `{key}` | {kind.abbreviation or '—'} |"
    yield ""


def _table(title: str, rows: Iterator[tuple[str, str, Mapping[str, Any]]]) -> Iterator[str]:
    yield f"### {title}"
    yield ""
    yield _("| Thành phần | Giá trị | Căn cứ | Tin cậy |")
    yield "|---|---|---|---|"
    for name, value, raw in rows:
        yield f"| {name} | {value} | {raw.get('can_cu', '')} | {raw.get('tin_cay', '')} |".replace("\n", " ")
    yield ""


def _value(raw: Mapping[str, Any]) -> str:
    value = raw["gia_tri"]
    if isinstance(value, bool):
        return _("có") if value else _("không")
    said = ", ".join(map(str, value)) if isinstance(value, list) else f"«{value}»" if isinstance(value, str) else str(value)
    return f"{said} {raw['don_vi']}" if "don_vi" in raw else said or "—"


def _whole(name: str, styles: Mapping[str, Any]) -> dict[str, Any]:
    raw = styles[name]
    return {**(_whole(raw["theo"], styles) if "theo" in raw else {}), **raw}


def look_of(style: Mapping[str, Any]) -> str:
    """Return how a style looks in words; ``style`` is its data with what it takes from its bases."""
    words = [*_size(style.get("co"))]
    words += [_(said) for key, said in _MARKED if style.get(key)]
    words += [_("gạch chân")] if style.get("gach_chan") else []
    words += [_(_ALIGNED[style["can"]])] if "can" in style else []
    words += [_("ngắt dòng theo cụm từ")] if style.get("ngat_theo_cum") else []
    words += [_(said, size=style[key]) for key, said in _MEASURED if style.get(key)]
    return ", ".join(words) or _("như chữ xung quanh")


def _size(size: str | float | list[float] | None) -> Iterator[str]:
    if isinstance(size, list):
        yield _("cỡ {size}", size=_(" hoặc ").join(map(str, size)))
    elif size is not None:
        yield _("cỡ nội dung") if size == "noi_dung" else _("cỡ {size}", size=size)
