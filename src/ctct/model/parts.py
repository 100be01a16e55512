"""The parts that a draft is made of, from its letterhead to the nodes of its body."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from ctct.model.values import Span, days, read_day, read_time


class Part(BaseModel):
    """Common ground: unknown keys are faults, nothing is converted in silence, nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


def as_tuple(value: Any) -> Any:
    """Turn a list, YAML's only sequence, into what a frozen model holds."""
    return tuple(value) if isinstance(value, list) else value


def one_or_many(value: Any) -> Any:
    """Let a list be written as its only element."""
    return as_tuple(value) if value is None or isinstance(value, list) else (value,)


def text_lines(value: Any) -> Any:
    """Let paragraphs be written as one text; each new line in it begins another paragraph."""
    if isinstance(value, str):
        return tuple(line for line in value.split("\n") if line.strip()) or ("",)
    return one_or_many(value)


def also(*kinds: str) -> ConfigDict:
    """Return the settings of a part that may also be written as a bare value of these JSON ``kinds``."""

    def widen(schema: dict[str, Any]) -> None:
        whole = dict(schema)
        schema.clear()
        schema.update(anyOf=[*({"type": kind} for kind in kinds), whole])

    return ConfigDict(json_schema_extra=widen)


def as_mapping(key: str) -> Any:
    """Return a validator that reads a bare value ``v`` as ``{key: v}``, and leaves a mapping alone."""

    def read(value: Any) -> Any:
        return value if value is None or isinstance(value, dict) else {key: value}

    return model_validator(mode="before")(staticmethod(read))


