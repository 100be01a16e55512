"""Differences as data for other programs."""

from __future__ import annotations

import json
from typing import Any

from ctct.changes.kinds import Change, Differences
from ctct.changes.passages import Passage
from ctct.changes.text import said
from ctct.compare.hunks import hunks


def as_json(found: Differences, old: str, new: str) -> str:
    """Return differences as JSON; ``old`` and ``new`` name the documents."""
    data = {
        "old": old,
        "new": new,
        "changes": [_plain(change) for change in found.changes],
        "numbers": [{"old": one.way, "new": other.way} for one, other in found.numbers],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _plain(change: Change) -> dict[str, Any]:
    made: dict[str, Any] = {
        "kind": change.kind,
        "moved": change.moved,
        "old": [_passage(one) for one in change.old],
        "new": [_passage(one) for one in change.new],
    }
    if change.old and change.new:
        old, new = said(change.old), said(change.new)
        made["edits"] = [
            {"old": old[one.old_start : one.old_end], "new": new[one.new_start : one.new_end]} for one in hunks(old, new)
        ]
    return made


def _passage(passage: Passage) -> dict[str, str]:
    return {"way": passage.way, "number": passage.number, "text": passage.text}
