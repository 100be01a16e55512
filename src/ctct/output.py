"""Writes a document where it belongs: whole or not at all, and never over somebody's work."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ctct.diagnostics import Diagnostic, error
from ctct.folders import reason

if TYPE_CHECKING:
    from ctct.emit.seal import State
    from ctct.model.config import Config


class OutputRefused(Exception):
    """The document could not be written; ``finding`` says why."""

    def __init__(self, finding: Diagnostic) -> None:
        self.finding = finding
        super().__init__(finding.message)


def target_of(draft: str, output: str | None, config: Config | None, root: Path, suffix: str = ".docx") -> Path | None:
    """Return the file to write for ``draft``, whose name ends in ``suffix``; ``None`` is standard output.

    Without ``output`` it lies beside the draft, or in ``thu_muc_ra`` of ``ctct.toml`` as the draft lies in the project.
    """
    if output == "-" or (output is None and draft == "-"):
        return None
    name = ("van-ban" if draft == "-" else Path(draft).stem) + suffix
    if output is not None:
        return Path(output) / name if os.path.isdir(output) or output.endswith(("/", os.sep)) else Path(output)
    if config is None or config.thu_muc_ra is None:
        return Path(draft).with_suffix(suffix)
    folder = root / config.thu_muc_ra / Path(draft).absolute().parent.relative_to(root)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise OutputRefused(error("GH01", (), f"không tạo được thư mục «{folder}»: {reason(fault)}")) from None
    return folder / name


def write_whole(target: Path, data: bytes, *, force: bool) -> None:
    """Put ``data`` at ``target`` in one step. Raises :class:`OutputRefused`, with what was there untouched, when the system
    refuses or when a person has changed the file since ctct wrote it (unless ``force``).
    """
    if target.exists() and not force:
        _check_untouched(target, data)
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=".ctct-", suffix=target.suffix, dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except OSError as fault:
        raise OutputRefused(error("GH01", (), f"không ghi được «{target}»: {reason(fault)}", _hint(target))) from None
    finally:
        with suppress(OSError):
            os.unlink(temporary)


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

    there = target.read_bytes()
    return "ours" if there == data else sealed_state(there)
