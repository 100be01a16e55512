"""What is read is a regular file of bounded size: nothing else hangs a command, fills memory or is taken for a draft."""

from __future__ import annotations

import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from ctct.project import files
from ctct.project.drafts import drafts_in, find_drafts
from ctct.project.files import Source, read_file
from test_commands import DRAFT, ROOT, ctct, without_privileges

pytestmark = pytest.mark.skipif(os.name != "posix", reason="FIFOs, devices and sparse files of POSIX")


def fifo(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def terminal(path: Path) -> None:
    path.symlink_to("/dev/tty")


def folder(path: Path) -> None:
    path.mkdir()


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(3 << 30)


def nothing(path: Path) -> None:
    path.symlink_to("khong-co")


ODD = [fifo, device, terminal, loop, sparse, nothing]
COMMANDS = [("check",), ("check", "--fix"), ("build",), ("fmt",), ("convert",), ("show",), ("doi-the-thuc", "--sang", "dang")]


@pytest.mark.parametrize("make", [*ODD, folder])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_odd_file_that_is_named_is_refused_at_once(in_tmp: Path, make: object, command: tuple[str, ...]) -> None:
    if make is folder and command[0] in ("check", "build", "fmt"):
        pytest.skip("a folder is looked through")
    make(in_tmp / "x.yaml")  # type: ignore[operator]
    done = ctct(*command, "x.yaml")
    assert done.returncode == 1
    assert "x.yaml" in (done.stdout + done.stderr).decode()


@pytest.mark.parametrize("make", ODD)
def test_folder_with_an_odd_file_is_looked_through(in_tmp: Path, make: object) -> None:
    (in_tmp / "a.yaml").write_text(DRAFT, "utf-8")
    for name in ("x.yaml", "y.md", "ctct.schema.json"):
        make(in_tmp / name)  # type: ignore[operator]
    for command in ("check", "build", "fmt"):
        done = ctct(command, ".")
        told = (done.stdout + done.stderr).decode()
        assert ("x.yaml" in told) == (make in (sparse, loop, nothing))
        assert done.returncode == (1 if make in (sparse, loop, nothing) else 0), told
    assert (in_tmp / "a.docx").is_file()


@pytest.mark.parametrize("make", ODD)
@pytest.mark.parametrize("key", ["danh_ba", "ke_thua", "the_thuc", "ctct.toml"])
def test_odd_file_beside_a_draft(in_tmp: Path, make: object, key: str) -> None:
    said = {"danh_ba": "danh_ba: x\n", "ke_thua": "ke_thua: {tu: x}\n", "the_thuc": "the_thuc: ./own\n", "ctct.toml": ""}[key]
    (in_tmp / "own").mkdir()
    (in_tmp / "a.yaml").write_text(DRAFT + said, "utf-8")
    make(in_tmp / {"danh_ba": "x", "ke_thua": "x", "the_thuc": "own/the-thuc.yaml", "ctct.toml": "ctct.toml"}[key])  # type: ignore[operator]
    done = ctct("check", "--no-cache", "a.yaml")
    assert done.returncode in (0, 1)
    if key != "ctct.toml":
        assert done.returncode == 1


def test_hidden_files_and_folders_hold_no_drafts(in_tmp: Path) -> None:
    for name in (
        "a.yaml",
        ".b.yaml",
        ".c/d.yaml",
        "e/.f/g.yaml",
        "node_modules/h.yaml",
        "i.markdown",
        "e/j.md",
        "k.YAML",
        "l.txt",
    ):
        (in_tmp / name).parent.mkdir(parents=True, exist_ok=True)
        (in_tmp / name).write_text(f"---\n{DRAFT}---\n" if name.endswith(("md", "markdown")) else DRAFT, "utf-8")
    assert drafts_in(".") == ["a.yaml", "e/j.md", "i.markdown", "k.YAML"]
    assert Source.from_file(".b.yaml").data == DRAFT.encode(), "what a person names is read"


def test_a_draft_that_is_named_several_times_is_one(in_tmp: Path) -> None:
    for name in ("a.yaml", "d/a.yaml"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(DRAFT, "utf-8")
    assert find_drafts(["./a.yaml", "a.yaml", "d//a.yaml", "d", "d/../a.yaml"]) == ["./a.yaml", "d//a.yaml", "d/../a.yaml"]


def test_input_without_end_is_refused(in_tmp: Path) -> None:
    with open("/dev/zero", "rb") as endless:
        command = [sys.executable, "-m", "ctct", "check", "-"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        done = subprocess.run(command, stdin=endless, capture_output=True, env=environment, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert "tệp lớn hơn 64 MB" in done.stdout


def test_handles_are_given_back(in_tmp: Path) -> None:
    fifo(in_tmp / "x")
    before = len(os.listdir("/proc/self/fd"))
    for name in (".", "x", "/dev/null", "khong-co", "a\0b", "a" * 300):
        with pytest.raises(OSError, match=r".+"):
            read_file(name)
    assert len(os.listdir("/proc/self/fd")) == before


def test_file_that_grows_while_it_is_read(in_tmp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("x").write_bytes(b"x" * 100)
    monkeypatch.setattr(files, "_refuse_odd", lambda *_: None)
    with pytest.raises(OSError, match="lớn hơn"):
        read_file("x", limit=50)


def test_folder_that_may_not_be_looked_into_is_told(in_tmp: Path) -> None:
    (in_tmp / "a.yaml").write_text(DRAFT, "utf-8")
    for name, rights in (("kin", 0o000), ("khong-doc", 0o300), ("khong-vao", 0o600)):
        (in_tmp / name).mkdir()
        (in_tmp / name / "b.yaml").write_text(DRAFT, "utf-8")
        (in_tmp / name).chmod(rights)
    closed = ("kin", "khong-doc", "khong-vao", "kin/b.yaml")
    told, *each = without_privileges(*(("check", "--no-cache", name) for name in (".", *closed)))
    for name in ("kin", "khong-doc", "khong-vao/b.yaml"):
        assert f"{name}: lỗi TP01: không đọc được «{name}»: không có quyền" in told
    assert "4 dự thảo" in told
    assert all("không có quyền" in said for said in each)


def test_a_misspelt_draft_is_not_passed_over(in_tmp: Path) -> None:
    misspelt = {
        "accents.yaml": DRAFT.replace("loai:", "Loại:").encode(),
        "apart.yaml": unicodedata.normalize("NFD", DRAFT.replace("loai:", "loại:")).encode(),
        "no-colon.yaml": DRAFT.replace("loai:", "loai").encode(),
        "tab.yaml": DRAFT.replace("loai:", "\tloai:").encode(),
        "utf16.yaml": DRAFT.encode("utf-16"),
    }
    others = {
        "danh-ba.yaml": "nguoi: {a: {ho_ten: A}}\n",
        "y.md": f"Mẫu:\n\n{DRAFT}",
        "ci.yml": "a:\n  loai: b\n# trich_yeu: c\n",
    }
    for name, data in (misspelt | {name: text.encode() for name, text in others.items()}).items():
        Path(name).write_bytes(data)
    assert drafts_in(".") == sorted(misspelt)


def test_a_file_that_is_there_is_not_guessed_at(in_tmp: Path) -> None:
    Path("a.yaml").mkdir()
    assert "có phải" not in ctct("show", "a.yaml").stderr.decode()
