"""An editor with a progress file open: findings, works and keys proposed, what a key means; states above the works of the draft."""

from __future__ import annotations

from pathlib import Path

import pytest
from lsprotocol import types

from ctct.lsp.hover import hover
from ctct.lsp.kinds import Kind, kind_of
from ctct.lsp.lenses import lenses
from ctct.lsp.symbols import symbols
from lsp_analysis import HEAD, at, proposed

DRAFT = (
    HEAD
    + """thoi_gian: quý II/2021
muc:
  - id: thang-4
    ten: Hội nghị tháng 4
    thoi_gian: tháng 4/2021
    khoan:
      - id: de-an
        noi_dung: Cho ý kiến Đề án.
        phan_cong_chi_dao: minh
      - thuong_ky: can-bo
thuong_ky:
  can-bo: {noi_dung: Cho ý kiến về công tác cán bộ., phan_cong_chi_dao: minh}
"""
)
PROGRESS = """chuong_trinh: d.yaml
den_ngay: 31/5/2021
viec:
  de-an: {trang_thai: xong, ngay_xong: 28/4/2021}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "d.yaml").write_text(DRAFT, "utf-8")
    return tmp_path


def labels(text: str, folder: Path) -> list[str]:
    documents, analysis, position = at(text, folder, "d.tien-do.yaml")
    return [item.label for item in proposed(documents, analysis, position)]


def test_what_it_is_shows_by_its_name_or_its_schema() -> None:
    assert kind_of(Path("d.tien-do.yaml"), "yaml", "") is Kind.PROGRESS
    assert kind_of(Path("d.yaml"), "yaml", "# yaml-language-server: $schema=tien-do.schema.json\n") is Kind.PROGRESS


def test_findings_stand_where_they_are(folder: Path) -> None:
    _, analysis, _ = at(PROGRESS + "  de-am: {trang_thai: chuyen_ky_sau}\n", folder, "d.tien-do.yaml")
    assert sorted(one.code for one in analysis.outcome.findings) == ["TDO03", "TDO05"]
    _, analysis, _ = at(PROGRESS + "  de-am: {trang_thai: song}\n", folder, "d.tien-do.yaml")
    assert [one.code for one in analysis.outcome.findings] == ["MH04"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("  ¦", ["can-bo@thang-4"]),
        ("  can¦", ["can-bo@thang-4"]),
        ("  can-bo@thang-4: {trang_thai: ¦", ["chua_lam", "dang_lam", "xong", "chuyen_ky_sau", "thoi"]),
        ("  can-bo@thang-4:\n    ¦", ["trang_thai", "ngay_xong", "tien_do", "ket_qua", "ly_do", "gia_han"]),
        ("phat_sinh:\n  - noi_dung: Việc.\n    co_quan_chu_tri: ¦", ["minh", "vp", "lien-quan", "cu"]),
        ("¦", ["phat_sinh"]),
    ],
)
def test_works_keys_and_values_are_proposed(folder: Path, typed: str, expected: list[str]) -> None:
    assert labels(PROGRESS + typed, folder) == expected


def test_a_file_that_is_just_begun_proposes_the_works_of_the_programme_of_its_name(folder: Path) -> None:
    assert labels("viec:\n  ¦", folder) == ["de-an", "can-bo@thang-4"]


def test_a_key_shows_the_words_of_the_work(folder: Path) -> None:
    _, analysis, position = at(PROGRESS.replace("de-an:", "de-¦an:"), folder, "d.tien-do.yaml")
    shown = hover(analysis, position)
    assert shown
    assert isinstance(shown.contents, types.MarkupContent)
    assert shown.contents.value == "Cho ý kiến Đề án."
    assert [symbol.name for symbol in symbols(analysis)] == ["Chương trình", "Đến ngày", "Việc"]


def test_the_draft_shows_states_above_its_works(folder: Path) -> None:
    (folder / "d.tien-do.yaml").write_text(PROGRESS + "  can-bo@thang-4: {trang_thai: dang_lam, tien_do: 40}\n", "utf-8")
    _, analysis, _ = at(DRAFT, folder)
    shown = [(lens.range.start.line, lens.command.title) for lens in lenses(analysis) if lens.command]
    lines = DRAFT.splitlines()
    assert [(lines[line].strip(), title.split(" · ")[0]) for line, title in shown if " · " in title] == [
        ("- id: de-an", "Đã xong ngày 28/4/2021, trong hạn (đến 31/5/2021)"),
        ("- thuong_ky: can-bo", "Đang làm, 40%, quá hạn (đến 31/5/2021)"),
    ]
    (folder / "d.tien-do.yaml").unlink()
    _, analysis, _ = at(DRAFT, folder)
    titles = [lens.command.title.split(" · ")[0] for lens in lenses(analysis) if lens.command]
    assert titles[:2] == ["Chưa làm", "Chưa làm"]
