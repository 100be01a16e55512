"""Tells what is wrong with a value as a drafter would want to hear it: in Vietnamese, one mistake in one message."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ctct.diagnostics import Diagnostic, Path, error, nearest
from ctct.model.types import LEVEL_NAMES

if TYPE_CHECKING:
    from ctct.model.fields import Field

TEXT = "một đoạn chữ"
WHOLE_NUMBER = "một số nguyên"
NUMBER = "một số"
SWITCH = "true hoặc false"
LIST = "một danh sách, mỗi dòng bắt đầu bằng «- »"
MAPPING = "các dòng «mã: giá trị»"
PART = "các dòng «khóa: giá trị»"


def missing(at: Path, field: Field) -> Diagnostic:
    """Return the finding that the key which ends ``at`` is not there."""
    example = f", ví dụ: {in_one_line(field.examples[0])}"
    return error("MH01", at, f"thiếu «{at[-1]}» ({field.title.lower()})", f"thêm «{at[-1]}: …»{example}")


def unknown_key(at: Path, fields: Mapping[str, Field]) -> Diagnostic:
    """Return the finding that the key which ends ``at`` is not one of ``fields``."""
    key = str(at[-1])
    if key in LEVEL_NAMES and "noi_dung" in fields:
        message = f"không đặt được cấp {LEVEL_NAMES[key]} («{key}») ở đây"
        return error("MH02", at, message, "phần là cấp cao nhất; mục, khoản, điểm nằm trong phần", on_key=True)
    plain = unaccented(key)
    titles = {unaccented(field.title): name for name, field in fields.items()}
    hint = f"có phải «{titles[plain]}»?" if plain in titles else nearest(plain, fields)
    return error("MH02", at, f"không có mục «{key}» ở đây", hint or f"các mục dùng được: {', '.join(fields)}", on_key=True)


def wrong_type(at: Path, wanted: str, value: Any) -> Diagnostic:
    """Return the finding that ``value`` is of another kind than the one ``wanted``."""
    if value is None:
        return empty(at)
    given = _GIVEN.get(type(value), lambda value: f"«{value}»")(value)
    hint = None
    if wanted == TEXT and isinstance(value, bool | int | float):
        hint = f'để trong dấu nháy: "{str(value).lower() if isinstance(value, bool) else value}"'
    elif wanted == TEXT and isinstance(value, dict):
        hint = "nếu đây là lời văn có dấu «:», để cả câu trong dấu nháy kép"
    elif wanted == WHOLE_NUMBER and isinstance(value, str) and value.strip().isdecimal():
        hint = f"ghi {int(value)}, không có dấu nháy"
    return error("MH03", at, f"{given}, mà «{_last_key(at)}» cần {wanted}", hint)


def not_among(at: Path, value: Any, choices: list[str]) -> Diagnostic:
    """Return the finding that ``value`` is none of ``choices``."""
    hint = nearest(unaccented(str(value)), choices) or nearest(str(value), choices)
    every = "các giá trị dùng được: " + ", ".join(f"«{choice}»" for choice in choices)
    return error("MH04", at, f"«{value}» không phải một giá trị của «{_last_key(at)}»", hint or every)


def bad_id(at: Path, value: str, *, on_key: bool) -> Diagnostic:
    """Return the finding that ``value`` cannot be an id."""
    better = unaccented(value).replace("_", "-").lstrip("-0123456789")
    message = f"mã «{value}» không dùng được: mã chỉ gồm chữ thường không dấu, chữ số, nối bằng «-», bắt đầu bằng chữ"
    return error("MH05", at, message, f"ghi «{better}»" if better else None, on_key=on_key)


def empty(at: Path) -> Diagnostic:
    """Return the finding that nothing stands where something must."""
    return error("MH06", at, f"«{_last_key(at)}» chưa có gì", "ghi nội dung, hoặc bỏ cả dòng này đi")


def invalid(at: Path, fault: ValueError) -> Diagnostic:
    """Return the finding of which ``fault`` has the words."""
    return error("MH07", at, str(fault))


def too_small(at: Path, value: float, bound: str) -> Diagnostic:
    """Return the finding that ``value`` is not within ``bound``."""
    return error("MH08", at, f"«{value}» quá nhỏ; {bound}")


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
