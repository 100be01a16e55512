"""Where the document of a draft is written."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ctct.diagnostics import error
from ctct.language import _
from ctct.project.files import folder_of
from ctct.project.folders import CONFIG, joined, lies_in
from ctct.project.writing import OutputRefused, make_folder

if TYPE_CHECKING:
    from ctct.model.config import Config


def target_of(draft: str, output: str | None, config: Config | None, root: Path, suffix: str = ".docx") -> Path | None:
    """Return the file to write for ``draft``, whose name ends in ``suffix``; ``None`` is standard output.

    Without ``output`` it lies beside the draft, or in ``thu_muc_ra`` of ``ctct.toml`` as the draft lies in the project.
    Raises :class:`OutputRefused` where that folder cannot be made, or lies outside the project.
    """
    if output == "-" or (output is None and draft == "-"):
        return None
    name = ("van-ban" if draft == "-" else Path(draft).stem) + suffix
    if output is not None:
        return _in_folder(Path(output), name) if is_folder(output) else Path(output)
    if config is None or config.thu_muc_ra is None:
        return Path(draft).with_suffix(suffix)
    folder = joined(root, config.thu_muc_ra) / folder_of(draft).relative_to(root)
    if not lies_in(folder, root):
        message = _("«thu_muc_ra» dẫn ra ngoài thư mục dự án: «{thu_muc_ra}»", thu_muc_ra=config.thu_muc_ra)
        raise OutputRefused(error("GH01", (), message, _("ghi một thư mục nằm cùng chỗ với {config}", config=CONFIG)))
    make_folder(folder)
    return folder / name


def is_folder(output: str) -> bool:
    """Return whether ``output``, as a person names it, is a folder: one that is there, or a name without an ending."""
    if os.path.lexists(output):
        return os.path.isdir(output)
    return output.endswith(("/", os.sep)) or not Path(output).suffix


def _in_folder(folder: Path, name: str) -> Path:
    make_folder(folder)
    return folder / name
