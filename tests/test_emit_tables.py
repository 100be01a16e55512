"""Tables on the page: merged cells, heads of several rows, rows that stay together, in all that ctct writes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from ctct.emit.formats import Form
from ctct.layout.blocks import Grid, Paragraph, Section, Table
from ctct.outcome import Outcome
from ctct.pipeline import compile_to, sheet_of
from ctct.project.files import Source
from drafts import built
from judges import ROOT, audit_errors, parts_of, sdk_errors, structural_faults
from test_layout_tables import DRAFT, checked, tables_of

FULL = {
    "ten": "Kết quả theo @k1[^a]",
    "don_vi": "Đơn vị tính: **triệu đồng**",
    "tt": True,
    "cot": [
        "Tên",
        {"ten": "Thời gian[^a]", "cot": ["BTV", {"ten": "BCH", "cot": [{"ten": "Lần 1", "can": "so"}, "Lần 2"]}]},
        "Ghi chú",
    ],
    "dong": [
        {"nhom": "Nhóm một"},
        ["A", "Quý I", "1.234,5", 2, "x"],
        ["B", "^", "7", "<"],
        {"nhom": "Nhóm hai"},
        ["C", "Quý II", "40,25", 5],
        {"tong": ["Tổng cộng", "", "8", 7]},
    ],
}


MORE = {"khoan": [{"id": "k1", "noi_dung": "Một."}], "chu_thich": {"a": "Lời."}}


def full(**more: Any) -> Outcome:
    return checked(FULL, **MORE, **more)


def written(outcome: Outcome, to: str = "docx") -> bytes:
    return compile_to(outcome, Form(to))[0]


def test_validators_find_nothing_in_merged_tables(tmp_path: Path) -> None:
    data = written(full())
    assert structural_faults(data) == []
    assert audit_errors(data) == []
    path = tmp_path / "judged.docx"
    path.write_bytes(data)
    assert sdk_errors(path) == []


def test_word_repeats_all_rows_of_the_head_and_merges_down() -> None:
    document = parts_of(written(full()))["word/document.xml"].decode()
    assert document.count("<w:tblHeader/>") == 3
    # Going down: «TT», «Tên», «Ghi chú» through three rows of heads, «BTV» through two, «Quý I» through two.
    assert document.count('<w:vMerge w:val="restart"/>') == 5
    assert document.count('<w:vMerge w:val="continue"/>') == 3 * 2 + 1 + 1
    assert document.count("<w:cantSplit/>") == document.count("<w:tr>")


def test_rows_of_html_name_their_spans() -> None:
    page = written(full(), "html").decode()
    assert re.findall(r'<th scope="(\w+)" (?:colspan="(\d)")? ?(?:rowspan="(\d)")?', page)[:3] == [
        ("col", "", "3"), ("col", "", "3"), ("col", "3", "")
    ]  # fmt: skip
    assert page.count('<tr class="giu">') == 3


def test_figures_stand_in_line() -> None:
    (table,) = tables_of(full())
    distances = {}
    for row in table.rows:
        for cell in row.cells:
            for block in cell.blocks:
                if isinstance(block, Paragraph) and block.right:
                    distances["".join(getattr(piece, "text", "") for piece in block.content)] = block.right
    digit, comma = 13 / 72 * 25.4 / 2, 13 / 72 * 25.4 / 4
    assert distances == pytest.approx({"1.234,5": digit, "8": 2 * digit + comma}, abs=0.1)


def test_equal_figures_in_other_columns_stay_where_they_are() -> None:
    columns = [{"ten": name, "can": "so"} for name in "AB"]
    (table,) = tables_of(checked({"cot": columns, "dong": [["1,5", "2"], ["2", "2"]]}))
    shifted = [
        [bool(block.right) for cell in row.cells for block in cell.blocks if isinstance(block, Paragraph)] for row in table.rows
    ]
    assert shifted == [[False, False], [False, False], [True, False]]


def test_groups_totals_and_the_closing_keep_their_rows() -> None:
    (table,) = tables_of(full(ket="Hết."))
    assert [row.keep_next for row in table.rows] == [False, False, False, True, False, False, True, True, False]
    (last,) = tables_of(checked({"cot": ["A"], "dong": [[1], [2]]}))
    assert [row.keep_next for row in last.rows] == [False, False, True]


def test_a_wide_table_takes_its_heading_along_but_leaves_no_letterhead_alone() -> None:
    wide = {"kho_ngang": True, "cot": ["A"], "dong": [[1]]}
    below = checked(
        wide, bang=None, muc=[{"ten": "Một", "noi_dung": "Lời."}, {"ten": "Hai", "khoan": [{"ten": "Ba", "bang": wide}]}]
    )
    assert around(below) == ["Lời.", "Section", "Hai", "Ba", "", "Table"]
    first = checked(wide, noi_dung=None, bang=None, muc=[{"ten": "Một", "bang": wide}])
    assert around(first)[-4:] == ["Một", "Section", "", "Table"]
    sentence = checked(wide, bang=None, khoan=["Một.", {"noi_dung": "Một câu dài.", "bang": wide}])
    assert around(sentence)[-4:] == ["Một câu dài.", "Section", "", "Table"]


@pytest.mark.parametrize("layout", ["dang", "nha-nuoc"])
def test_the_closing_stays_on_the_page_of_the_wide_table_above_it(layout: str) -> None:
    wide = {"kho_ngang": True, "cot": ["A"], "dong": [[1]]}
    issuer = "Tỉnh ủy" if layout == "dang" else {"cap_tren": "UBND tỉnh A", "ten": "UBND xã B"}
    outcome = checked(wide, the_thuc=layout, co_quan=issuer, phu_luc=[{"ten": "x", "noi_dung": "x"}])
    blocks = list(sheet_of(outcome).blocks)
    first = next(place for place, block in enumerate(blocks) if isinstance(block, Section))
    kinds = [type(block) for block in blocks[first:]]
    closing = blocks[first + kinds.index(Grid)]
    assert kinds.index(Section, 1) > kinds.index(Grid)
    assert isinstance(closing, Grid)
    assert sum(closing.widths) == pytest.approx(247 if layout == "nha-nuoc" else 252, abs=6)


def around(outcome: Outcome) -> list[str]:
    """What stands before the table, from the last text that is no heading on."""
    said = []
    for block in sheet_of(outcome).blocks:
        said.append(
            "".join(getattr(piece, "text", "") for piece in block.content)
            if isinstance(block, Paragraph)
            else type(block).__name__
        )
        if isinstance(block, Table):
            break
    sections = [place for place, block in enumerate(sheet_of(outcome).blocks) if isinstance(block, Section)]
    return said[sections[0] - 1 :]


@pytest.mark.parametrize("tables", [[FULL | {"ten": "Bảng"}], [{"cot": ["A", "B"], "dong": [["a", "b"]]}] * 2])
def test_the_state_layout_ends_a_text_below_its_last_table(tables: list[dict[str, Any]]) -> None:
    state = {
        "the_thuc": "nha-nuoc",
        "bang": tables,
        "co_quan": {"cap_tren": "UBND tỉnh A", "ten": "UBND xã B"},
        "so_ky_hieu": "05/BC-UBND",
    }
    outcome = checked({}, chu_thich={"a": "Lời."}, **state)
    *_, last, mark, _closing = sheet_of(outcome).blocks
    assert isinstance(last, Table)
    assert last.rows[-1].keep_next
    assert isinstance(mark, Paragraph)
    assert mark.keep_next
    assert "./." in str(mark.content)


def test_two_tables_with_nothing_between_stay_two() -> None:
    table = {"cot": ["A", "B"], "dong": [["a", "b"]]}
    outcome = checked({}, bang=[table, table])
    assert not outcome.failed
    document = parts_of(written(outcome))["word/document.xml"].decode()
    assert re.search(r"</w:tbl><w:tbl>", document) is None
    assert written(outcome, "html").decode().count("<table") == 2


def test_an_office_s_own_layout_draws_tables_too(in_tmp: Path) -> None:
    copytree(ROOT / "templates" / "dang", in_tmp / "rieng")
    draft = written(full())
    source = Source(
        "a.yaml", json.dumps(DRAFT | {"bang": FULL, "the_thuc": "./rieng"} | MORE, ensure_ascii=False).encode(), in_tmp
    )
    assert parts_of(built(source))["word/document.xml"] == parts_of(draft)["word/document.xml"]
