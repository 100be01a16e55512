"""The layout of a draft: one that ships with ctct, or an office's own, which is somebody else's data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ctct.diagnostics import Diagnostic, Rejected, error, nearest, reason
from ctct.layout.chosen import LayoutFiles
from ctct.layout.stylesheet import inherit
from ctct.project.files import Files, read_bytes, read_text
from ctct.project.folders import is_file, joined, lies_in, shown
from ctct.source.shipped import LAYOUT_DATA, layouts, shipped
from ctct.source.yaml import load


@cache
def shipped_layout(name: str) -> LayoutFiles:
    """Return a layout that ships with ctct."""
    data = layout_data(name)
    return LayoutFiles(shipped("templates") / name, data, _base_of(data))


@cache
def layout_data(name: str) -> Mapping[str, Any]:
    """Return the data of a layout that ships with ctct."""
    data, _ = load((shipped("templates") / name / LAYOUT_DATA).read_text("utf-8"))
    whole = _whole(data)
    assert isinstance(whole, dict)
    return whole


def own_layout(name: str, folder: Path, root: Path, files: Files, unsaved: Mapping[Path, bytes]) -> LayoutFiles:
    """Read the layout ``name``, a folder as seen from ``folder``. Raises :class:`Rejected`: without ``file`` where there is no
    such layout, with the name of ``the-thuc.yaml`` for what is wrong in that.
    """
    path = joined(folder, name)
    if not name.startswith(("./", "../")) or not lies_in(path, root) or not is_file(path / LAYOUT_DATA):
        raise Rejected([_unknown(name)])
    label = shown(path / LAYOUT_DATA)
    try:
        data, files[label] = load(read_text(read_bytes(path / LAYOUT_DATA, unsaved), label, files))
    except OSError as fault:
        message = f"không đọc được {LAYOUT_DATA}: {reason(fault)}"
        raise Rejected([error("TP01", (), message, file=label, file_missing=True)]) from None
    except Rejected as rejected:
        raise Rejected(fault._replace(file=label) for fault in rejected.diagnostics) from None
    data = _whole(data)
    return LayoutFiles(path, data, _base_of(data), label)


def _unknown(name: str) -> Diagnostic:
    known = ", ".join(f"«{layout}»" for layout in layouts())
    hint = nearest(name, layouts()) or f"có sẵn: {known}; thể thức riêng là thư mục có {LAYOUT_DATA}, ghi bắt đầu bằng «./»"
    return error("TP03", ("the_thuc",), f"không có thể thức «{name}»", hint, file_missing=True)


def _whole(data: Any) -> Any:
    """Return a layout's data with what it leaves to the layout that it stems from (``ke_thua``)."""
    base = data.get("ke_thua") if isinstance(data, dict) else None
    return inherit(data, layout_data(base)) if base in layouts() else data


def _base_of(data: Any) -> Path | None:
    base = data.get("ke_thua") if isinstance(data, dict) else None
    return shipped("templates") / base if base in layouts() else None
