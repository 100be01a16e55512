"""What holds for any draft in any layout: tables, appendices and attached texts make sound documents, the same bytes twice."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import judges
from ctct.emit.word.document import write_docx
from ctct.layout.blocks import Section, Table
from ctct.layout.tables import NARROWEST
from ctct.pipeline import sheet_of
from test_properties import PLAIN_TEXT, checked, nodes

SCHEME = ("chuong", "muc", "dieu", "khoan", "diem")


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    count = draw(st.integers(1, 6))
    cells = st.one_of(st.none(), st.integers(0, 10**6), PLAIN_TEXT, st.lists(PLAIN_TEXT, min_size=1, max_size=2))
    plain = st.lists(cells, min_size=0, max_size=count)
    rows = st.one_of(plain, plain.map(lambda row: {"tong": row}), PLAIN_TEXT.map(lambda text: {"nhom": text}))
    columns = [
        draw(st.one_of(st.just("Cột"), st.integers(10, 20).map(lambda width: {"ten": "Cột", "rong": width})))
        for _ in range(count)
    ]
    if count > 2 and draw(st.booleans()):
        columns[1:3] = [{"ten": "Chung", "cot": [columns[1], {"ten": "Số", "can": "so"}]}]
    merged = [["x"] * count, ["^"] * count, ["y", *["<"] * (count - 1)]] if draw(st.booleans()) else []
    table = {"cot": columns, "dong": merged + draw(st.lists(rows, min_size=1, max_size=4)), "tt": draw(st.booleans())}
    return {**table, "kho_ngang": draw(st.booleans())}


@st.composite
def drafts(draw: st.DrawFn) -> dict[str, Any]:
    ids: list[str] = []
    layout = draw(st.sampled_from(("dang", "nha-nuoc", "van-ban-quy-pham")))
    body = draw(nodes(SCHEME[2:], ids))
    body[-1]["bang"] = draw(st.lists(tables(), min_size=1, max_size=2))
    appendices = [
        {
            "id": f"pl{index}",
            "ten": "Tên",
            "kho_ngang": draw(st.booleans()),
            "bang": draw(tables()),
            "dieu": draw(nodes(SCHEME[2:], ids)),
        }
        for index in range(draw(st.integers(1, 3)))
    ]
    names = [*ids, *(one["id"] for one in appendices)]
    draft: dict[str, Any] = {
        "the_thuc": layout,
        "loai": "quyet_dinh",
        "co_quan": "Sở Nội vụ",
        "so_ky_hieu": "05/QĐ-SNV",
        "ngay": "06/4/2026",
        "trich_yeu": "công tác",
        "chu_the": "Giám đốc",
        "noi_dung": " ".join(f"@{name}" for name in names),
        "nguoi_ky": {"ho_ten": "Đặng Ngọc Huy"},
        "dieu": body,
        "phu_luc": appendices,
        **{key: "x" for key in ("lien_he", "pham_vi") if draw(st.booleans())},
    }
    if layout != "dang" and draw(st.booleans()):
        draft["kem_theo"] = {"loai": "quy_che", "trich_yeu": "làm việc", "chuong": draw(nodes(SCHEME, ids))}
    return draft


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(drafts())
def test_any_draft_with_tables_and_appendices_is_sound(draft: dict[str, Any]) -> None:
    outcome = checked(draft)
    assert [finding for finding in outcome.findings if finding.code not in ("DS02", "KC11", "BG03", "BG04")] == []
    if outcome.failed:
        return
    assert outcome.layout is not None
    sheet, style = sheet_of(outcome), outcome.layout.stylesheet
    data = write_docx(sheet, style)
    assert data == write_docx(sheet_of(checked(draft)), style)
    # The auditor does not know that numId 0 takes a style's number away (ECMA-376 17.9.18).
    assert [fault for fault in judges.audit_errors(data) if "Numbering definition '0'" not in fault] == []
    assert judges.structural_faults(data) == []


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(drafts())
def test_tables_fit_their_page_and_no_section_is_empty(draft: dict[str, Any]) -> None:
    outcome = checked(draft)
    if outcome.failed:
        return
    assert outcome.layout is not None
    page, wide = outcome.layout.stylesheet.page, False
    blocks = sheet_of(outcome).blocks
    for block, following in zip(blocks, (*blocks[1:], Section()), strict=True):
        if isinstance(block, Section):
            wide = block.landscape
            assert not isinstance(following, Section)
        elif isinstance(block, Table):
            assert sum(block.widths) <= (page.turned() if wide else page).text_width + 0.5
            assert min(block.widths) >= NARROWEST
            assert {sum(cell.span for cell in row.cells) for row in block.rows} == {len(block.widths)}
