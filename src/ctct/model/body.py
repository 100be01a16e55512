"""The body of a draft: works and the nodes that carry them."""

from typing import Annotated, Literal

from pydantic import Field, StrictBool

from ctct.language import N_
from ctct.model.kinds import Assignees, Hours, Id, Items, Lines, Mark, OwnNumber, State, Text, Time, TypeKey
from ctct.model.part import ShortPart
from ctct.model.pictures import PICTURE, Pictures
from ctct.model.sources import SOURCE, Sources
from ctct.model.tables import TABLE, Tables
from ctct.model.types import ROLES

LIKE = f"{ROLES['phan_cong_chi_dao']} và {ROLES['co_quan_tham_muu'][0].lower()}{ROLES['co_quan_tham_muu'][1:]}"
"""The words before «Như mục …»: two roles taken over at once."""

NOI_DUNG_HELP = N_("Lời văn: một đoạn, hoặc danh sách các đoạn. «@mã» là viện dẫn, «[^mã]» là chú thích, «*chữ*» in nghiêng.")


_WHO = N_("Mã trong danh bạ hoặc lời văn; «~mã» lấy tên gọn; danh sách lồng in thành «A, B và C».")


class Viec(ShortPart):
    """Lời văn của một việc và những ai được giao."""

    bare_key = "noi_dung"

    ten: Text | None = Field(
        default=None, title="Tên", description="Tên của phần, mục, khoản…", examples=["Nhiệm vụ trọng tâm quý II/2021"]
    )
    noi_dung: Lines | None = Field(
        default=None, title="Nội dung", description=NOI_DUNG_HELP, examples=["Cho ý kiến về công tác cán bộ."]
    )
    phan_cong_chi_dao: Assignees | None = Field(
        default=None, title=ROLES["phan_cong_chi_dao"], description=_WHO, examples=[["dang-van-minh"]]
    )
    co_quan_chu_tri: Assignees | None = Field(
        default=None, title=ROLES["co_quan_chu_tri"], description=_WHO, examples=[["ban-to-chuc-tinh-uy"]]
    )
    co_quan_phoi_hop: Assignees | None = Field(
        default=None, title=ROLES["co_quan_phoi_hop"], description=_WHO, examples=[["van-phong-tinh-uy"]]
    )
    co_quan_tham_muu: Assignees | None = Field(
        default=None, title=ROLES["co_quan_tham_muu"], description=_WHO, examples=[["ban-to-chuc-tinh-uy"]]
    )
    nhu: Items | None = Field(
        default=None,
        title="Như",
        description=f"Mã của mục đã phân công; in thành «{LIKE}: Như mục …».",
        examples=["hoi-nghi-lan-4"],
    )
    han: Time | None = Field(
        default=None,
        title="Hạn",
        description="Khi nào phải xong, nếu khác «thoi_gian»; không in ra.",
        examples=["30/6/2021", "trước ngày 15/6"],
    )
    gio: Hours | None = Field(default=None, title="Giờ", description="Giờ họp; không in ra.", examples=["08:00", "08:00-11:30"])
    dia_diem: Text | None = Field(
        default=None, title="Địa điểm", description="Nơi họp; không in ra.", examples=["Hội trường Tỉnh ủy"]
    )
    chu_tri_hop: Assignees | None = Field(
        default=None,
        title="Chủ trì họp",
        description="Ai chủ trì cuộc họp, ghi như phân công; không in ra.",
        examples=[["dang-van-minh"]],
    )
    thanh_phan: Assignees | None = Field(
        default=None,
        title="Thành phần",
        description="Những ai dự họp, ghi như phân công; không in ra.",
        examples=[["van-phong-tinh-uy"]],
    )
    phuc_vu: Items | None = Field(
        default=None,
        title="Phục vụ",
        description="Mã của cuộc họp cần việc này xong trước; không in ra.",
        examples=["hoi-nghi-lan-4"],
    )
    san_pham: Text | None = Field(
        default=None,
        title="Sản phẩm",
        description="Tên loại văn bản («nghi_quyet») hoặc lời văn; in ở cột «Sản phẩm» của bảng.",
        examples=["nghi_quyet", "Báo cáo của Ban cán sự đảng"],
    )
    nguon: Sources | None = Field(
        default=None,
        title="Nguồn",
        description="Chỗ trong văn bản cấp trên mà việc này thực hiện; không in ra.",
        examples=[SOURCE],
    )


_Below = Annotated[tuple["Node", ...], Field(min_length=1)]
"""The nodes of one level, where :class:`Node` is not defined yet."""


