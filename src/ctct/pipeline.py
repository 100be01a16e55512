"""The order of things: what lies round a draft is gathered; from there on all is pure, each stage a function of the last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ctct.diagnostics import Rejected
from ctct.layout.chosen import layout_of
from ctct.layout.fitness import fit_faults
from ctct.layout.picture_fitness import picture_faults
from ctct.layout.table_fitness import table_faults
from ctct.model.completion import completed
from ctct.model.document import VanBan
from ctct.model.structure import structure_faults
from ctct.model.types import REPORT
from ctct.model.validation import validate
from ctct.outcome import Outcome
from ctct.project.beside import Beside, draft_fault, kind_beside
from ctct.project.gather import Gathered, gather, gather_beside, with_draft
from ctct.project.not_drafts import refuse_others
from ctct.resolve.document import resolve

if TYPE_CHECKING:
    from datetime import date

    from ctct.emit.formats import Form
    from ctct.layout.blocks import Sheet
    from ctct.lint.engine import Selection
    from ctct.lint.opinions import Asked
    from ctct.project.files import Source


def check(source: Source) -> Outcome:
    """Find everything that keeps ``source`` from being built; never raises. Of a file beside a draft the draft is looked at."""
    kind = kind_beside(source.name)
    return _check_beside(source, kind) if kind else examine(gather(source))


def _check_beside(source: Source, kind: Beside[Any]) -> Outcome:
    """Return what is known of a file beside a draft: as far as its own text goes, and the draft for the rules to look at."""
    gathered, draft = gather_beside(source, kind)
    if draft is None:
        return Outcome(gathered, gathered.faults)
    outcome = examine(gather(draft))
    told = [draft_fault(kind, draft.name, outcome.findings)] if outcome.failed else []
    return outcome._replace(gathered=with_draft(gathered, outcome.gathered), findings=tuple(told))


def examine(gathered: Gathered) -> Outcome:
    """Find everything that keeps a draft from being built, from what has been gathered of it; never raises."""
    outcome = Outcome(gathered, gathered.faults)
    if gathered.is_register or not gathered.is_read:
        return outcome
    try:
        draft = completed(validate(VanBan, gathered.value, gathered.sheets), gathered.config)
        outcome = outcome._replace(draft=draft).found(structure_faults(draft))
        if gathered.previous and draft.loai != REPORT:
            from ctct.model.carry_over import carry_over_faults

            outcome = outcome.found(carry_over_faults(draft, *gathered.previous))
        if gathered.layout is None:
            return outcome
        layout, unlawful = layout_of(draft, gathered.layout)
    except Rejected as rejected:
        return outcome.told(rejected.diagnostics)
    outcome = outcome._replace(layout=layout).found([*unlawful, *fit_faults(draft, layout.stylesheet)])
    if not gathered.is_sound:  # half of the names would be faults
        return outcome
    if any(signs and signs.thay_mat for signs in (draft.nguoi_ky, draft.nguoi_ghi, draft.xac_nhan)):
        from ctct.resolve.signing import with_signatures

        draft, unsigned = with_signatures(draft, gathered.directory, layout.stylesheet.family)
        outcome = outcome._replace(draft=draft).found(unsigned)
    resolved = resolve(draft, gathered.directory, layout.stylesheet.conventions, gathered.images, gathered.documents)
    fitting = (*table_faults(resolved, layout.stylesheet), *picture_faults(resolved, layout.stylesheet))
    return outcome._replace(resolved=resolved).found([*resolved.faults, *fitting])


def lint(outcome: Outcome, selection: Selection, today: date, fields: frozenset[str] = frozenset()) -> Outcome:
    """Return the outcome with what the rules find, if the draft got as far as having all its numbers and names; data are to
    fill its ``fields``.
    """
    from ctct.lint.engine import Subject, lint_subject
    from ctct.lint.registry import AN_OFFICE, Followed, Office

    if outcome.draft is None or outcome.layout is None or outcome.resolved is None:
        return outcome
    gathered, style = outcome.gathered, outcome.layout.stylesheet
    kept = gathered.progress
    followed = Followed(kept.said, kept.file, gathered.previous) if kept else Followed(before=gathered.previous)
    office = Office(gathered.calendar, gathered.config.han.chuan_bi) if gathered.config else AN_OFFICE
    beside = (gathered.directory, style.family, style.edition, fields, followed, office, _asked(outcome), gathered.documents)
    subject = Subject(outcome.draft, outcome.resolved, *beside)
    result = lint_subject(subject, gathered.config, gathered.config_file, selection, today)
    files = (gathered.progress, gathered.opinions)
    if gathered.beside:
        own = {one.file for one in files if one and one.file.endswith(gathered.beside.ending)}
        return outcome.told(one._replace(file=None) for one in result.findings if one.file in own)
    faults = (fault for one in files if one for fault in one.faults)
    return outcome._replace(unneeded=result.unneeded).told(faults).found(result.findings)


def _asked(outcome: Outcome) -> Asked | None:
    """Return the opinions on a draft, if any are kept, with the places that they speak of."""
    kept, draft, layout = outcome.gathered.opinions, outcome.draft, outcome.layout
    if kept is None or kept.said is None or draft is None or layout is None:
        return None
    from ctct.lint.opinions import Asked
    from ctct.resolve.places import NamedPlaces

    return Asked(kept.said, kept.file, NamedPlaces(draft, layout.stylesheet.conventions))


def sheet_of(outcome: Outcome) -> Sheet:
    """Return the document in blocks. Raises :class:`Rejected` with all findings if there is an error among them."""
    from ctct.layout.templates import lay_out

    gathered = outcome.gathered
    refuse_others(gathered.name, gathered.value)
    if outcome.failed or outcome.resolved is None or outcome.layout is None:
        raise Rejected(outcome.findings)
    try:
        return lay_out(outcome.resolved, outcome.layout)
    except Rejected as rejected:
        raise Rejected([*outcome.findings, *outcome.gathered.in_templates(rejected.diagnostics)]) from rejected


def compile_to(outcome: Outcome, form: Form) -> tuple[bytes, Outcome]:
    """Return a draft in ``form``, and the outcome with what there is to tell of that. Raises :class:`Rejected`."""
    from ctct.emit.formats import write
    from ctct.facts import facts_of, is_for_review
    from ctct.layout.block_map import with_map

    sheet = sheet_of(outcome)
    assert outcome.layout is not None
    if form.to == "docx" and is_for_review(outcome, form):
        sheet = with_map(sheet, facts_of(outcome))
    data, told = write(sheet, outcome.layout.stylesheet, form)
    return data, outcome.told(told)
