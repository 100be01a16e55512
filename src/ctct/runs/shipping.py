"""Drafts for machines that do not see the folders they lie in: each goes out with all that it rests on."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from ctct.diagnostics import Misuse, Rejected
from ctct.language import _
from ctct.project.files import Source
from ctct.project.folders import CONFIG
from ctct.project.gather import gather
from ctct.project.writing import make_folder, write_new

_CURRENT_FOLDER = threading.RLock()
"""Held while the current folder of this process, which all its threads share, is another than usual."""


class Shipment(NamedTuple):
    """A draft, named as from ``folder``, with the bytes of all files that it rests on by their absolute paths. ``root`` is the
    folder of its project.
    """

    name: str
    folder: str
    root: str
    files: Mapping[str, bytes]


def packed(name: str, folder: str) -> Shipment | None:
    """Return the draft ``name`` with all that it rests on; ``None`` where something cannot be read, which only shows here."""
    try:
        gathered = gather(Source.from_file(name))
    except Rejected:
        return None
    if gathered.faults or not gathered.is_read:
        return None
    files = {os.path.join(folder, label): data for label, data in gathered.files.data.items()}
    return Shipment(name, folder, str(gathered.root), files)


@contextmanager
def laid_out(shipment: Shipment) -> Iterator[str]:
    """Lay a shipment out in a folder of its own, as it lay where it came from, and make its folder the current one. Gives the
    folder under which all of it lies.
    """
    with TemporaryDirectory(prefix="ctct-") as made:
        top = os.path.realpath(made)
        for name, data in shipment.files.items():
            target = _under(top, name)
            make_folder(target.parent)
            write_new(target, data)
        folder, root = _under(top, shipment.folder), _under(top, shipment.root)
        make_folder(folder)
        if not os.path.exists(root / CONFIG):
            make_folder(root / ".git")  # what makes it the project's, whatever lies above it here
        with standing_in(str(folder)):
            yield top


def _under(top: str, name: str) -> Path:
    path = Path(os.path.abspath(name))
    return Path(top, *path.relative_to(path.anchor).parts)


@contextmanager
def standing_in(folder: str) -> Iterator[None]:
    """Make ``folder`` the current one for a while: names of files start from it, and are shown as seen from it. Raises
    :class:`Misuse` where this machine has no such folder.
    """
    with _CURRENT_FOLDER:
        before = os.getcwd()
        try:
            os.chdir(folder)
        except OSError:
            raise Misuse(
                _("máy làm việc không thấy thư mục «{folder}»; dùng chung thư mục ấy, hoặc thêm --ship", folder=folder)
            ) from None
        try:
            yield
        finally:
            os.chdir(before)


def without(top: str, value: Any) -> Any:
    """Return a value of plain parts in which paths no longer begin with ``top``."""
    if isinstance(value, str):
        return type(value)(value.replace(top, "")) if top in value else value
    if isinstance(value, Path):
        return Path(without(top, str(value)))
    if isinstance(value, dict):
        return {without(top, key): without(top, one) for key, one in value.items()}
    if isinstance(value, tuple):
        parts = [without(top, one) for one in value]
        kind: Any = type(value)
        return kind._make(parts) if hasattr(kind, "_make") else tuple(parts)
    return value
