"""Does what a plan says to the text of a draft, reads it again each time, and tells what could not be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

from ctct.compare.normal import folded
from ctct.diagnostics import Diagnostic, Rejected, Severity
from ctct.drafting.editing import DraftText, TextEdit, apply_edits, in_style, value_or_none
from ctct.drafting.merge.current import Draft
from ctct.drafting.merge.edits import Edit
from ctct.drafting.merge.ground import Plan
from ctct.drafting.merge.operations import Operation, SetField, SetText, made
from ctct.drafting.merge.places import bare
from ctct.drafting.merge.reprinting import Reprinted
from ctct.drafting.merge.rewriting import NOTES, DraftTree, rewritten
from ctct.drafting.merge.values import ValueEdit
from ctct.language import _
from ctct.outcome import Outcome
from ctct.pipeline import examine
from ctct.project.gather import gather
from ctct.project.reading import read_draft
from ctct.report.located import region_of
from ctct.source.markdown.marks import written as written_in_markdown
from ctct.source.text import decode

_LONGEST = 60


class _Lines(NamedTuple):
    """Lines that may go, for they are edited, and lines that may come, for the copy has them: how often each."""

    edited: Counter[str]
    theirs: Counter[str]


def carry_out(draft: Draft, plan: Plan) -> bytes:
    """Return the bytes of a draft after a plan; what of it cannot be done is told in its edit."""
    draft, words, operations = _with_notes(draft, plan)
    data = _words(draft, words)
    if not operations:
        return data
    before = draft if data == draft.source.data else Draft.of(draft.source._replace(data=data))
    together, lines = [*operations], _Lines(Counter(bare(edit.old) for edit in plan.edits), plan.said)
    while together:
        edits = [edit for edit, _rest in together]
        changed = _operated(draft, data, [operation for _rest, operation in together])
        if isinstance(changed, str):
            break
        wrong = _printed_otherwise(before, changed, edits, lines)
        if not wrong:
            _taken(together)
            return changed.source.data
        if len(wrong) == len(together):
            break
        together = [(edit, operation) for edit, operation in together if edit not in wrong]
    return _one_by_one(before, draft, together, lines)


def _with_notes(draft: Draft, plan: Plan) -> tuple[Draft, list[tuple[Edit, ValueEdit]], list[tuple[Edit, Operation]]]:
    """Return the draft with the words of all new notes, which must be there before anything marks them, and the rest of the
    plan; without what marks them if they cannot be put in.
    """
    notes = [one for one in plan.operations if isinstance(one[1], SetField) and one[1].owner == NOTES and one[1].value]
    if not notes:
        return draft, plan.words, plan.operations
    others = [one for one in plan.operations if one not in notes]
    noted = _operated(draft, draft.source.data, [operation for _rest, operation in notes])
    if isinstance(noted, Draft):
        return noted, plan.words, others
    marked = [edit for edit, _rest in notes]
    for edit in marked:
        edit.why = _("chú thích mới không ghi được vào dự thảo")
    return draft, [one for one in plan.words if one[0] not in marked], [one for one in others if one[0] not in marked]


def _one_by_one(before: Draft, draft: Draft, operations: Sequence[tuple[Edit, Operation]], lines: _Lines) -> bytes:
    """Return the bytes after as many operations as can be done together: the place of each is that in the draft as it was."""
    done: list[tuple[Edit, Operation]] = []
    data = before.source.data
    whole = list(dict.fromkeys(edit.whole for edit, _rest in operations))
    for tried in ([one for one in operations if one[0].whole is edit] for edit in whole):
        changed = _operated(draft, before.source.data, [one for _rest, one in (*done, *tried)])
        edits = [one for one, _rest in (*done, *tried)]
        wrong = {} if isinstance(changed, str) else _printed_otherwise(before, changed, edits, lines)
        if isinstance(changed, str) or wrong:
            for edit, _rest in tried:
                edit.why = changed if isinstance(changed, str) else wrong.get(edit) or next(iter(wrong.values()))
                edit.failed = True
            continue
        done += tried
        data = changed.source.data
    _taken(done)
    return data


def settle(edits: Sequence[Edit]) -> None:
    """Give edits that go with another the fate of that."""
    for edit in edits:
        if edit.part_of is not None and not edit.failed:
            edit.fate, edit.why = edit.part_of.fate, edit.why or edit.part_of.why


def _taken(operations: Sequence[tuple[Edit, Operation]]) -> None:
    for edit, _rest in operations:
        edit.fate = "taken"


def _printed_otherwise(before: Draft, after: Draft, edits: Sequence[Edit], lines: _Lines) -> dict[Edit, str]:
    """Return the edits after which the draft would print something else than the copy says, with what: all if a line is no
    longer printed that no edit is about, or one is that the copy has not.
    """
    reprinted = Reprinted(before, after)
    wrong = [edit for edit in edits if edit.new and edit.sort in ("charged", "added") and not reprinted.prints(edit.new)]
    for edit in wrong:
        edit.why = _("ghi vào dự thảo thì in ra khác bản sửa: sửa ở dự thảo")
        edit.failed = True
    if wrong:
        return {edit: edit.why for edit in wrong}
    lost = next((line for line, times in reprinted.gone.items() if times > lines.edited[line]), "")
    more = next((line for line, times in reprinted.come.items() if times > lines.theirs[folded(line)]), "")
    why = _("sửa thế thì mất cả «{lost}» mà bản sửa vẫn còn", lost=_cut(lost)) if lost else ""
    why = why or (_("sửa thế thì in ra «{more}», bản sửa không có", more=_cut(more)) if more else "")
    return dict.fromkeys(edits, why) if why else {}


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _operated(draft: Draft, data: bytes, operations: Sequence[Operation]) -> Draft | str:
    """Return the draft after operations on ``data``; why there is none if they cannot be done, or make errors that it did not
    have.
    """
    return _changed(draft, data, made(operations))


def _changed(draft: Draft, data: bytes, change: Callable[[DraftTree], None]) -> Draft | str:
    after = rewritten(draft.source.name, data.decode("utf-8-sig"), change)
    if after is None:
        return _("dự thảo viết chỗ này bằng bí danh («*…»), ở tệp khác hoặc theo lối riêng: sửa tay ở đó")
    source = draft.source._replace(data=after.encode())
    outcome = examine(gather(source))
    faults = sorted(_errors(outcome) - _errors(draft.outcome))
    if faults:
        code, message = faults[0]
        return _("sửa thế thì dự thảo có lỗi {code}: {message}", code=code, message=message)
    return Draft(source, outcome)


def _errors(outcome: Outcome) -> set[tuple[str, str]]:
    return {(one.code, one.message) for one in outcome.findings if one.severity is Severity.ERROR}


def _words(draft: Draft, wanted: Sequence[tuple[Edit, ValueEdit]]) -> bytes:
    """Return the bytes after the edits of words, each in its own place."""
    gathered = draft.outcome.gathered
    file = DraftText(gathered.name, draft.source.data, gathered.files[gathered.name].text, gathered.value)
    edits = sorted((_text_edit(number, one, draft) for number, (_rest, one) in enumerate(wanted)), key=lambda edit: edit.region)
    data, _rest, left = apply_edits(file, edits) if edits else (draft.source.data, 0, [])
    undone = {int(one.message) for one in left}
    if edits and _errors(examine(gather(draft.source._replace(data=data)))) - _errors(draft.outcome):
        data, undone = draft.source.data, set(range(len(wanted)))
    done = [one for number, one in enumerate(wanted) if number not in undone]
    for number in sorted(undone):
        changed = _rewritten_value(draft, data, wanted[number][1], [one for _rest, one in done])
        if isinstance(changed, str):
            wanted[number][0].why = changed
            continue
        data = changed.source.data
        done.append(wanted[number])
    for edit, _last in done:
        edit.fate = "taken"
    return data


def _text_edit(number: int, one: ValueEdit, draft: Draft) -> TextEdit:
    gathered = draft.outcome.gathered
    spans = gathered.files[gathered.name]
    finding = Diagnostic("", Severity.ADVICE, one.at, str(number), part=one.part)
    style = spans.text[spans.locate(one.at)[0] : spans.locate(one.at)[0] + 1]
    typed = written_in_markdown(one.new) if gathered.markdown and style not in ('"', "'") else in_style(one.new, style)
    return TextEdit(finding, one.at, one.part, one.new, region_of(finding, spans), typed)


def _rewritten_value(draft: Draft, data: bytes, wanted: ValueEdit, done: Sequence[ValueEdit]) -> Draft | str:
    """Return the draft with a whole value written anew, where its characters alone could not be, or why it cannot be; ``done``
    are the edits that have been made.
    """
    was = value_or_none(draft.outcome.gathered.value, wanted.at)
    before = [one for one in done if one.at == wanted.at]
    if not isinstance(was, str) or value_or_none(_value(draft, data), wanted.at) != _edited(was, before):
        return _("chữ này không ghi được vào đúng chỗ trong dự thảo")
    new = _edited(was, [*before, wanted])
    *owner, key = wanted.at
    operation: Operation = SetField(tuple(owner), str(key), new) if isinstance(key, str) else SetText(tuple(owner), key, new)
    return _operated(draft, data, [operation])


def _edited(text: str, edits: Sequence[ValueEdit]) -> str:
    for one in sorted(edits, key=lambda edit: edit.part, reverse=True):
        text = text[: one.part[0]] + one.new + text[one.part[1] :]
    return text


def _value(draft: Draft, data: bytes) -> object:
    try:
        return read_draft(draft.source.name, decode(data))[0]
    except Rejected:
        return None
