"""The layout of a draft: one that ships with ctct, or an office's own, which is somebody else's data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ctct.diagnostics import Diagnostic, Rejected, error, nearest, reason
from ctct.language import _
from ctct.layout.chosen import LayoutFiles
from ctct.layout.editions import Edition, restored
from ctct.project.files import Files, read_bytes, read_text
from ctct.project.folders import is_file, joined, lies_in, shown
from ctct.source.shipped import LAYOUT_DATA, kept_layout, layouts, shipped
from ctct.source.yaml import load


@cache
def shipped_layout(name: str) -> LayoutFiles:
    """Return a layout that ships with ctct."""
    kept = kept_layout(name)
    editions = shipped_editions(name) if kept is None else restored(kept)
    return LayoutFiles(shipped("templates") / name, editions, _base_of(editions))


def shipped_editions(name: str) -> tuple[Edition, ...]:
    """Read the editions of a layout that ships with ctct."""
    from ctct.layout.data import read_layout

    return read_layout(layout_data(name))


@cache
def layout_data(name: str) -> Mapping[str, Any]:
    """Return the data of a layout that ships with ctct."""
    data, _rest = load((shipped("templates") / name / LAYOUT_DATA).read_text("utf-8"))
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
    from ctct.layout.data import read_layout

    try:
        data, files[label] = load(_read_inside(path / LAYOUT_DATA, root, files, unsaved))
        editions = read_layout(_whole(data))
    except Rejected as rejected:
        raise Rejected(fault._replace(file=label) for fault in rejected.diagnostics) from None
    return LayoutFiles(path, editions, _base_of(editions), _read_templates(path, root, files, unsaved))


def _read_templates(folder: Path, root: Path, files: Files, unsaved: Mapping[Path, bytes]) -> dict[str, str]:
    """Return the sources of the templates in an office's own layout, by name. Raises :class:`Rejected`."""
    found: dict[str, str] = {}
    faults: list[Diagnostic] = []
    for path in sorted(folder.glob("*.j2")):
        try:
            found[path.name] = _read_inside(path, root, files, unsaved)
        except Rejected as rejected:
            faults.extend(fault._replace(file=shown(path)) for fault in rejected.diagnostics)
    if faults:
        raise Rejected(faults)
    return found


def _read_inside(path: Path, root: Path, files: Files, unsaved: Mapping[Path, bytes]) -> str:
    """Return the text of a file of a layout. Raises :class:`Rejected`, also for a link out of the project."""
    if not lies_in(path, root):
        message = _("«{file}» dẫn ra ngoài thư mục dự án «{project}»", file=path.name, project=root.name)
        raise Rejected([error("TT12", (), message, _("chép tệp vào trong thư mục thể thức"))])
    try:
        return read_text(read_bytes(path, unsaved), shown(path), files)
    except OSError as fault:
        raise Rejected(
            [
                error(
                    "TP01",
                    (),
                    _("không đọc được «{file}»: {fault}", file=path.name, fault=reason(fault)),
                    file_missing=True,
                )
            ]
        ) from None


def _unknown(name: str) -> Diagnostic:
    known = ", ".join(f"«{layout}»" for layout in layouts())
    hint = nearest(name, layouts()) or _(
        "có sẵn: {known}; thể thức riêng là thư mục có {layout_data}, ghi bắt đầu bằng «./»",
        known=known,
        layout_data=LAYOUT_DATA,
    )
    return error("TP03", ("the_thuc",), _("không có thể thức «{name}»", name=name), hint, file_missing=True)


def _whole(data: Any) -> Any:
    """Return a layout's data with what it leaves to the layout that it stems from (``ke_thua``)."""
    from ctct.layout.data import inherit

    base = data.get("ke_thua") if isinstance(data, dict) else None
    return inherit(data, layout_data(base)) if base in layouts() else data


def _base_of(editions: tuple[Edition, ...]) -> Path | None:
    base = editions[0].base
    return shipped("templates") / base if base and base in layouts() else None
