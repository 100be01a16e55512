"""What an editor offers to do about a finding: the safe fixes, and what was probably meant."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from lsprotocol import types

from ctct.drafting.fix import apply_fixes
from ctct.drafting.remedies import remedies
from ctct.language import _
from ctct.lsp.analysis import Analysis
from ctct.lsp.diagnostics import shown
from ctct.lsp.kinds import Kind
from ctct.outcome import Outcome
from ctct.project.files import Source
from ctct.runs.check import Check
from ctct.source.places import Places


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
        if not touches(about.range, region) or (finding.fix is not None and analysis.kind is not Kind.DRAFT):
            continue
        for remedy in remedies(analysis.outcome, analysis.source, finding):
            if edit := analysis.text.edit_to(remedy.make().decode("utf-8")):
                yield action(analysis, remedy.title, types.CodeActionKind.QuickFix, edit, about)


def touches(finding: types.Range, region: types.Range) -> bool:
    """Return whether ``region`` is in the lines of a finding: a colon is hard to hit."""
    return finding.start.line <= region.end.line and region.start.line <= finding.end.line


def _fix_all(analysis: Analysis) -> Iterator[types.CodeAction]:
    if analysis.kind is Kind.DRAFT and any(finding.fix is not None for finding in analysis.outcome.findings):
        judge: Callable[[Source], Outcome] = Check.of_today().judge
        result = apply_fixes(analysis.source, judge)
        if edit := analysis.text.edit_to(result.data.decode("utf-8")):
            yield action(
                analysis, _("Sửa {count} chỗ sửa được an toàn", count=result.applied), types.CodeActionKind.SourceFixAll, edit
            )


def action(
    analysis: Analysis, title: str, kind: str, edit: types.TextEdit, about: types.Diagnostic | None = None
) -> types.CodeAction:
    """Return what makes an edit of a text, ``about`` a finding."""
    changes = types.WorkspaceEdit(changes={analysis.uri: [edit]})
    return types.CodeAction(title, kind=kind, diagnostics=[about] if about else None, edit=changes, is_preferred=bool(about))
