"""Changes of printed words as edits of the values that they come from."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from ctct.diagnostics import Diagnostic, Path, Severity
from ctct.drafting.merge.lines import MARK, Line
from ctct.drafting.merge.threeway import Change
from ctct.language import N_, _
from ctct.model.written import place_as_written
from ctct.outcome import Outcome
from ctct.resolve.inlines import Origin
from ctct.source.inline import Words, escaped, letters, read_inline
from ctct.source.lookup import value_at

_SIGNS = 3
"""How many signs a layout ends a line with at most."""

GENERATED = N_("chữ này do thể thức in ra, dự thảo không có")


class ValueEdit(NamedTuple):
    """The characters ``part`` of the text written at ``at`` become ``new``; ``why`` says what should be looked at."""

    at: Path
    part: tuple[int, int]
    new: str
    why: str = ""


def value_edit(line: Line, change: Change, outcome: Outcome) -> ValueEdit | str:
    """Return the edit that makes a change, or why there is none."""
    change = _slid(line, _trimmed(line.text, change))
    covered = _origins_of(line, change)
    if not covered:
        return _in_the_way(line, change)
    first, last = covered[0], covered[-1]
    start, stop = _place(first, change.start, outcome, end=False), _place(last, change.end, outcome, end=True)
    if start is None or stop is None or start[0] != stop[0]:
        return _(GENERATED)
    (at, low), (_rest, high) = start, stop
    low, high = _with_blanks(text_at(outcome, at) or "", low, high, change.new)
    new, why = change.new, ""
    written = text_at(outcome, at)
    if written is None or (change.start == change.end and low != high):
        high = low
    if _in_capitals(line, first, written or "", low) and new != new.lower():
        new, why = _lowered(new, (written or "")[low:high]), _("bản in chữ hoa: chữ thường, chữ hoa trong dự thảo là đoán")
    return ValueEdit(at, (low, high), _escaped(written or "", (low, high), new), why)


def place_of_change(line: Line, part: tuple[int, int], outcome: Outcome) -> tuple[Path, int, int] | None:
    """Return where characters of a printed line stand in the value that has them as they are, ``None`` for several or none."""
    change = Change(*part, "")
    covered = _origins_of(line, change)
    if not covered or not all(one.as_written for one in covered):
        return None
    start, stop = (
        _place(covered[0], change.start, outcome, end=False),
        _place(covered[-1], change.end, outcome, end=True),
    )
    return (start[0], start[1], stop[1]) if start and stop and start[0] == stop[0] else None


def place_of_mark(origin: Origin, outcome: Outcome) -> tuple[Path, tuple[int, int]] | None:
    """Return where the mark stands that words are made of, as the draft writes it; ``None`` for what is no mark."""
    start, stop = (_place(origin, origin.begin, outcome, end=end) for end in (False, True))
    return (start[0], (start[1], stop[1])) if start and stop else None


def _with_blanks(written: str, low: int, high: int, new: str) -> tuple[int, int]:
    """Return what is taken from the end or the start of a text with the blanks that would be left there."""
    if new or low == high:
        return low, high
    before, after = written[:low], written[high:]
    if not after.strip():
        return len(before.rstrip(" \t")), high + len(after) - len(after.lstrip(" \t"))
    return low, high if before.strip() else high + len(after) - len(after.lstrip(" \t"))


def _in_the_way(line: Line, change: Change) -> str:
    """Return why words cannot be changed that no value has as they are."""
    made = [one for one in line.origins if one.begin < change.end and one.end > change.start and not one.as_written]
    if line.kind == "nhu":
        return _("câu «Như …» in từ mã: đổi mã ở khóa «nhu» của dự thảo")
    if any(one.stop >= 0 for one in made):
        return _("viện dẫn, tên in từ mã: đổi mã «@…» trong dự thảo")
    key = next((step for one in made for step in one.path if isinstance(step, str)), "")
    return _("chữ này in từ khóa «{key}»: sửa khóa ấy trong dự thảo", key=key) if key else _(GENERATED)


def _trimmed(text: str, change: Change) -> Change:
    """Return a change without the letters that it has in common with what it replaces, in whole words."""
    old, new = text[change.start : change.end], change.new
    start, end = change.start, change.end
    while old and new and old[-1] == new[-1] and not old[-1].isalnum():
        old, new, end = old[:-1], new[:-1], end - 1
    while old and new and old[0] == new[0] and not old[0].isalnum():
        old, new, start = old[1:], new[1:], start + 1
    return Change(start, end, new)


def _slid(line: Line, change: Change) -> Change:
    """Return words that are put in, moved within what is the same before and after, to where a value has words as they are:
    those of the next line joined to one that the layout ends with «;».
    """
    at, new = change.start, change.new
    if at != change.end or _origins_of(line, change):
        return change
    for size in range(1, min(len(new), _SIGNS, at) + 1):
        if new.endswith(line.text[at - size : at]):
            slid = Change(at - size, at - size, line.text[at - size : at] + new[: len(new) - size], change.at)
            if _origins_of(line, slid):
                return slid
    return change


def _origins_of(line: Line, change: Change) -> list[Origin]:
    """Return the stretches of one value that a change lies in; none if it touches words that no value has as they are."""
    start, end = change.start, change.end
    written = [one for one in line.origins if one.as_written]
    if start == end:
        behind = [one for one in written if one.begin < start <= one.end or one.begin == start]
        return behind[:1]
    inside = [one for one in line.origins if one.begin < end and one.end > start and one.stop >= 0]
    if not inside or inside[0].begin > start or inside[-1].end < end or len({one.path for one in inside}) > 1:
        return []
    gaps = any(one.end < other.begin for one, other in pairwise(inside))
    cut = any(not one.as_written and (one.begin < start or one.end > end) for one in inside)
    made = {one[2:] for one in inside if not one.as_written}
    parted = any(one[2:] in made and one not in inside for one in line.origins)  # a number of a reference, without its words
    return [] if gaps or cut or parted else inside


def _place(origin: Origin, at: int, outcome: Outcome, *, end: bool) -> tuple[Path, int] | None:
    """Return where a printed character stands in the value as it is written."""
    assert outcome.draft is not None
    found = Diagnostic("", Severity.ADVICE, origin.path, "", part=(origin.start, origin.stop))
    placed = place_as_written(found, outcome.gathered.value, outcome.draft)
    if placed.part is None:
        return None
    start, stop = placed.part
    if not origin.as_written:
        return placed.at, stop if end else start
    size = origin.end - origin.begin
    if stop - start == size or size == 1:
        offset = at - origin.begin
        return placed.at, (start + offset if stop - start == size else (stop if offset else start))
    text = text_at(outcome, placed.at)
    places = list(letters(text, start, stop)) if text is not None else []
    if len(places) != size:
        return None
    offset = at - origin.begin
    return placed.at, places[offset][0] if offset < size else places[-1][1]


def text_at(outcome: Outcome, at: Path) -> str | None:
    """Return the text that is written at a place of a draft, ``None`` for no text."""
    try:
        value = value_at(outcome.gathered.value, at)
    except (LookupError, TypeError):
        return None
    return value if isinstance(value, str) else None


def _in_capitals(line: Line, origin: Origin, written: str, low: int) -> bool:
    """Return whether the layout prints the value in capitals, which it is not written in."""
    said = line.text[origin.begin : origin.end]
    return said == said.upper() != said.lower() and written.upper() != written and said in written.upper().replace("\n", " ")


def _lowered(new: str, old: str) -> str:
    """Return words for a value that is printed in capitals, as those were written that they replace."""
    words = [word for word in old.split() if word[:1].isalpha()]
    named = bool(words) and all(word[0].isupper() for word in words)
    return " ".join(word.capitalize() if named else word.lower() for word in new.split(" "))


def _escaped(written: str, part: tuple[int, int], new: str) -> str:
    """Return words so that no sign in them is read as a mark."""
    parts = new.split(MARK)
    if _prints(written, part, "".join(parts)):
        return new
    return MARK.join(map(escaped, parts))


def _prints(written: str, part: tuple[int, int], new: str) -> bool:
    """Return whether a text with ``new`` in it has no other marks than before."""
    marks = [piece for piece in read_inline(written[: part[0]] + new + written[part[1] :]) if not isinstance(piece, Words)]
    kept = [
        piece for piece in read_inline(written) if not isinstance(piece, Words) and not (part[0] <= piece.part[0] < part[1])
    ]
    said = "".join(p.text for p in read_inline(written[: part[0]] + new + written[part[1] :]) if isinstance(p, Words))
    before = "".join(p.text for p in read_inline(written[: part[0]]) if isinstance(p, Words))
    return len(marks) == len(kept) and (new in said or before == "")
