"""The words above each work in an editor."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls")

from ctct.lsp.lenses import lenses
from editor import Editor
from lsp_analysis import desk_in, view_of

pytest_plugins = ("lsp_fixtures",)

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


@pytest.mark.parametrize("form", ["yaml", "md"])
def test_every_work_of_the_sample_has_its_words(form: str, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLES / "danh-ba", tmp_path / "danh-ba")
    text = (EXAMPLES / f"quy-II-2021.{form}").read_text("utf-8")
    analysis = view_of(desk_in(tmp_path, **{f"d__{form}": text}))
    found: dict[int, list[str]] = {}
    for one in lenses(analysis):
        assert one.command is not None
        found.setdefault(one.range.start.line, []).append(one.command.title)
    words = [said for line in sorted(found) for said in found[line]]
    assert sum(" · " in said for said in words) == 37
    assert [said for said in words if said.startswith("37")] == ["37 việc: chưa làm 37"]
    lines = text.splitlines()
    first = next(number for number, line in enumerate(lines) if "Hội nghị Tỉnh ủy về công tác cán bộ" in line)
    assert found[first] == ["Chưa làm · hạn 06/4/2021 · chỉ đạo 2 (mở nhóm: 4) · tham mưu 1"]


def test_an_editor_is_told_while_the_draft_is_at_fault(editor: Editor) -> None:
    editor.open("d.yaml")
    told: list[Any] = editor.about("codeLens", "d.yaml")
    titles = [one["command"]["title"] for one in told]
    assert any(title.startswith("Chưa làm · ") for title in titles)
    editor.change("d.yaml", ((0, 0), (0, 0), "sai: x\n"))
    again = editor.about("codeLens", "d.yaml")
    assert [one["command"]["title"] for one in again] in (titles, [])
    assert editor.works()


def test_a_text_without_works_has_none(tmp_path: Path) -> None:
    assert lenses(view_of(desk_in(tmp_path, d__yaml="loai: to_trinh\nnoi_dung: Lời văn.\n"))) == []
    assert lenses(view_of(desk_in(tmp_path, d__yaml="nguoi: {an: {ho_ten: An}}\n"))) == []
