"""The danh bạ: people with their posts, bodies with their names, groups."""

from collections.abc import Iterator
from typing import Annotated, Self

from pydantic import Field, model_validator

from ctct.language import _
from ctct.model.kinds import ONE_OR_MANY, Day, Email, Id, Items, Text
from ctct.model.part import Part, ShortPart
from ctct.model.values import read_day


class ChucVu(ShortPart):
    """Một chức vụ và thời gian giữ chức vụ."""

    ten: Text = Field(title="Chức vụ", description="Chức vụ kèm tên cơ quan.", examples=["Trưởng Ban Tổ chức Tỉnh ủy"])
    co_quan: Id | None = Field(
        default=None, title="Cơ quan", description="Mã cơ quan trong danh bạ.", examples=["ban-to-chuc-tinh-uy"]
    )
    tu: Day | None = Field(default=None, title="Từ ngày", description="Ngày nhận chức vụ.", examples=["15/10/2020"])
    den: Day | None = Field(default=None, title="Đến ngày", description="Ngày cuối giữ chức vụ.", examples=["30/6/2025"])

    @model_validator(mode="after")
    def _ends_after_it_began(self) -> Self:
        """Refuse a post that nobody can have held on any day."""
        if self.tu and self.den and read_day(self.den).last < read_day(self.tu).first:
            raise ValueError(
                _("chức vụ kết thúc ngày {den}, trước khi bắt đầu ngày {tu}; xem lại «tu», «den»", den=self.den, tu=self.tu)
            )
        return self


class Nguoi(Part):
    """Một người."""

    ho_ten: Text = Field(title="Họ tên", description="Không kèm học hàm, học vị.", examples=["Đặng Văn Minh"])
    danh_xung: Text = Field(
        default="đồng chí", title="Danh xưng", description="Từ đứng trước họ tên.", examples=["đồng chí", "ông"]
    )
    chuc_vu: Annotated[tuple[ChucVu, ...], ONE_OR_MANY] = Field(
        default=(), title="Chức vụ", description="Theo thứ tự in.", examples=[["UVBTVTU", "Trưởng Ban Tổ chức Tỉnh ủy"]]
    )
    thu_dien_tu: Email | None = Field(
        default=None, title="Thư điện tử", description="Để mời họp qua lịch; không in ra.", examples=["minhdv@quangngai.gov.vn"]
    )


class TenCoQuan(ShortPart):
    """Một cơ quan, tổ chức."""

    ten: Text = Field(title="Tên", description="Tên đầy đủ.", examples=["Ban cán sự đảng Ủy ban nhân dân tỉnh"])
    ten_gon: Text | None = Field(
        default=None, title="Tên gọn", description="Tên khi viết «~mã».", examples=["Ban cán sự đảng UBND tỉnh"]
    )
    thu_truong: Id | None = Field(
        default=None,
        title="Thủ trưởng",
        description="Mã trong danh bạ của người đứng đầu; không in ra.",
        examples=["dang-van-minh"],
    )


class Nhom(ShortPart):
    """Một nhóm người hoặc cơ quan được gọi chung."""

    ten: Text = Field(title="Tên", description="Lời gọi chung, viết như giữa câu.", examples=["các cơ quan liên quan"])
    ten_gon: Text | None = Field(default=None, title="Tên gọn", description="Tên khi viết «~mã».", examples=["các cơ quan"])
    thanh_vien: Items | None = Field(
        default=None, title="Thành viên", description="Mã của người, cơ quan trong nhóm.", examples=[["ban-to-chuc-tinh-uy"]]
    )


class DanhBa(Part):
    """Danh bạ."""

    bao_gom: Items | None = Field(
        default=None, title="Bao gồm", description="Các tệp danh bạ khác.", examples=[["co-quan-trung-uong.yaml"]]
    )
    nguoi: dict[Id, Nguoi] = Field(
        default={}, title="Người", description="Theo mã.", examples=[{"dang-van-minh": {"ho_ten": "Đặng Văn Minh"}}]
    )
    co_quan: dict[Id, TenCoQuan] = Field(
        default={}, title="Cơ quan", description="Theo mã.", examples=[{"van-phong-tinh-uy": "Văn phòng Tỉnh ủy"}]
    )
    nhom: dict[Id, Nhom] = Field(
        default={}, title="Nhóm", description="Theo mã.", examples=[{"cac-co-quan-lien-quan": "các cơ quan liên quan"}]
    )


def members_of(name: str, directory: DanhBa) -> Iterator[str]:
    """Yield who stands in the group ``name``, groups inside of it opened, each once; nobody in what is no group."""
    groups = directory.nhom
    seen, todo = {name}, [*reversed((groups[name].thanh_vien or ()) if name in groups else ())]
    while todo:
        member = todo.pop()
        if member in seen:
            continue
        seen.add(member)
        inner = groups[member].thanh_vien if member in groups else None
        if inner:
            todo += reversed(inner)
        else:
            yield member
