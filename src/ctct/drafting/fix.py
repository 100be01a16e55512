"""Applies the safe fixes of findings in the draft's own bytes and changes nothing else.

A fix is a piece of a text; here it becomes a piece of YAML in the style of the scalar that it stands in. It is kept only if
the draft then loads as exactly what was meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from difflib import unified_diff
from itertools import accumulate
from typing import Any, NamedTuple

from ctct.diagnostics import Diagnostic, Rejected, Severity
from ctct.diagnostics import Path as Place
from ctct.outcome import Outcome
from ctct.project.files import Source
from ctct.project.reading import read_draft
from ctct.report.located import legible
from ctct.source.places import Places
from ctct.source.spans import Spans
from ctct.source.text import decode

LIMIT_ROUNDS = 8
"""How often the rules are asked anew: fixes that overlap wait for each other, and one may show another."""

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_TO_ESCAPE = re.compile(r'[\\"\x00-\x1f]')
_CLUSTER = re.compile(r"(?s).[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]*")


class FixResult(NamedTuple):
    """A draft after its fixes: its bytes, how many were applied, and the findings whose fix could not safely be."""

    data: bytes
    applied: int
    left: tuple[Diagnostic, ...]
    outcome: Outcome


class _Edit(NamedTuple):
    """A fix in place: ``source`` replaces the characters ``region`` of the file so that ``new`` replaces ``part`` of the text
    at ``at``; all that stands there, or the key itself, where ``part`` is ``None``.
    """

    finding: Diagnostic
    at: Place
    part: tuple[int, int] | None
    new: str
    region: tuple[int, int]
    source: str


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
        file = _File(source.name, source.data, text, outcome.gathered.value)
        step = _step(source, file, edits, outcome, judge)
        left |= {_name(one): one for one in (*refused, *step.left)}
        applied += step.applied
        source, outcome = source._replace(data=step.data), step.outcome
    return FixResult(source.data, applied, tuple(left.values()), outcome)


def _step(
    source: Source, file: _File, edits: Sequence[_Edit], before: Outcome, judge: Callable[[Source], Outcome]
) -> FixResult:
    """Apply as many of the edits as are safe; one after which there is an error that was not there before is not. Of a draft
    that its model refused the later stages have not yet told.
    """
    data, done, undone = _applied(file, edits)
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


def _apart(findings: Iterable[Diagnostic], outcome: Outcome) -> tuple[list[_Edit], list[Diagnostic]]:
    """Return the edits for the findings, from first to last, without those that touch another; and the findings whose fix
    has no place.
    """
    spans = outcome.gathered.files[outcome.gathered.name]
    placed = {_name(one): (one, _edit(one, spans, outcome.gathered.value)) for one in findings}
    edits: list[_Edit] = []
    for edit in sorted((edit for _, edit in placed.values() if edit), key=lambda edit: edit.region):
        # Fixes that touch would each be made in a text that the other has changed.
        if not edits or edits[-1].region[1] < edit.region[0]:
            edits.append(edit)
    return edits, [one for one, edit in placed.values() if edit is None]


def _edit(finding: Diagnostic, spans: Places, value: Any) -> _Edit | None:
    """Return the edit that makes the fix of a finding, ``None`` where it has no place or changes nothing."""
    if finding.fix is None:
        return None
    if finding.region:  # what is read stays the same
        return _Edit(finding, (), None, finding.fix, finding.region, finding.fix)
    if finding.on_key:
        return _of_key(finding, finding.fix, spans, value)
    text = _at(value, finding.at)
    if isinstance(text, dict):
        return _in_quotes(finding, finding.fix, spans)
    return _of_text(finding, finding.fix, spans, text) if isinstance(text, str) and text else None


def _of_text(finding: Diagnostic, new: str, spans: Places, text: str) -> _Edit | None:
    part = finding.part or (0, len(text))
    if text[slice(*part)] == new:
        return None
    region = spans.locate_part(finding.at, *part)
    style = spans.text[spans.locate(finding.at)[0]]
    typed = _in_style(new, style)
    if isinstance(spans, Spans) and part == (0, len(text)) and style not in "\"'|>" and new.startswith("- "):
        inside = _in_style(new, '"')
        typed = f'"{inside}"'  # a plain scalar that begins so would be a list
    return _Edit(finding, finding.at, part, new, region, typed)


def _of_key(finding: Diagnostic, new: str, spans: Places, value: Any) -> _Edit | None:
    holder = _at(value, finding.at[:-1])
    if not isinstance(holder, dict) or finding.at[-1] not in holder:
        return None  # the model has it from a shorter form
    return _Edit(finding, finding.at, None, new, spans.locate(finding.at, key=True), new)


def _in_quotes(finding: Diagnostic, new: str, spans: Places) -> _Edit | None:
    """Return the edit that puts a sentence which was read as a key and its value into quotes, if it was written as it reads."""
    region = spans.locate(finding.at)
    if spans.text[slice(*region)] != new:
        return None
    inside = _in_style(new, '"')
    return _Edit(finding, finding.at, None, new, region, f'"{inside}"')


def _in_style(new: str, style: str) -> str:
    """Return text as it must be typed in a scalar that begins with ``style``."""
    if style == '"':
        return _TO_ESCAPE.sub(lambda sign: _ESCAPES.get(sign[0]) or f"\\x{ord(sign[0]):02x}", new)
    return new.replace("'", "''") if style == "'" else new


class _File(NamedTuple):
    """A draft's name, bytes, text (in NFC, without a BOM) and value."""

    name: str
    data: bytes
    text: str
    value: Any


