"""The body of a draft: works and the nodes that carry them."""

from __future__ import annotations

from ctct.model.fields import Part, default, needed, optional
from ctct.model.parts import ASSIGNEES, MARK, TIME, TYPE
from ctct.model.shapes import ID, ITEMS, LINES, TEXT, Later, Many, OneOf, Switch
from ctct.model.tables import Bang, tables

ROLES = {
    "phan_cong_chi_dao": "Phân công chỉ đạo",
    "co_quan_chu_tri": "Cơ quan chủ trì",
    "co_quan_phoi_hop": "Cơ quan phối hợp",
    "co_quan_tham_muu": "Cơ quan tham mưu, thực hiện",
}
"""The fields that assign a work, in the order of printing, with the words that introduce each."""

LIKE = f"{ROLES['phan_cong_chi_dao']} và {ROLES['co_quan_tham_muu'][0].lower()}{ROLES['co_quan_tham_muu'][1:]}"
"""The words before «Như mục …»: two roles taken over at once."""

NOI_DUNG_HELP = "Lời văn: một đoạn, hoặc danh sách các đoạn. «@mã» là viện dẫn, «[^mã]» là chú thích, «*chữ*» in nghiêng."


def _assignees(role: str, example: str) -> tuple[tuple[str, ...], ...] | None:
    description = "Mã trong danh bạ hoặc lời văn; «~mã» lấy tên gọn; danh sách lồng in thành «A, B và C»."
    return optional(ASSIGNEES, ROLES[role], description, [example])


class Viec(Part):
    """Lời văn của một việc và những ai được giao."""

    bare_key = "noi_dung"

    ten: str | None = optional(TEXT, "Tên", "Tên của phần, mục, khoản…", "Nhiệm vụ trọng tâm quý II/2021")
    noi_dung: tuple[str, ...] | None = optional(LINES, "Nội dung", NOI_DUNG_HELP, "Cho ý kiến về công tác cán bộ.")
    phan_cong_chi_dao: tuple[tuple[str, ...], ...] | None = _assignees("phan_cong_chi_dao", "dang-van-minh")
    co_quan_chu_tri: tuple[tuple[str, ...], ...] | None = _assignees("co_quan_chu_tri", "ban-to-chuc-tinh-uy")
    co_quan_phoi_hop: tuple[tuple[str, ...], ...] | None = _assignees("co_quan_phoi_hop", "van-phong-tinh-uy")
    co_quan_tham_muu: tuple[tuple[str, ...], ...] | None = _assignees("co_quan_tham_muu", "ban-to-chuc-tinh-uy")
    nhu: tuple[str, ...] | None = optional(
        ITEMS,
        "Như",
        f"Mã của mục đã phân công; in thành «{LIKE}: Như mục …».",
        "hoi-nghi-lan-4",
    )


NODES: Many[Node] = Many(Later(lambda: Node), least=1)
"""The nodes of one level."""


def children(title: str) -> tuple[Node, ...] | None:
    """Declare the key of a level."""
    return optional(NODES, title, f"Danh sách các {title.lower()}, theo thứ tự in.", ["Lời văn."])


class Node(Viec):
    """Một phần, mục, khoản, điểm…: có tên, có lời văn, hoặc cả hai; bên trong là các cấp thấp hơn."""

    id: str | None = optional(ID, "Mã", "Chữ thường không dấu, nối bằng «-»; để nơi khác viện dẫn.", "hoi-nghi-lan-4")
    thuong_ky: str | None = optional(
        ID, "Việc thường kỳ", "Mã của việc đã viết một lần ở «thuong_ky» của dự thảo.", "cong-tac-can-bo"
    )
    danh_so: str | None = optional(MARK, "Dấu đánh số", "Dấu cho các cấp con của riêng chỗ này, viết như số đầu tiên.", "(1)")
    thoi_gian: str | None = optional(
        TIME,
        "Thời gian",
        "Ngày, tháng, quý, năm hoặc một khoảng; không in ra.",
        "6/4/2021",
        "tháng 4/2021",
        "quý II/2021",
        "6/4/2021 - 9/4/2021",
    )
    trang_thai: str | None = optional(
        OneOf(("chua_lam", "dang_lam", "xong", "chuyen_ky_sau", "thoi")), "Trạng thái", "Tiến độ của việc; không in ra.", "xong"
    )
    ly_do: str | None = optional(TEXT, "Lý do", "Vì sao chuyển kỳ sau hoặc thôi; không in ra.", "Chờ hướng dẫn mới.")
    bang: tuple[Bang, ...] | None = tables("Một bảng hoặc danh sách các bảng, in sau lời văn.")
    chuong: tuple[Node, ...] | None = children("Chương")
    muc: tuple[Node, ...] | None = children("Mục")
    tieu_muc: tuple[Node, ...] | None = children("Tiểu mục")
    dieu: tuple[Node, ...] | None = children("Điều")
    khoan: tuple[Node, ...] | None = children("Khoản")
    diem: tuple[Node, ...] | None = children("Điểm")


OF_WORKS_ONLY = (*ROLES, "nhu", "thuong_ky", "thoi_gian", "trang_thai", "ly_do")
"""What a work may say and a text that is attached to the document may not."""


class PhuLuc(Node):
    """Một phụ lục, in sang trang mới, có số trang riêng."""

    kho_ngang: bool = default(False, Switch(), "Khổ ngang", "In cả phụ lục trên trang giấy ngang.", True)
    chuong_trinh: str | None = optional(
        OneOf(("bang",)), "Chương trình", "«bang»: in các việc của dự thảo thành bảng ở đây.", "bang"
    )
    phan: tuple[Node, ...] | None = children("Phần")


class KemTheo(Node):
    """Văn bản được ban hành hoặc phê duyệt kèm theo quyết định, in sang trang mới."""

    loai: str = needed(TYPE, "Tên loại", "Tên loại của văn bản kèm theo.", "quy_che")
    trich_yeu: tuple[str, ...] = needed(LINES, "Trích yếu", "Mỗi dòng in một dòng.", "làm việc của Ủy ban nhân dân xã")
    phan: tuple[Node, ...] | None = children("Phần")


APPENDICES = Many(PhuLuc, least=1)
"""The appendices of a draft."""
