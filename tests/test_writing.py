"""What is written is whole or not there; what a killed run leaves goes; what is no file is written to and never replaced."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from ctct.project import writing
from ctct.project.writing import OutputRefused, copy_whole, write_whole
from test_commands import DRAFT, ROOT, ctct

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, FIFOs and locks of POSIX")
KILLED = """
import os, signal, sys
from ctct.project import writing
def die(*_): os.kill(os.getpid(), signal.SIGKILL)
{where}
from ctct.cli import run
run()
"""
SLOW = "real = os.fsync\ndef slow(handle):\n    print('writing', flush=True); sys.stdin.read(1); real(handle)\nos.fsync = slow"


def program(where: str, *arguments: str) -> list[str]:
    return [sys.executable, "-c", KILLED.format(where=where), *arguments]


def leftovers(folder: Path = Path()) -> list[str]:
    return [path.name for path in folder.iterdir() if path.name.startswith(".ctct")]


def age(folder: Path = Path()) -> None:
    """Let what was left be older than a file of a run that has only just begun."""
    for name in leftovers(folder):
        os.utime(folder / name, (time.time() - 60,) * 2)


@pytest.fixture
def draft(in_tmp: Path) -> Path:
    path = in_tmp / "du-thao.yaml"
    path.write_text(DRAFT, "utf-8")
    writing._sweep.cache_clear()
    return path


@pytest.mark.parametrize("where", ["os.fsync = die", "os.replace = die", "writing._fill = die"])
@pytest.mark.parametrize(
    "command", [("build", "du-thao.yaml"), ("fmt", "tho.yaml"), ("convert", "du-thao.yaml"), ("check", "--fix", "sai.yaml")]
)
def test_killed_in_the_middle(draft: Path, where: str, command: tuple[str, ...]) -> None:
    Path("tho.yaml").write_text(DRAFT.replace("loai:", "loai:  "), "utf-8")
    Path("sai.yaml").write_text(DRAFT.replace(": 05-", ": 5-"), "utf-8")
    before = {path.name: path.read_bytes() for path in draft.parent.iterdir()}
    done = subprocess.run(program(where, *command), env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, check=False)
    assert done.returncode == -signal.SIGKILL
    assert len(leftovers()) == 1
    assert {path.name: path.read_bytes() for path in draft.parent.iterdir() if path.name in before} == before
    assert set(os.listdir()) == {*before, *leftovers()}
    age()
    assert ctct(*command).returncode == 0
    assert leftovers() == []


def test_what_has_only_just_begun_is_left_alone(draft: Path) -> None:
    new = Path(".ctct-tam-0123456789abcdef.docx")
    new.write_text("x")
    os.utime(new, (time.time() + 60,) * 2)
    assert ctct("build", "du-thao.yaml").returncode == 0
    assert new.exists()


def test_file_of_a_run_that_goes_on_is_left_alone(draft: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "XDG_CACHE_HOME": "no absolute path: nothing is kept"}
    command = program(SLOW, "build", "du-thao.yaml", "-o", "cham.docx")
    running = subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stdout.readline() == b"writing\n"
    age()
    assert ctct("build", "du-thao.yaml").returncode == 0
    assert len(leftovers()) == 1
    told, _ = running.communicate(b"x", timeout=30)
    assert told == "đã ghi cham.docx\n".encode()
    assert leftovers() == []
    assert Path("cham.docx").read_bytes() == Path("du-thao.docx").read_bytes()


def test_only_ours_is_swept(draft: Path) -> None:
    theirs = (".ctct-ghi-chu.yaml", ".ctct-tam-ghi-chu", ".ctct-tam-0123456789abcdef.yaml~", "ctct-tam-0123456789abcdef")
    for name in theirs:
        Path(name).write_text("x")
    os.mkfifo(".ctct-tam-00000000000000ff")
    Path(".ctct-tam-00000000000000fe").symlink_to("du-thao.yaml")
    age()
    assert ctct("build", "du-thao.yaml").returncode == 0
    assert all(Path(name).exists() for name in (*theirs, "du-thao.yaml"))


def test_two_builds_at_once_leave_one_whole_document(draft: Path) -> None:
    done: list[int] = []
    threads = [
        threading.Thread(target=lambda: done.append(ctct("build", "du-thao.yaml", "--force").returncode)) for _ in range(6)
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert done == [0] * 6
    assert Path("du-thao.docx").read_bytes() == ctct("build", "du-thao.yaml", "-o", "-").stdout
    assert leftovers() == []


# --- what is no file ----------------------------------------------------------------------------------------------------


def test_device_is_written_to(draft: Path) -> None:
    before = os.stat("/dev/null")
    for arguments in (("build", "du-thao.yaml", "-o", "/dev/null"), ("check", "du-thao.yaml", "-o", "/dev/null")):
        assert ctct(*arguments).returncode == 0
    Path("link.docx").symlink_to("/dev/null")
    assert ctct("build", "du-thao.yaml", "-o", "link.docx").returncode == 0
    assert (os.stat("/dev/null").st_rdev, stat.S_ISCHR(os.stat("/dev/null").st_mode)) == (before.st_rdev, True)
    assert Path("link.docx").is_symlink()
    assert ctct("convert", "du-thao.yaml", "-o", "/dev/stdout", "--force").stdout.startswith(b"---\n")
    with open("den-tep", "wb") as file:
        command = [sys.executable, "-m", "ctct", "check", "du-thao.yaml", "-o", "/dev/stdout"]
        subprocess.run(command, stdout=file, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, check=True)
    assert Path("den-tep").read_text("utf-8") == "không có lỗi (1 dự thảo)\n"


def test_fifo_is_written_to(draft: Path) -> None:
    os.mkfifo("ong")
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(Path("ong").read_bytes()))
    reader.start()
    assert ctct("build", "du-thao.yaml", "-o", "ong").returncode == 0
    reader.join(10)
    assert read[0].startswith(b"PK")
    assert stat.S_ISFIFO(os.stat("ong").st_mode)


# --- links --------------------------------------------------------------------------------------------------------------


def test_link_stays_and_what_it_leads_to_is_written(draft: Path) -> None:
    Path("noi").mkdir()
    for name, target in (("a.docx", "noi/that.docx"), ("b.docx", "noi/chua-co.docx")):
        Path(name).symlink_to(target)
    assert ctct("build", "du-thao.yaml", "-o", "noi/that.docx").returncode == 0
    for name in ("a.docx", "b.docx"):
        assert ctct("build", "du-thao.yaml", "-o", name).returncode == 0
        assert Path(name).is_symlink()
    assert Path("noi/chua-co.docx").read_bytes() == Path("noi/that.docx").read_bytes()


def test_loop_of_links_is_no_file(draft: Path) -> None:
    Path("a.docx").symlink_to("b.docx")
    Path("b.docx").symlink_to("a.docx")
    done = ctct("build", "du-thao.yaml", "-o", "a.docx")
    assert done.returncode == 1
    assert "các liên kết dẫn vòng quanh" in done.stderr.decode()
    assert Path("a.docx").is_symlink()


# --- no room ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "command",
    [
        ("build", "du-thao.yaml"),
        ("build", "du-thao.yaml", "-o", "cu.docx", "--force"),
        ("fmt", "tho.yaml"),
        ("check", "--fix", "sai.yaml"),
        ("convert", "du-thao.yaml"),
        ("eject", "dang", "--to", "moi"),
    ],
    ids=" ".join,
)
def test_no_room_changes_nothing(draft: Path, command: tuple[str, ...]) -> None:
    Path("tho.yaml").write_text(DRAFT.replace("loai:", "loai:  "), "utf-8")
    Path("sai.yaml").write_text(DRAFT.replace(": 05-", ": 5-"), "utf-8")
    Path("cu.docx").write_bytes(b"cu")
    before = {path.name: path.read_bytes() for path in draft.parent.iterdir()}
    small = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "XDG_CACHE_HOME": "/dev/null"}
    done = subprocess.run(program(small, *command), env=environment, capture_output=True, check=False)
    assert done.returncode == 1
    assert "hệ thống không cho tệp lớn như vậy" in (done.stderr + done.stdout).decode()
    assert {path.name: path.read_bytes() for path in draft.parent.iterdir()} == before


@pytest.fixture
def outside(draft: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project, and a folder that is none of its business."""
    Path("ctct.toml").write_text("")
    return tmp_path_factory.mktemp("ngoai")


