"""The differences between two documents, by kind."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from ctct.changes.passages import Passage
from ctct.compare.alignment import Line, Match, align
from ctct.compare.formulas import is_assignment
from ctct.compare.hunks import hunks
from ctct.language import N_

Kind = Literal[
    "them",
    "bo",
    "chuyen",
    "tach",
    "gop",
    "doi_loi",
    "doi_phan_cong",
    "doi_han",
    "doi_chu_thich",
    "doi_vien_dan",
    "doi_dau_cuoi",
]  # fmt: skip
NAMES: dict[Kind, str] = {
    "them": N_("thêm"),
    "bo": N_("bỏ"),
    "chuyen": N_("chuyển"),
    "tach": N_("tách"),
    "gop": N_("gộp"),
    "doi_loi": N_("đổi lời"),
    "doi_phan_cong": N_("đổi phân công"),
    "doi_han": N_("đổi hạn"),
    "doi_chu_thich": N_("đổi chú thích"),
    "doi_vien_dan": N_("đổi viện dẫn"),
    "doi_dau_cuoi": N_("đổi đầu, cuối văn bản"),
}
"""What each kind is called, in the order in which they are counted."""

_TIME = re.compile(
    r"(?:ngày )?\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?"
    r"|(?:ngày \d{1,2} )?(?:tháng|năm|quý|tuần) (?:\d{1,4}|[ivx]{1,4}\b)(?:[/-]\d{1,4})?"
    r"|(?:đầu|giữa|cuối) (?:tháng|quý|năm)|\d{1,2} (?:giờ|phút)"
)


class Change(NamedTuple):
    """What became of some passages. ``moved`` says that a change of words came with a change of place."""

    kind: Kind
    old: tuple[Passage, ...]
    new: tuple[Passage, ...]
    moved: bool = False


class Differences(NamedTuple):
    """All that differs: changes in the order of the new document, and numbers that are others because something before them
    came or went: old way → new way.
    """

    changes: tuple[Change, ...]
    numbers: tuple[tuple[Passage, Passage], ...]

    def __bool__(self) -> bool:
        return bool(self.changes)


def differences(old: Sequence[Passage], new: Sequence[Passage]) -> Differences:
    """Return what differs between two documents. Turned round it is the same, with the kinds turned."""
    matches = align([_line(one) for one in old], [_line(one) for one in new])
    found = [change for match in matches if (change := _change(match, old, new)) is not None]
    pairs = [(old[match.old[0]], new[match.new[0]]) for match in matches if match.old and match.new and not match.moved]
    return Differences(tuple(_together(found)), tuple(_renumbered(pairs)))


def _line(passage: Passage) -> Line:
    # A note, the letterhead and the text are aligned each with its own kind.
    text = passage.text if passage.zone == "than" else f"{passage.zone} {passage.text}"
    return Line(text, passage.key, is_assignment(passage.text))


def _change(match: Match, old: Sequence[Passage], new: Sequence[Passage]) -> Change | None:
    ours, theirs = tuple(old[at] for at in match.old), tuple(new[at] for at in match.new)
    kind = _kind(ours, theirs, match.moved)
    return None if kind is None else Change(kind, ours, theirs, match.moved)


def _kind(ours: tuple[Passage, ...], theirs: tuple[Passage, ...], moved: bool) -> Kind | None:
    same = len(ours) == len(theirs) == 1 and ours[0].text == theirs[0].text
    if same and not moved:
        return None if ours[0].notes == theirs[0].notes else "doi_chu_thich"
    zone = (ours or theirs)[0].zone
    if zone != "than":
        return "doi_chu_thich" if zone == "chu_thich" else "doi_dau_cuoi"
    if not ours or not theirs:
        return "bo" if ours else "them"
    if len(ours) > 1 or len(theirs) > 1:
        return "tach" if len(theirs) > 1 else "gop"
    return "chuyen" if same else _reworded(ours[0], theirs[0])


def _reworded(ours: Passage, theirs: Passage) -> Kind:
    if ours.masked == theirs.masked:
        return "doi_vien_dan"
    if is_assignment(ours.text) and is_assignment(theirs.text):
        return "doi_phan_cong"
    one, other = sorted((ours.text, theirs.text))  # the kind is the same whichever is the old one
    found = hunks(one, other)
    before = [(hunk.old_start, hunk.old_end) for hunk in found]
    after = [(hunk.new_start, hunk.new_end) for hunk in found]
    return "doi_han" if _is_time(one, before) and _is_time(other, after) else "doi_loi"


def _is_time(text: str, places: Iterable[tuple[int, int]]) -> bool:
    """Return whether all that stands at some places of a text is part of a day, a month, a quarter, an hour."""
    times = [match.span() for match in _TIME.finditer(text.lower())]
    return bool(times) and all(any(start <= left and right <= end for start, end in times) for left, right in places)


def _together(found: Iterable[Change]) -> list[Change]:
    """Put what goes on with an item that came, went or moved, to that item."""
    whole: list[Change] = []
    for change in found:
        last = whole[-1] if whole else None
        if last is not None and change.kind == last.kind and change.kind in ("them", "bo", "chuyen") and _goes_on(last, change):
            whole[-1] = last._replace(old=last.old + change.old, new=last.new + change.new)
        else:
            whole.append(change)
    return whole


def _goes_on(last: Change, change: Change) -> bool:
    before, after = (last.new or last.old), (change.new or change.old)
    return not after[0].is_own and after[0].way == before[0].way


def _renumbered(pairs: Iterable[tuple[Passage, Passage]]) -> list[tuple[Passage, Passage]]:
    """Return what bears another number than before; what stands below something that does is not told unless its own number
    changed too.
    """
    return [(old, new) for old, new in pairs if old.number != new.number and old.zone == "than" and old.number and new.number]
