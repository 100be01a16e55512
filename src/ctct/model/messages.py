"""Tells what Pydantic refuses as a drafter would want to hear it: in Vietnamese, one mistake in one message."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ctct.diagnostics import Diagnostic, Path, error, excerpt, nearest
from ctct.model.types import LEVEL_NAMES
from ctct.source.bullets import BULLETS

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

_TEXT, _WHOLE_NUMBER = "một đoạn chữ", "một số nguyên"
_LIST = "một danh sách, mỗi dòng bắt đầu bằng «- »"


class Fault(NamedTuple):
    """What is known of one fault: where it is, what stands there, whether it is the key itself that is wrong, what Pydantic
    has to add, which words could stand there, and the fields of the part that has the key which ends ``at``.
    """

    at: Path
    value: Any
    on_key: bool
    context: Mapping[str, Any]
    choices: list[str]
    fields: Mapping[str, FieldInfo]


def missing(fault: Fault) -> Diagnostic:
    """Return the finding that the key which ends ``at`` is not there."""
    key = str(fault.at[-1])
    field = fault.fields[key]
    example = f", ví dụ: {in_one_line(field.examples[0])}" if field.examples else ""
    return error("MH01", fault.at, f"thiếu «{key}» ({(field.title or key).lower()})", f"thêm «{key}: …»{example}")


def unknown_key(fault: Fault) -> Diagnostic:
    """Return the finding that the key which ends ``at`` is not one of ``fields``."""
    at, fields = fault.at, fault.fields
    key = str(at[-1])
    if key in LEVEL_NAMES and "noi_dung" in fields:
        message = f"không đặt được cấp {LEVEL_NAMES[key]} («{key}») ở đây"
        return error("MH02", at, message, "phần là cấp cao nhất; mục, khoản, điểm nằm trong phần", on_key=True)
    if " " in key and "noi_dung" in fields and isinstance(fault.value, str | int | float):
        in_quotes = f'nếu là lời văn thì đặt cả dòng trong dấu nháy: "{key}: {fault.value}"'
        return error("MH02", at, f"dấu «:» làm «{key}» bị hiểu là một khóa", in_quotes, on_key=True)
    plain = unaccented(key)
    titles = {unaccented(field.title or name): name for name, field in fields.items()}
    hint = f"có phải «{titles[plain]}»?" if plain in titles else nearest(plain, fields)
    return error(
        "MH02",
        at,
        f"không có khóa «{excerpt(str(key))}» ở đây",
        hint or f"các khóa dùng được: {', '.join(fields)}",
        on_key=True,
    )


def wrong_type(wanted: str, fault: Fault) -> Diagnostic:
    """Return the finding that the value is of another kind than the one ``wanted``."""
    at, value = fault.at, fault.value
    if value is None:
        return empty(fault)
    given = next((_GIVEN[kind](value) for kind in type(value).__mro__ if kind in _GIVEN), f"«{value}»")
    hint = None
    if wanted == _TEXT and isinstance(value, bool | int | float):
        hint = f'để trong dấu nháy: "{str(value).lower() if isinstance(value, bool) else value}"'
    elif wanted == _TEXT and isinstance(value, dict):
        hint = "nếu đây là lời văn có dấu «:», để cả câu trong dấu nháy kép"
    elif wanted == _LIST and isinstance(value, str) and value and value[0] in BULLETS:
        hint = f"mỗi dòng mở đầu bằng «- » thay cho «{value[0]}»"
    elif wanted == _WHOLE_NUMBER and isinstance(value, str) and value.strip().isdecimal() and len(value) < 10:
        hint = f"ghi {int(value)}, không có dấu nháy"
    return error("MH03", at, f"{given}, mà «{_last_key(at)}» cần {wanted}", hint)


def not_among(fault: Fault) -> Diagnostic:
    """Return the finding that the value is none of ``choices``."""
    at, value, choices = fault.at, fault.value, fault.choices
    if value is None:
        return empty(fault)
    hint = nearest(unaccented(str(value)), choices) or nearest(str(value), choices)
    every = "các giá trị dùng được: " + ", ".join(f"«{choice}»" for choice in choices)
    return error("MH04", at, f"«{excerpt(str(value))}» không phải một giá trị của «{_last_key(at)}»", hint or every)


def bad_id(fault: Fault) -> Diagnostic:
    """Return the finding that the value cannot be an id."""
    better = unaccented(fault.value).replace("_", "-").lstrip("-0123456789")
    message = f"mã «{fault.value}» không dùng được: mã chỉ gồm chữ thường không dấu, chữ số, nối bằng «-», bắt đầu bằng chữ"
    return error("MH05", fault.at, message, f"ghi «{better}»" if better else None, on_key=fault.on_key)


def empty(fault: Fault) -> Diagnostic:
    """Return the finding that nothing stands where something must."""
    return error("MH06", fault.at, f"«{_last_key(fault.at)}» chưa có gì", "ghi nội dung, hoặc bỏ cả dòng này đi")


def too_short(fault: Fault) -> Diagnostic | None:
    """Return the finding that a list holds nothing; Pydantic counts what is sound in it, and what is not is told already."""
    return None if fault.value else empty(fault)


def invalid(fault: Fault) -> Diagnostic:
    """Return the finding of which a validator of the model has the words."""
    return error("MH07", fault.at, str(fault.context["error"]))


def unreadable(fault: Fault) -> Diagnostic:
    """Return the finding that a text holds half a character: Python can, no document can."""
    return error("MH07", fault.at, f"«{_last_key(fault.at)}» có ký tự không thể có trong văn bản", "xóa ký tự ấy rồi gõ lại")


def too_deep(fault: Fault) -> Diagnostic:
    """Return the finding that a value holds itself, or nearly endless others."""
    return error("MH07", fault.at, f"«{_last_key(fault.at)}» lồng nhau quá sâu, hoặc chứa chính nó", "bớt số cấp lồng nhau")


def too_small(bound: str, fault: Fault) -> Diagnostic:
    """Return the finding that the value is not within ``bound``."""
    return error("MH08", fault.at, f"«{fault.value}» quá nhỏ; {bound.format(**fault.context)}")


def too_large(fault: Fault) -> Diagnostic:
    """Return the finding that the value is beyond its bound."""
    return error("MH08", fault.at, f"«{fault.value}» quá lớn; nhiều nhất là {fault.context['le']}")


def unforeseen(fault: Fault) -> Diagnostic:
    """Return the finding of a type of error that a later Pydantic may have and this table does not."""
    return wrong_type("một giá trị khác", fault)


def unaccented(text: str) -> str:
    """Return a name as a key: ``Chương trình`` becomes ``chuong_trinh``."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return re.sub(r"[^a-z0-9]+", "_", "".join(c for c in letters if not unicodedata.combining(c))).strip("_")


