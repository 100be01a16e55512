"""The progress of a programme's works, which lies beside the programme as ``<draft>.tien-do.yaml``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ctct.diagnostics import Diagnostic, Rejected, Severity, error, reason
from ctct.project.files import Files, Source, read_bytes, read_text
from ctct.project.folders import is_file, joined, lies_in, near_file, shown

if TYPE_CHECKING:
    from ctct.model.progress import TienDo

ENDING = ".tien-do.yaml"
"""How the names of these files end."""

_NAME = ("chuong_trinh",)


@dataclass(frozen=True, slots=True)
class Progress:
    """A progress file: the name that findings give it, what it says (``None`` where that cannot be read), what is wrong."""

    file: str
    said: TienDo | None = None
    faults: tuple[Diagnostic, ...] = ()


def progress_path(draft: Path) -> Path:
    """Return where the progress of the programme ``draft`` is kept."""
    return draft.with_name(draft.stem + ENDING)


def read_progress(draft: Path, files: Files, unsaved: Mapping[Path, bytes] = MappingProxyType({})) -> Progress | None:
    """Return the progress of the programme ``draft``, ``None`` where none is kept of it; never raises."""
    path = progress_path(draft)
    label = shown(path)
    if path not in unsaved and not is_file(path):
        files.absent.add(label)
        return None
    try:
        _, said = parse_progress(read_bytes(path, unsaved), label, files)
    except OSError as fault:
        return Progress(label, faults=(error("TP01", (), f"không đọc được: {reason(fault)}", file=label, file_missing=True),))
    except Rejected as rejected:
        return Progress(label, faults=tuple(fault._replace(file=label) for fault in rejected.diagnostics))
    # A draft in YAML and one in Markdown may have one name; the file says of which it is.
    programme = programme_of(path, said)
    if programme == draft:
        return Progress(label, said)
    return (
        None if programme in unsaved or is_file(programme) else Progress(label, said, (_no_programme(programme, said, label),))
    )


def parse_progress(data: bytes, label: str, files: Files) -> tuple[object, TienDo]:
    """Return the value of the progress file ``label`` and what it says. Raises :class:`Rejected`."""
    from ctct.model.progress import TienDo
    from ctct.model.validation import validate
    from ctct.source.yaml import load

    value, files[label] = load(read_text(data, label, files))
    return value, validate(TienDo, value)


def read_programme(path: Path, said: TienDo, source: Source, root: Path) -> Source:
    """Return the programme whose progress the file at ``path``, itself ``source``, tells. Raises :class:`Rejected`."""
    programme = programme_of(path, said)
    if programme_of(path, said).with_suffix("") != path.with_name(path.name.removesuffix(ENDING)) or not lies_in(
        programme, root
    ):
        hint = f"tệp tiến độ nằm cạnh chương trình và cùng tên: «{progress_path(programme).name}»"
        raise Rejected([error("TD01", _NAME, f"«{said.chuong_trinh}» không ứng với tên tệp này", hint)])
    try:
        data = read_bytes(programme, source.unsaved)
    except OSError as fault:
        message = f"không đọc được chương trình «{said.chuong_trinh}»: {reason(fault)}"
        raise Rejected([error("TD01", _NAME, message, near_file(programme), file_missing=True)]) from None
    return Source(shown(programme), data, programme.parent, {**source.unsaved, path: source.data})


def programme_fault(programme: str, faults: Sequence[Diagnostic]) -> Diagnostic:
    """Return what a progress file is told of the ``faults`` of its programme."""
    first = next(one for one in faults if one.severity is Severity.ERROR)
    hint = f"sửa các lỗi mà «ctct check {programme}» nêu"
    return error("TD01", _NAME, f"chương trình «{programme}» có lỗi: {first.message}", hint)


def programme_of(path: Path, said: TienDo) -> Path:
    """Return the draft whose progress the file at ``path`` tells."""
    return joined(path.parent, said.chuong_trinh)


def _no_programme(programme: Path, said: TienDo, label: str) -> Diagnostic:
    hint = near_file(programme) or "ghi tên tệp dự thảo của chương trình"
    return error("TD01", _NAME, f"không có chương trình «{said.chuong_trinh}»", hint, file=label, file_missing=True)
