"""Reading again after a few letters: what it gives is what reading anew would give, or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as File
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ctct.diagnostics import Path, Rejected
from ctct.source.retyped import LIMIT_MOVES, retype
from ctct.source.spans import Spans
from ctct.source.yaml import load

EXAMPLES = File(__file__).parents[1] / "examples"
ODD = """a: b
c:
  - x y # remark
  - "q w"
  - 'it''s'
  - |
    line 1
    line 2

  - >+
    fold 1

    fold 2

d: e
h: [a, b c]
i: long
  more here
  and
j: -x
k: 12 a
l: true x
m:
"""
TEXTS = [ODD, *((EXAMPLES / name).read_text("utf-8") for name in ("quy-II-2021.yaml", "danh-ba/quang-ngai-khoa-xx.yaml"))]


def paths(value: Any, at: Path = ()) -> Iterator[Path]:
    yield at
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield from paths(value[key], (*at, key))


def assert_reads_the_same(value: object, places: Spans, text: str) -> None:
    expected, spans = load(text)
    assert value == expected
    for at in paths(expected):
        assert places.locate(at) == spans.locate(at), at
        assert places.locate(at, key=True) == spans.locate(at, key=True), at


Edits = st.lists(
    st.tuples(st.integers(0, 1000), st.integers(0, 3), st.text("ab ăđ:#-[]{},&*!|>'\"%@`?\\.~\t12\n", max_size=3)), max_size=12
)


@given(st.sampled_from(TEXTS), st.floats(0, 1), Edits)
@example(ODD, 0.0, [(4, 0, " "), (5, 0, "c")])
@example(ODD, 0.0, [(4, 0, " "), (4, 1, "")])
@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
def test_retyped_is_as_read_anew(text: str, where: float, edits: list[tuple[int, int, str]]) -> None:
    """Edits one after another, near each other, as one types."""
    value, places = load(text)
    base = int(where * len(text))
    for step, size, new in edits:
        at = min(base + step % 40 if step > 40 else step, len(text))
        edited = text[:at] + new + text[at + size :]
        made = retype(value, places, edited)
        try:
            value, places = made or load(edited)
        except Rejected:
            return
        text = edited
        if made:
            assert_reads_the_same(value, places, text)


def test_typing_a_sentence_is_read_again_letter_by_letter() -> None:
    typed = " về công tác, xem @hoi-nghi"
    value, places = load("muc:\n  - ten: Một\n    khoan:\n      - noi_dung: Cho ý kiến\n        nhu: a\n")
    for length in range(1, len(typed) + 1):
        text = f"muc:\n  - ten: Một\n    khoan:\n      - noi_dung: Cho ý kiến{typed[:length]}\n        nhu: a\n"
        made = retype(value, places, text)
        assert made is not None, typed[:length]
        value, places = made
        assert_reads_the_same(value, places, text)


def test_typing_in_a_folded_block_is_read_again() -> None:
    value, places = load("a:\n  - b: >-\n      Hai\n      ba\n    c: d\n")
    made = retype(value, places, "a:\n  - b: >-\n      Hai, và\n      ba\n    c: d\n")
    assert made is not None
    assert made[0] == {"a": [{"b": "Hai, và ba", "c": "d"}]}


def test_after_many_changes_a_text_is_read_whole() -> None:
    value, places = load("a: xx y\n")
    for length in range(1, LIMIT_MOVES + 1):
        made = retype(value, places, f"a: x{'z' * length}x y\n")
        assert made is not None
        value, places = made
    assert retype(value, places, f"a: x{'z' * (LIMIT_MOVES + 1)}x y\n") is None


def test_parts_of_the_retyped_text_are_found() -> None:
    text = "a: một hai\nb: ba\n"
    value, places = load(text)
    made = retype(value, places, "a: một xx hai\nb: ba\n")
    assert made is not None
    assert made[1].locate_part(("a",), 7, 10) == (10, 13)
    assert made[1].line_column(made[1].locate(("b",))[0]) == (2, 4)