@pytest.mark.parametrize(
    ("name", "command"),
    [
        ("du-thao.docx", ("build", "du-thao.yaml")),
        ("du-thao.docx", ("build", ".", "--force")),
        ("du-thao.md", ("convert", "du-thao.yaml", "--force")),
        ("tho.yaml", ("fmt", ".")),
        ("sai.yaml", ("check", "--fix", "sai.yaml")),
        ("bao-cao.yaml", ("new", "--loai", "bao_cao", "--co-quan", "A")),
        ("ctct.schema.json", ("new", "--loai", "bao_cao", "--co-quan", "A")),
    ],
)
@pytest.mark.parametrize("there", [True, False])
def test_repository_does_not_choose_what_is_written_elsewhere(
    outside: Path, name: str, command: tuple[str, ...], there: bool
) -> None:
    said = {"tho.yaml": DRAFT.replace("loai:", "loai:  "), "sai.yaml": DRAFT.replace(": 05-", ": 5-")}
    if name in said or there:
        (outside / "x").write_text(said.get(name, "cũ"), "utf-8")
    before = [(path.name, path.read_bytes()) for path in outside.iterdir()]
    Path(name).symlink_to(outside / "x")
    done = ctct(*command)
    assert [(path.name, path.read_bytes()) for path in outside.iterdir()] == before
    assert done.returncode == 1
    told = (done.stdout + done.stderr).decode()
    assert "liên kết dẫn ra ngoài thư mục dự án" in told or "đã có" in told


