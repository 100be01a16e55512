"""Tables: columns with their widths, rows of cells, rows that head a group."""

from __future__ import annotations

from typing import Any

from ctct.model.fields import Part, default, needed, optional
from ctct.model.shapes import TEXT, Many, Measure, OneOf, Schema, Switch, Text, one_or_many, text_lines


class Cell(Many[str]):
    """The paragraphs of a cell."""

    def __init__(self) -> None:
        super().__init__(Text(), spell_out=_as_cell)

    def schema(self, definitions: dict[str, Schema]) -> Schema:
        """Return a schema that lets a cell be empty or a whole number too."""
        return {"anyOf": [{"type": ["string", "integer", "null"]}, {"type": "array", "items": {"type": "string"}}]}


def _as_cell(value: Any) -> Any:
    """Read a cell: nothing, a whole number, a text whose lines are paragraphs, or a list of paragraphs."""
    if value is None or value == "":
        return []
    if isinstance(value, float):
        printed = str(value).replace(".", ",")
        raise ValueError(f'số lẻ «{value}» trong bảng phải để trong dấu nháy, viết như khi in: "{printed}"')
    return [str(value)] if isinstance(value, int) and not isinstance(value, bool) else text_lines(value)


class Cot(Part):
    """Một cột."""

    bare_key = "ten"

    ten: str = needed(TEXT, "Tên cột", "In ở dòng đầu bảng.", "Cơ quan chủ trì")
    rong: int | float | None = optional(Measure(), "Rộng", "Bề rộng tính bằng mm; bỏ trống thì chia đều phần còn lại.", 35)
    can: str | None = optional(
        OneOf(("trai", "giua", "phai", "deu")), "Căn", "Căn lời văn trong cột; bỏ trống là căn trái.", "giua"
    )


class Dong(Part):
    """Một dòng: danh sách các ô, hoặc «nhom» là dòng gộp cả bảng làm tên một nhóm."""

    bare_types = ("array",)

    nhom: str | None = optional(TEXT, "Tên nhóm", "Dòng gộp các ô, in đậm.", "Các xã miền núi")
    o: tuple[tuple[str, ...], ...] | None = optional(
        Many(Cell()), "Các ô", "Ô của từng cột, từ trái sang; các ô cuối bỏ trống được.", ["Xã A", 120]
    )

    @classmethod
    def spell_out(cls, value: Any) -> Any:
        """Read a list as the cells of the row."""
        return {"o": value} if isinstance(value, list) else value

    def check(self) -> None:
        """Accept cells or the name of a group, not both."""
        if (self.nhom is None) == (self.o is None):
            raise ValueError("một dòng của bảng là danh sách các ô «[…, …]», hoặc «nhom: tên nhóm»")


class Bang(Part):
    """Bảng."""

    ten: str | None = optional(TEXT, "Tên bảng", "In đậm ở giữa, trên bảng.", "Danh sách các xã")
    don_vi: str | None = optional(TEXT, "Đơn vị tính", "In nghiêng ở góc phải trên bảng.", "Đơn vị tính: triệu đồng")
    tt: bool = default(False, Switch(), "Thứ tự", "Thêm cột «TT» đánh số các dòng.", True)
    kho_ngang: bool = default(False, Switch(), "Khổ ngang", "In bảng trên trang giấy ngang.", True)
    cot: tuple[Cot, ...] = needed(
        Many(Cot, least=1), "Các cột", "Tên cột, hoặc tên kèm bề rộng và cách căn.", ["Nội dung", "Ghi chú"]
    )
    dong: tuple[Dong, ...] = needed(
        Many(Dong, least=1), "Các dòng", "Mỗi dòng một danh sách ô.", [["Đường thôn 2", "Đã nghiệm thu"]]
    )


_TABLES = Many(Bang, least=1, spell_out=one_or_many)


def tables(description: str) -> tuple[Bang, ...] | None:
    """Declare a key under which one table stands, or several."""
    return optional(_TABLES, "Bảng", description, {"cot": ["Nội dung", "Ghi chú"], "dong": [["Đường thôn 2", "Xong"]]})
