"""What Windows has otherwise, as far as it can be tried anywhere: code pages, line ends, paths."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Literal

import pytest

from ctct.drafting.format import formatted
from ctct.watch.editor import is_unfit_for_script, needs_terminal, words_on_windows
from test_commands import DRAFT, ctct


@pytest.mark.parametrize("page", ["cp1258", "cp1252", "cp437", "ascii"])
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--help"], "Biên dịch dự thảo văn bản thành tệp Word đúng thể thức."),
        (["bulid"], "lỗi: không có lệnh «bulid»; có phải «build»?"),
        (["build", "khong.yaml"], "không đọc được «khong.yaml»: không có tệp hoặc thư mục này"),
        (["check", "dự thảo.yaml"], "không có lỗi (1 dự thảo)"),
        (["explain", "SKH02"], "Căn cứ"),
    ],
)
def test_pipes_get_utf8_whatever_the_code_page(in_tmp: Path, page: str, arguments: list[str], told: str) -> None:
    Path("dự thảo.yaml").write_text(DRAFT, "utf-8")
    done = ctct(*arguments, PYTHONIOENCODING=page, PYTHONUTF8="0")
    assert told.lower() in (done.stdout + done.stderr).decode("utf-8").lower()


def test_line_ends_of_windows_are_kept_by_fmt(in_tmp: Path) -> None:
    Path("a.yaml").write_bytes(DRAFT.replace("[{ten: Một", "[{ten:   Một").replace("\n", "\r\n").encode())
    assert ctct("fmt", "a.yaml").returncode == 0
    written = Path("a.yaml").read_bytes()
    assert written.count(b"\r\n") == written.count(b"\n") > 0
    assert ctct("fmt", "--check", "a.yaml").returncode == 0
    assert formatted("a.yaml", written.decode()).encode() == written


def test_a_draft_has_the_line_ends_that_most_of_its_lines_have() -> None:
    mixed = DRAFT.replace("\n", "\r\n", 2)
    assert "\r" not in formatted("a.yaml", mixed)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        (r"C:\Tools\code.exe --goto", [r"C:\Tools\code.exe", "--goto"]),
        (r'"C:\Program Files\VS Code\Code.exe" --goto', [r"C:\Program Files\VS Code\Code.exe", "--goto"]),
        ("code --goto", ["code", "--goto"]),
    ],
)
def test_the_editors_command_is_read_as_windows_has_it(command: str, words: list[str]) -> None:
    assert words_on_windows(command) == words


def test_a_path_with_blanks_may_be_all_of_the_command(tmp_path: Path) -> None:
    program = tmp_path / "Sublime Text" / "subl.exe"
    program.parent.mkdir()
    program.touch()
    assert words_on_windows(str(program)) == [str(program)]


def test_editors_in_the_terminal_are_known_by_their_windows_names() -> None:
    assert needs_terminal([r"C:\Program Files\Vim\VIM.EXE"])
    assert not needs_terminal([r"C:\Tools\Code.exe"])


@pytest.mark.parametrize(("name", "unfit"), [("dự thảo.yaml", False), ("a&calc.yaml", True), ("%PATH%.yaml", True)])
def test_no_name_of_a_file_becomes_a_command(name: str, unfit: bool) -> None:
    assert is_unfit_for_script(r"C:\bin\code.cmd", Path(name)) is unfit
    assert not is_unfit_for_script(r"C:\bin\code.exe", Path(name))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_long_paths_in_vietnamese(in_tmp: Path, form: Literal["NFC", "NFD"]) -> None:
    folder = Path(*[unicodedata.normalize(form, "Chương trình công tác quý III năm 2026")] * 8)
    folder.mkdir(parents=True)
    draft = folder / unicodedata.normalize(form, "dự thảo lần thứ nhất.yaml")
    draft.write_text(DRAFT, "utf-8")
    assert len(str(draft.absolute())) > 260
    for command in (
        ["check", str(draft)],
        ["fmt", str(draft)],
        ["build", str(draft)],
        ["build", str(draft), "-o", "ra/văn bản"],
    ):
        done = ctct(*command)
        assert done.returncode == 0, done.stderr.decode()
    assert draft.with_suffix(".docx").is_file()
    assert len(list(Path("ra/văn bản").glob("*.docx"))) == 1
