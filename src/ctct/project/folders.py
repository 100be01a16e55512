"""Where files lie: which folder is the project's, what lies inside it, how a path is shown. Nothing here ever raises."""

from __future__ import annotations

import os
import sys
import unicodedata
from pathlib import Path

from ctct import windows
from ctct.diagnostics import nearest

CONFIG = "ctct.toml"
"""The file that makes a folder a project."""


def real(path: str | Path) -> Path:
    """Return where ``path`` leads, links and ``..`` followed as the system does: whether something is there or not."""
    try:
        return Path(os.path.realpath(path))
    except (OSError, ValueError):  # a name that no file can have
        return Path(path)


def lies_in(path: Path, folder: Path) -> bool:
    """Return whether ``path`` leads into ``folder``, links followed."""
    return real(path).is_relative_to(real(folder))


def is_file(path: str | Path) -> bool:
    """Return whether a regular file lies at ``path``; ``False`` whatever keeps us from knowing."""
    return os.path.isfile(path)


def is_there(path: Path) -> bool:
    """Return whether anything lies at ``path``, be it nothing that can be read."""
    return os.path.lexists(path)


def joined(folder: Path, name: str) -> Path:
    """Return what ``name``, written in a file in ``folder``, stands for, spelt as it is on the disk: macOS takes accents apart
    in names of files, drafts are read in NFC. For what lies on another drive, and so outside of any project, that is the top of
    the folder's own: nothing there is asked for.
    """
    if windows.ON_WINDOWS and windows.leads_to_another_drive(folder, name):
        return Path(folder.anchor)
    path = Path(os.path.normpath(folder / name))
    if str(path).isascii() or os.path.lexists(path):
        return path
    found = Path(path.anchor)
    for part in path.relative_to(path.anchor).parts:
        there = alike(found / part)
        found /= there[0] if len(there) == 1 and not os.path.lexists(found / part) else part
    return found


def alike(path: Path) -> list[str]:
    """Return the names beside ``path`` that read as its own does, however their accents are put together."""
    if path.name.isascii():
        return [path.name]
    name = unicodedata.normalize("NFC", path.name)
    try:
        return sorted(other for other in os.listdir(path.parent) if unicodedata.normalize("NFC", other) == name)
    except (OSError, ValueError):
        return []


_MANY_FILES = 200
"""Among more files than so many what was meant is not guessed: somebody may ask for thousands that are gone."""


def near_file(path: Path) -> str | None:
    """Return the hint that names the files beside ``path`` whose names are most like its own; none where it is there itself."""
    try:
        beside = os.listdir(path.parent)
        return nearest(path.name, beside) if len(beside) <= _MANY_FILES and path.name not in beside else None
    except (OSError, ValueError):
        return None


def shown(path: Path) -> str:
    """Return ``path`` as messages show it: from the current folder where it lies below that."""
    try:
        return str(path.relative_to(Path.cwd()))
    except (OSError, ValueError):
        return str(path)


def root_of(folder: Path) -> Path:
    """Return the project's folder: the nearest one above with ``ctct.toml`` or a git repository, else ``folder``.

    Links and ``..`` are followed first: a draft belongs to one project, from wherever it is named.
    """
    folder = real(folder)
    # A repository without settings is a project, too: its drafts may share danh bạ from its top.
    for candidate in (folder, *folder.parents):
        if os.path.isfile(candidate / CONFIG) or os.path.exists(candidate / ".git"):
            return candidate
    return folder


def repository_of(folder: Path) -> Path | None:
    """Return the top of the git repository that ``folder`` lies in, if it lies in one."""
    return next((one for one in (folder, *folder.parents) if os.path.exists(one / ".git")), None)


def cache_folder() -> Path:
    """Return where ctct keeps what can be made again, among the programs of this user."""
    usual = {"win32": "~/AppData/Local", "darwin": "~/Library/Caches"}.get(sys.platform, "~/.cache")
    asked = os.environ.get("XDG_CACHE_HOME") or (os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else None)
    return Path(asked or os.path.expanduser(usual), "ctct")
