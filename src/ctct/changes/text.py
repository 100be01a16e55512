"""Differences as lines for a terminal, for ``git diff`` and for people: one a change, the changed words in brackets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ctct.changes.kinds import NAMES, Change, Differences
from ctct.changes.passages import Passage
from ctct.compare.hunks import Hunk, hunks
from ctct.diagnostics import excerpt
from ctct.language import _

_AROUND = 28
"""How many characters beside a change are shown."""
_WIDTH = 13


def as_text(found: Differences) -> str:
    """Return one line a change, then the numbers that are others; ``""`` where nothing differs."""
    return "".join(f"{line}\n" for line in _lines(found))


def counted(found: Differences) -> str:
    """Return how many changes of each kind there are: ``3 thêm, 1 đổi lời``."""
    times = Counter(change.kind for change in found.changes)
    return ", ".join(_("{count} {kind}", count=times[kind], kind=_(name)) for kind, name in NAMES.items() if times[kind])


def said(passages: tuple[Passage, ...]) -> str:
    """Return the words of passages as one text."""
    return " ".join(passage.text for passage in passages)


def ways(change: Change) -> str:
    """Return where a change stands, in the old document and in the new one."""
    old = change.old[0].way if change.old else ""
    new = change.new[0].way if change.new else ""
    return f"{old} → {new}" if old and new and old != new else old or new


def _lines(found: Differences) -> Iterator[str]:
    if found.changes:
        yield counted(found)
    for change in found.changes:
        kind = _(NAMES[change.kind]) + (_(" (chuyển)") if change.moved and change.kind != "chuyen" else "")
        yield f"  {kind:{_WIDTH}} {' '.join(filter(None, (ways(change), _words(change))))}"
    if found.numbers:
        yield "  " + f"{_('đổi số'):{_WIDTH}} " + ", ".join(f"{old.way} → {new.way}" for old, new in found.numbers)


def _words(change: Change) -> str:
    if not (change.old and change.new) and change.kind in ("doi_chu_thich", "doi_dau_cuoi"):
        words = excerpt(said(change.new or change.old), 90)
        return f"«[→ {words}]»" if change.new else f"«[{words} →]»"
    if not change.old or not change.new or change.kind == "chuyen":
        return f"«{excerpt(said(change.new or change.old), 90)}»"
    old, new = said(change.old), said(change.new)
    found = hunks(old, new)
    return f"«{_marked(old, new, found)}»" if found else f"«{excerpt(new, 90)}»"


def _marked(old: str, new: str, found: list[Hunk]) -> str:
    """Return the new text with what changed in brackets, ``[cũ → mới]``, and of what did not only what stands beside that."""
    shown, at = "", 0
    for hunk in found:
        shown += _between(old[at : hunk.old_start], first=at == 0) + _bracket(old, new, hunk)
        at = hunk.old_end
    return shown + _between(old[at:], first=False, last=True)


def _bracket(old: str, new: str, hunk: Hunk) -> str:
    before, after = old[hunk.old_start : hunk.old_end], new[hunk.new_start : hunk.new_end]
    lead = " " if (before or after).startswith(" ") and (not before or not after) else ""
    tail = " " if (before or after).endswith(" ") and (not before or not after) else ""
    return f"{lead}[{' → '.join((before.strip(), after.strip())).strip()}]{tail}"


def _between(text: str, *, first: bool = False, last: bool = False) -> str:
    if len(text) <= 2 * _AROUND + 4:
        return text
    left = "" if first else text[:_AROUND].rsplit(" ", 1)[0] + " "
    right = "" if last else " " + text[-_AROUND:].split(" ", 1)[-1]
    return f"{left}…{right}"
