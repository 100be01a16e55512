"""Where works come from: the items of superior documents that they say to carry out, under «nguon» or in a note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from ctct.diagnostics import Path
from ctct.lint.mentions import Mention
from ctct.lint.passages import Passage, steps_named
from ctct.model.structure import nodes_below
from ctct.model.works import Work, works_of
from ctct.source.inline import Mark, read_inline

if TYPE_CHECKING:
    from ctct.model.body import Viec
    from ctct.model.document import VanBan

_names_source = re.compile(r"(?:tại|theo) ", re.IGNORECASE).match
_is_of = re.compile(r",? (?:của|trong) [^.;()\n]{0,100}").fullmatch


class Source(NamedTuple):
    """An item that a work carries out: of the ``document`` of the register the ``place`` in words, ``""`` for all of it. It is
    said at ``at``, in a note (``in_note``) at the ``part`` of that.
    """

    work: Work
    document: str
    place: str
    at: Path
    part: tuple[int, int] | None = None
    in_note: bool = False


class Said(NamedTuple):
    """What a note says to be the source of what it is marked at."""

    document: str
    place: str
    at: Path
    part: tuple[int, int]


def find_sources(
    draft: VanBan, given: Mapping[Path, Viec], mentions: Iterable[Mention], passages: Iterable[Passage]
) -> Iterator[Source]:
    """Yield the sources of the works of a draft, those ``given`` under «nguon» before those in its notes. Where a work gives
    none, what it stands in may.
    """
    notes = {str(said.at[1]): said for said in _said_in_notes(mentions, passages)}
    for work in works_of(draft) if given or notes else ():
        if at := _where_given(work, given):
            for index, source in enumerate(given[at].nguon or ()):
                yield Source(work, source.van_ban, source.tai or "", (*at, "nguon", index))
        for name in dict.fromkeys(_marked(work, draft)):
            if said := notes.get(name):
                yield Source(work, *said, in_note=True)


def given_sources(draft: VanBan) -> dict[Path, Viec]:
    """Return what says its source under «nguon», by its place."""
    found: dict[Path, Viec] = {at: node for at, node in nodes_below(draft) if node.nguon}
    found.update({("thuong_ky", name): work for name, work in draft.thuong_ky.items() if work.nguon})
    return found


def _where_given(work: Work, given: Mapping[Path, Viec]) -> Path | None:
    """Return where the sources of a work are given: at itself, at what it repeats, else at the nearest of what it stands in."""
    places: list[Path] = [work.at[:end] for end in range(len(work.at), 0, -2)]
    if work.recurring:
        places.insert(1, ("thuong_ky", work.recurring))
    return next((at for at in places if at in given), None)


def _marked(work: Work, draft: VanBan) -> Iterator[str]:
    """Yield the notes that a work marks."""
    repeated = draft.thuong_ky.get(work.recurring) if work.recurring else None
    for said in filter(None, (work.node, repeated)):
        for text in (said.ten or "", *(said.noi_dung or ())):
            if "[^" in text:
                yield from (piece.id for piece in read_inline(text) if isinstance(piece, Mark))


def _said_in_notes(mentions: Iterable[Mention], passages: Iterable[Passage]) -> Iterator[Said]:
    """Yield the sources that notes say, «Tại Điểm 3.5 … của Chương trình số …», «Theo Chương trình số …»: one of each."""
    named = {passage.text.at: passage for passage in passages if passage.text.field == "chu_thich"}
    told: set[Path] = set()
    for mention in mentions:
        at, text = mention.text.at, mention.text.text
        if mention.text.field != "chu_thich" or at in told or not mention.id or not _names_source(text):
            continue
        told.add(at)
        passage = named.get(at)
        if passage and is_of(passage, mention):
            yield Said(mention.id, passage.written, at, passage.part)
        elif ". " not in text[: mention.part[0]]:
            yield Said(mention.id, "", at, mention.part)


def is_of(passage: Passage, mention: Mention) -> bool:
    """Return whether a passage is said to be of the document that is cited right behind it."""
    between = passage.text.text[passage.part[1] : mention.part[0]]
    return passage.text.at == mention.text.at and _is_of(between) is not None


def carried_out(place: str, listed: Sequence[Mapping[str, str]]) -> list[int]:
    """Return which of ``listed`` items, each as its levels and numbers, a ``place`` in words is of: itself, what it stands in,
    or the only one that fits where levels are left out. A place that holds several items is of none.
    """
    named = steps_named(place)
    fitting = [index for index, item in enumerate(listed) if named and _fit(named, item)]
    finer = [index for index in fitting if listed[index].keys() <= named.keys()]
    if finer:
        most = max(len(listed[index]) for index in finer)
        return [index for index in finer if len(listed[index]) == most]
    return fitting if len(fitting) == 1 else []


def has_place(place: str, listed: Sequence[Mapping[str, str]]) -> bool:
    """Return whether one of ``listed`` items is at ``place``, in it, or holds it."""
    named = steps_named(place)
    return any(_fit(named, item) for item in listed)


def _fit(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    """Return whether two places may be one, or one in the other: no level has two numbers, and one says all levels of the
    other.
    """
    nested = one.keys() <= other.keys() or other.keys() <= one.keys()
    return nested and all(other.get(level, number) == number for level, number in one.items())
