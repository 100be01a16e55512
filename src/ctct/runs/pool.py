"""Working on many drafts, several at once."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from ctct.language import speak, spoken

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_WORTH_A_POOL = 4
_AHEAD = 2
"""How many names a worker holds: the one it is at, and the next, so that it need not wait for us between them."""

Result = TypeVar("Result")
Work = Callable[[Any, Sequence[str], Callable[[str], Result]], Iterator[Result]]
"""Does a job for each name and yields the results in order, as :func:`run_jobs` does."""

Start = Literal["spawn"] | None
"""How processes begin: as is usual on this system, or each from nothing."""


def run_jobs(
    job: Callable[[str], Result], names: Sequence[str], lost: Callable[[str], Result], *, isolated: bool = False
) -> Iterator[Result]:
    """Yield what ``job`` makes of each name, in order; several processes share long work. ``lost`` says what there is to tell
    of a name whose process died (killed, or out of memory), and the others get their result all the same. No job is begun
    twice: a fix that was written would be told as none the second time. ``isolated`` work is done by other processes however
    little it is, which hold nothing of this one's threads.
    """
    workers = min(processors(), len(names))
    if not isolated and (len(names) < _WORTH_A_POOL or workers < 2):
        yield from (one_result(job, lost, name) for name in names)
        return
    team = _Team(job, names, lost, workers, "spawn" if isolated else None)
    try:
        yield from team.results()
    finally:
        team.dismiss()


class _Worker(Generic[Result]):
    """A process with a pipe of its own: its death is nobody else's, and what it was at is known. ``concurrent.futures`` ends
    all processes of a pool when one dies, in the middle of what they do.
    """

    def __init__(self, job: Callable[[str], Result], lost: Callable[[str], Result], start: Start) -> None:
        from multiprocessing import Pipe, get_context

        self.pipe, theirs = Pipe()
        self.held: deque[int] = deque()
        work = (theirs, self.pipe, job, lost, spoken())
        self.process = get_context(start).Process(target=_work, args=work, daemon=True)
        self.process.start()
        theirs.close()  # each end has one holder, so that whoever is left learns of the other's death


class _Team(Generic[Result]):
    """The workers, and the names that are shared out among them."""

    def __init__(
        self, job: Callable[[str], Result], names: Sequence[str], lost: Callable[[str], Result], size: int, start: Start
    ) -> None:
        self.job, self.names, self.lost, self.start = job, names, lost, start
        self.open = deque(range(len(names)))
        self.finished: dict[int, Result] = {}
        self.workers = [_Worker(job, lost, start) for _ in range(size)]

    def results(self) -> Iterator[Result]:
        from multiprocessing.connection import wait

        for index in range(len(self.names)):
            while index not in self.finished:
                for worker in self.workers:
                    self._hand_out(worker)
                ready = wait([worker.pipe for worker in self.workers if worker.held])
                for place, worker in enumerate(self.workers):
                    if worker.pipe in ready:
                        self.workers[place] = self._collect(worker)
            yield self.finished.pop(index)

    def dismiss(self) -> None:
        for worker in self.workers:
            worker.pipe.close()
        for worker in self.workers:
            worker.process.join()

    def _hand_out(self, worker: _Worker[Result]) -> None:
        while self.open and len(worker.held) < _AHEAD:
            worker.held.append(self.open.popleft())
            try:
                worker.pipe.send(self.names[worker.held[-1]])
            except OSError:  # it is dead: found out when we collect
                return

    def _collect(self, worker: _Worker[Result]) -> _Worker[Result]:
        """Take one result from ``worker``. Returns who works on: itself, or the successor of one that died."""
        try:
            result, fault = worker.pipe.recv()
        except (EOFError, OSError):
            worker.pipe.close()
            worker.process.join()
            died_over = worker.held.popleft()
            self.finished[died_over] = self.lost(self.names[died_over])
            self.open.extendleft(reversed(worker.held))
            return _Worker(self.job, self.lost, self.start)
        if fault is not None:
            raise fault
        self.finished[worker.held.popleft()] = result
        return worker


def _work(
    pipe: Connection, theirs: Connection, job: Callable[[str], Result], lost: Callable[[str], Result], language: str
) -> None:
    """Do the jobs whose names come in, until the pipe ends: all is done, or whoever began this was interrupted or died."""
    theirs.close()
    speak(language)
    try:
        while True:
            pipe.send(_answer(job, lost, pipe.recv()))
    except (EOFError, OSError, KeyboardInterrupt):
        pass


def _answer(job: Callable[[str], Result], lost: Callable[[str], Result], name: str) -> tuple[Result | None, Exception | None]:
    try:
        return one_result(job, lost, name), None
    except Exception as fault:
        return None, with_traceback(fault)


def with_traceback(fault: Exception) -> Exception:
    """Return ``fault`` with a note of where it arose, which would not go through the pipe."""
    import traceback

    fault.add_note("".join(traceback.format_tb(fault.__traceback__)))
    return fault


def one_result(job: Callable[[str], Result], lost: Callable[[str], Result], name: str) -> Result:
    """Return what ``job`` makes of a name, ``lost`` where the memory does not do."""
    try:
        return job(name)
    except MemoryError:  # a process that has a limit is told so; one that has none is killed
        return lost(name)


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
