"""Imports Word documents, each into a draft of its own; one that cannot be read does not keep the others back."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from ctct.diagnostics import Diagnostic, Misuse, Rejected, error, reason
from ctct.drafting.importing.account import account_lines, account_of, is_proved
from ctct.drafting.importing.container import ENDINGS, OLD_ENDINGS, word_document, word_documents
from ctct.drafting.importing.conversion import Imported, Target, import_word
from ctct.drafting.importing.proposals import write_proposals
from ctct.language import _
from ctct.project.drafts import walk_files
from ctct.project.files import MARKDOWN, YAML, read_file, read_or_none
from ctct.project.writing import OutputRefused, make_folder, write_whole
from ctct.report.located import locate
from ctct.report.text import in_lines
from ctct.word.package import is_lock

PROVED, NOT_PROVED, NOT_READ = 0, 1, 2
_MOST_AT_ONCE = 12
"""How many documents one start of LibreOffice turns into Word documents: all of them are kept meanwhile."""


def find_documents(names: Iterable[str]) -> list[str]:
    """Return the documents named, with those found in folders, each once. Raises :class:`Misuse` for a folder without any."""
    found: dict[str, None] = {}
    for name in names:
        if not os.path.isdir(name):
            found[name] = None
            continue
        inside = [path for path in _files_in(name) if not is_lock(path)]
        if not inside:
            raise Misuse(_("trong thư mục «{name}» không có tệp Word nào ({endings})", name=name, endings=", ".join(ENDINGS)))
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
        raise Misuse(_("nhiều tệp thì «-o» là một thư mục"))
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
    """Imports each file to its own of ``targets``. ``force`` lets a draft that is there be overwritten."""

    targets: Mapping[str, Path]
    danh_ba: str | None = None
    force: bool = False

    def all(self) -> Iterator[Import]:
        """Import one document after the other."""
        names = iter(self.targets)
        while some := list(islice(names, _MOST_AT_ONCE)):
            old = [
                name
                for name in some
                if name.lower().endswith(OLD_ENDINGS) and (self.force or not os.path.lexists(self.targets[name]))
            ]
            turned = word_documents({name: data for name in old if (data := read_or_none(name))})
            yield from (self._import(name, turned.get(name)) for name in some)

    def _import(self, name: str, turned: bytes | None) -> Import:
        """Import one document, from the Word document that it was turned into if it was."""
        target = self.targets[name]
        try:
            if name.lower().endswith(YAML + MARKDOWN):
                message = _("«{name}» là tệp văn bản thuần (dự thảo, danh bạ …), không phải tệp Word", name=name)
                raise Rejected([error("TP04", (), message, _("chọn tệp Word .docx cần đọc thành dự thảo"))])
            self._check(name)
            return self._imported(name, target, turned)
        except Rejected as rejected:
            return _refused(name, rejected.diagnostics)
        except OutputRefused as refused:
            return _refused(name, [refused.finding])

    def _check(self, name: str) -> None:
        target = self.targets[name]
        if not target.name.lower().endswith(YAML + MARKDOWN):
            message = _("«{target}» không phải tên dự thảo", target=target)
            raise Rejected([error("GH01", (), message, _("đặt tên kết thúc bằng .yaml hoặc .md"))])
        if not self.force:
            _refuse_taken(target)

    def _imported(self, name: str, target: Path, turned: bytes | None) -> Import:
        data = turned or word_document(_read(name), name)
        make_folder(target.parent)
        directory = os.path.relpath(self.danh_ba, os.path.realpath(target.parent)) if self.danh_ba else None
        made = import_word(data, os.path.basename(name), Target(str(target), _folder(target), directory))
        return self._written(made, name, target)

    def _written(self, made: Imported, name: str, target: Path) -> Import:
        written = [target]
        if proposed := write_proposals(made.names.proposals, made.name, made.day).encode():
            written.append(proposals_beside(target))
            # First: whoever finds a draft after a run that was killed finds its proposals too, and can run it again where there
            # is none.
            if not self.force and read_or_none(written[-1]) != proposed:
                _refuse_taken(written[-1])
            write_whole(written[-1], proposed, force=True)
        write_whole(target, made.text.encode(), force=True)
        status = PROVED if is_proved(made) else NOT_PROVED
        lines = [_("đã ghi {written}", written=", ".join(map(str, written))), *account_lines(made)]
        account = account_of(made) | {"source": name, "written": [*map(str, written)], "status": status}
        return Import(name, status, lines, account)


def _refuse_taken(path: Path) -> None:
    """Raise :class:`Rejected` if there is a file at a place where one is to be written."""
    if os.path.lexists(path):
        raise Rejected(
            [error("GH02", (), _("«{path}» đã có", path=path), _("chọn tên khác bằng -o, hoặc ghi đè bằng --force"))]
        )


def _read(name: str) -> bytes:
    try:
        return read_file(name)
    except OSError as fault:
        raise Rejected(
            [error("TP01", (), _("không đọc được «{name}»: {fault}", name=name, fault=reason(fault)), file_missing=True)]
        ) from None


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
