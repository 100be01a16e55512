"""What names mean, in the words that will be printed."""

from __future__ import annotations

from ctct.diagnostics import Path
from ctct.lsp.analysis import Analysis
from ctct.lsp.names import REGISTER_KINDS
from ctct.model.body import Viec
from ctct.resolve.assignees import assignee_phrase
from ctct.resolve.entries import Entry
from ctct.resolve.places import first_words
from ctct.resolve.references import reference_phrase
from ctct.resolve.tree import Inlines, Run, text_of


def reference_to(entry: Entry, source: Entry | None = None, *, short: bool = False) -> str:
    """Return how a reference in ``source`` calls a node: «mục II, phần B»."""
    return text_of(reference_phrase([entry], source, short))


def title_of_work(work: Viec) -> str:
    """Return the name of a work that repeats, or the beginning of its text."""
    return first_words(work.ten, work.noi_dung)


def entry_wording(analysis: Analysis, name: str, *, short: bool) -> tuple[str, str | None]:
    """Return the words for an entry of the danh bạ on the document's day, and what is wrong with it, if anything."""
    return analysis.register.name(name, short)


def entry_kind(analysis: Analysis, name: str) -> str | None:
    """Return the section of the danh bạ that has ``name``."""
    return next((kind for kind in REGISTER_KINDS if name in getattr(analysis.directory, kind)), None)


def assignment(analysis: Analysis, role: str, at: tuple[str | int, ...]) -> str | None:
    """Return the line that prints the assignees at ``at``, without the words that introduce it."""
    entry = analysis.entry_at(at)
    groups = entry.value(role)[0] if entry else None
    if not groups:
        return None
    return text_of(assignee_phrase(groups, at, analysis.register, _as_written))


def _as_written(text: str, at: Path, *, goes_on: bool) -> Inlines:
    return (Run(text),)
