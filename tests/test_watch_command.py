"""``ctct watch`` as a person runs it: what it notices, what it says, how it ends."""

from __future__ import annotations

import http.client
import os
import re
import signal
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

pytest.importorskip("typst")

from ctct.cli import main
from ctct.watch import file_watcher, following, session
from ctct.watch.editor import command_of, needs_terminal, open_at
from ctct.watch.guarded import LOOPBACK, PortTaken
from ctct.watch.server import PageServer
from systems import on_posix
from test_watch_server import DRAFT, Asker, ask, wait_until

__all__ = ["ask"]

ROOT = Path(__file__).parents[1]


@pytest.fixture
def followed(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> Iterator[Asker]:
    """A server whose draft is followed."""
    monkeypatch.setattr(following, "PAUSE", 0.01)
    monkeypatch.setattr(file_watcher, "GRACE", 0.1)
    monkeypatch.setattr(following, "ANEW", 0.1)
    stop = threading.Event()
    thread = threading.Thread(target=session.follow, args=(following.Follower(ask.server.context.preview).look, stop))
    thread.start()
    yield ask
    stop.set()
    thread.join()


def test_a_save_is_noticed(followed: Asker) -> None:
    draft = Path(DRAFT)
    text = draft.read_text("utf-8")
    draft.write_text(text.replace("trich_yeu: ", "trich_yeu: thêm "), "utf-8")
    wait_until(lambda: "thêm" in followed.state()["title"])
    draft.unlink()
    draft.write_text(text, "utf-8")
    wait_until(lambda: "thêm" not in followed.state()["title"])
    assert followed.state()["fresh"], "an editor that removes a draft before it writes it anew has not lost it"


def test_a_draft_that_is_renamed_and_comes_back(followed: Asker) -> None:
    Path(DRAFT).rename("khac.yaml")
    wait_until(lambda: followed.state()["missing"])
    assert followed.state()["pages"]
    number = followed.state()["number"]
    time.sleep(0.5)
    assert followed.state()["number"] == number, "nothing to tell while it is away"
    Path("khac.yaml").rename(DRAFT)
    wait_until(lambda: followed.state()["fresh"])


def test_a_directory_that_goes_and_comes_back(followed: Asker) -> None:
    directory = Path(re.search(r"danh_ba: (\S+)", Path(DRAFT).read_text("utf-8"))[1])  # type: ignore[index]
    directory.rename("cat-di.yaml")
    wait_until(lambda: [one["code"] for one in followed.state()["findings"] if one["severity"] == "error"] == ["TP02"])
    Path("cat-di.yaml").rename(directory)
    wait_until(lambda: followed.state()["fresh"])


def test_settings_that_come(followed: Asker) -> None:
    wait_until(lambda: followed.state()["fresh"])
    Path("ctct.toml").write_text("sai", "utf-8")
    wait_until(lambda: "ctct.toml" in {one["name"] for one in followed.state()["findings"]})


def test_a_port_that_is_taken(ask: Asker) -> None:
    port = ask.server.server_port
    with pytest.raises(PortTaken, match="đang có chương trình khác dùng"):
        PageServer(ask.server.context, port)
    told = CliRunner().invoke(main, ["watch", DRAFT, "--port", str(port), "--no-open"])
    assert told.exit_code == 1
    assert f"không mở được cổng {port}: đang có chương trình khác dùng; bỏ --port" in told.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["khong-co.yaml"], "không có dự thảo hay thư mục «khong-co.yaml»"),
        (["danh-ba"], "trong thư mục «danh-ba» không có dự thảo nào"),
        ([".", "--gop-y", "x.docx"], "không có bản sửa «x.docx»"),
        ([DRAFT, "--editor", "vim"], "«vim» hiện trong cửa sổ lệnh"),
        ([DRAFT, "--editor", "code '"], "thiếu dấu nháy đóng"),
    ],
)
def test_what_cannot_be_watched(ask: Asker, arguments: list[str], told: str) -> None:
    done = CliRunner().invoke(main, ["watch", *arguments])
    assert done.exit_code == 2
    assert told in done.stderr


def test_without_the_engine(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("ctct.watch.") or name == "ctct.emit.pages.engine"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "typst", None)
    done = CliRunner().invoke(main, ["watch", DRAFT])
    assert done.exit_code == 1
    assert 'pip install "ctct[pdf]"' in done.stderr


@on_posix
def test_it_serves_until_it_is_interrupted(ask: Asker) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "ctct", "watch", DRAFT, "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True) as running:
        assert running.stdout is not None
        address = re.search(r"http://127\.0\.0\.1:(\d+)(/\S+/)", running.stdout.readline())
        assert address
        connection = http.client.HTTPConnection(LOOPBACK, int(address[1]), timeout=10)
        connection.request("GET", f"{address[2]}news")
        assert connection.getresponse().readline().startswith(b"data: ")
        running.send_signal(signal.SIGINT)
        said, wrong = running.communicate(timeout=10)
        connection.close()
    assert (running.returncode, wrong) == (0, "")
    assert said.rstrip().endswith("đã dừng")


_DRAWS_LONG = """
import tempfile, time
from ctct.cli import run
from ctct.watch.following import Follower

def look(self):
    tempfile.mkdtemp()
    print("begun", flush=True)
    time.sleep(60)

Follower.look = look
run()
"""


@on_posix
def test_it_stops_while_a_long_document_is_drawn(ask: Asker, tmp_path: Path) -> None:
    (tmp_path / "tam").mkdir()
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TMPDIR": str(tmp_path / "tam")}
    command = [sys.executable, "-c", _DRAWS_LONG, "watch", DRAFT, "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, text=True) as running:
        assert running.stdout is not None
        while running.stdout.readline() != "begun\n":
            assert running.poll() is None
        running.send_signal(signal.SIGINT)
        said, wrong = running.communicate(timeout=20)
    assert (running.returncode, wrong, said) == (0, "", "đã dừng\n")
    assert not list((tmp_path / "tam").iterdir())


def test_what_fails_while_it_looks_ends_it(ask: Asker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "stop_event", threading.Event)
    monkeypatch.setattr(following.Follower, "look", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        session.watch(session.Watched(ask.server.context), 0, False, lambda _: None)


# --- the editor -------------------------------------------------------------------------------------------------------


def test_the_editor_asked_for_or_that_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "code --goto")
    assert command_of(None) == ["code", "--goto"]
    assert command_of("subl -w") == ["subl", "-w"]
    monkeypatch.setenv("VISUAL", "/usr/bin/vim")
    assert command_of(None) == [], "it would fight for the terminal"
    assert needs_terminal(command_of("nvim"))
    with pytest.raises(ValueError, match="quotation"):
        command_of('code "x')


@on_posix
def test_it_opens_the_file_at_the_line(tmp_path: Path) -> None:
    told, program = tmp_path / "told", tmp_path / "editor"
    program.write_text(f'#!/bin/sh\necho "$@" > {told}.part && mv {told}.part {told}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    assert open_at([str(program), "--goto"], tmp_path / "du thao.yaml", 17) == ""
    for _ in range(100):
        if told.exists():
            break
        time.sleep(0.02)
    assert told.read_text().strip() == f"--goto {tmp_path}/du thao.yaml:17"
    assert "không chạy được «/không/có»" in open_at(["/không/có"], tmp_path, 1)
