"""The merge: each copy against what it was printed from and what the draft is now."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ctct.compare.alignment import Line as Aligned
from ctct.compare.alignment import Match, align
from ctct.diagnostics import Diagnostic, Path, Severity
from ctct.drafting.importing.container import word_document
from ctct.drafting.merge.carrying_out import carry_out, settle
from ctct.drafting.merge.choosing import Wanted, narrowed
from ctct.drafting.merge.current import Draft
from ctct.drafting.merge.edits import Edit
from ctct.drafting.merge.lines import Line, base_lines, their_lines
from ctct.drafting.merge.phrases import Names
from ctct.drafting.merge.plan import Planner
from ctct.drafting.merge.shapes import Shape, shapes_of
from ctct.language import _
from ctct.layout.block_map import BOOKMARK, BlockMap
from ctct.model.types import ROLES
from ctct.model.written import place_as_written
from ctct.outcome import Outcome
from ctct.project.files import Source
from ctct.report.located import region_of
from ctct.resolve.assignees import Register
from ctct.source.lookup import scalars
from ctct.source.spans import Region
from ctct.word.block_map import read_map
from ctct.word.package import opened
from ctct.word.read import read_word
from ctct.word.tree import Comment, WordDocument
from ctct.word.views import accepted

FOREIGN = 0.3
"""A copy of which less than this part of the paragraphs is known is not one of this draft."""


LIMIT_ROUNDS = 3
"""How often edits are tried that failed beside others."""


class Foreign(Exception):
    """A copy that is none of this draft."""


@dataclass
class Remark:
    """A comment of a copy: what it is about, by its place in the draft and the words that it stands at."""

    copy: str
    comment: Comment
    label: str = ""
    line: int = 0
    quoted: str = ""
    region: Region | None = None


@dataclass
class Merged:
    """A draft after a merge. ``told`` says what the merge had less to go by than it should."""

    source: Source
    data: bytes
    edits: list[Edit] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    told: list[str] = field(default_factory=list)


@dataclass
class Copy:
    """An edited copy: the name of its file, its bytes and its path."""

    name: str
    data: bytes
    path: str = ""

    @classmethod
    def from_file(cls, path: str) -> Copy:
        """Read a copy, one of another form than Word's by way of LibreOffice. Raises :class:`Rejected` for a file that cannot
        be read or is no document.
        """
        copy = cls(os.path.basename(path), word_document(Source.from_file(path).data, path), path)
        assert copy.read  # told at once, by its own name
        return copy

    @cached_property
    def read(self) -> tuple[BlockMap | None, WordDocument]:
        """The map that it carries and what it says, its changes accepted. Raises :class:`Rejected`."""
        with opened(self.data):  # what a view counts is within the same bounds
            return read_map(self.data), accepted(read_word(self.data))

    @property
    def draft_name(self) -> str:
        """The name of the draft that it was built from, ``""`` where it says none."""
        block_map = self.read[0]
        return os.path.basename(block_map.facts.ten_tep) if block_map else ""


def _every(edit: Edit) -> bool:
    return True


class _Compared(NamedTuple):
    """What was printed, what a copy says, how its tables lie, its name and what of it is wanted."""

    base: Sequence[Line]
    theirs: Sequence[Line]
    shapes: Mapping[int, Shape]
    name: str
    wanted: Wanted


def merge(source: Source, copies: Sequence[Copy], wanted: Wanted = _every) -> Merged:
    """Return a draft with the edits of its copies that are wanted, one after the other. Raises :class:`Rejected` for a draft
    that cannot be built or a file that is no Word document, :class:`Foreign` for a copy of something else.
    """
    merged = Merged(source, source.data)
    for copy in copies:
        draft = Draft.of(_now(merged))
        _merge(merged, draft, copy, wanted)
    return merged


def _merge(merged: Merged, draft: Draft, copy: Copy, wanted: Wanted) -> None:
    block_map, document = copy.read
    styles = frozenset(line.style for line in draft.lines if line.number and "bang" not in line.at)
    theirs = their_lines(document, styles)
    base = base_lines(block_map) if block_map else draft.lines
    _refuse_foreign(base, draft.lines, theirs, copy.name)
    merged.told += _told(copy.name, block_map, _is_keyed(document))
    compared = _Compared(base, theirs, shapes_of(document), copy.name, wanted)
    edits = _planned(merged, draft, compared)
    for _round in range(LIMIT_ROUNDS):
        failed = [edit for edit in edits if edit.failed and edit.fate == "unmapped"]
        # What could not be done beside other edits may be once those are made; a second run would find it so.
        if not failed or not _tried_again(failed, _planned(merged, Draft.of(_now(merged)), compared)):
            break
    settle(edits)
    merged.edits += edits
    merged.remarks += _remarks(draft, theirs, document.comments, copy.name)


def _refuse_foreign(base: Sequence[Line], ours: Sequence[Line], theirs: Sequence[Line], name: str) -> None:
    """Raise :class:`Foreign` unless what was printed is both in the draft and in the copy."""
    words = [one.text for one in base if one.kind == "nguyen_van"]
    for other in (ours, theirs):
        if _known(words, [one.text for one in other]) < FOREIGN * len(words):
            raise Foreign(name)


def _known(words: Sequence[str], other: Sequence[str]) -> int:
    """Return how many paragraphs are known again, or at least how many: what stands once in both is surely the same."""
    sure = len((_once(words) & _once(other)) - {""})
    if sure >= FOREIGN * len(words):
        return sure
    return sum(1 for one in align([*map(Aligned, words)], [*map(Aligned, other)]) if one.old and one.new)


def _once(words: Sequence[str]) -> set[str]:
    return {one for one, times in Counter(words).items() if times == 1}


def _now(merged: Merged) -> Source:
    return merged.source._replace(data=merged.data)


def _planned(merged: Merged, draft: Draft, compared: _Compared) -> list[Edit]:
    """Make the plan for a copy and carry out what of it is wanted; return the edits."""
    base, theirs, shapes, name, wanted = compared
    left: dict[Match, str] = {}
    while True:
        plan = Planner(draft.lines, draft.outcome, _names(draft.outcome), name).make(base, theirs, shapes)
        plan.leave(left)
        data = carry_out(draft, narrowed(plan, wanted))
        torn = {match: why for match, why in plan.torn().items() if match not in left}
        settle(plan.edits)
        if not torn:
            break
        left |= torn
    merged.data = data
    _place(plan.edits, draft)
    return plan.edits


def _tried_again(failed: Sequence[Edit], again: Sequence[Edit]) -> bool:
    """Take down what of the edits that failed has been done now; return whether any has."""
    taken = {(edit.sort, edit.old, edit.new) for edit in again if edit.fate == "taken"}
    for edit in failed:
        if (edit.sort, edit.old, edit.new) in taken:
            edit.fate, edit.why = "taken", ""
    return bool(taken)


def _is_keyed(document: WordDocument) -> bool:
    return any(name.startswith(BOOKMARK) for one in document.everything() for name in one.bookmarks)


def _told(name: str, block_map: BlockMap | None, keyed: bool) -> list[str]:
    if block_map is None and not keyed:
        return [_("{name}: không còn bản đồ và thẻ ẩn, so theo lời văn với dự thảo hiện nay: độ tin thấp hơn", name=name)]
    if block_map is None:
        return [_("{name}: không còn bản đồ, so với dự thảo hiện nay: dự thảo đã sửa thì chỗ ấy có thể hiểu nhầm", name=name)]
    return [] if keyed else [_("{name}: không còn thẻ ẩn, so theo lời văn: độ tin thấp hơn", name=name)]


def _names(outcome: Outcome) -> Names:
    assert outcome.draft is not None
    known = frozenset(_charged(outcome.gathered.value))
    return Names(Register(outcome.gathered.directory, outcome.draft.ngay.span), known)


def _charged(value: object) -> Iterator[str]:
    return (one for at, one in scalars(value) if isinstance(one, str) and not ROLES.keys().isdisjoint(at))


def _place(edits: Iterable[Edit], draft: Draft) -> None:
    """Say in each edit where in the draft that is which it is about."""
    places = draft.outcome.gathered.files[draft.outcome.gathered.name]
    for edit in edits:
        edit.region = edit.region or region_at(edit.at, draft.outcome)
        edit.line = places.line_column(edit.region[0])[0] if edit.region else 0


def region_at(at: Path, outcome: Outcome) -> Region | None:
    """Return the characters of the draft at a place that its document has; ``None`` for none."""
    gathered = outcome.gathered
    if not at or outcome.draft is None:
        return None
    placed = place_as_written(Diagnostic("", Severity.ADVICE, at, ""), gathered.value, outcome.draft)
    return region_of(placed, gathered.files[gathered.name])


def _remarks(draft: Draft, theirs: Sequence[Line], comments: dict[str, Comment], name: str) -> list[Remark]:
    if not comments:
        return []
    matches = align([Aligned(one.text, one.key) for one in draft.lines], [Aligned(one.text, one.key) for one in theirs])
    in_ours = {match.new[0]: match.old[0] for match in matches if match.old and match.new}
    found: dict[str, int] = {}
    for place, line in enumerate(theirs):
        for name_of in line.comments:
            found.setdefault(name_of, place)
    places, remarks = draft.outcome.gathered.files[draft.outcome.gathered.name], []
    for comment in comments.values():
        place = found.get(comment.id, found.get(comment.parent or "", -1))
        ours = draft.lines[in_ours[place]] if place in in_ours else None
        quoted = theirs[place].text if place >= 0 else ""
        region = region_at(ours.at, draft.outcome) if ours else None
        number = places.line_column(region[0])[0] if region else 0
        remarks.append(Remark(name, comment, ours.number if ours else "", number, quoted, region))
    return remarks
