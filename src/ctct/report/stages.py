"""Shows a draft as it stands after a stage, for people who want to see what ctct sees."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from ctct.diagnostics import Rejected
from ctct.layout import blocks
from ctct.layout.provenance import kind_of, place_of
from ctct.outcome import Outcome
from ctct.pipeline import sheet_of
from ctct.report.located import as_json
from ctct.resolve.inlines import Origin


def show_stage(outcome: Outcome, stage: str) -> str:
    """Return the draft at ``stage`` as text: JSON, or for ``text`` the document's own words.

    Raises :class:`Rejected` if the draft did not get that far.
    """
    if stage == "text":
        from ctct.emit.plain import write_plain

        return write_plain(sheet_of(outcome))
    reached = _reached(outcome, stage)
    if reached is None:
        raise Rejected(outcome.findings)
    return as_json(_plain(reached))


def show_carried(data: bytes) -> str:
    """Return what a Word document carries of ctct's, as JSON. Raises :class:`Rejected` for a file that is none."""
    from ctct.word.block_map import carried_by

    carried = carried_by(data)
    entries = carried.map.entries if carried.map else ()
    return as_json(
        {
            "ban_do": carried.map and carried.map.facts._asdict(),
            "ma_ban_do": carried.digest,
            "doan": [{name: value for name, value in entry._asdict().items() if value} for entry in entries],
            "the_an": len(carried.keys),
            "the_khong_co_trong_ban_do": sorted(set(carried.keys) - {entry.khoa for entry in entries}),
        }
    )


def _reached(outcome: Outcome, stage: str) -> Any:
    if stage == "source":
        return outcome.gathered.value
    if stage == "model":
        return outcome.draft and outcome.draft.model_dump(exclude_none=True)
    return outcome.resolved if stage == "resolved" else sheet_of(outcome)


def _plain(value: Any) -> Any:
    """Return a stage's tree as what JSON knows; each node says what it is."""
    if isinstance(value, Origin):
        return str(value)
    names = getattr(value, "_fields", None) or ([field.name for field in fields(value)] if is_dataclass(value) else ())
    if names:
        shown = {name: _plain(getattr(value, name)) for name in names}
        if isinstance(value, blocks.Paragraph | blocks.Note):
            shown |= {"at": "/".join(map(str, place_of(value))), "kind": kind_of(value)}
        return {"_": type(value).__name__, **{key: item for key, item in shown.items() if item not in ("", None, [], False)}}
    if isinstance(value, bytes):  # a picture is looked at with other means
        return f"{len(value)} byte"
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
