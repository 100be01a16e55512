"""Files beside drafts that are read as a part of the model: danh bạ, registers of documents."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic

from ctct.diagnostics import Diagnostic, Rejected, error, nearest, reason
from ctct.language import _
from ctct.model.validation import Model, validate
from ctct.project.files import Files, read_bytes, read_text
from ctct.project.folders import is_file, lies_in
from ctct.source.places import Places
from ctct.source.yaml import load


class PartKind(Generic[Model]):
    """A kind of file: what it is read as, what it is called, the code of the finding that it is not there."""

    def __init__(self, model: type[Model], name: str, missing: str) -> None:
        self.model, self.name, self.missing = model, name, missing


def out_of_reach(path: Path, name: str, root: Path, unsaved: Mapping[Path, bytes], kind: PartKind[Any]) -> Diagnostic | None:
    """Return why the file ``name`` at ``path`` cannot be read for a draft of the project ``root``, if so."""
    if not lies_in(path, root):
        message = _("{kind} «{name}» nằm ngoài thư mục dự án «{project}»", kind=_(kind.name), name=name, project=root.name)
        return error(kind.missing, (), message, _("chép tệp vào trong thư mục dự án"), file_missing=True)
    if path not in unsaved and not is_file(path):
        return error(
            kind.missing,
            (),
            _("không có tệp {kind} «{name}»", kind=_(kind.name), name=name),
            _near_files(path),
            file_missing=True,
        )
    return None


def parsed_part(path: Path, label: str, files: Files, unsaved: Mapping[Path, bytes], kind: PartKind[Model]) -> Model:
    """Return what the file at ``path`` says; ``files`` keeps under ``label`` where it says so. Raises :class:`Rejected`."""
    try:
        data = read_bytes(path, unsaved)
    except OSError as fault:
        raise Rejected(
            [
                error(
                    "TP01",
                    (),
                    _("không đọc được {kind}: {fault}", kind=_(kind.name), fault=reason(fault)),
                    file_missing=True,
                )
            ]
        ) from None
    files.data[label] = data
    files[label], read = _parsed(data, kind.model)
    if isinstance(read, kind.model):
        return read
    raise Rejected(read)


@lru_cache(maxsize=64)
def _parsed(data: bytes, model: type[Model]) -> tuple[Places, Model | tuple[Diagnostic, ...]]:
    """Read a file, or what is wrong with it; the drafts of one office mostly name the same few files."""
    files = Files()
    try:
        value, files[""] = load(read_text(data, "", files))
        return files[""], validate(model, value)
    except Rejected as rejected:
        return files[""], rejected.diagnostics


def _near_files(path: Path) -> str | None:
    try:
        others = sorted(other.name for other in path.parent.glob("*.y*ml"))
    except (OSError, ValueError):
        return None
    return nearest(path.name, others) or (_("trong thư mục đó có: ") + ", ".join(others) if others else None)
