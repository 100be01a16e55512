"""Editors as the guide sets them up: its settings, read out of its page, in the real editor with the real language server."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls")

from guide import sample_in, settings_for, surroundings

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
