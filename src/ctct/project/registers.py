"""The danh bạ of a draft: the files that it names, and those that they include, read into one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ctct.diagnostics import Diagnostic, Guesses, Rejected, error
from ctct.diagnostics import Path as Place
from ctct.language import N_, _
from ctct.model.directory import DanhBa
from ctct.model.validation import validate
from ctct.project.files import Files
from ctct.project.folders import joined, shown
from ctct.project.named_parts import PartKind, out_of_reach, parsed_part
from ctct.source.unaccented import unaccented

_KIND = PartKind(DanhBa, N_("danh bạ"), "TP02")


class DirectoryReader:
    """Reads danh bạ files, each once, into one; ``files`` keeps where everything in them stands."""

    def __init__(self, root: Path, files: Files, unsaved: Mapping[Path, bytes]) -> None:
        self.root, self.files, self.unsaved = root, files, unsaved
        self.faults: list[Diagnostic] = []
        self._parts: list[tuple[str | None, DanhBa]] = []
        self._open: list[Path] = []
        self._seen: set[Path] = set()

    def read(self, name: str, folder: Path, at: Place, file: str | None) -> None:
        """Read the danh bạ ``name``, asked for at ``at`` of ``file``, and all that it includes."""
        path = joined(folder, name)
        if problem := self._problem(path, name):
            self.faults.append(problem._replace(at=at, file=file))
            return
        if path in self._seen:
            return
        self._seen.add(path)
        label = shown(path)
        try:
            part = self._parse(path, label)
        except Rejected as rejected:
            self.faults.extend(fault._replace(file=label) for fault in rejected.diagnostics)
            return
        self._parts.append((label, part))
        # Included ones are looked for from where they are named, and a ring of them is told at the place that closes it.
        self._open.append(path)
        for index, other in enumerate(part.bao_gom or ()):
            self.read(other, path.parent, ("bao_gom", index), label)
        self._open.pop()

    def _problem(self, path: Path, name: str) -> Diagnostic | None:
        if path in self._open:
            return error("TP02", (), _("danh bạ «{name}» bao gồm chính nó", name=name), _("bỏ dòng này"))
        return out_of_reach(path, name, self.root, self.unsaved, _KIND)

    def _parse(self, path: Path, label: str) -> DanhBa:
        return parsed_part(path, label, self.files, self.unsaved, _KIND)

    def add(self, part: DanhBa) -> None:
        """Add a danh bạ that is looked at itself: its faults have no other file's name."""
        self._parts.append((None, part))

    def directory(self) -> DanhBa:
        """Return all that was read as one danh bạ; an id given twice is a fault at its second place."""
        first: dict[str, str] = {}
        merged: dict[str, Any] = {"nguoi": {}, "co_quan": {}, "nhom": {}}
        for label, part in self._parts:
            for kind, name, value in _listed(part):
                if name in first:
                    message = _("mã «{name}» đã có ở {first}", name=name, first=first[name])
                    self.faults.append(
                        error("DB03", (kind, name), message, _("mỗi mã chỉ dùng một lần"), on_key=True, file=label)
                    )
                    continue
                first[name] = _("{label}, mục «{kind}»", label=label, kind=kind) if label else f"«{kind}»"
                merged[kind][name] = value
        self._check_heads(merged)
        return DanhBa.model_construct(**merged)

    def _check_heads(self, merged: Mapping[str, Mapping[str, Any]]) -> None:
        """Tell of heads of bodies that are no person; a danh bạ of bodies alone, looked at itself, knows nobody."""
        people = merged["nguoi"]
        guesses = Guesses(lambda: people)
        for label, part in self._parts if people else ():
            for name, body in part.co_quan.items():
                if body.thu_truong and body.thu_truong not in people:
                    message = _("không có «{thu_truong}» trong danh bạ", thu_truong=body.thu_truong)
                    hint = guesses.nearest(body.thu_truong) or _("thêm người ấy vào «nguoi»")
                    self.faults.append(error("DB01", ("co_quan", name, "thu_truong"), message, hint, file=label))


def is_register(value: Any) -> bool:
    """Return whether what was read as a draft is a danh bạ, be its keys typed with accents."""
    keys = {unaccented(key): said for key, said in value.items()} if isinstance(value, dict) else {}
    if keys.keys() == {"co_quan"}:  # a draft's says «ten», or is a name
        return isinstance(keys["co_quan"], dict) and "ten" not in keys["co_quan"]
    return "loai" not in keys and not keys.keys().isdisjoint({"nguoi", "nhom", "bao_gom"})


def is_document_register(value: Any) -> bool:
    """Return whether what was read as a draft is a register of documents: entries by id, at least one with a sign."""
    if not isinstance(value, dict) or not all(isinstance(entry, dict) for entry in value.values()):
        return False
    return any("so_ky_hieu" in entry for entry in value.values())


def register_faults(value: Any, folder: Path, reader: DirectoryReader) -> tuple[Diagnostic, ...]:
    """Return what is wrong with a danh bạ that is looked at itself, and with those that it includes from ``folder``."""
    try:
        part = validate(DanhBa, value)
    except Rejected as rejected:
        return rejected.diagnostics
    reader.add(part)
    for index, other in enumerate(part.bao_gom or ()):
        reader.read(other, folder, ("bao_gom", index), None)
    reader.directory()
    return tuple(reader.faults)


def _listed(part: DanhBa) -> Iterator[tuple[str, str, object]]:
    kinds: Mapping[str, Mapping[str, object]] = {"nguoi": part.nguoi, "co_quan": part.co_quan, "nhom": part.nhom}
    for kind, listed in kinds.items():
        for name, value in listed.items():
            yield kind, name, value
