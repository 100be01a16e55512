"""``ctct build`` a second time: what is up to date is left alone and told, whatever a document rests on builds it anew."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest

from ctct.emit.formats import Form
from ctct.runs.build import Build, Built, build_all, kept_builds
from ctct.watch.rebuilding import Rebuilding
from systems import on_posix
from test_commands import DRAFT, ROOT, ctct
from test_watch_server import wait_until

DIRECTORY = "nguoi:\n  an: {ho_ten: Nguyễn Văn An, chuc_vu: Bí thư}\n"
ASSIGNED = DRAFT.replace("muc:", "danh_ba: danh-ba.yaml\nmuc:").replace(
    "[{ten: Một, khoan: [Lời văn.]}]", "[{ten: Một, khoan: [{noi_dung: Lời văn., phan_cong_chi_dao: [an]}]}]"
)


@pytest.fixture
def project(in_tmp: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A draft with its danh bạ, and a folder of this test alone for what builds keep."""
    (in_tmp / "kho").mkdir()
    monkeypatch.chdir(in_tmp / "kho")
    monkeypatch.setenv("XDG_CACHE_HOME", str(in_tmp / "dem"))
    Path("ctct.toml").touch()
    Path("danh-ba.yaml").write_text(DIRECTORY, "utf-8")
    Path("a.yaml").write_text(ASSIGNED, "utf-8")
    return Path()


def built(*arguments: str) -> list[str]:
    """Build and return what is told of it."""
    done = ctct("build", *(arguments or ("a.yaml",)))
    return (done.stdout + done.stderr).decode().splitlines()


def test_what_is_up_to_date_is_left_alone_and_told(project: Path) -> None:
    assert built() == ["đã ghi a.docx"]
    before = Path("a.docx").stat()
    assert built() == ["không đổi: a.docx"]
    assert Path("a.docx").stat().st_mtime_ns == before.st_mtime_ns
    assert built("--force", "a.yaml") == ["đã ghi a.docx"]
    assert built() == ["không đổi: a.docx"]


def edit_draft() -> None:
    Path("a.yaml").write_text(ASSIGNED.replace("Lời văn", "Lời khác"), "utf-8")


def edit_directory() -> None:
    Path("danh-ba.yaml").write_text(DIRECTORY.replace("Bí thư", "Phó Bí thư"), "utf-8")


def edit_settings() -> None:
    Path("ctct.toml").write_text('dia_danh = "Tân Lập"\n', "utf-8")


def remove_document() -> None:
    Path("a.docx").unlink()


@pytest.mark.parametrize("change", [edit_draft, edit_directory, edit_settings, remove_document])
def test_whatever_changes_builds_it_anew(project: Path, change: Callable[[], None]) -> None:
    built()
    change()
    assert built() == ["đã ghi a.docx"]


@on_posix
def test_that_nothing_can_be_kept_is_told_once(project: Path) -> None:
    kept = Path(os.environ["XDG_CACHE_HOME"]) / "ctct"
    kept.mkdir(parents=True)
    kept.chmod(0o755)
    shutil.copy("a.yaml", "b.yaml")
    told, *done = sorted(built("a.yaml", "b.yaml"), key=lambda line: line.startswith("đã ghi"))
    assert told.startswith(f"lần nào cũng dựng lại từ đầu, vì không giữ được gì ở «{kept}»")
    assert done == ["đã ghi a.docx", "đã ghi b.docx"]
    assert built("-q", "a.yaml") == []
    kept.rmdir()
    assert built() == ["đã ghi a.docx"]


def test_no_draft_is_written_over_by_its_document(project: Path) -> None:
    for file in ("a.yaml", "danh-ba.yaml"):
        for force in ((), ("--force",)):
            before = Path(file).read_bytes()
            assert "là tệp mà văn bản này dựa vào" in built("a.yaml", "-o", file, "--to", "docx", *force)[0]
            assert Path(file).read_bytes() == before


def test_times_of_files_count_for_nothing(project: Path) -> None:
    built()
    for file in ("a.yaml", "danh-ba.yaml"):
        Path(file).write_bytes(Path(file).read_bytes())
    assert built() == ["không đổi: a.docx"]


def test_a_document_changed_by_hand_is_neither_kept_in_silence_nor_overwritten(project: Path) -> None:
    built()
    with zipfile.ZipFile("a.docx", "a") as document:
        document.writestr("sua.txt", "sửa tay")
    edited = Path("a.docx").read_bytes()
    assert any("«a.docx» đã bị sửa sau khi ctct ghi" in line for line in built())
    assert Path("a.docx").read_bytes() == edited


def test_other_options_make_another_document(project: Path) -> None:
    built()
    assert built("a.yaml", "--literal-numbers") == ["đã ghi a.docx"]
    assert built() == ["đã ghi a.docx"], "what --literal-numbers wrote is not what is asked for now"
    assert built() == ["không đổi: a.docx"]
    assert built("a.yaml", "--to", "html") == ["đã ghi a.html"]


