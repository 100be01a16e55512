"""Tables: columns with their widths, alone or under a common head; rows of cells, rows that head a group, totals."""

import re
from collections.abc import Iterator
from typing import Annotated, Any, Literal, NamedTuple, Self

from pydantic import (
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PrivateAttr,
    StrictBool,
    StrictStr,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_before_validator_function

from ctct.diagnostics import Path
from ctct.language import _
from ctct.model.kinds import ONE_OR_MANY, Measure, Text, text_lines
from ctct.model.part import Part, ShortPart
from ctct.model.sheets import CONTEXT, FILE, Sheets
from ctct.source.csv_rows import SheetRow
from ctct.source.unaccented import unaccented


def _as_cell(value: Any) -> Any:
    """Read a cell: nothing, a number as it is printed, a text whose lines are paragraphs, or a list of paragraphs."""
    if value is None or value == "":
        return []
    if isinstance(value, float) and not _is_thousands(str(value)):
        printed = str(value).replace(".", ",")
        raise ValueError(
            _('số lẻ «{value}» trong bảng phải để trong dấu nháy, viết như khi in: "{printed}"', value=value, printed=printed)
        )
    return [str(value)] if isinstance(value, int | float) and not isinstance(value, bool) else text_lines(value)


# «9.200» is nine thousand two hundred, as it is printed; whoever means nine and a fifth writes «9,2».
_is_thousands = re.compile(r"-?[1-9]\d{0,2}\.\d{3}").fullmatch


_CELL_SCHEMA = {"anyOf": [{"type": ["string", "number", "null"]}, {"type": "array", "items": {"type": "string"}}]}

Cell = Annotated[tuple[StrictStr, ...], BeforeValidator(_as_cell), WithJsonSchema(_CELL_SCHEMA)]
"""The paragraphs of a cell."""

MERGED_LEFT, MERGED_UP = ("<",), ("^",)
"""What a cell says that is one with the cell to its left, or with that above it."""


class Cot(ShortPart):
    """Một cột."""

    ten: Text = Field(title="Tên cột", description="In ở dòng đầu bảng.", examples=["Cơ quan chủ trì"])
    rong: Measure | None = Field(
        default=None,
        title="Rộng",
        description="Bề rộng tính bằng mm; bỏ trống thì chia phần còn lại theo lời văn trong các cột.",
        examples=[35],
    )
    can: Literal["trai", "giua", "phai", "deu", "so"] | None = Field(
        default=None,
        title="Căn",
        description="Căn lời văn trong cột; bỏ trống là căn trái. «so»: căn số, các hàng đơn vị thẳng nhau.",
        examples=["giua"],
    )
    cot: Annotated[tuple["Cot", ...], Field(min_length=1)] | None = Field(
        default=None,
        title="Cột con",
        description="Các cột dưới tên chung này; «rong», «can» ghi ở từng cột con.",
        examples=[["Quý I", "Quý II"]],
    )

    @model_validator(mode="after")
    def _is_one_or_heads_some(self) -> Self:
        """Accept a width only where there is one column."""
        if self.cot and (self.rong or self.can):
            raise ValueError(_("cột có cột con không có bề rộng, cách căn của riêng nó: ghi «rong», «can» ở từng cột con"))
        return self


class Origin(NamedTuple):
    """Where a row stands: in the row at ``place`` of its table, which is the name of a ``file``, at a ``line`` of that."""

    place: int
    file: str
    line: int


class Dong(ShortPart):
    """Một dòng: danh sách các ô; «nhom» là dòng gộp cả bảng làm tên một nhóm, «tong» là dòng tổng cộng."""

    bare_types = ("array",)

    nhom: Text | None = Field(
        default=None,
        title="Tên nhóm",
        description="Dòng gộp các ô, in đậm; có «tt» thì đếm I, II.",
        examples=["Các xã miền núi"],
    )
    o: tuple[Cell, ...] | None = Field(
        default=None,
        title="Các ô",
        description="Ô của từng cột, từ trái sang; các ô cuối bỏ trống được. «<» gộp với ô bên trái, «^» gộp với ô bên trên.",
        examples=[["Xã A", 120]],
    )
    tong: tuple[Cell, ...] | None = Field(
        default=None,
        title="Tổng cộng",
        description="Các ô của dòng tổng cộng: in đậm, không đánh số.",
        examples=[["Tổng cộng", 120]],
    )

    tep: Text | None = Field(
        default=None,
        title="Tệp",
        description="Các dòng lấy từ tệp .csv hoặc .xlsx cạnh dự thảo.",
        examples=["so-lieu.csv"],
    )
    _origin: Origin | None = PrivateAttr(default=None)

    @model_validator(mode="before")
    @classmethod
    def spell_out(cls, value: Any) -> Any:
        """Read a list as the cells of the row."""
        return {"o": value} if isinstance(value, list | tuple) else value

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        """Accept cells, the name of a group, a total or a file: one of them."""
        if [self.nhom, self.o, self.tong, self.tep].count(None) != 3:
            forms = _("danh sách các ô «[…, …]», hoặc «nhom: tên nhóm», «tong: […, …]», «tep: so-lieu.csv»")
            raise ValueError(_("một dòng của bảng là {forms}", forms=forms))
        return self

    @classmethod
    def of_file(cls, row: SheetRow, origin: Origin) -> Self:
        """Return a row of a file."""
        made = cls.model_validate({"o": row.cells})
        made._origin = origin
        return made

    @property
    def origin(self) -> Origin | None:
        """Where the row stands if a file beside the draft holds it."""
        return self._origin

    @property
    def key(self) -> str:
        """The key of its cells."""
        return "o" if self.tong is None else "tong"

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells of a row or a total."""
        return self.o or self.tong or ()


class _FileOrRows:
    """Lets rows be written as the name of the file that they stand in."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Read a name as the only row."""
        return no_info_before_validator_function(_as_rows, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Describe the name beside the rows."""
        return {"anyOf": [{"type": "string"}, handler(schema)]}


def _as_rows(value: Any) -> Any:
    return [{FILE: value}] if isinstance(value, str) else value


class Bang(Part):
    """Bảng."""

    ten: Text | None = Field(
        default=None, title="Tên bảng", description="In đậm ở giữa, trên bảng.", examples=["Danh sách các xã"]
    )
    don_vi: Text | None = Field(
        default=None, title="Đơn vị tính", description="In nghiêng ở góc phải trên bảng.", examples=["Đơn vị tính: triệu đồng"]
    )
    tt: StrictBool = Field(default=False, title="Thứ tự", description="Thêm cột «TT» đánh số các dòng.", examples=[True])
    kho_ngang: StrictBool = Field(
        default=False, title="Khổ ngang", description="In bảng trên trang giấy ngang.", examples=[True]
    )
    cot: Annotated[tuple[Cot, ...], Field(min_length=1)] = Field(
        title="Các cột", description="Tên cột, hoặc tên kèm bề rộng và cách căn.", examples=[["Nội dung", "Ghi chú"]]
    )
    dong: Annotated[tuple[Dong, ...], Field(min_length=1), _FileOrRows()] = Field(
        title="Các dòng",
        description="Mỗi dòng một danh sách ô; hoặc tên tệp .csv, .xlsx có các dòng ấy.",
        examples=[[["Đường thôn 2", "Đã nghiệm thu"]]],
    )

    @field_validator("dong", mode="after")
    @classmethod
    def _with_rows_of_files(cls, rows: tuple[Dong, ...], info: ValidationInfo) -> tuple[Dong, ...]:
        """Put the rows of files in the place of their names, as far as they have been read."""
        sheets: Sheets = (info.context or {}).get(CONTEXT, {})
        if not any(row.tep in sheets for row in rows):
            return rows
        names = tuple(unaccented(column.ten) for _rest, column in leaves(info.data.get("cot", ()), ()))
        return tuple(one for place, row in enumerate(rows) for one in _rows_of_file(row, place, sheets, names))


def _rows_of_file(row: Dong, place: int, sheets: Sheets, names: tuple[str, ...]) -> Iterator[Dong]:
    """Yield the rows that ``row`` stands for; the first row of a file may repeat the ``names`` of the columns, which are given
    without accents.
    """
    if row.tep is None or row.tep not in sheets:
        yield row
        return
    for index, one in enumerate(sheets[row.tep]):
        if index or tuple(map(unaccented, one.cells)) != names:
            yield Dong.of_file(one, Origin(place, row.tep, one.line))


def leaves(columns: tuple[Cot, ...], at: Path) -> Iterator[tuple[Path, Cot]]:
    """Yield the columns that have cells, in their order, each with its place; ``at`` is that of ``columns``."""
    for index, column in enumerate(columns):
        if column.cot:
            yield from leaves(column.cot, (*at, index, "cot"))
        else:
            yield (*at, index), column


TABLE = {"cot": ["Nội dung", "Ghi chú"], "dong": [["Đường thôn 2", "Xong"]]}
"""An example of a table."""

Tables = Annotated[tuple[Bang, ...], Field(min_length=1), ONE_OR_MANY]
"""One table or several."""
