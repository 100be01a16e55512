"""Working on many drafts, several at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

_WORTH_A_POOL = 4

Result = TypeVar("Result")


def run_jobs(job: Callable[[str], Result], names: Sequence[str], lost: Callable[[str], Result]) -> Iterator[Result]:
    """Yield what ``job`` makes of each name, in order; several processes share long work. ``lost`` says what there is to tell
    of a name whose process died (killed, or out of memory), and the others get their result all the same.
    """
    workers = min(_processors(), len(names))
    if len(names) < _WORTH_A_POOL or workers < 2:
        yield from (_one(job, lost, name) for name in names)
    else:
        yield from _in_processes(job, names, lost, workers)


def _in_processes(
    job: Callable[[str], Result], names: Sequence[str], lost: Callable[[str], Result], workers: int
) -> Iterator[Result]:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    size = max(1, len(names) // (workers * 8))
    chunks = [names[start : start + size] for start in range(0, len(names), size)]
    finished: dict[int, list[Result]] = {}
    at = 0
    while at < len(chunks):
        pool = ProcessPoolExecutor(workers)
        try:
            begun = {index: pool.submit(_several, job, lost, chunks[index]) for index in _open(at, chunks, finished)}
            while at < len(chunks):
                yield from finished.pop(at) if at in finished else begun[at].result()
                at += 1
        except BrokenProcessPool:  # the death of one process takes all that the pool had not finished with it
            pass
        finally:
            pool.shutdown(cancel_futures=True)  # whoever interrupts us does not want to wait for the rest
        finished |= {index: one.result() for index, one in begun.items() if index >= at and one.exception() is None}
        # Which name it died over nobody says. They are begun in order, so it is among the first few that have no result;
        # each of those now gets a process of its own, and the rest a new pool.
        for index in islice(_open(at, chunks, finished), workers):
            finished[index] = [_alone(job, name, lost) for name in chunks[index]]


def _open(at: int, chunks: Sequence[object], finished: dict[int, list[Result]]) -> Iterator[int]:
    """Yield the chunks from ``at`` on that have no result yet."""
    return (index for index in range(at, len(chunks)) if index not in finished)


def _several(job: Callable[[str], Result], lost: Callable[[str], Result], names: Sequence[str]) -> list[Result]:
    return [_one(job, lost, name) for name in names]


def _one(job: Callable[[str], Result], lost: Callable[[str], Result], name: str) -> Result:
    try:
        return job(name)
    except MemoryError:  # a process that has a limit is told so; one that has none is killed
        return lost(name)


def _alone(job: Callable[[str], Result], name: str, lost: Callable[[str], Result]) -> Result:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    try:
        with ProcessPoolExecutor(1) as pool:
            return pool.submit(_one, job, lost, name).result()
    except BrokenProcessPool:
        return lost(name)


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
