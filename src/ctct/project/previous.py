"""The programme of the period before, which a draft names in ``ke_thua``."""

from __future__ import annotations

from pathlib import Path

from ctct.diagnostics import Rejected, error, nearest, reason
from ctct.model.document import VanBan
from ctct.model.validation import validate
from ctct.project.files import Files, Source, read_bytes, read_text
from ctct.project.folders import joined, lies_in, shown
from ctct.project.reading import read_draft

_AT = ("ke_thua", "tu")


def read_previous(name: str, source: Source, root: Path, files: Files) -> VanBan:
    """Return the programme ``name``, seen from the draft ``source``. Raises :class:`Rejected` with one fault, at the name."""
    path = joined(source.folder, name)
    if not lies_in(path, root):
        message = f"dự thảo kỳ trước «{name}» nằm ngoài thư mục dự án"
        raise Rejected([error("KS01", _AT, message, "chép tệp vào trong thư mục dự án", file_missing=True)])
    try:
        data = read_bytes(path, source.unsaved)
    except OSError as fault:
        message = f"không đọc được dự thảo kỳ trước «{name}»: {reason(fault)}"
        raise Rejected([error("KS01", _AT, message, _near_file(path), file_missing=True)]) from None
    label = shown(path)
    try:
        value, files[label] = read_draft(label, read_text(data, label, files))
        return validate(VanBan, value)
    except Rejected as rejected:
        message = f"dự thảo kỳ trước «{name}» có lỗi: {rejected.diagnostics[0].message}"
        raise Rejected([error("KS01", _AT, message, f"sửa các lỗi mà «ctct check {label}» nêu")]) from None


def _near_file(path: Path) -> str | None:
    try:
        return nearest(path.name, [other.name for other in path.parent.glob("*")])
    except (OSError, ValueError):
        return None
