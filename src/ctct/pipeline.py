"""The order of things: what lies round a draft is gathered; from there on all is pure, each stage a function of the last."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ctct.diagnostics import Rejected
from ctct.layout.chosen import layout_of
from ctct.layout.fitness import fit_faults
from ctct.model.carry_over import carry_over_faults
from ctct.model.completion import completed
from ctct.model.document import VanBan
from ctct.model.fields import validate
from ctct.model.structure import structure_faults
from ctct.outcome import Outcome
from ctct.project.gather import Gathered, gather
from ctct.resolve.document import resolve

if TYPE_CHECKING:
    from datetime import date

    from ctct.emit.formats import Form
    from ctct.layout.blocks import Sheet
    from ctct.lint.engine import Selection
    from ctct.project.files import Source


def check(source: Source) -> Outcome:
    """Find everything that is wrong with ``source``; never raises."""
    return examine(gather(source))


def examine(gathered: Gathered) -> Outcome:
    """Find everything that is wrong with a draft of which all that it rests on has been gathered; never raises."""
    outcome = Outcome(gathered, gathered.faults)
    if not gathered.is_read:
        return outcome
    try:
        draft = completed(validate(VanBan, gathered.value), gathered.config)
        outcome = replace(outcome, draft=draft).told(gathered.placed(draft, structure_faults(draft)))
        if gathered.previous:
            outcome = outcome.told(gathered.placed(draft, carry_over_faults(draft, gathered.previous)))
        if gathered.layout is None:
            return outcome
        layout, unlawful = layout_of(draft, gathered.layout)
    except Rejected as rejected:
        return outcome.told(rejected.diagnostics)
    faults = [*unlawful, *fit_faults(draft, layout.stylesheet)]
    if gathered.is_sound and gathered.directory:
        resolved = resolve(draft, gathered.directory, layout.stylesheet.conventions)
        outcome, faults = replace(outcome, resolved=resolved), [*faults, *resolved.faults]
    return replace(outcome, layout=layout).told(gathered.placed(draft, faults))


def lint(outcome: Outcome, selection: Selection, today: date) -> Outcome:
    """Return the outcome with what the rules find, if the draft got as far as having all its numbers and names."""
    gathered, draft, resolved = outcome.gathered, outcome.draft, outcome.resolved
    if draft is None or resolved is None or gathered.directory is None or outcome.layout is None:
        return outcome
    from ctct.lint.engine import rule_on
    from ctct.lint.registry import Subject

    style = outcome.layout.stylesheet
    subject = Subject(draft, resolved, gathered.directory, style.family, style.edition)
    ruled = rule_on(subject, gathered.config, gathered.config_file, selection, today)
    return replace(outcome, unneeded=ruled.unneeded).told(gathered.placed(draft, ruled.findings))


def sheet_of(outcome: Outcome) -> Sheet:
    """Return the document in blocks. Raises :class:`Rejected` with all findings if there is an error among them."""
    from ctct.layout.templates import lay_out

    if outcome.failed or outcome.resolved is None or outcome.layout is None:
        raise Rejected(outcome.findings)
    try:
        return lay_out(outcome.resolved, outcome.layout)
    except Rejected as rejected:
        raise Rejected([*outcome.findings, *outcome.gathered.in_templates(rejected.diagnostics)]) from rejected


def compile_to(outcome: Outcome, form: Form) -> tuple[bytes, Outcome]:
    """Return a draft that has been checked in ``form``, and the outcome with what there is to tell of that.

    Raises :class:`Rejected`.
    """
    from ctct.emit.formats import write

    sheet = sheet_of(outcome)
    assert outcome.layout is not None
    try:
        data, told = write(sheet, outcome.layout.stylesheet, form)
    except Rejected as rejected:
        raise Rejected([*outcome.findings, *rejected.diagnostics]) from None
    return data, outcome.told(told)
