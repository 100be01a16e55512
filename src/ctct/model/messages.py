"""Tells Pydantic's findings as a drafter would want to hear them: in Vietnamese, one mistake in one message."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from ctct.diagnostics import Diagnostic, Path, Rejected, error, nearest
from ctct.model.paths import as_written
from ctct.model.types import LEVEL_NAMES

Model = TypeVar("Model", bound=BaseModel)


def validate(model: type[Model], value: Any) -> Model:
    """Return ``value`` as a ``model``. Raises :class:`Rejected` with every fault, each at its path."""
    try:
        return model.model_validate(value)
    except ValidationError as fault:
        raise Rejected(replace(one, at=as_written(value, one.at)) for one in diagnostics_of(model, fault)) from None


def diagnostics_of(model: type[BaseModel], fault: ValidationError) -> list[Diagnostic]:
    """Return one finding for each fault."""
    return [_tell(model, detail) for detail in fault.errors(include_url=False)]


def _tell(model: type[BaseModel], detail: ErrorDetails) -> Diagnostic:
    at: Path = detail["loc"]
    value = detail.get("input")
    if at and at[-1] == "[key]":
        return _bad_id(at[:-1], str(value), on_key=True)
    kind = detail["type"]
    if kind in _TELL:
        return _TELL[kind](model, at, detail)
    if value is None:
        return _empty(model, at, detail)
    return _wrong_type(at, kind, value)


def _missing(model: type[BaseModel], at: Path, detail: ErrorDetails) -> Diagnostic:
    field = _fields_at(model, at[:-1]).get(str(at[-1]))
    example = f", ví dụ: {_as_written(field.examples[0])}" if field and field.examples else ""
    return error("MH01", at, f"thiếu «{at[-1]}»{_titled(field)}", f"thêm «{at[-1]}: …»{example}")


def _empty(model: type[BaseModel], at: Path, detail: ErrorDetails) -> Diagnostic:
    return error("MH06", at, f"«{_last_key(at)}» chưa có gì", "ghi nội dung, hoặc bỏ cả dòng này đi")


_TELL: dict[str, Callable[[type[BaseModel], Path, ErrorDetails], Diagnostic]] = {
    "missing": _missing,
    "extra_forbidden": lambda model, at, detail: _unknown_key(model, at),
    "string_pattern_mismatch": lambda model, at, detail: _bad_id(at, str(detail["input"]), on_key=False),
    "literal_error": lambda model, at, detail: _not_among(at, detail["input"], _choices(model, at)),
    "value_error": lambda model, at, detail: error("MH07", at, str(detail["ctx"]["error"])),
    "too_short": _empty,
    "string_too_short": _empty,
    "greater_than_equal": lambda model, at, detail: error(
        "MH08", at, f"«{detail['input']}» quá nhỏ; ít nhất là {detail['ctx']['ge']}"
    ),
}


def _last_key(at: Path) -> str:
    return next((str(step) for step in reversed(at) if isinstance(step, str)), "dự thảo")


def _titled(field: FieldInfo | None) -> str:
    return f" ({field.title.lower()})" if field and field.title else ""


def _as_written(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_as_written(item)}" for key, item in value.items()) + "}"
    return f"[{', '.join(map(_as_written, value))}]" if isinstance(value, list) else str(value)


def _unknown_key(model: type[BaseModel], at: Path) -> Diagnostic:
    key = str(at[-1])
    fields = _fields_at(model, at[:-1])
    if key in LEVEL_NAMES and "noi_dung" in fields:
        message = f"không đặt được cấp {LEVEL_NAMES[key]} («{key}») ở đây"
        return error("MH02", at, message, "phần là cấp cao nhất; mục, khoản, điểm nằm trong phần", on_key=True)
    plain = unaccented(key)
    titles = {unaccented(field.title or ""): name for name, field in fields.items()}
    hint = f"có phải «{titles[plain]}»?" if plain in titles else nearest(plain, fields)
    return error("MH02", at, f"không có mục «{key}» ở đây", hint or f"các mục dùng được: {', '.join(fields)}", on_key=True)


def unaccented(text: str) -> str:
    """Return a name as a key: ``Chương trình`` becomes ``chuong_trinh``."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "_", "".join(c for c in letters if not unicodedata.combining(c))).strip("_")


