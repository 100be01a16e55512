"""What stands at the cursor in a text that is understood: a name, a key, a value."""

from __future__ import annotations

from dataclasses import dataclass

from lsprotocol import types

from ctct.diagnostics import Path
from ctct.lsp.kinds import Kind
from ctct.lsp.names import Name, names_of_draft, names_of_register, spot_at
from ctct.lsp.views import View


@dataclass(frozen=True, slots=True)
class Spot:
    """``at`` leads to what stands there, ``on_key`` says that it is the key; ``name`` is the name there, if one is."""

    offset: int
    at: Path
    on_key: bool
    name: Name | None


def spot_in(view: View, position: types.Position) -> Spot:
    """Return what stands at ``position``."""
    offset = view.text.offset(position)
    at, on_key = spot_at(view.value, view.places, offset)
    return Spot(offset, at, on_key, _name_at(view, at, on_key, offset))


def names_of(view: View) -> list[Name]:
    """Return every name in a text."""
    return list((names_of_register if view.kind is Kind.REGISTER else names_of_draft)(view.value))


def _name_at(view: View, at: Path, on_key: bool, offset: int) -> Name | None:
    for name in names_of(view):
        if name.at == at and (name.part is None) == on_key:
            start, end = name.region(view.places)
            if start <= offset <= end:
                return name
    return None
