"""The command line speaks Vietnamese: all that click itself can say, commands called otherwise, what a shell completes."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete
from click.testing import CliRunner

from ctct.cli import COMMANDS, main
from ctct.commands.powershell import PowerShellComplete
from ctct.commands.wording import ALSO_CALLED, PHRASES

NEVER_SHOWN = {
    "d",  # days, in progress bars
    "{editor}: Editing failed",  # ctct opens no editor by click
    "{editor}: Editing failed: {e}",
}
FOR_PROGRAMMERS = (
    "declar",
    "defined twice",
    "No options defined",
    "Unknown colo",
    "Unknown standard",
    "Invalid start",
    "Boolean option",
)


def words_of_click() -> Iterator[str]:
    """Yield all that click has translated."""
    for file in Path(click.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                said = (one.value for one in node.args if isinstance(one, ast.Constant))
                yield from (words for words in said if isinstance(words, str))


def test_nothing_that_click_says_is_left_in_english() -> None:
    shown = {words for words in words_of_click() if not any(part in words for part in FOR_PROGRAMMERS)}
    assert len(shown) > 40
    assert sorted(shown - NEVER_SHOWN - set(PHRASES)) == []


@pytest.mark.parametrize("words", PHRASES)
def test_what_is_filled_in_is_what_click_fills_in(words: str) -> None:
    def fields(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)", text))

    assert fields(PHRASES[words]) <= fields(words)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["bulid"], "không có lệnh «bulid»; có phải «build»?"),
        (["dựng"], "không có lệnh «dựng»; có phải «build»?"),
        (["Kiểm tra"], "không có lệnh «Kiểm tra»; có phải «check»?"),
        (["xyz"], "không có lệnh «xyz»; xem «ctct --help»"),
        (["build"], "thiếu đối số «DỰ_THẢO…»: nêu tệp dự thảo"),
        (["build", "a.yaml", "--to", "doc"], "giá trị không hợp lệ cho «--to»: «doc» không phải một trong «docx», «pdf»"),
        (["check", "--fixx"], "không có tùy chọn «--fixx». Có phải «--fix»?"),
        (["new", "a"], "thừa đối số «a»"),
        (["build", "a.yaml", "-o"], "tùy chọn «-o» cần một giá trị đi kèm"),
        (["y-kien", "gửi"], "không có lệnh «gửi». Có phải «gui»?"),
        (["watch", "a.yaml", "--port", "99999"], "99999 nằm ngoài khoảng"),
    ],
)
def test_what_is_wrong_is_told_in_vietnamese(arguments: list[str], told: str) -> None:
    done = CliRunner().invoke(main, arguments, prog_name="ctct")
    said = " ".join(done.output.split())
    assert done.exit_code == 2
    assert said.startswith(("Cách dùng: ctct ", "lỗi: "))
    assert told in said
    assert not re.search(r"Usage|Error|Try|OPTIONS|ARGS|COMMAND", said)


@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_help_is_in_vietnamese(name: str | None) -> None:
    said = CliRunner().invoke(main, [*([name] if name else []), "--help"], prog_name="ctct").output
    assert not re.search(r"Usage|Options:|\[OPTIONS\]|ARGS|Show this|default:|required", said)


def test_other_names_lead_to_commands() -> None:
    assert set(ALSO_CALLED.values()) <= {*COMMANDS, "--help"}
    assert not set(ALSO_CALLED) & set(COMMANDS)


# --- completion -------------------------------------------------------------------------------------------------------


def offered(arguments: list[str], incomplete: str) -> list[str]:
    return [item.value for item in BashComplete(main, {}, "ctct", "_CTCT_COMPLETE").get_completions(arguments, incomplete)]


@pytest.mark.parametrize(
    ("arguments", "incomplete", "some"),
    [
        (["explain"], "skh", "SKH02"),
        (["explain"], "MH", "MH02"),
        (["check", "--select"], "SKH", "SKH02"),
        (["check", "--ignore"], "VD01,SKH", "VD01,SKH02"),
        (["new", "--loai"], "chương", "chuong_trinh"),
        (["new", "--the-thuc", "nha-nuoc", "--loai"], "cong", "cong_dien"),
        (["new", "--the-thuc"], "nha", "nha-nuoc"),
    ],
)
def test_codes_types_and_layouts_are_completed(arguments: list[str], incomplete: str, some: str) -> None:
    assert some in offered(arguments, incomplete)


@pytest.mark.parametrize("shell", [BashComplete, ZshComplete, FishComplete, PowerShellComplete])
def test_every_shell_has_a_script(shell: type[ShellComplete], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(BashComplete, "_check_version", lambda *_: None)
    script = shell(main, {}, "ctct", "_CTCT_COMPLETE").source()
    assert f'_CTCT_COMPLETE = "{shell.name}_complete"' in script or f"_CTCT_COMPLETE={shell.name}_complete" in script


def test_powershell_is_answered_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(os.environ, "COMP_WORDS", "ctct explain SKH0")
    monkeypatch.setitem(os.environ, "COMP_CWORD", "SKH0")
    lines = PowerShellComplete(main, {}, "ctct", "_CTCT_COMPLETE").complete().splitlines()
    assert lines
    assert all(re.fullmatch(r"SKH0\d\t.+", line) for line in lines)
    monkeypatch.setitem(os.environ, "COMP_WORDS", "ctct build ")
    monkeypatch.setitem(os.environ, "COMP_CWORD", "")
    assert PowerShellComplete(main, {}, "ctct", "_CTCT_COMPLETE").complete() == "", "PowerShell names files itself"
