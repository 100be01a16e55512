"""What a programme takes over from the one of the period before."""

from __future__ import annotations

from ctct.model.fields import Part, default, needed, optional
from ctct.model.shapes import TEXT, Many, OneOf


class ViecKyTruoc(Part):
    """Một việc của kỳ trước không chuyển nguyên sang chương trình này, và vì sao."""

    viec: str = needed(TEXT, "Việc", "Mã của việc, hoặc mấy chữ đầu của lời văn.", "hoi-nghi-lan-4", "Thông qua Đề án…")
    trang_thai: str = needed(
        OneOf(("xong", "chuyen_ky_sau", "thoi")),
        "Trạng thái",
        "Việc đã xong, được chuyển sang dưới lời văn khác, hoặc thôi.",
        "xong",
    )
    ly_do: str | None = optional(TEXT, "Lý do", "Vì sao thôi, hoặc chuyển thành việc nào.", "Chờ hướng dẫn mới.")


class KeThua(Part):
    """Chương trình kỳ trước mà chương trình này nối tiếp."""

    tu: str = needed(TEXT, "Từ", "Tệp dự thảo của kỳ trước.", "quy-II-2021.yaml")
    viec: tuple[ViecKyTruoc, ...] = default(
        (),
        Many(ViecKyTruoc),
        "Việc của kỳ trước",
        "Những việc chưa xong mà không chuyển nguyên sang; việc chuyển sang thì không phải ghi.",
        [{"viec": "hoi-nghi-lan-4", "trang_thai": "xong"}],
    )
