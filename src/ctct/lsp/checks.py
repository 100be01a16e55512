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

from ctct.lsp.analysis import Analysis
from ctct.lsp.documents import Document, OpenDocuments, path_of_label
from ctct.project.folders import CONFIG

SHORTEST_PAUSE, LONGEST_PAUSE = 0.005, 0.5
"""Seconds that a text must be left alone before it is checked. A check runs beside the typing and a verdict on what is gone is
not told, so the pause need only gather changes that come at once; a check that takes long is not begun for nothing.
"""
LONG = 0.4
"""From how many seconds on a check takes long; the pause is then half of what is above this."""
TIDY_AFTER = 1.0
"""Seconds without a verdict after which memory is tidied up."""
ATTEMPTS = 3
"""How many times an answer waits for a text that goes on changing."""

Answer = TypeVar("Answer")


class Checks:
    """The analyses of the open texts. ``publish`` is called with each new one, ``show_failure`` with what
    should not have happened.
    """

    def __init__(
        self, documents: OpenDocuments, publish: Callable[[Analysis], None], show_failure: Callable[[Exception], None]
    ) -> None:
        self._documents, self._publish, self._show_failure = documents, publish, show_failure
        # One thread: checks do not share the processor anyway, and caches need no locks.
        self._worker = ThreadPoolExecutor(1, "ctct-lsp")
        self._turn = asyncio.Lock()
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._tasks: dict[str, tuple[int, asyncio.Task[None]]] = {}
        self._latest: dict[str, Analysis] = {}
        self._whole: dict[str, Analysis] = {}
        self._editions = itertools.count(1)
        self._tidying: asyncio.TimerHandle | None = None

    def changed(self, document: Document, *, at_once: bool = False) -> None:
        """Check a text that has changed, and those that rest on it."""
        self._later(document, 0 if at_once else self._pause(document.uri))
        self.touched(document.path)

    def touched(self, path: Path) -> None:
        """Check the texts that rest on the file at ``path``."""
        for document in self._documents.all():
            analysis = self._latest.get(document.uri)
            if document.path != path and analysis and _rests_on(analysis, path):
                self._later(document, self._pause(document.uri))

    def closed(self, uri: str, path: Path) -> None:
        """Forget a text; those that rest on it now rest on its file."""
        if timer := self._timers.pop(uri, None):
            timer.cancel()
        self._tasks.pop(uri, None)
        self._latest.pop(uri, None)
        self._whole.pop(uri, None)
        self.touched(path)

    def known(self, uri: str) -> Analysis | None:
        """Return the last analysis of a text that could be understood, be it of an earlier edition."""
        return self._whole.get(uri)

    async def analysis(self, uri: str) -> Analysis | None:
        """Return the analysis of a text as it stands now; ``None`` if it is not open, or does not stand still."""
        for _ in range(ATTEMPTS):
            document, analysis = self._documents.by_uri.get(uri), self._latest.get(uri)
            if document is None:
                return None
            if analysis and analysis.edition == document.edition:
                if not analysis.is_whole:
                    await self.beside(analysis.complete, self._whole.get(uri))
                return analysis
            edition, task = self._tasks.get(uri) or (-1, None)
            # Whoever asks may give up; the check goes on for the others who wait for it.
            await asyncio.shield(task if task and edition == document.edition else self._start(document))
        return None

    async def beside(self, work: Callable[..., Answer], *given: Any) -> Answer:
        """Return what ``work`` makes of ``given``, in the thread of the checks."""
        return await asyncio.get_running_loop().run_in_executor(self._worker, partial(work, *given))

    def _pause(self, uri: str) -> float:
        analysis = self._latest.get(uri)
        return min(max(SHORTEST_PAUSE, (analysis.seconds - LONG) / 2 if analysis else 0), LONGEST_PAUSE)

    def _later(self, document: Document, pause: float) -> None:
        # Counted over all texts: no edition of one that was closed and opened again is taken for a new one.
        document.edition = next(self._editions)
        if timer := self._timers.pop(document.uri, None):
            timer.cancel()
        self._timers[document.uri] = asyncio.get_running_loop().call_later(pause, self._start, document)

    def _start(self, document: Document) -> asyncio.Task[None]:
        if timer := self._timers.pop(document.uri, None):
            timer.cancel()
        analysis = Analysis.of(document, self._documents.source(document))
        task = asyncio.get_running_loop().create_task(self._check(analysis))
        self._tasks[document.uri] = document.edition, task
        return task

    async def _check(self, analysis: Analysis) -> None:
        """Check an edition when its turn comes, unless there is another by then."""
        async with self._turn:
            if not self._is_current(analysis):
                return
            try:
                await self.beside(analysis.judge, self._latest.get(analysis.uri))
            except Exception as fault:  # a bug of ours must not leave the drafter without an answer to the next keystroke
                self._show_failure(fault)
                return
        if analysis.uri in self._documents.by_uri:
            self._latest[analysis.uri] = analysis
            if analysis.is_whole:
                self._whole[analysis.uri] = analysis
        if self._is_current(analysis):
            self._publish(analysis)
            self._tidy_later()

    def _is_current(self, analysis: Analysis) -> bool:
        document = self._documents.by_uri.get(analysis.uri)
        return document is not None and document.edition == analysis.edition

    def _tidy_later(self) -> None:
        """Throw away what earlier checks have left, once nothing has been typed for a while: it would delay an answer."""
        if self._tidying:
            self._tidying.cancel()
        self._tidying = asyncio.get_running_loop().call_later(TIDY_AFTER, gc.collect)


def _rests_on(analysis: Analysis, path: Path) -> bool:
    # A file that was missing has no name among those read: any that comes may be the one.
    absent = any(finding.file_missing for finding in analysis.outcome.findings)
    return absent or path.name == CONFIG or any(path_of_label(name) == path for name in analysis.outcome.gathered.files)
