"""The columns of a table share out the page by what they hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ctct.layout.blocks import Table
from ctct.layout.tables import NARROWEST, Need, shared_out
from ctct.outcome import Outcome
from ctct.pipeline import check, sheet_of
from ctct.project.files import Source

NEED = st.tuples(st.floats(NARROWEST, 90), st.floats(0, 900)).map(lambda one: Need(one[0], sum(one)))
NEEDS = st.lists(NEED, min_size=1, max_size=12)
FIGURES = ["12.345.678.000", "4.200.000", "1,5"]
WORDS = st.sampled_from([*FIGURES, "thôn", "Nghiêng", "Chuyển tiếp", "05-NQ/TU", "kế hoạch đầu tư công"])
CELLS = st.lists(WORDS, max_size=8).map(" ".join)


DRAFT: dict[str, Any] = {
    "loai": "bao_cao",
    "co_quan": "Tỉnh ủy",
    "so_ky_hieu": "05-BC/TU",
    "ngay": "06/4/2021",
    "trich_yeu": "công tác",
    "noi_dung": "Kết quả.",
    "nguoi_ky": {"ho_ten": "Đặng Ngọc Huy"},
}


def checked(table: dict[str, Any], **more: Any) -> Outcome:
    draft = DRAFT | {"bang": table} | more
    return check(Source("a.yaml", json.dumps(draft, ensure_ascii=False).encode(), Path("/nonexistent")))


def tables_of(outcome: Outcome) -> list[Table]:
    return [block for block in sheet_of(outcome).blocks if isinstance(block, Table)]


@given(NEEDS, st.floats(120, 300))
def test_shares_fill_the_width_and_hold_the_longest_words_if_there_is_room(needs: list[Need], width: float) -> None:
    shares = shared_out(needs, width)
    if NARROWEST * len(needs) <= width:
        assert abs(sum(shares) - width) < 1e-6
    if sum(need.least for need in needs) <= width:
        assert all(share >= need.least - 1e-6 for share, need in zip(shares, needs, strict=True))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_every_column_holds_its_longest_word_or_it_is_told(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 9))
    columns: list[dict[str, Any]] = [{"ten": f"Cột {place}"} for place in range(count)]
    for column in columns:
        if data.draw(st.integers(0, 3)) == 0:
            column["rong"] = data.draw(st.sampled_from([12, 25, 40]))
    rows = data.draw(st.lists(st.lists(CELLS, min_size=count, max_size=count), min_size=1, max_size=4))
    outcome = checked({"cot": columns, "dong": rows, "tt": data.draw(st.booleans()), "kho_ngang": data.draw(st.booleans())})
    if outcome.failed:
        assert {one.code for one in outcome.findings} <= {"BG02", "BG03"}
        return
    (table,) = tables_of(outcome)
    words = {
        place: max((len(word) for row in rows for word in row[place].split() if word[0].isdigit()), default=0)
        for place in range(count)
    }
    widths = table.widths[len(table.widths) - count :]
    # A digit at 13 points is 2.3 mm wide, a point half of that.
    narrow = [place for place, length in words.items() if length * 1.9 > widths[place]]
    assert not narrow or "BG03" in {one.code for one in outcome.findings}


def test_columns_without_a_width_of_their_own_take_what_their_words_need() -> None:
    long = "Hoàn thành công tác giải phóng mặt bằng, bàn giao cho chủ đầu tư trước ngày 30 tháng 6 năm 2026 theo cam kết."
    (table,) = tables_of(checked({"cot": ["Tên", {"ten": "Vốn", "rong": 30}, "Ghi chú"], "dong": [[long, "1", "Xong"]]}))
    name, asked, remark = table.widths
    assert asked == 30
    assert name > 2 * remark
    assert abs(sum(table.widths) - 165) < 0.01
