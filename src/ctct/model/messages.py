"""Tells what Pydantic refuses as a drafter would want to hear it: in Vietnamese, one mistake in one message."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from ctct.diagnostics import Diagnostic, Path, error, excerpt, nearest
from ctct.language import N_, _
from ctct.model.types import LEVEL_NAMES
from ctct.source.bullets import BULLETS
from ctct.source.quoting import quoted
from ctct.source.unaccented import as_id, unaccented

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

_TEXT, _WHOLE_NUMBER, _NUMBER = N_("một đoạn chữ"), N_("một số nguyên"), N_("một số")
_LIST = N_("một danh sách, mỗi dòng bắt đầu bằng «- »")


class Fault(NamedTuple):
    """What is known of one fault: where it is, what stands there, whether it is the key itself that is wrong, what Pydantic
    has to add, which words could stand there, the fields of the part that has the key which ends ``at``, and the other keys
    that are written ``beside`` it.
    """

    at: Path
    value: Any
    on_key: bool
    context: Mapping[str, Any]
    choices: list[str]
    fields: Mapping[str, FieldInfo]
    beside: tuple[str, ...] = ()


def missing(fault: Fault) -> Diagnostic:
    """Return the finding that the key which ends ``at`` is not there."""
    key = str(fault.at[-1])
    field = fault.fields[key]
    example = _(", ví dụ: {examples}", examples=in_one_line(field.examples[0])) if field.examples else ""
    return error(
        "MH01",
        fault.at,
        _("thiếu «{key}» ({title})", key=key, title=_(field.title or key).lower()),
        _("thêm «{key}: …»{example}", key=key, example=example),
    )


def unknown_key(fault: Fault) -> Diagnostic:
    """Return the finding that the key which ends ``at`` is not one of ``fields``."""
    at, fields = fault.at, fault.fields
    key = str(at[-1])
    if key in LEVEL_NAMES and "noi_dung" in fields:
        message = _("không đặt được cấp {level} («{key}») ở đây", level=LEVEL_NAMES[key], key=key)
        return error("MH02", at, message, _("phần là cấp cao nhất; mục, khoản, điểm nằm trong phần"), on_key=True)
    meant = _field_meant(key, fields)
    is_line = len(at) > 1 and not fault.beside and isinstance(fault.value, str | int | float)
    if " " in key and "noi_dung" in fields and is_line:
        return sentence_as_pair(at[:-1], key, fault.value, or_key=meant)
    if key in tuple(BULLETS):
        message = _("«{key}» không mở được một mục, cũng không phải một khóa", key=key)
        return error("MH02", at, message, _("mục mở đầu bằng «- », thụt vào dưới khóa của danh sách"), on_key=True)
    is_sentence = " " in key and not meant and not nearest(unaccented(key), fields, at_least=0.85)
    if is_sentence and len(at) > 1 and "noi_dung" in fields and isinstance(fault.value, str | int | float):
        message = _("«{key}» bị hiểu là một khóa vì có dấu «:» đứng sau", key=excerpt(key))
        return error(
            "MH02", at, message, _("ghi lời văn thành «noi_dung: {key}»", key=quoted(f"{key}: {fault.value}")), on_key=True
        )
    hint = _("có phải «{meant}»?", meant=meant) if meant else nearest(unaccented(key), fields)
    fix = meant if meant and meant not in fault.beside else None
    hint = hint or _("các khóa dùng được: {fields}", fields=", ".join(fields))
    return error("MH02", at, _("không có khóa «{key}» ở đây", key=excerpt(str(key))), hint, on_key=True, fix=fix)


def _field_meant(key: str, fields: Mapping[str, FieldInfo]) -> str | None:
    """Return the field whose name or title ``key`` is, but for accents, capitals and signs."""
    plain = unaccented(key)
    titles = [name for name, field in fields.items() if unaccented(field.title or name) == plain]
    return plain if plain in fields else titles[0] if len(titles) == 1 else None


def sentence_as_pair(at: Path, key: str, value: Any, or_key: str | None = None) -> Diagnostic:
    """Return the finding that the sentence at ``at`` was read as a key with its value; it may be quoted where ``key`` can be
    nothing else, such as the field ``or_key``.
    """
    sentence = f"{key}: {value}"
    hint = _("đặt cả câu trong dấu nháy: {sentence}", sentence=quoted(sentence))
    if or_key:
        hint = _("có phải «{right}»? nếu là lời văn thì {hint}", right=or_key, hint=hint)
    is_safe = or_key is None and isinstance(value, str)
    return error(
        "MH02",
        at,
        _("«{key}» bị hiểu là một khóa vì có dấu «:» đứng sau", key=excerpt(key)),
        hint,
        fix=sentence if is_safe else None,
    )


def wrong_type(wanted: str, fault: Fault) -> Diagnostic:
    """Return the finding that the value is of another kind than the one ``wanted``."""
    at, value = fault.at, fault.value
    if value is None:
        return empty(fault)
    if wanted == _TEXT and isinstance(value, dict) and len(value) == 1 and isinstance(at[-1], int):
        key, said = next(iter(value.items()))
        if isinstance(said, str | int | float):
            return sentence_as_pair(at, key, said)
    given = next((_GIVEN[kind](value) for kind in type(value).__mro__ if kind in _GIVEN), f"«{value}»")
    hint = _how_to_write(wanted, value) or _as_in_example(fault)
    return error("MH03", at, _("{given}, mà «{key}» cần {wanted}", given=given, key=_last_key(at), wanted=_(wanted)), hint)


def _as_in_example(fault: Fault) -> str | None:
    """Return the hint that shows how the part is written for which something short stands."""
    field = fault.fields.get(_last_key(fault.at))
    is_short = isinstance(fault.value, str | int | float) and not isinstance(fault.value, bool)
    examples = field.examples if field and is_short else None
    return _("ghi như «{examples}»", examples=in_one_line(examples[0])) if examples else None


def _how_to_write(wanted: str, value: Any) -> str | None:
    """Return the hint how ``value`` becomes what is ``wanted``, if it was meant so."""
    if wanted in (_NUMBER, _WHOLE_NUMBER):
        return _as_number(value, whole=wanted == _WHOLE_NUMBER)
    if wanted == _TEXT and isinstance(value, bool | int | float):
        return _('để trong dấu nháy: "{value}"', value=str(value).lower() if isinstance(value, bool) else value)
    if wanted == _TEXT and isinstance(value, dict):
        return _("nếu đây là lời văn có dấu «:», để cả câu trong dấu nháy kép")
    if wanted != _LIST or not isinstance(value, str):
        return None
    if value[:1] == "-":
        return _("sau dấu «-» phải có dấu cách: «- …»")
    return _("mỗi dòng mở đầu bằng «- » thay cho «{value}»", value=value[0]) if value[:1] in tuple(BULLETS) else None


def _as_number(value: Any, *, whole: bool) -> str | None:
    """Return the hint how to write the number that ``value`` was meant as, if it was."""
    written = value.strip().replace(",", ".", 1) if isinstance(value, str) else ""
    if written.isdecimal():
        return _("ghi {written}, không có dấu nháy", written=written.lstrip("0") or 0)
    is_decimal = isinstance(value, float) or written.replace(".", "", 1).isdecimal()
    if not is_decimal:
        return None
    return _("ghi số không có phần lẻ") if whole else _("ghi {written}, với dấu chấm, không có dấu nháy", written=written)


def not_among(fault: Fault) -> Diagnostic:
    """Return the finding that the value is none of ``choices``."""
    at, value, choices = fault.at, fault.value, fault.choices
    if value is None:
        return empty(fault)
    plain = unaccented(str(value))
    hint = nearest(plain, choices) or nearest(str(value), choices)
    every = _("các giá trị dùng được: ") + ", ".join(f"«{choice}»" for choice in choices)
    message = _("«{value}» không phải một giá trị của «{key}»", value=excerpt(str(value)), key=_last_key(at))
    return error("MH04", at, message, hint or every, fix=plain if plain in choices and isinstance(value, str) else None)


def bad_id(fault: Fault) -> Diagnostic:
    """Return the finding that the value cannot be an id."""
    # The key of a work that recurs is two ids.
    parts = fault.value.split("@") if "@" in fault.context["pattern"] else [fault.value]
    better = "@".join(map(as_id, parts))
    message = _(
        "mã «{fault}» không dùng được: mã chỉ gồm chữ thường không dấu, chữ số, nối bằng «-», bắt đầu bằng chữ",
        fault=fault.value,
    )
    return error(
        "MH05", fault.at, message, _("ghi «{right}»", right=better) if better else None, on_key=fault.on_key, fix=better or None
    )


def empty(fault: Fault) -> Diagnostic:
    """Return the finding that nothing stands where something must."""
    return error("MH06", fault.at, _("«{key}» chưa có gì", key=_last_key(fault.at)), _("ghi nội dung, hoặc bỏ cả dòng này đi"))


def too_short(fault: Fault) -> Diagnostic | None:
    """Return the finding that a list holds nothing; Pydantic counts what is sound in it, and what is not is told already."""
    return None if fault.value else empty(fault)


def invalid(fault: Fault) -> Diagnostic:
    """Return the finding of which a validator of the model has the words."""
    return error("MH07", fault.at, str(fault.context["error"]))


def unreadable(fault: Fault) -> Diagnostic:
    """Return the finding that a text holds half a character: Python can, no document can."""
    return error(
        "MH07",
        fault.at,
        _("«{key}» có ký tự không thể có trong văn bản", key=_last_key(fault.at)),
        _("xóa ký tự ấy rồi gõ lại"),
    )


def too_deep(fault: Fault) -> Diagnostic:
    """Return the finding that a value holds itself, or nearly endless others."""
    return error(
        "MH07",
        fault.at,
        _("«{key}» lồng nhau quá sâu, hoặc chứa chính nó", key=_last_key(fault.at)),
        _("bớt số cấp lồng nhau"),
    )


def too_small(bound: str, fault: Fault) -> Diagnostic:
    """Return the finding that the value is not within ``bound``."""
    return error("MH08", fault.at, _("«{fault}» quá nhỏ; {bound}", fault=fault.value, bound=_(bound).format(**fault.context)))


def too_large(fault: Fault) -> Diagnostic:
    """Return the finding that the value is beyond its bound."""
    return error(
        "MH08", fault.at, _("«{fault}» quá lớn; nhiều nhất là {context}", fault=fault.value, context=fault.context["le"])
    )


def unforeseen(fault: Fault) -> Diagnostic:
    """Return the finding of a type of error that a later Pydantic may have and this table does not."""
    return wrong_type(N_("một giá trị khác"), fault)


def in_one_line(value: Any) -> str:
    """Return a value as a draft has it, in one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {in_one_line(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(in_one_line, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _last_key(at: Path) -> str:
    return next((str(step) for step in reversed(at) if isinstance(step, str)), _("dự thảo"))


_GIVEN: dict[type, Callable[[Any], str]] = {
    str: lambda value: _("«{value}» là chữ", value=value if len(value) <= 60 else value[:57] + "…"),
    bool: lambda value: _("«{value}» là giá trị đúng/sai", value=str(value).lower()),
    int: lambda value: _("«{value}» là số", value=value),
    float: lambda value: _("«{value}» là số lẻ", value=value),
    list: lambda value: _("đây là một danh sách"),
    dict: lambda value: _("đây là các dòng «khóa: giá trị»"),
}

SENTENCES: dict[str, Callable[[Fault], Diagnostic | None]] = {
    "missing": missing,
    "extra_forbidden": unknown_key,
    "invalid_key": unknown_key,
    "string_type": partial(wrong_type, _TEXT),
    "int_type": partial(wrong_type, _WHOLE_NUMBER),
    "float_type": partial(wrong_type, _NUMBER),
    "bool_type": partial(wrong_type, N_("true hoặc false")),
    "finite_number": partial(wrong_type, N_("một số có hạn")),
    "tuple_type": partial(wrong_type, _LIST),
    "iteration_error": partial(wrong_type, _LIST),
    "dict_type": partial(wrong_type, N_("các dòng «mã: giá trị»")),
    "model_type": partial(wrong_type, N_("các dòng «khóa: giá trị»")),
    "literal_error": not_among,
    "string_pattern_mismatch": bad_id,
    "string_unicode": unreadable,
    "string_too_short": empty,
    "too_short": too_short,
    "value_error": invalid,
    "recursion_loop": too_deep,
    "recursion_depth_exceeded": too_deep,
    "greater_than": partial(too_small, N_("phải lớn hơn {gt:g}")),
    "greater_than_equal": partial(too_small, N_("ít nhất là {ge}")),
    "less_than_equal": too_large,
}
"""What is said of each type of error that the models can raise."""
