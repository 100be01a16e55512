"""What a draft chooses where the regulation leaves it free: sizes and forms (``trinh_bay``), the marks of the levels."""

from typing import Annotated, Literal

from pydantic import Field, StrictBool, StrictInt

from ctct.model.kinds import Mark, Measure
from ctct.model.part import Part, ShortPart

Edition = Literal["36-HD/VPTW", "05-HD/VPTW", "30/2020/NĐ-CP", "78/2025/NĐ-CP"]


class TrinhBay(ShortPart):
    """Những chỗ mà quy định cho chọn; chỉ ghi «bang» là in các việc thành bảng."""

    bare_key = "chuong_trinh"

    an_ban: Edition | None = Field(
        default=None, title="Ấn bản", description="Bản quy định áp dụng; bỏ trống thì chọn theo ngày.", examples=["36-HD/VPTW"]
    )
    co_chu: StrictInt | None = Field(
        default=None, title="Cỡ chữ nội dung", description="Tính bằng pt: 14 hoặc 15.", examples=[14]
    )
    bo_co_chu: Literal[14, 13] | None = Field(
        default=None,
        title="Bộ cỡ chữ",
        description="Thể thức nhà nước: cỡ chữ các thành phần đi theo bộ 14 hoặc 13.",
        examples=[14],
    )
    gian_dong: Measure | None = Field(
        default=None,
        title="Giãn dòng",
        description="Văn bản của Đảng: giãn dòng đúng, tính bằng pt; của Nhà nước: số dòng, từ 1 đến 1.5.",
        examples=[18],
    )
    hai_mat: StrictBool = Field(default=False, title="In hai mặt", description="Đổi lề trái, phải ở mặt sau.", examples=[True])
    chuong_trinh: Literal["bang"] | None = Field(
        default=None,
        title="Chương trình",
        description="«bang»: in các việc thành bảng thay vì thành các đoạn.",
        examples=["bang"],
    )
    thoi_gian: Literal["trong_ngoac"] | None = Field(
        default=None,
        title="Thời gian",
        description="«trong_ngoac»: in thời gian của mỗi việc trong ngoặc ở cuối lời văn.",
        examples=["trong_ngoac"],
    )
    phan_cong: Literal["lien_dong"] | None = Field(
        default=None,
        title="Phân công",
        description="«lien_dong»: in phân công của mỗi việc liền một dòng, tiếp theo lời văn của việc.",
        examples=["lien_dong"],
    )
    kho_ngang: StrictBool = Field(
        default=False, title="Khổ ngang", description="In bảng các việc trên trang giấy ngang.", examples=[True]
    )
    dien_tu: StrictBool = Field(
        default=False, title="Văn bản điện tử", description="Để trống số, ngày ở dòng «Kèm theo» của phụ lục.", examples=[True]
    )
    muc_luc: Annotated[int, Field(strict=True, ge=1, le=3)] | None = Field(
        default=None,
        title="Mục lục",
        description="In mục lục trước lời văn, gồm mấy cấp đề mục cao nhất: 1, 2 hoặc 3.",
        examples=[2],
    )
    chu_chim: StrictBool = Field(
        default=False, title="Chữ chìm", description="In «DỰ THẢO» chìm dưới chữ ở mọi trang của dự thảo.", examples=[True]
    )


class DanhSo(Part):
    """Dấu đánh số của từng cấp trong cả văn bản."""

    phan: Mark | None = Field(default=None, title="Phần", description="Dấu của các phần.", examples=["A."])
    chuong: Mark | None = Field(default=None, title="Chương", description="Dấu của các chương.", examples=["Chương I"])
    muc: Mark | None = Field(default=None, title="Mục", description="Dấu của các mục.", examples=["I-"])
    tieu_muc: Mark | None = Field(default=None, title="Tiểu mục", description="Dấu của các tiểu mục.", examples=["Tiểu mục 1"])
    dieu: Mark | None = Field(default=None, title="Điều", description="Dấu của các điều.", examples=["Điều 1."])
    khoan: Mark | None = Field(default=None, title="Khoản", description="Dấu của các khoản.", examples=["1."])
    diem: Mark | None = Field(default=None, title="Điểm", description="Dấu của các điểm.", examples=["a)"])
