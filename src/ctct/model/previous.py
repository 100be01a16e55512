"""What a programme takes over from the one of the period before."""

from typing import Literal

from pydantic import Field

from ctct.model.kinds import Text
from ctct.model.part import Part


class ViecKyTruoc(Part):
    """Một việc của kỳ trước không chuyển nguyên sang chương trình này, và vì sao."""

    viec: Text = Field(
        title="Việc", description="Mã của việc, hoặc mấy chữ đầu của lời văn.", examples=["hoi-nghi-lan-4", "Thông qua Đề án…"]
    )
    trang_thai: Literal["xong", "chuyen_ky_sau", "thoi"] = Field(
        title="Trạng thái", description="Việc đã xong, được chuyển sang dưới lời văn khác, hoặc thôi.", examples=["xong"]
    )
    ly_do: Text | None = Field(
        default=None, title="Lý do", description="Vì sao thôi, hoặc chuyển thành việc nào.", examples=["Chờ hướng dẫn mới."]
    )


class KeThua(Part):
    """Chương trình kỳ trước mà chương trình này nối tiếp."""

    tu: Text = Field(title="Từ", description="Tệp dự thảo của kỳ trước.", examples=["quy-II-2021.yaml"])
    viec: tuple[ViecKyTruoc, ...] = Field(
        default=(),
        title="Việc của kỳ trước",
        description="Những việc chưa xong mà không chuyển nguyên sang; việc chuyển sang thì không phải ghi.",
        examples=[[{"viec": "hoi-nghi-lan-4", "trang_thai": "xong"}]],
    )
