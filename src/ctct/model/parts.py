"""The parts that a draft is made of, from its letterhead to the nodes of its body."""

import re
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, StrictInt, StrictStr, ValidationError, model_validator

from ctct.diagnostics import excerpt
from ctct.language import _
from ctct.model.kinds import Day, Id, Items, Ordinal, Text, Time
from ctct.model.part import Part, ShortPart
from ctct.model.values import Span, days

_SIGN = re.compile(r"([0-9]{0,9})\s*[-/]\s*(\S.*)")
_is_number = re.compile(r"\s*[0-9]{1,9}\s*").fullmatch


def _number(value: Any) -> Any:
    """Refuse zeros that would not be printed: a number below ten has one, others none."""
    if isinstance(value, int) and not isinstance(value, bool) and str(value) not in (f"{value:d}", f"{value:02d}"):
        raise ValueError(_("số «{value}» in ra là «{value:02d}»; ghi {value:02d}", value=value))
    return value


class SoKyHieu(ShortPart):
    """Số và ký hiệu."""

    bare_types = ("string",)

    so: Annotated[Ordinal | None, BeforeValidator(_number)] = Field(
        default=None, title="Số", description="Số thứ tự; bỏ trống khi chưa lấy số.", examples=[5]
    )
    ky_hieu: Text = Field(title="Ký hiệu", description="Chữ viết tắt tên loại và cơ quan.", examples=["CTr/TU"])
    viet: StrictStr | None = Field(
        default=None, title="Nguyên văn", description="Số và ký hiệu viết liền.", examples=["05-CTr/TU"]
    )

    @model_validator(mode="before")
    @classmethod
    def spell_out(cls, value: Any) -> Any:
        """Take a sign as it is printed, ``05-CTr/TU``, apart."""
        if not isinstance(value, str):
            return value
        if not (match := _SIGN.fullmatch(value.strip())):
            return {"ky_hieu": value.strip()}
        return {"so": int(match[1]) if match[1] else None, "ky_hieu": match[2], "viet": value.strip()}


class Ngay(ShortPart):
    """Ngày, tháng, năm của văn bản; chỗ chưa ghi thì chừa trống."""

    bare_types = ("string", "integer")

    ngay: StrictInt | None = Field(default=None, title="Ngày", description="Bỏ trống khi chưa ký.", examples=[6])
    thang: StrictInt | None = Field(default=None, title="Tháng", description="Bỏ trống khi chưa ký.", examples=[4])
    nam: StrictInt = Field(title="Năm", description="Năm ban hành.", examples=[2026])

    @model_validator(mode="before")
    @classmethod
    def spell_out(cls, value: Any) -> Any:
        """Take a date as it is written, ``06/4/2021``, apart."""
        if isinstance(value, int) and not isinstance(value, bool):
            return {"nam": value}
        if type(value) is date:
            return {"ngay": value.day, "thang": value.month, "nam": value.year}
        if not isinstance(value, str):
            return value
        numbers = value.split("/")
        if not 1 <= len(numbers) <= 3 or not all(map(_is_number, numbers)):
            raise ValueError(_("không hiểu ngày «{value}»; ghi «06/4/2021», «4/2021» hoặc «2021»", value=excerpt(value)))
        return dict(zip(("nam", "thang", "ngay"), map(int, reversed(numbers)), strict=False))

    @model_validator(mode="after")
    def _exists(self) -> Self:
        """Accept only days that are."""
        if self.thang is None and self.ngay is not None:
            raise ValueError(_("đã ghi ngày thì phải ghi tháng"))
        _rest = self.span
        return self

    @property
    def span(self) -> Span:
        """The days on which the document may be signed."""
        return days(self.nam, self.thang, self.ngay)


class CoQuan(ShortPart):
    """Cơ quan ban hành văn bản."""

    cap_tren: Text | None = Field(
        default=None, title="Cơ quan cấp trên", description="Dòng trên, chữ không đậm.", examples=["Đảng bộ tỉnh Lâm Đồng"]
    )
    ten: Text = Field(
        title="Tên cơ quan",
        description="Tên đầy đủ; khi in thành chữ hoa, tên dài tự ngắt dòng; tự đặt chỗ ngắt thì ghi «\\n» trong nháy kép.",
        examples=["Tỉnh ủy Quảng Ngãi"],
    )

    @property
    def one_line(self) -> str:
        """The name as it stands in a sentence: without the line breaks that it may have for the letterhead."""
        return " ".join(self.ten.split())