Chu = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""Text that is not empty."""

Ma = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
"""An id: lower-case letters without accents, digits, hyphens between."""

_TEXT_SCHEMA = {"type": "string", "minLength": 1}
_LIST_SCHEMA = {"anyOf": [_TEXT_SCHEMA, {"type": "array", "items": _TEXT_SCHEMA, "minItems": 1}]}

Lines = Annotated[tuple[Chu, ...], BeforeValidator(text_lines), Field(min_length=1), WithJsonSchema(_LIST_SCHEMA)]
"""Paragraphs."""

Items = Annotated[tuple[Chu, ...], BeforeValidator(one_or_many), Field(min_length=1), WithJsonSchema(_LIST_SCHEMA)]
"""One text or several."""

NguoiNhanViec = Annotated[
    tuple[Annotated[tuple[Chu, ...], BeforeValidator(one_or_many), Field(min_length=1)], ...],
    BeforeValidator(one_or_many),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [_TEXT_SCHEMA, {"type": "array", "items": _LIST_SCHEMA, "minItems": 1}]}),
]
"""Assignees, separated by «;» when printed; an inner list is one group, «A, B và C»."""


def _time(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _checked_time(value: str) -> str:
    read_time(value)
    return value


def _checked_day(value: str) -> str:
    read_day(value)
    return value


ThoiGian = Annotated[str, BeforeValidator(_time), AfterValidator(_checked_time)]
"""A time as it is written; :func:`ctct.model.values.read_time` gives its days."""

NgayDu = Annotated[str, AfterValidator(_checked_day)]
"""A whole date, ``06/4/2021``."""


_SIGN = re.compile(r"(\d*)\s*[-/]\s*(\S.*)")


class SoKyHieu(Part):
    """Số và ký hiệu."""

    model_config = also("string")

    so: int | None = Field(None, ge=1, title="Số", description="Số thứ tự; bỏ trống khi chưa lấy số.", examples=[5])
    ky_hieu: Chu = Field(title="Ký hiệu", description="Chữ viết tắt tên loại và cơ quan.", examples=["CTr/TU"])
    viet: str | None = Field(None, title="Nguyên văn", description="Số và ký hiệu viết liền.", examples=["05-CTr/TU"])

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        if not (match := _SIGN.fullmatch(value.strip())):
            return {"ky_hieu": value.strip()}
        return {"so": int(match[1]) if match[1] else None, "ky_hieu": match[2], "viet": value.strip()}


class Ngay(Part):
    """Ngày, tháng, năm của văn bản; chỗ chưa ghi thì chừa trống."""

    model_config = also("string", "integer")

    ngay: int | None = Field(None, title="Ngày", description="Bỏ trống khi chưa ký.", examples=[6])
    thang: int | None = Field(None, title="Tháng", description="Bỏ trống khi chưa ký.", examples=[4])
    nam: int = Field(title="Năm", description="Năm ban hành.", examples=[2026])

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, int) and not isinstance(value, bool):
            return {"nam": value}
        if not isinstance(value, str):
            return value
        numbers = value.split("/")
        if not 1 <= len(numbers) <= 3 or not all(n.strip().isdecimal() for n in numbers):
            raise ValueError(f"không hiểu ngày «{value}»; ghi «06/4/2021», «4/2021» hoặc «2021»")
        return dict(zip(("nam", "thang", "ngay"), map(int, reversed(numbers)), strict=False))

    @model_validator(mode="after")
    def _exists(self) -> Ngay:
        if self.thang is None and self.ngay is not None:
            raise ValueError("đã ghi ngày thì phải ghi tháng")
        _ = self.span
        return self

    @property
    def span(self) -> Span:
        """The days on which the document may be signed."""
        return days(self.nam, self.thang, self.ngay)


class CoQuan(Part):
    """Cơ quan ban hành văn bản."""

    model_config = also("string")

    cap_tren: Chu | None = Field(
        None, title="Cơ quan cấp trên", description="Dòng trên, chữ không đậm.", examples=["Đảng bộ tỉnh Lâm Đồng"]
    )
    ten: Chu = Field(title="Tên cơ quan", description="Tên đầy đủ; khi in thành chữ hoa.", examples=["Tỉnh ủy Quảng Ngãi"])
    _read = as_mapping("ten")


class NguoiKy(Part):
    """Người ký văn bản."""

    quyen_han: Items | None = Field(
        None, title="Quyền hạn", description="Dòng T/M, K/T hoặc T/L.", examples=["T/M Ban Thường vụ"]
    )
    chuc_vu: Items | None = Field(None, title="Chức vụ", description="Không kèm tên cơ quan.", examples=["Phó Bí thư"])
    ho_ten: Chu = Field(title="Họ tên", description="Không kèm học hàm, học vị.", examples=["Đặng Ngọc Huy"])
    chuc_vu_co_quan: Items | None = Field(
        None,
        title="Chức vụ ở cơ quan",
        description="In trên họ tên: chức vụ ở cơ quan có con dấu, khi ký cho tổ chức tư vấn của cơ quan ấy.",
        examples=["Phó Chủ tịch Ủy ban nhân dân tỉnh"],
    )
    nguoi: Ma | None = Field(
        None, title="Mã trong danh bạ", description="Để kiểm tra người ký còn giữ chức vụ.", examples=["dang-ngoc-huy"]
    )


class NguoiDanhMay(Part):
    """Ký hiệu người đánh máy và số lượng bản."""

    ky_hieu: Chu = Field(title="Ký hiệu", description="Chữ viết tắt tên người đánh máy.", examples=["ABC"])
    so_ban: int | None = Field(None, ge=1, title="Số bản", description="Số lượng bản phát hành.", examples=[68])


class BoQua(Part):
    """Một quy tắc được bỏ qua, có lý do."""

    ma: Chu = Field(title="Mã quy tắc", description="Mã của quy tắc, xem «ctct rules».", examples=["SKH02"])
    ly_do: Chu = Field(title="Lý do", description="Vì sao bỏ qua.", examples=["Bản gốc đã ký ghi như vậy."])
    den: NgayDu | None = Field(None, title="Đến ngày", description="Ngày cuối còn được bỏ qua.", examples=["31/12/2026"])
    tai: Chu | None = Field(
        None,
        title="Tại",
        description="Chỉ bỏ qua trong khóa này, ví dụ «trich_yeu»; bỏ trống là cả dự thảo.",
        examples=["trich_yeu"],
    )


class BanSao(Part):
    """Phần ghi thêm khi sao văn bản."""

    hinh_thuc: Literal["sao_y", "sao_luc", "trich_sao"] = Field(
        title="Hình thức sao", description="Sao y, sao lục hoặc trích sao.", examples=["sao_y"]
    )
    co_quan: Chu = Field(
        title="Cơ quan sao", description="Tên cơ quan thực hiện sao.", examples=["Ủy ban nhân dân xã Suối Thông"]
    )
    so_ky_hieu: SoKyHieu | None = Field(None, title="Số, ký hiệu", description="Của bản sao giấy.", examples=["05/SY-UBND"])
    dia_danh: Chu | None = Field(None, title="Địa danh", description="Nơi sao.", examples=["Suối Thông"])
    ngay: Ngay = Field(title="Ngày sao", description="Ngày ký bản sao.", examples=["06/4/2026"])
    noi_nhan: Items | None = Field(None, title="Nơi nhận", description="Nơi nhận bản sao.", examples=[["Lưu: VT"]])
    nguoi_ky: NguoiKy | None = Field(
        None, title="Người ký bản sao", description="Của bản sao giấy.", examples=[{"ho_ten": "Trần Thị Lan"}]
    )
    dien_tu: Chu | None = Field(
        None,
        title="Giờ ký số",
        description="Bản sao điện tử: giờ ký; in một dòng ở góc phải trên trang đầu.",
        examples=["09:15:30"],
    )

    @model_validator(mode="after")
    def _is_whole(self) -> BanSao:
        if self.dien_tu is None and (self.so_ky_hieu is None or self.nguoi_ky is None):
            raise ValueError("bản sao giấy phải có «so_ky_hieu» và «nguoi_ky»; bản sao điện tử thì ghi «dien_tu: giờ ký»")
        return self
