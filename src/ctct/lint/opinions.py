"""Opinions that were gathered on a draft, each at its place in the draft as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ctct.diagnostics import Path
from ctct.source.lookup import normalised

if TYPE_CHECKING:
    from ctct.model.opinions import SoYKien, YKien
    from ctct.resolve.places import NamedPlaces

OPEN = "chua_xu_ly"
"""What is said of an opinion that nobody has dealt with."""


class Asked(NamedTuple):
    """The opinions on a draft, as the file ``file`` keeps them, and the places of the draft."""

    said: SoYKien
    file: str
    places: NamedPlaces


def place_of(opinion: YKien, places: NamedPlaces) -> Path | None:
    """Return where an opinion's place is now, ``None`` if it has none, or none any more. A path leads to what stands there now:
    if the words that the opinion is about stand in one other node alone, they have moved there.
    """
    at = places.find(opinion.tai) if opinion.tai else None
    entry = places.entries.get(at) if at is not None else None
    if entry is None or not opinion.doan or opinion.tai == entry.node.id:
        return at
    words = normalised(opinion.doan).rstrip("….")
    if words in places.compared[entry.at]:
        return at
    others = [one for one, said in places.compared.items() if words in said]
    return others[0] if len(others) == 1 else at


def is_gone(written: str | None, places: NamedPlaces) -> bool:
    """Return whether an opinion names a place that the draft does not have."""
    return bool(written) and places.find(written or "") is None
