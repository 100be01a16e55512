"""The extension for VS Code without VS Code: its own tools, what is packed, its snippets and settings."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest

from catalogue import has_letters
from ctct.model.types import TYPE_NAMES
from ctct.project.files import Source
from ctct.runs.check import Check
from guide import ROOT
from vscode import EXTENSION, packed


@pytest.fixture(scope="module")
def tools() -> None:
    if shutil.which("node") is None or not (EXTENSION / "node_modules").is_dir():
        pytest.skip("the extension's tools are not installed (scripts/setup-editors)")


@pytest.mark.usefixtures("tools")
@pytest.mark.parametrize("script", ["check", "test"])
def test_the_extension_by_its_own_tools(script: str) -> None:
    done = subprocess.run(["npm", "run", "--silent", script], cwd=EXTENSION, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.usefixtures("tools")
def test_what_is_packed(tmp_path: Path) -> None:
    with zipfile.ZipFile(packed(tmp_path)) as pack:
        names = {name.removeprefix("extension/") for name in pack.namelist() if name.startswith("extension/")}
    manifest = json.loads((EXTENSION / "package.json").read_text("utf-8"))
    named = set(re.findall(r"(?:\./)?((?:media|walkthrough|snippets|dist)/[\w-]+\.\w+)", json.dumps(manifest)))
    assert named <= names, "all that the manifest names is there"
    spoken = {"package.nls.json", "package.nls.en.json"}
    assert names - named == {"package.json", "readme.md", "LICENSE.txt"} | spoken, "and nothing else"


def test_commands_and_settings_are_in_both_languages_where_vs_code_is_in_english() -> None:
    """It does not come in Vietnamese: that it is in English says nothing of who reads it."""
    manifest = (EXTENSION / "package.json").read_text("utf-8")
    vietnamese, both = (json.loads((EXTENSION / f"package.nls{one}.json").read_text("utf-8")) for one in ("", ".en"))
    assert set(re.findall(r'"%([\w.]+)%"', manifest)) == set(vietnamese)
    assert {name for name in vietnamese if not name.startswith("start.")} == set(both)
    for name, said in both.items():
        first, _, english = said.partition(" · ")
        assert first == vietnamese[name].rstrip("…"), name
        assert english, name
        assert not has_letters(english), name
    commands = json.loads(manifest)["contributes"]["commands"]
    assert [one["title"] for one in commands] == [f"%command.{one['command'].removeprefix('ctct.')}%" for one in commands]


def snippets(language: str) -> dict[str, Any]:
    return dict(json.loads((EXTENSION / "snippets" / f"{language}.json").read_text("utf-8")))


@pytest.mark.parametrize(("language", "suffix"), [("yaml", "yaml"), ("markdown", "md")])
def test_the_snippet_of_a_whole_draft_has_no_faults(tmp_path: Path, language: str, suffix: str) -> None:
    text = "\n".join(snippets(language)["Chương trình công tác"]["body"])
    text = re.sub(r"\$\{\d+\|([^,|]+)[^}]*\}", r"\1", text)
    text = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text).replace("$0", "")
    assert [
        str(one) for one in Check(today="2026-11-29").judge(Source(f"d.{suffix}", text.encode(), tmp_path, alone=True)).findings
    ] == []


def test_names_of_types_are_those_of_the_model() -> None:
    assert json.loads((EXTENSION / "src" / "types.json").read_text("utf-8")) == TYPE_NAMES


def test_signs_that_drafts_have_are_marked_neither_with_the_extension_nor_in_a_new_repository() -> None:
    setting = "editor.unicodeHighlight.allowedCharacters"
    contributed = json.loads((EXTENSION / "package.json").read_text("utf-8"))["contributes"]["configurationDefaults"]
    begun_with = json.loads((ROOT / "templates/kho/vscode-settings.json").read_text("utf-8"))
    assert contributed["[yaml]"][setting] == begun_with["[yaml]"][setting]
