"""Where a text of the draft stands in what was written: one scalar may hold several paragraphs, or a part written short."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ctct.diagnostics import Diagnostic, Path
from ctct.language import _
from ctct.model.document import VanBan
from ctct.model.paths import as_written
from ctct.model.tables import Dong


def place_as_written(found: Diagnostic, value: Any, draft: VanBan) -> Diagnostic:
    """Return ``found`` with ``at`` and ``part`` leading into ``value``, the draft as it was loaded.

    A part that cannot be told there is dropped, and the fix with it.
    """
    text = _text(draft, found.at)
    found = found._replace(at=as_written(value, found.at))
    at, written = _scalar(value, found.at)
    if written is None or (found.part is None and (found.fix is None or at == found.at)):
        return found
    offset = None if text is None else _offset(written, text, found.at[len(at) :])
    if offset is None or text is None:
        return found._replace(part=None, fix=None)
    start, end = found.part or (0, len(text))
    return found._replace(at=at, part=(offset + start, offset + end))


def at_its_sheet(found: Diagnostic, draft: VanBan) -> Diagnostic:
    """Return what was found in a row that a file beside the draft holds at the name of that file, saying which row."""
    here: Any = draft
    for depth, step in enumerate(found.at):
        try:
            here = getattr(here, step) if isinstance(step, str) and not isinstance(here, dict) else here[step]
        except (LookupError, TypeError, AttributeError):
            return found
        if isinstance(here, Dong) and here.origin:
            place, file, line = here.origin
            message = _("{message} ({file}, dòng {line})", message=found.message, file=file, line=line)
            return found._replace(at=(*found.at[:depth], place), message=message, part=None, fix=None)
    return found


def _scalar(value: Any, at: Path) -> tuple[Path, str | None]:
    """Return the path, as far as it leads, and the text that it ends at."""
    for depth, step in enumerate(at):
        if isinstance(value, str):
            return at[:depth], value
        try:
            value = value[step]
        except (LookupError, TypeError):
            return at[:depth], None
    return at, value if isinstance(value, str) else None


def _text(draft: VanBan, at: Path) -> str | None:
    """Return the text that the model holds at ``at``, if it is one."""
    here: Any = draft
    for step in at:
        try:
            here = getattr(here, step) if isinstance(step, str) and not isinstance(here, dict) else here[step]
        except (LookupError, TypeError, AttributeError):
            return None
    if isinstance(here, tuple) and len(here) == 1:
        here = here[0]  # an assignee alone is a group of one in the model, and a mere text in findings and in what is written
    return here if isinstance(here, str) else None


def _offset(written: str, text: str, rest: Path) -> int | None:
    """Return where ``text``, which the model holds ``rest`` below a scalar, begins in it."""
    if written.strip() == text:
        return len(written) - len(written.lstrip())
    index = next((step for step in reversed(rest) if isinstance(step, int)), -1)
    lines = _lines(written)
    if 0 <= index < len(lines):
        start, line = lines[index]
        if line.strip() == text:
            return start + len(line) - len(line.lstrip())
    return written.index(text) if written.count(text) == 1 else None


@lru_cache(maxsize=16)
def _lines(written: str) -> tuple[tuple[int, str], ...]:
    """Return the lines that are not blank, each with where it starts. Kept, for a long scalar may have a finding in each."""
    lines = []
    start = 0
    for line in written.split("\n"):
        if line.strip():
            lines.append((start, line))
        start += len(line) + 1
    return tuple(lines)
