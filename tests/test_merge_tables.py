"""Columns of tables that come and go in an edited copy, cells that are made one or parted there: what the draft can say, it says."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from copies import AUTHOR, Office, built, merged
from ctct.project.files import Source
from test_merge import checked

ROOT = Path(__file__).parents[1]
PLAIN = """bang:
  tt: true
  cot: [Việc, Ai, Ghi chú]
  dong:
    - [Rà soát quy chế làm việc, An, gấp]
    - [[Kiểm tra các chi bộ, Báo cáo kết quả], Bình]
    - tong: [Tổng cộng, hai người]
"""
MERGED = """bang:
  cot:
    - Việc
    - ten: Kinh phí
      cot: [Tỉnh, Huyện]
    - Ghi chú
  dong:
    - [Rà soát, "12", "<", chung]
    - [Kiểm tra, "7", "8", ^]
    - [Sơ kết, "9", "10", riêng]
"""


def opened(tmp_path: Path, table: str, head: str) -> tuple[Source, Office, Any]:
    """Return a draft with a table, what it prints, opened, and the table in that."""
    text = (ROOT / "examples/nha-nuoc/cong-van.yaml").read_text("utf-8") + table
    source = Source("d.yaml", text.encode(), tmp_path)
    office = Office(built(source))
    return source, office, next(one for one in office.document.tables if one.cell(0, 0).text == head)


def cells_over(row: Any, column: int) -> tuple[Any, int]:
    """Return the cell of a row that takes a column of the grid, and where it begins."""
    at = 0
    for cell in row.tc_lst:
        if at <= column < at + cell.grid_span:
            return cell, at
        at += cell.grid_span
    raise LookupError(column)


def without_column(table: Any, column: int, *, recorded: bool = False) -> None:
    """Take a column out as Word does: a cell that goes over it is a column narrower."""
    for row in table._tbl.tr_lst:
        cell, _ = cells_over(row, column)
        if cell.grid_span > 1:
            cell.grid_span -= 1
        elif recorded:
            cell.get_or_add_tcPr().append(OxmlElement("w:cellDel", attrs={qn("w:id"): "77", **AUTHOR}))
        else:
            row.remove(cell)


def without_names(element: Any) -> Any:
    for one in [one for one in element.iter() if "bookmark" in one.tag]:
        one.getparent().remove(one)
    return element


def with_column(table: Any, behind: int, said: list[str]) -> None:
    """Put a column behind another: a cell that goes over both is a column wider, what says «^» is one with that above it."""
    for row, words in zip(table._tbl.tr_lst, said, strict=True):
        cell, at = cells_over(row, behind)
        if at + cell.grid_span > behind + 1:
            cell.grid_span += 1
            continue
        made = without_names(deepcopy(cell))
        made.grid_span = 1
        made.vMerge = "continue" if words == "^" else None
        for more in made.findall(qn("w:p"))[1:]:
            made.remove(more)
        docx.table._Cell(made, table).paragraphs[0].text = "" if words == "^" else words
        cell.addnext(made)


RECORDED = pytest.mark.parametrize("recorded", [False, True])


@RECORDED
@pytest.mark.parametrize(("column", "heads"), [(2, "[Việc, Ghi chú]"), (3, "[Việc, Ai]")])
def test_a_column_that_is_gone(tmp_path: Path, column: int, heads: str, recorded: bool) -> None:
    source, office, table = opened(tmp_path, PLAIN, "TT")
    without_column(table, column, recorded=recorded)
    _, new = checked(source, office.saved())
    assert new[0] == f"cot: {heads}"
    assert not any("An" in line for line in new) if column == 2 else not any("gấp" in line for line in new)


def test_a_column_with_words_that_stay_is_told(tmp_path: Path) -> None:
    """The cell of a total goes over the numbers too: without its column there is no place for it."""
    source, office, table = opened(tmp_path, PLAIN, "TT")
    without_column(table, 1)
    done = merged(source, office.saved())
    assert done.data == source.data
    assert {edit.why for edit in done.edits} == {"bản sửa bỏ cột này, mà «Tổng cộng» của cột ấy còn: bỏ cột ở dự thảo"}


def test_one_comes_and_one_goes_and_a_row_is_new(tmp_path: Path) -> None:
    source, office, table = opened(tmp_path, PLAIN, "TT")
    with_column(table, 3, ["Hạn", "tháng 7", "", ""])
    without_column(table, 3)
    row = without_names(deepcopy(table.rows[1]._tr))
    table.rows[2]._tr.addnext(row)
    for cell, words in zip(row.tc_lst, ("3", "Sơ kết", "Chi", "tháng 9"), strict=True):
        docx.table._Cell(cell, table).paragraphs[0].text = words
    _, new = checked(source, office.saved())
    assert new == ["cot: [Việc, Ai, Hạn]", "- [Rà soát quy chế làm việc, An, tháng 7]", "- [Sơ kết, Chi, tháng 9]"]


def test_words_wiped_out_leave_their_column(tmp_path: Path) -> None:
    source, office, table = opened(tmp_path, PLAIN, "TT")
    office.delete(*[one for row in table.rows for one in row.cells[3]._tc.findall(qn("w:p")) if "".join(one.itertext())])
    for row in table.rows:
        if not row.cells[3]._tc.findall(qn("w:p")):
            row.cells[3]._tc.append(OxmlElement("w:p"))
    done = merged(source, office.saved())
    assert "cot: [Việc, Ai, Ghi chú]" in done.data.decode()
    assert {edit.old: edit.fate for edit in done.edits} == {"Ghi chú": "unmapped", "gấp": "taken"}


def test_a_column_of_which_the_draft_says_more_stays(tmp_path: Path) -> None:
    source, office, table = opened(tmp_path, PLAIN, "TT")
    without_column(table, 3)
    newer = source._replace(data=source.data.replace("Bình]".encode(), "Bình, hoãn]".encode()))
    done = merged(newer, office.saved())
    assert done.data == newer.data
    assert {edit.why for edit in done.edits if edit.sort == "removed"} == {
        "bản sửa bỏ cột này, mà «hoãn» của cột ấy còn: bỏ cột ở dự thảo"
    }


def test_columns_where_cells_are_one(tmp_path: Path) -> None:
    source, office, table = opened(tmp_path, MERGED, "Việc")
    with_column(table, 1, ["", "Trung ương", "", "5", "6"])
    with_column(table, 4, ["Hạn", "^", "tháng 7", "^", "tháng 9"])
    _, new = checked(source, office.saved())
    assert [line.strip() for line in new] == [
        "cot: [Tỉnh, Trung ương, Huyện]",
        "- Hạn",
        '- [Rà soát, "12", <, <, chung, tháng 7]',
        '- [Kiểm tra, "7", "5", "8", ^, ^]',
        '- [Sơ kết, "9", "6", "10", riêng, tháng 9]',
    ]


def test_a_column_that_is_gone_leaves_its_words_to_what_it_was_one_with(tmp_path: Path) -> None:
    source, office, table = opened(tmp_path, MERGED, "Việc")
    without_column(table, 1)
    _, new = checked(source, office.saved())
    assert [line.strip() for line in new] == [
        "cot: [Huyện]",
        '- [Rà soát, "12", chung]',
        '- [Kiểm tra, "8", ^]',
        '- [Sơ kết, "10", riêng]',
    ]


def test_with_its_last_column_a_head_goes(tmp_path: Path) -> None:
    source, office, table = opened(tmp_path, MERGED, "Việc")
    for row in table._tbl.tr_lst:
        cell, _ = cells_over(row, 1)
        row.remove(cell)
        if cell.grid_span == 1:
            row.remove(cells_over(row, 1)[0])
    _, new = checked(source, office.saved())
    assert [line.strip() for line in new] == ["- [Rà soát, chung]", "- [Kiểm tra, ^]", "- [Sơ kết, riêng]"]


def test_cells_made_one_and_parted(tmp_path: Path) -> None:
    source, office, table = opened(tmp_path, MERGED, "Việc")
    rows = table._tbl.tr_lst
    first, narrow = rows[2].tc_lst, rows[4].tc_lst
    narrow[1].grid_span = 2  # 9 and 10
    for paragraph in narrow[2].findall(qn("w:p")):
        narrow[1].append(paragraph)
    rows[4].remove(narrow[2])
    first[1].grid_span = 1
    first[1].addnext(without_names(deepcopy(first[1])))
    docx.table._Cell(rows[2].tc_lst[2], table).paragraphs[0].text = "13"
    _, new = checked(source, office.saved())
    assert [line.strip() for line in new] == ['- [Rà soát, "12", "13", chung]', '- [Sơ kết, ["9", "10"], <, riêng]']


def test_cells_made_one_downwards(tmp_path: Path) -> None:
    source, office, table = opened(tmp_path, PLAIN, "TT")
    upper, lower = (table._tbl.tr_lst[at].tc_lst[2] for at in (1, 2))
    upper.vMerge, lower.vMerge = "restart", "continue"
    for paragraph in lower.findall(qn("w:p")):
        upper.append(paragraph)
    lower.append(OxmlElement("w:p"))
    _, new = checked(source, office.saved())
    assert new == [
        "- [Rà soát quy chế làm việc, [An, Bình], gấp]",
        "- [[Kiểm tra các chi bộ, Báo cáo kết quả], ^]",
    ]


def test_cells_that_the_draft_has_made_one_meanwhile_stay_so(tmp_path: Path) -> None:
    source, office, _table = opened(tmp_path, MERGED, "Việc")
    newer = source._replace(data=source.data.replace(b'"9", "10"', b'"9", "<"'))
    office.replace("riêng", "chung cả huyện")
    done = merged(newer, office.saved())
    assert b'"9", "<", chung' in done.data
    assert {edit.fate for edit in done.edits} == {"taken"}


def test_cells_made_one_on_both_sides_otherwise_are_a_conflict(tmp_path: Path) -> None:
    source, office, table = opened(tmp_path, MERGED, "Việc")
    row = table._tbl.tr_lst[4]
    first, second = row.tc_lst[:2]
    first.grid_span = 2
    for paragraph in second.findall(qn("w:p")):
        first.append(paragraph)
    row.remove(second)
    newer = source._replace(data=source.data.replace('"10", riêng'.encode(), b'"10", "<"'))
    done = merged(newer, office.saved())
    assert "conflict" in {edit.fate for edit in done.edits if edit.sort == "cells"}


def test_words_of_a_cell_that_are_gone(tmp_path: Path) -> None:
    source, office, table = opened(tmp_path, PLAIN, "TT")
    table.cell(1, 2).paragraphs[0].text = ""
    office.delete(table.cell(2, 1).paragraphs[0]._p)
    _, new = checked(source, office.saved())
    assert new == ['- [Rà soát quy chế làm việc, "", gấp]', "- [Báo cáo kết quả, Bình]"]
