"""Working on many drafts by an executor of ``concurrent.futures``: threads, processes, the machines of a cluster.

Only ``submit``, and ``result`` and ``cancel`` of what it returns are used. Drafts go out in chunks: a draft takes a hundredth
of a second, what an engine adds to each task may be half of that.
"""

from __future__ import annotations

import os
import secrets
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from contextlib import nullcontext
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from ctct.diagnostics import Misuse
from ctct.language import _, speak, spoken
from ctct.runs.installed import code_digest
from ctct.runs.pool import one_result, run_jobs, with_traceback
from ctct.runs.shipping import Shipment, laid_out, packed, standing_in, without
from ctct.runs.staying import why_it_stays

CHUNK = 25
_MOST_UNDERWAY = 256
"""Chunks that are handed out before the first has come back: shipped files of all drafts at once would fill the memory."""

Result = TypeVar("Result")
Result_co = TypeVar("Result_co", covariant=True)

_THIS_PROCESS = secrets.token_hex(8)
"""Tells work that comes back to the process that gave it."""


class Job(Protocol[Result_co]):
    """What is done with each draft: all at once, or in two steps, the first on a machine that has only what was shipped."""

    def __call__(self, draft: str, /) -> Result_co:
        """Do all of it."""

    def make(self, draft: str, /) -> Any:
        """Do what takes long, and write nothing."""

    def put(self, made: Any, /) -> Result_co:
        """Do the rest where the drafts lie."""


class Task(NamedTuple):
    """A chunk as it goes out. ``items`` are names of drafts as seen from ``folder``, or shipments. ``state`` tells which ctct
    asks, ``once`` this task from all others: an engine that keeps results (Dask, unless told otherwise) would answer for
    files that have changed since. Findings come back in ``language``.
    """

    job: Job[Any]
    lost: Callable[[str], Any]
    items: list[str] | list[Shipment]
    folder: str
    process: str
    state: str
    once: str
    language: str

    @property
    def is_at_home(self) -> bool:
        """Whether this is a thread of the process that asks: its threads share one current folder, and it is the right one."""
        return self.process == _THIS_PROCESS

    @property
    def is_shipped(self) -> bool:
        """Whether the items are shipments."""
        return isinstance(self.items[0], Shipment)


class Elsewhere(NamedTuple):
    """Work that is done by ``executor`` and not by processes of our own. ``tell`` is told in words what a person should know;
    with ``ship`` the machines need not see the folders that the drafts lie in.

    Secret drafts are done here, and so is what the executor gives up on: then the one draft that kills whoever works on it
    is known from those that merely went with it.
    """

    executor: Executor
    tell: Callable[[str], None]
    ship: bool = False

    def run(self, job: Job[Result], names: Sequence[str], lost: Callable[[str], Result]) -> Iterator[Result]:
        """Yield what ``job`` makes of each name, in order. Raises :class:`Misuse` where the machines have another ctct or do
        not see the current folder.
        """
        return _Run(self, job, names, lost).results()


class _Run(Generic[Result]):
    def __init__(self, where: Elsewhere, job: Job[Result], names: Sequence[str], lost: Callable[[str], Result]) -> None:
        self.where, self.job, self.names, self.lost = where, job, names, lost
        self.folder, self.state = os.getcwd(), code_digest()
        self.open = iter(enumerate(names))
        self.underway: deque[tuple[list[int], Future[Any]]] = deque()
        self.here: dict[int, None] = {}
        self.finished: dict[int, Result] = {}
        self.told: set[str] = set()
        self.is_gone = False

    def results(self) -> Iterator[Result]:
        try:
            for index in range(len(self.names)):
                while index not in self.finished:
                    self._hand_out()
                    if index in self.here:
                        self._do_here()
                    else:
                        self._collect()
                yield self.finished.pop(index)
        finally:
            for _rest, future in self.underway:
                future.cancel()

    def _hand_out(self) -> None:
        while len(self.underway) < _MOST_UNDERWAY and (chunk := self._next_chunk()):
            indexes = [index for index, _rest in chunk]
            asks = (self.folder, _THIS_PROCESS, self.state, secrets.token_hex(8), spoken())
            task = Task(self.job, self.lost, [item for _rest, item in chunk], *asks)
            try:
                self.underway.append((indexes, self.where.executor.submit(work_on, task)))
            except Exception as fault:
                self._give_up(indexes, fault)
                self.is_gone = True

    def _next_chunk(self) -> list[tuple[int, Any]]:
        """Return the next drafts that may go out, by their index; those that may not stay here."""
        chunk: list[tuple[int, Any]] = []
        for index, name in self.open:
            item = self._going_out(name)
            if item is None:
                self.here[index] = None
                continue
            chunk.append((index, item))
            if len(chunk) == CHUNK:
                break
        return chunk

    def _going_out(self, name: str) -> str | Shipment | None:
        if self.is_gone:
            return None
        if (why := why_it_stays(name)) is not None:
            self._tell(why)
            return None
        return packed(name, self.folder) if self.where.ship else name

    def _collect(self) -> None:
        indexes, future = self.underway.popleft()
        try:
            results, fault = future.result()
        except Exception as broken:
            self._give_up(indexes, broken)
            while self.underway and _has_failed(self.underway[0][1]):
                self.here.update(dict.fromkeys(self.underway.popleft()[0]))
            return
        if fault is not None:
            raise fault
        for index, result in zip(indexes, results, strict=True):
            self.finished[index] = self.job.put(result) if self.where.ship else result

    def _give_up(self, indexes: list[int], fault: Exception) -> None:
        self.here.update(dict.fromkeys(indexes))
        kind = type(fault).__name__  # told once, however many chunks went with it: the words name each
        self._tell(
            _(
                "máy khác không làm xong ({kind}: {first_line}); làm phần ấy trên máy này",
                kind=kind,
                first_line=_first_line(fault),
            ),
            kind,
        )

    def _do_here(self) -> None:
        indexes = sorted(self.here)
        self.here.clear()
        done = run_jobs(self.job, [self.names[index] for index in indexes], self.lost, isolated=True)
        self.finished.update(zip(indexes, done, strict=True))

    def _tell(self, words: str, kind: str = "") -> None:
        if words and (kind or words) not in self.told:
            self.told.add(kind or words)
            self.where.tell(words)


def _has_failed(future: Future[Any]) -> bool:
    return future.done() and (future.cancelled() or future.exception() is not None)


def _first_line(fault: Exception) -> str:
    return str(fault).partition("\n")[0][:200]


def work_on(task: Task) -> tuple[list[Any] | None, Exception | None]:
    """Do a task, wherever this is; return the results, or what is wrong with all of them."""
    if not task.is_at_home:
        speak(task.language)
    if task.state != code_digest():
        return None, Misuse(_("máy làm việc có ctct khác với máy này; cài cùng một bản ctct trên mọi máy"))
    try:
        return [*_results(task)], None
    except Exception as fault:
        return None, with_traceback(fault)


def _results(task: Task) -> Iterator[Any]:
    with nullcontext() if task.is_at_home or task.is_shipped else standing_in(task.folder):
        yield from [_result(task, item) for item in task.items]


def _result(task: Task, item: str | Shipment) -> Any:
    if isinstance(item, str):
        return one_result(task.job, task.lost, item)
    with nullcontext("") if task.is_at_home else laid_out(item) as top:
        made = task.job.make(item.name)
    return without(top, made) if top else made
