"""Checks open texts a moment after each was last changed, one at a time, in a thread beside the one that answers."""

from __future__ import annotations

import asyncio
import gc
import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from ctct.lsp.desk import Buffer, Desk, path_of_label
from ctct.lsp.views import View
from ctct.project.folders import CONFIG

SHORTEST_PAUSE, LONGEST_PAUSE = 0.005, 0.5
"""Seconds that a text must be left alone before it is checked. A check runs beside the typing and a verdict on what is gone is
not told, so the pause need only gather changes that come at once; a check that takes long is not begun for nothing.
"""
LONG = 0.4
"""From how many seconds on a check takes long; the pause is then half of what is above this."""
TIDY_AFTER = 1.0
"""Seconds without a verdict after which memory is tidied up."""
PATIENCE = 3
"""How many times an answer waits for a text that goes on changing."""

Answer = TypeVar("Answer")


class Checks:
    """The views of the open texts. ``tell`` is called with each new one, ``fail`` with what should not have happened."""

    def __init__(self, desk: Desk, tell: Callable[[View], None], fail: Callable[[Exception], None]) -> None:
        self._desk, self._tell, self._fail = desk, tell, fail
        self._worker = ThreadPoolExecutor(1, "ctct-lsp")
        self._turn = asyncio.Lock()
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._tasks: dict[str, tuple[int, asyncio.Task[None]]] = {}
        self._latest: dict[str, View] = {}
        self._whole: dict[str, View] = {}
        self._editions = itertools.count(1)
        self._tidying: asyncio.TimerHandle | None = None

    def changed(self, buffer: Buffer, *, at_once: bool = False) -> None:
        """Check a text that has changed, and those that rest on it."""
        self._later(buffer, 0 if at_once else self._pause(buffer.uri))
        self.touched(buffer.path)

    def touched(self, path: Path) -> None:
        """Check the texts that rest on the file at ``path``."""
        for buffer in self._desk.all():
            view = self._latest.get(buffer.uri)
            if buffer.path != path and view and _rests_on(view, path):
                self._later(buffer, self._pause(buffer.uri))

    def closed(self, uri: str, path: Path) -> None:
        """Forget a text; those that rest on it now rest on its file."""
        if timer := self._timers.pop(uri, None):
            timer.cancel()
        self._tasks.pop(uri, None)
        self._latest.pop(uri, None)
        self._whole.pop(uri, None)
        self.touched(path)

    def known(self, uri: str) -> View | None:
        """Return the last view of a text that could be understood, be it of an earlier edition."""
        return self._whole.get(uri)

    async def view(self, uri: str) -> View | None:
        """Return the view of a text as it stands now; ``None`` if it is not open, or does not stand still."""
        for _ in range(PATIENCE):
            buffer, view = self._desk.buffers.get(uri), self._latest.get(uri)
            if buffer is None:
                return None
            if view and view.edition == buffer.edition:
                if not view.is_whole:
                    await self.beside(view.complete, self._whole.get(uri))
                return view
            edition, task = self._tasks.get(uri) or (-1, None)
            await asyncio.shield(task if task and edition == buffer.edition else self._start(buffer))
        return None

    async def beside(self, work: Callable[..., Answer], *given: Any) -> Answer:
        """Return what ``work`` makes of ``given``, in the thread of the checks."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, partial(work, *given))

    def _pause(self, uri: str) -> float:
        view = self._latest.get(uri)
        return min(max(SHORTEST_PAUSE, (view.seconds - LONG) / 2 if view else 0), LONGEST_PAUSE)

    def _later(self, buffer: Buffer, pause: float) -> None:
        buffer.edition = next(self._editions)
        if timer := self._timers.pop(buffer.uri, None):
            timer.cancel()
        self._timers[buffer.uri] = asyncio.get_running_loop().call_later(pause, self._start, buffer)

    def _start(self, buffer: Buffer) -> asyncio.Task[None]:
        if timer := self._timers.pop(buffer.uri, None):
            timer.cancel()
        view = View.of(buffer, self._desk.source(buffer))
        task = asyncio.get_running_loop().create_task(self._check(view))
        self._tasks[buffer.uri] = buffer.edition, task
        return task

    async def _check(self, view: View) -> None:
        """Check an edition when its turn comes, unless there is another by then."""
        async with self._turn:
            if not self._is_current(view):
                return
            try:
                await self.beside(view.judge, self._latest.get(view.uri))
            except Exception as fault:  # a bug of ours must not leave the drafter without an answer to the next keystroke
                self._fail(fault)
                return
        if view.uri in self._desk.buffers:
            self._latest[view.uri] = view
            if view.is_whole:
                self._whole[view.uri] = view
        if self._is_current(view):
            self._tell(view)
            self._tidy_later()

    def _is_current(self, view: View) -> bool:
        buffer = self._desk.buffers.get(view.uri)
        return buffer is not None and buffer.edition == view.edition

    def _tidy_later(self) -> None:
        """Throw away what earlier checks have left, once nothing has been typed for a while: it would delay an answer."""
        if self._tidying:
            self._tidying.cancel()
        self._tidying = asyncio.get_running_loop().call_later(TIDY_AFTER, gc.collect)


def _rests_on(view: View, path: Path) -> bool:
    absent = any(finding.file_missing for finding in view.outcome.findings)
    return absent or path.name == CONFIG or any(path_of_label(name) == path for name in view.outcome.gathered.files)
