"""The language server as a process: what it publishes, when, and what it survives."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pygls")

from ctct.lsp.analysis import Analysis
from ctct.lsp.checks import Checks
from editor import ROOT, Editor
from lsp_analysis import DRAFT, REGISTER, codes, desk_in, line_of

pytest_plugins = ("lsp_fixtures",)


def test_findings_follow_each_version(editor: Editor) -> None:
    editor.open("d.yaml")
    clean = codes(editor.findings("d.yaml", 1))
    line, column = line_of(DRAFT, "dia_danh")
    version = editor.change("d.yaml", ((line, column), (line, column + 8), "dia_dan"))
    (found,) = [one for one in editor.findings("d.yaml", version) if one["code"] == "MH02"]
    assert found["range"] == {"start": {"line": line, "character": 0}, "end": {"line": line, "character": 7}}
    assert found["message"] == "không có khóa «dia_dan» ở đây\ngợi ý: có phải «dia_danh»?"
    assert (found["severity"], found["source"]) == (1, "ctct")
    version = editor.change("d.yaml", ((line, column), (line, column + 7), "dia_danh"))
    assert codes(editor.findings("d.yaml", version)) == clean


def test_changes_that_come_at_once_are_judged_together_and_only_the_last_is_told(editor: Editor) -> None:
    editor.open("d.yaml")
    editor.findings("d.yaml", 1)
    for letter in "0123456789" * 4:
        version = editor.change("d.yaml", ((0, 0), (0, 0), letter))
    editor.findings("d.yaml", version)
    editor.change("d.yaml", ((0, 0), (0, 40), ""))
    editor.findings("d.yaml", version + 1)
    told = [one for one in editor.notices if one["method"] == "textDocument/publishDiagnostics"]
    assert len(told) < 20
    assert editor.works()


def test_danh_ba_is_read_as_the_editor_has_it(editor: Editor) -> None:
    """A name that is typed in the danh bạ, and not saved, is known in the draft at once."""
    text = DRAFT.replace("phan_cong_chi_dao: minh\n", "phan_cong_chi_dao: hoa\n", 1)
    editor.open("d.yaml", text)
    assert "DB01" in codes(editor.findings("d.yaml", 1))
    editor.open("danh-ba.yaml")
    added = "nguoi:\n  hoa: {ho_ten: Trần Thị Hoa, chuc_vu: Chánh Văn phòng Tỉnh ủy}\n"
    editor.change("danh-ba.yaml", ((0, 0), (1, 0), added))
    while "DB01" in codes(editor.findings("d.yaml")):
        pass
    shown = editor.at("hover", "d.yaml", *line_of(text, "hoa\n"))
    assert shown["contents"]["value"] == "đồng chí Trần Thị Hoa, Chánh Văn phòng Tỉnh ủy"
    editor.close("danh-ba.yaml")
    while "DB01" not in codes(editor.findings("d.yaml")):
        pass


def test_danh_ba_that_is_broken_is_told_of_in_its_own_file(editor: Editor) -> None:
    editor.open("d.yaml")
    clean = codes(editor.findings("d.yaml", 1))
    broken = REGISTER.replace("ho_ten: Trần Cũ", "ho_te: Trần Cũ")
    (editor.folder / "danh-ba.yaml").write_text(broken, "utf-8")
    editor.notify("workspace/didChangeWatchedFiles", changes=[{"uri": editor.uri("danh-ba.yaml"), "type": 2}])
    assert "MH02" in codes(editor.findings("danh-ba.yaml"))
    line, column = line_of(DRAFT, "phan_cong_chi_dao: minh")
    proposed = editor.at("completion", "d.yaml", line, column + 19)["items"]
    assert "minh" in [one["label"] for one in proposed], "what was known stays known"
    editor.open("danh-ba.yaml", "nguoi: [")
    assert codes(editor.findings("danh-ba.yaml", 1)) == ["NG25"] or editor.told[editor.uri("danh-ba.yaml")]["diagnostics"]
    version = editor.change("danh-ba.yaml", REGISTER)
    while editor.findings("danh-ba.yaml", version):
        version = editor.change("danh-ba.yaml", REGISTER)
    while codes(editor.about_findings("d.yaml")) != clean:
        editor.findings("d.yaml")


def test_danh_ba_deleted_and_given_back(editor: Editor) -> None:
    editor.open("d.yaml")
    clean = codes(editor.findings("d.yaml", 1))
    path = editor.folder / "danh-ba.yaml"
    path.rename(editor.folder / "ten-moi.yaml")
    editor.notify("workspace/didChangeWatchedFiles", changes=[{"uri": path.as_uri(), "type": 3}])
    (found,) = [one for one in editor.findings("d.yaml") if one["code"] == "TP02"]
    assert "không có tệp danh bạ «danh-ba.yaml»" in found["message"]
    (editor.folder / "ten-moi.yaml").rename(path)
    editor.notify("workspace/didChangeWatchedFiles", changes=[{"uri": path.as_uri(), "type": 1}])
    assert codes(editor.findings("d.yaml")) == clean


def test_draft_and_its_whole_folder_deleted_while_open(editor: Editor) -> None:
    editor.open("d.yaml")
    editor.findings("d.yaml", 1)
    shutil.rmtree(editor.folder)
    version = editor.change("d.yaml", ((0, 0), (0, 0), "\n"))
    assert "TP02" in codes(editor.findings("d.yaml", version))
    assert editor.works()


def test_renamed_draft_takes_its_findings_along(editor: Editor) -> None:
    wrong = DRAFT.replace("dia_danh", "dia_dan")
    editor.open("d.yaml", wrong)
    assert "MH02" in codes(editor.findings("d.yaml", 1))
    editor.close("d.yaml")
    assert editor.findings("d.yaml") == []
    editor.open("e.yaml", wrong)
    assert "MH02" in codes(editor.findings("e.yaml", 1))


def test_two_editors_on_one_file(folder: Path) -> None:
    with Editor(folder) as one, Editor(folder) as other:
        for editor in (one, other):
            editor.open("d.yaml")
            editor.findings("d.yaml", 1)
        version = one.change("d.yaml", ((0, 0), (0, 0), "khong_co: 1\n"))
        assert "MH02" in codes(one.findings("d.yaml", version))
        (folder / "d.yaml").write_text("khong_co: 1\n" + DRAFT, "utf-8")
        other.notify("workspace/didChangeWatchedFiles", changes=[{"uri": other.uri("d.yaml"), "type": 2}])
        assert "MH02" not in codes(other.told[other.uri("d.yaml")]["diagnostics"]), "what the editor has open counts"
        version = other.change("d.yaml", ((0, 0), (0, 0), "# \n"))
        assert "MH02" not in codes(other.findings("d.yaml", version))


def test_watched_files_are_asked_for_where_the_editor_can_watch(folder: Path) -> None:
    with Editor(folder, workspace={"didChangeWatchedFiles": {"dynamicRegistration": True}}) as editor:
        editor.open("d.yaml")
        editor.findings("d.yaml", 1)
        (asked,) = [one for one in editor.notices if one["method"] == "client/registerCapability"]
        assert asked["params"]["registrations"][0]["method"] == "workspace/didChangeWatchedFiles"


def test_server_ends_when_the_editor_goes_away(folder: Path) -> None:
    editor = Editor(folder)
    editor.open("d.yaml")
    assert editor.leave() == 0


def test_check_that_fails_is_told_of_and_the_next_one_is_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours leaves what was known standing, and the server at work."""
    told: list[Analysis] = []
    failed: list[Exception] = []

    async def session() -> None:
        documents = desk_in(folder, d__yaml=DRAFT)
        (document,) = documents.all()
        checks = Checks(documents, told.append, failed.append)
        checks.changed(document, at_once=True)
        first = await checks.analysis(document.uri)
        with monkeypatch.context() as patch:
            patch.setattr(Analysis, "judge", lambda analysis, earlier: 1 // 0)
            checks.changed(document)
            assert await checks.analysis(document.uri) is None
        assert checks.known(document.uri) is first
        checks.changed(document)
        assert await checks.analysis(document.uri) is not None

    asyncio.run(session())
    assert len(told) == 2
    assert {type(one) for one in failed} == {ZeroDivisionError}


def test_without_pygls_it_says_how_to_get_it() -> None:
    code = "import sys; sys.modules['pygls'] = sys.modules['lsprotocol'] = None; from ctct.cli import main; main(['lsp'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, env={"PYTHONPATH": str(ROOT / "src")}, check=False)
    assert done.returncode == 1
    assert 'pip install "ctct[lsp]"' in done.stderr.decode()
