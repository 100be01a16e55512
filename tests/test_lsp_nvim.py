"""The language server in a real editor: Neovim, without a screen, asks for everything that the server offers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls")

ROOT = Path(__file__).parents[1]
SESSION = Path(__file__).parent / "nvim" / "session.lua"


@pytest.fixture(scope="module")
def got(tmp_path_factory: pytest.TempPathFactory) -> Any:
    nvim = shutil.which("nvim")
    if nvim is None:
        pytest.skip("Neovim is not installed (Debian: neovim)")
    folder = tmp_path_factory.mktemp("nvim")
    (folder / "danh-ba").mkdir()
    for name in ("quy-II-2021.yaml", "danh-ba/quang-ngai-khoa-xx.yaml", "danh-ba/quang-ngai-co-quan.yaml"):
        shutil.copy(ROOT / "examples" / name, folder / name)
    settings = {
        **os.environ,
        "PYTHONPATH": str(ROOT / "src"),
        "CTCT_COMMAND": json.dumps([sys.executable, "-m", "ctct", "lsp"]),
        "CTCT_DRAFT": str(folder / "quy-II-2021.yaml"),
        "CTCT_OUT": str(folder / "got.json"),
        "XDG_STATE_HOME": str(folder / "state"),
        "LC_ALL": "C.UTF-8",
    }
    command = [nvim, "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {SESSION}", "-c", "cquit"]
    done = subprocess.run(command, cwd=folder, env=settings, capture_output=True, timeout=180, check=False)
    assert (folder / "got.json").is_file(), done.stderr.decode()
    return json.loads((folder / "got.json").read_text("utf-8"))


def test_diagnostics_as_one_types_and_actions(got: Any) -> None:
    assert got["opened"] == []
    (fault,) = got["fault"]
    assert (fault["code"], fault["column"]) == ("MH02", 0)
    assert fault["message"].startswith("không có mục «ia_danh» ở đây\ngợi ý: có phải «dia_danh»?")
    assert got["actions"][0]["title"] == "Đổi thành «dia_danh»"
    assert got["mended"] == []
    assert got["mended_line"] == "dia_danh: Quảng Ngãi"
