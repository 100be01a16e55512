"""Imports Word documents, each into a draft of its own; one that cannot be read does not keep the others back."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ctct.diagnostics import Diagnostic, Misuse, Rejected, error, reason
from ctct.drafting.importing.account import account_lines, account_of, is_proved
from ctct.drafting.importing.container import ENDINGS, word_document
from ctct.drafting.importing.conversion import Imported, Target, import_word
from ctct.drafting.importing.proposals import write_proposals
from ctct.project.drafts import walk_files
from ctct.project.files import MARKDOWN, YAML, read_file
from ctct.project.writing import OutputRefused, make_folder, write_whole
from ctct.report.located import locate
from ctct.report.text import in_lines
from ctct.word.package import is_lock

PROVED, NOT_PROVED, NOT_READ = 0, 1, 2


def find_documents(names: Iterable[str]) -> list[str]:
    """Return the documents named, with those found in folders, each once. Raises :class:`Misuse` for a folder without any."""
    found: dict[str, None] = {}
    for name in names:
        if not os.path.isdir(name):
            found[name] = None
            continue
        inside = [path for path in _files_in(name) if not is_lock(path)]
        if not inside:
            raise Misuse(f"trong thư mục «{name}» không có tệp Word nào ({', '.join(ENDINGS)})")
        found.update(dict.fromkeys(inside))
    return list(found)


def _files_in(folder: str) -> Iterator[str]:
    endings = (*ENDINGS, *(ending.upper() for ending in ENDINGS))
    return walk_files(folder, endings, [])


@dataclass(slots=True)
class Import:
    """What became of one file: the ``lines`` to tell, the account as plain values, what is said of it as a status."""

    source: str
    status: int
    lines: list[str] = field(default_factory=list)
    account: dict[str, Any] = field(default_factory=dict)


def targets_of(names: Iterable[str], output: str | None, *, many: bool) -> dict[str, Path]:
    """Return where the draft of each document is to stand: at ``output``, a draft or for ``many`` documents a folder, else
    beside it; of two that would bear one name the second gets a number. Raises :class:`Misuse`.
    """
    if many and output is not None and output.lower().endswith(YAML + MARKDOWN) and not os.path.isdir(output):
        raise Misuse("nhiều tệp thì «-o» là một thư mục")
    found: dict[str, Path] = {}
    taken: set[Path] = set()
    for name in names:
        beside = Path(os.path.splitext(name)[0] + YAML[0])
        target = first = (
            beside if output is None else Path(output) / beside.name if many or os.path.isdir(output) else Path(output)
        )
        more = 2
        while target in taken:
            target, more = first.with_stem(f"{first.stem}-{more}"), more + 1
        taken.add(target)
        found[name] = target
    return found


@dataclass(frozen=True, slots=True)
class Importer:
    """Imports one file after the other, each to its own of ``targets``. ``force`` lets a draft that is there be overwritten."""

    targets: Mapping[str, Path]
    danh_ba: str | None = None
    force: bool = False

    def __call__(self, name: str) -> Import:
        """Import one document."""
        target = self.targets[name]
        try:
            if name.lower().endswith(YAML + MARKDOWN):
                raise Rejected([error("TP04", (), f"«{name}» đã là dự thảo, không phải tệp Word")])
            self._check(target)
            return self._imported(name, target)
        except Rejected as rejected:
            return _refused(name, rejected.diagnostics)
        except OutputRefused as refused:
            return _refused(name, [refused.finding])

    def _check(self, target: Path) -> None:
        if not target.name.lower().endswith(YAML + MARKDOWN):
            message = f"«{target}» không phải tên dự thảo"
            raise Rejected([error("GH01", (), message, "đặt tên kết thúc bằng .yaml hoặc .md")])
        for path in (target, proposals_beside(target)):
            if os.path.lexists(path) and not self.force:
                raise Rejected([error("GH02", (), f"«{path}» đã có", "chọn tên khác bằng -o, hoặc ghi đè bằng --force")])

    def _imported(self, name: str, target: Path) -> Import:
        try:
            data = read_file(name)
        except OSError as fault:
            raise Rejected([error("TP01", (), f"không đọc được «{name}»: {reason(fault)}", file_missing=True)]) from None
        make_folder(target.parent)
        directory = os.path.relpath(self.danh_ba, os.path.realpath(target.parent)) if self.danh_ba else None
        made = import_word(word_document(data, name), os.path.basename(name), Target(str(target), _folder(target), directory))
        return self._written(made, name, target)

    def _written(self, made: Imported, name: str, target: Path) -> Import:
        written = [target]
        write_whole(target, made.text.encode(), force=True)
        if proposed := write_proposals(made.names.proposals, made.name, made.day):
            written.append(proposals_beside(target))
            write_whole(written[-1], proposed.encode(), force=True)
        status = PROVED if is_proved(made) else NOT_PROVED
        lines = [f"đã ghi {', '.join(map(str, written))}", *account_lines(made)]
        account = account_of(made) | {"source": name, "written": [*map(str, written)], "status": status}
        return Import(name, status, lines, account)


def proposals_beside(target: Path) -> Path:
    """Return where the people and bodies that the danh bạ lacks are proposed."""
    return target.with_name(f"{target.stem}.danh-ba.yaml")


def _folder(target: Path) -> Path:
    return Path(os.path.realpath(target.parent))


def _refused(name: str, found: Iterable[Diagnostic]) -> Import:
    located = locate(found, {}, name)
    account = {
        "source": name,
        "written": [],
        "status": NOT_READ,
        "faults": [{"message": one.message, "hint": one.hint} for one in located],
    }
    return Import(name, NOT_READ, [line for one in located for line in in_lines(one).split("\n")], account)