class Node(Viec):
    """Một phần, mục, khoản, điểm…: có tên, có lời văn, hoặc cả hai; bên trong là các cấp thấp hơn."""

    id: Id | None = Field(
        default=None,
        title="Mã",
        description="Chữ thường không dấu, nối bằng «-»; để nơi khác viện dẫn.",
        examples=["hoi-nghi-lan-4"],
    )
    thuong_ky: Id | None = Field(
        default=None,
        title="Việc thường kỳ",
        description="Mã của việc đã viết một lần ở «thuong_ky» của dự thảo.",
        examples=["cong-tac-can-bo"],
    )
    so: OwnNumber | None = Field(
        default=None,
        title="Số",
        description="Số của chính chỗ này, viết như in ra; các chỗ sau đếm tiếp từ đó. Thường không ghi: ctct tự đếm.",
        examples=["9a", 9],
    )
    danh_so: Mark | None = Field(
        default=None,
        title="Dấu đánh số",
        description="Dấu cho các cấp con của riêng chỗ này, viết như số đầu tiên.",
        examples=["(1)"],
    )
    thoi_gian: Time | None = Field(
        default=None,
        title="Thời gian",
        description="Khi nào làm, viết như trong văn bản; in ở cột «Thời gian» của bảng.",
        examples=[
            "6/4/2021",
            "tháng 4/2021",
            "quý I, II/2021",
            "6/4/2021 - 9/4/2021",
            "trước ngày 15/6",
            "cuối tháng 5",
            "hằng quý",
            "theo chỉ đạo của tỉnh",
        ],
    )
    trang_thai: State | None = Field(
        default=None, title="Trạng thái", description="Tiến độ của việc; không in ra.", examples=["xong"]
    )
    ly_do: Text | None = Field(
        default=None, title="Lý do", description="Vì sao chuyển kỳ sau hoặc thôi; không in ra.", examples=["Chờ hướng dẫn mới."]
    )
    bang: Tables | None = Field(
        default=None, title="Bảng", description="Một bảng hoặc danh sách các bảng, in sau lời văn.", examples=[TABLE]
    )
    hinh: Pictures | None = Field(
        default=None, title="Hình", description="Một hình hoặc danh sách các hình, in sau lời văn và bảng.", examples=[PICTURE]
    )
    chuong: _Below | None = Field(
        default=None, title="Chương", description="Danh sách các chương, theo thứ tự in.", examples=[["Lời văn."]]
    )
    muc: _Below | None = Field(
        default=None, title="Mục", description="Danh sách các mục, theo thứ tự in.", examples=[["Lời văn."]]
    )
    tieu_muc: _Below | None = Field(
        default=None, title="Tiểu mục", description="Danh sách các tiểu mục, theo thứ tự in.", examples=[["Lời văn."]]
    )
    dieu: _Below | None = Field(
        default=None, title="Điều", description="Danh sách các điều, theo thứ tự in.", examples=[["Lời văn."]]
    )
    khoan: _Below | None = Field(
        default=None, title="Khoản", description="Danh sách các khoản, theo thứ tự in.", examples=[["Lời văn."]]
    )
    diem: _Below | None = Field(
        default=None, title="Điểm", description="Danh sách các điểm, theo thứ tự in.", examples=[["Lời văn."]]
    )


Nodes = Annotated[tuple[Node, ...], Field(min_length=1)]
"""The nodes of one level."""


class PhuLuc(Node):
    """Một phụ lục, in sang trang mới, có số trang riêng."""

    kho_ngang: StrictBool = Field(
        default=False, title="Khổ ngang", description="In cả phụ lục trên trang giấy ngang.", examples=[True]
    )
    chuong_trinh: Literal["bang"] | None = Field(
        default=None, title="Chương trình", description="«bang»: in các việc của dự thảo thành bảng ở đây.", examples=["bang"]
    )
    phan: Nodes | None = Field(
        default=None, title="Phần", description="Danh sách các phần, theo thứ tự in.", examples=[["Lời văn."]]
    )


class KemTheo(Node):
    """Văn bản được ban hành hoặc phê duyệt kèm theo quyết định, in sang trang mới."""

    loai: TypeKey = Field(title="Tên loại", description="Tên loại của văn bản kèm theo.", examples=["quy_che"])
    trich_yeu: Lines = Field(
        title="Trích yếu", description="Mỗi dòng in một dòng.", examples=["làm việc của Ủy ban nhân dân xã"]
    )
    phan: Nodes | None = Field(
        default=None, title="Phần", description="Danh sách các phần, theo thứ tự in.", examples=[["Lời văn."]]
    )
