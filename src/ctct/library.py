"""The library's calls: a draft in whatever form Python holds it, through the same pipeline as a file."""

from __future__ import annotations

import datetime
import os
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from ctct.diagnostics import Diagnostic, Rejected
from ctct.emit.formats import Form
from ctct.model.directory import DanhBa
from ctct.model.document import VanBan
from ctct.outcome import Outcome
from ctct.pipeline import compile_to, examine, lint, sheet_of
from ctct.project.files import Files, Source
from ctct.project.gather import Gathered, gather, gather_round
from ctct.report.located import Located, locate
from ctct.source.lookup import scalars
from ctct.source.text import unfit

if TYPE_CHECKING:
    from docx.document import Document

    from ctct import Draft

NAME = "du-thao"
"""What findings call a draft that is no file."""

_FILES = (".yaml", ".yml", ".md")
_DEEPEST = 100
"""Beyond this many levels a value is no draft, and may be one that holds itself."""


def gathered(draft: Draft, danh_ba: DanhBa | None, folder: str | os.PathLike[str] | None) -> Gathered:
    """Return ``draft`` with all that it rests on. Raises ``TypeError`` for what can be no draft."""
    if isinstance(draft, VanBan | Mapping):
        said = _plain(draft.model_dump(mode="json", exclude_unset=True) if isinstance(draft, VanBan) else draft)
        made = gather_round(_source(b"", danh_ba, folder), said)
        return made._replace(faults=(*_unfit_values(said), *_unfit_values(danh_ba), *made.faults))
    if isinstance(draft, bytes) or (isinstance(draft, str) and not _is_path(draft)):
        data = draft.encode("utf-8", "surrogatepass") if isinstance(draft, str) else draft
        return gather(_source(data, danh_ba, folder))
    path = os.fspath(draft)
    try:
        source = Source.from_file(path)
    except Rejected as rejected:
        return Gathered(path, Files(), rejected.diagnostics)
    return gather(source._replace(danh_ba=danh_ba, folder=source.folder if folder is None else Path(folder)))


def _source(data: bytes, danh_ba: DanhBa | None, folder: str | os.PathLike[str] | None) -> Source:
    return Source(NAME, data, Path() if folder is None else Path(folder), danh_ba=danh_ba, alone=folder is None)


def _is_path(text: str) -> bool:
    return "\n" not in text and text.endswith(_FILES)


def _plain(value: Any, depth: int = 0) -> Any:
    """Return a value in what YAML would have made of it: dictionaries, lists, days as they are written in a draft."""
    if depth > _DEEPEST:
        raise ValueError(f"a draft is at most {_DEEPEST} levels deep")
    if isinstance(value, Mapping):
        return {key: _plain(one, depth + 1) for key, one in value.items()}
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, datetime.date):
        return f"{value.day}/{value.month}/{value.year}"
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [_plain(one, depth + 1) for one in value]
    return value


def _unfit_values(held: Any) -> Iterator[Diagnostic]:
    """Find what no document can hold (control characters, lone surrogates): a file with it is refused when it is read."""
    file = "danh-ba" if isinstance(held, DanhBa) else None
    for at, value in scalars(held.model_dump(mode="json") if isinstance(held, DanhBa) else held):
        if isinstance(value, str):
            yield from (fault._replace(at=at, region=None, file=file) for fault in unfit(value))


def check(draft: Gathered, *, rules: bool, today: datetime.date | None) -> tuple[Located, ...]:
    """Return everything that is wrong with ``draft``."""
    outcome = examine(draft)
    if rules:
        from ctct.lint.engine import Selection

        outcome = lint(outcome, Selection(), today or datetime.date.today())
    return _located(outcome)


def compiled(draft: Gathered, to: Literal["docx", "pdf", "html", "text"]) -> bytes:
    """Return the document of ``draft``. Raises :class:`Rejected`."""
    outcome = examine(draft)
    try:
        return compile_to(outcome, Form(to))[0]
    except Rejected as rejected:
        raise _refused(outcome, rejected) from None


def document(draft: Gathered) -> Document:
    """Return the Word document of ``draft`` as python-docx has it. Raises :class:`Rejected`."""
    from ctct.emit.for_word import ready_for_word
    from ctct.emit.word.document import build_document

    outcome = examine(draft)
    try:
        sheet = sheet_of(outcome)
    except Rejected as rejected:
        raise _refused(outcome, rejected) from None
    assert outcome.layout is not None
    sheet, _ = ready_for_word(sheet, outcome.layout.stylesheet)
    return build_document(sheet, outcome.layout.stylesheet)


def _located(outcome: Outcome) -> tuple[Located, ...]:
    return locate(outcome.findings, outcome.gathered.files, outcome.gathered.name)


def _refused(outcome: Outcome, rejected: Rejected) -> Rejected:
    found = locate(rejected.diagnostics, outcome.gathered.files, outcome.gathered.name)
    return Rejected(rejected.diagnostics, found)
