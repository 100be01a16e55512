"""What the models promise: whatever is written is read or refused, and what is read says what was written."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field, StrictBool, ValidationError
from pydantic_core.core_schema import CoreSchemaType, ErrorType

from ctct.diagnostics import Rejected
from ctct.model.body import KemTheo, PhuLuc
from ctct.model.config import Config
from ctct.model.directory import DanhBa
from ctct.model.document import VanBan
from ctct.model.jsonschema import SCHEMAS
from ctct.model.kinds import Text
from ctct.model.messages import SENTENCES
from ctct.model.part import ShortPart
from ctct.model.tables import Bang
from ctct.model.validation import validate
from drafts import drafts

KEYS = sorted({key for part in (VanBan, DanhBa, Config, KemTheo, PhuLuc, Bang) for key in part.model_fields})
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 3000) | st.floats(allow_nan=True) | st.text(max_size=8) | st.sampled_from(KEYS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=4), inner, max_size=5),
    max_leaves=12,
)
HEAD: dict[str, Any] = {
    "loai": "bao_cao",
    "so_ky_hieu": "05-BC/TU",
    "ngay": "06/4/2021",
    "trich_yeu": "kết quả",
    "noi_dung": "Lời văn.",
    "nguoi_ky": {"ho_ten": "Lê Thị Hạnh"},
}


class Person(ShortPart):
    """A person."""

    bare_key = "name"

    name: Text = Field(title="Name", description="What the person is called.", examples=["Ann"])
    post: Text | None = Field(default=None, title="Post", description="What the person does.", examples=["clerk"])
    here: StrictBool = Field(default=True, title="Here", description="Whether the person is here.", examples=[False])


def faults(model: type[BaseModel], value: Any) -> list[str]:
    with pytest.raises(Rejected) as refused:
        validate(model, value)
    return [f"{one.code} {'.'.join(map(str, one.at))}" for one in refused.value.diagnostics]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(list(SCHEMAS.values())), VALUES)
def test_anything_is_read_or_refused(model: type[BaseModel], value: Any) -> None:
    try:
        read = validate(model, value)
    except Rejected as refused:
        for one in refused.diagnostics:
            assert one.message
            assert one.code.startswith("MH")
    else:
        assert validate(model, value) == read


def test_what_is_left_out_is_what_the_part_says_it_means() -> None:
    ann = validate(Person, "Ann")
    assert (ann.name, ann.post, ann.here) == ("Ann", None, True)
    assert ann == validate(Person, {"name": " Ann ", "post": None, "here": True})
    assert "here" not in ann.model_fields_set
    assert ann.model_copy(update={"here": False}).model_dump(exclude_none=True) == {"name": "Ann", "here": False}


def test_every_fault_is_told_at_its_place_in_one_reading() -> None:
    assert faults(Person, {"post": 5, "here": None, "age": 3}) == ["MH03 post", "MH06 here", "MH02 age", "MH01 name"]
    assert faults(Person, ["Ann"]) == ["MH03 "], "what stands for the part stands where the part does"


def test_what_was_read_does_not_change() -> None:
    ann = validate(Person, "Ann")
    with pytest.raises(ValidationError):
        ann.name = "Bob"
    assert ann.name == "Ann"


@settings(max_examples=60, deadline=None)
@given(drafts())
def test_what_is_dumped_is_read_again_as_the_same(value: dict[str, Any]) -> None:
    read = VanBan.model_validate(value)
    assert VanBan.model_validate(read.model_dump()) == read
    assert VanBan.model_validate(read.model_dump(exclude_none=True)) == read
    assert VanBan.model_validate_json(read.model_dump_json()) == read


def test_python_may_write_what_yaml_cannot() -> None:
    """Tuples for lists, dates for days, parts that have been read already."""
    written = validate(VanBan, {**HEAD, "noi_dung": ["a", "b"], "bo_qua": [{"ma": "SKH02", "ly_do": "x", "den": "31/12/2026"}]})
    given = validate(
        VanBan,
        {
            **HEAD,
            "ngay": date(2021, 4, 6),
            "noi_dung": ("a", "b"),
            "bo_qua": ({"ma": "SKH02", "ly_do": "x", "den": date(2026, 12, 31)},),
            "nguoi_ky": written.nguoi_ky,
        },
    )
    assert given == written
    assert faults(VanBan, {**HEAD, "noi_dung": ("a", 5), 3: "x"}) == ["MH03 noi_dung.1", "MH02 3"]


def test_a_key_is_told_apart_from_the_mark_that_pydantic_puts_behind_it() -> None:
    assert faults(VanBan, {**HEAD, "chu_thich": {"[key]": 5, "a": 5}}) == [
        "MH05 chu_thich.[key]",
        "MH03 chu_thich.[key]",
        "MH03 chu_thich.a",
    ]


def test_what_only_python_can_write_is_told_too() -> None:
    endless: dict[str, Any] = {"ten": "x"}
    endless["khoan"] = [endless]
    deep: dict[str, Any] = {"ten": "x"}
    for _ in range(2000):
        deep = {"ten": "x", "khoan": [deep]}
    for node in (endless, deep):
        told = faults(VanBan, {**HEAD, "khoan": [node]})
        assert len(told) == 1
        assert told[0].startswith("MH07 khoan")
    assert faults(VanBan, {**HEAD, "trich_yeu": "a\ud800"}) == ["MH07 trich_yeu.0"]


# --- no type of error without a sentence ------------------------------------------------------------------------------


def nodes_of(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield every piece of a core schema that validates something."""
    if isinstance(schema, dict):
        if isinstance(schema.get("type"), str):
            yield schema
        for key, value in schema.items():
            if key not in ("metadata", "serialization", "default"):
                yield from nodes_of(value)
    elif isinstance(schema, list | tuple):
        for value in schema:
            yield from nodes_of(value)


