"""What holds for any valid draft: it builds, numbers never skip, references resolve, the same draft gives the same bytes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import judges
from ctct.emit.word.document import write_docx
from ctct.layout.blocks import Grid, Paragraph
from ctct.outcome import Outcome
from ctct.pipeline import check, sheet_of
from ctct.project.files import Source

SCHEMES = (("phan", "muc", "khoan", "diem"), ("chuong", "muc", "tieu_muc", "dieu", "khoan", "diem"))
MARKS = ("A.", "I.", "I-", "1.", "1)", "(1)", "a)")
TEXT = st.text(
    # The last ones begin what a wrong conversion leaves, which is refused (NG07).
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Cn", "Zl", "Zp"], exclude_characters="ÃÄÆº»"),
    min_size=1,
    max_size=30,
).filter(lambda text: text.strip())
PLAIN_TEXT = TEXT.map(lambda text: text.replace("@", "").replace("[^", "")).filter(lambda text: text.strip())


@st.composite
def nodes(draw: st.DrawFn, scheme: tuple[str, ...], ids: list[str], depth: int = 0) -> list[dict[str, Any]]:
    made = []
    for _ in range(draw(st.integers(1, 3))):
        node: dict[str, Any] = {"noi_dung": draw(PLAIN_TEXT)}
        if draw(st.booleans()):
            node["ten"] = "Tên"
        if draw(st.booleans()):
            node["id"] = f"m{len(ids)}"
            ids.append(node["id"])
        below = scheme[depth + 1 :]
        if len(below) > 0 and draw(st.booleans()):
            step = draw(st.integers(0, len(below) - 1))
            node[below[step]] = draw(nodes(scheme, ids, depth + 1 + step))
            if draw(st.integers(0, 4)) == 0:
                node["danh_so"] = draw(st.sampled_from(MARKS))
        made.append(node)
    return made


@st.composite
def drafts(draw: st.DrawFn) -> dict[str, Any]:
    scheme = draw(st.sampled_from(SCHEMES))
    ids: list[str] = []
    top = draw(st.integers(0, 1))
    body = draw(nodes(scheme, ids, top))
    for name in ids[:3]:
        body[0]["noi_dung"] += f" @{name} @~{name}"
    body[-1]["noi_dung"] += ".[^a]"  # behind a sentence: a text may end with what takes a mark its meaning
    return {
        "loai": "quy_che" if scheme[0] == "chuong" else "chuong_trinh",
        "co_quan": "Tỉnh ủy",
        "so_ky_hieu": "05-CTr/TU",
        "ngay": "06/4/2021",
        "trich_yeu": "công tác",
        "nguoi_ky": {"ho_ten": "Đặng Ngọc Huy"},
        "chu_thich": {"a": "Lời."},
        scheme[top]: body,
    }


def checked(draft: dict[str, Any]) -> Outcome:
    return check(Source("a.yaml", json.dumps(draft, ensure_ascii=False).encode(), Path("/nonexistent")))


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(drafts())
def test_any_valid_draft_builds_to_a_sound_document(draft: dict[str, Any]) -> None:
    outcome = checked(draft)
    refused = {finding.code for finding in outcome.findings}
    assert refused <= {"DS02", "NG05", "NG06", "NG07"}, "only marks out of place, and text that reads as an older encoding"
    if outcome.failed:
        return
    assert outcome.layout is not None
    sheet, style = sheet_of(outcome), outcome.layout.stylesheet
    data = write_docx(sheet, style)
    assert data == write_docx(sheet_of(checked(draft)), style)
    assert judges.structural_faults(data) == []
    assert judges.structural_faults(write_docx(sheet, style, literal_numbers=True)) == []
    text = "".join(judges.parts_of(data)["word/document.xml"].decode())
    assert "[?" not in re.sub("<[^>]*>", "", text)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(drafts())
def test_numbers_never_skip(draft: dict[str, Any]) -> None:
    """Count anew, as Word does, each list's paragraphs: a number is one more than its last, or 1 after a higher level."""
    outcome = checked(draft)
    if outcome.failed:
        return
    counters: dict[str, list[int]] = {}
    sheet = sheet_of(outcome)
    formats = {series.name: series.levels for series in sheet.series}
    for block in sheet.blocks:
        if isinstance(block, Grid) or not isinstance(block, Paragraph) or block.number is None:
            continue
        number = block.number
        count = counters.setdefault(number.series, [0] * 9)
        count[number.level] += 1
        count[number.level + 1 :] = [0] * (8 - number.level)
        if formats[number.series][number.level].format == "decimal":
            assert re.findall(r"\d+", number.label)[-1] == str(count[number.level])
