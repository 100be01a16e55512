"""Recipients that a draft lacks: proposed, and put into its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctct.pipeline import check
from ctct.project.files import Source
from ctct.tracking.recipients import proposed_recipients
from test_commands import ctct

ROOT = Path(__file__).parents[1]
DIRECTORY = """
nguoi: {minh: {ho_ten: Đặng Văn Minh}}
co_quan:
  vp: Văn phòng Tỉnh ủy
  btc: Ban Tổ chức Tỉnh ủy
  bnc: Ban Nội chính Tỉnh ủy
  so: Sở Tài chính
  st: Sở Xây dựng
nhom:
  cac-ban: {ten: các ban đảng Tỉnh ủy, thanh_vien: [btc, bnc]}
  lien-quan: các cơ quan liên quan
"""
DRAFT = """loai: chuong_trinh
co_quan: Tỉnh ủy Quảng Ngãi
so_ky_hieu: 05-CTr/TU
ngay: 06/4/2021
trich_yeu: công tác quý II/2021
danh_ba: danh-ba.yaml
muc:
  - noi_dung: Việc một.
    phan_cong_chi_dao: minh
    co_quan_tham_muu: [btc, ~so, Tổ giúp việc]
  - noi_dung: Việc hai.
    co_quan_tham_muu: [bnc, lien-quan]
lay_y_kien: {gui: [st]}
noi_nhan:
  - Ban Bí thư (b/c)  # cấp trên
  - Các đồng chí Tỉnh ủy viên
  - Lưu Văn phòng Tỉnh ủy
nguoi_ky: {ho_ten: Đặng Ngọc Huy}
"""
ADDED = ["  - Các ban đảng Tỉnh ủy", "  - Sở Tài chính", "  - Sở Xây dựng"]


@pytest.fixture
def folder(in_tmp: Path) -> Path:
    (in_tmp / "danh-ba.yaml").write_text(DIRECTORY, "utf-8")
    return in_tmp


def lines(text: str, folder: Path) -> list[str]:
    return [one.line for one in proposed_recipients(check(Source("d.yaml", text.encode(), folder)))]


def test_nothing_is_proposed_for_the_sample_nor_for_any_example() -> None:
    for file in [*(ROOT / "examples").glob("*.yaml"), *(ROOT / "examples").glob("*.md")]:
        assert proposed_recipients(check(Source.from_file(file))) == [], file


def test_bodies_charged_or_asked_are_proposed_those_of_a_group_as_that(folder: Path) -> None:
    assert lines(DRAFT, folder) == [line.removeprefix("  - ") for line in ADDED]


def test_a_group_is_not_proposed_for_one_of_its_members(folder: Path) -> None:
    assert "Ban Tổ chức Tỉnh ủy" in lines(DRAFT.replace("[bnc, lien-quan]", "[so]"), folder)


def test_superior_members_and_archive(folder: Path) -> None:
    bare = DRAFT.replace(
        DRAFT[DRAFT.index("noi_nhan") : DRAFT.index("nguoi_ky")], "noi_nhan: [Các cơ quan được giao nhiệm vụ]\n"
    )
    assert lines(bare, folder) == ["Ban Bí thư (b/c)", "Các đồng chí Tỉnh ủy viên", "Lưu Văn phòng Tỉnh ủy"]
    of_office = bare.replace("co_quan: Tỉnh ủy Quảng Ngãi", "co_quan: {cap_tren: Tỉnh ủy Quảng Ngãi, ten: Ban Tổ chức}")
    assert lines(of_office, folder) == ["Thường trực Tỉnh ủy Quảng Ngãi (b/c)", "Lưu Văn phòng"]
    of_state = "the_thuc: nha-nuoc\n" + bare.replace("05-CTr/TU", "05/CTr-UBND").replace("Tỉnh ủy Q", "UBND tỉnh Q")
    assert lines(of_state, folder) == ["Lưu: VT"]


def test_lines_are_put_before_the_archive_and_nothing_else_changes(folder: Path) -> None:
    (folder / "d.yaml").write_text(DRAFT, "utf-8")
    done = ctct("noi-nhan", "d.yaml", "--ghi")
    assert done.returncode == 0
    before = "  - Lưu Văn phòng Tỉnh ủy\n"
    assert (folder / "d.yaml").read_text("utf-8") == DRAFT.replace(before, "\n".join(ADDED) + "\n" + before)
    assert ctct("noi-nhan", "d.yaml").stdout.decode() == "nơi nhận đã đủ\n"
    ctct("convert", "d.yaml", "-o", "d.md")
    text = (folder / "d.md").read_text("utf-8")
    (folder / "d.md").write_text(
        text.replace("\n".join(ADDED) + "\n", "").replace("  - Ban Bí thư (b/c)  # cấp trên\n", ""), "utf-8"
    )
    assert ctct("noi-nhan", "d.md", "--ghi").returncode == 0
    assert (folder / "d.md").read_text("utf-8") == text.replace("(b/c)  # cấp trên", "(b/c)")


def test_a_draft_without_recipients_gets_the_key(folder: Path) -> None:
    bare = DRAFT[: DRAFT.index("muc:")] + "noi_dung: Lời văn.\nnguoi_ky: {ho_ten: Đặng Ngọc Huy}\n"
    (folder / "d.yaml").write_text(bare, "utf-8")
    assert ctct("noi-nhan", "d.yaml", "--ghi").returncode == 0
    added = "noi_nhan:\n  - Ban Bí thư (b/c)\n  - Các đồng chí Tỉnh ủy viên\n  - Lưu Văn phòng Tỉnh ủy\n"
    assert (folder / "d.yaml").read_text("utf-8") == bare.replace("nguoi_ky", added + "nguoi_ky")


def test_a_draft_with_errors_and_standard_input(folder: Path) -> None:
    (folder / "d.yaml").write_text(DRAFT.replace("~so", "sox"), "utf-8")
    done = ctct("noi-nhan", "d.yaml", "--ghi")
    assert (done.returncode, "DB01" in done.stderr.decode()) == (1, True)
    assert "sox" in (folder / "d.yaml").read_text("utf-8")
    assert ctct("noi-nhan", "khong-co.yaml").returncode == 1
