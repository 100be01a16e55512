"""Where a work comes from: an item of a superior document."""

from typing import Annotated, Any

from pydantic import Field, model_validator

from ctct.diagnostics import excerpt
from ctct.language import _
from ctct.model.kinds import Id, Short, Text
from ctct.model.part import ShortPart
from ctct.source.inline import is_id

SOURCE = {"ctr-01-tu": "Điểm 3.5, Khoản 3, Mục III, Phần B"}
"""An example of a source."""

_KEYS = frozenset({"van_ban", "tai"})


class Nguon(ShortPart):
    """Một chỗ trong văn bản cấp trên mà việc này thực hiện; viết gọn «mã văn bản: chỗ»."""

    bare_key = "van_ban"
    bare_types = ("string",)

    van_ban: Id = Field(
        title="Văn bản", description="Mã của văn bản, như trong danh mục văn bản viện dẫn.", examples=["ctr-01-tu"]
    )
    tai: Text | None = Field(
        default=None,
        title="Tại",
        description="Điểm, khoản, mục, phần của văn bản ấy; bỏ trống là cả văn bản.",
        examples=["Điểm 3.5, Khoản 3, Mục III, Phần B"],
    )

    @model_validator(mode="before")
    @classmethod
    def spell_out(cls, value: Any) -> Any:
        """Take ``id: place`` apart, be it a pair or one text."""
        if isinstance(value, dict) and len(value) == 1 and value.keys().isdisjoint(_KEYS):
            ((name, place),) = value.items()
            return {"van_ban": name, "tai": place}
        if not isinstance(value, str):
            return value
        name, colon, place = map(str.strip, value.partition(":"))
        if not is_id(name):
            raise ValueError(
                _("nguồn «{value}» chưa có mã văn bản; ghi như «ctr-01-tu: Điểm 3.5, Khoản 3»", value=excerpt(value))
            )
        return {"van_ban": name, "tai": place} if colon else {"van_ban": name}


def _listed(value: Any) -> Any:
    """Let sources be written as one, or as pairs."""
    if isinstance(value, dict) and value.keys().isdisjoint(_KEYS):
        return [{name: place} for name, place in value.items()]
    return value if value is None or isinstance(value, list | tuple) else [value]


Sources = Annotated[tuple[Nguon, ...], Field(min_length=1), Short(_listed)]
"""Where a work comes from."""
