"""The registers of documents that a draft or its project names, read into one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ctct.diagnostics import Diagnostic, Rejected
from ctct.language import N_
from ctct.model.cited_documents import CitedDocuments, DanhMucVanBan, VanBanVienDan
from ctct.model.document_faults import Registered, document_faults
from ctct.model.validation import validate
from ctct.project.files import Files
from ctct.project.folders import CONFIG, joined, shown
from ctct.project.named_parts import PartKind, out_of_reach, parsed_part
from ctct.project.settings import read_config

if TYPE_CHECKING:
    from ctct.project.gather import Named

_KIND = PartKind(DanhMucVanBan, N_("danh mục văn bản"), "DM01")


def read_documents(
    named: Iterable[Named], root: Path, files: Files, unsaved: Mapping[Path, bytes]
) -> tuple[CitedDocuments, tuple[Diagnostic, ...]]:
    """Return the documents of the registers ``named`` for a draft of the project ``root``, and what is wrong with those."""
    found: list[Registered] = []
    faults: list[Diagnostic] = []
    seen: set[Path] = set()
    for name, folder, at, file in named:
        path = joined(folder, name)
        if path in seen:
            continue
        seen.add(path)
        if problem := out_of_reach(path, name, root, unsaved, _KIND):
            faults.append(problem._replace(at=at, file=file))
            continue
        label = shown(path)
        try:
            part = parsed_part(path, label, files, unsaved, _KIND)
        except Rejected as rejected:
            faults.extend(fault._replace(file=label) for fault in rejected.diagnostics)
            continue
        found += [Registered(key, _with_path(document, path.parent), label) for key, document in part.root.items()]
    told = () if faults else document_faults(found)  # what is not there cannot be missed in what is
    return {one.id: one.document for one in found}, (*faults, *told)


def documents_of_project(root: Path, files: Files) -> tuple[CitedDocuments, tuple[Diagnostic, ...]]:
    """Return the documents of the registers that ``ctct.toml`` at ``root`` names, and what is wrong with those."""
    config, faults = read_config(root, files)
    label = shown(root / CONFIG)
    named = [(name, root, ("van_ban", index), label) for index, name in enumerate((config and config.van_ban) or ())]
    documents, more = read_documents(named, root, files, {})
    return documents, (*faults, *more)


def _with_path(document: VanBanVienDan, folder: Path) -> VanBanVienDan:
    """Return an entry whose draft is named from anywhere: it is written as seen from the register."""
    return document.model_copy(update={"du_thao": str(joined(folder, document.du_thao))}) if document.du_thao else document


def document_register_faults(value: Any) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a register of documents that is looked at itself."""
    try:
        part = validate(DanhMucVanBan, value)
    except Rejected as rejected:
        return rejected.diagnostics
    return tuple(document_faults([Registered(key, document, None) for key, document in part.root.items()]))
