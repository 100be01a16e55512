"""Findings as JSON, for programs. What each key means is told in the guide; ``version`` grows when a meaning changes."""

from __future__ import annotations

from typing import Any

from ctct import __version__
from ctct.diagnostics import Severity
from ctct.report.located import Located, Report, as_json

VERSION = 1


def write(report: Report) -> str:
    """Return an object with ``version``, ``ctct``, ``drafts``, ``fails``, ``counts`` and ``findings``."""
    found = list(report.findings())
    report_object = {
        "version": VERSION,
        "ctct": __version__,
        "drafts": [verdict.draft for verdict in report.verdicts],
        "fails": report.fails,
        "counts": {str(severity): sum(one.severity is severity for one in found) for severity in Severity},
        "findings": [_finding(one) for one in found],
    }
    return as_json(report_object)


def _finding(one: Located) -> dict[str, Any]:
    cites = {"document": one.cites.document, "clause": one.cites.clause} if one.cites else None
    return {
        "file": one.file,
        "line": one.line,
        "column": one.column,
        "end_line": one.end_line,
        "end_column": one.end_column,
        "code": one.code,
        "severity": one.severity,
        "message": one.message,
        "hint": one.hint,
        "cites": cites,
        "fixable": one.fixable,
        "fingerprint": one.fingerprint,
    }
