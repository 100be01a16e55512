"""Files as a pull request names them: from the top of the git repository that they lie in, wherever the command runs."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from ctct.project.folders import repository_of
from ctct.report.located import Report


def from_repository(report: Report) -> Report:
    """Return ``report`` with every file that lies in a repository named from the top of that one."""
    named = lru_cache(maxsize=None)(_named)
    return report._replace(
        verdicts=tuple(
            verdict._replace(
                draft=named(verdict.draft),
                findings=tuple(one._replace(file=named(one.file)) for one in verdict.findings),
            )
            for verdict in report.verdicts
        )
    )


def _named(name: str) -> str:
    if not os.path.lexists(name):  # «<stdin>»
        return name
    # Not the real path: git keeps links, and names what lies behind one by the link.
    path = Path(os.path.abspath(name))
    top = repository_of(path.parent)
    return str(path.relative_to(top)) if top else name