def _bad_id(at: Path, value: str, *, on_key: bool) -> Diagnostic:
    better = unaccented(value).replace("_", "-").lstrip("-0123456789")
    message = f"mã «{value}» không dùng được: mã chỉ gồm chữ thường không dấu, chữ số, nối bằng «-», bắt đầu bằng chữ"
    return error("MH05", at, message, f"ghi «{better}»" if better else None, on_key=on_key)


def _not_among(at: Path, value: Any, choices: list[str]) -> Diagnostic:
    hint = nearest(unaccented(str(value)), choices) or nearest(str(value), choices)
    every = "các giá trị dùng được: " + ", ".join(f"«{choice}»" for choice in choices)
    return error("MH04", at, f"«{value}» không phải một giá trị của «{_last_key(at)}»", hint or every)


_WANTED = {
    "string": "một đoạn chữ",
    "int": "một số nguyên",
    "bool": "true hoặc false",
    "tuple": "một danh sách, mỗi dòng bắt đầu bằng «- »",
    "dict": "các dòng «mã: giá trị»",
    "model": "các dòng «khóa: giá trị»",
}
_GIVEN: dict[type, Callable[[Any], str]] = {
    str: lambda value: f"«{value if len(value) <= 60 else value[:57] + '…'}» là chữ",
    bool: lambda value: f"«{str(value).lower()}» là giá trị đúng/sai",
    int: lambda value: f"«{value}» là số",
    float: lambda value: f"«{value}» là số lẻ",
    list: lambda value: "đây là một danh sách",
    dict: lambda value: "đây là các dòng «khóa: giá trị»",
}


def _wrong_type(at: Path, kind: str, value: Any) -> Diagnostic:
    wanted = _WANTED.get(kind.split("_", maxsplit=1)[0], "một giá trị khác")
    given = _GIVEN.get(type(value), lambda value: f"«{value}»")(value)
    hint = None
    if kind == "string_type" and isinstance(value, bool | int | float):
        hint = f'để trong dấu nháy: "{str(value).lower() if isinstance(value, bool) else value}"'
    elif kind == "string_type" and isinstance(value, dict):
        hint = "nếu đây là lời văn có dấu «:», để cả câu trong dấu nháy kép"
    elif kind == "int_type" and isinstance(value, str) and value.strip().isdecimal():
        hint = f"ghi {int(value)}, không có dấu nháy"
    return error("MH03", at, f"{given}, mà «{_last_key(at)}» cần {wanted}", hint)


def _fields_at(model: type[BaseModel], at: Path) -> dict[str, FieldInfo]:
    """Return the fields of the model that stands at ``at``, or nothing where no model does."""
    found: list[type[BaseModel]] = [model]
    for step in at:
        if isinstance(step, str):
            found = [inner for outer in found for inner in _models_under(outer, step)] or found
    return dict(found[0].model_fields)


def _models_under(model: type[BaseModel], key: str) -> Iterator[type[BaseModel]]:
    field = model.model_fields.get(key)
    return _models_in(field.annotation) if field else iter(())


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models_in(inner)


def _choices(model: type[BaseModel], at: Path) -> list[str]:
    key = _last_key(at)
    field = _fields_at(model, at[: len(at) - 1 - at[::-1].index(key)]).get(key) if key in at else None
    return list(_literals(field.annotation)) if field else []


def _literals(annotation: Any) -> Iterator[str]:
    for inner in get_args(annotation):
        if isinstance(inner, str | int):
            yield str(inner)
        else:
            yield from _literals(inner)
