"""What Windows has otherwise, as far as it can be tried anywhere: code pages, line ends, paths."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path, PureWindowsPath
from typing import Literal

import pytest

from ctct import check, windows
from ctct.diagnostics import reason
from ctct.drafting.format import formatted
from ctct.emit.pages import office
from ctct.project.files import read_file
from ctct.project.folders import cache_folder
from ctct.project.writing import OutputRefused, write_whole
from ctct.watch.editor import is_unfit_for_script, needs_terminal, words_on_windows
from ctct.windows import found_program
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


@pytest.fixture
def on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "ON_WINDOWS", True)


@pytest.mark.usefixtures("on_windows")
@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("aux.docx", "Windows dành tên «aux.docx» cho thiết bị; đặt tên khác"),
        (r"C:\kho\Con \dự thảo.yaml", "Windows dành tên «Con » cho thiết bị; đặt tên khác"),
        (r"ra\com1", "Windows dành tên «com1» cho thiết bị; đặt tên khác"),
        ("công văn:1.docx", "tên tệp có ký tự không dùng được"),
        ("a?.yaml", "tên tệp có ký tự không dùng được"),
        ("NUL", ""),
        (r"\\?\C:\kho\công văn.yaml", ""),
        (r"\\may-chu\chung\auxiliary\common.yaml", ""),
    ],
)
def test_names_that_windows_has_for_other_things_are_refused(name: str, why: str) -> None:
    assert windows.why_no_name(name) == why


@pytest.mark.usefixtures("on_windows")
def test_nothing_is_written_to_a_device_or_into_a_hidden_part_of_a_file(in_tmp: Path) -> None:
    for name in ("aux.docx", "công văn:1.docx"):
        with pytest.raises(OutputRefused, match="không ghi được"):
            write_whole(Path(name), b"PK", force=True)
        with pytest.raises(OSError, match="tên"):
            read_file(name)
    assert list(in_tmp.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "elsewhere"),
    [
        (r"\\may-chu\chung\danh-ba.yaml", True),
        ("//may-chu/chung/danh-ba.yaml", True),
        (r"\\?\UNC\may-chu\chung\danh-ba.yaml", True),
        (r"D:\danh-ba.yaml", True),
        ("d:danh-ba.yaml", True),
        (r"c:\kho\danh-ba.yaml", False),
        ("../danh-ba.yaml", False),
    ],
)
def test_what_lies_on_another_drive_is_told_from_its_name(name: str, elsewhere: bool) -> None:
    assert windows.leads_to_another_drive(PureWindowsPath(r"C:\kho"), name) is elsewhere


@pytest.mark.usefixtures("on_windows")
def test_another_machine_is_asked_for_nothing(in_tmp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def real(path: str | Path) -> str:
        asked.append(str(path))
        return os.path.abspath(path)

    monkeypatch.setattr(os.path, "realpath", real)
    Path("ctct.toml").touch()
    Path("a.yaml").write_text(DRAFT + "danh_ba: //may-chu/chung/danh-bạ.yaml\n", "utf-8")
    told = [one.message for one in check("a.yaml")]
    assert any("«//may-chu/chung/danh-bạ.yaml» nằm ngoài thư mục dự án" in message for message in told)
    assert asked
    assert not [path for path in asked if "may-chu" in path]


@pytest.mark.usefixtures("on_windows")
def test_a_folder_is_told_from_a_file_that_another_program_holds(in_tmp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    Path("văn bản").mkdir()
    Path("a.yaml").touch()
    monkeypatch.setattr(os, "open", refuse)
    for name, why in (
        ("văn bản", "đây là thư mục"),
        ("a.yaml", "không có quyền, hoặc chương trình khác (như Word) đang mở tệp"),
    ):
        with pytest.raises(OSError) as refused:  # noqa: PT011
            read_file(name)
        assert reason(refused.value) == why


def test_a_file_that_is_held_for_a_moment_is_replaced_once_it_is_free(in_tmp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = [PermissionError(13, "held"), PermissionError(13, "held")]
    moved: list[tuple[Path, Path]] = []

    def move(source: Path, target: Path) -> None:
        if tries:
            raise tries.pop()
        moved.append((source, target))

    monkeypatch.setattr(windows, "_PAUSES", (0, 0, 0))
    monkeypatch.setattr(os, "replace", move)
    windows.move_over(Path("a"), Path("b"))
    assert moved == [(Path("a"), Path("b"))]
    tries.extend([PermissionError(13, "held")] * 4)
    with pytest.raises(PermissionError):
        windows.move_over(Path("a"), Path("b"))


@pytest.mark.usefixtures("on_windows")
def test_no_program_of_the_current_folder_is_started(in_tmp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("bin").mkdir()
    for name in ("git.exe", "code.cmd", "bin/git.exe"):
        Path(name).touch()
    monkeypatch.setenv("PATH", os.pathsep.join([".", "", str(in_tmp / "bin")]))
    monkeypatch.setenv("PATHEXT", ".COM;.EXE;.CMD")
    assert found_program("git") == found_program("git.exe") == str(in_tmp / "bin" / "git.exe")
    assert found_program("code") is None


def test_libreoffice_is_found_where_its_installer_puts_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "LibreOffice" / "program" / "soffice.com"
    program.parent.mkdir(parents=True)
    program.touch()
    monkeypatch.setenv("ProgramFiles", str(tmp_path))
    assert str(program) in office.usual_places()


def test_what_is_kept_lies_where_windows_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("LOCALAPPDATA", "/nguoi-dung/AppData/Local")
    monkeypatch.setattr(sys, "platform", "win32")
    assert cache_folder() == Path("/nguoi-dung/AppData/Local/ctct")


def test_a_command_that_has_closed_its_output_ends_well() -> None:
    program = "import sys; from ctct import cli; cli._run = lambda: sys.stdout.close() or 0; cli.run()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, b"")
