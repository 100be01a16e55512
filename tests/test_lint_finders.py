"""What the rules are told by: passages, ordinals, names that are nearly the same, bodies among the recipients."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctct.lint.likeness import nearly_same
from ctct.lint.ordinals import LAST, read_ordinal
from ctct.lint.passages import RANKS, find_passages
from ctct.lint.recipients import Recipients
from ctct.lint.texts import Texts
from ctct.model.directory import Directory
from ctct.model.document import Draft
from ctct.model.shapes import validate
from ctct.resolve.marks import ordinal, roman
from ctct.source.yaml import load

DIRECTORIES = Path(__file__).resolve().parent.parent / "examples" / "danh-ba"
FILES = ("quang-ngai-co-quan.yaml", "quang-ngai-khoa-xx.yaml")
STEPS = st.tuples(st.sampled_from([*RANKS]), st.sampled_from(["1", "3.5", "IV", "B", "a", "(2)", "thứ hai"]))
WORDS = st.sampled_from(["của", "Chương trình", "thời điểm này", "mục tiêu", "phần lớn", "điều kiện", "Thực hiện"])


def texts_of(*lines: str) -> Texts:
    head = {"loai": "ke_hoach", "so_ky_hieu": "KH/TU", "ngay": 2026, "trich_yeu": "thử", "nguoi_ky": {"ho_ten": "Lê Trà"}}
    return Texts(validate(Draft, {**head, "noi_dung": list(lines)}))


@given(st.lists(st.tuples(WORDS, st.lists(STEPS, min_size=1, max_size=4)), min_size=1, max_size=4))
def test_passages_are_found_where_they_stand(written: list[tuple[str, list[tuple[str, str]]]]) -> None:
    expected = [", ".join(f"{word} {number}" for word, number in steps) for _, steps in written]
    line = "; ".join(f"{words} {passage}" for (words, _), passage in zip(written, expected, strict=True))
    passages = list(find_passages(texts_of("Dòng đầu.", line)))
    assert [passage.written for passage in passages] == expected
    assert [[(step.level, step.number) for step in passage.steps] for passage in passages] == [steps for _, steps in written]
    for passage in passages:
        for step in passage.steps:
            assert passage.text.text[slice(*step.part)] == f"{step.word} {step.number}"


@given(st.integers(1, LAST - 1), st.lists(st.sampled_from(["khóa", "XX", "của"]), max_size=2))
def test_an_ordinal_is_read_however_it_is_written(number: int, following: list[str]) -> None:
    ways = {"words": ordinal(number).split(), "roman": [roman(number)], "digits": [f"{number:02}"]}
    for way, words in ways.items():
        assert read_ordinal([*words, *following]) == (number, way)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Lữ Ngọc Bình", "Lữ Ngọc Binh", True),
        ("Nguyễn Văn Hòa", "Nguyễn Văn Hoà", True),
        ("Phan Công Bình", "Phan Công Bìn", True),
        ("Đặng Văn Minh", "Đặng Văn Minh", False),
        ("Đặng Văn Minh", "Đặng Văn Bính", False),
        ("Đặng Văn Minh", "Đặng Ngọc Mình", False),
        ("Đặng Minh", "Đặng Văn Minh", False),
    ],
)
def test_names_are_nearly_the_same_but_for_one_letter(first: str, second: str, same: bool) -> None:
    assert nearly_same(first, second) is nearly_same(second, first) is same


@pytest.mark.parametrize(
    ("lines", "body", "covered"),
    [
        (["Các cơ quan chuyên trách tham mưu, giúp việc TU"], "ban-dan-van-tinh-uy", True),
        (["Các cơ quan chuyên trách tham mưu, giúp việc TU"], "co-quan-chuyen-trach", True),
        (["Các cơ quan chuyên trách tham mưu, giúp việc TU"], "ubnd-tinh", False),
        (["Thường trực HĐND tỉnh; UBND tỉnh"], "ubnd-tinh", True),
        (["Thường trực HĐND tỉnh; UBND tỉnh"], "dang-doan-hdnd-tinh", True),
        (["Uỷ ban nhân dân tỉnh (b/c)"], "bcsd-ubnd-tinh", True),
        (["Các huyện ủy, Thị ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy"], "btv-dang-uy-cong-an", True),
        (["Các huyện ủy, Thị ủy, thành ủy, đảng ủy trực thuộc Tỉnh ủy"], "van-phong-tinh-uy", False),
        (["Các sở, ban, ngành, Mặt trận, đoàn thể tỉnh"], "mttq-tinh", True),
        (["C, PCVPTU; P. TH, HC-LT, QT"], "cong-an-tinh", False),
        (["Các cơ quan được giao chủ trì, phối hợp"], "cong-an-tinh", True),
        (["Lưu Văn phòng Tỉnh ủy"], "van-phong-tinh-uy", True),
        (["Ban Bí thư"], "co-quan-lien-quan", True),
    ],
)
def test_a_body_is_among_the_recipients(lines: list[str], body: str, covered: bool) -> None:
    bodies, people = (validate(Directory, load((DIRECTORIES / name).read_text("utf-8"))[0]) for name in FILES)
    directory = people.but(co_quan=bodies.co_quan)
    assert Recipients(lines, directory).cover(body) is covered
