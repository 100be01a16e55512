"""The progress of a programme's works, which lies beside the programme as ``<draft>.tien-do.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ctct.project.beside import PROGRESS, Kept, read_beside
from ctct.project.files import Files

if TYPE_CHECKING:
    from ctct.model.progress import TienDo

ENDING = PROGRESS.ending
"""How the names of these files end."""


def progress_path(draft: Path) -> Path:
    """Return where the progress of the programme ``draft`` is kept."""
    return PROGRESS.path(draft)


def read_progress(draft: Path, files: Files, unsaved: Mapping[Path, bytes] = MappingProxyType({})) -> Kept[TienDo] | None:
    """Return the progress of the programme ``draft``, ``None`` where none is kept of it; never raises."""
    return read_beside(PROGRESS, draft, files, unsaved)
