"""Verdicts kept from one run to the next, so that unchanged drafts cost almost nothing and are never judged wrongly.

A verdict is used again only if every file that it rests on still has the bytes that were read, if no file has come that
would have been read too, and if ctct itself, the programs it stands on, what was asked, the language and, for waivers with
a last day, the day are the same. Secret drafts are never kept.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from ctct.diagnostics import Citation, Severity
from ctct.language import _, spoken
from ctct.project.files import read_or_none
from ctct.project.folders import CONFIG, cache_folder, lies_in, real, root_of, shown
from ctct.project.writing import replace
from ctct.report.located import Located, Verdict
from ctct.runs.installed import code_digest, installed_files

LIMIT_ENTRIES = 20_000
LIMIT_AGE = 60 * 24 * 3600
"""Seconds after which verdicts of a folder that nobody asks about any more are thrown away."""

_STANDS_ON = ("pydantic", "pyyaml", "markdown_it_py", "mdit_py_plugins", "jinja2", "lxml", "python_docx")


class Checked(NamedTuple):
    """A verdict and what it rests on: the project's folder, the digest of each file read by its shown name (``None`` for one
    that is not there) and, where it matters, the day (``YYYY-MM-DD``). ``lasting`` is false where it rests on more.
    """

    verdict: Verdict
    root: str
    reads: Mapping[str, str | None]
    day: str = ""
    is_lasting: bool = False


class Purpose(NamedTuple):
    """What verdicts are kept for: how the name of their file ends, and what tells one ctct from another."""

    ending: str
    state: Callable[[], str]


class Cache:
    """The verdicts kept for drafts named from the current folder. ``asked`` tells apart runs that ask for something else."""

    def __init__(self, asked: str, today: str, folder: Path, purpose: Purpose) -> None:
        self._asked, self._today = f"{asked}\0{spoken()}", today
        self._file = folder / f"{_digest(os.fsencode(os.getcwd()))}{purpose.ending}"
        self._state = purpose.state()
        self._entries: dict[str, Any] = _load(self._file, self._state)
        self._new = False
        # What many drafts share is looked up once in a run.
        self._digest_of = cache(digest_of)
        self._root_of = cache(lambda folder: str(root_of(folder)))

    @classmethod
    def of_this_user(cls, asked: str, today: str, purpose: Purpose | None = None) -> Cache | None:
        """Return the verdicts that this user's earlier runs have kept; ``None`` where nothing can be kept out of others' reach.
        Whoever writes there decides what a run finds: neither another user nor a commit may.
        """
        folder = cache_folder()
        if not folder.is_absolute() or lies_in(folder, root_of(Path.cwd())) or not _is_private(folder):
            return None
        return cls(asked, today, real(folder), purpose or Purpose(".json", _state_of_ctct))

    def find(self, draft: str) -> Checked | None:
        """Return the verdict on ``draft`` if it still holds."""
        try:
            root, reads, day, findings, unneeded = self._entries[self._key(draft)]
            if root != self._root_of(Path(draft).absolute().parent) or self._lies_in(root):
                return None
            if day not in ("", self._today):
                return None
            if any(self._digest_of(name) != digest for name, digest in reads.items()):
                return None
            verdict = Verdict(draft, tuple(map(_unpacked, findings)), unneeded=None if unneeded is None else tuple(unneeded))
            return Checked(verdict, root, reads, day, is_lasting=True)
        except (LookupError, TypeError, ValueError):
            return None

    def keep(self, checked: Checked) -> None:
        """Keep a verdict if it can last."""
        draft, findings, _rest, unneeded = checked.verdict
        # Put in anew at the end: what was asked for last stays longest.
        self._entries.pop(self._key(draft), None)
        if checked.is_lasting and not self._lies_in(checked.root):
            self._entries[self._key(draft)] = [checked.root, dict(checked.reads), checked.day, findings, unneeded]
        self._new = True

    def attached(self, checked: Checked) -> bytes | None:
        """Return what was kept beside a verdict that was found; ``None`` where it is of another edition, or gone."""
        return _body_of(self._beside(checked), f"{self._state} {_digest_of_reads(checked)}")

    def attach(self, checked: Checked, body: bytes) -> None:
        """Keep something beside a verdict, if that is kept; where the system refuses, the next run has to do without."""
        if self._key(checked.verdict.draft) in self._entries:
            with suppress(OSError):
                _write(self._beside(checked), f"{self._state} {_digest_of_reads(checked)}", body)

    def _beside(self, checked: Checked) -> Path:
        names = (self._file.name, self._key(checked.verdict.draft))
        return self._file.with_name(f"{_digest(*map(os.fsencode, names))}.json")

    def save(self) -> None:
        """Write what is new, in one step; where the system refuses, the next run has to do without."""
        if not self._new:
            return
        # Drafts that are gone would fill the file for ever.
        entries = dict(self._entries)  # work that was left behind may still keep something
        living = [key for key in entries if os.path.exists(key.partition("\0")[0])]
        body = json.dumps({key: entries[key] for key in living[-LIMIT_ENTRIES:]}, separators=(",", ":")).encode()
        with suppress(OSError):
            _write(self._file, self._state, body)
            _forget_old(self._file.parent)

    def _lies_in(self, root: str) -> bool:
        """Return whether the verdicts lie in a project: its commits could then bring them."""
        return self._file.is_relative_to(root)

    def _key(self, draft: str) -> str:
        return f"{draft}\0{self._asked}"


def why_nothing_is_kept() -> str:
    """Return what a person should do where nothing is kept because others have a hand in the folder; empty where it is none of
    that.
    """
    folder = cache_folder()
    if not folder.is_absolute() or not os.path.lexists(folder) or _is_private(folder):
        return ""
    return _(
        "không giữ được gì ở «{folder}»: phải là thư mục của riêng anh chị, đóng với người khác; xóa đi thì ctct tự lập lại",
        folder=folder,
    )


def digest_of(name: str) -> str | None:
    """Return the digest of a file as it is now, ``None`` if it is not there or cannot be read."""
    data = read_or_none(name)
    return None if data is None else digest_of_data(name, data)


def digest_of_data(name: str, data: bytes) -> str:
    """Return the digest of what was read of a file. Links count by what they lead to: a danh bạ must lie in the project."""
    return _digest(os.fsencode(real(name)), data)


def config_of(root: str) -> str:
    """Return the name under which a verdict says whether its project has settings."""
    return shown(Path(root) / CONFIG)


def _digest(*parts: bytes) -> str:
    digest = blake2b(digest_size=16)
    for part in parts:
        digest.update(b"%d " % len(part))
        digest.update(part)
    return digest.hexdigest()


def _is_private(folder: Path) -> bool:
    """Return whether a folder is this user's own and closed to all others; one that is not there yet is made so."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        status = folder.lstat()  # a link would lead where somebody else may write
    except OSError:
        return False
    is_own = os.name != "posix" or (status.st_uid == os.geteuid() and not status.st_mode & 0o077)
    return stat.S_ISDIR(status.st_mode) and is_own


