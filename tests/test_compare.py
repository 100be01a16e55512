"""Two texts beside each other: each paragraph in one match, the right one, in work that grows with the texts; words likewise."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bounds import calls
from ctct.compare.alignment import Line, Match, align
from ctct.compare.hunks import hunks
from ctct.compare.normal import folded, normal
from ctct.compare.order import longest_rising
from edited_lists import Edited, edited

TEXTS = [
    "Tổng kết việc thực hiện Kết luận số 31 về phát triển các huyện miền núi.",
    "Cho ý kiến về dự thảo Nghị quyết chuyên đề của Tỉnh ủy.",
    "Rà soát quy chế làm việc của Ban Thường vụ Tỉnh ủy khóa XX.",
    "Nghe báo cáo tình hình quốc phòng, an ninh quý I và nhiệm vụ quý II.",
    "Chuẩn bị nội dung Hội nghị Tỉnh ủy lần thứ tư.",
]
A, B, C, D, E = TEXTS


def matched(old: list[str], new: list[str]) -> list[Match]:
    return align([Line(text) for text in old], [Line(text) for text in new])


CASES = {
    "nothing": ([], [], []),
    "the same": ([A, B], [A, B], [((0,), (0,)), ((1,), (1,))]),
    "added": ([A, C], [A, B, C], [((0,), (0,)), ((), (1,)), ((1,), (2,))]),
    "removed": ([A, B, C], [A, C], [((0,), (0,)), ((1,), ()), ((2,), (1,))]),
    "reworded": ([A, B, C], [A, B.replace("chuyên đề", "mới"), C], [((0,), (0,)), ((1,), (1,)), ((2,), (2,))]),
    "moved": ([A, B, C, D], [A, C, D, B], [((0,), (0,)), ((2,), (1,)), ((3,), (2,)), ((1,), (3,), True)]),
    "moved and reworded": (
        [A, B, C, D], [A, C, D, B.replace("chuyên đề", "mới")], [((0,), (0,)), ((2,), (1,)), ((3,), (2,)), ((1,), (3,), True)],
    ),
    "split": ([A, f"{B} {C}", D], [A, B, C, D], [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,))]),
    "joined": ([A, B, C, D], [A, f"{B} {C}", D], [((0,), (0,)), ((1, 2), (1,)), ((3,), (2,))]),
    "split into three": ([f"{A} {B} {C}"], [A, B, C], [((0,), (0, 1, 2))]),
    "of equal ones the last is gone": (
        [A, "x y", B, "x y", C, "x y"], [A, "x y", B, "x y", C],
        [((0,), (0,)), ((1,), (1,)), ((2,), (2,)), ((3,), (3,)), ((4,), (4,)), ((5,), ())],
    ),
    "written otherwise": ([A, "Họp về hoà bình – “ổn định”"], ["Họp  về hòa bình - \"ổn định\"", A], [((1,), (0,)), ((0,), (1,))]),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=CASES)
def test_alignment(old: list[str], new: list[str], expected: list[tuple[object, ...]]) -> None:
    found = matched(old, new)
    if old and "hoà" in old[-1]:
        assert [(one.old, one.new) for one in found] == expected
    else:
        assert found == [Match(*one) for one in expected]  # type: ignore[arg-type]


def test_keys_find_what_was_rewritten_but_are_not_believed_over_words() -> None:
    old = [Line(A, "a"), Line(B, "b"), Line(C, "c")]
    assert align(old, [Line(A, "a"), Line("Khác hẳn ban đầu", "b"), Line(C, "c")])[1] == Match((1,), (1,))
    overwritten = [Line(A, "a"), Line(C, "b"), Line(B, "c")]
    assert {(one.old, one.new) for one in align(old, overwritten)} == {((0,), (0,)), ((1,), (2,)), ((2,), (1,))}


@given(
    st.lists(st.sampled_from(["", "x", *TEXTS, f"{A} {B}"]), max_size=9),
    st.lists(st.sampled_from(["", "x", *TEXTS]), max_size=9),
)
@settings(max_examples=400, deadline=None)
def test_each_paragraph_is_in_one_match(old: list[str], new: list[str]) -> None:
    found = matched(old, new)
    assert sorted(at for one in found for at in one.old) == list(range(len(old)))
    assert [at for one in found for at in one.new] == list(range(len(new))), "in the order of the new text"
    assert {(one.old, one.new, one.moved) for one in found} == {(one.new, one.old, one.moved) for one in matched(new, old)}


@given(st.lists(st.sampled_from(TEXTS), max_size=9))
def test_a_text_is_itself(texts: list[str]) -> None:
    assert matched(texts, texts) == [Match((at,), (at,)) for at in range(len(texts))]


def share_right(given_: Edited) -> float:
    of = {old: one.new for one in align(given_.old, given_.new) for old in one.old}
    said = [line.text for line in given_.new]
    right = sum(_is_right(of[old], new, said) for old, new in given_.truth.items())
    return right / len(given_.old)


def _is_right(found: tuple[int, ...], new: int | None, said: list[str]) -> bool:
    return not found if new is None else any(at == new or said[at] == said[new] for at in found)


@pytest.mark.parametrize(("rate", "keyed", "least"), [(1, 0, 0.99), (5, 0, 0.96), (1, 0.97, 0.995), (5, 0.97, 0.98)])
def test_most_are_right(rate: float, keyed: float, least: float) -> None:
    assert share_right(edited(2_000, rate, 11, keyed=keyed)) >= least


def test_work_grows_with_the_texts() -> None:
    small, large = edited(2_000, 1, 5), edited(4_000, 1, 5)
    assert calls(partial(align, large.old, large.new)) < 2.2 * calls(partial(align, small.old, small.new))


@pytest.mark.parametrize(("ours", "theirs"), [(1, 1), (7, 5)], ids=["of one kind", "of several kinds"])
def test_equal_lines_without_end_are_no_matter(ours: int, theirs: int) -> None:
    old, new = [Line(f"x {at % ours}") for at in range(20_000)], [Line(f"x {at % theirs}") for at in range(19_999)]
    assert calls(partial(align, old, new)) < 60 * len(old)


@given(st.lists(st.integers(0, 60), max_size=40, unique=True))
def test_the_longest_rise(numbers: list[int]) -> None:
    rise = longest_rising(numbers)
    assert all(numbers[a] < numbers[b] and a < b for a, b in pairwise(rise))
    longest = [0] * len(numbers)
    for at, number in enumerate(numbers):
        longest[at] = 1 + max((longest[before] for before in range(at) if numbers[before] < number), default=0)
    assert len(rise) == max(longest, default=0)


WORDS = st.lists(st.sampled_from(["a", "b", "c", ",", " ", "  ", "d", "."]), max_size=25).map("".join)


@given(WORDS, WORDS)
@settings(max_examples=500)
def test_what_lies_between_hunks_is_the_same(old: str, new: str) -> None:
    rebuilt, at, other = "", 0, 0
    for hunk in hunks(old, new):
        assert old[at : hunk.old_start] == new[other : hunk.new_start]
        rebuilt += old[at : hunk.old_start] + new[hunk.new_start : hunk.new_end]
        at, other = hunk.old_end, hunk.new_end
    assert old[at:] == new[other:]
    assert rebuilt + old[at:] == new


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("một hai ba", "một ba", [("hai ", "")]),
        ("một ba", "một hai ba", [("", "hai ")]),
        ("một hai", "một hai ba", [("", " ba")]),
        ("một, hai", "bốn, năm", [("một, hai", "bốn, năm")]),
        ("khắc phục sự chồng chéo.", "khắc phục chồng chéo, trùng lặp.", [("sự ", ""), ("", ", trùng lặp")]),
        ("a  b", "a b", [(" ", "")]),
        ("một", "", [("một", "")]),
    ],
)
def test_hunks(old: str, new: str, changes: list[tuple[str, str]]) -> None:
    assert [(old[one.old_start : one.old_end], new[one.new_start : one.new_end]) for one in hunks(old, new)] == changes


def test_long_paragraphs_that_differ_are_not_looked_into_without_end() -> None:
    old, new = "a b " * 50_000, "b c " * 50_000
    assert calls(partial(hunks, old, new)) < 40 * 100_000


def test_normal_form() -> None:
    assert normal("Hoà\u00a0bình \n ủy\u00adban\u2011x ") == "Hòa bình ủyban-x"
    assert normal("ho\u0300a") == "hòa"
    assert folded("“HÒA” – ½") == '"hòa" - 1/2'
