"""What is told of the thing at the cursor: how it will be printed, what a key is for, which clause a finding rests on."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from ctct.language import _
from ctct.lint.codes import meaning_of
from ctct.lsp.analysis import Analysis
from ctct.lsp.diagnostics import places_of, region_shown
from ctct.lsp.keys import Key, key_at
from ctct.lsp.kinds import Kind
from ctct.lsp.names import Name, NameKind
from ctct.lsp.printed import printed
from ctct.lsp.progress import works_told_of
from ctct.lsp.said_times import meaning_of_time
from ctct.lsp.targets import Target, target_at
from ctct.lsp.wording import assignment, entry_kind, entry_wording, reference_to, title_of_work
from ctct.model.types import ROLES, TYPE_NAMES
from ctct.model.validity import ends_of
from ctct.report.rules import explain
from ctct.resolve.citations import cited_in_full, cited_in_short
from ctct.resolve.marks import day_in_figures
from ctct.resolve.places import title_of
from ctct.source.lookup import value_at


def hover(analysis: Analysis, position: types.Position) -> types.Hover | None:
    """Return what is told of ``position``."""
    target = target_at(analysis, position)
    name = None if _is_of_another_draft(analysis, target.name) else target.name
    named = list(_of_name(analysis, name)) if name else []
    sections = [*named, *_of_findings(analysis, target.offset), *([] if name else _of_key(analysis, target))]
    sections = [*filter(None, sections)]
    if not sections:
        return None
    region = target.name.region(analysis.places) if target.name else analysis.places.locate(target.at, key=target.on_key)
    content = types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(sections))
    return types.Hover(content, analysis.text.range(analysis.places, region))


def _is_of_another_draft(analysis: Analysis, name: Name | None) -> bool:
    """Return whether a name is of a draft that the text is kept beside."""
    is_beside = analysis.kind in (Kind.PROGRESS, Kind.OPINIONS)
    return name is not None and is_beside and name.kind in (NameKind.NODE, NameKind.WORK)


def _of_name(analysis: Analysis, name: Name) -> Iterator[str]:
    sections = {
        NameKind.NODE: _node,
        NameKind.WORK: _work,
        NameKind.NOTE: _note,
        NameKind.ENTRY: _entry,
        NameKind.DOCUMENT: _document,
    }[name.kind](analysis, name)
    if sections:
        yield sections


def _node(analysis: Analysis, name: Name) -> str | None:
    entry = analysis.counted.by_id.get(name.name) if analysis.counted else None
    if entry is None:
        return None
    source = None if name.given else analysis.entry_at(name.at)
    return f"**{reference_to(entry, source, short=name.short)}**\n\n{title_of(entry)}"


def _work(analysis: Analysis, name: Name) -> str | None:
    draft = analysis.whole.draft if analysis.whole else None
    work = draft.thuong_ky.get(name.name) if draft else None
    return title_of_work(work) if work else None


def _note(analysis: Analysis, name: Name) -> str | None:
    draft, resolved = analysis.whole.draft if analysis.whole else None, analysis.resolved
    text = draft.chu_thich.get(name.name) if draft else None
    number = next((note.number for note in resolved.chu_thich if note.id == name.name), None) if resolved else None
    title = _("Chú thích {number}", number=number) if number else _("Chú thích không được dùng")
    return f"**{title}**\n\n{text}" if text else None


def _entry(analysis: Analysis, name: Name) -> str | None:
    if entry_kind(analysis, name.name) is None:
        return None
    words, wrong = entry_wording(analysis, name.name, short=name.short)
    return f"{words}\n\n⚠ {wrong}" if wrong else words


def _document(analysis: Analysis, name: Name) -> str | None:
    document = analysis.documents.get(name.name)
    if document is None:
        return None
    words = analysis.conventions.words if analysis.conventions else {}
    told = f"**{cited_in_short(document)}**\n\n{cited_in_full(document, words)}"
    end = ends_of(analysis.documents).get(name.name)
    if end is None or end.day > analysis.day.last:
        return told
    day = day_in_figures(end.day)
    if end.by:
        by = cited_in_short(analysis.documents[end.by])
        ended = _("hết hiệu lực từ ngày {day}, thay bằng {document}", day=day, document=by)
    else:
        ended = _("hết hiệu lực từ ngày {day}", day=day)
    return f"{told}\n\n⚠ {ended}"


def _of_findings(analysis: Analysis, offset: int) -> Iterator[str]:
    """Yield what each finding at the cursor rests on."""
    places = places_of(analysis, analysis.name)
    for finding in analysis.outcome.findings if places else ():
        if finding.file in (None, analysis.name) and places:
            start, end = region_shown(finding, places)
            if start <= offset <= end and end:
                meaning = meaning_of(finding.code)
                basis = _("Căn cứ: {basis}", basis=finding.cites) if finding.cites else ""
                clause = f"\n\n*{basis}*" if basis else ""
                yield f"**{finding.code}**: {finding.message}{clause}" + (f"\n\n```\n{explain(meaning)}```" if meaning else "")


def _of_key(analysis: Analysis, target: Target) -> Iterator[str]:
    at = target.at
    yield from _in_the_draft(analysis, target)
    yield from _in_opinions(analysis, target)
    while at and isinstance(at[-1], int):
        at = at[:-1]
    if analysis.kind is Kind.PROGRESS and target.on_key and len(at) == 2 and at[0] == "viec":
        yield from _followed(analysis, str(at[1]))
        return
    key = key_at(analysis.kind, at) if at else None
    if key is None:
        return
    charged = assignment(analysis, key.name, at) if key.name in ROLES and analysis.kind is Kind.DRAFT else None
    if charged:
        yield f"{_(ROLES[key.name])}: {charged}"
    if target.on_key:
        yield _meaning(key)
    elif key.name == "loai" and isinstance(analysis.value, dict):
        yield TYPE_NAMES.get(str(analysis.value.get("loai")), "")


def _in_the_draft(analysis: Analysis, target: Target) -> Iterator[str]:
    if analysis.kind is not Kind.DRAFT:
        return
    if not target.on_key and (said := printed(analysis, target.at)):
        yield _("In ra: {printed}", printed=said)
    if meant := meaning_of_time(analysis, target):
        yield _("Thời gian: {meaning}", meaning=meant)


def _in_opinions(analysis: Analysis, target: Target) -> Iterator[str]:
    if analysis.kind is Kind.OPINIONS and not target.on_key and target.at[-1:] in (("tai",), ("den",)):
        yield from _place(analysis, str(value_at(analysis.value, target.at)))


def _followed(analysis: Analysis, key: str) -> Iterator[str]:
    """Say what the work is that a programme calls ``key``."""
    work = works_told_of(analysis.source, analysis.value).get(key)
    if work:
        yield work.words


def _place(analysis: Analysis, written: str) -> Iterator[str]:
    """Say which place of the draft is meant, and what stands there."""
    known = analysis.named_places
    at = known.find(written) if known else None
    if known and at is not None:
        yield f"**{known.words(at)}**\n\n{known.says(at)}"


def _meaning(key: Key) -> str:
    example = "\n\n" + _("Ví dụ: `{example}`", example=key.example) if key.example else ""
    needed = _(" *(bắt buộc)*") if key.needed else ""
    return f"**{_(key.title) or key.name}**{needed}\n\n{_(key.description)}{example}"
