"""The layouts' data: told as a table, sure of every value; and what moving a draft from one to another would change."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest
from click.testing import CliRunner

from ctct.cli import main
from ctct.diagnostics import Rejected
from ctct.drafting.switching import moved, report
from ctct.emit.plain import write_plain
from ctct.layout.blocks import Box, Grid, Rule, Section
from ctct.layout.describe import CERTAINTY
from ctct.model.types import LEGAL_TYPES, PARTY_PAPERS, PARTY_TYPES, STATE_TYPES, TYPES_OF
from ctct.pipeline import check, sheet_of
from ctct.project.files import Source
from ctct.project.layouts import layout_data
from ctct.source.shipped import layouts

ROOT = Path(__file__).parents[1]
STATE = """
the_thuc: nha-nuoc
loai: cong_van
co_quan: Sở Nội vụ
so_ky_hieu: 05/SNV-VP
dia_danh: Lâm Đồng
ngay: 03/02/2026
trich_yeu: rà soát thủ tục hành chính
kinh_gui: Các sở
noi_dung: Đề nghị các sở thực hiện.
noi_nhan: [Như trên, "Lưu: VT"]
nguoi_ky: {quyen_han: KT. Giám đốc, chuc_vu: Phó Giám đốc, ho_ten: Lê Thị Hạnh}
"""


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize(("page", "language"), [("the-thuc.md", "vi"), ("the-thuc.en.md", "en")])
def test_the_page_is_fresh(page: str, language: str) -> None:
    told = run("--lang", language, "the-thuc")
    assert (ROOT / "docs" / page).read_text("utf-8") == told, f"run: ctct --lang {language} the-thuc > docs/{page}"


def test_an_unknown_layout_is_named_with_those_there_are() -> None:
    result = CliRunner().invoke(main, ["the-thuc", "nha-nuocc"])
    assert result.exit_code == 2
    assert "dang, nha-nuoc, van-ban-quy-pham" in result.output


@pytest.mark.parametrize("layout", layouts())
def test_every_value_has_its_clause_and_its_certainty(layout: str) -> None:
    for section, values in layout_data(layout).items():
        if isinstance(values, dict):
            for key, value in values.items():
                assert value["can_cu"], (section, key)
                assert value["tin_cay"] in CERTAINTY, (section, key)


@pytest.mark.parametrize("layout", layouts())
def test_columns_are_as_wide_as_the_page(layout: str) -> None:
    data = layout_data(layout)
    page = {key: value["gia_tri"] for key, value in data["trang"].items()}
    for name, right in (("dau_trang", 15), ("ket_thuc", page["le_phai"])):  # the letterhead reaches out to the least margin
        assert sum(data["cot"][name]["gia_tri"]) == page["rong"] - page["le_trai"] - right


def test_types_are_those_of_the_decree() -> None:
    assert (len(PARTY_TYPES), len(PARTY_PAPERS), len(STATE_TYPES), len(LEGAL_TYPES)) == (25, 8, 29, 4)
    assert [key for key, kind in STATE_TYPES.items() if kind.abbreviation is None] == ["cong_van", "thu_cong"]
    assert {layout_data(layout)["ho"] for layout in layouts()} == set(TYPES_OF)


def blocks_of(draft: str) -> list[object]:
    outcome = check(Source("du-thao.yaml", draft.encode(), ROOT))
    assert outcome.findings == ()
    todo: list[object] = list(sheet_of(outcome).blocks)
    found = []
    while todo:
        block = todo.pop(0)
        found.append(block)
        if isinstance(block, Grid):
            todo[:0] = [inner for row in block.rows for cell in row for inner in cell.blocks]
    return found


@pytest.mark.parametrize(("urgency", "width"), [("khan", 20), ("thuong_khan", 40), ("hoa_toc", 30)])
def test_stamps_of_urgency_are_as_large_as_laid_down(urgency: str, width: float) -> None:
    stamp = next(block for block in blocks_of(f"{STATE}do_khan: {urgency}\n") if isinstance(block, Box))
    assert (stamp.width, stamp.height) == (width, 8)


def test_rules_are_as_long_as_laid_down() -> None:
    """The motto's rule is as long as the motto the body's 1/3 to 1/2 of its name."""
    body, motto = (block.width for block in blocks_of(STATE) if isinstance(block, Rule))
    assert 45 < motto < 62
    name = 0.4 * 27  # «SỞ NỘI VỤ» in bold 13 is about 27 mm wide
    assert body == pytest.approx(name, abs=1.5)


@pytest.mark.parametrize(
    ("above", "kinds"),
    [
        ("noi_dung: Lời văn.", [(False, True), (True, False)] * 2),
        # With nothing but its title above the table the whole appendix is turned: the title would have a page of its own.
        ("", [(True, True)] * 2),
    ],
)
def test_a_wide_table_in_an_appendix_leaves_no_empty_page(above: str, kinds: list[tuple[bool, bool]]) -> None:
    said = ", ".join(filter(None, [above, "bang: {kho_ngang: true, cot: [A], dong: [[1]]}"]))
    appendices = f"phu_luc: [{{ten: x, {said}}}, {{ten: y, {said}}}]\n"
    draft = STATE.replace("thực hiện", "xem Phụ lục I và Phụ lục II") + appendices
    assert [(block.landscape, block.restart) for block in blocks_of(draft) if isinstance(block, Section)] == kinds


def test_an_own_layout_may_say_only_what_is_other_than_the_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "rieng").mkdir()
    word = "trich_yeu_cong_van: {gia_tri: Về việc, can_cu: x, tin_cay: D}"
    own = f"ten: Thể thức của Sở\nho: nha-nuoc\nke_thua: nha-nuoc\nloi_van:\n  {word}\n"
    (tmp_path / "rieng" / "the-thuc.yaml").write_text(own, "utf-8")
    outcome = check(Source("du-thao.yaml", STATE.replace("nha-nuoc", "./rieng").encode(), tmp_path))
    assert outcome.findings == ()
    assert "Về việc rà soát thủ tục hành chính" in write_plain(sheet_of(outcome))


def test_a_style_that_templates_use_and_data_lack(tmp_path: Path) -> None:
    copytree(ROOT / "templates" / "nha-nuoc", tmp_path / "rieng")
    data = tmp_path / "rieng" / "the-thuc.yaml"
    data.write_text(data.read_text("utf-8").replace("  Đầu bảng: ", "  Đầu: "), "utf-8")
    draft = STATE.replace("nha-nuoc", "./rieng") + "bang: {cot: [A], dong: [[1]]}\n"
    with pytest.raises(Rejected) as told:
        sheet_of(check(Source("du-thao.yaml", draft.encode(), tmp_path)))
    assert [(one.code, one.message) for one in told.value.diagnostics] == [
        ("TT11", "mẫu trình bày dùng kiểu «Đầu bảng» mà the-thuc.yaml không có")
    ]


def test_moving_tells_words_looks_and_what_must_be_mended() -> None:
    source = Source.from_file(ROOT / "examples" / "to-trinh-bo-sung-chuong-trinh-2026.yaml")
    before = check(source)
    told = report(before, moved(source, before, "nha-nuoc", None), date(2026, 11, 24))
    assert "+ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n" in told
    assert "- Kính trình: Thường trực Tỉnh ủy;\n+ Kính gửi: Thường trực Tỉnh ủy\n" in told
    assert "- Tên loại: cỡ 16, đậm, IN HOA → cỡ 14, đậm, IN HOA\n" in told
    assert "lỗi L11: mục không đánh số «I-»" in told
    assert "lỗi L14: nơi nhận cuối cùng" in told


def test_moving_tells_of_capitals_among_the_looks_alone() -> None:
    """The State prints the titles of mục in capitals, the Party does not: the words are the same."""
    draft = STATE.replace("noi_dung: Đề nghị các sở thực hiện.", "muc: [{ten: Nhiệm vụ trọng tâm, khoan: [Việc một.]}]")
    source = Source("du-thao.yaml", draft.encode(), ROOT)
    before = check(source)
    told = report(before, moved(source, before, "dang", None), date(2026, 11, 24))
    (look,) = (line for line in told.splitlines() if line.startswith("- Mục: "))
    assert "IN HOA" in look.partition("→")[0]
    assert "IN HOA" not in look.partition("→")[2]
    words = told.partition("Trình bày sẽ khác")[0]
    assert "nhiệm vụ trọng tâm" not in words.casefold()


def test_moving_to_another_date_tells_the_other_edition() -> None:
    draft = str(ROOT / "examples" / "to-trinh-bo-sung-chuong-trinh-2026.yaml")
    told = run("doi-the-thuc", draft, "--ngay", "10/2025")
    assert "(05-HD/VPTW) → Thể thức văn bản của Đảng (36-HD/VPTW)" in told
    assert "- Kính trình: Thường trực Tỉnh ủy;\n+ Kính gửi: Thường trực Tỉnh ủy\n" in told


def test_moving_a_type_that_the_other_layout_lacks() -> None:
    told = run("doi-the-thuc", str(ROOT / "examples" / "nha-nuoc" / "cong-dien.yaml"), "--sang", "dang")
    assert "lỗi KC10: thể thức văn bản của Đảng không có tên loại «công điện»" in told
    assert "gần nhất là «cong_van»" in told


def test_moving_a_part_that_the_other_layout_has_no_form_for() -> None:
    told = run("doi-the-thuc", str(ROOT / "examples" / "nha-nuoc" / "ban-sao-dien-tu.yaml"), "--sang", "dang")
    assert "lỗi KC12: thể thức văn bản của Đảng chưa có mẫu cho «ban_sao»" in told


def test_moving_asks_where_to() -> None:
    result = CliRunner().invoke(main, ["doi-the-thuc", str(ROOT / "examples" / "nha-nuoc" / "cong-dien.yaml")])
    assert result.exit_code == 2
    assert "thiếu --sang" in result.output
