"""The progress of a programme's works, kept beside the programme once that is signed."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from ctct.language import _
from ctct.model.kinds import ONE_OR_MANY, Assignees, Day, Lines, State, Text, Time
from ctct.model.part import Part, ShortPart
from ctct.model.values import read_day

_FIRST_YEAR = 1945
"""A day before it is none of these works': spreadsheets make days of 1900 of what is empty or a small number."""


def recent_day(written: str) -> date:
    """Return the day that ``28/6/2021`` means. Raises ValueError, in Vietnamese, for what can be no day of these works."""
    found = read_day(written).first
    if found.year < _FIRST_YEAR:
        raise ValueError(
            _(
                "ngày «{written}» không thể là ngày của việc này; bảng tính để ngày năm 1900 ở ô trống hoặc ô số",
                written=written,
            )
        )
    return found


def _recent(value: str) -> str:
    recent_day(value)
    return value


DayOfWork = Annotated[Day, AfterValidator(_recent)]
"""A whole date on which a work of a programme may have been done."""

_ID = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"

WorkKey = Annotated[str, StringConstraints(strict=True, pattern=f"^{_ID}(@{_ID})?$")]
"""The key of a work: its id, or for one that recurs ``<thuong_ky>@<id of what it stands in>``."""


class GiaHan(ShortPart):
    """Một lần gia hạn, do người giao việc đồng ý."""

    bare_key = "den"

    den: Time = Field(title="Đến", description="Thời hạn mới, sau thời hạn cũ.", examples=["15/7/2021", "quý III/2021"])
    theo: Text | None = Field(
        default=None, title="Theo", description="Văn bản hoặc ý kiến đồng ý gia hạn.", examples=["Kết luận số 88-KL/TU"]
    )
    ly_do: Text | None = Field(default=None, title="Lý do", description="Vì sao gia hạn.", examples=["Chờ hướng dẫn mới."])


class TienDoViec(Part):
    """Một việc đã làm đến đâu."""

    trang_thai: State | None = Field(
        default=None, title="Trạng thái", description="Trong hạn hay quá hạn thì ctct tự tính từ các ngày.", examples=["xong"]
    )
    ngay_xong: DayOfWork | None = Field(
        default=None, title="Ngày xong", description="Ngày hoàn thành, không phải ngày báo.", examples=["28/6/2021"]
    )
    tien_do: Annotated[int, Field(strict=True, ge=0, le=100)] | None = Field(
        default=None, title="Tiến độ", description="Phần trăm đã làm, từ 0 đến 100.", examples=[60]
    )
    ket_qua: Text | None = Field(
        default=None,
        title="Kết quả",
        description="Sản phẩm: văn bản đã ban hành, hoặc lời văn.",
        examples=["Nghị quyết số 05-NQ/TU"],
    )
    ly_do: Text | None = Field(
        default=None, title="Lý do", description="Vì sao chuyển kỳ sau, thôi hoặc chậm.", examples=["Chờ hướng dẫn mới."]
    )
    gia_han: Annotated[tuple[GiaHan, ...], ONE_OR_MANY] = Field(
        default=(),
        title="Gia hạn",
        description="Các lần gia hạn, theo thứ tự.",
        examples=[[{"den": "quý III/2021", "theo": "88-KL/TU"}]],
    )


class ViecPhatSinh(TienDoViec):
    """Một việc phát sinh ngoài chương trình."""

    noi_dung: Lines = Field(title="Nội dung", description="Lời văn của việc.", examples=["Cho ý kiến về phòng, chống dịch."])
    phan_cong_chi_dao: Assignees | None = Field(
        default=None, title="Phân công chỉ đạo", description="Mã trong danh bạ hoặc lời văn.", examples=[["dang-van-minh"]]
    )
    co_quan_chu_tri: Assignees | None = Field(
        default=None, title="Cơ quan chủ trì", description="Mã trong danh bạ hoặc lời văn.", examples=[["ban-to-chuc-tinh-uy"]]
    )
    thoi_gian: Time | None = Field(
        default=None, title="Thời gian", description="Khi nào làm, hoặc thời hạn.", examples=["trước ngày 15/6"]
    )


class TienDo(Part):
    """Tiến độ các việc của một chương trình đã ký."""

    chuong_trinh: Text = Field(title="Chương trình", description="Tệp dự thảo của chương trình.", examples=["quy-II-2021.yaml"])
    den_ngay: DayOfWork | None = Field(
        default=None, title="Đến ngày", description="Ngày chốt mọi con số.", examples=["30/6/2021"]
    )
    viec: dict[WorkKey, TienDoViec] = Field(
        default={},
        title="Việc",
        description="Theo mã của việc; việc thường kỳ: «mã@mã của mục chứa nó».",
        examples=[{"cong-tac-can-bo@thang-4": {"trang_thai": "xong", "ngay_xong": "29/4/2021"}}],
    )
    phat_sinh: tuple[ViecPhatSinh, ...] = Field(
        default=(),
        title="Việc phát sinh",
        description="Những việc ngoài chương trình.",
        examples=[[{"noi_dung": "Cho ý kiến về …"}]],
    )
