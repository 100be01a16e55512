"""The data of a layout, ``the-thuc.yaml``: page, styles, marks and fixed wording, each value with its clause.

Lengths are millimetres, sizes and spacings points.
"""

import re
from datetime import date
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, PlainValidator, StrictBool, StrictInt, WithJsonSchema, model_validator

from ctct.diagnostics import excerpt
from ctct.language import _
from ctct.model.kinds import Number, Text
from ctct.model.layout_values import CacSoDo, CacTen, CapDanhSo, Certainty, Khoang, LoiVan, NgonNgu, PhongChu, SoDo, ViTri
from ctct.model.part import Part


class Trang(Part):
    """Trang giấy."""

    rong: SoDo = Field(title="Rộng", description="Bề rộng trang giấy, mm.")
    cao: SoDo = Field(title="Cao", description="Bề cao trang giấy, mm.")
    le_tren: SoDo = Field(title="Lề trên", description="Tính bằng mm.")
    le_duoi: SoDo = Field(title="Lề dưới", description="Tính bằng mm.")
    le_trai: SoDo = Field(title="Lề trái", description="Tính bằng mm.")
    le_phai: SoDo = Field(title="Lề phải", description="Tính bằng mm.")
    so_trang_cach_mep: SoDo = Field(title="Số trang cách mép", description="Từ mép trên của giấy, mm.")
    phong_chu: PhongChu = Field(title="Phông chữ", description="Tên phông chữ.")
    ngon_ngu: NgonNgu = Field(title="Ngôn ngữ", description="Mã ngôn ngữ của văn bản.")

    @model_validator(mode="after")
    def _holds_text(self) -> Self:
        """Accept paper that Word knows, with room for a line on it."""
        for name, whole, margins in (
            ("rong", self.rong, (self.le_trai, self.le_phai)),
            ("cao", self.cao, (self.le_tren, self.le_duoi)),
        ):
            left = whole.gia_tri - sum(margin.gia_tri for margin in margins)
            if whole.gia_tri > LARGEST_PAPER or left < _LEAST_TEXT or min(margin.gia_tri for margin in margins) < 0:
                raise ValueError(
                    _(
                        "«{name}» và hai lề không để lại chỗ cho chữ, hoặc giấy lớn hơn {largest_paper:g} mm",
                        name=name,
                        largest_paper=LARGEST_PAPER,
                    )
                )
        return self


LARGEST_PAPER = 558.8
"""Millimetres: Word's 22 inches."""

_LEAST_TEXT = 40
"""Millimetres."""


class GioiHan(Part):
    """Những chỗ dự thảo được chọn (`trinh_bay`)."""

    co_chu: Khoang = Field(title="Cỡ chữ nội dung", description="Tính bằng pt.")
    bo_co_chu: CacSoDo | None = Field(
        default=None, title="Bộ cỡ chữ", description="Các bộ; cỡ chữ ghi thành danh sách thì mỗi số cho một bộ."
    )
    gian_dong: Khoang = Field(title="Giãn dòng", description="Tính bằng pt, hoặc số dòng.")


class ThanhPhan(Part):
    """Thành phần theo tên loại."""

    phai_kinh_gui: CacTen | None = Field(default=None, title="Phải kính gửi", description="Tên loại phải có «kinh_gui».")
    duoc_kinh_gui: CacTen | None = Field(default=None, title="Được kính gửi", description="Tên loại có thể có «kinh_gui».")
    phai_chu_the: CacTen | None = Field(default=None, title="Phải có chủ thể", description="Tên loại phải có «chu_the».")
    trong_dieu: CacTen | None = Field(
        default=None, title="Trong điều", description="Cấp không đứng ngoài điều, trong văn bản chia theo điều."
    )
    khong_co: CacTen | None = Field(
        default=None, title="Không có", description="Khóa của dự thảo mà thể thức này không có chỗ in."
    )


class DanhSoThuong(Part):
    """Đánh số trong văn bản không chia theo điều."""

    phan: CapDanhSo = Field(title="Phần", description="Các phần.")
    muc: CapDanhSo = Field(title="Mục", description="Các mục.")
    khoan: CapDanhSo = Field(title="Khoản", description="Các khoản.")
    diem: CapDanhSo = Field(title="Điểm", description="Các điểm.")
    phu_luc: CapDanhSo | None = Field(default=None, title="Phụ lục", description="Các phụ lục.")


