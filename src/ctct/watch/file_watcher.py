"""Notices when files change, by looking at them: no more is needed for a handful, and it works on every file system."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from time import monotonic

from ctct.outcome import Outcome
from ctct.project.files import read_or_none
from ctct.project.folders import is_file
from ctct.runs.cache import digest_of
from ctct.source.shipped import shipped

Stamp = tuple[int, int, int] | None
"""When a file was last written, its size and which file it is; ``None`` for one that is not there."""

UNSEEN: Stamp = (-1, -1, -1)
GRACE = 0.3
"""Seconds that a draft may be gone or empty while an editor writes it anew."""


class FileWatcher:
    """The files that a document rests on, as they were when they were last looked at."""

    def __init__(self) -> None:
        self._stamps: dict[Path, Stamp] = {}
        self._digests: dict[Path, bytes] = {}

    def watch(self, read: Mapping[Path, bytes | None]) -> None:
        """Look after these files from now on; ``read`` holds what was read of them, ``None`` for those that were not there."""
        self._digests = {path: b"" if data is None else _digest_of(data) for path, data in read.items()}
        self._stamps = {path: self._stamps.get(path, UNSEEN) for path in read}

    def changed(self) -> bool:
        """Return whether any file has come to say something else since the last call."""
        touched = [path for path, seen in self._stamps.items() if stamp_of(path) != seen]
        return sum(map(self._says_something_else, touched)) > 0  # each is to be looked at, whatever the first says

    def _says_something_else(self, path: Path) -> bool:
        self._stamps[path] = stamp_of(path)
        before, self._digests[path] = self._digests[path], _digest(path)
        return self._digests[path] != before


class ReadFiles:
    """The files that were read for something, by their names and digests, ``None`` for those that were not there."""

    def __init__(self, reads: Mapping[str, str | None]) -> None:
        self._reads = reads
        self._stamps: dict[str, Stamp] = dict.fromkeys(reads, UNSEEN)

    def has_changed(self) -> bool:
        """Return whether a file says something else than what was read."""
        return sum(map(self._says_something_else, self._reads)) > 0  # each is to be looked at, whatever the first says

    def _says_something_else(self, name: str) -> bool:
        stamp = stamp_of(Path(name))
        if stamp == self._stamps[name]:
            return False
        self._stamps[name] = stamp
        return digest_of(name) != self._reads[name]


def stamp_of(path: Path) -> Stamp:
    """Return the stamp of the file at ``path``."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _digest(path: Path) -> bytes:
    data = read_or_none(path)
    return b"" if data is None else _digest_of(data)


def _digest_of(data: bytes) -> bytes:
    return blake2b(data, digest_size=16).digest()


def files_of(outcome: Outcome, draft: Path, here: Path) -> dict[Path, bytes | None]:
    """Return the files that a document rests on, with what was read of them: its draft, its danh bạ, the project's
    settings, a layout of its own. ``here`` is the folder that their names start from.
    """
    found: dict[Path, bytes | None] = {draft: None, here / outcome.gathered.config_file: None}
    layout = outcome.layout
    if layout is not None and not layout.folder.is_relative_to(shipped("templates")):
        found |= {here / path: read_or_none(path) for path in layout.folder.glob("*") if is_file(path)}
    return found | {here / name: data for name, data in outcome.gathered.files.data.items()}


def rests_on_absent(outcome: Outcome) -> bool:
    """Return whether something is missing that may come: then only looking again will tell."""
    return any(finding.file_missing for finding in outcome.findings)


class SettledFile:
    """Tells whether a draft is worth looking at: many editors write one by emptying it, or by removing it, first."""

    def __init__(self, draft: Path) -> None:
        self._draft = draft
        self._gone_since: float | None = None

    def __call__(self) -> bool:
        """Return whether there is something to read, or the draft has been without for long enough to tell of it."""
        try:
            there = self._draft.stat().st_size > 0
        except OSError:
            there = False
        if there:
            self._gone_since = None
            return True
        self._gone_since = self._gone_since or monotonic()
        return monotonic() - self._gone_since > GRACE
