"""The outline of a text: its nodes with the numbers that will be printed, its works, notes and names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from lsprotocol import types

from ctct.diagnostics import Path
from ctct.language import _
from ctct.lsp.analysis import Analysis
from ctct.lsp.keys import key_at
from ctct.lsp.kinds import Kind
from ctct.lsp.names import REGISTER_KINDS
from ctct.lsp.shifted import ShiftedPlaces
from ctct.model.types import LEVELS
from ctct.resolve.entries import Entry
from ctct.resolve.numbering import Count
from ctct.resolve.places import first_words, title_of
from ctct.source.lookup import scalars, value_at
from ctct.source.spans import Region, Spans

_SECTIONS = ("thuong_ky", "chu_thich", "noi_nhan", "nguoi_ky")
"""What of a draft an outline shows besides its nodes."""


class _Look(NamedTuple):
    name: str
    detail: str
    kind: types.SymbolKind


def symbols(analysis: Analysis) -> list[types.DocumentSymbol]:
    """Return the outline of a text in the order of writing."""
    if not isinstance(analysis.value, dict):
        return []
    if analysis.kind is Kind.REGISTER:
        return [_section(analysis, key) for key in REGISTER_KINDS if analysis.value.get(key)]
    if analysis.kind in (Kind.DOCUMENTS, Kind.PROGRESS, Kind.OPINIONS):
        return [_section(analysis, key) for key in analysis.value]
    counted = analysis.counted
    nodes = [_node(analysis, counted, entry) for entry in (*counted.roots, *counted.attached)] if counted else []
    found = [*nodes, *(_section(analysis, key) for key in _SECTIONS if analysis.value.get(key))]
    return sorted(found, key=lambda symbol: (symbol.range.start.line, symbol.range.start.character))


def _node(analysis: Analysis, counted: Count, entry: Entry) -> types.DocumentSymbol:
    children = [_node(analysis, counted, child) for child in counted.children(entry)]
    value = value_at(analysis.value, entry.at)
    own = [analysis.places.locate((*entry.at, *at)) for at, _ in scalars(value) if not at or at[0] not in LEVELS]
    name = " ".join(filter(None, [entry.label, title_of(entry)])) or entry.level
    titled = entry.node.ten is not None
    heading = analysis.places.locate((*entry.at, "ten")) if titled else min(own, default=analysis.places.locate(entry.at))
    look = _Look(name, entry.node.id or "", types.SymbolKind.Module)
    return _symbol(analysis, look, heading, (*_whole(analysis, entry.at), *own), children)


def _section(analysis: Analysis, key: str) -> types.DocumentSymbol:
    known = key_at(analysis.kind, (key,))
    value = analysis.value[key]
    numbers = (
        {note.id: str(note.number) for note in analysis.resolved.chu_thich} if key == "chu_thich" and analysis.resolved else {}
    )
    listed = value.items() if isinstance(value, dict) and key != "nguoi_ky" else ()
    children = [_named(analysis, (key, name), numbers.get(name, ""), item) for name, item in listed]
    heading = analysis.places.locate((key,), key=True)
    look = _Look(_(known.title) if known else key, "", types.SymbolKind.Namespace)
    return _symbol(analysis, look, heading, _whole(analysis, (key,)), children)


def _named(analysis: Analysis, at: Path, number: str, item: Any) -> types.DocumentSymbol:
    said = item.get("ho_ten") or item.get("ten") or item.get("noi_dung") if isinstance(item, dict) else item
    text = said[0] if isinstance(said, list) and said else said
    name = " ".join(filter(None, [number, first_words(str(text or at[-1]), None)]))
    look = _Look(name, str(at[-1]), types.SymbolKind.Field)
    return _symbol(analysis, look, analysis.places.locate(at, key=True), _whole(analysis, at), [])


def _whole(analysis: Analysis, at: Path) -> Iterator[Region]:
    """Yield where the whole of a value stands, in a text whose places tell that."""
    places = analysis.places.origin if isinstance(analysis.places, ShiftedPlaces) else analysis.places
    if isinstance(places, Spans):
        yield analysis.places.locate(at)


def _symbol(
    analysis: Analysis, look: _Look, heading: Region, regions: Iterable[Region], children: list[types.DocumentSymbol]
) -> types.DocumentSymbol:
    """Return a symbol that spans ``heading``, ``regions`` and its children."""
    every = [heading, *regions]
    region = analysis.text.range(analysis.places, (min(start for start, _ in every), max(end for _, end in every)))
    for child in children:
        region = types.Range(_first(region.start, child.range.start), _last(region.end, child.range.end))
    selected = analysis.text.range(analysis.places, heading)
    return types.DocumentSymbol(look.name, look.kind, region, selected, look.detail or None, children=children)


def _first(one: types.Position, other: types.Position) -> types.Position:
    return min(one, other, key=lambda position: (position.line, position.character))


def _last(one: types.Position, other: types.Position) -> types.Position:
    return max(one, other, key=lambda position: (position.line, position.character))
