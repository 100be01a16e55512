"""What the page shows, as JSON has it."""

from __future__ import annotations

from typing import Any

from ctct.report.located import Located
from ctct.watch.mending import read_only, titles_of
from ctct.watch.preview import Page, Preview
from ctct.watch.saving import mark_of


def page_state(preview: Preview, since: int) -> dict[str, Any]:
    """Return all that the page shows, as JSON has it; ``None`` for a page that is as it was in the edition ``since``."""
    with preview.changed:
        edition, files, found = preview.edition, preview.files, preview.found
        before = preview.pages_of(since)
    names, fixed = list(files), [titles_of(preview, one) for one in found]
    return {
        "number": edition.number,
        "since": since,
        "title": edition.title,
        "name": preview.name,
        "stem": preview.path.stem,
        "fresh": edition.fresh,
        "missing": edition.missing,
        "files": names,
        "pages": [None if page in before[at : at + 1] else _page_state(page) for at, page in enumerate(edition.pages)],
        "findings": [_finding_state(one, names, fixes) for (_, one), fixes in zip(found, fixed, strict=True)],
        "draft": mark_of(files.data[preview.name]) if preview.name in files.data else "",
        "readOnly": read_only(preview),
    }


def _page_state(page: Page) -> dict[str, Any]:
    return {"mark": page.mark, "width": page.width, "height": page.height, "boxes": page.boxes, "words": page.words}


def _finding_state(one: Located, files: list[str], fixes: list[str]) -> dict[str, Any]:
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
        "key": one.fingerprint,
        "fixable": one.fixable,
        "fixes": fixes,
    }
