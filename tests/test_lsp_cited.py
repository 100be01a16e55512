"""The language server and documents of the register: proposed, explained, found and renamed, in drafts and in the register."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pygls")

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from ctct.lsp.definition import definition, references
from ctct.lsp.hover import hover
from ctct.lsp.kinds import Kind, kind_of
from ctct.lsp.rename import rename
from ctct.lsp.symbols import symbols
from lsp_analysis import HEAD, apply, at, proposed

REGISTER = """nq-02-tu: {so_ky_hieu: 02-NQ/TU, ngay: 01/7/2016, co_quan: Tỉnh ủy, khoa: XIX, trich_yeu: về kết cấu hạ tầng}
nq-03-tu:
  so_ky_hieu: 03-NQ/TU
  ngay: 01/02/2021
  thay_the: [nq-02-tu]
"""
DRAFT = HEAD.replace("danh_ba: danh-ba.yaml", "van_ban: van-ban.yaml") + "muc: [Theo @vb:nq-02-tu; @vb:nq-02-tu~.]\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "van-ban.yaml").write_text(REGISTER, "utf-8")
    (tmp_path / "khac.yaml").write_text(DRAFT, "utf-8")
    return tmp_path


def test_kind_is_told_by_the_entries() -> None:
    assert kind_of(Path("van-ban.yaml"), "", REGISTER) is Kind.DOCUMENTS
    assert kind_of(Path("x.yaml"), "", "nq-03-tu:\n  loai: luat\n  so_ky_hieu: 03-NQ/TU\n") is Kind.DOCUMENTS
    assert kind_of(Path("x.yaml"), "", "# $schema=../schema/van-ban.schema.json\n") is Kind.DOCUMENTS
    assert kind_of(Path("x.yaml"), "", "services:\n  web: {image: x}\n") is Kind.OTHER


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Theo @vb:¦", ["nq-02-tu", "nq-03-tu"]),
        ("Theo @vb:nq-0¦", ["nq-02-tu", "nq-03-tu"]),
        ("Theo @¦", ["vb:nq-02-tu", "vb:nq-03-tu"]),
        ("Theo @~¦", []),
    ],
)
def test_documents_are_proposed(folder: Path, typed: str, offered: list[str]) -> None:
    found = proposed(*at(DRAFT + f"ket: {typed}", folder))
    assert [item.label for item in found] == offered


def test_keys_and_ids_are_proposed_in_the_register(folder: Path) -> None:
    assert "nq-02-tu" in [
        item.label for item in proposed(*at(REGISTER + "x: {so_ky_hieu: 04-NQ/TU, thay_the: [¦", folder, "van-ban.yaml"))
    ]
    assert "het_hieu_luc" in [item.label for item in proposed(*at(REGISTER + "  ¦", folder, "van-ban.yaml"))]
    assert [item.label for item in proposed(*at(HEAD + "van_ban: ¦", folder))] == ["van-ban.yaml"]


def test_hover_tells_both_forms(folder: Path) -> None:
    _, analysis, position = at(DRAFT.replace("@vb:nq-02-tu~", "@vb:nq-0¦2-tu~"), folder)
    told = hover(analysis, position)
    assert told
    assert isinstance(told.contents, types.MarkupContent)
    assert "**Nghị quyết số 02-NQ/TU**\n\nNghị quyết số 02-NQ/TU ngày 01/7/2016 của Tỉnh ủy khóa XIX" in told.contents.value
    assert "⚠ hết hiệu lực từ ngày 01/02/2021, thay bằng Nghị quyết số 03-NQ/TU" in told.contents.value


def test_definition_and_references(folder: Path) -> None:
    documents, analysis, position = at(DRAFT.replace("@vb:nq-02-tu;", "@vb:nq-0¦2-tu;"), folder)
    (given,) = definition(analysis, documents, position)
    assert (given.uri, given.range.start.line) == ((folder / "van-ban.yaml").as_uri(), 0)
    assert len(references(analysis, documents, position, True)) == 6  # two in each draft, its key and «thay_the»
    documents, analysis, position = at(DRAFT.replace("van-ban.yaml", "van-¦ban.yaml"), folder)
    assert [one.uri for one in definition(analysis, documents, position)] == [(folder / "van-ban.yaml").as_uri()]


@pytest.mark.parametrize(
    ("text", "name"), [(DRAFT.replace("nq-02-tu;", "nq-0¦2-tu;"), "d.yaml"), ("nq¦" + REGISTER[2:], "van-ban.yaml")]
)
def test_rename_everywhere(folder: Path, text: str, name: str) -> None:
    documents, analysis, position = at(text, folder, name)
    edits = rename(analysis, documents, position, "nq-hai")
    assert edits
    register = apply(REGISTER, edits[(folder / "van-ban.yaml").as_uri()])
    assert register == REGISTER.replace("nq-02-tu", "nq-hai")
    assert apply(DRAFT, edits[(folder / "khac.yaml").as_uri()]) == DRAFT.replace("nq-02-tu", "nq-hai")
    with pytest.raises(JsonRpcInvalidParams, match="đã"):
        rename(analysis, documents, position, "nq-03-tu")


def test_register_that_is_half_typed_is_still_known(folder: Path) -> None:
    _, analysis, _ = at(REGISTER + "x: {so_ky_hieu: ¦", folder, "van-ban.yaml")
    assert analysis.outcome.failed
    assert [symbol.name for symbol in symbols(analysis)][:2] == ["nq-02-tu", "nq-03-tu"]
