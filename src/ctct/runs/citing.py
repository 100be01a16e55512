"""Reading drafts for the documents that they cite."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from ctct.diagnostics import Diagnostic, Rejected
from ctct.drafting.forms.tree import Collection, tree_of
from ctct.drafting.forms.yaml_writer import write_yaml
from ctct.language import _
from ctct.project.documents import documents_of_project
from ctct.project.files import Files
from ctct.project.folders import root_of
from ctct.project.sheets import read_fitting_rows
from ctct.report.located import Verdict
from ctct.runs.pool import run_jobs
from ctct.runs.verdicts import checked_draft, lost, verdict_on
from ctct.tracking.citing import CitedDocument, Use, uses_of
from ctct.tracking.listed_documents import HEADS_WITHIN, LookedUp, is_list, listed_documents
from ctct.tracking.register_entries import proposed_entries

Progress = Callable[[Iterator["Citing"], int], Iterator["Citing"]]
"""Passes results on as they come, showing a person how far the work is."""


class Citing(NamedTuple):
    """What is read of a draft: what there is to tell of it, what it cites, the ids of its register, the last day on which it
    may be signed.
    """

    verdict: Verdict
    uses: tuple[Use, ...] = ()
    known: tuple[str, ...] = ()
    signed: date = date.min
    is_secret: bool = False


@dataclass(frozen=True, slots=True)
class CitingReader:
    """Reads what a draft cites; ``secret`` says that secret ones are wanted too."""

    secret: bool = False

    def __call__(self, draft: str) -> Citing:
        """Read one draft. One with errors is read as far as it is understood."""
        outcome = checked_draft(draft)
        if outcome.draft is not None and outcome.draft.do_mat and not self.secret:
            return Citing(verdict_on(outcome), is_secret=True)
        signed = outcome.draft.ngay.span.last if outcome.draft else date.min
        return Citing(verdict_on(outcome), uses_of(outcome), tuple(outcome.gathered.documents or ()), signed)

    def read_all(self, drafts: Sequence[str], watch: Progress) -> list[Citing]:
        """Read several, in their order."""
        return list(watch(run_jobs(self, drafts, _lost), len(drafts)))


def _lost(draft: str) -> Citing:
    return Citing(lost(draft))


def proposed_text(documents: Sequence[CitedDocument], known: set[str]) -> str:
    """Return the entries that a register lacks, as they are written into it; ``""`` where it lacks none."""
    return _written(proposed_entries(documents, known))


class Imported(NamedTuple):
    """What a list of documents adds to a register, as it is written into that; what is wrong, what there is to tell."""

    text: str
    faults: Sequence[Diagnostic]
    notes: Sequence[str] = ()


def imported(name: str, day: str | None) -> Imported:
    """Return what the list in the file ``name`` (CSV or XLSX) adds to the register of the project of this folder; ``day`` is
    the one on which it was looked up, where the list does not say so.
    """
    files = Files()
    path = Path(name)
    try:
        known, faults = documents_of_project(root_of(Path()), files)
        if faults:
            return Imported("", faults)
        sheets, left = read_fitting_rows(path, files, is_list, HEADS_WITHIN)
        listed = listed_documents(sheets, known, LookedUp(path.name, day))
    except Rejected as rejected:
        return Imported("", [one if one.file else one._replace(file=name) for one in rejected.diagnostics])
    unread = [_("không đọc trang «{sheet}»: không có cột «Số, ký hiệu»", sheet=sheet) for sheet in left]
    return Imported(_written(listed.entries), [one._replace(file=name) for one in listed.faults], [*unread, *listed.notes])


def _written(entries: Mapping[str, Mapping[str, Any]]) -> str:
    tree = tree_of(entries)
    return write_yaml(tree) if isinstance(tree, Collection) and tree.entries else ""
