"""What the rules are told by: passages, ordinals, names that are nearly the same, bodies among the recipients."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctct.lint.likeness import gap_spellings
from ctct.lint.ordinals import LAST, read_ordinal
from ctct.lint.passages import RANKS, find_passages
from ctct.lint.people import People
from ctct.lint.recipients import Recipients
from ctct.lint.texts import Texts
from ctct.model.directory import DanhBa
from ctct.model.document import VanBan
from ctct.model.validation import validate
from ctct.resolve.marks import ordinal, roman
from ctct.source.yaml import load

DIRECTORIES = Path(__file__).resolve().parent.parent / "examples" / "danh-ba"
FILES = ("quang-ngai-co-quan.yaml", "quang-ngai-khoa-xx.yaml")
STEPS = st.tuples(st.sampled_from([*RANKS]), st.sampled_from(["1", "3.5", "IV", "B", "a", "(2)", "thứ hai"]))
WORDS = st.sampled_from(["của", "Chương trình", "thời điểm này", "mục tiêu", "phần lớn", "điều kiện", "Thực hiện"])


def texts_of(*lines: str) -> Texts:
    head = {"loai": "ke_hoach", "so_ky_hieu": "KH/TU", "ngay": 2026, "trich_yeu": "thử", "nguoi_ky": {"ho_ten": "Lê Trà"}}
    return Texts(validate(VanBan, {**head, "noi_dung": list(lines)}))


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
    for known, sought in ((first, second), (second, first)):
        people = People()
        people.add(known, (), listed=True)
        assert (people.same(sought, ()) is not None and sought not in people) is same


@pytest.mark.parametrize(
    ("listed", "known", "named", "same"),
    [
        (True, [], [], True),
        (True, ["Bí thư"], [], True),
        (True, [], ["Bí thư"], True),
        (True, ["Bí thư"], ["Chủ tịch"], False),
        (True, ["Bí thư", "Chủ tịch"], ["Chủ tịch"], True),
        (False, [], [], False),
        (False, ["Bí thư"], [], False),
        (False, ["Uỷ viên"], ["Ủy viên"], True),
    ],
)
def test_a_letter_apart_is_the_same_person_by_the_posts(listed: bool, known: list[str], named: list[str], same: bool) -> None:
    people = People()
    people.add("Đặng Văn Minh", known, listed=listed)
    assert (people.same("Đặng Văn Mính", named) is not None) is same


@given(st.text("ab", max_size=6), st.text("ab", max_size=6))
def test_words_share_a_spelling_with_a_gap_just_if_a_letter_apart(first: str, second: str) -> None:
    short, long = sorted((first, second), key=len)
    other = len(short) == len(long) and sum(map(str.__ne__, short, long)) <= 1
    more = any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
    assert bool(gap_spellings(first) & gap_spellings(second)) is (other or more)


MANY = {
    "names that share all words but one": [(f"Lê Văn {chr(0x4E00 + at)}", ()) for at in range(400)],
    "the same with posts of their own": [(f"Lê Văn {chr(0x4E00 + at)}", (f"Phó {at}",)) for at in range(400)],
    "long words": [(f"Lê {'a' * at}", ()) for at in range(400)],
}


def steps(people: list[tuple[str, tuple[str, ...]]], listed: int) -> int:
    """Return how many functions are called and generators resumed to seek each of the people among those before; the first
    ``listed`` are of the danh bạ.
    """
    calls = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    known = People()
    sys.setprofile(count)
    try:
        for index, (name, posts) in enumerate(people):
            known.same(name, posts)
            known.add(name, posts, listed=index < listed)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("listed", [0, 100, 400])
@pytest.mark.parametrize("people", MANY.values(), ids=MANY)
def test_the_work_for_a_person_does_not_grow_with_how_many_are_known(
    people: list[tuple[str, tuple[str, ...]]], listed: int
) -> None:
    """Nothing is hidden in what is not counted: each step looks up one key, or writes one of the keys of one name, and a name
    has no more of them than its length allows.
    """
    assert steps(people, listed) < 2.5 * steps(people[:200], listed)


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
    bodies, people = (validate(DanhBa, load((DIRECTORIES / name).read_text("utf-8"))[0]) for name in FILES)
    directory = people.model_copy(update={"co_quan": bodies.co_quan})
    assert Recipients(lines, directory).cover(body) is covered


def test_groups_that_are_members_of_each_other_are_asked_for_once() -> None:
    names = [f"nhom-{at}" for at in range(30)]
    groups = {name: {"ten": f"nhóm {name}", "thanh_vien": names} for name in names}
    assert Recipients(["Ban Bí thư"], validate(DanhBa, {"nhom": groups})).cover("nhom-0")
    groups["nhom-0"] = {"ten": "nhóm đầu", "thanh_vien": [*names, "so-y-te"]}
    directory = validate(DanhBa, {"nhom": groups, "co_quan": {"so-y-te": "Sở Y tế tỉnh"}})
    assert not Recipients(["Ban Bí thư"], directory).cover("nhom-9")
    assert Recipients(["Ban Bí thư; Sở Y tế tỉnh"], directory).cover("nhom-9")
