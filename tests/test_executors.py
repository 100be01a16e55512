"""Work on many drafts gives the same findings and the same bytes, whoever does it: processes, threads, a cluster's machines."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ctct.cli import main
from ctct.diagnostics import Misuse
from ctct.report.located import Verdict
from ctct.runs import build_many, check_many, executors
from ctct.runs.executors import Elsewhere, Task, work_on
from ctct.runs.installed import code_digest
from ctct.runs.verdicts import lost
from test_check import DRAFT

TODAY = date(2026, 1, 1)
SOUND = DRAFT.replace('"5-', '"05-')
NAMES = [f"d{number:02}.yaml" for number in range(12)]
DIRECTORY = "nguoi:\n  an: {ho_ten: Nguyễn Văn An, chuc_vu: [{ten: Bí thư}]}\n"


@pytest.fixture
def drafts(in_tmp: Path) -> Path:
    """A project with a danh bạ; drafts with and without faults, one that cannot be read, one that is not there."""
    Path("ctct.toml").write_text('danh_ba = "danh-ba.yaml"\n', "utf-8")
    Path("danh-ba.yaml").write_text(DIRECTORY, "utf-8")
    for number, name in enumerate(NAMES):
        Path(name).write_text(DRAFT if number % 3 == 0 else SOUND, "utf-8")
    Path(NAMES[4]).write_text("loai: [", "utf-8")
    Path(NAMES[5]).unlink()
    return in_tmp


@pytest.fixture
def processes() -> Iterator[Executor]:
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        yield executor


@pytest.fixture
def threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as executor:
        yield executor


@pytest.fixture(scope="module")
def dask() -> Iterator[Executor]:
    """Two processes or more, which stand in another folder than the drafts."""
    pytest.importorskip("distributed", reason="Dask is not installed (extra «dask»)")
    from ctct.runs.cluster import dask_executor

    with dask_executor(None) as executor:
        yield executor


@pytest.fixture
def mortal_dask() -> Iterator[Executor]:
    """The same for one test, which may kill them: one that is killed as it starts does not come back."""
    pytest.importorskip("distributed", reason="Dask is not installed (extra «dask»)")
    from ctct.runs.cluster import dask_executor

    with dask_executor(None) as executor:
        from distributed import Client

        Client.current().cluster.scheduler.no_workers_timeout = 5  # seconds
        yield executor


class Refusing(Executor):
    """An engine whose machines have gone away."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        raise RuntimeError("không còn máy nào")


def written() -> dict[str, bytes]:
    found = {path.name: path.read_bytes() for path in Path().glob("**/*.docx")}
    for path in Path().glob("**/*.docx"):
        path.unlink()
    return found


