"""What the page shows, as JSON has it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ctct.report.located import Located
from ctct.watch.preview import Preview


def page_state(preview: Preview) -> dict[str, Any]:
    """Return all that the page shows, as JSON has it."""
    edition, files = preview.edition, list(preview.files)
    return {
        "number": edition.number,
        "title": edition.title,
        "name": preview.name,
        "stem": preview.path.stem,
        "fresh": edition.fresh,
        "missing": edition.missing,
        "files": files,
        "pages": [asdict(page) for page in edition.pages],
        "findings": [_finding_state(one, files) for one in edition.findings],
    }


def _finding_state(one: Located, files: list[str]) -> dict[str, Any]:
    return {
        "file": files.index(one.file) if one.file in files else -1,
        "name": one.file,
        "line": one.line,
        "column": one.column,
        "severity": one.severity.value,
        "code": one.code,
        "message": one.message,
        "hint": one.hint,
        "cites": str(one.cites) if one.cites else None,
    }
