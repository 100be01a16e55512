"""Editors as the guide sets them up: its settings, read out of its page, in the real editor with the real language server."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls")

from guide import sample_in, settings_for, surroundings
from screen import screen

DRAFT = "quy-II-2021.yaml"
EMACS_SESSION = Path(__file__).parent / "emacs" / "session.el"


@pytest.fixture(scope="module")
def emacs(tmp_path_factory: pytest.TempPathFactory) -> Any:
    program = shutil.which("emacs")
    if program is None:
        pytest.skip("Emacs is not installed (Debian: emacs-nox elpa-eglot elpa-yaml-mode)")
    folder = tmp_path_factory.mktemp("emacs")
    sample_in(folder)
    (settings,) = settings_for("Emacs", "elisp")
    (folder / "init.el").write_text(settings, "utf-8")
    around = {**surroundings(folder), "CTCT_DRAFT": str(folder / DRAFT), "CTCT_OUT": str(folder / "got.json")}
    command = [program, "--batch", "-f", "package-activate-all", "-l", str(folder / "init.el"), "-l", str(EMACS_SESSION)]
    done = subprocess.run(command, cwd=folder, env=around, capture_output=True, timeout=180, check=False)
    assert (folder / "got.json").is_file(), done.stderr.decode()
    return json.loads((folder / "got.json").read_text("utf-8"))


def test_emacs_shows_what_is_wrong_and_mends_it(emacs: Any) -> None:
    (fault,) = emacs["fault"]
    assert "không có khóa «dia_dan» ở đây" in fault
    assert emacs["mended"] == "dia_danh: Quảng Ngãi"
    assert not emacs["left"]


def test_emacs_completes_and_formats(emacs: Any) -> None:
    assert emacs["person"].strip() == "phan_cong_chi_dao: dang-van-minh"
    assert emacs["accents"].strip() == "do_khan:"
    assert emacs["formatted"] == "ngay: {nam: 2021}  # chưa ký: ngày, tháng chừa trống"


HELIX_STEPS = (
    (("/^dia_danh", "Enter", ";ghd"), "không có khóa «ia_danh»"),
    ((" a",), "Đổi thành «dia_danh»"),
    (("Enter",), " dia_danh: Quảng Ngãi"),
    (("okhẩn",), "do_khan"),
    (("Tab", "Escape", "/phan_cong_chi_dao: dang-van-minh", "Enter", "cphan_cong_chi_dao: minh"), "dang-van-minh  "),
    (("Tab", "Escape", "/^ngay:", "Enter", "a    ", "Escape"), "ngay:     {nam: 2021}"),
    ((":format", "Enter"), "ngay: {nam: 2021}"),
    ((":w", "Enter"), "written"),
)
"""Keys, and what the screen says then: a fault, its fix, a key typed with accents, a person, the one form, the file."""


def test_helix(tmp_path: Path) -> None:
    program = shutil.which("hx")
    if program is None:
        pytest.skip("Helix is not installed (Debian 13: hx)")
    sample_in(tmp_path)
    around = surroundings(tmp_path)
    (settings,) = settings_for("Helix", "toml")
    (tmp_path / "config" / "helix").mkdir(parents=True)
    (tmp_path / "config" / "helix" / "languages.toml").write_text(settings, "utf-8")
    file = tmp_path / DRAFT
    before = file.read_text("utf-8")
    with screen(tmp_path, around, program, DRAFT) as helix:
        helix.wait("dia_danh: Quảng Ngãi")
        for keys, said in HELIX_STEPS:
            helix.press(*keys)
            helix.wait(said)
    assert file.read_text("utf-8").replace("do_khan: \n", "do_khan:\n") == before.replace("\nngay:", "\ndo_khan:\nngay:", 1)


@pytest.mark.parametrize("editor", ["Kate", "Sublime Text", "Zed"])
def test_settings_in_json_can_be_read(editor: str) -> None:
    (settings,) = settings_for(editor, "json")
    assert re.search(r'ctct", .*"lsp"', json.dumps(json.loads(settings)))
