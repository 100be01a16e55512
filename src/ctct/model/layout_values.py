"""The values of a layout, each with the clause that asks for it and how certain that is."""

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, PlainValidator, StrictBool, WithJsonSchema

from ctct.language import _
from ctct.model.kinds import Number, Text
from ctct.model.part import Part

Certainty = Literal["A", "B", "C", "D"]


class GiaTri(Part):
    """Một giá trị, kèm căn cứ."""

    can_cu: Text = Field(
        title="Căn cứ", description="Văn bản, dấu phẩy, điều khoản.", examples=["36-HD/VPTW, II.4", "theo thực tế"]
    )
    tin_cay: Certainty | None = Field(
        default=None,
        title="Độ tin cậy",
        description="A: đọc được lời văn gốc; B: ít nhất hai nguồn độc lập; C: một nguồn; D: theo thực tế.",
        examples=["A"],
    )


class SoDo(GiaTri):
    """Một số đo, kèm căn cứ."""

    gia_tri: Number = Field(title="Giá trị", description="Tính bằng mm hoặc pt.", examples=[210])


class CacSoDo(GiaTri):
    """Mấy số đo đi với nhau, kèm căn cứ."""

    gia_tri: tuple[Number, ...] = Field(title="Giá trị", description="Tính bằng mm hoặc pt.", examples=[[72, 93]])


def _low_and_high(value: tuple[float, ...]) -> tuple[float, ...]:
    if len(value) != 2 or value[0] > value[1]:
        raise ValueError(_("ghi hai số: [thấp nhất, cao nhất]"))
    return value


class Khoang(GiaTri):
    """Khoảng mà dự thảo được chọn; số đầu là mặc định."""

    gia_tri: Annotated[tuple[Number, ...], AfterValidator(_low_and_high)] = Field(
        title="Giá trị", description="Số thấp nhất và số cao nhất.", examples=[[14, 15]]
    )
    don_vi: Text = Field(default="pt", title="Đơn vị", description="«pt», hoặc «dòng» với giãn dòng.", examples=["dòng"])


def _wording(value: Any) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(_("ghi lời văn trong dấu nháy"))
    return str(value)


class LoiVan(GiaTri):
    """Một lời văn cố định, kèm căn cứ."""

    gia_tri: Annotated[str, PlainValidator(_wording), WithJsonSchema({"type": ["string", "integer"]})] = Field(
        title="Giá trị", description="In đúng như ghi.", examples=["Kính gửi:"]
    )


def _font(value: str) -> str:
    # The name is written into style sheets and the markup of other programs as it is.
    if not re.fullmatch(r"\w[\w .-]*", value):
        raise ValueError(_("tên phông chữ chỉ có chữ, số, dấu cách, «-» và «.»"))
    return value


class PhongChu(GiaTri):
    """Tên một phông chữ, kèm căn cứ."""

    gia_tri: Annotated[str, Field(strict=True), AfterValidator(_font)] = Field(
        title="Giá trị", description="Tên phông chữ.", examples=["Times New Roman"]
    )


def _language(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", value):
        raise ValueError(_("ghi mã ngôn ngữ, ví dụ «vi-VN»"))
    return value


class NgonNgu(GiaTri):
    """Mã một ngôn ngữ (BCP 47), kèm căn cứ."""

    gia_tri: Annotated[str, Field(strict=True), AfterValidator(_language)] = Field(
        title="Giá trị", description="Mã ngôn ngữ.", examples=["vi-VN"]
    )


class ViTri(GiaTri):
    """Chỗ đặt một thành phần, kèm căn cứ."""

    gia_tri: StrictBool = Field(title="Giá trị", description="Đặt ở chỗ mà tên khóa nói, hay ở chỗ kia.", examples=[True])


class CacTen(GiaTri):
    """Những tên loại, hoặc những khóa của dự thảo, kèm căn cứ."""

    gia_tri: tuple[Text, ...] = Field(title="Giá trị", description="Danh sách tên.", examples=[["cong_van", "to_trinh"]])


class CapDanhSo(GiaTri):
    """Cách đánh số và gọi tên một cấp, kèm căn cứ."""

    gia_tri: Text = Field(title="Dấu", description="Viết như số đầu tiên.", examples=["I."])
    viet: Text = Field(title="Viết", description="Chữ dùng khi viện dẫn.", examples=["mục"])
    kieu: Text = Field(title="Kiểu", description="Kiểu chữ của cấp, ở «kieu».", examples=["Mục"])
    ten_rieng_dong: StrictBool = Field(
        default=False, title="Tên riêng dòng", description="Tên in ở dòng dưới số.", examples=[True]
    )
