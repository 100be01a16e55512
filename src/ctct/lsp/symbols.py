"""The outline of a text: its nodes with the numbers that will be printed, its works, notes and names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from lsprotocol import types

from ctct.diagnostics import Path
from ctct.lsp.keys import key_at
from ctct.lsp.kinds import Kind
from ctct.lsp.names import REGISTER_KINDS
from ctct.lsp.shifted import Shifted
from ctct.lsp.views import View
from ctct.lsp.wording import first_words, said_by
from ctct.model.types import LEVELS
from ctct.resolve.numbering import Count, Entry
from ctct.source.lookup import scalars, value_at
from ctct.source.spans import Region, Spans

_SECTIONS = ("thuong_ky", "chu_thich", "noi_nhan", "nguoi_ky")
"""What of a draft an outline shows besides its nodes."""


class _Look(NamedTuple):
    name: str
    detail: str
    kind: types.SymbolKind


def symbols(view: View) -> list[types.DocumentSymbol]:
    """Return the outline of a text in the order of writing."""
    if not isinstance(view.value, dict):
        return []
    if view.kind is Kind.REGISTER:
        return [_section(view, key) for key in REGISTER_KINDS if view.value.get(key)]
    counted = view.counted
    nodes = [_node(view, counted, entry) for entry in (*counted.roots, *counted.attached)] if counted else []
    found = [*nodes, *(_section(view, key) for key in _SECTIONS if view.value.get(key))]
    return sorted(found, key=lambda symbol: (symbol.range.start.line, symbol.range.start.character))


def _node(view: View, counted: Count, entry: Entry) -> types.DocumentSymbol:
    children = [_node(view, counted, child) for child in counted.children(entry)]
    value = value_at(view.value, entry.at)
    own = [view.places.locate((*entry.at, *at)) for at, _ in scalars(value) if not at or at[0] not in LEVELS]
    name = " ".join(filter(None, [entry.label, said_by(entry)])) or entry.level
    heading = view.places.locate((*entry.at, "ten")) if entry.node.ten else min(own, default=view.places.locate(entry.at))
    look = _Look(name, entry.node.id or "", types.SymbolKind.Module)
    return _symbol(view, look, heading, (*_whole(view, entry.at), *own), children)


def _section(view: View, key: str) -> types.DocumentSymbol:
    known = key_at(view.kind, (key,))
    value = view.value[key]
    numbers = {note.id: str(note.number) for note in view.resolved.chu_thich} if key == "chu_thich" and view.resolved else {}
    listed = value.items() if isinstance(value, dict) and key != "nguoi_ky" else ()
    children = [_named(view, (key, name), numbers.get(name, ""), item) for name, item in listed]
    heading = view.places.locate((key,), key=True)
    look = _Look(known.title if known else key, "", types.SymbolKind.Namespace)
    return _symbol(view, look, heading, _whole(view, (key,)), children)


def _named(view: View, at: Path, number: str, item: Any) -> types.DocumentSymbol:
    said = item.get("ho_ten") or item.get("ten") or item.get("noi_dung") if isinstance(item, dict) else item
    text = said[0] if isinstance(said, list) and said else said
    name = " ".join(filter(None, [number, first_words(str(text or at[-1]), None)]))
    look = _Look(name, str(at[-1]), types.SymbolKind.Field)
    return _symbol(view, look, view.places.locate(at, key=True), _whole(view, at), [])


def _whole(view: View, at: Path) -> Iterator[Region]:
    """Yield where the whole of a value stands, in a text whose places tell that."""
    places = view.places.origin if isinstance(view.places, Shifted) else view.places
    if isinstance(places, Spans):
        yield view.places.locate(at)


def _symbol(
    view: View, look: _Look, heading: Region, regions: Iterable[Region], children: list[types.DocumentSymbol]
) -> types.DocumentSymbol:
    """Return a symbol that spans ``heading``, ``regions`` and its children."""
    every = [heading, *regions]
    region = view.text.range(view.places, (min(start for start, _ in every), max(end for _, end in every)))
    for child in children:
        region = types.Range(_first(region.start, child.range.start), _last(region.end, child.range.end))
    selected = view.text.range(view.places, heading)
    return types.DocumentSymbol(look.name, look.kind, region, selected, look.detail or None, children=children)


def _first(one: types.Position, other: types.Position) -> types.Position:
    return min(one, other, key=lambda position: (position.line, position.character))


def _last(one: types.Position, other: types.Position) -> types.Position:
    return max(one, other, key=lambda position: (position.line, position.character))