class DanhSoTheoDieu(Part):
    """Đánh số trong văn bản chia theo điều."""

    phan: CapDanhSo = Field(title="Phần", description="Các phần.")
    chuong: CapDanhSo = Field(title="Chương", description="Các chương.")
    muc: CapDanhSo = Field(title="Mục", description="Các mục.")
    tieu_muc: CapDanhSo = Field(title="Tiểu mục", description="Các tiểu mục.")
    dieu: CapDanhSo = Field(title="Điều", description="Các điều.")
    khoan: CapDanhSo = Field(title="Khoản", description="Các khoản.")
    diem: CapDanhSo = Field(title="Điểm", description="Các điểm.")


def _colour(value: str) -> str:
    if not re.fullmatch(r"[0-9A-F]{6}", value):
        raise ValueError(_("ghi mã màu RRGGBB, ví dụ «FF0000»"))
    return value


OF_BODY = "noi_dung"
"""The size of what is as large as the body of the document."""


def _size(value: Any) -> Any:
    sizes = value if isinstance(value, list | tuple) else [value]
    if value != OF_BODY and not (sizes and all(isinstance(one, int | float) and one > 0 for one in sizes)):
        raise ValueError(_("ghi một số, danh sách số cho từng bộ cỡ chữ, hoặc «{word}»", word=OF_BODY))
    return tuple(value) if isinstance(value, list) else value


_SIZE_SCHEMA: dict[str, Any] = {
    "anyOf": [{"type": "number"}, {"type": "array", "items": {"type": "number"}, "minItems": 1}, {"const": OF_BODY}]
}


class KieuChu(Part):
    """Một kiểu chữ; chỗ không ghi thì lấy theo kiểu gốc."""

    theo: Text | None = Field(default=None, title="Theo", description="Kiểu gốc.", examples=["Nội dung"])
    co: Annotated[float | tuple[float, ...] | str | None, PlainValidator(_size), WithJsonSchema(_SIZE_SCHEMA)] = Field(
        default=None, title="Cỡ", description="Tính bằng pt; «noi_dung» là cỡ chữ nội dung.", examples=[14, [14, 13], OF_BODY]
    )
    dam: StrictBool | None = Field(default=None, title="Đậm", description="In đậm.", examples=[True])
    nghieng: StrictBool | None = Field(default=None, title="Nghiêng", description="In nghiêng.", examples=[True])
    hoa: StrictBool | None = Field(default=None, title="Hoa", description="In hoa.", examples=[True])
    gach_chan: StrictBool | None = Field(default=None, title="Gạch chân", description="Gạch chân.", examples=[True])
    can: Literal["trai", "giua", "phai", "deu"] | None = Field(
        default=None, title="Căn", description="Căn lời văn.", examples=["giua"]
    )
    dau_dong: Number | None = Field(default=None, title="Đầu dòng", description="Thụt dòng đầu, mm.", examples=[10])
    lui: Number | None = Field(default=None, title="Lùi", description="Lùi cả đoạn, mm.", examples=[55])
    truoc: Number | None = Field(default=None, title="Trước", description="Cách đoạn trên, pt.", examples=[6])
    sau: Number | None = Field(default=None, title="Sau", description="Cách đoạn dưới, pt.", examples=[6])
    dong: Number | None = Field(default=None, title="Dòng", description="Giãn dòng đúng, pt.", examples=[18])
    cap: StrictInt | None = Field(
        default=None, title="Cấp", description="Cấp trong khung điều hướng; 0 là không.", examples=[1]
    )
    giu_sau: StrictBool | None = Field(
        default=None, title="Giữ với đoạn sau", description="Ở cùng trang với đoạn sau.", examples=[True]
    )
    ngat_theo_cum: StrictBool | None = Field(
        default=None,
        title="Ngắt theo cụm từ",
        description="Ngắt dòng giữa các cụm từ, các dòng dài gần bằng nhau.",
        examples=[True],
    )
    chu: StrictBool = Field(default=False, title="Chữ", description="Kiểu của chữ trong đoạn, không phải của cả đoạn.")
    net: Number | None = Field(default=None, title="Nét", description="Độ dày của đường kẻ, pt.", examples=[0.75])
    so_dam: StrictBool | None = Field(
        default=None, title="Số đậm", description="Số thứ tự có in đậm không; không ghi thì như lời văn.", examples=[False]
    )
    mau: Annotated[str, Field(strict=True), AfterValidator(_colour)] | None = Field(
        default=None, title="Màu", description="Mã màu RRGGBB.", examples=["FF0000"]
    )
    khi_dung: StrictBool = Field(default=False, title="Khi dùng", description="Chỉ ghi vào tệp Word khi có dùng.")
    can_cu: Text | None = Field(
        default=None, title="Căn cứ", description="Văn bản, dấu phẩy, điều khoản.", examples=["36-HD/VPTW, Phụ lục 3, dòng 5"]
    )
    tin_cay: Certainty | None = Field(default=None, title="Độ tin cậy", description="Như ở các giá trị khác.", examples=["A"])


