"""The drafts of a folder that is watched, sought again and again."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ctct.project.drafts import is_draft, walk_files
from ctct.project.files import MARKDOWN, YAML
from ctct.watch.file_watcher import Stamp, stamp_of

AT_ONCE = 50
"""How many files are looked at in one go: the draft that is shown must not wait."""


class DraftSearch:
    """Finds the drafts of a folder again and again, some files at a time; reads only what has changed since it was last looked
    at. ``touched`` are the drafts that have.
    """

    def __init__(self, folder: str) -> None:
        self.touched: list[str] = []
        self._folder = folder
        self._known: dict[str, tuple[Stamp, bool]] = {}
        self._found: dict[str, tuple[Stamp, bool]] = {}
        self._closed: list[str] = []
        self._left = self._files()

    def whole(self) -> list[str]:
        """Return the drafts as :func:`ctct.project.drafts.drafts_in` does."""
        while (found := self.step()) is None:
            pass
        return found

    def step(self) -> list[str] | None:
        """Look at the next files; return the drafts if those were the last."""
        count = 0
        for path in islice(self._left, AT_ONCE):
            self._found[path] = self._looked_at(path)
            count += 1
        if count == AT_ONCE:
            return None
        drafts = sorted([*(path for path, (_, said) in self._found.items() if said), *self._closed])
        self._known, self._found, self._closed = self._found, {}, []
        self._left = self._files()
        return drafts

    def _files(self) -> Iterator[str]:
        return walk_files(self._folder, YAML + MARKDOWN, self._closed)

    def _looked_at(self, path: str) -> tuple[Stamp, bool]:
        known, stamp = self._known.get(path), stamp_of(Path(path))
        if known and known[0] == stamp:
            return known
        if known:
            self.touched.append(path)
        return stamp, is_draft(path)