class NguoiKy(Part):
    """Người ký văn bản."""

    quyen_han: Items | None = Field(
        default=None, title="Quyền hạn", description="Dòng T/M, K/T hoặc T/L.", examples=["T/M Ban Thường vụ"]
    )
    chuc_vu: Items | None = Field(default=None, title="Chức vụ", description="Không kèm tên cơ quan.", examples=["Phó Bí thư"])
    ho_ten: Text = Field(
        default="",
        title="Họ tên",
        description="Không kèm học hàm, học vị; có «thay_mat» thì không cần.",
        examples=["Đặng Ngọc Huy"],
    )
    chuc_vu_co_quan: Items | None = Field(
        default=None,
        title="Chức vụ ở cơ quan",
        description="In trên họ tên: chức vụ ở cơ quan có con dấu, khi ký cho tổ chức tư vấn của cơ quan ấy.",
        examples=["Phó Chủ tịch Ủy ban nhân dân tỉnh"],
    )
    nguoi: Id | None = Field(
        default=None, title="Mã trong danh bạ", description="Để kiểm tra người ký còn giữ chức vụ.", examples=["dang-ngoc-huy"]
    )
    thay_mat: Id | None = Field(
        default=None,
        title="Thay mặt",
        description="Mã tổ chức mà «nguoi» ký thay mặt: quyền hạn, chức vụ, họ tên khi đó lấy từ danh bạ.",
        examples=["ban-thuong-vu-tinh-uy"],
    )

    @model_validator(mode="after")
    def _has_a_name(self) -> Self:
        """Refuse a signature without a name that the danh bạ could not give either."""
        if self.thay_mat and not self.nguoi:
            raise ValidationError.from_exception_data("", [{"type": "missing", "loc": ("nguoi",), "input": None}])
        if not (self.ho_ten or self.thay_mat):
            raise ValidationError.from_exception_data("", [{"type": "missing", "loc": ("ho_ten",), "input": None}])
        return self


class NguoiDanhMay(Part):
    """Ký hiệu người đánh máy và số lượng bản."""

    ky_hieu: Text = Field(title="Ký hiệu", description="Chữ viết tắt tên người đánh máy.", examples=["ABC"])
    so_ban: Ordinal | None = Field(default=None, title="Số bản", description="Số lượng bản phát hành.", examples=[68])


class LayYKien(Part):
    """Những nơi được gửi dự thảo để lấy ý kiến."""

    gui: Items = Field(
        title="Gửi", description="Mã của người, cơ quan, nhóm trong danh bạ.", examples=[["ban-to-chuc-tinh-uy"]]
    )
    han: Time | None = Field(default=None, title="Hạn", description="Trả lời chậm nhất khi nào.", examples=["15/6/2021"])


class BoQua(Part):
    """Một quy tắc được bỏ qua, có lý do."""

    ma: Text = Field(title="Mã quy tắc", description="Mã của quy tắc, xem «ctct rules».", examples=["SKH02"])
    ly_do: Text = Field(title="Lý do", description="Vì sao bỏ qua.", examples=["Bản gốc đã ký ghi như vậy."])
    den: Day | None = Field(default=None, title="Đến ngày", description="Ngày cuối còn được bỏ qua.", examples=["31/12/2026"])
    tai: Text | None = Field(
        default=None,
        title="Tại",
        description="Chỉ bỏ qua trong khóa này, ví dụ «trich_yeu»; bỏ trống là cả dự thảo.",
        examples=["trich_yeu"],
    )


class BanSao(Part):
    """Phần ghi thêm khi sao văn bản."""

    hinh_thuc: Literal["sao_y", "sao_luc", "trich_sao"] = Field(
        title="Hình thức sao", description="Sao y, sao lục hoặc trích sao.", examples=["sao_y"]
    )
    co_quan: Text = Field(
        title="Cơ quan sao", description="Tên cơ quan thực hiện sao.", examples=["Ủy ban nhân dân xã Suối Thông"]
    )
    so_ky_hieu: SoKyHieu | None = Field(
        default=None, title="Số, ký hiệu", description="Của bản sao giấy.", examples=["05/SY-UBND"]
    )
    dia_danh: Text | None = Field(default=None, title="Địa danh", description="Nơi sao.", examples=["Suối Thông"])
    ngay: Ngay = Field(title="Ngày sao", description="Ngày ký bản sao.", examples=["06/4/2026"])
    noi_nhan: Items | None = Field(default=None, title="Nơi nhận", description="Nơi nhận bản sao.", examples=[["Lưu: VT"]])
    nguoi_ky: NguoiKy | None = Field(
        default=None, title="Người ký bản sao", description="Của bản sao giấy.", examples=[{"ho_ten": "Trần Thị Lan"}]
    )
    dien_tu: Text | None = Field(
        default=None,
        title="Giờ ký số",
        description="Bản sao điện tử: giờ ký; in một dòng ở góc phải trên trang đầu.",
        examples=["09:15:30"],
    )

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        """Accept a copy on paper with its own sign and signer, or one that is signed digitally."""
        if self.dien_tu is None and (self.so_ky_hieu is None or self.nguoi_ky is None):
            raise ValueError(_("bản sao giấy phải có «so_ky_hieu» và «nguoi_ky»; bản sao điện tử thì ghi «dien_tu: giờ ký»"))
        return self
