"""Formatting drafts and danh bạ in their files."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ctct.diagnostics import Misuse, Rejected
from ctct.drafting.fix import diff
from ctct.drafting.format import DIRECTORY_KEYS, formatted
from ctct.language import _
from ctct.project.drafts import drafts_in, walk_files
from ctct.project.files import YAML, Files, Source, folder_of, read_or_none, read_text
from ctct.project.folders import root_of
from ctct.project.writing import OutputRefused, write_whole
from ctct.report.located import Verdict, legible, locate


def find_files(names: Iterable[str]) -> list[str]:
    """Return the files named, with the drafts and danh bạ found in folders; each once. Raises :class:`Misuse` for a folder
    without any.
    """
    found: dict[str, None] = {}
    for name in names:
        if not os.path.isdir(name):
            found[name] = None
            continue
        inside = sorted({*drafts_in(name), *_directories_in(name)})
        if not inside:
            raise Misuse(_("trong thư mục «{name}» không có dự thảo hay danh bạ nào", name=name))
        found.update(dict.fromkeys(inside))
    return list(found)


def _directories_in(folder: str) -> Iterable[str]:
    return (path for path in walk_files(folder, YAML, []) if _is_directory(read_or_none(path) or b""))


def _is_directory(data: bytes) -> bool:
    keys = {line.partition(b":")[0].decode("utf-8", "replace").strip() for line in data.splitlines() if line[:1].isalpha()}
    return bool(keys) and keys <= DIRECTORY_KEYS


@dataclass(frozen=True, slots=True)
class Format:
    """Formats a file in its place; with ``shows`` it tells the change as a diff, with ``checks`` only that there is one."""

    checks: bool
    shows: bool

    def __call__(self, name: str) -> Verdict:
        """Format one file; ``-`` from standard input to standard output."""
        files = Files()
        try:
            source = Source.from_file(name)
            data = formatted(source.name, read_text(source.data, source.name, files)).encode()
            return Verdict(name, done=self._settle(name, source.data, data))
        except Rejected as rejected:
            return Verdict(name, locate(rejected.diagnostics, files, "<stdin>" if name == "-" else name))
        except OutputRefused as refused:
            return Verdict(name, locate([refused.finding], files, name))

    def _settle(self, name: str, old: bytes, new: bytes) -> str:
        """Write what changed, or tell it; return in words what was done."""
        if old != new and self.shows:
            return diff(name, old, new).rstrip("\n")
        if old != new and self.checks:
            return legible(_("chưa đúng dạng chuẩn: {name}", name=name))
        if name == "-" and not (self.shows or self.checks):
            return new.decode().rstrip("\n")
        if old == new:
            return ""
        write_whole(Path(name), new, force=True, within=root_of(folder_of(name)))
        return legible(_("đã định dạng {name}", name=name))
