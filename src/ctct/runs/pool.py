"""Working on many drafts, several at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

_WORTH_A_POOL = 4

Result = TypeVar("Result")


def work(job: Callable[[str], Result], names: Sequence[str], lost: Callable[[str], Result]) -> Iterator[Result]:
    """Yield what ``job`` makes of each name, in order; several processes share long work. ``lost`` says what there is to tell
    of a name whose process died (out of memory, say), and the others get their result all the same.
    """
    workers = min(_processors(), len(names))
    if len(names) < _WORTH_A_POOL or workers < 2:
        yield from map(job, names)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    size = max(1, len(names) // (workers * 8))
    done = 0
    while done < len(names):
        try:
            with ProcessPoolExecutor(workers) as pool:
                for result in pool.map(job, names[done:], chunksize=size):
                    done += 1
                    yield result
        except BrokenProcessPool:
            # Which draft it was nobody says; it is among the next few, each of which now gets a process of its own.
            for name in names[done : done + workers * size]:
                done += 1
                yield _alone(job, name, lost)


def _alone(job: Callable[[str], Result], name: str, lost: Callable[[str], Result]) -> Result:
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    try:
        with ProcessPoolExecutor(1) as pool:
            return pool.submit(job, name).result()
    except BrokenProcessPool:
        return lost(name)


def _processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
