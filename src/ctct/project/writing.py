"""Writing: one function puts a file where it belongs, whole or not at all, and never over somebody's work."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ctct import windows
from ctct.diagnostics import Diagnostic, error, reason
from ctct.language import _
from ctct.project.files import read_file
from ctct.project.folders import lies_in, real, shown

if TYPE_CHECKING:
    from ctct.emit.seal import State

_TEMPORARY = ".ctct-tam-"
_OURS = re.compile(rf"{re.escape(_TEMPORARY)}[0-9a-f]{{16}}(?:\.\w+)?").fullmatch
_STALE = 1.0
"""Seconds after which a temporary file that nobody holds is a killed run's: between its making and its lock lies less."""

# O_EXCL and O_NOFOLLOW: what somebody else has put at the name is neither written to nor followed.
_NEW = (
    os.O_WRONLY
    | os.O_CREAT
    | os.O_EXCL
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_BINARY", 0)
)
_LOOK = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


class OutputRefused(Exception):
    """The file could not be written; ``finding`` says why."""

    def __init__(self, finding: Diagnostic) -> None:
        self.finding = finding
        super().__init__(finding.message)


def write_whole(target: Path, data: bytes, *, force: bool, within: Path | None = None) -> None:
    """Put ``data`` at ``target`` in one step; a link stays a link, what it leads to is written. Raises
    :class:`OutputRefused`, with what was there untouched, when the system refuses, when a person has changed the file since
    ctct wrote it (unless ``force``), or when a link leads out of the folder ``within``: a repository must not choose which
    files elsewhere are written.
    """
    check_writable(target, data, force=force, within=within)
    try:
        if _is_stream(target):
            if within is not None:  # nobody asked for it by name, and who would read it?
                message = _("«{target}» không phải tệp mà là ống dẫn hoặc thiết bị", target=target)
                raise OutputRefused(error("GH01", (), message, _("đổi tên nó, hoặc ghi ra chỗ khác bằng «-o»")))
            with open(target, "wb") as stream:
                stream.write(data)
            return
        real(target).parent.mkdir(parents=True, exist_ok=True)
        replace(target, data)
    except (OSError, ValueError) as fault:
        raise OutputRefused(error("GH01", (), _("không ghi được «{target}»: {why}", target=target, why=_why(fault)))) from None


def check_writable(target: Path, data: bytes, *, force: bool, within: Path | None = None) -> None:
    """Raise :class:`OutputRefused` where :func:`write_whole` would before it touches anything."""
    try:
        if unfit := windows.why_no_name(target):
            raise OSError(errno.EINVAL, unfit, str(target))
        if within is not None and not lies_in(target, within):
            message = _("«{target}» là liên kết dẫn ra ngoài thư mục dự án", target=target)
            raise OutputRefused(error("GH01", (), message, _("thay liên kết bằng tệp, hoặc làm ngay với tệp mà nó dẫn tới")))
        if os.path.exists(target) and not force and not _is_stream(target):
            _check_untouched(target, data)
    except (OSError, ValueError) as fault:
        raise OutputRefused(error("GH01", (), _("không ghi được «{target}»: {why}", target=target, why=_why(fault)))) from None


def copy_whole(source: Path, target: Path) -> None:
    """Copy a folder that ships with ctct to ``target``, all of it or nothing. Raises :class:`OutputRefused`."""
    temporary = target.parent / f"{_TEMPORARY}{os.urandom(8).hex()}"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _sweep(target.parent)
        _copy(source, temporary)
        if os.path.lexists(target):  # to rename over an empty folder would succeed
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        os.rename(temporary, target)
    except (OSError, ValueError) as fault:
        raise OutputRefused(error("GH01", (), _("không ghi được «{target}»: {why}", target=target, why=_why(fault)))) from None
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _copy(source: Path, target: Path) -> None:
    """Copy what files say, but not their rights: those of the place where ctct is installed may forbid to write."""
    target.mkdir()
    with _held(target, _LOOK) if os.name == "posix" else nullcontext():  # Windows opens no folders
        for path in sorted(source.iterdir()):
            if path.is_dir():
                _copy(path, target / path.name)
                continue
            write_new(target / path.name, read_file(path))


def write_new(target: Path, data: bytes) -> None:
    """Put ``data`` at ``target``, where nothing is yet, in a folder of our own. Raises ``OSError``."""
    with _held(target, _NEW) as handle:
        _fill(handle, data)


def remove(path: Path, within: Path) -> None:
    """Remove a file whose words have been written elsewhere. Raises :class:`OutputRefused`; one that a link keeps out of the
    folder ``within`` stays.
    """
    try:
        if not lies_in(path, within):
            raise OutputRefused(error("GH01", (), _("«{path}» là liên kết dẫn ra ngoài thư mục dự án", path=path)))
        os.unlink(path)
    except OSError as fault:
        raise OutputRefused(error("GH01", (), _("không xóa được «{path}»: {why}", path=path, why=_why(fault)))) from None


