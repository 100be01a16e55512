"""The body of a draft: works and the nodes that carry them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from ctct.model.parts import Chu, Items, Lines, Ma, NguoiNhanViec, Part, ThoiGian, also, as_mapping, as_tuple
from ctct.model.tables import Bangs, or_one_alone
from ctct.model.types import DauSo, Loai

TrangThai = Literal["chua_lam", "dang_lam", "xong", "chuyen_ky_sau", "thoi"]

ROLES = {
    "phan_cong_chi_dao": "Phân công chỉ đạo",
    "co_quan_chu_tri": "Cơ quan chủ trì",
    "co_quan_phoi_hop": "Cơ quan phối hợp",
    "co_quan_tham_muu": "Cơ quan tham mưu, thực hiện",
}
"""The fields that assign a work, in the order of printing, with the words that introduce each."""

NOI_DUNG_HELP = "Lời văn: một đoạn, hoặc danh sách các đoạn. «@mã» là viện dẫn, «[^mã]» là chú thích, «*chữ*» in nghiêng."


def _assignees(role: str, example: str) -> Any:
    return Field(
        None,
        title=ROLES[role],
        description="Mã trong danh bạ hoặc lời văn; «~mã» lấy tên gọn; danh sách lồng in thành «A, B và C».",
        examples=[[example]],
    )


class Viec(Part):
    """Lời văn của một việc và những ai được giao."""

    model_config = also("string")

    ten: Chu | None = Field(
        None, title="Tên", description="Tên của phần, mục, khoản…", examples=["Nhiệm vụ trọng tâm quý II/2021"]
    )
    noi_dung: Lines | None = Field(
        None, title="Nội dung", description=NOI_DUNG_HELP, examples=["Cho ý kiến về công tác cán bộ."]
    )
    phan_cong_chi_dao: NguoiNhanViec | None = _assignees("phan_cong_chi_dao", "dang-van-minh")
    co_quan_chu_tri: NguoiNhanViec | None = _assignees("co_quan_chu_tri", "ban-to-chuc-tinh-uy")
    co_quan_phoi_hop: NguoiNhanViec | None = _assignees("co_quan_phoi_hop", "van-phong-tinh-uy")
    co_quan_tham_muu: NguoiNhanViec | None = _assignees("co_quan_tham_muu", "ban-to-chuc-tinh-uy")
    nhu: Items | None = Field(
        None,
        title="Như",
        description="Mã của mục đã phân công; in thành «Phân công chỉ đạo và cơ quan tham mưu, thực hiện: Như mục …».",
        examples=["hoi-nghi-lan-4"],
    )
    _read = as_mapping("noi_dung")


def _children(title: str) -> Any:
    return Field(None, title=title, description=f"Danh sách các {title.lower()}, theo thứ tự in.", examples=[["Lời văn."]])


Nodes = Annotated[tuple["Node", ...], BeforeValidator(as_tuple), Field(min_length=1)]


class Node(Viec):
    """Một phần, mục, khoản, điểm…: có tên, có lời văn, hoặc cả hai; bên trong là các cấp thấp hơn."""

    id: Ma | None = Field(
        None, title="Mã", description="Chữ thường không dấu, nối bằng «-»; để nơi khác viện dẫn.", examples=["hoi-nghi-lan-4"]
    )
    thuong_ky: Ma | None = Field(
        None,
        title="Việc thường kỳ",
        description="Mã của việc đã viết một lần ở «thuong_ky» của dự thảo.",
        examples=["cong-tac-can-bo"],
    )
    danh_so: DauSo | None = Field(
        None, title="Dấu đánh số", description="Dấu cho các cấp con của riêng chỗ này, viết như số đầu tiên.", examples=["(1)"]
    )
    thoi_gian: ThoiGian | None = Field(
        None,
        title="Thời gian",
        description="Ngày, tháng, quý, năm hoặc một khoảng; không in ra.",
        examples=["6/4/2021", "tháng 4/2021", "quý II/2021", "6/4/2021 - 9/4/2021"],
    )
    trang_thai: TrangThai | None = Field(
        None, title="Trạng thái", description="Tiến độ của việc; không in ra.", examples=["xong"]
    )
    ly_do: Chu | None = Field(
        None, title="Lý do", description="Vì sao chuyển kỳ sau hoặc thôi; không in ra.", examples=["Chờ hướng dẫn mới."]
    )
    bang: Bangs | None = Field(
        None,
        title="Bảng",
        description="Một bảng hoặc danh sách các bảng, in sau lời văn.",
        examples=[{"cot": ["Nội dung", "Ghi chú"], "dong": [["Đường thôn 2", "Xong"]]}],
        json_schema_extra=or_one_alone,
    )
    chuong: Nodes | None = _children("Chương")
    muc: Nodes | None = _children("Mục")
    tieu_muc: Nodes | None = _children("Tiểu mục")
    dieu: Nodes | None = _children("Điều")
    khoan: Nodes | None = _children("Khoản")
    diem: Nodes | None = _children("Điểm")


OF_WORKS_ONLY = (*ROLES, "nhu", "thuong_ky", "thoi_gian", "trang_thai", "ly_do")
"""What a work may say and a text that is attached to the document may not."""


class PhuLuc(Node):
    """Một phụ lục, in sang trang mới, có số trang riêng."""

    kho_ngang: bool = Field(False, title="Khổ ngang", description="In cả phụ lục trên trang giấy ngang.", examples=[True])
    chuong_trinh: Literal["bang"] | None = Field(
        None, title="Chương trình", description="«bang»: in các việc của dự thảo thành bảng ở đây.", examples=["bang"]
    )
    phan: Nodes | None = _children("Phần")


class KemTheo(Node):
    """Văn bản được ban hành hoặc phê duyệt kèm theo quyết định, in sang trang mới."""

    loai: Loai = Field(title="Tên loại", description="Tên loại của văn bản kèm theo.", examples=["quy_che"])
    trich_yeu: Lines = Field(
        title="Trích yếu", description="Mỗi dòng in một dòng.", examples=["làm việc của Ủy ban nhân dân xã"]
    )
    phan: Nodes | None = _children("Phần")


PhuLucs = Annotated[tuple[PhuLuc, ...], BeforeValidator(as_tuple), Field(min_length=1)]
"""The appendices of a draft."""
