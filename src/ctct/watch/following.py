"""Draws a document anew whenever anything that it rests on changes."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

from ctct.project.files import read_or_none
from ctct.watch.file_watcher import FileWatcher, SettledFile, files_of, rests_on_absent
from ctct.watch.preview import Preview

PAUSE = 0.015
"""Seconds between two looks at the files."""
ANEW = 1.0
"""Seconds after which a draft is checked again that lacks a file."""


class Follower:
    """Keeps one draft's pages those of its files, looked at again and again."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        self._watched, self._steady, self._here = FileWatcher(), SettledFile(preview.path), Path.cwd()
        self._looked: float | None = None

    def look(self) -> float:
        """Draw the document if it was not drawn yet, or something has changed since the last look. Returns the seconds until
        the next look is due.
        """
        if self._looked is None:
            self._rebuild()
        elif self._steady():
            outcome = self.preview.outcome
            lacking = outcome is not None and rests_on_absent(outcome)
            overdue = lacking and monotonic() - self._looked > ANEW
            # Asked each time, so that what it has seen stays what there is.
            if self._watched.changed() or overdue:
                self._rebuild()
        return PAUSE

    def _rebuild(self) -> None:
        preview = self.preview
        preview.rebuild()
        assert preview.outcome is not None
        read = files_of(preview.outcome, preview.path, self._here)
        self._watched.watch(read | {path: read_or_none(path) for path in preview.beside})
        self._looked = monotonic()
