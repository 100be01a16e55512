"""Findings as GitLab's code quality report (https://docs.gitlab.com/ci/testing/code_quality/)."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from ctct.diagnostics import Severity
from ctct.report.located import Located, Report, as_json
from ctct.report.repository import from_repository

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.ADVICE: "info"}


def write(report: Report) -> str:
    """Return a list of issues."""
    return as_json([_issue(one) for one in from_repository(report).findings()])


def _issue(one: Located) -> dict[str, Any]:
    path = PurePath(one.file).as_posix()
    return {
        "description": " – ".join(filter(None, [one.message, one.hint, str(one.cites or "")])),
        "check_name": one.code,
        # GitLab compares branches by fingerprint alone: the same slip in two files must not be one issue.
        "fingerprint": f"{one.fingerprint}:{path}",
        "severity": _SEVERITIES[one.severity],
        "location": {"path": path, "lines": {"begin": max(one.line, 1)}},
    }
