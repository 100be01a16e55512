"""The shapes that the model is declared in: whatever is written is read or refused, and what is read says what was written."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctct.diagnostics import Rejected
from ctct.model.body import KemTheo, PhuLuc
from ctct.model.config import Config
from ctct.model.directory import DanhBa
from ctct.model.document import VanBan
from ctct.model.fields import Part, default, needed, optional, validate
from ctct.model.shapes import Switch, Text
from ctct.model.tables import Bang

KEYS = sorted({key for part in (VanBan, DanhBa, Config, KemTheo, PhuLuc, Bang) for key in part.fields})
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 3000) | st.floats(allow_nan=True) | st.text(max_size=8) | st.sampled_from(KEYS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=4), inner, max_size=5),
    max_leaves=12,
)


class Person(Part):
    """A person."""

    bare_key = "name"

    name: str = needed(Text(filled=True), "Name", "What the person is called.", "Ann")
    post: str | None = optional(Text(), "Post", "What the person does.", "clerk")
    here: bool = default(True, Switch(), "Here", "Whether the person is here.", False)


def faults(value: Any) -> list[str]:
    with pytest.raises(Rejected) as refused:
        validate(Person, value)
    return [f"{one.code} {'.'.join(map(str, one.at))}" for one in refused.value.diagnostics]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from((VanBan, DanhBa, Config)), VALUES)
def test_anything_is_read_or_refused(model: type[Part], value: Any) -> None:
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
    assert (ann.says("here"), ann.but(here=False).says("here")) == (False, True)
    assert ann.but(here=False).data() == {"name": "Ann", "here": False}


def test_every_fault_is_told_at_its_place_in_one_reading() -> None:
    assert faults({"post": 5, "here": None, "age": 3}) == ["MH03 post", "MH06 here", "MH02 age", "MH01 name"]
    assert faults(["Ann"]) == ["MH03 "], "what stands for the part stands where the part does"


def test_what_was_read_does_not_change() -> None:
    ann = validate(Person, "Ann")
    with pytest.raises(AttributeError):
        ann.name = "Bob"
    assert ann.name == "Ann"