def test_warnings_are_told_again(project: Path) -> None:
    Path("a.yaml").write_text(ASSIGNED.replace("trich_yeu:", "the_thuc: dang\ntrich_yeu:"), "utf-8")
    first = built("a.yaml", "--to", "text")
    assert [line for line in built("a.yaml", "--to", "text") if "đã ghi" not in line][1:] == first[1:]


@pytest.mark.parametrize(
    "line", ["do_mat: mat\n", "trinh_bay: {muc_luc: 2}\n"], ids=["secret drafts leave no trace", "pages rest on fonts"]
)
def test_what_rests_on_more_than_files_is_always_built(project: Path, line: str) -> None:
    Path("a.yaml").write_text(line + ASSIGNED, "utf-8")
    assert built()[-1:] == ["đã ghi a.docx"]
    assert "đã ghi a.docx" in built()


def test_the_others_are_built_whatever_is_wrong_with_one(project: Path) -> None:
    for number in range(6):
        shutil.copy("a.yaml", f"b{number}.yaml")
    Path("b3.yaml").write_text("loai: chuong_trinh\nsai: 1\n", "utf-8")
    done = ctct("build", ".")
    assert done.returncode == 1
    assert done.stdout.decode().count("đã ghi") == 6
    assert "6 trong 7 dự thảo có văn bản; 1 dự thảo còn lỗi" in done.stderr.decode()
    again = ctct("build", ".")
    assert again.stdout.decode().count("không đổi") == 6
    assert again.stderr == done.stderr


def test_folders_that_do_not_exist_are_made(project: Path) -> None:
    assert built("a.yaml", "-o", "ra/quy-II/a.docx") == ["đã ghi ra/quy-II/a.docx"]
    assert built("a.yaml", "-o", "ra/khac") == ["đã ghi ra/khac/a.docx"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--open", "-o", "-", "a.yaml"),
        ("--open", "a.yaml", "c.yaml"),
        ("--watch", "-"),
        ("--watch", "--du-lieu", "x.csv", "a.yaml"),
    ],
)
def test_what_cannot_be_opened_or_watched_is_refused(project: Path, arguments: tuple[str, ...]) -> None:
    assert ctct("build", *arguments).returncode == 2
    assert not list(Path().glob("*.docx"))


@on_posix
def test_open_shows_the_document_in_the_program_of_the_system(project: Path, tmp_path: Path) -> None:
    opener = tmp_path / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text('#!/bin/sh\nprintf %s "$1" > "$OPENED"\n')
    opener.chmod(0o755)
    ctct("build", "--open", "a.yaml", PATH=f"{opener.parent}:/usr/bin:/bin", OPENED=str(tmp_path / "mo"))
    wait_until(lambda: (tmp_path / "mo").is_file() and (tmp_path / "mo").read_text() == str(Path("a.docx").absolute()))


def test_watch_builds_what_changes_and_nothing_else(project: Path) -> None:
    shutil.copy("a.yaml", "c.yaml")
    build, told = Build(None, Form(), force=False), list[Built]()
    followed = Rebuilding(build, lambda: ["a.yaml", "c.yaml"], told.extend)
    followed.look(kept_builds(build, ()))
    assert [one.target for one in told] == ["a.docx", "c.docx"]
    followed.look(None)
    assert len(told) == 2
    edit_draft()
    followed.look(None)
    assert [one.target for one in told[2:]] == ["a.docx"]
    edit_directory()
    followed.look(None)
    assert [one.target for one in told[3:]] == ["a.docx", "c.docx"]


def test_watch_waits_for_what_is_missing_and_tells_it_once(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ctct.watch.rebuilding.ANEW", 0)
    Path("danh-ba.yaml").rename("cat-di.yaml")
    told = list[Built]()
    followed = Rebuilding(Build(None, Form(), force=False), lambda: ["a.yaml"], told.extend)
    for _ in range(3):
        followed.look(None)
    assert [one.target for one in told] == [None]
    Path("cat-di.yaml").rename("danh-ba.yaml")
    followed.look(None)
    assert told[-1].target == "a.docx"


def test_watch_ends_when_it_is_told_to(project: Path) -> None:
    stop, told = Event(), list[Built]()
    followed = Rebuilding(Build(None, Form(), force=False), lambda: ["a.yaml"], told.extend)
    thread = threading.Thread(target=followed.follow, args=(None, stop))
    thread.start()
    wait_until(lambda: bool(told))
    stop.set()
    thread.join(30)
    assert not thread.is_alive()


@on_posix
def test_a_person_stops_the_watch_with_ctrl_c(project: Path) -> None:
    command = [sys.executable, "-m", "ctct", "build", "--watch", "a.yaml"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=_environment()) as running:
        assert running.stdout
        assert running.stdout.readline().decode() == "đã ghi a.docx\n"
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=30)
    assert (running.returncode, said.decode()) == (0, "đang theo dõi; dừng: Ctrl-C\nđã dừng\n")


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT / "src")}


def test_builds_are_looked_up_once_for_many_drafts(project: Path) -> None:
    build, names = Build(None, Form(), force=False), ["a.yaml"]
    for expected in ("đã ghi a.docx", "không đổi: a.docx"):
        (one,) = build_all(build, names, kept_builds(build, names), lambda results, _: results)
        assert one.verdict.done == expected
