"""The danh bạ: people with their posts, bodies with their names, groups."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field

from ctct.model.parts import Chu, Items, Ma, NgayDu, Part, also, as_mapping, one_or_many


class ChucVu(Part):
    """Một chức vụ và thời gian giữ chức vụ."""

    model_config = also("string")

    ten: Chu = Field(title="Chức vụ", description="Chức vụ kèm tên cơ quan.", examples=["Trưởng Ban Tổ chức Tỉnh ủy"])
    co_quan: Ma | None = Field(None, title="Cơ quan", description="Mã cơ quan trong danh bạ.", examples=["ban-to-chuc-tinh-uy"])
    tu: NgayDu | None = Field(None, title="Từ ngày", description="Ngày nhận chức vụ.", examples=["15/10/2020"])
    den: NgayDu | None = Field(None, title="Đến ngày", description="Ngày cuối giữ chức vụ.", examples=["30/6/2025"])
    _read = as_mapping("ten")


class Nguoi(Part):
    """Một người."""

    ho_ten: Chu = Field(title="Họ tên", description="Không kèm học hàm, học vị.", examples=["Đặng Văn Minh"])
    danh_xung: Chu = Field("đồng chí", title="Danh xưng", description="Từ đứng trước họ tên.", examples=["đồng chí", "ông"])
    chuc_vu: Annotated[tuple[ChucVu, ...], BeforeValidator(one_or_many)] = Field(
        (), title="Chức vụ", description="Theo thứ tự in.", examples=[["UVBTVTU", "Trưởng Ban Tổ chức Tỉnh ủy"]]
    )


class TenCoQuan(Part):
    """Một cơ quan, tổ chức."""

    model_config = also("string")

    ten: Chu = Field(title="Tên", description="Tên đầy đủ.", examples=["Ban cán sự đảng Ủy ban nhân dân tỉnh"])
    ten_gon: Chu | None = Field(
        None, title="Tên gọn", description="Tên khi viết «~mã».", examples=["Ban cán sự đảng UBND tỉnh"]
    )
    _read = as_mapping("ten")


class Nhom(Part):
    """Một nhóm người hoặc cơ quan được gọi chung."""

    model_config = also("string")

    ten: Chu = Field(title="Tên", description="Lời gọi chung, viết như giữa câu.", examples=["các cơ quan liên quan"])
    ten_gon: Chu | None = Field(None, title="Tên gọn", description="Tên khi viết «~mã».", examples=["các cơ quan"])
    thanh_vien: Items | None = Field(
        None, title="Thành viên", description="Mã của người, cơ quan trong nhóm.", examples=[["ban-to-chuc-tinh-uy"]]
    )
    _read = as_mapping("ten")


class Directory(Part):
    """Danh bạ."""

    bao_gom: Items | None = Field(
        None, title="Bao gồm", description="Các tệp danh bạ khác.", examples=[["co-quan-trung-uong.yaml"]]
    )
    nguoi: dict[Ma, Nguoi] = Field(
        {}, title="Người", description="Theo mã.", examples=[{"dang-van-minh": {"ho_ten": "Đặng Văn Minh"}}]
    )
    co_quan: dict[Ma, TenCoQuan] = Field(
        {}, title="Cơ quan", description="Theo mã.", examples=[{"van-phong-tinh-uy": "Văn phòng Tỉnh ủy"}]
    )
    nhom: dict[Ma, Nhom] = Field(
        {}, title="Nhóm", description="Theo mã.", examples=[{"cac-co-quan-lien-quan": "các cơ quan liên quan"}]
    )
