"""A file of the days that an office has off, or works, beside those of the law and of the yearly orders."""

from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from ctct.language import _
from ctct.model.kinds import Day, Text
from ctct.model.part import Part


def _written(year: Any) -> Any:
    """Return a year as text: keys of YAML may be numbers."""
    return str(year) if isinstance(year, int) and not isinstance(year, bool) else year


Year = Annotated[str, BeforeValidator(_written), StringConstraints(strict=True, pattern=r"^[12][0-9]{3}$")]
"""A year in four figures."""


class NgayRieng(Part):
    """Một ngày nghỉ, một ngày làm bù, hoặc ngày này nghỉ thì ngày kia làm bù."""

    nghi: Day | None = Field(default=None, title="Nghỉ", description="Ngày được nghỉ.", examples=["29/4/2024"])
    lam_bu: Day | None = Field(
        default=None, title="Làm bù", description="Ngày nghỉ hằng tuần mà đi làm.", examples=["4/5/2024"]
    )
    ten: Text | None = Field(default=None, title="Tên", description="Gọi là ngày gì.", examples=["nghỉ Ngày truyền thống"])
    can_cu: Text | None = Field(
        default=None, title="Căn cứ", description="Văn bản cho nghỉ, hoán đổi.", examples=["Công văn số 2450/VPCP-KGVX"]
    )

    @model_validator(mode="after")
    def _says_a_day(self) -> Self:
        """Accept an entry that says a day."""
        if not (self.nghi or self.lam_bu):
            raise ValueError(_("chưa ghi ngày nào: ghi «nghi: …», «lam_bu: …» hoặc cả hai"))
        return self


class LichNghi(Part):
    """Lịch nghỉ của cơ quan."""

    cong_bo: dict[Year, Text] = Field(
        default={},
        title="Đã công bố",
        description="Năm đã có thông báo nghỉ Tết, Quốc khánh, và số của thông báo ấy.",
        examples=[{"2027": "Thông báo số 01/TB-BNV"}],
    )
    ngay: tuple[NgayRieng, ...] = Field(
        default=(),
        title="Ngày",
        description="Những ngày nghỉ, ngày làm bù không theo luật mà theo lệnh, hoặc của riêng cơ quan.",
        examples=[[{"nghi": "29/4/2024", "lam_bu": "4/5/2024"}]],
    )
