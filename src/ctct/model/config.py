"""``ctct.toml``: what the drafts of one repository have in common."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from ctct.model.parts import BoQua, Chu, CoQuan, Items, Part, as_tuple


class Config(Part):
    """Thiết lập chung của kho dự thảo."""

    the_thuc: Chu | None = Field(None, title="Thể thức", description="Khi dự thảo không ghi.", examples=["dang"])
    co_quan: CoQuan | None = Field(
        None, title="Cơ quan ban hành", description="Khi dự thảo không ghi.", examples=["Tỉnh ủy Quảng Ngãi"]
    )
    dia_danh: Chu | None = Field(None, title="Địa danh", description="Khi dự thảo không ghi.", examples=["Quảng Ngãi"])
    danh_ba: Items | None = Field(
        None, title="Danh bạ", description="Khi dự thảo không ghi; tính từ thư mục của ctct.toml.", examples=[["danh-ba.yaml"]]
    )
    thu_muc_ra: Chu | None = Field(
        None, title="Thư mục ra", description="Nơi ghi tệp Word; tính từ thư mục của ctct.toml.", examples=["van-ban"]
    )
    muc_do: dict[str, Literal["loi", "canh_bao", "gop_y", "tat"]] = Field(
        {}, title="Mức độ", description="Mức độ của từng quy tắc.", examples=[{"SKH02": "canh_bao"}]
    )
    bo_qua: Annotated[tuple[BoQua, ...], BeforeValidator(as_tuple)] = Field(
        (), title="Bỏ qua", description="Những quy tắc được bỏ qua trong mọi dự thảo.", examples=[[]]
    )