@pytest.mark.parametrize("ship", [False, True])
@pytest.mark.parametrize("kind", ["threads", "processes", "dask"])
def test_same_findings_and_same_bytes(
    drafts: Path, kind: str, ship: bool, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    executor = request.getfixturevalue(kind)
    monkeypatch.setattr(executors, "CHUNK", 3)
    checked = [*check_many(NAMES, today=TODAY)]
    built, documents = [*build_many(NAMES, "ra")], written()
    assert len(documents) == 10 - sum(1 for verdict in built if verdict.fails()) + 2
    assert [*check_many(NAMES, executor=executor, ship=ship, today=TODAY)] == checked
    assert [*build_many(NAMES, "ra", executor=executor, ship=ship)] == built
    assert written() == documents
    away = [Path(NAMES[0]).absolute()]
    assert [*check_many(away, executor=executor, ship=ship, today=TODAY)] == [*check_many(away, today=TODAY)]


def test_what_changed_between_two_runs_is_seen(drafts: Path, dask: Executor) -> None:
    """Dask answers with what it has kept where the same is asked for again, unless «pure=False» was thought of."""
    from distributed import Client

    with Client.current().get_executor() as executor:
        before = [*check_many(NAMES[:2], executor=executor, today=TODAY)]
        Path(NAMES[1]).write_text(DRAFT, "utf-8")
        after = [*check_many(NAMES[:2], executor=executor, today=TODAY)]
    assert before[0] == after[0]
    assert (before[1].findings, len(after[1].findings)) == ((), 1)


@dataclass(frozen=True)
class Poisoned:
    """Kills whoever does the draft ``guilty``, and once the worker that does ``unlucky``."""

    guilty: str
    unlucky: str = ""

    def __call__(self, draft: str) -> Verdict:
        if draft == self.guilty or (draft == self.unlucky and not os.path.exists("da-chet")):
            Path("da-chet").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return Verdict(draft, done=f"xong {draft}")

    def make(self, draft: str) -> Verdict:
        return self(draft)

    def put(self, made: Verdict) -> Verdict:
        return made


def sixty_drafts() -> list[str]:
    names = [f"d{index}" for index in range(60)]
    for name in names:
        Path(name).touch()
    return names


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("kind", ["processes", "mortal_dask"])
@pytest.mark.parametrize("number", [0, 37])
def test_a_poisoned_draft_costs_itself_alone(
    in_tmp: Path, kind: str, number: int, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(executors, "CHUNK", 10)
    names = sixty_drafts()
    told: list[str] = []
    results = [*Elsewhere(request.getfixturevalue(kind), told.append).run(Poisoned(names[number]), names, lost)]
    assert [one.draft for one in results] == names
    assert [one.draft for one in results if one.fails()] == [names[number]]
    assert [one.code for one in results[number].findings] == ["MAY01"]
    # Dask starts a worker again that was killed, but for one that is killed as it starts: where none is left that is told, too.
    assert 1 <= len(told) <= 2


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_worker_that_dies_costs_nothing(in_tmp: Path, mortal_dask: Executor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "CHUNK", 3)
    names = sixty_drafts()
    told: list[str] = []
    results = [*Elsewhere(mortal_dask, told.append).run(Poisoned("", unlucky="d9"), names, lost)]
    assert [one.done for one in results] == [f"xong {name}" for name in names]
    assert told == []


def test_work_that_nobody_takes_is_done_here(drafts: Path) -> None:
    checked = [*check_many(NAMES, today=TODAY)]
    with pytest.warns(UserWarning, match="RuntimeError: không còn máy nào"):
        assert [*check_many(NAMES, executor=Refusing(), today=TODAY)] == checked


class Listening(Executor):
    """Keeps what went out, and does it."""

    def __init__(self) -> None:
        self.out: list[Task] = []

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.out.append(args[0])
        done: Future[Any] = Future()
        done.set_result(fn(*args))
        return done


@pytest.mark.parametrize(
    "said", ["do_mat: mat\n", '"do\\u005fmat": mat\n', "ke_thua: {tu: mat.yaml}\n", "ke_thua: {tu: khong.yaml}\n"]
)
@pytest.mark.parametrize("ship", [False, True])
def test_secret_drafts_stay(drafts: Path, said: str, ship: bool) -> None:
    """Whoever bears a degree of secrecy, in whatever disguise, or follows a programme that does."""
    Path("mat.yaml").write_text(f"do_mat: mat\n{SOUND}", "utf-8")
    Path(NAMES[1]).write_text(said + SOUND, "utf-8")
    listening = Listening()
    told: list[str] = []
    from ctct.runs.check import Check, lost_check

    asked = NAMES[:4]
    results = [*Elsewhere(listening, told.append, ship).run(Check(today="2026-01-01"), asked, lost_check)]
    assert [one.verdict.draft for one in results] == asked
    assert [getattr(item, "name", item) for task in listening.out for item in task.items] == [NAMES[0], NAMES[2], NAMES[3]]
    assert told == ["dự thảo mật, và dự thảo kế thừa chương trình mật, được làm trên máy này, không gửi đi"]


def task(**changes: Any) -> Task:
    return Task(Poisoned(""), lost, ["d.yaml"], os.getcwd(), "another", code_digest(), "x", "vi")._replace(**changes)


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"state": "another"}, "cài cùng một bản ctct"), ({"folder": "/khong-co"}, "không thấy thư mục «/khong-co»")],
)
def test_machines_that_are_not_fit_say_so(in_tmp: Path, changes: dict[str, str], said: str) -> None:
    _, fault = work_on(task(**changes))
    assert isinstance(fault, Misuse)
    assert said in str(fault)


def test_names_start_from_the_folder_of_whoever_asks(drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = os.getcwd()
    (drafts / "khac").mkdir()
    from ctct.runs.check import Check

    here = Check(today="2026-01-01")(NAMES[0])
    monkeypatch.chdir("khac")
    results, _ = work_on(task(job=Check(today="2026-01-01"), items=[NAMES[0]], folder=asked))
    assert results == [here]
    assert os.getcwd() == str(drafts / "khac")


def test_command(drafts: Path, dask: Executor) -> None:
    from distributed import Client

    command = [sys.executable, "-m", "ctct", "check", "--no-cache", "."]
    own = subprocess.run(command, capture_output=True, check=False)
    address = Client.current().scheduler.address
    away = subprocess.run([*command, "--executor", "dask", "--address", address], capture_output=True, check=False)
    assert (away.returncode, away.stdout, away.stderr) == (own.returncode, own.stdout, own.stderr)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--executor", "dask", "--fix"], "--fix chỉ làm trên máy này"),
        (["--ship"], "chỉ dùng với --executor dask"),
        (["--executor", "dask", "--tls-ca", "x"], "phải đi cùng nhau"),
    ],
)
def test_options_that_do_not_go_together(drafts: Path, arguments: list[str], said: str) -> None:
    done = CliRunner().invoke(main, ["check", *arguments, NAMES[0]])
    assert done.exit_code == 2
    assert said in done.stderr


def test_nobody_at_the_address(drafts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed (extra «dask»)")
    monkeypatch.setattr("ctct.runs.cluster._PATIENCE", "1s")
    done = CliRunner().invoke(main, ["check", "--executor", "dask", "--address", "tcp://127.0.0.1:9", NAMES[0]])
    assert done.exit_code == 2
    assert "không nối được với bộ điều phối «tcp://127.0.0.1:9»" in done.stderr


def test_what_waits_for_machines_that_are_gone_is_done_here(drafts: Path, dask: Executor) -> None:
    """It ends the cluster of the tests before it."""
    from distributed import Client

    cluster = Client.current().cluster
    cluster.scheduler.no_workers_timeout = 0.2
    cluster.scale(0)
    checked = [*check_many(NAMES, today=TODAY)]
    with pytest.warns(UserWarning, match="làm phần ấy trên máy này"):
        assert [*check_many(NAMES, executor=dask, today=TODAY)] == checked
