"""The edited copies that lie beside a draft."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from stat import S_ISREG

from ctct.diagnostics import Rejected
from ctct.drafting.merge.merge import Copy
from ctct.facts import digest_of_text
from ctct.project.files import read_or_none
from ctct.word.block_map import read_map
from ctct.word.fingerprint import fingerprint_state

LIMIT_FILES = 200
LIMIT_BYTES = 8 * 1024 * 1024
"""How many Word files of a folder are looked at without being asked to, and up to which size."""


def copies_beside(draft: Path) -> list[Path]:
    """Return the Word files in a draft's own folder that were built from it, edited, and saved since it was; the newest first.
    No other folder is looked into, and no link followed.
    """
    try:
        since = draft.stat().st_mtime_ns
        with os.scandir(draft.parent) as entries:
            newer = sorted(_word_files(entries, since), reverse=True)[:LIMIT_FILES]
    except OSError:
        return []
    return [path for _, path in newer if _is_edited_copy(path, draft.name)]


def _word_files(entries: Iterator[os.DirEntry[str]], since: int) -> Iterator[tuple[int, Path]]:
    for entry in entries:
        # «~$…» is what Word keeps beside a file that is open.
        if entry.name.lower().endswith(".docx") and not entry.name.startswith("~$"):
            status = entry.stat(follow_symlinks=False)
            if S_ISREG(status.st_mode) and status.st_mtime_ns > since and status.st_size <= LIMIT_BYTES:
                yield status.st_mtime_ns, Path(entry.path)


def _is_edited_copy(path: Path, draft: str) -> bool:
    data = read_or_none(path)
    if data is None or fingerprint_state(data) == "ours":
        return False
    with suppress(Rejected):
        block_map = read_map(data)
        return block_map is not None and os.path.basename(block_map.facts.ten_tep) == draft
    return False


def drafts_of(copy: Copy, drafts: Iterable[str]) -> list[str]:
    """Return those of ``drafts`` that a copy may have been built from: those of the name that it bears and, where they are
    several, the one that still says what was printed.
    """
    named = [draft for draft in drafts if os.path.basename(draft) == copy.draft_name]
    block_map = copy.read[0]
    if block_map is None or len(named) < 2:
        return named
    return [draft for draft in named if digest_of_text(read_or_none(draft) or b"") == block_map.facts.du_thao] or named


class CopyFile:
    """A copy as its file has it, read again when that changes. ``left`` are the keys of the edits that are not offered any
    more.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.left: set[str] = set()
        self._copy: Copy | None = None

    def read(self) -> Copy:
        """Return the copy as it is now. Raises :class:`Rejected`."""
        if self._copy is None or self.changed:
            self.left.clear()
            self._copy = None
            self._copy = Copy.from_file(str(self.path))
        return self._copy

    @property
    def changed(self) -> bool:
        """Whether the file is another than was read, or gone."""
        return self._copy is None or read_or_none(self.path) != self._copy.data


class HandedCopy:
    """A copy that was handed over without its file."""

    def __init__(self, copy: Copy) -> None:
        self.left: set[str] = set()
        self._copy = copy

    def read(self) -> Copy:
        """Return the copy."""
        return self._copy