def features_of(model: type[BaseModel]) -> Iterator[str]:
    """Yield the kinds of the pieces, which of them convert, and what they are told to look at."""
    model.model_rebuild()
    for node in nodes_of(model.__pydantic_core_schema__):
        kind = node["type"].replace("-", "_")
        yield kind
        yield from (key for key, value in node.items() if value is not None)
        if not node.get("strict"):
            yield f"lax {kind}"
        if node.get("allow_inf_nan") is False:
            yield "finite"


NEEDS = {
    "greater_than": "gt", "greater_than_equal": "ge", "less_than": "lt", "less_than_equal": "le", "multiple_of": "multiple_of",
    "finite_number": "finite", "too_short": "min_length", "too_long": "max_length", "string_too_short": "min_length",
    "string_too_long": "max_length", "string_pattern_mismatch": "pattern", "string_not_ascii": "ascii_only", "string": "str",
    "int_parsing": "lax int", "int_parsing_size": "lax int", "int_from_float": "lax int", "float_parsing": "lax float",
    "bool_parsing": "lax bool", "iterable_type": "generator", "iteration_error": "tuple", "mapping_type": "mapping",
    "frozen_set": "frozenset", "frozen_dict": "frozendict", "time_delta": "timedelta", "timezone": "datetime",
    "default_factory_not_called": "default_factory", "union_tag": "tagged_union", "arguments": "arguments",
    "multiple_argument_values": "arguments", "unexpected": "arguments", "missing_argument": "arguments",
    "missing_keyword": "arguments", "missing_positional": "arguments", "invalid_key": "model", "frozen": "validate_assignment",
    "no_such_attribute": "validate_assignment", "get_attribute_error": "from_attributes", "needs_python_object": "is_instance",
    "model_attributes_type": "from_attributes", "assertion_error": "a validator that asserts",
}  # fmt: skip
"""What a model must have for errors to be raised whose names begin so, where it is not a kind of schema of that name."""


def test_every_type_of_error_has_its_sentence() -> None:
    """Of all types that Pydantic knows those are ruled out that need what no model has; one that is new is not."""
    kinds = {kind.replace("-", "_"): kind.replace("-", "_") for kind in get_args(CoreSchemaType)}
    features = {feature for model in SCHEMAS.values() for feature in features_of(model)}
    possible = set()
    for kind in get_args(ErrorType):
        beginnings = [start for start in {**kinds, **NEEDS} if kind == start or kind.startswith(f"{start}_")]
        need = {**kinds, **NEEDS}[max(beginnings, key=len)] if beginnings else None
        if need is None or need in features:
            possible.add(kind)
    assert possible - SENTENCES.keys() == set()
