"""The parts that a draft is made of, from its letterhead to the nodes of its body."""

from __future__ import annotations

import re
from typing import Any

from ctct.model.fields import Part, needed, optional
from ctct.model.shapes import ID, ITEMS, TEXT, Many, Number, OneOf, Text, one_or_many
from ctct.model.types import LEGAL_TYPES, MARKS, PARTY_TYPES, STATE_TYPES
from ctct.model.values import Span, days, read_day, read_time


def _time(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


TIME = Text(check=read_time, spell_out=_time)
"""A time as it is written; :func:`ctct.model.values.read_time` gives its days."""

DAY = Text(check=read_day)
"""A whole date, ``06/4/2021``."""

TYPE = OneOf(tuple(dict.fromkeys([*PARTY_TYPES, *STATE_TYPES, *LEGAL_TYPES])))
"""A type of document that some layout knows."""

MARK = OneOf(MARKS)
"""The mark of a level, written as its first number would read."""

ASSIGNEES = Many(Many(TEXT, least=1, spell_out=one_or_many), least=1, spell_out=one_or_many)
"""Assignees, separated by «;» when printed; an inner list is one group, «A, B và C»."""

_SIGN = re.compile(r"(\d*)\s*[-/]\s*(\S.*)")


class SoKyHieu(Part):
    """Số và ký hiệu."""

    bare_types = ("string",)

    so: int | None = optional(Number(least=1), "Số", "Số thứ tự; bỏ trống khi chưa lấy số.", 5)
    ky_hieu: str = needed(TEXT, "Ký hiệu", "Chữ viết tắt tên loại và cơ quan.", "CTr/TU")
    viet: str | None = optional(Text(), "Nguyên văn", "Số và ký hiệu viết liền.", "05-CTr/TU")

    @classmethod
    def spell_out(cls, value: Any) -> Any:
        """Take a sign as it is printed, ``05-CTr/TU``, apart."""
        if not isinstance(value, str):
            return value
        if not (match := _SIGN.fullmatch(value.strip())):
            return {"ky_hieu": value.strip()}
        return {"so": int(match[1]) if match[1] else None, "ky_hieu": match[2], "viet": value.strip()}


class Ngay(Part):
    """Ngày, tháng, năm của văn bản; chỗ chưa ghi thì chừa trống."""

    bare_types = ("string", "integer")

    ngay: int | None = optional(Number(), "Ngày", "Bỏ trống khi chưa ký.", 6)
    thang: int | None = optional(Number(), "Tháng", "Bỏ trống khi chưa ký.", 4)
    nam: int = needed(Number(), "Năm", "Năm ban hành.", 2026)

    @classmethod
    def spell_out(cls, value: Any) -> Any:
        """Take a date as it is written, ``06/4/2021``, apart."""
        if isinstance(value, int) and not isinstance(value, bool):
            return {"nam": value}
        if not isinstance(value, str):
            return value
        numbers = value.split("/")
        if not 1 <= len(numbers) <= 3 or not all(n.strip().isdecimal() for n in numbers):
            raise ValueError(f"không hiểu ngày «{value}»; ghi «06/4/2021», «4/2021» hoặc «2021»")
        return dict(zip(("nam", "thang", "ngay"), map(int, reversed(numbers)), strict=False))

    def check(self) -> None:
        """Accept only days that are."""
        if self.thang is None and self.ngay is not None:
            raise ValueError("đã ghi ngày thì phải ghi tháng")
        _ = self.span

    @property
    def span(self) -> Span:
        """The days on which the document may be signed."""
        return days(self.nam, self.thang, self.ngay)


class CoQuan(Part):
    """Cơ quan ban hành văn bản."""

    bare_key = "ten"

    cap_tren: str | None = optional(TEXT, "Cơ quan cấp trên", "Dòng trên, chữ không đậm.", "Đảng bộ tỉnh Lâm Đồng")
    ten: str = needed(TEXT, "Tên cơ quan", "Tên đầy đủ; khi in thành chữ hoa.", "Tỉnh ủy Quảng Ngãi")


class NguoiKy(Part):
    """Người ký văn bản."""

    quyen_han: tuple[str, ...] | None = optional(ITEMS, "Quyền hạn", "Dòng T/M, K/T hoặc T/L.", "T/M Ban Thường vụ")
    chuc_vu: tuple[str, ...] | None = optional(ITEMS, "Chức vụ", "Không kèm tên cơ quan.", "Phó Bí thư")
    ho_ten: str = needed(TEXT, "Họ tên", "Không kèm học hàm, học vị.", "Đặng Ngọc Huy")
    chuc_vu_co_quan: tuple[str, ...] | None = optional(
        ITEMS,
        "Chức vụ ở cơ quan",
        "In trên họ tên: chức vụ ở cơ quan có con dấu, khi ký cho tổ chức tư vấn của cơ quan ấy.",
        "Phó Chủ tịch Ủy ban nhân dân tỉnh",
    )
    nguoi: str | None = optional(ID, "Mã trong danh bạ", "Để kiểm tra người ký còn giữ chức vụ.", "dang-ngoc-huy")


class NguoiDanhMay(Part):
    """Ký hiệu người đánh máy và số lượng bản."""

    ky_hieu: str = needed(TEXT, "Ký hiệu", "Chữ viết tắt tên người đánh máy.", "ABC")
    so_ban: int | None = optional(Number(least=1), "Số bản", "Số lượng bản phát hành.", 68)


class BoQua(Part):
    """Một quy tắc được bỏ qua, có lý do."""

    ma: str = needed(TEXT, "Mã quy tắc", "Mã của quy tắc, xem «ctct rules».", "SKH02")
    ly_do: str = needed(TEXT, "Lý do", "Vì sao bỏ qua.", "Bản gốc đã ký ghi như vậy.")
    den: str | None = optional(DAY, "Đến ngày", "Ngày cuối còn được bỏ qua.", "31/12/2026")
    tai: str | None = optional(
        TEXT, "Tại", "Chỉ bỏ qua trong khóa này, ví dụ «trich_yeu»; bỏ trống là cả dự thảo.", "trich_yeu"
    )


class BanSao(Part):
    """Phần ghi thêm khi sao văn bản."""

    hinh_thuc: str = needed(
        OneOf(("sao_y", "sao_luc", "trich_sao")), "Hình thức sao", "Sao y, sao lục hoặc trích sao.", "sao_y"
    )
    co_quan: str = needed(TEXT, "Cơ quan sao", "Tên cơ quan thực hiện sao.", "Ủy ban nhân dân xã Suối Thông")
    so_ky_hieu: SoKyHieu | None = optional(SoKyHieu, "Số, ký hiệu", "Của bản sao giấy.", "05/SY-UBND")
    dia_danh: str | None = optional(TEXT, "Địa danh", "Nơi sao.", "Suối Thông")
    ngay: Ngay = needed(Ngay, "Ngày sao", "Ngày ký bản sao.", "06/4/2026")
    noi_nhan: tuple[str, ...] | None = optional(ITEMS, "Nơi nhận", "Nơi nhận bản sao.", ["Lưu: VT"])
    nguoi_ky: NguoiKy | None = optional(NguoiKy, "Người ký bản sao", "Của bản sao giấy.", {"ho_ten": "Trần Thị Lan"})
    dien_tu: str | None = optional(
        TEXT, "Giờ ký số", "Bản sao điện tử: giờ ký; in một dòng ở góc phải trên trang đầu.", "09:15:30"
    )

    def check(self) -> None:
        """Accept a copy on paper with its own sign and signer, or one that is signed digitally."""
        if self.dien_tu is None and (self.so_ky_hieu is None or self.nguoi_ky is None):
            raise ValueError("bản sao giấy phải có «so_ky_hieu» và «nguoi_ky»; bản sao điện tử thì ghi «dien_tu: giờ ký»")
