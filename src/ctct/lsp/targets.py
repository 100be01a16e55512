"""What stands at the cursor in a text that is understood: a name, a key, a value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from lsprotocol import types

from ctct.diagnostics import Path
from ctct.lsp.analysis import Analysis
from ctct.lsp.kinds import Kind
from ctct.lsp.names import (
    Name,
    names_of_documents,
    names_of_draft,
    names_of_opinions,
    names_of_progress,
    names_of_register,
    path_at_offset,
)


@dataclass(frozen=True, slots=True)
class Target:
    """``at`` leads to what stands there, ``on_key`` says that it is the key; ``name`` is the name there, if one is."""

    offset: int
    at: Path
    on_key: bool
    name: Name | None


def target_at(analysis: Analysis, position: types.Position) -> Target:
    """Return what stands at ``position``."""
    offset = analysis.text.offset(position)
    at, on_key = path_at_offset(analysis.value, analysis.places, offset)
    return Target(offset, at, on_key, _name_at(analysis, at, on_key, offset))


def names_of(analysis: Analysis) -> list[Name]:
    """Return every name in a text."""
    return list(names_by_kind(analysis.kind)(analysis.value))


def names_by_kind(kind: Kind) -> Callable[[Any], Iterator[Name]]:
    """Return what finds the names in texts of a kind."""
    return _NAMES.get(kind, names_of_draft)


_NAMES = {
    Kind.REGISTER: names_of_register,
    Kind.DOCUMENTS: names_of_documents,
    Kind.OPINIONS: names_of_opinions,
    Kind.PROGRESS: names_of_progress,
}


def _name_at(analysis: Analysis, at: Path, on_key: bool, offset: int) -> Name | None:
    for name in names_of(analysis):
        if name.at == at and (name.part is None) == on_key:
            start, end = name.region(analysis.places)
            if start <= offset <= end:
                return name
    return None
