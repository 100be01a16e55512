"""What a superior document asks for and which works carry it out; what none carries out yet; works of no known source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from ctct.lint.items import Placed, place_items
from ctct.lint.passages import steps_named
from ctct.lint.registry import Subject
from ctct.lint.sources import carried_out
from ctct.model.cited_documents import MucCuaVanBan
from ctct.outcome import Outcome
from ctct.resolve.document import read_items
from ctct.resolve.numbering import count
from ctct.resolve.references import reference_phrase
from ctct.resolve.tree import text_of
from ctct.tracking.works import AssignedWork, Programme


class Serving(NamedTuple):
    """A work of the programme ``draft``, and the ``place`` in the superior document that it says to carry out (``""``: the
    whole document, ``None``: it says no source at all).
    """

    draft: str
    key: str
    number: str
    words: str
    state: str
    recurring: bool
    place: str | None


class Asked(NamedTuple):
    """An item of the superior document: its place, what is to be done, until when; ``excuse`` says why no programme need carry
    it out; ``works`` are those that do.
    """

    place: str
    words: str
    due: str
    excuse: str
    works: tuple[Serving, ...]


class Coverage(NamedTuple):
    """How far programmes carry out a superior document, called ``name``. ``whole`` are the works that name it and no item,
    ``astray`` those that name a place of no item, ``without`` those that name no source; recurring ones are not among these.
    """

    name: str
    items: tuple[Asked, ...]
    whole: tuple[Serving, ...]
    astray: tuple[Serving, ...]
    without: tuple[Serving, ...]

    @property
    def is_of_several(self) -> bool:
        """Whether its works are of several programmes."""
        works = (*self.whole, *self.astray, *self.without, *(work for item in self.items for work in item.works))
        return len({work.draft for work in works}) > 1

    @property
    def counted(self) -> tuple[Asked, ...]:
        """The items that programmes should carry out."""
        return tuple(item for item in self.items if not item.excuse)

    @property
    def covered(self) -> int:
        """How many of them have a work."""
        return sum(bool(item.works) for item in self.counted)

    @property
    def share(self) -> float:
        """How many in a hundred; a hundred where nothing is asked."""
        return 100 * self.covered / len(self.counted) if self.counted else 100.0


def coverage_of(name: str, items: Sequence[MucCuaVanBan], servings: Iterable[Serving]) -> Coverage:
    """Return how far the works of programmes carry out ``items`` of the document called ``name``."""
    listed = [steps_named(item.tai) for item in items]
    works: list[list[Serving]] = [[] for _ in items]
    whole: list[Serving] = []
    astray: list[Serving] = []
    without: list[Serving] = []
    for serving in servings:
        if serving.place is None:
            without += [serving] if not serving.recurring else []
            continue
        places = carried_out(serving.place, listed)
        for index in places:
            works[index].append(serving)
        if not places:
            (astray if serving.place else whole).append(serving)
    asked = (_asked(item, found) for item, found in zip(items, works, strict=True))
    return Coverage(name, tuple(asked), tuple(whole), tuple(astray), tuple(without))


def _asked(item: MucCuaVanBan, works: list[Serving]) -> Asked:
    return Asked(item.tai, item.noi_dung or "", item.han or "", item.ngoai or "", tuple(dict.fromkeys(works)))


def servings_of(subject: Subject, programme: Programme, name: str, document: str) -> Iterator[Serving]:
    """Yield the works of a programme, which messages call ``name``, once for each item of ``document`` that they carry out."""
    sources: dict[tuple[str | int, ...], dict[str, None]] = {}
    sourced = set()
    for source in subject.sources:
        sourced.add(source.work.at)
        if source.document == document:
            sources.setdefault(source.work.at, {})[source.place] = None
    for work in programme.works:
        places: Iterable[str | None] = sources.get(work.at, {})
        for place in places or ([None] if work.at not in sourced else []):
            yield _serving(work, name, place)


def _serving(work: AssignedWork, name: str, place: str | None) -> Serving:
    return Serving(name, work.key, work.number, work.text, work.state, work.recurring is not None, place)


def items_of(outcome: Outcome, excused: Sequence[MucCuaVanBan]) -> tuple[MucCuaVanBan, ...]:
    """Return what a superior draft asks for: its entries without others below them. ``excused`` are items that its register
    says to be no programme's. Raises ValueError for a draft with errors.
    """
    draft, layout, gathered = outcome.draft, outcome.layout, outcome.gathered
    if outcome.failed or draft is None or layout is None or outcome.resolved is None:
        raise ValueError("a draft with errors asks for nothing")
    conventions = layout.stylesheet.conventions
    items = outcome.resolved.items or read_items(draft, gathered.directory, conventions, gathered.documents)
    placed, counted = place_items(items), count(draft, conventions)
    reasons = {frozenset(steps_named(item.tai).items()): item.ngoai for item in excused if item.ngoai}
    found = []
    for entry in counted.walk():
        if entry.at in placed and not any(True for _ in counted.children(entry)):
            place = text_of(reference_phrase([entry], None, False))
            reason = reasons.get(frozenset(steps_named(place).items()))
            due = entry.node.han or entry.node.thoi_gian
            found.append(MucCuaVanBan(tai=place, noi_dung=_words(placed, entry.at), han=due, ngoai=reason))
    return tuple(found)


def _words(placed: Mapping[tuple[str | int, ...], Placed], at: tuple[str | int, ...]) -> str | None:
    item = placed[at].item
    said = (text_of(part).removesuffix("./.").strip() for part in (item.ten, *item.noi_dung))
    return " ".join(filter(None, said)) or None
