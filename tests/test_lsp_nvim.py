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
    assert fault["message"].startswith("không có khóa «ia_danh» ở đây\ngợi ý: có phải «dia_danh»?")
    assert got["actions"][0]["title"] == "Đổi thành «dia_danh»"
    assert got["mended"] == []
    assert got["mended_line"] == "dia_danh: Quảng Ngãi"


def test_completion(got: Any) -> None:
    assert got["references_proposed"][0] == ["hoi-nghi-lan-4", "mục II, phần B"]
    minh = ["dang-van-minh", "đồng chí Đặng Văn Minh, Phó Bí thư Tỉnh ủy, Chủ tịch Ủy ban nhân dân tỉnh"]
    assert minh in got["references_proposed"]
    assert [word for word, _ in got["people_proposed"]] == [
        "dang-ngoc-huy",
        "dang-van-minh",
        "dang-ngoc-dung",
        "dang-doan-hdnd-tinh",
    ]
    assert minh in got["people_proposed"]
    assert got["notes_proposed"] == [["mien-nui", "chú thích"]]
    assert got["keys_proposed"] == [["do_khan: ", "Độ khẩn"]]


def test_hover(got: Any) -> None:
    assert got["hover_reference"].startswith("**mục II, phần B**\n\nChuẩn bị nội dung và triệu tập Hội nghị")
    assert got["hover_person"] == "đồng chí Đặng Văn Minh, Phó Bí thư Tỉnh ủy, Chủ tịch Ủy ban nhân dân tỉnh"
    assert got["hover_role"].startswith("Phân công chỉ đạo: Đồng chí Đặng Văn Minh, Phó Bí thư Tỉnh ủy")
    assert got["hover_note"].startswith("**Chú thích 1**\n\nTại Điểm 3.5, Khoản 3, Mục III")
    assert got["hover_key"].startswith("**Trích yếu** *(bắt buộc)*")


def test_definition_and_references(got: Any) -> None:
    draft = (ROOT / "examples" / "quy-II-2021.yaml").read_text("utf-8").split("\n")
    ((file, line),) = got["definition_node"]
    assert (file, draft[line].split("#")[0].strip()) == ("quy-II-2021.yaml", "- id: hoi-nghi-lan-4")
    assert len(got["references_node"]) == 5
    assert all("hoi-nghi-lan-4" in draft[line] for _, line in got["references_node"])
    ((file, line),) = got["definition_person"]
    register = (ROOT / "examples" / "danh-ba" / "quang-ngai-khoa-xx.yaml").read_text("utf-8").split("\n")
    assert (file, register[line]) == ("quang-ngai-khoa-xx.yaml", "  dang-van-minh:")
    assert [file for file, _ in got["references_person"]] == ["quy-II-2021.yaml"] * 4 + ["quang-ngai-khoa-xx.yaml"] * 3


def test_rename_in_draft_and_danh_ba(got: Any) -> None:
    assert got["rename_refused"]["error"].startswith("mã «Minh» không dùng được")
    assert got["renamed"] == {
        "quy-II-2021.yaml": {"new": 4, "old": 0},
        "quang-ngai-khoa-xx.yaml": {"new": 3, "old": 0},
    }


def test_symbols_folds_and_form(got: Any) -> None:
    second = got["symbols"][1]
    assert second["name"] == "B. Nhiệm vụ trọng tâm quý II/2021"
    assert [one["name"].split()[0] for one in second["children"]] == ["I.", "II.", "III.", "IV."]
    assert [one["name"].split()[0] for one in second["children"][1]["children"]] == [f"({number})" for number in range(1, 8)]
    assert len(got["folds"]) > 50
    assert got["formatted_line"] == "ngay: {nam: 2021}  # chưa ký: ngày, tháng chừa trống"
