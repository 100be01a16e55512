"""The danh bạ: people with their posts, bodies with their names, groups."""

from __future__ import annotations

from ctct.model.fields import Part, default, needed, optional
from ctct.model.parts import DAY
from ctct.model.shapes import ID, ITEMS, TEXT, Keyed, Many, one_or_many


class ChucVu(Part):
    """Một chức vụ và thời gian giữ chức vụ."""

    bare_key = "ten"

    ten: str = needed(TEXT, "Chức vụ", "Chức vụ kèm tên cơ quan.", "Trưởng Ban Tổ chức Tỉnh ủy")
    co_quan: str | None = optional(ID, "Cơ quan", "Mã cơ quan trong danh bạ.", "ban-to-chuc-tinh-uy")
    tu: str | None = optional(DAY, "Từ ngày", "Ngày nhận chức vụ.", "15/10/2020")
    den: str | None = optional(DAY, "Đến ngày", "Ngày cuối giữ chức vụ.", "30/6/2025")


class Nguoi(Part):
    """Một người."""

    ho_ten: str = needed(TEXT, "Họ tên", "Không kèm học hàm, học vị.", "Đặng Văn Minh")
    danh_xung: str = default("đồng chí", TEXT, "Danh xưng", "Từ đứng trước họ tên.", "đồng chí", "ông")
    chuc_vu: tuple[ChucVu, ...] = default(
        (), Many(ChucVu, spell_out=one_or_many), "Chức vụ", "Theo thứ tự in.", ["UVBTVTU", "Trưởng Ban Tổ chức Tỉnh ủy"]
    )


class TenCoQuan(Part):
    """Một cơ quan, tổ chức."""

    bare_key = "ten"

    ten: str = needed(TEXT, "Tên", "Tên đầy đủ.", "Ban cán sự đảng Ủy ban nhân dân tỉnh")
    ten_gon: str | None = optional(TEXT, "Tên gọn", "Tên khi viết «~mã».", "Ban cán sự đảng UBND tỉnh")


class Nhom(Part):
    """Một nhóm người hoặc cơ quan được gọi chung."""

    bare_key = "ten"

    ten: str = needed(TEXT, "Tên", "Lời gọi chung, viết như giữa câu.", "các cơ quan liên quan")
    ten_gon: str | None = optional(TEXT, "Tên gọn", "Tên khi viết «~mã».", "các cơ quan")
    thanh_vien: tuple[str, ...] | None = optional(
        ITEMS, "Thành viên", "Mã của người, cơ quan trong nhóm.", ["ban-to-chuc-tinh-uy"]
    )


class DanhBa(Part):
    """Danh bạ."""

    bao_gom: tuple[str, ...] | None = optional(ITEMS, "Bao gồm", "Các tệp danh bạ khác.", ["co-quan-trung-uong.yaml"])
    nguoi: dict[str, Nguoi] = default({}, Keyed(Nguoi), "Người", "Theo mã.", {"dang-van-minh": {"ho_ten": "Đặng Văn Minh"}})
    co_quan: dict[str, TenCoQuan] = default(
        {}, Keyed(TenCoQuan), "Cơ quan", "Theo mã.", {"van-phong-tinh-uy": "Văn phòng Tỉnh ủy"}
    )
    nhom: dict[str, Nhom] = default({}, Keyed(Nhom), "Nhóm", "Theo mã.", {"cac-co-quan-lien-quan": "các cơ quan liên quan"})
