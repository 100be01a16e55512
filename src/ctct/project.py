"""What a draft needs from the files around it: its folder's ``ctct.toml``, its danh bạ, its layout."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from ctct.diagnostics import Diagnostic, Rejected, error, nearest
from ctct.diagnostics import Path as Place
from ctct.folders import CONFIG, reason, shown
from ctct.model.directory import Directory
from ctct.model.fields import validate
from ctct.source.places import Places
from ctct.source.spans import Spans
from ctct.source.text import decode, legible
from ctct.source.yaml import load

if TYPE_CHECKING:
    from ctct.model.config import Config


class Source(NamedTuple):
    """A draft: its bytes, the name that messages give it and the folder that its own paths start from.

    ``unsaved`` holds what an editor has of other files and has not written to them yet.
    """

    name: str
    data: bytes
    folder: Path
    unsaved: Mapping[Path, bytes] = MappingProxyType({})

    @classmethod
    def from_file(cls, path: str | Path) -> Source:
        """Read the draft at ``path``. Raises :class:`Rejected` if it cannot be read."""
        try:
            data = Path(path).read_bytes()
        except OSError as fault:
            raise Rejected([error("TP01", (), f"không đọc được «{path}»: {reason(fault)}")]) from None
        return cls(str(path), data, Path(path).absolute().parent)


class Files(dict[str, Places]):
    """Where everything stands in the files that were read, by the names that findings give them; ``data`` has their bytes."""

    def __init__(self) -> None:
        super().__init__()
        self.data: dict[str, bytes] = {}


def read_text(data: bytes, name: str, files: Files) -> str:
    """Return the text of ``data``; ``files[name]`` tells its lines, be it only as far as it can be read.

    Raises :class:`Rejected`.
    """
    files.data[name] = data
    try:
        text = decode(data)
    except Rejected:
        files[name] = Spans.for_text(legible(data))
        raise
    files[name] = Spans.for_text(text)
    return text


def read_bytes(path: Path, unsaved: Mapping[Path, bytes]) -> bytes:
    """Return what an editor holds of the file at ``path``, else what the file holds."""
    return unsaved[path] if path in unsaved else path.read_bytes()


def read_config(
    root: Path, files: Files, faults: list[Diagnostic], unsaved: Mapping[Path, bytes] = MappingProxyType({})
) -> Config | None:
    """Read ``ctct.toml`` at ``root``, if there is one; what is wrong with it goes to ``faults``."""
    path = root / CONFIG
    if path not in unsaved and not path.is_file():
        return None
    from ctct.model.config import Config
    from ctct.source.toml import load_toml

    label = shown(path)
    try:
        value, files[label] = load_toml(read_text(read_bytes(path, unsaved), label, files))
        return validate(Config, value)
    except OSError as fault:
        faults.append(error("TP01", (), f"không đọc được {CONFIG}: {reason(fault)}", file=label))
    except Rejected as rejected:
        faults.extend(fault._replace(file=label) for fault in rejected.diagnostics)
    return None


def read_templates(
    folder: Path, root: Path, files: Files, unsaved: Mapping[Path, bytes] = MappingProxyType({})
) -> dict[str, str]:
    """Return the sources of the templates in an office's own layout, by name.

    Raises :class:`Rejected` for those that cannot be read, or that are links out of the project.
    """
    found, faults = {}, []
    for path in sorted(folder.glob("*.j2")):
        label = shown(path)
        try:
            check_inside(path, root)
            found[path.name] = read_text(read_bytes(path, unsaved), label, files)
        except OSError as fault:
            faults.append(error("TP01", (), f"không đọc được mẫu trình bày: {reason(fault)}", file=label))
        except Rejected as rejected:
            faults.extend(fault._replace(file=label) for fault in rejected.diagnostics)
    if faults:
        raise Rejected(faults)
    return found


def check_inside(path: Path, root: Path) -> None:
    """Raise :class:`Rejected` for a file of a layout that is a link out of the project."""
    if not path.resolve().is_relative_to(root.resolve()):
        message = f"«{path.name}» dẫn ra ngoài thư mục dự án «{root.name}»"
        raise Rejected([error("TT12", (), message, "chép tệp vào trong thư mục thể thức")])


@dataclass(slots=True)
class DirectoryReader:
    """Reads danh bạ files, each once, into one; ``files`` keeps where everything in them stands."""

    root: Path
    files: Files
    faults: list[Diagnostic] = field(default_factory=list)
    unsaved: Mapping[Path, bytes] = field(default_factory=dict)
    _parts: list[tuple[str, Directory]] = field(default_factory=list)
    _open: list[Path] = field(default_factory=list)
    _seen: set[Path] = field(default_factory=set)

    def read(self, name: str, folder: Path, at: Place, file: str | None) -> None:
        """Read the danh bạ ``name``, asked for at ``at`` of ``file``, and all that it includes."""
        path = Path(os.path.normpath(folder / name))
        if problem := self._problem(path, name):
            self.faults.append(error("TP02", at, *problem, file=file))
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
        self._open.append(path)
        for index, other in enumerate(part.bao_gom or ()):
            self.read(other, path.parent, ("bao_gom", index), label)
        self._open.pop()

    def _problem(self, path: Path, name: str) -> tuple[str, str | None] | None:
        if path in self._open:
            return f"danh bạ «{name}» bao gồm chính nó", "bỏ dòng này"
        if not path.resolve().is_relative_to(self.root.resolve()):
            return f"danh bạ «{name}» nằm ngoài thư mục dự án «{self.root.name}»", "chép tệp vào trong thư mục dự án"
        if path not in self.unsaved and not path.is_file():
            near = [other.name for other in path.parent.glob("*.y*ml")] if path.parent.is_dir() else []
            return f"không có tệp danh bạ «{name}»", _near_files(path.name, near)
        return None

    def _parse(self, path: Path, label: str) -> Directory:
        try:
            data = read_bytes(path, self.unsaved)
        except OSError as fault:
            raise Rejected([error("TP01", (), f"không đọc được danh bạ: {reason(fault)}")]) from None
        self.files.data[label] = data
        self.files[label], read = _parsed(data)
        if isinstance(read, Directory):
            return read
        raise Rejected(read)

    def directory(self) -> Directory:
        """Return all that was read as one danh bạ; an id given twice is a fault at its second place."""
        first: dict[str, str] = {}
        merged: dict[str, Any] = {"nguoi": {}, "co_quan": {}, "nhom": {}}
        for label, part in self._parts:
            for kind, name, value in _listed(part):
                if name in first:
                    message = f"mã «{name}» đã có ở {first[name]}"
                    self.faults.append(error("DB03", (kind, name), message, "mỗi mã chỉ dùng một lần", on_key=True, file=label))
                    continue
                first[name] = f"{label}, mục «{kind}»"
                merged[kind][name] = value
        return Directory(**merged)


@lru_cache(maxsize=64)
def _parsed(data: bytes) -> tuple[Places, Directory | tuple[Diagnostic, ...]]:
    """Read a danh bạ, or what is wrong with it; the drafts of one office mostly name the same few files."""
    files = Files()
    try:
        value, files[""] = load(read_text(data, "", files))
        return files[""], validate(Directory, value)
    except Rejected as rejected:
        return files[""], rejected.diagnostics


def _listed(part: Directory) -> Iterator[tuple[str, str, object]]:
    kinds: Mapping[str, Mapping[str, object]] = {"nguoi": part.nguoi, "co_quan": part.co_quan, "nhom": part.nhom}
    for kind, listed in kinds.items():
        for name, value in listed.items():
            yield kind, name, value


def _near_files(name: str, others: list[str]) -> str | None:
    return nearest(name, others) or ("trong thư mục đó có: " + ", ".join(sorted(others)) if others else None)
