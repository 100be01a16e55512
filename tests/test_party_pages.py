"""What 05-HD/VPTW places otherwise than 36-HD/VPTW, on paper, as LibreOffice and Typst draw it.

Lengths are points from the top left corner of the page; 1 mm is 2.83 points.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import judges
from ctct.emit.formats import Form
from ctct.layout.blocks import Grid, PageBottom, Rule
from ctct.pipeline import check, compile_to, sheet_of
from ctct.project.files import Source
from test_pages import LEFT, MM, RIGHT, Line, lines_in, one

HEIGHT = 297 * MM
LETTER = """
loai: cong_van
co_quan: {cap_tren: Tỉnh ủy Lâm Đồng, ten: Văn phòng}
so_ky_hieu: 215-CV/VPTU
dia_danh: Lâm Đồng
trich_yeu: về việc đăng ký nội dung
du_thao: 1
kinh_gui: [Các cơ quan tham mưu, Đảng ủy các xã]
noi_dung: Đề nghị các cơ quan đăng ký nội dung.
noi_nhan: [Như trên, Lưu Văn phòng Tỉnh ủy]
nguoi_ky: {quyen_han: K/T Chánh Văn phòng, chuc_vu: Phó Chánh Văn phòng, ho_ten: Nguyễn Hữu Lộc}
nguoi_danh_may: {ky_hieu: NguyenVanAn, so_ban: 145}
lien_he: "Số 02 đường Mimosa, tỉnh Lâm Đồng; điện thoại: 0263 3555 000"
"""
LONG = "khoan: [" + ", ".join(["Đăng ký nội dung trình trong quý."] * 40) + "]\n"
DRAFTS = {
    "cuoi": f"{LETTER}{LONG}ngay: 27/5/2026\npham_vi: Không phổ biến trên phương tiện thông tin đại chúng\n",
    "dau": f"{LETTER}{LONG}ngay: 26/5/2026\n",
    "mep": f"{LETTER}ngay: 27/5/2026\npham_vi: Xem xong trả lại\n",
    "khong": f"{LETTER}ngay: 27/5/2026\n",
}
Pages = dict[str, list[Line]]


@pytest.fixture(scope="module", params=["docx", "pdf"])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pages:
    if request.param == "pdf":
        pytest.importorskip("typst")
    folder = tmp_path_factory.mktemp("trang")
    made = []
    for name, draft in DRAFTS.items():
        made.append(folder / f"{name}.{request.param}")
        made[-1].write_bytes(compile_to(check(Source("du-thao.yaml", draft.encode(), folder)), Form(request.param))[0])
    drawn = judges.libreoffice(made, "pdf", folder) if request.param == "docx" else made
    return {path.stem: lines_in(path) for path in drawn}


def test_the_contact_line_is_at_the_foot_of_the_last_page(pages: Pages) -> None:
    lines = pages["cuoi"]
    contact, scope = one(lines, "Số 02 đường"), one(lines, "KHÔNG PHỔ BIẾN")
    assert {contact.page, scope.page} == {one(lines, "Nguyễn Hữu Lộc").page} == {max(line.page for line in lines)} != {1}
    assert (contact.size, scope.size, scope.bold) == (10, 12, True)
    for line in (contact, scope):
        assert line.middle == pytest.approx((LEFT + RIGHT) / 2, abs=1.5)
    assert contact.top < scope.top
    assert scope.top + 1.15 * scope.size == pytest.approx(HEIGHT - 10 * MM, abs=4)


def test_before_it_was_at_the_foot_of_the_first(pages: Pages) -> None:
    assert one(pages["dau"], "Số 02 đường").page == 1


def test_the_scope_of_circulation_stands_in_the_margin_and_moves_nothing(pages: Pages) -> None:
    scope = one(pages["mep"], "XEM XONG TRẢ LẠI")
    assert scope.top == pytest.approx(10 * MM, abs=3)
    assert scope.left + scope.width == pytest.approx(RIGHT, abs=1.5)
    marked, bare = (one(pages[name], "ĐẢNG CỘNG SẢN").top for name in ("mep", "khong"))
    assert marked == bare


def test_a_draft_is_counted_under_its_number_and_was_under_its_date(pages: Pages) -> None:
    for name, above in (("khong", "Số 215"), ("dau", "Lâm Đồng, ngày")):
        lines = pages[name]
        draft, over = one(lines, "Dự thảo"), one(lines, above)
        assert draft.top > over.top
        assert abs(draft.middle - over.middle) < abs(
            draft.middle - one(lines, "ĐẢNG CỘNG SẢN" if name == "khong" else "Số").middle
        )


def test_the_drafters_mark_is_as_written_and_was_in_capitals(pages: Pages) -> None:
    assert (one(pages["khong"], "NguyenVanAn-145").size, one(pages["dau"], "NGUYENVANAN-145").size) == (11, 8)


def test_a_copy_has_its_stamp_under_a_rule_across_the_page() -> None:
    copy = "hinh_thuc: sao_y, co_quan: Đảng ủy, so_ky_hieu: 05-BS, ngay: 1/6/2026, nguoi_ky: {ho_ten: Lê An}"
    blocks = sheet_of(check(Source("x.yaml", f"{DRAFTS['khong']}ban_sao: {{{copy}}}\n".encode(), Path()))).blocks
    *_, rule, stamp, bottom = blocks
    assert isinstance(rule, Rule)
    assert rule.width == 165
    assert isinstance(stamp, Grid)
    assert isinstance(bottom, PageBottom)
    assert [(box.width, box.height) for box in stamp.rows[0][0].blocks] == [(80, 50)]  # type: ignore[union-attr]