def _applied(file: _File, edits: Sequence[_Edit]) -> tuple[bytes, int, list[Diagnostic]]:
    """Return the bytes after as many of the edits as are safe, how many that is, and the findings of the others."""
    # Nearly always all of them are safe: one reading is enough to know.
    if whole := _attempt(file, edits):
        return whole, len(edits), []
    safe = [edit for edit in edits if _attempt(file, [edit])]
    undone = [edit.finding for edit in edits if edit not in safe]
    # Safe each for itself, they may still not be together.
    if several := _attempt(file, safe):
        return several, len(safe), undone
    one = _attempt(file, safe[:1])
    return (one, 1, undone) if one else (file.data, 0, undone)


def _attempt(file: _File, edits: Sequence[_Edit]) -> bytes | None:
    """Return the bytes after the edits if they load as they should, else ``None``."""
    edited = _edited(file, edits) if edits else None
    if edited is None:
        return None
    try:
        read, _ = read_draft(file.name, decode(edited))
    except Rejected:
        return None
    return edited if _same(read, _expected(file.value, edits)) else None


def _edited(file: _File, edits: Sequence[_Edit]) -> bytes | None:
    """Return the bytes after the edits, ``None`` where one has no place of its own in them."""
    original = file.data.decode("utf-8")
    places = _places(original.removeprefix("\ufeff"), file.text)
    bom = len(original) - len(original.removeprefix("\ufeff"))
    for edit in reversed(edits):
        start, end = (places[at] if places else at for at in edit.region)
        if start is None or end is None:
            return None
        original = original[: start + bom] + edit.source + original[end + bom :]
    return original.encode("utf-8")


def _places(original: str, text: str) -> list[int | None]:
    """Return for each character of ``text`` where it begins in ``original``, which reads the same but is not in NFC;
    ``None`` inside of what was composed. Empty where the two are one.
    """
    # NFC may be longer or shorter than what was typed; without it places are the same.
    if original == text:
        return []
    clusters = _CLUSTER.findall(original)
    composed = [unicodedata.normalize("NFC", cluster) for cluster in clusters]
    places: list[int | None] = [None] * (len(text) + 1)
    if "".join(composed) != text:
        return places
    starts = accumulate(map(len, clusters), initial=0)
    for at, start in zip(accumulate(map(len, composed), initial=0), starts, strict=True):
        places[at] = start
    return places


def _expected(value: Any, edits: Sequence[_Edit]) -> Any:
    """Return the value with the edited texts changed; what an alias repeats stays one object, so that it changes too."""
    changed = deepcopy(value)
    for edit in reversed([one for one in edits if one.at]):
        holder, last = _at(changed, edit.at[:-1]), edit.at[-1]
        if edit.part is not None:
            holder[last] = holder[last][: edit.part[0]] + edit.new + holder[last][edit.part[1] :]
        elif edit.finding.on_key:
            renamed = {edit.new if key == last else key: said for key, said in holder.items()}
            holder.clear()
            holder.update(renamed)
        else:
            holder[last] = edit.new
    return changed


def _at(value: Any, at: Place) -> Any:
    for step in at:
        try:
            value = value[step]
        except (LookupError, TypeError):
            return None
    return value


def _same(one: Any, other: Any) -> bool:
    """Return whether two values are alike, order of keys and kinds of scalars included."""
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and bool(one == other)