def _date(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise ValueError(_("không hiểu ngày «{value}»; ghi như «2026-01-01»", value=excerpt(str(value)))) from None
    return value


class AnBan(Part):
    """Một bản quy định, và những chỗ khác của nó."""

    ten: Text = Field(title="Tên", description="Số và ký hiệu của bản quy định.", examples=["36-HD/VPTW"])
    tu: Annotated[str, Field(strict=True), AfterValidator(_date)] = Field(
        title="Từ ngày", description="Ngày có hiệu lực, viết như 2026-01-01.", examples=["2018-04-03"]
    )
    khac: dict[str, dict[str, Any]] = Field(
        default={},
        title="Khác",
        description="Chỗ khác với phần chung, dưới khóa «phần.khóa»: căn cứ, và giá trị nếu khác.",
        examples=[{"loi_van.so": {"gia_tri": "Số", "can_cu": "05-HD/VPTW, II.I.3.2.1"}}],
    )


class TheThuc(Part):
    """Thể thức văn bản: trang giấy, kiểu chữ, đánh số, lời văn cố định."""

    ten: Text = Field(title="Tên", description="Tên thể thức.", examples=["Thể thức văn bản của Đảng"])
    ho: Text = Field(title="Họ", description="Thể thức gốc, mà các quy tắc đi theo.", examples=["dang"])
    ke_thua: Text | None = Field(
        default=None, title="Kế thừa", description="Thể thức có sẵn để lấy những chỗ không ghi ở đây.", examples=["nha-nuoc"]
    )
    ghi_chu: Text | None = Field(default=None, title="Ghi chú", description="In ở đầu bảng thể thức.", examples=["Bản thử."])
    an_ban: Annotated[tuple[AnBan, ...], Field(min_length=1)] = Field(
        title="Ấn bản", description="Các bản quy định, theo ngày có hiệu lực.", examples=[[{"ten": "X", "tu": "2018-04-03"}]]
    )
    trang: Trang = Field(title="Trang giấy", description="Khổ giấy, lề, phông chữ.")
    cot: dict[str, CacSoDo] = Field(title="Bề rộng các cột", description="Của những khối không kẻ khung và của bảng, mm.")
    khoang_cach: dict[str, SoDo] = Field(title="Khoảng cách", description="Dùng trong mẫu trình bày.")
    thanh_phan: ThanhPhan = Field(
        default=ThanhPhan.model_construct(), title="Thành phần", description="Tên loại nào phải có gì."
    )
    gioi_han: GioiHan = Field(title="Giới hạn", description="Những chỗ dự thảo được chọn (`trinh_bay`).")
    loi_van: dict[str, LoiVan] = Field(title="Lời văn", description="Lời văn và dấu câu cố định.")
    vi_tri: dict[str, ViTri] = Field(
        default={}, title="Vị trí", description="Chỗ đặt những thành phần mà các ấn bản đặt khác nhau."
    )
    danh_so: DanhSoThuong = Field(title="Đánh số", description="Phần, mục, khoản, điểm.")
    danh_so_theo_dieu: DanhSoTheoDieu = Field(title="Đánh số theo điều", description="Trong văn bản chia theo điều.")
    kieu: dict[str, KieuChu] = Field(title="Kiểu chữ", description="Theo tên kiểu trong Word.")


SECTIONS = frozenset(TheThuc.model_fields) - {"ten", "ho", "ke_thua", "ghi_chu", "an_ban"}
"""The parts of a layout of which an edition may change a value."""
