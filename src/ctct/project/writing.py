"""Writing: one function puts a file where it belongs, whole or not at all, and never over somebody's work."""

from __future__ import annotations

import os
import stat
import tempfile
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING

from ctct.diagnostics import Diagnostic, error, reason
from ctct.project.files import read_file
from ctct.project.folders import real

if TYPE_CHECKING:
    from ctct.emit.seal import State

_TEMPORARY = ".ctct-"
_STALE = 1.0
"""Seconds after which a temporary file that nobody holds is a killed run's."""


class OutputRefused(Exception):
    """The file could not be written; ``finding`` says why."""

    def __init__(self, finding: Diagnostic) -> None:
        self.finding = finding
        super().__init__(finding.message)


def write_whole(target: Path, data: bytes, *, force: bool) -> None:
    """Put ``data`` at ``target`` in one step; a link stays a link, what it leads to is written. Raises
    :class:`OutputRefused`, with what was there untouched, when the system refuses or when a person has changed the file since
    ctct wrote it (unless ``force``).
    """
    try:
        if _is_stream(target):
            with open(target, "wb") as stream:
                stream.write(data)
            return
        if target.exists() and not force:
            _check_untouched(target, data)
        _replace(real(target), data)
    except (OSError, ValueError) as fault:
        told = reason(fault) if isinstance(fault, OSError) else "tên tệp có ký tự không dùng được"
        raise OutputRefused(error("GH01", (), f"không ghi được «{target}»: {told}", _hint(target))) from None


def _is_stream(target: Path) -> bool:
    """Return whether something other than a file lies there (a device, a FIFO, the process's own output): to replace it
    would take it away from the system.
    """
    if target.parts[:2] in (("/", "dev"), ("/", "proc")):
        return True
    try:
        mode = os.stat(target).st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _replace(target: Path, data: bytes) -> None:
    if target.is_dir():
        raise IsADirectoryError
    _sweep(target.parent)
    handle, temporary = tempfile.mkstemp(prefix=_TEMPORARY, suffix=target.suffix, dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            _hold(file)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
            os.chmod(temporary, _mode(target))
            if os.name == "posix":  # elsewhere an open file cannot be renamed
                os.replace(temporary, target)
        if os.name != "posix":
            os.replace(temporary, target)
    finally:
        with suppress(OSError):
            os.unlink(temporary)


def _hold(file: IO[bytes]) -> bool:
    """Lock a temporary file as long as it is open; return whether nobody else holds it."""
    try:
        import fcntl
    except ImportError:  # Windows lets nobody remove a file that is open
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return time.time() - os.fstat(file.fileno()).st_mtime > 24 * 3600
    return True


@cache
def _sweep(folder: Path) -> None:
    """Remove the temporary files that killed runs have left; once in a run, for a folder may hold thousands of documents."""
    for left in folder.glob(_TEMPORARY + "*"):
        with suppress(OSError):
            status = left.lstat()
            if stat.S_ISREG(status.st_mode) and time.time() - status.st_mtime > _STALE:
                with left.open("rb") as file:
                    if not _hold(file):
                        continue
                left.unlink()


def _hint(target: Path) -> str | None:
    return None if target.parent.is_dir() else f"tạo thư mục «{target.parent}» trước"


def _mode(target: Path) -> int:
    """Return the rights that the file has, or that a new file would have."""
    with suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _check_untouched(target: Path, data: bytes) -> None:
    state = _state_of(target, data)
    if state == "ours":
        return
    told = {
        "changed": f"«{target}» đã bị sửa sau khi ctct ghi",
        "foreign": f"«{target}» đã có và không phải do ctct ghi",
    }[state]
    raise OutputRefused(
        error("GH02", (), told, "chép lại chỗ đã sửa vào dự thảo, rồi thêm --force; hoặc chọn tên khác bằng -o")
    )


def _state_of(target: Path, data: bytes) -> State:
    """Tell whose a file is. One that is just what is to be written anyway may stay: a text bears no fingerprint."""
    from ctct.word.fingerprint import fingerprint_state

    state = fingerprint_state(target)
    if state != "foreign" or data.startswith(b"PK"):
        return state
    from ctct.emit.seal import sealed_state

    there = read_file(target)
    return "ours" if there == data else sealed_state(there)