def make_folder(folder: Path) -> None:
    """Make a folder and those above it. Raises :class:`OutputRefused`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as fault:
        raise OutputRefused(
            error("GH01", (), _("không tạo được thư mục «{folder}»: {why}", folder=folder, why=_why(fault)))
        ) from None


def append(target: str, text: str) -> None:
    """Add to a file that another program has made to be added to. Raises :class:`OutputRefused`."""
    try:
        with open(target, "a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(text)
    except OSError as fault:
        raise OutputRefused(
            error("GH01", (), _("không ghi thêm được vào «{target}»: {fault}", target=target, fault=reason(fault)))
        ) from None


def _why(fault: OSError | ValueError) -> str:
    if not isinstance(fault, OSError):
        return _("tên tệp có ký tự không dùng được")
    if isinstance(fault, (FileExistsError, NotADirectoryError)) and fault.filename and os.path.isfile(fault.filename):
        return _("«{path}» là tệp, không phải thư mục", path=shown(Path(fault.filename)))
    return _("hệ thống không cho tệp lớn như vậy") if fault.errno == errno.EFBIG else reason(fault)


def _is_stream(target: Path) -> bool:
    """Return whether something other than a file lies there (a device, a FIFO, the process's own output): to replace it
    would take it away from the system. What a process has open is told by its name alone: it may be a file.
    """
    if str(target.parent) in ("/dev", "/dev/fd") or target.parts[:2] == ("/", "proc"):
        return True
    try:
        mode = os.stat(target).st_mode
    except OSError:
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def replace(target: Path, data: bytes, rights: int | None = None, *, survives: bool = True) -> None:
    """Put ``data`` at ``target``, or where a link there leads, in one step. The file gets ``rights``, else those of the one
    before it, else those of any new file. Unless it ``survives`` a failure of power, it is not waited for until the disk has
    it. Raises ``OSError`` or ``ValueError`` with what was there untouched.
    """
    target = real(target)
    if os.path.islink(target):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    if os.path.isdir(target):
        raise IsADirectoryError
    _sweep(target.parent)
    temporary = target.with_name(f"{_TEMPORARY}{os.urandom(8).hex()}{target.suffix[:16]}")
    rights = _rights_of(target) if rights is None else rights
    try:
        with _held(temporary, _NEW) as handle:
            _fill(handle, data)
            if survives:
                os.fsync(handle)
            if os.name == "posix":  # elsewhere what is open cannot be renamed, and there are no rights but to write
                if rights is not None:
                    os.chmod(temporary, rights)
                os.replace(temporary, target)
        if os.name != "posix":
            windows.move_over(temporary, target)
    finally:
        with suppress(OSError):
            os.unlink(temporary)


def _fill(handle: int, data: bytes) -> None:
    with open(handle, "wb", closefd=False) as file:
        file.write(data)


def _rights_of(path: Path) -> int | None:
    try:
        return stat.S_IMODE(os.stat(path).st_mode) & 0o777
    except OSError:
        return None


@contextmanager
def _held(path: Path, flags: int) -> Iterator[int]:
    """Open a file or a folder, locked against the sweep of another run for as long as it is open."""
    handle = os.open(path, flags, 0o666)
    try:
        _lock(handle)
        yield handle
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    """Lock what is open, for as long as it is; return whether nobody else holds it."""
    try:
        import fcntl
    except ImportError:  # Windows lets nobody remove a file that is open
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return time.time() - os.fstat(handle).st_mtime > 24 * 3600
    return True


@cache
def _sweep(folder: Path) -> None:
    """Remove what killed runs have left half written; once in a run, for a folder may hold thousands of documents."""
    with suppress(OSError):
        for name in filter(_OURS, os.listdir(folder)):
            with suppress(OSError):
                _sweep_one(folder / name)


def _sweep_one(left: Path) -> None:
    if time.time() - left.lstat().st_mtime <= _STALE:
        return
    handle = os.open(left, _LOOK)
    try:
        free, is_folder = _lock(handle), stat.S_ISDIR(os.fstat(handle).st_mode)
    finally:
        os.close(handle)
    if not free:
        return
    shutil.rmtree(left, ignore_errors=True) if is_folder else left.unlink()


def _check_untouched(target: Path, data: bytes) -> None:
    state = _state_of(target, data)
    if state == "ours":
        return
    message = {
        "changed": _("«{target}» đã bị sửa sau khi ctct ghi", target=target),
        "foreign": _("«{target}» đã có và không phải do ctct ghi", target=target),
    }[state]
    raise OutputRefused(
        error("GH02", (), message, _("chép lại chỗ đã sửa vào dự thảo, rồi thêm --force; hoặc chọn tên khác bằng -o"))
    )


def _state_of(target: Path, data: bytes) -> State:
    """Tell whose a file is. One that is just what is to be written anyway may stay: a text bears no fingerprint."""
    from ctct.word.fingerprint import fingerprint_state

    try:
        there = read_file(target)
    except OSError as fault:
        if fault.errno == errno.EFBIG:  # larger than anything that ctct writes
            return "foreign"
        raise
    state = fingerprint_state(there)
    if state != "foreign" or data.startswith(b"PK"):
        return state
    from ctct.emit.seal import sealed_state

    return "ours" if there == data else sealed_state(there)
