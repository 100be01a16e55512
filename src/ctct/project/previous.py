"""The programme of the period before, which a draft names in ``ke_thua``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ctct.diagnostics import Diagnostic, Rejected, error, reason
from ctct.language import _
from ctct.model.document import VanBan
from ctct.model.validation import validate
from ctct.project.beside import PROGRESS, read_beside
from ctct.project.files import Files, Source, read_bytes, read_text
from ctct.project.folders import joined, lies_in, near_file, shown
from ctct.project.reading import read_draft

if TYPE_CHECKING:
    from ctct.model.progress import TienDo

_AT = ("ke_thua", "tu")


class Previous(NamedTuple):
    """The programme of the period before, and how far its works have come, where that is kept."""

    draft: VanBan
    progress: TienDo | None


def read_previous(name: str, source: Source, root: Path, files: Files) -> Previous:
    """Return the programme ``name``, seen from the draft ``source``. Raises :class:`Rejected` with one fault, at the name."""
    path = joined(source.folder, name)
    if not lies_in(path, root):
        message = _("dự thảo kỳ trước «{name}» nằm ngoài thư mục dự án", name=name)
        raise Rejected([error("KS01", _AT, message, _("chép tệp vào trong thư mục dự án"), file_missing=True)])
    try:
        data = read_bytes(path, source.unsaved)
    except OSError as fault:
        message = _("không đọc được dự thảo kỳ trước «{name}»: {fault}", name=name, fault=reason(fault))
        raise Rejected([error("KS01", _AT, message, near_file(path), file_missing=True)]) from None
    label = shown(path)
    try:
        value, files[label] = read_draft(label, read_text(data, label, files))
        draft = validate(VanBan, value)
    except Rejected as rejected:
        raise _faulty(_("dự thảo kỳ trước «{name}»", name=name), label, rejected.diagnostics) from None
    kept = read_beside(PROGRESS, path, files, source.unsaved)
    if kept and kept.faults:
        raise _faulty(_("tiến độ của kỳ trước «{file}»", file=kept.file), kept.file, kept.faults)
    return Previous(draft, kept.said if kept else None)


def _faulty(what: str, file: str, faults: Sequence[Diagnostic]) -> Rejected:
    message = _("{what} có lỗi: {message}", what=what, message=faults[0].message)
    return Rejected([error("KS01", _AT, message, _("sửa các lỗi mà «ctct check {file}» nêu", file=file))])
