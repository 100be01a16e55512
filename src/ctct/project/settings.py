"""``ctct.toml``: what the drafts of a project have in common."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ctct.diagnostics import Diagnostic, Rejected, error, reason
from ctct.language import _
from ctct.model.validation import validate
from ctct.project.files import Files, read_bytes, read_text
from ctct.project.folders import CONFIG, is_file, shown

if TYPE_CHECKING:
    from ctct.model.config import Config


def read_config(
    root: Path, files: Files, unsaved: Mapping[Path, bytes] = MappingProxyType({})
) -> tuple[Config | None, tuple[Diagnostic, ...]]:
    """Return what ``ctct.toml`` at ``root`` says, if there is one and it can be read; and what is wrong with it."""
    path = root / CONFIG
    if path not in unsaved and not is_file(path):
        return None, ()
    from ctct.model.config import Config
    from ctct.source.toml import load_toml

    label = shown(path)
    try:
        value, files[label] = load_toml(read_text(read_bytes(path, unsaved), label, files))
        return validate(Config, value), ()
    except OSError as fault:
        return None, (
            error(
                "TP01",
                (),
                _("không đọc được {config}: {fault}", config=CONFIG, fault=reason(fault)),
                file=label,
                file_missing=True,
            ),
        )
    except Rejected as rejected:
        return None, tuple(fault._replace(file=label) for fault in rejected.diagnostics)
