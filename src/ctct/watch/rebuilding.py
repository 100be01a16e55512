"""Builds documents anew whenever anything that they rest on changes, until told to stop."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event
from time import monotonic

from ctct.runs.build import Build, Built, build_all
from ctct.runs.cache import Cache
from ctct.watch.file_watcher import ReadFiles, SettledFile

PAUSE = 0.1
"""Seconds between two looks at the files."""
ANEW = 1.0
"""Seconds after which folders are searched for new drafts, and drafts are built again that lack a file."""


class _Watched:
    """A draft with all that it rests on, as it was built."""

    def __init__(self, draft: str, built: Built) -> None:
        # Whoever changes the document is told at the next build, and begins none.
        self.reads = ReadFiles({name: said for name, said in built.reads.items() if name != built.target})
        self.verdict, self.lacks_something = built.verdict, built.lacks_something
        self.is_settled = SettledFile(Path(draft))


class Rebuilding:
    """Builds the drafts that ``find`` names, first all of them, then each that changes; ``tell`` is given what was built."""

    def __init__(self, build: Build, find: Callable[[], Sequence[str]], tell: Callable[[list[Built]], object]) -> None:
        self._build, self._find, self._tell = build, find, tell
        self._watched: dict[str, _Watched] = {}
        self._names: Sequence[str] = ()
        self._searched = -ANEW

    def follow(self, cache: Cache | None, stop: Event) -> None:
        """Go on until told to stop."""
        self.look(cache)
        while not stop.wait(PAUSE):
            self.look(None)

    def look(self, cache: Cache | None) -> None:
        """Build what has changed since the last look."""
        overdue = monotonic() - self._searched >= ANEW
        if overdue:
            self._names, self._searched = self._find() or self._names, monotonic()
        changed = {name for name in self._names if self._has_changed(name)}
        due = [name for name in self._names if name in changed or (overdue and self._watched[name].lacks_something)]
        if not due:
            return
        built = dict(zip(due, build_all(self._build, due, cache, lambda results, _: results), strict=True))
        # What is still missing has been told.
        news = [one for name, one in built.items() if name in changed or one.verdict != self._watched[name].verdict]
        self._watched |= {name: _Watched(name, one) for name, one in built.items()}
        if news:
            self._tell(news)

    def _has_changed(self, name: str) -> bool:
        watched = self._watched.get(name)
        return watched is None or (watched.is_settled() and watched.reads.has_changed())
