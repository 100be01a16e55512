"""Tables: columns with their widths, rows of cells, rows that head a group."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from ctct.model.parts import Chu, Part, also, as_mapping, as_tuple, one_or_many, text_lines

_CELL_SCHEMA = {"anyOf": [{"type": ["string", "integer", "null"]}, {"type": "array", "items": {"type": "string"}}]}


def _as_cell(value: Any) -> Any:
    """Read a cell: nothing, a whole number, a text whose lines are paragraphs, or a list of paragraphs."""
    if value is None or value == "":
        return ()
    if isinstance(value, float):
        printed = str(value).replace(".", ",")
        raise ValueError(f'số lẻ «{value}» trong bảng phải để trong dấu nháy, viết như khi in: "{printed}"')
    return (str(value),) if isinstance(value, int) and not isinstance(value, bool) else text_lines(value)


O = Annotated[tuple[str, ...], BeforeValidator(_as_cell), WithJsonSchema(_CELL_SCHEMA)]  # noqa: E741 - «ô» is a cell
"""The paragraphs of a cell."""


class Cot(Part):
    """Một cột."""

    model_config = also("string")

    ten: Chu = Field(title="Tên cột", description="In ở dòng đầu bảng.", examples=["Cơ quan chủ trì"])
    rong: int | float | None = Field(
        None, gt=0, title="Rộng", description="Bề rộng tính bằng mm; bỏ trống thì chia đều phần còn lại.", examples=[35]
    )
    can: Literal["trai", "giua", "phai", "deu"] | None = Field(
        None, title="Căn", description="Căn lời văn trong cột; bỏ trống là căn trái.", examples=["giua"]
    )
    _read = as_mapping("ten")


class Dong(Part):
    """Một dòng: danh sách các ô, hoặc «nhom» là dòng gộp cả bảng làm tên một nhóm."""

    model_config = also("array")

    nhom: Chu | None = Field(None, title="Tên nhóm", description="Dòng gộp các ô, in đậm.", examples=["Các xã miền núi"])
    o: Annotated[tuple[O, ...], BeforeValidator(as_tuple)] | None = Field(
        None, title="Các ô", description="Ô của từng cột, từ trái sang; các ô cuối bỏ trống được.", examples=[["Xã A", 120]]
    )

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        return {"o": value} if isinstance(value, list) else value

    @model_validator(mode="after")
    def _is_one(self) -> Dong:
        if (self.nhom is None) == (self.o is None):
            raise ValueError("một dòng của bảng là danh sách các ô «[…, …]», hoặc «nhom: tên nhóm»")
        return self


class Bang(Part):
    """Bảng."""

    ten: Chu | None = Field(None, title="Tên bảng", description="In đậm ở giữa, trên bảng.", examples=["Danh sách các xã"])
    don_vi: Chu | None = Field(
        None, title="Đơn vị tính", description="In nghiêng ở góc phải trên bảng.", examples=["Đơn vị tính: triệu đồng"]
    )
    tt: bool = Field(False, title="Thứ tự", description="Thêm cột «TT» đánh số các dòng.", examples=[True])
    kho_ngang: bool = Field(False, title="Khổ ngang", description="In bảng trên trang giấy ngang.", examples=[True])
    cot: Annotated[tuple[Cot, ...], BeforeValidator(as_tuple), Field(min_length=1)] = Field(
        title="Các cột", description="Tên cột, hoặc tên kèm bề rộng và cách căn.", examples=[["Nội dung", "Ghi chú"]]
    )
    dong: Annotated[tuple[Dong, ...], BeforeValidator(as_tuple), Field(min_length=1)] = Field(
        title="Các dòng", description="Mỗi dòng một danh sách ô.", examples=[[["Đường thôn 2", "Đã nghiệm thu"]]]
    )


def or_one_alone(schema: dict[str, Any]) -> None:
    """Let an editor accept the only element of a list where the list is asked for."""
    listed = next(form for form in schema["anyOf"] if form.get("type") == "array")
    schema["anyOf"].insert(0, listed["items"])


Bangs = Annotated[tuple[Bang, ...], BeforeValidator(one_or_many), Field(min_length=1)]
"""One table or several."""
