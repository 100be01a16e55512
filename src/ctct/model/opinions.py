"""The opinions that were gathered on a draft, which stand in a file of their own beside it: ``<draft>.y-kien.yaml``."""

from typing import Literal

from pydantic import Field, StrictBool

from ctct.language import N_
from ctct.model.kinds import Items, Ordinal, Text
from ctct.model.part import Part

Handling = Literal["tiep_thu", "tiep_thu_mot_phan", "giai_trinh", "chua_xu_ly"]
"""What was done with an opinion."""

HANDLINGS: dict[str, str] = {
    "tiep_thu": N_("Tiếp thu"),
    "tiep_thu_mot_phan": N_("Tiếp thu một phần"),
    "giai_trinh": N_("Giải trình"),
    "chua_xu_ly": N_("Chưa xử lý"),
}
"""The words for it."""

KEY, PLACE, SAID, OPINION = "Mã", "Mục, khoản", "Nội dung dự thảo", "Nội dung góp ý"
"""What the columns are called of the empty table that is sent with a draft."""

_BODY = N_("Mã cơ quan trong danh bạ, hoặc tên viết đủ.")


class TraLoi(Part):
    """Một bản trả lời đã nhận."""

    co_quan: Text = Field(title="Cơ quan góp ý", description=_BODY, examples=["ban-dan-van-tinh-uy"])
    tep: Text | None = Field(
        default=None, title="Tệp", description="Tên tệp gửi về; gõ tay thì không có.", examples=["ban-dan-van-tinh-uy.docx"]
    )
    ma_tep: Text | None = Field(
        default=None,
        title="Mã của tệp",
        description="Do ctct ghi, để nhận ra một tệp gửi về hai lần.",
        examples=["9f86d081884c7d65"],
    )
    thong_nhat: StrictBool = Field(
        default=False, title="Thống nhất", description="Nhất trí với dự thảo, không có ý kiến khác.", examples=[True]
    )
    ban_gui: Literal["khac", "khong_ro"] | None = Field(
        default=None,
        title="Bản gửi",
        description="«khac»: bản ấy in từ dự thảo trước hoặc sau lần sửa khác; «khong_ro»: bản ấy không còn bản đồ.",
        examples=["khac"],
    )
    sua_doi: dict[Text, Ordinal] = Field(
        default={},
        title="Sửa thẳng vào bản Word",
        description="Số chỗ sửa, theo mã hoặc đường dẫn của mục; «ctct merge» nhận chúng vào dự thảo.",
        examples=[{"hoi-nghi-lan-4": 2}],
    )


class YKien(Part):
    """Một ý kiến."""

    co_quan: Text = Field(title="Cơ quan góp ý", description=_BODY, examples=["ban-dan-van-tinh-uy"])
    tep: Text | None = Field(
        default=None, title="Tệp", description="Bản trả lời có ý kiến này.", examples=["ban-dan-van-tinh-uy.docx"]
    )
    tai: Text | None = Field(
        default=None,
        title="Tại",
        description="Mã của mục, khoản; hoặc đường dẫn, hoặc lời như «khoản 2, mục I». Bỏ trống: ý kiến chung, không rõ chỗ.",
        examples=["hoi-nghi-lan-4", "phan/1/muc/0", "khoản 2, mục I"],
    )
    den: Text | None = Field(
        default=None, title="Đến", description="Mục cuối, nếu ý kiến về nhiều mục liền nhau.", examples=["hoi-nghi-lan-5"]
    )
    doan: Text | None = Field(
        default=None, title="Đoạn", description="Lời của dự thảo mà ý kiến nói về.", examples=["các huyện miền núi"]
    )
    noi_dung: Text | None = Field(
        default=None,
        title="Nội dung góp ý",
        description="Bỏ trống là còn phải gõ từ bản chụp, bản PDF.",
        examples=["Đề nghị bổ sung thời hạn hoàn thành."],
    )
    nguoi: Text | None = Field(
        default=None, title="Người góp ý", description="Tên ghi trong bản Word.", examples=["Nguyễn Thị Hoa"]
    )
    trao_doi: Items | None = Field(
        default=None,
        title="Trao đổi",
        description="Các lời trả lời nhau về ý kiến này, trong bản Word.",
        examples=[["Hoa: Đồng ý."]],
    )
    da_giai_quyet: StrictBool = Field(
        default=False,
        title="Đã giải quyết",
        description="Bên góp ý đã đánh dấu «Resolved» trong bản Word.",
        examples=[True],
    )
    xu_ly: Handling = Field(default="chua_xu_ly", title="Xử lý", description="Đã làm gì với ý kiến.", examples=["tiep_thu"])
    giai_trinh: Text | None = Field(
        default=None,
        title="Giải trình",
        description="Lời tiếp thu, giải trình, in ở cột cuối của bảng tổng hợp.",
        examples=["Đã bổ sung thời hạn ở khoản 2."],
    )


class SoYKien(Part):
    """Các ý kiến góp vào một dự thảo."""

    du_thao: Text = Field(title="Dự thảo", description="Tên tệp của dự thảo, cạnh tệp này.", examples=["quy-II-2021.yaml"])
    tra_loi: tuple[TraLoi, ...] = Field(
        default=(),
        title="Trả lời",
        description="Các bản trả lời đã nhận.",
        examples=[[{"co_quan": "ban-dan-van-tinh-uy", "thong_nhat": True}]],
    )
    y_kien: tuple[YKien, ...] = Field(
        default=(),
        title="Ý kiến",
        description="Mỗi ý kiến một mục.",
        examples=[[{"co_quan": "ban-dan-van-tinh-uy", "noi_dung": "Đề nghị bổ sung thời hạn.", "xu_ly": "tiep_thu"}]],
    )
