"""The files of days off that ``ctct.toml`` names: those of an office beside those that hold for all."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ctct.diagnostics import Diagnostic, Rejected, error, reason
from ctct.language import _
from ctct.project.files import Files, read_bytes, read_text
from ctct.project.folders import CONFIG, joined, lies_in, near_file, shown

if TYPE_CHECKING:
    from ctct.model.config import Config
    from ctct.model.days_off import LichNghi


def read_days_off(
    config: Config | None, root: Path, files: Files, unsaved: Mapping[Path, bytes] = MappingProxyType({})
) -> tuple[dict[str, LichNghi], tuple[Diagnostic, ...]]:
    """Return what the files say that ``lich`` of ``config`` names, by the names that findings give them, and what is wrong;
    never raises.
    """
    said: dict[str, LichNghi] = {}
    faults: list[Diagnostic] = []
    for index, name in enumerate((config.lich if config else None) or ()):
        path, at, file = joined(root, name), ("lich", index), shown(root / CONFIG)
        if not lies_in(path, root):
            message = _("lịch nghỉ «{name}» nằm ngoài thư mục dự án «{project}»", name=name, project=root.name)
            faults.append(error("LN01", at, message, _("chép tệp vào trong thư mục dự án"), file=file, file_missing=True))
            continue
        try:
            said[shown(path)] = _parsed(path, files, unsaved)
        except OSError as fault:
            message = _("không đọc được lịch nghỉ «{name}»: {fault}", name=name, fault=reason(fault))
            faults.append(error("LN01", at, message, near_file(path), file=file, file_missing=True))
        except Rejected as rejected:
            faults += (one._replace(file=shown(path)) for one in rejected.diagnostics)
    return said, tuple(faults)


def _parsed(path: Path, files: Files, unsaved: Mapping[Path, bytes]) -> LichNghi:
    """Return what the file at ``path`` says. Raises ``OSError`` and :class:`Rejected`."""
    from ctct.model.days_off import LichNghi
    from ctct.model.validation import validate
    from ctct.source.yaml import load

    label = shown(path)
    value, files[label] = load(read_text(read_bytes(path, unsaved), label, files))
    return validate(LichNghi, value)
