"""Check and build many drafts by ctct's own pool and by Dask, on this machine: wall, processor time a draft, same findings.

Usage: python benchmarks/executors.py [--drafts 2000] [--builds 300]

Dask has a scheduler and as many workers of one thread as there are processors, two at least. CPU is user and system time of all
processes together, less what starting them takes. One worker is killed in the middle in the
last run.
"""

from __future__ import annotations

import argparse
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
from pathlib import Path
from typing import Any

import psutil
from check import lay_out_drafts

from ctct.report.located import Verdict
from ctct.runs import build_many, check_many
from ctct.runs.cluster import dask_executor
from ctct.runs.pool import processors

gc.set_threshold(100_000, 50, 50)  # as the command does


def cpu() -> float:
    """Return the processor seconds of this process and all below it, those that have ended too."""
    own = psutil.Process()
    times = [own.cpu_times(), *(one.cpu_times() for one in own.children(recursive=True))]
    ended = own.cpu_times()
    return float(sum(one.user + one.system for one in times) + ended.children_user + ended.children_system)


def measured(name: str, work: Callable[[], Iterator[Verdict]], count: int) -> tuple[float, str]:
    """Do the work and print what it took; return processor milliseconds a draft, and a digest of what was found."""
    wall, before = time.perf_counter(), cpu()
    digest = hashlib.blake2b(repr([*work()]).encode(), digest_size=8).hexdigest()
    spent, wall = (cpu() - before) * 1000 / count, time.perf_counter() - wall
    print(f"{name:<44} {wall:8.1f} s {spent:9.1f} ms {count / wall:9.0f} /s   {digest}", flush=True)
    return spent, digest


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
        os.kill(max(workers, key=lambda one: one.cpu_times().user).pid, signal.SIGKILL)

    threading.Thread(target=kill, daemon=True).start()


def checks(names: list[str]) -> None:
    own, found = measured("check, own pool", lambda: check_many(names), len(names))
    with cluster(names) as executor:
        away: dict[str, Any] = {"executor": executor}
        spent, digest = measured("check, Dask, shared folder", lambda: check_many(names, **away), len(names))
        _, shipped = measured("check, Dask, shipped", lambda: check_many(names, **away, ship=True), len(names))
        kill_one(3)
        _, killed = measured("check, Dask, a worker killed", lambda: check_many(names, **away), len(names))
    print(f"-> Dask takes {spent / own:.2f} x the processor time (target: 1.25)")
    print(f"-> the same findings: {found == digest == shipped == killed}\n")


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
