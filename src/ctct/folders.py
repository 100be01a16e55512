"""Where files lie: which folder is the project's, how a path is shown, why the system refused one. Imports nothing heavy."""

from __future__ import annotations

import os
import sys
from pathlib import Path

CONFIG = "ctct.toml"
"""The file that makes a folder a project."""


def reason(fault: OSError) -> str:
    """Say in Vietnamese why the system refused."""
    if isinstance(fault, FileNotFoundError):
        return "không có tệp hoặc thư mục này"
    if isinstance(fault, PermissionError):
        return "không có quyền"
    if isinstance(fault, IsADirectoryError):
        return "đây là thư mục"
    if isinstance(fault, NotADirectoryError):
        return "đây không phải thư mục"
    return {28: "ổ đĩa đã đầy", 30: "ổ đĩa chỉ cho đọc"}.get(fault.errno or 0, fault.strerror or str(fault))


def shown(path: Path) -> str:
    """Return ``path`` as messages show it: from the current folder where it lies below that."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def root_of(folder: Path) -> Path:
    """Return the project's folder: the nearest one above with ``ctct.toml`` or a git repository, else ``folder``."""
    for candidate in (folder, *folder.parents):
        if (candidate / CONFIG).is_file() or (candidate / ".git").exists():
            return candidate
    return folder


def cache_folder() -> Path:
    """Return where ctct keeps what can be made again, among the programs of this user."""
    usual = {"win32": "~/AppData/Local", "darwin": "~/Library/Caches"}.get(sys.platform, "~/.cache")
    return Path(os.environ.get("XDG_CACHE_HOME") or os.path.expanduser(usual), "ctct")
