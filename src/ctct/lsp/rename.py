"""Renames an id wherever it stands: in the draft, in the danh bạ, in every draft of the project that rests on that."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace

from lsprotocol import types
from pygls.exceptions import JsonRpcInvalidParams

from ctct.language import _
from ctct.lsp.analysis import Analysis
from ctct.lsp.definition import Found, everywhere
from ctct.lsp.documents import OpenDocuments
from ctct.lsp.names import Name, NameKind
from ctct.lsp.targets import names_of, target_at
from ctct.lsp.wording import entry_kind
from ctct.source.inline import ID


def renamable(analysis: Analysis, position: types.Position) -> types.PrepareRenamePlaceholder | None:
    """Return the id at ``position``, if one is there."""
    name = target_at(analysis, position).name
    if name is None:
        return None
    return types.PrepareRenamePlaceholder(analysis.text.range(analysis.places, name.region(analysis.places)), name.name)


def rename(
    analysis: Analysis, documents: OpenDocuments, position: types.Position, new: str
) -> dict[str, list[types.TextEdit]] | None:
    """Return the edits, by the addresses of the files, that call ``new`` what is named at ``position``.

    Raises :class:`JsonRpcInvalidParams`, in Vietnamese, for an id that cannot be used.
    """
    name = target_at(analysis, position).name
    if name is None or new == name.name:
        return None
    if refusal := _refusal(analysis, documents, name, new):
        raise JsonRpcInvalidParams(refusal)
    edits: dict[str, list[types.TextEdit]] = defaultdict(list)
    for found in everywhere(analysis, documents, name, others=True):
        if not _stands_plainly(found):
            raise JsonRpcInvalidParams(
                _(
                    "«{name}» trong «{file}» viết theo cách phải đổi bằng tay",
                    name=name.name,
                    file=found.path.name,
                )
            )
        edits[documents.uri_of(found.path)].append(types.TextEdit(found.range, new))
    return {uri: _once(listed) for uri, listed in edits.items()}


def _refusal(analysis: Analysis, documents: OpenDocuments, name: Name, new: str) -> str | None:
    if not re.fullmatch(ID, new):
        return _(
            "mã «{name}» không dùng được: mã chỉ gồm chữ thường không dấu, chữ số, nối bằng «-», bắt đầu bằng chữ", name=new
        )
    if name.kind in (NameKind.NODE, NameKind.ENTRY) and entry_kind(analysis, new):
        return _("mã «{name}» đã có trong danh bạ", name=new)
    if any(one.name.given for one in everywhere(analysis, documents, replace(name, name=new))):
        return _("mã «{name}» đã dùng cho một {kind} khác", name=new, kind=_(name.kind.value))
    if name.kind is NameKind.DOCUMENT and new in analysis.documents:
        return _("mã «{name}» đã có trong danh mục văn bản", name=new)
    if name.kind is NameKind.ENTRY and any(one.given and one.key == (NameKind.NODE, new) for one in names_of(analysis)):
        return _("mã «{name}» đã dùng cho một mục của dự thảo", name=new)
    return None


def _stands_plainly(found: Found) -> bool:
    start, end = found.name.region(found.places)
    return found.places.text[start:end] == found.name.name


def _once(edits: list[types.TextEdit]) -> list[types.TextEdit]:
    """Return ``edits`` without those of a place that is written once and read several times (an alias)."""
    places = {(edit.range.start.line, edit.range.start.character): edit for edit in edits}
    return list(places.values())
