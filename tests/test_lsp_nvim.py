"""The language server in a real editor: Neovim, without a screen, asks for everything that the server offers."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls")

from guide import sample_in, settings_for, surroundings

ROOT = Path(__file__).parents[1]
SESSION = Path(__file__).parent / "nvim" / "session.lua"


@pytest.fixture(scope="module")
def got(tmp_path_factory: pytest.TempPathFactory) -> Any:
    nvim = shutil.which("nvim")
    if nvim is None:
        pytest.skip("Neovim is not installed (Debian: neovim)")
    folder = tmp_path_factory.mktemp("nvim")
    sample_in(folder)
    (folder / "init.lua").write_text(settings_for_version(nvim), "utf-8")
    around = {**surroundings(folder), "CTCT_OUT": str(folder / "got.json")}
    command = [nvim, "--headless", "-u", "init.lua", "-i", "NONE", "-n", "quy-II-2021.yaml", "-c", f"luafile {SESSION}"]
    done = subprocess.run(
        command, cwd=folder, env=around, stdin=subprocess.DEVNULL, capture_output=True, timeout=180, check=False
    )
    assert (folder / "got.json").is_file(), done.stderr.decode()
    return json.loads((folder / "got.json").read_text("utf-8"))


def settings_for_version(nvim: str) -> str:
    """Return the settings that the guide prints for this Neovim."""
    told = subprocess.run([nvim, "--version"], capture_output=True, text=True, check=True).stdout
    minor = int(told.split("NVIM v0.", 1)[1].split(".", 1)[0])
    newest, middle, oldest = settings_for("Neovim", "lua")
    return newest if minor >= 11 else middle if minor >= 8 else oldest


def test_diagnostics_as_one_types_and_actions(got: Any) -> None:
    assert got["opened"] == []
    (fault,) = got["fault"]
    assert (fault["code"], fault["column"]) == ("MH02", 0)
    assert fault["message"].startswith("không có khóa «ia_danh» ở đây\ngợi ý: có phải «dia_danh»?")
    assert got["actions"] == ["Đổi thành «dia_danh»"]
    assert got["mended"] == []
    assert got["mended_line"] == "dia_danh: Quảng Ngãi"


def test_completion(got: Any) -> None:
    assert got["references_proposed"][0] == ["hoi-nghi-lan-4", "mục II, phần B"]
    minh = ["dang-van-minh", "đồng chí Đặng Văn Minh, Phó Bí thư Tỉnh ủy, Chủ tịch Ủy ban nhân dân tỉnh"]
    assert minh in got["references_proposed"]
    assert minh in got["people_proposed"]
    assert ["mien-nui", "chú thích"] in got["notes_proposed"]


def test_completion_by_keys(got: Any) -> None:
    assert got["person_typed"] == "phan_cong_chi_dao: dang-van-minh"
    assert got["key_typed"] == "do_khan:"
    # Before 0.10 Neovim compares what is typed with the word itself, and asks nobody.
    assert got.get("accents_typed", "do_khan:") == "do_khan:"


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
