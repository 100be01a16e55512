"""Every value, and every character of a text, is found where it stands in the draft."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from ctct.diagnostics import Path
from ctct.source.spans import Spans, Table
from ctct.source.yaml import load


def located(text: str, *path: str | int, key: bool = False) -> str:
    return text[slice(*load(text)[1].locate(path, key=key))]


def leaves(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    if not isinstance(value, (dict, list)):
        yield path, value
        return
    for step, child in value.items() if isinstance(value, dict) else enumerate(value):
        yield from leaves(child, (*path, step))


def at(value: Any, path: Path) -> Any:
    for step in path:
        value = value[step]
    return value


DRAFT = """\
ten: Chương trình
trong:
so_ky_hieu: {so: null, ky_hieu: }
phan:
  - ten: Một
    muc: [a, "b"]
  -
  - &m
    ten: Hai   # chú thích

loai: x
"""


@pytest.mark.parametrize(
    ("path", "key", "expected"),
    [
        (("ten",), False, "Chương trình"),
        (("ten",), True, "ten"),
        (("trong",), False, "trong"),
        (("so_ky_hieu",), False, "{so: null, ky_hieu: }"),
        (("so_ky_hieu", "ky_hieu"), False, "ky_hieu"),
        (("phan", 0, "muc"), False, '[a, "b"]'),
        (("phan", 0, "muc", 1), False, '"b"'),
        (("phan", 0, "muc", 1), True, '"b"'),
        (("phan", 1), False, "-"),
        (("phan", 2), False, "ten: Hai"),
        (("phan",), True, "phan"),
        # what leads nowhere
        (("khong_co",), False, "ten"),
        (("so_ky_hieu", "nam"), False, "so_ky_hieu"),
        (("so_ky_hieu", "nam", "x", 3), True, "so_ky_hieu"),
        (("phan", 0, "noi_dung"), False, "ten"),
        (("phan", 9), False, "phan"),
        (("phan", "ten"), False, "phan"),
        (("ten", "noi_dung", 0), False, "Chương trình"),
        (("ten", 0), True, "ten"),
        (("trong", "x"), False, "trong"),
        (("phan", 1, "x"), False, "-"),
        ((0,), False, "ten"),
    ],
)
def test_locate(path: Path, key: bool, expected: str) -> None:
    assert located(DRAFT, *path, key=key) == expected


def test_lines_and_columns_of_every_line_end() -> None:
    spans = Spans.for_text("a: Đ\r\nb\rc\n\n")
    assert [spans.line_column(offset) for offset in (0, 3, 4, 6, 8, 9, 10, 11)] == [
        (1, 1), (1, 4), (1, 5), (2, 1), (3, 1), (3, 2), (4, 1), (5, 1)
    ]  # fmt: skip
    assert [spans.line(number) for number in range(7)] == ["", "a: Đ", "b", "c", "", "", ""]
    assert spans.locate(("a", 0)) == (0, 0)
    assert spans.locate_part(("a",), 0, 1) == (0, 0)


def test_places_take_little_memory() -> None:
    _, spans = load("a:\n" + "  - {b: c, d: [e]}\n" * 5_000)
    assert (sys.getsizeof(spans._numbers) + sys.getsizeof(spans._keys)) / 20_000 < 60


@pytest.mark.parametrize(
    ("text", "part", "expected"),
    [
        ("a: Số 5-CTr/TU # x", "5-CTr", "5-CTr"),
        ("a: 'ông ''A'' và B'", "'A'", "''A''"),
        (r'a: "\u0110i\tN\x41M\"x\""', 'Đi\tNAM"', r"\u0110i\tN\x41M\""),
        ("a: một\n   hai\n\n   ba", "một hai\nba", "một\n   hai\n\n   ba"),
        ("a: một\n   hai\n\n   ba", "hai\nb", "hai\n\n   b"),
        ('a: "một \\\n   hai\n   ba"', "hai ba", "hai\n   ba"),
        ("a: |\n  một\n\n    hai\n  ba\n", "\n  hai\nba", "\n    hai\n  ba"),
        ("a: >\n  một\n  hai\n\n  ba\n", "một hai\nba", "một\n  hai\n\n  ba"),
        ("a: >+\n\n  một\n   hai\n  ba\n\n", "\nmột\n hai\nba\n", "\n  một\n   hai\n  ba\n"),
        ("- a: |2 # x\n      một\n", "  một", "  một"),
        ("a: &x >-\r\n  một\r\n  hai\r\n", "t h", "t\r\n  h"),
        ("- >1-\n  một\n", " một", " một"),
    ],
)
def test_parts_of_scalars(text: str, part: str, expected: str) -> None:
    value, spans = load(text)
    path = next(leaf for leaf, _ in leaves(value))
    read = at(value, path)
    start = read.index(part)
    assert text[slice(*spans.locate_part(path, start, start + len(part)))] == expected


def test_parts_that_are_not_there_are_the_whole_value() -> None:
    _, spans = load("a: một\nb: [x]\nc:\n")
    assert spans.locate_part(("a",), 2, 9) == spans.locate(("a",))
    assert spans.locate_part(("a",), 2, 1) == spans.locate(("a",))
    assert spans.locate_part(("a",), 3, 3) == (6, 6)
    assert spans.locate_part(("b",), 0, 1) == spans.locate(("b",))
    assert spans.locate_part(("c",), 0, 0) == spans.locate(("c",))
    assert spans.locate_part(("a", "x"), 0, 1) == spans.locate(("a",))


LETTERS = st.sampled_from("aĐệ😀 \n\t:#-'\"\\[]{},&*!|>%@`?~0159.“")
TEXTS = st.text(LETTERS | st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"]), max_size=40)
NOT_A_NUMBER = TEXTS.filter(lambda text: not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text))
SCALARS = st.none() | st.booleans() | st.integers(-(10**17), 10**17) | NOT_A_NUMBER
KEYS = TEXTS.filter(lambda text: text and text == text.strip() and text != "<<")
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4))


@given(VALUES, st.sampled_from([None, True, False]), st.sampled_from([20, 80]))
def test_what_is_dumped_is_loaded_and_located(value: Any, flow: bool | None, width: int) -> None:
    text = yaml.safe_dump({"a": value}, allow_unicode=True, default_flow_style=flow, width=width)
    read, spans = load(text)
    assert read == {"a": value}
    for path, leaf in leaves(read):
        if leaf not in ({}, []):
            piece = text[slice(*spans.locate(path))]
            assert (load(piece)[0] if leaf is not None else None) == leaf
            assert leaf is not None or piece == "null"


def reads_as(piece: str, letter: str) -> bool:
    """Tell whether a stretch of YAML text can be what one character was read from."""
    if piece.startswith("\\") and len(piece) > 1:
        return bool(yaml.safe_load(f'"{piece}"') == letter)
    if letter in " \n" and piece.strip(" \t") in ("\n", "\r\n", "\n\n", "\r\n\r\n"):
        return letter == "\n" or piece.strip(" \t").count("\n") == 1
    return piece in (letter, "''" if letter == "'" else letter)


def assert_letters(text: str, spans: Spans, path: Path, value: str) -> None:
    reached = 0
    for index, letter in enumerate(value):
        start, end = spans.locate_part(path, index, index + 1)
        assert reached <= start < end
        assert reads_as(text[start:end], letter), (text, index, letter, text[start:end])
        reached = end
    whole = spans.locate(path)
    assert not value or (whole[0] <= spans.locate_part(path, 0, len(value))[0] and reached <= whole[1])


@given(NOT_A_NUMBER, st.sampled_from([None, '"', "'", "|", ">"]), st.sampled_from([10, 80]))
def test_each_character_of_a_dumped_scalar_is_found(value: str, style: str, width: int) -> None:
    text = yaml.safe_dump({"a": [{"b": value}, "c"]}, allow_unicode=True, default_style=style, width=width)
    read, spans = load(text)
    assert_letters(text, spans, ("a", 0, "b"), at(read, ("a", 0, "b")))


LINES = st.lists(
    st.sampled_from(["", "một", "hai ba", "  sâu", "\tTab", "' \\", "# x: y", "“a”", "   "]), min_size=1, max_size=7
)


@given(LINES, st.sampled_from(["|", ">"]), st.sampled_from(["", "-", "+", "2", "2-", "+3"]), st.sampled_from(["\n", "\r\n"]))
def test_each_character_of_a_block_is_found(lines: list[str], style: str, header: str, end: str) -> None:
    indent = " " * (4 + (int(header.strip("+-") or 2)))
    block = "".join(f"{indent}{line}".rstrip(" ") + end for line in lines)
    text = f"a:{end}  - b:{end}    - x{end}    - {style}{header}{end}{block}  - c{end}"
    try:
        expected = yaml.load(text, yaml.CSafeLoader)
    except yaml.YAMLError:
        assume(False)
    read, spans = load(text)
    assert read == expected
    value = at(read, ("a", 0, "b", 1))
    assert_letters(text, spans, ("a", 0, "b", 1), value)


class _Counted(str):
    """A key that counts how often it is compared."""

    compared = 0

    def __eq__(self, other: object) -> bool:
        _Counted.compared += 1
        return str.__eq__(self, other)

    __hash__ = str.__hash__


def test_a_key_is_found_without_looking_through_those_before_it() -> None:
    """A mapping may have thousands of notes that nothing refers to, each of which is told at its place."""
    table = Table()
    names = [_Counted(f"k{number}") for number in range(1000)]
    table.add([0, 0, 0, 0, 0, -1] * len(names), names)
    table.add([0, 0, -1, -1, 0, len(names)], [None])
    spans = Spans("", table)
    for number in range(1000):
        spans.locate((f"k{number}",))
    assert _Counted.compared <= 2 * len(names)


def test_a_line_with_many_findings_is_cut_out_once() -> None:
    spans = Spans.for_text("a" * 100 + "\n" + "b" * 100)
    assert spans.line(2) is spans.line(2)
