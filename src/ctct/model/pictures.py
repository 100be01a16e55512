"""Pictures: the file beside the draft, what it shows for those who do not see it, its name, its width."""

from typing import Annotated

from pydantic import Field

from ctct.model.kinds import ONE_OR_MANY, Id, Measure, Text
from ctct.model.part import Part


class Hinh(Part):
    """Hình: ảnh chụp, sơ đồ, bản đồ."""

    tep: Text = Field(
        title="Tệp", description="Tệp .png, .jpg hoặc .svg cạnh dự thảo, trong thư mục dự án.", examples=["so-do-to-chuc.png"]
    )
    mo_ta: Text = Field(
        title="Mô tả",
        description="Hình cho thấy gì: lời thay hình cho người không nhìn được; không in ra.",
        examples=["Sơ đồ tổ chức: Đảng ủy xã ở trên, bốn chi bộ ở dưới"],
    )
    ten: Text | None = Field(
        default=None, title="Tên hình", description="In dưới hình, sau «Hình 1.».", examples=["Sơ đồ tổ chức của Đảng ủy xã"]
    )
    rong: Measure | None = Field(
        default=None,
        title="Rộng",
        description="Bề rộng khi in, mm; bỏ trống thì vừa trang, không phóng quá mức còn nét.",
        examples=[120],
    )
    id: Id | None = Field(
        default=None, title="Mã", description="Để nơi khác viện dẫn «@mã» thành «Hình 1».", examples=["so-do-to-chuc"]
    )


PICTURE = {"tep": "so-do.png", "mo_ta": "Sơ đồ tổ chức của Đảng ủy xã", "ten": "Sơ đồ tổ chức"}
"""An example of a picture."""

Pictures = Annotated[tuple[Hinh, ...], Field(min_length=1), ONE_OR_MANY]
"""One picture or several."""
