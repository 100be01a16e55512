"""Applies the safe fixes of findings in the draft's own bytes and changes nothing else.

A fix is a piece of a text; here it becomes a piece of YAML in the style of the scalar that it stands in. It is kept only if
the draft then loads as exactly what was meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import unified_diff
from typing import Any, NamedTuple

from ctct.diagnostics import Diagnostic, Severity
from ctct.diagnostics import Path as Place
from ctct.drafting.editing import DraftText, TextEdit, apply_edits, in_style, value_or_none
from ctct.outcome import Outcome
from ctct.project.files import Source
from ctct.report.located import legible
from ctct.source.places import Places
from ctct.source.spans import Spans

LIMIT_ROUNDS = 8
"""How often the rules are asked anew: fixes that overlap wait for each other, and one may show another."""


class FixResult(NamedTuple):
    """A draft after its fixes: its bytes, how many were applied, and the findings whose fix could not safely be."""

    data: bytes
    applied: int
    left: tuple[Diagnostic, ...]
    outcome: Outcome


def apply_fixes(source: Source, judge: Callable[[Source], Outcome]) -> FixResult:
    """Apply every fix that ``judge`` finds in ``source`` until it finds no more. What comes of it is judged in the end."""
    outcome, applied = judge(source), 0
    left: dict[tuple[object, ...], Diagnostic] = {}
    for _ in range(LIMIT_ROUNDS):
        wanted = [one for one in outcome.findings if one.fix is not None and one.file is None and _name(one) not in left]
        if not wanted:
            break
        text = outcome.gathered.files[source.name].text
        edits, refused = _apart(wanted, outcome)
        file = DraftText(source.name, source.data, text, outcome.gathered.value)
        step = _step(source, file, edits, outcome, judge)
        left |= {_name(one): one for one in (*refused, *step.left)}
        applied += step.applied
        source, outcome = source._replace(data=step.data), step.outcome
    return FixResult(source.data, applied, tuple(left.values()), outcome)


def _step(
    source: Source, file: DraftText, edits: Sequence[TextEdit], before: Outcome, judge: Callable[[Source], Outcome]
) -> FixResult:
    """Apply as many of the edits as are safe; one after which there is an error that was not there before is not. Of a draft
    that its model refused the later stages have not yet told.
    """
    data, done, undone = apply_edits(file, edits)
    after = judge(source._replace(data=data))
    if before.draft is None or _errors(after) <= _errors(before):
        return FixResult(data, done, tuple(undone), after)
    if len(edits) == 1:
        return FixResult(file.data, 0, (*undone, edits[0].finding), before)
    # Which of them it was shows only when each is tried alone; the others are found again in the next round.
    tried = [_step(source, file, [edit], before, judge) for edit in edits]
    best = next((one for one in tried if one.applied), FixResult(file.data, 0, (), before))
    return best._replace(left=tuple(finding for one in tried for finding in one.left))


def _errors(outcome: Outcome) -> set[tuple[str, Place]]:
    return {(one.code, one.at) for one in outcome.findings if one.severity is Severity.ERROR}


def diff(name: str, before: bytes, after: bytes) -> str:
    """Return the change as a unified diff, ``""`` where there is none."""
    old, new = (data.decode("utf-8").splitlines(keepends=True) for data in (before, after))
    lines = unified_diff(old, new, legible(name), legible(name))  # a line end in a name would make a line of the diff
    return "".join(line if line.endswith(("\n", "\r")) else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _name(finding: Diagnostic) -> tuple[object, ...]:
    return finding.code, finding.at, finding.part, finding.fix, finding.region


def _apart(findings: Iterable[Diagnostic], outcome: Outcome) -> tuple[list[TextEdit], list[Diagnostic]]:
    """Return the edits for the findings, from first to last, without those that touch another; and the findings whose fix
    has no place.
    """
    spans = outcome.gathered.files[outcome.gathered.name]
    placed = {_name(one): (one, _edit(one, spans, outcome.gathered.value)) for one in findings}
    edits: list[TextEdit] = []
    for edit in sorted((edit for _, edit in placed.values() if edit), key=lambda edit: edit.region):
        # Fixes that touch would each be made in a text that the other has changed.
        if not edits or edits[-1].region[1] < edit.region[0]:
            edits.append(edit)
    return edits, [one for one, edit in placed.values() if edit is None]


def _edit(finding: Diagnostic, spans: Places, value: Any) -> TextEdit | None:
    """Return the edit that makes the fix of a finding, ``None`` where it has no place or changes nothing."""
    if finding.fix is None:
        return None
    if finding.region:  # what is read stays the same
        return TextEdit(finding, (), None, finding.fix, finding.region, finding.fix)
    if finding.on_key:
        return _of_key(finding, finding.fix, spans, value)
    text = value_or_none(value, finding.at)
    if isinstance(text, dict):
        return _in_quotes(finding, finding.fix, spans)
    return _of_text(finding, finding.fix, spans, text) if isinstance(text, str) and text else None


def _of_text(finding: Diagnostic, new: str, spans: Places, text: str) -> TextEdit | None:
    part = finding.part or (0, len(text))
    if text[slice(*part)] == new:
        return None
    region = spans.locate_part(finding.at, *part)
    style = spans.text[spans.locate(finding.at)[0]]
    typed = in_style(new, style)
    if isinstance(spans, Spans) and part == (0, len(text)) and style not in "\"'|>" and new.startswith("- "):
        inside = in_style(new, '"')
        typed = f'"{inside}"'  # a plain scalar that begins so would be a list
    return TextEdit(finding, finding.at, part, new, region, typed)


def _of_key(finding: Diagnostic, new: str, spans: Places, value: Any) -> TextEdit | None:
    holder = value_or_none(value, finding.at[:-1])
    if not isinstance(holder, dict) or finding.at[-1] not in holder:
        return None  # the model has it from a shorter form
    return TextEdit(finding, finding.at, None, new, spans.locate(finding.at, key=True), new)


def _in_quotes(finding: Diagnostic, new: str, spans: Places) -> TextEdit | None:
    """Return the edit that puts a sentence which was read as a key and its value into quotes, if it was written as it reads."""
    region = spans.locate(finding.at)
    if spans.text[slice(*region)] != new:
        return None
    inside = in_style(new, '"')
    return TextEdit(finding, finding.at, None, new, region, f'"{inside}"')
