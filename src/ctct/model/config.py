"""``ctct.toml``: what the drafts of one repository have in common."""

from typing import Literal

from pydantic import Field

from ctct.model.kinds import Items, Text
from ctct.model.part import Part
from ctct.model.parts import BoQua, CoQuan


class Config(Part):
    """Thiết lập chung của kho dự thảo."""

    the_thuc: Text | None = Field(default=None, title="Thể thức", description="Khi dự thảo không ghi.", examples=["dang"])
    co_quan: CoQuan | None = Field(
        default=None, title="Cơ quan ban hành", description="Khi dự thảo không ghi.", examples=["Tỉnh ủy Quảng Ngãi"]
    )
    dia_danh: Text | None = Field(default=None, title="Địa danh", description="Khi dự thảo không ghi.", examples=["Quảng Ngãi"])
    danh_ba: Items | None = Field(
        default=None,
        title="Danh bạ",
        description="Khi dự thảo không ghi; tính từ thư mục của ctct.toml.",
        examples=[["danh-ba.yaml"]],
    )
    thu_muc_ra: Text | None = Field(
        default=None, title="Thư mục ra", description="Nơi ghi tệp Word; tính từ thư mục của ctct.toml.", examples=["van-ban"]
    )
    muc_do: dict[str, Literal["loi", "canh_bao", "gop_y", "tat"]] = Field(
        default={}, title="Mức độ", description="Mức độ của từng quy tắc.", examples=[{"SKH02": "canh_bao"}]
    )
    bo_qua: tuple[BoQua, ...] = Field(
        default=(),
        title="Bỏ qua",
        description="Những quy tắc được bỏ qua trong mọi dự thảo.",
        examples=[[{"ma": "SKH02", "ly_do": "Cơ quan đánh số riêng."}]],
    )
