"""Who is charged with a work is printed as the danh bạ has it: no name is read for marks."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from ctct.emit.formats import Form
from ctct.layout.together import apart
from ctct.outcome import Outcome
from ctct.pipeline import check, compile_to
from ctct.project.files import Source
from ctct.resolve.tree import Item, Run, text_of
from drafts import SNARES

FOLDER = Path("/nonexistent")
LETTERS = st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"])
NAMES = (
    st.one_of(
        st.text(LETTERS, min_size=1, max_size=20), st.lists(st.sampled_from(SNARES), min_size=1, max_size=4).map(" ".join)
    )
    .map(lambda name: unicodedata.normalize("NFC", name).strip())
    .filter(bool)
)
HEAD = {
    "loai": "chuong_trinh",
    "co_quan": "Tỉnh ủy",
    "so_ky_hieu": "05-CTr/TU",
    "ngay": "06/4/2021",
    "trich_yeu": "công tác",
    "nguoi_ky": {"ho_ten": "Đặng Ngọc Huy"},
    "danh_ba": "danh-ba.yaml",
}


def checked(draft: dict[str, Any], directory: dict[str, Any]) -> Outcome:
    beside = {FOLDER / "danh-ba.yaml": json.dumps(directory, ensure_ascii=False).encode()}
    return check(Source("a.yaml", json.dumps({**HEAD, **draft}, ensure_ascii=False).encode(), FOLDER, beside))


def items_of(outcome: Outcome) -> tuple[Item, ...]:
    assert outcome.findings == ()
    assert outcome.resolved is not None
    return outcome.resolved.items


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(NAMES, NAMES, NAMES, NAMES)
def test_any_name_of_the_danh_ba_prints_to_the_letter(person: str, post: str, body: str, group: str) -> None:
    directory = {
        "nguoi": {"nguoi": {"ho_ten": person, "danh_xung": "ông", "chuc_vu": [post]}},
        "co_quan": {"co-quan": {"ten": "Cơ quan", "ten_gon": body}},
        "nhom": {"nhom": group},
    }
    work = {"id": "a", "noi_dung": "Do @nguoi và @~co-quan.", "phan_cong_chi_dao": [["nguoi", "~co-quan"], "nhom"]}
    outcome = checked({"muc": [work]}, directory)
    assume(not any(finding.code.startswith("NG") for finding in outcome.findings))  # a name may read as an older encoding
    (item,) = items_of(outcome)
    who = f"Ông {person}, {post} và {body}; {group}"
    (line,) = item.phan_cong
    assert text_of(line.phrase) == who + ("" if who.endswith((".", "…")) else ".")
    assert all(isinstance(piece, Run) and piece._replace(at=()) == Run(piece.text) for piece in line.phrase), (
        "no look, no link, no note of its own"
    )
    assert text_of(item.noi_dung[0]) == f"Do ông {person}, {post} và {body}."
    assert apart(f"- Phân công chỉ đạo: {who}") in compile_to(outcome, Form("text"))[0].decode()


def test_free_text_keeps_its_marks_and_a_reference_its_capital() -> None:
    works = [
        {"id": "mot", "noi_dung": "Việc.", "phan_cong_chi_dao": ["@mot và *tổ*", "@mot"]},
        {"noi_dung": "Việc.", "phan_cong_chi_dao": [["*Tổ* A.", "(@mot)", "tổ **B**…"]]},
    ]
    items = items_of(checked({"muc": works}, {}))
    (first,), (second,) = (item.phan_cong for item in items)
    assert text_of(first.phrase) == "Mục I và tổ; mục I."
    assert text_of(second.phrase) == "Tổ A, (mục I) và tổ B…"
    looks = [(piece.text, piece.italic, piece.bold) for piece in second.phrase if isinstance(piece, Run)]
    assert looks == [
        ("Tổ", True, False),
        (" A, (mục ", False, False),
        (") và tổ ", False, False),
        ("B", False, True),
        ("…", False, False),
    ]


def test_stars_of_two_assignees_make_no_emphasis_together() -> None:
    work = {"noi_dung": "Việc.", "phan_cong_chi_dao": ["*Tổ A", "tổ B*"]}
    (item,) = items_of(checked({"muc": [work]}, {}))
    assert text_of(item.phan_cong[0].phrase) == "*Tổ A; tổ B*."
