"""Reading: one function opens whatever is to be read; a text that was read keeps where everything in it stands."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from ctct import windows
from ctct.diagnostics import Rejected, error, reason
from ctct.language import _
from ctct.project.folders import alike, near_file, real
from ctct.source.places import Places
from ctct.source.spans import Spans
from ctct.source.text import decode, legible

if TYPE_CHECKING:
    from ctct.model.directory import DanhBa
YAML, MARKDOWN = (".yaml", ".yml"), (".md", ".markdown")
"""How the names of drafts end, by their form."""

LIMIT = 64 * 1024 * 1024
"""Bytes beyond which a file is refused: no text that an office writes comes near."""

# Without O_NONBLOCK a FIFO would keep us waiting for whoever writes into it; O_BINARY is for Windows.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def read_file(path: str | Path, limit: int = LIMIT) -> bytes:
    """Return the bytes of the regular file at ``path``, of at most ``limit`` bytes. Raises ``OSError`` for anything else."""
    if unfit := windows.why_no_name(path):
        raise OSError(errno.EINVAL, unfit, str(path))
    try:
        handle = os.open(path, _FLAGS)
    except PermissionError:
        if windows.ON_WINDOWS and os.path.isdir(path):  # which it does not open
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path)) from None
        raise
    except ValueError:  # NUL
        raise OSError(errno.EINVAL, _("tên tệp có ký tự không dùng được"), str(path)) from None
    try:
        _refuse_odd(path, os.fstat(handle), limit)
        with open(handle, "rb", closefd=False) as file:
            data = file.read(limit + 1)  # it may have grown since
    finally:
        os.close(handle)
    if len(data) > limit:
        raise _too_large(path, limit)
    return data


def _refuse_odd(path: str | Path, status: os.stat_result, limit: int) -> None:
    """Raise ``OSError`` for what is no regular file of at most ``limit`` bytes."""
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, _("đây không phải tệp thường"), str(path))
    if status.st_size > limit:  # told before it is read: a sparse file has a size and no end
        raise _too_large(path, limit)


def _too_large(path: str | Path, limit: int) -> OSError:
    return OSError(errno.EFBIG, _("tệp lớn hơn {limit} MB", limit=limit >> 20), str(path))


def read_or_none(path: str | Path) -> bytes | None:
    """Return the bytes of the regular file at ``path``, ``None`` if there is none that can be read."""
    try:
        return read_file(path)
    except OSError:
        return None


def _read_input() -> bytes:
    """Return what comes on standard input. Raises ``OSError`` for more than a file may have: it need not end."""
    data = sys.stdin.buffer.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise _too_large("-", LIMIT)
    return data


STDIN = "<stdin>"
"""What messages call standard input."""


class Source(NamedTuple):
    """A draft: its bytes, the name that messages give it and the folder that its own paths start from.

    ``unsaved`` holds what an editor has of other files and has not written to them yet; ``danh_ba`` stands in for the danh bạ
    that the draft or its project names. A draft that is ``alone`` lies in no folder: no file is read for it.
    """

    name: str
    data: bytes
    folder: Path
    unsaved: Mapping[Path, bytes] = MappingProxyType({})
    danh_ba: DanhBa | None = None
    alone: bool = False

    @classmethod
    def from_file(cls, path: str | Path) -> Source:
        """Read the draft at ``path``, ``-`` from standard input. Raises :class:`Rejected` if it cannot be read."""
        try:
            if path == "-":
                return cls(STDIN, _read_input(), Path.cwd())
            data = read_file(path)
        except OSError as fault:
            message = _("không đọc được «{path}»: {fault}", path=path, fault=reason(fault))
            raise Rejected([error("TP01", (), message, near_file(Path(path)), file_missing=True)]) from None
        return cls(str(path), data, folder_of(path))


def folder_of(draft: str | Path) -> Path:
    """Return the folder that a draft lies in, links to it and ``..`` followed; for standard input the current one."""
    return Path.cwd() if draft == "-" else real(os.path.dirname(draft) or os.curdir)


class Files(dict[str, Places]):
    """Where everything stands in the files that were read, by the names that findings give them; ``data`` has their bytes,
    ``absent`` the names of those that would have been read, too, and are not there.
    """

    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, bytes] = {}
        self.absent: set[str] = set()


def read_text(data: bytes, name: str, files: Files) -> str:
    """Return the text of ``data``; ``files[name]`` tells its lines, be it only as far as it can be read.

    Raises :class:`Rejected`.
    """
    files.data[name] = data
    try:
        text = decode(data)
    except Rejected:
        files[name] = Spans.for_text(legible(data))
        raise
    files[name] = Spans.for_text(text)
    return text


def read_bytes(path: Path, unsaved: Mapping[Path, bytes], limit: int = LIMIT) -> bytes:
    """Return what an editor holds of the file at ``path``, else what the file holds. Raises ``OSError``, for one of two names
    that read the same, too.
    """
    if path in unsaved:
        return unsaved[path]
    if len(alike(path)) > 1:
        raise OSError(errno.EINVAL, _("có nhiều tệp cùng tên «{file}», chỉ khác cách ghi dấu", file=path.name), str(path))
    return read_file(path, limit)