def in_one_line(value: Any) -> str:
    """Return a value as a draft has it, in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {in_one_line(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(in_one_line, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _last_key(at: Path) -> str:
    return next((str(step) for step in reversed(at) if isinstance(step, str)), "dự thảo")


_GIVEN: dict[type, Callable[[Any], str]] = {
    str: lambda value: f"«{value if len(value) <= 60 else value[:57] + '…'}» là chữ",
    bool: lambda value: f"«{str(value).lower()}» là giá trị đúng/sai",
    int: lambda value: f"«{value}» là số",
    float: lambda value: f"«{value}» là số lẻ",
    list: lambda value: "đây là một danh sách",
    dict: lambda value: "đây là các dòng «khóa: giá trị»",
}

SENTENCES: dict[str, Callable[[Fault], Diagnostic | None]] = {
    "missing": missing,
    "extra_forbidden": unknown_key,
    "invalid_key": unknown_key,
    "string_type": partial(wrong_type, _TEXT),
    "int_type": partial(wrong_type, _WHOLE_NUMBER),
    "float_type": partial(wrong_type, "một số"),
    "bool_type": partial(wrong_type, "true hoặc false"),
    "finite_number": partial(wrong_type, "một số có hạn"),
    "tuple_type": partial(wrong_type, _LIST),
    "iteration_error": partial(wrong_type, _LIST),
    "dict_type": partial(wrong_type, "các dòng «mã: giá trị»"),
    "model_type": partial(wrong_type, "các dòng «khóa: giá trị»"),
    "literal_error": not_among,
    "string_pattern_mismatch": bad_id,
    "string_unicode": unreadable,
    "string_too_short": empty,
    "too_short": too_short,
    "value_error": invalid,
    "recursion_loop": too_deep,
    "recursion_depth_exceeded": too_deep,
    "greater_than": partial(too_small, "phải lớn hơn {gt:g}"),
    "greater_than_equal": partial(too_small, "ít nhất là {ge}"),
    "less_than_equal": too_large,
}
"""What is said of each type of error that the models can raise."""
