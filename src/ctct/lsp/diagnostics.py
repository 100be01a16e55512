"""Findings as an editor shows them, file by file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from lsprotocol import types

from ctct.diagnostics import Diagnostic, Severity
from ctct.language import _
from ctct.lsp.analysis import Analysis
from ctct.lsp.documents import OpenDocuments, path_of_label
from ctct.lsp.positions import Text
from ctct.report.located import region_of
from ctct.source.places import Places
from ctct.source.spans import Region

SOURCE = "ctct"
LIMIT = 1000
"""How many findings of a file an editor is told of: nobody reads more, and all have to be sent at each keystroke."""

_LEVELS = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.ADVICE: types.DiagnosticSeverity.Information,
}


def diagnostics_of(analysis: Analysis, documents: OpenDocuments) -> dict[str, list[types.Diagnostic]]:
    """Return what was found in a text and in the files that it rests on, by their addresses; its own always among them."""
    by_file: dict[str, list[Diagnostic]] = defaultdict(list)
    for finding in analysis.outcome.findings:
        by_file[finding.file or analysis.name].append(finding)
    by_address = {
        documents.uri_of(path_of_label(name)): _of_file(found, analysis, documents, name) for name, found in by_file.items()
    }
    return {analysis.uri: [], **by_address}


def _of_file(found: list[Diagnostic], analysis: Analysis, documents: OpenDocuments, name: str) -> list[types.Diagnostic]:
    places, text = places_of(analysis, name), text_of(analysis, documents, name)
    return [shown(finding, places, text) for finding in found[:LIMIT]]


def places_of(analysis: Analysis, name: str) -> Places | None:
    """Return where everything stands in the file named ``name``, if it was read."""
    files: Mapping[str, Places] = analysis.outcome.gathered.files
    return files.get(name)


def text_of(analysis: Analysis, documents: OpenDocuments, name: str) -> Text:
    """Return the text of a file that was read: as the editor has it where it is open."""
    if name == analysis.name:
        return analysis.text
    document = documents.find(path_of_label(name))
    places = places_of(analysis, name)
    return document.text if document else Text.of(places.text if places else "", documents.encoding)


def shown(finding: Diagnostic, places: Places | None, text: Text) -> types.Diagnostic:
    """Return a finding in the editor's terms; one that has no place stands at the beginning."""
    region = text.range(places, region_shown(finding, places)) if places else text.span(0, 0)
    hint = _("\ngợi ý: {hint}", hint=finding.hint) if finding.hint else ""
    clause = _("\ncăn cứ: {cites}", cites=finding.cites) if finding.cites else ""
    return types.Diagnostic(
        range=region,
        message=f"{finding.message}{hint}{clause}",
        severity=_LEVELS[finding.severity],
        code=finding.code,
        source=SOURCE,
    )


def region_shown(finding: Diagnostic, places: Places) -> Region:
    """Return what of a file is underlined for a finding: of a node with all that is below it the first line, of a file as a
    whole its beginning.
    """
    if finding.at == () and finding.region is None:
        return 0, 0
    start, end = region_of(finding, places)
    if finding.part is None and finding.region is None:
        line, column = places.line_column(start)
        end = min(end, start - column + 1 + len(places.line(line).rstrip()))
    return start, end