def _load(file: Path, state: str) -> dict[str, Any]:
    """Return the entries of a file that this very ctct has written and nothing has damaged since."""
    body = _body_of(file, state)
    entries: dict[str, Any] = {} if body is None else json.loads(body)
    return entries


def _write(file: Path, state: str, body: bytes) -> None:
    """Write a file for :func:`_body_of`, in one step; that one knows what a failure of power has made of it."""
    replace(file, f"{state} {_digest(body)}\n".encode() + body, 0o600, survives=False)


def _body_of(file: Path, state: str) -> bytes | None:
    """Return what a file holds beside its ``state``; ``None`` for another state, or where something has damaged it."""
    head, _rest, body = (read_or_none(file) or b"").partition(b"\n")
    return body if head.decode("ascii", "replace") == f"{state} {_digest(body)}" else None


def _digest_of_reads(checked: Checked) -> str:
    return _digest(json.dumps([checked.root, dict(checked.reads)], sort_keys=True).encode())


def _state_of_ctct() -> str:
    """Return the digest of all that a verdict may depend on and that is no draft's: code, rules, layouts, Python."""
    return _digest(sys.version.encode(), "\n".join(_distributions()).encode(), code_digest().encode())


def quick_state_of_ctct() -> str:
    """Return what tells this ctct from another as make would: by the sizes and times of its files. To read them all would cost
    a tenth of what a small document takes.
    """
    stamps = ((label, os.stat(file)) for label, file in installed_files())
    said = [f"{label} {status.st_size} {status.st_mtime_ns}" for label, status in stamps]
    return _digest(sys.version.encode(), "\n".join([*_distributions(), *said]).encode("utf-8", "surrogateescape"))


def _distributions() -> Iterable[str]:
    """Return names and versions of the programs that ctct stands on, as their folders tell: importing them would be slow."""
    for place in sys.path:
        with suppress(OSError):
            names = (name.lower() for name in os.listdir(place or "."))
            yield from sorted(name for name in names if name.startswith(_STANDS_ON) and name.endswith("-info"))


def _forget_old(folder: Path) -> None:
    for other in folder.glob("*.json"):
        if other.stat().st_mtime < time.time() - LIMIT_AGE:
            other.unlink()


def _unpacked(row: list[Any]) -> Located:
    """Return a finding as JSON, which makes lists of all, has kept it."""
    one = Located(*row)
    cites = Citation(*one.cites) if one.cites else None
    start, length = one.carets
    return one._replace(severity=Severity(one.severity), cites=cites, carets=(start, length), at=tuple(one.at))
