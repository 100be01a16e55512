"""Check and build many drafts by ctct's own pool and by Dask, on this machine: wall, processor time a draft, same findings.

Usage: python benchmarks/executors.py [--drafts 2000] [--builds 300]

Dask has a scheduler and as many workers of one thread as there are processors, two at least. CPU is user and system time of all
processes together, less what starting them takes. In one run a worker is killed in the middle, in another a draft kills whoever
does it. How far a run is, is shown on a terminal.
"""

from __future__ import annotations

import argparse
import datetime
import gc
import hashlib
import os
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from check import lay_out_drafts

from ctct.commands.common import with_progress
from ctct.report.located import Verdict
from ctct.runs import build_many, check_many
from ctct.runs.cache import Checked
from ctct.runs.check import Check, lost_check
from ctct.runs.cluster import dask_executor
from ctct.runs.executors import Elsewhere
from ctct.runs.pool import processors

gc.set_threshold(500_000, 50, 50)  # as the command does


def cpu() -> float:
    """Return the processor seconds of this process and all below it, those that have ended too."""
    own = psutil.Process()
    times = [own.cpu_times(), *(one.cpu_times() for one in own.children(recursive=True))]
    ended = own.cpu_times()
    return float(sum(one.user + one.system for one in times) + ended.children_user + ended.children_system)


def measured(name: str, work: Callable[[], Iterator[Verdict]], count: int) -> tuple[float, str]:
    """Do the work and print what it took; return processor milliseconds a draft, and a digest of what was found."""
    wall, before = time.perf_counter(), cpu()
    digest = digest_of([*with_progress(work(), count)])
    spent, wall = (cpu() - before) * 1000 / count, time.perf_counter() - wall
    print(f"{name:<44} {wall:8.1f} s {spent:9.1f} ms {count / wall:9.0f} /s   {digest}", flush=True)
    return spent, digest


def digest_of(verdicts: list[Verdict]) -> str:
    return hashlib.blake2b(repr(verdicts).encode(), digest_size=8).hexdigest()


@dataclass(frozen=True)
class Poisoned:
    """A check in which one draft kills whoever does it."""

    check: Check
    guilty: str

    def __call__(self, draft: str) -> Checked:
        if draft == self.guilty:
            os.kill(os.getpid(), signal.SIGKILL)
        return self.check(draft)

    def make(self, draft: str) -> Checked:
        return self(draft)

    def put(self, checked: Checked) -> Checked:
        return checked


@contextmanager
def cluster(names: list[str]) -> Iterator[Executor]:
    with dask_executor(None) as executor:
        for _ in check_many(names[:100], executor=executor):  # every worker has imported ctct
            pass
        yield executor


def kill_one(after: float) -> None:
    """Kill a worker of Dask's after some seconds."""

    def kill() -> None:
        time.sleep(after)
        workers = [one for one in psutil.Process().children(recursive=True) if "spawn_main" in " ".join(one.cmdline())]
        busiest = max(workers, key=lambda one: one.cpu_times().user)
        os.kill(busiest.pid, signal.SIGKILL)
        print(f"(killed worker {busiest.pid} of {len(workers)})", flush=True)

    threading.Thread(target=kill, daemon=True).start()


def checks(names: list[str]) -> None:
    own, found = measured("check, own pool", lambda: check_many(names), len(names))
    with cluster(names) as executor:
        away: dict[str, Any] = {"executor": executor}
        spent, digest = measured("check, Dask, shared folder", lambda: check_many(names, **away), len(names))
        _, shipped = measured("check, Dask, shipped", lambda: check_many(names, **away, ship=True), len(names))
        kill_one(3)
        _, killed = measured("check, Dask, a worker killed", lambda: check_many(names, **away), len(names))
        poisoned(names, executor, found)
    print(f"-> Dask takes {spent / own:.2f} x the processor time (target: 1.25)")
    print(f"-> the same findings: {found == digest == shipped == killed}\n")


def poisoned(names: list[str], executor: Executor, found: str) -> None:
    """Check with one draft that kills whoever does it: it alone may lack its verdict."""
    guilty, told, verdicts = names[len(names) // 2], list[str](), list[Verdict]()
    check = Check(today=datetime.date.today().isoformat())

    def work() -> Iterator[Verdict]:
        for checked in Elsewhere(executor, told.append).run(Poisoned(check, guilty), names, lost_check):
            verdicts.append(checked.verdict)
            yield checked.verdict

    measured("check, Dask, a draft kills its workers", work, len(names))
    lost = [one.draft for one in verdicts if any(finding.code == "MAY01" for finding in one.findings)]
    mended = [check(guilty).verdict if one.draft == guilty else one for one in verdicts]
    print(f"-> MAY01 for {lost} alone, all others as found: {lost == [guilty] and digest_of(mended) == found}; told: {told}")


def builds(names: list[str]) -> None:
    bytes_of: list[str] = []

    def built(**how: Any) -> Iterator[Verdict]:
        with tempfile.TemporaryDirectory(dir=".") as folder:
            for verdict in build_many(names, folder, **how):
                yield verdict._replace(done="")
            documents = b"".join(path.read_bytes() for path in sorted(Path(folder).iterdir()))
            bytes_of.append(hashlib.blake2b(documents).hexdigest())

    measured("build, own pool", built, len(names))
    with cluster(names) as executor:
        measured("build, Dask, shared folder", lambda: built(executor=executor), len(names))
        measured("build, Dask, shipped", lambda: built(executor=executor, ship=True), len(names))
    print(f"-> the same bytes: {len(set(bytes_of)) == 1}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drafts", type=int, default=2000)
    parser.add_argument("--builds", type=int, default=300)
    asked = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, {processors()} processors")
    print(f"{'':44} {'wall':>10} {'CPU a draft':>12} {'drafts':>12}   findings")
    with tempfile.TemporaryDirectory() as folder:
        lay_out_drafts(Path(folder), asked.drafts)
        os.chdir(folder)
        names = sorted(path.name for path in Path().glob("d*.yaml"))
        checks(names)
        builds(names[: asked.builds])


if __name__ == "__main__":
    main()
