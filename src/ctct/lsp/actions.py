"""What an editor offers to do about a finding: the safe fixes, and what was probably meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from lsprotocol import types

from ctct.diagnostics import Diagnostic
from ctct.drafting.fix import apply_fixes
from ctct.lsp.analysis import Analysis
from ctct.lsp.diagnostics import shown
from ctct.lsp.kinds import Kind
from ctct.outcome import Outcome
from ctct.project.files import Source
from ctct.report.located import region_of
from ctct.runs.check import Check
from ctct.source.places import Places

_MEANT = re.compile(r"có phải («.+»)\?|^ghi («[^»…]+»)$")
_IN_QUOTES = re.compile(r"đặt cả câu trong dấu nháy: [\"'](?P<begins>.+?)…?[\"']$")
_QUOTED = re.compile("«([^»]*)»")


def actions(analysis: Analysis, context: types.CodeActionContext, region: types.Range) -> list[types.CodeAction]:
    """Return what can be done about the findings of a text that touch ``region``."""
    places = analysis.outcome.gathered.files.get(analysis.name)
    if places is None:
        return []
    wanted = tuple(map(str, context.only or ("",)))
    found = list(_quick(analysis, places, region)) if any(of_kind("quickfix", kind) for kind in wanted) else []
    # Editors ask by themselves at every move of the cursor, for whatever there is; on saving, for this kind alone.
    in_passing = context.trigger_kind is types.CodeActionTriggerKind.Automatic and not context.only
    if not in_passing and any(of_kind("source.fixAll", kind) for kind in wanted):
        found += _fix_all(analysis)
    return found


def of_kind(kind: str, wanted: str) -> bool:
    """Return whether ``kind`` is what is wanted, or a kind of it."""
    return not wanted or kind == wanted or kind.startswith(f"{wanted}.")


def _quick(analysis: Analysis, places: Places, region: types.Range) -> Iterator[types.CodeAction]:
    for finding in analysis.outcome.findings:
        if finding.file not in (None, analysis.name):
            continue
        about = shown(finding, places, analysis.text)
        if touches(about.range, region):
            yield from _fixes(analysis, finding, about)
            yield from _guesses(analysis, places, finding, about)
            yield from _quoting(analysis, places, finding, about)


def touches(finding: types.Range, region: types.Range) -> bool:
    """Return whether ``region`` is in the lines of a finding: a colon is hard to hit."""
    return finding.start.line <= region.end.line and region.start.line <= finding.end.line


def _fixes(analysis: Analysis, finding: Diagnostic, about: types.Diagnostic) -> Iterator[types.CodeAction]:
    """Yield the fix of a finding, written as the text at its place is."""
    if finding.fix is None or analysis.kind is not Kind.DRAFT:
        return
    # The fix is made as --fix makes it, for a judge who finds this one thing and then nothing.
    verdicts = iter([replace(analysis.outcome, findings=(finding,))])
    result = apply_fixes(analysis.source, lambda source: next(verdicts, replace(analysis.outcome, findings=())))
    if edit := analysis.text.edit_to(result.data.decode("utf-8")):
        title = f"Sửa thành «{finding.fix}»" if finding.fix else "Bỏ chỗ này"
        yield action(analysis, title, types.CodeActionKind.QuickFix, edit, about)


def _guesses(analysis: Analysis, places: Places, finding: Diagnostic, about: types.Diagnostic) -> Iterator[types.CodeAction]:
    """Yield what a hint says was probably meant."""
    meant = _MEANT.search(finding.hint or "")
    if meant is None or finding.fix is not None:
        return
    start, end = region_of(finding, places)
    written = places.text[start:end]
    quoted = _QUOTED.search(finding.message)
    # What was written may hold guillemets itself.
    wrong = written if quoted is None or f"«{written}»" in finding.message else quoted[1]
    for guess in (meant[1] or meant[2])[1:-1].split("» hay «"):
        edit = types.TextEdit(analysis.text.range(places, (start, end)), _put_right(written, wrong, guess))
        yield action(analysis, f"Đổi thành «{guess}»", types.CodeActionKind.QuickFix, edit, about)


def _put_right(written: str, wrong: str, right: str) -> str:
    """Return ``written`` with ``right`` for what is wrong in it; of a path that is the file's name."""
    # A hint names the file, the draft the way to it.
    if "/" in wrong and "/" not in right:
        wrong = wrong.rpartition("/")[2]
    return written.replace(wrong, right, 1) if wrong in written else right


def _quoting(analysis: Analysis, places: Places, finding: Diagnostic, about: types.Diagnostic) -> Iterator[types.CodeAction]:
    """Yield the sentence of a line in quotes, where a sign in it was taken for YAML's."""
    meant = _IN_QUOTES.search(finding.hint or "") if finding.fix is None else None
    number = places.line_column(region_of(finding, places)[0])[0]
    line = places.line(number).rstrip()
    start = line.find(meant["begins"].replace("''", "'")) if meant else -1
    if start < 0:
        return
    sentence = line[start:]
    plain = '"' not in sentence and "\\" not in sentence
    quoted = f'"{sentence}"' if plain else "'" + sentence.replace("'", "''") + "'"
    region = types.Range(analysis.text.position(number - 1, start), analysis.text.position(number - 1, len(line)))
    yield action(analysis, "Đặt cả câu trong dấu nháy", types.CodeActionKind.QuickFix, types.TextEdit(region, quoted), about)


def _fix_all(analysis: Analysis) -> Iterator[types.CodeAction]:
    if analysis.kind is Kind.DRAFT and any(finding.fix is not None for finding in analysis.outcome.findings):
        judge: Callable[[Source], Outcome] = Check(today=date.today().isoformat()).judge
        result = apply_fixes(analysis.source, judge)
        if edit := analysis.text.edit_to(result.data.decode("utf-8")):
            yield action(analysis, f"Sửa {result.applied} chỗ sửa được an toàn", types.CodeActionKind.SourceFixAll, edit)


def action(
    analysis: Analysis, title: str, kind: str, edit: types.TextEdit, about: types.Diagnostic | None = None
) -> types.CodeAction:
    """Return what makes an edit of a text, ``about`` a finding."""
    changes = types.WorkspaceEdit(changes={analysis.uri: [edit]})
    return types.CodeAction(title, kind=kind, diagnostics=[about] if about else None, edit=changes, is_preferred=bool(about))
