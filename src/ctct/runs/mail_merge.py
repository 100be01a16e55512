"""One draft for many recipients: a document for each row of data, all of them or none."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ctct.diagnostics import Diagnostic, Misuse, Rejected, error
from ctct.emit.formats import SUFFIXES
from ctct.language import _
from ctct.layout.table_fitness import table_faults
from ctct.model.records import FILE_NAME, Record, Records, field_faults, read_records, sheet_faults
from ctct.outcome import Outcome
from ctct.pipeline import compile_to
from ctct.project.folders import shown
from ctct.project.sheets import read_rows, told_of_left
from ctct.project.writing import OutputRefused, check_writable, write_whole
from ctct.report.located import UNSEEN, Verdict, legible
from ctct.resolve.filling import filled
from ctct.runs.build import Build
from ctct.runs.output import is_folder, target_of
from ctct.runs.verdicts import checked, verdict_on

LONGEST = 200
"""Bytes that the name of a file may have without its suffix: systems allow 255."""

_unfit_in_names = re.compile(rf'[\x00-\x1f{UNSEEN}/\\:*?"<>|]+').sub
_is_reserved = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE).fullmatch


class Document(NamedTuple):
    """A document that is made and not yet written."""

    target: Path
    data: bytes


def with_data(outcome: Outcome, file: str) -> tuple[Outcome, Records]:
    """Return what is known of a draft together with what is wrong with the data in ``file`` that are to fill it."""
    label = shown(Path(file))
    try:
        read = read_rows(Path(file), outcome.gathered.files)
    except Rejected as rejected:
        told = (
            one if one.file else one._replace(message=_("tệp dữ liệu «{label}»: {message}", label=label, message=one.message))
            for one in rejected.diagnostics
        )
        return outcome.told(told), Records(label, (), ())
    records, outcome = read_records(read.rows, label), outcome.told(sheet_faults(read.rows, label))
    outcome = outcome.told(told_of_left(read, label))
    if not (outcome.gathered.is_read and records.columns):  # half of the fields, or of the columns, would be faults
        return outcome, records
    outcome = outcome.told(field_faults(outcome.gathered.value, outcome.resolved, records))
    return outcome.told(_name_faults(records)), records


@dataclass(frozen=True, slots=True)
class MailMerge:
    """Makes a document of a draft for each row of the file ``data``."""

    build: Build
    data: str

    def prepare(self, drafts: Sequence[str]) -> None:
        """Raise :class:`Misuse` for what cannot be many documents."""
        if len(drafts) > 1:
            raise Misuse(_("--du-lieu chỉ dùng với một dự thảo"))
        if not is_folder(self.build.output or ("." if drafts[0] != "-" else "-")):
            raise Misuse(_("--du-lieu dựng nhiều văn bản, nên «-o» phải là một thư mục đã có"))

    def __call__(self, draft: str) -> Verdict:
        """Build the documents of one draft."""
        outcome, records = with_data(checked(draft), self.data)
        if outcome.failed:
            return verdict_on(outcome)
        names = self._file_names(records, Path(draft).stem if draft != "-" else "van-ban")
        try:
            outcome, documents = self._made(outcome, draft, records, names)
            return self._written(outcome, documents)
        except OutputRefused as refused:
            return verdict_on(outcome.told([refused.finding]))
        except Rejected as rejected:
            return verdict_on(outcome._replace(findings=rejected.diagnostics))

    def _file_names(self, records: Records, stem: str) -> list[str]:
        """Return the names of the files without their suffix: as the column says, else the draft's and a number."""
        if FILE_NAME in records.columns:
            return _names_said(records)
        width = len(str(len(records.rows)))
        return [f"{stem}-{number:0{width}}" for number in range(1, len(records.rows) + 1)]

    def _made(self, outcome: Outcome, draft: str, records: Records, names: list[str]) -> tuple[Outcome, list[Document]]:
        """Return the documents, and what there is to tell of all of them."""
        # A copy filled from a table has no draft of its own that it could come back to.
        gathered, form = outcome.gathered, self.build.form._replace(copy="final")
        beside = target_of(draft, self.build.output, gathered.config, gathered.root, form.suffix)
        assert beside is not None
        documents, told = [], dict.fromkeys(outcome.findings)
        for record, name in zip(records.rows, names, strict=True):
            data, known = compile_to(_filled(outcome, record), form)
            told.update(dict.fromkeys(known.findings))
            documents.append(Document(beside.with_name(name + form.suffix), data))
        return outcome._replace(findings=tuple(told)), documents

    def _written(self, outcome: Outcome, documents: list[Document]) -> Verdict:
        within = outcome.gathered.root if self.build.output is None else None
        refusals = list(self._refusals(documents, within))
        if refusals:
            return verdict_on(outcome.told(refusals))
        for target, data in documents:
            write_whole(target, data, force=self.build.force, within=within)
        folder = documents[0].target.parent
        return verdict_on(
            outcome,
            legible(
                _(
                    "đã ghi {count} văn bản vào {folder}: {files}",
                    count=len(documents),
                    folder=folder,
                    files=_first_and_last(documents),
                )
            ),
        )

    def _refusals(self, documents: list[Document], within: Path | None) -> Iterator[Diagnostic]:
        for target, data in documents:
            try:
                check_writable(target, data, force=self.build.force, within=within)
            except OutputRefused as refused:
                yield refused.finding


def _filled(outcome: Outcome, record: Record) -> Outcome:
    """Return the outcome for the document of ``record``, whose words may be too long for the columns of a table."""
    assert outcome.resolved is not None
    assert outcome.layout is not None
    document = filled(outcome.resolved, record.values)
    return outcome._replace(resolved=document).found(table_faults(document, outcome.layout.stylesheet))


def _first_and_last(documents: list[Document]) -> str:
    names = [document.target.name for document in documents]
    return names[0] if len(names) == 1 else f"{names[0]} … {names[-1]}"


def _cleaned(name: str) -> str:
    """Return a name for a file without its suffix, without what leads elsewhere or what some system does not allow."""
    stem, suffix = os.path.splitext(name)
    return _unfit_in_names("-", stem if suffix.lower() in SUFFIXES.values() else name).strip("-. ")


def _names_said(records: Records) -> list[str]:
    return [_cleaned(record.values[FILE_NAME]) for record in records.rows]


def _name_faults(records: Records) -> Iterator[Diagnostic]:
    """Find what the rows say that no files can be named, if they name them."""
    if FILE_NAME not in records.columns:
        return
    seen: dict[str, int] = {}
    for record, name in zip(records.rows, _names_said(records), strict=True):
        message = ""
        if not name or _is_reserved(name) or len(name.encode()) > LONGEST:
            message = _(
                "dòng {line}, cột «{column}»: «{values}» không làm tên tệp được",
                line=record.line,
                column=FILE_NAME,
                values=record.values[FILE_NAME],
            )
        elif name.casefold() in seen:
            message = _(
                "dòng {line}, cột «{column}»: «{name}» trùng tên tệp của dòng {seen}",
                line=record.line,
                column=FILE_NAME,
                name=name,
                seen=seen[name.casefold()],
            )
        seen.setdefault(name.casefold(), record.line)
        if message:
            yield error("DL04", (), message, _("mỗi dòng một tên tệp ngắn, khác nhau"), file=records.file)
