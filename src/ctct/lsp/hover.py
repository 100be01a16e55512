"""What is told of the thing at the cursor: how it will be printed, what a key is for, which clause a finding rests on."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from ctct.lint.codes import meaning_of
from ctct.lsp.diagnostics import places_of, region_shown
from ctct.lsp.keys import Key, key_at
from ctct.lsp.kinds import Kind
from ctct.lsp.names import Name, NameKind
from ctct.lsp.spots import Spot, spot_in
from ctct.lsp.views import View
from ctct.lsp.wording import assignment, entry_kind, entry_wording, reference_to, said_by, said_in
from ctct.model.types import ROLES, TYPE_NAMES
from ctct.report.rules import explain


def hover(view: View, position: types.Position) -> types.Hover | None:
    """Return what is told of ``position``."""
    spot = spot_in(view, position)
    named = list(_of_name(view, spot.name)) if spot.name else []
    told = [*named, *_of_findings(view, spot.offset), *([] if spot.name else _of_key(view, spot))]
    if not told:
        return None
    region = spot.name.region(view.places) if spot.name else view.places.locate(spot.at, key=spot.on_key)
    content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(told))
    return types.Hover(content, view.text.range(view.places, region))


def _of_name(view: View, name: Name) -> Iterator[str]:
    told = {
        NameKind.NODE: _node,
        NameKind.WORK: _work,
        NameKind.NOTE: _note,
        NameKind.ENTRY: _entry,
    }[name.kind](view, name)
    if told:
        yield told


def _node(view: View, name: Name) -> str | None:
    entry = view.counted.by_id.get(name.name) if view.counted else None
    if entry is None:
        return None
    source = None if name.given else view.entry_at(name.at)
    return f"**{reference_to(entry, source, short=name.short)}**\n\n{said_by(entry)}"


def _work(view: View, name: Name) -> str | None:
    draft = view.whole.draft if view.whole else None
    work = draft.thuong_ky.get(name.name) if draft else None
    return said_in(work) if work else None


def _note(view: View, name: Name) -> str | None:
    draft, resolved = view.whole.draft if view.whole else None, view.resolved
    text = draft.chu_thich.get(name.name) if draft else None
    number = next((note.number for note in resolved.chu_thich if note.id == name.name), None) if resolved else None
    return f"**Chú thích {number or '(không được dùng)'}**\n\n{text}" if text else None


def _entry(view: View, name: Name) -> str | None:
    if entry_kind(view, name.name) is None:
        return None
    words, wrong = entry_wording(view, name.name, short=name.short)
    return f"{words}\n\n⚠ {wrong}" if wrong else words


def _of_findings(view: View, offset: int) -> Iterator[str]:
    """Yield what each finding at the cursor rests on."""
    places = places_of(view, view.name)
    for finding in view.outcome.findings if places else ():
        if finding.file in (None, view.name) and places:
            start, end = region_shown(finding, places)
            if start <= offset <= end and end:
                meaning = meaning_of(finding.code)
                clause = f"\n\n*Căn cứ: {finding.cites}*" if finding.cites else ""
                yield f"**{finding.code}**: {finding.message}{clause}" + (f"\n\n```\n{explain(meaning)}```" if meaning else "")


def _of_key(view: View, spot: Spot) -> Iterator[str]:
    at = spot.at
    while at and isinstance(at[-1], int):
        at = at[:-1]
    key = key_at(view.kind, at) if at else None
    if key is None:
        return
    printed = assignment(view, key.name, at) if key.name in ROLES and view.kind is Kind.DRAFT else None
    if printed:
        yield f"{ROLES[key.name]}: {printed}"
    if spot.on_key:
        yield _meaning(key)
    elif key.name == "loai" and isinstance(view.value, dict):
        yield TYPE_NAMES.get(str(view.value.get("loai")), "")


def _meaning(key: Key) -> str:
    example = f"\n\nVí dụ: `{key.example}`" if key.example else ""
    needed = " *(bắt buộc)*" if key.needed else ""
    return f"**{key.title or key.name}**{needed}\n\n{key.description}{example}"
