"""``ctct.toml``: what the drafts of one repository have in common."""

from __future__ import annotations

from ctct.model.fields import Part, default, optional
from ctct.model.parts import BoQua, CoQuan
from ctct.model.shapes import ITEMS, TEXT, Keyed, Many, OneOf


class Config(Part):
    """Thiết lập chung của kho dự thảo."""

    the_thuc: str | None = optional(TEXT, "Thể thức", "Khi dự thảo không ghi.", "dang")
    co_quan: CoQuan | None = optional(CoQuan, "Cơ quan ban hành", "Khi dự thảo không ghi.", "Tỉnh ủy Quảng Ngãi")
    dia_danh: str | None = optional(TEXT, "Địa danh", "Khi dự thảo không ghi.", "Quảng Ngãi")
    danh_ba: tuple[str, ...] | None = optional(
        ITEMS, "Danh bạ", "Khi dự thảo không ghi; tính từ thư mục của ctct.toml.", ["danh-ba.yaml"]
    )
    thu_muc_ra: str | None = optional(TEXT, "Thư mục ra", "Nơi ghi tệp Word; tính từ thư mục của ctct.toml.", "van-ban")
    muc_do: dict[str, str] = default(
        {},
        Keyed(OneOf(("loi", "canh_bao", "gop_y", "tat")), any_key=True),
        "Mức độ",
        "Mức độ của từng quy tắc.",
        {"SKH02": "canh_bao"},
    )
    bo_qua: tuple[BoQua, ...] = default((), Many(BoQua), "Bỏ qua", "Những quy tắc được bỏ qua trong mọi dự thảo.", [])