@pytest.mark.parametrize("folder", ["../ngoai", "/tmp/ctct-ngoai", "lien-ket", "a/../../ngoai", "a\\u0000b", "x" * 300])
def test_settings_do_not_lead_out_of_the_project(outside: Path, folder: str) -> None:
    Path("lien-ket").symlink_to(outside)
    Path("ctct.toml").write_text(f'thu_muc_ra = "{folder}"\n', "utf-8")
    done = ctct("build", "du-thao.yaml")
    assert done.returncode == 1
    assert "lỗi GH01" in done.stderr.decode()
    assert list(outside.iterdir()) == []
    assert not Path("/tmp/ctct-ngoai").exists()


# --- rights -------------------------------------------------------------------------------------------------------------


def test_rights_are_kept_or_those_of_any_new_file(draft: Path) -> None:
    old = os.umask(0o027)
    try:
        write_whole(Path("moi"), b"x", force=True)
    finally:
        os.umask(old)
    assert stat.S_IMODE(Path("moi").stat().st_mode) == 0o640
    Path("moi").chmod(0o604)
    write_whole(Path("moi"), b"y", force=True)
    assert stat.S_IMODE(Path("moi").stat().st_mode) == 0o604


# --- eject --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["os.rename = die", "writing._fill = die"])
def test_layout_is_copied_whole_or_not_at_all(in_tmp: Path, where: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(program(where, "eject", "dang"), env=environment, check=False)
    assert done.returncode == -signal.SIGKILL
    assert [path.name for path in Path("the-thuc").iterdir()] == leftovers(Path("the-thuc"))
    age(Path("the-thuc"))
    assert ctct("eject", "dang").returncode == 0
    assert [path.name for path in Path("the-thuc").iterdir()] == ["dang"]
    shipped = ROOT / "templates" / "dang"
    for path in shipped.iterdir():
        assert (Path("the-thuc/dang") / path.name).read_bytes() == path.read_bytes()


def test_layout_that_ships_read_only_can_be_changed(in_tmp: Path) -> None:
    Path("goc/trong").mkdir(parents=True)
    Path("goc/trong/a").write_text("x")
    Path("goc/trong/a").chmod(0o444)
    Path("goc/trong").chmod(0o555)
    copy_whole(Path("goc"), Path("ra"))
    assert os.stat("ra/trong/a").st_mode & 0o200
    assert os.stat("ra/trong").st_mode & 0o200


def test_layout_that_cannot_be_copied_leaves_nothing(in_tmp: Path) -> None:
    Path("goc").mkdir()
    Path("goc/a").write_text("x")
    os.mkfifo("goc/b")
    with pytest.raises(OutputRefused, match="đây không phải tệp thường"):
        copy_whole(Path("goc"), Path("ra"))
    assert sorted(os.listdir()) == ["goc"]
    for target in ("/proc/x", "goc/a/x", "x" * 300, "goc"):
        with pytest.raises(OutputRefused):
            copy_whole(ROOT / "templates" / "dang", Path(target))
    assert sorted(os.listdir()) == ["goc"]


def test_summary_that_cannot_be_added_to_is_told(draft: Path) -> None:
    for page in ("/khong/co", "/proc/version", "."):
        done = ctct("check", "--format", "github", "du-thao.yaml", GITHUB_STEP_SUMMARY=page)
        assert done.returncode == 1
        assert "không ghi thêm được vào" in done.stderr.decode()


def test_fifo_beside_a_draft_is_refused_at_once(draft: Path) -> None:
    os.mkfifo(draft.with_suffix(".docx"))
    done = ctct("build", draft.name)
    assert done.returncode == 1
    assert "không phải tệp mà là ống dẫn hoặc thiết bị" in done.stderr.decode()
