"""What is told of drafts that were worked on, one by one."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from ctct.diagnostics import Rejected, Severity, error
from ctct.language import _
from ctct.project.files import Files, Source, folder_of
from ctct.project.folders import root_of
from ctct.report.located import Located, Verdict, locate
from ctct.report.text import coloured, in_lines, summary
from ctct.runs.pool import Work, run_jobs

if TYPE_CHECKING:
    from ctct.outcome import Outcome

Progress = Callable[[Iterator[Verdict], int], Iterable[Verdict]]
"""Passes results on as they come, showing a person how far the work is."""


def run(
    job: Callable[[str], Verdict],
    names: Sequence[str],
    watch: Progress,
    *,
    quiet: bool = False,
    work: Work[Verdict] = run_jobs,
) -> int:
    """Do ``job`` for every draft by ``work``; tell in order what was done, and on standard error what is wrong; if ``quiet``,
    only that. Returns the exit code: 1 if any draft has an error.
    """
    return tell(list(watch(work(job, names, lost), len(names))), quiet=quiet)


def tell(verdicts: Sequence[Verdict], *, quiet: bool = False) -> int:
    """Tell in order what was done, and on standard error what is wrong; if ``quiet``, only that. Returns the exit code."""
    of_the_machine: set[str] = set()
    for verdict in verdicts:
        for one in _news(verdict.findings, of_the_machine):
            print(in_lines(one, colour=coloured(sys.stderr)), end="\n\n", file=sys.stderr)
        if verdict.done and not quiet:
            print(verdict.done)
    counted = summary(one for verdict in verdicts for one in verdict.findings)
    if counted and not quiet:
        print(counted, file=sys.stderr)
    return 1 if any(verdict.fails() for verdict in verdicts) else 0


def _news(findings: Iterable[Located], of_the_machine: set[str]) -> Iterator[Located]:
    """Yield findings, what concerns the machine (a font that it lacks) only for the first draft."""
    for one in findings:
        if one.severity is Severity.ADVICE and not one.line:
            if one.message in of_the_machine:
                continue
            of_the_machine.add(one.message)
        yield one


def checked(name: str) -> Outcome:
    """Return what is known of the draft at ``name``, be it only that it cannot be read."""
    from ctct.pipeline import check  # what needs no work, needs no model

    try:
        return check(Source.from_file(name))
    except Rejected as rejected:
        return unread(name, rejected)


def checked_draft(name: str) -> Outcome:
    """Return what is known of the draft at ``name``: of a file that is none only what it is."""
    from ctct.outcome import Outcome
    from ctct.project.not_drafts import fault_of

    outcome = checked(name)
    other = fault_of(name, outcome.gathered.value)
    return Outcome(outcome.gathered, (other,)) if other else outcome


def unread(name: str, rejected: Rejected) -> Outcome:
    """Return what is known of a draft that cannot be read."""
    from ctct.outcome import Outcome
    from ctct.project.gather import Gathered

    return Outcome(Gathered(name, Files(), root=root_of(folder_of(name))), rejected.diagnostics)


def verdict_on(outcome: Outcome, done: str = "") -> Verdict:
    """Return what there is to tell of a draft."""
    gathered = outcome.gathered
    return Verdict(gathered.name, locate(outcome.findings, gathered.files, gathered.name), done, outcome.unneeded)


def lost(name: str) -> Verdict:
    """Return what there is to tell of a draft whose process died over it."""
    message = _("tiến trình làm dự thảo này bị hệ thống kết thúc giữa chừng")
    return Verdict(name, locate([error("MAY01", (), message, _("có thể máy đã hết bộ nhớ: làm riêng dự thảo này"))], {}, name))
