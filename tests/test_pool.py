"""A process that dies over one draft costs that draft its verdict, and nobody else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ctct.runs import pool
from ctct.runs.pool import run_jobs
from systems import where_processes_fork
from test_check import DRAFT
from test_commands import ROOT

pytestmark = where_processes_fork

DIES_OVER = """
import os, resource, signal, sys
from ctct.project.files import Source
parent, read = os.getpid(), Source.from_file.__func__
def from_file(cls, path):
    if os.getpid() != parent and "chet" in str(path):
        {death}
    return read(cls, path)
Source.from_file = classmethod(from_file)
from ctct.cli import run
run()
"""
DEATHS = {
    "killed": "os.kill(os.getpid(), signal.SIGKILL)",
    "exits": "os._exit(3)",
    "out of memory": "resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29)); bytearray(1 << 30)",
}
NAMES = [f"d{number:02}{'-chet' if number in (0, 7, 8) else ''}.yaml" for number in range(20)]


def ctct_that_dies(death: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    program = DIES_OVER.format(death=DEATHS[death])
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert "Traceback" not in done.stderr, done.stderr
    return done


@pytest.fixture
def drafts(in_tmp: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    if pool.processors() < 2:
        pytest.skip("one processor: no pool")
    for name in NAMES:
        Path(name).write_text(DRAFT, "utf-8")
    return in_tmp


@pytest.mark.parametrize("death", DEATHS)
def test_check_tells_which_draft_it_was(drafts: Path, death: str) -> None:
    done = ctct_that_dies(death, "check", "--no-cache", *NAMES)
    told = [
        line.split(":")[0] + " " + line.split(" lỗi ")[1].split(":")[0] for line in done.stdout.splitlines() if ": lỗi " in line
    ]
    assert told == [f"{name} {'MAY01' if 'chet' in name else 'SKH02'}" for name in NAMES]
    assert done.returncode == 1


@pytest.mark.parametrize("death", DEATHS)
def test_the_others_are_built(drafts: Path, death: str) -> None:
    done = ctct_that_dies(death, "build", *NAMES)
    assert done.returncode == 1
    assert done.stderr.count("lỗi MAY01") == 3
    assert done.stdout.splitlines() == [f"đã ghi {name[:-5]}.docx" for name in NAMES if "chet" not in name]
    assert {path.stem for path in drafts.glob("*.docx")} == {name[:-5] for name in NAMES if "chet" not in name}


def test_the_others_are_fixed_and_formatted(drafts: Path) -> None:
    shown = ctct_that_dies("killed", "check", "--diff", *NAMES)
    assert (shown.returncode, shown.stdout.count('+so_ky_hieu: "05-'), shown.stderr.count("lỗi MAY01")) == (1, 17, 3)
    fixed = ctct_that_dies("killed", "check", "--fix", *NAMES)
    assert (fixed.returncode, fixed.stdout.count("lỗi MAY01")) == (1, 3)
    assert fixed.stdout.splitlines()[:17] == [f"đã sửa 1 chỗ trong {name}" for name in NAMES if "chet" not in name]
    for name in NAMES:
        assert (': "05-' in Path(name).read_text("utf-8")) == ("chet" not in name)
        Path(name).write_text(DRAFT.replace("loai: ", "loai:   "), "utf-8")
    done = ctct_that_dies("killed", "fmt", *NAMES)
    assert (done.returncode, done.stdout.count("đã định dạng"), done.stderr.count("lỗi MAY01")) == (1, 17, 3)


def lost(name: str) -> str:
    return f"mất {name}"


def dies_sometimes(name: str) -> str:
    if int(name) % 7 == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.001 * (int(name) % 3))
    return name


@pytest.mark.parametrize("number", [4, 5, 40, 200])
def test_order_and_number_hold_however_many_die(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "processors", lambda: 3)
    names = [str(index) for index in range(number)]
    assert list(run_jobs(dies_sometimes, names, lost)) == [lost(one) if int(one) % 7 == 3 else one for one in names]


def test_no_job_is_done_twice_that_gave_a_result(in_tmp: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fix that was written and told must not be told as none because it was tried again."""
    monkeypatch.setattr(pool, "processors", lambda: 2)
    list(run_jobs(counts, [str(index) for index in range(12)], lost))
    assert {path.stat().st_size for path in in_tmp.iterdir()} == {1}


def counts(name: str) -> str:
    with Path(f"n{name}").open("a") as file:
        file.write("x")
    time.sleep(0.05)  # whoever is here when another dies has written, and must still be heard
    if name == "6":
        os.kill(os.getpid(), signal.SIGKILL)
    return name


def test_fault_of_ours_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "processors", lambda: 2)
    job: Callable[[str], str] = int  # type: ignore[assignment]
    with pytest.raises(ValueError, match="invalid literal"):
        list(run_jobs(job, ["1", "2", "x", "4", "5"], lost))


def test_interrupt_does_not_wait_for_the_rest(in_tmp: Path) -> None:
    for number in range(400):
        Path(f"d{number}.yaml").write_text(DRAFT, "utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    # A shell that runs the tests in the background has them, and all that they start, ignore the interrupt.
    program = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); from ctct.cli import run; run()"
    command = [sys.executable, "-c", program, "build", "."]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
    while not list(in_tmp.glob("*.docx")):
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=20)
    assert process.returncode == 1
    assert b"Traceback" not in told
    assert len(list(in_tmp.glob("*.docx"))) < 400
    assert not list(in_tmp.glob(".ctct-*"))
