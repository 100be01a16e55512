"""What bodies answer is written into a progress file by the smallest edits: comments, order and every other byte stay."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctct.drafting.progress_edits import new_progress, with_answers
from ctct.source.yaml import load

BEFORE = """\
# theo dõi hằng tuần
chuong_trinh: quy-II-2021.yaml
den_ngay: 31/5/2021   # chốt
viec:
  # Hội nghị
  a: {trang_thai: dang_lam, tien_do: 60}  # gọi lại
  b:
    trang_thai: dang_lam   # hỏi Ban
    gia_han:
      - {den: quý III/2021, theo: 88-KL/TU}

  c: {}
# hết
phat_sinh:
  - {noi_dung: Việc thêm., trang_thai: xong}
"""
AFTER = """\
# theo dõi hằng tuần
chuong_trinh: quy-II-2021.yaml
den_ngay: 30/6/2021   # chốt
viec:
  # Hội nghị
  a: {trang_thai: xong, tien_do: 100, ngay_xong: 28/6/2021}  # gọi lại
  b:
    trang_thai: chuyen_ky_sau   # hỏi Ban
    gia_han:
      - {den: quý III/2021, theo: 88-KL/TU}
    ly_do: "Chờ: hướng dẫn"

  c: {trang_thai: thoi, ly_do: "A, B"}
  d@thang-4: {trang_thai: xong}
# hết
phat_sinh:
  - {noi_dung: Việc thêm., trang_thai: xong}
"""
ANSWERS: dict[str, dict[str, str | int]] = {
    "a": {"trang_thai": "xong", "tien_do": 100, "ngay_xong": "28/6/2021"},
    "b": {"trang_thai": "chuyen_ky_sau", "ly_do": "Chờ: hướng dẫn"},
    "c": {"trang_thai": "thoi", "ly_do": "A, B"},
    "d@thang-4": {"trang_thai": "xong"},
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_only_what_is_said_changes(line_end: str) -> None:
    before, after = (text.replace("\n", line_end) for text in (BEFORE, AFTER))
    assert with_answers(before, ANSWERS, "30/6/2021") == after
    assert with_answers(after, ANSWERS, "30/6/2021") == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("chuong_trinh: a.yaml", "chuong_trinh: a.yaml\nviec:\n  x: {trang_thai: xong}\n"),
        ("chuong_trinh: a.yaml\nviec: {}\n", "chuong_trinh: a.yaml\nviec:\n  x: {trang_thai: xong}\n"),
        ("{chuong_trinh: a.yaml, viec: {y: {}}}", "{chuong_trinh: a.yaml, viec: {y: {}, x: {trang_thai: xong}}}"),
        ("chuong_trinh: a.yaml\nviec:\n  y: {}", "chuong_trinh: a.yaml\nviec:\n  y: {}\n  x: {trang_thai: xong}"),
    ],
)
def test_a_file_without_works(before: str, after: str) -> None:
    assert with_answers(before, {"x": {"trang_thai": "xong"}}) == after


def test_a_new_file() -> None:
    long = "lời " * 40
    told = new_progress("a.yaml", {"x": {"trang_thai": "xong"}, "y": {"ly_do": long.strip()}}, "30/6/2021")
    assert told.startswith("chuong_trinh: a.yaml\nden_ngay: 30/6/2021\nviec:\n  x: {trang_thai: xong}\n  y:\n    ly_do: lời")


said: Any = st.text("aă :#-,{}[]\"'&*!|>%@`?0", min_size=1).map(str.strip).filter(bool) | st.integers(0, 100)
entries = st.dictionaries(st.sampled_from(["trang_thai", "ly_do", "ket_qua", "tien_do"]), said, min_size=1)


@given(st.dictionaries(st.sampled_from(["a", "b", "x-1", "d@e"]), entries))
def test_whatever_is_answered_is_read_again(answers: dict[str, Any]) -> None:
    value: Any = load(with_answers(BEFORE, answers))[0]
    for key, entry in answers.items():
        assert {name: value["viec"][key][name] for name in entry} == entry
