"""What stands above a work in an editor: its state, its last day, how many are charged with it; above what holds works, how
many those are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from lsprotocol import types

from ctct.diagnostics import Path
from ctct.lsp.analysis import Analysis
from ctct.lsp.kinds import Kind
from ctct.model.types import STATES
from ctct.tracking.charges import Counting
from ctct.tracking.wording import ROLE_NAMES, day
from ctct.tracking.works import AssignedWork, programme_of


def lenses(analysis: Analysis) -> list[types.CodeLens]:
    """Return a line of words for each work, and for each node that has works below it."""
    whole = analysis.whole
    if analysis.kind is not Kind.DRAFT or whole is None or whole.draft is None or whole.resolved is None:
        return []
    works = programme_of(replace(whole, findings=())).works  # what is wrong elsewhere takes nothing away from what is known
    below: dict[Path, Counter[str]] = {}
    for work in works:
        for end in range(2, len(work.at), 2):
            below.setdefault(work.at[:end], Counter())[work.state] += 1
    said = [(work.at, _of_work(work)) for work in works] + [(at, _of_several(states)) for at, states in below.items()]
    return [_lens(analysis, at, words) for at, words in said]


def _of_work(work: AssignedWork) -> str:
    return " · ".join((STATES[work.state], *_due(work), *_charged(work)))


def _due(work: AssignedWork) -> Iterator[str]:
    if work.last_day:
        yield f"hạn {day(work.last_day)}"


def _charged(work: AssignedWork) -> Iterator[str]:
    """Yield how many are charged in each role, and how many those are with the groups among them opened."""
    for role, charges in work.roles.items():
        named = sum(1 for one in charges if one.group is None)
        opened = len(work.assigned(role, Counting.OPENED)) + sum(1 for one in charges if one.is_free)
        yield f"{ROLE_NAMES[role].lower()} {named}" + (f" (mở nhóm: {opened})" if opened != named else "")


def _of_several(states: Counter[str]) -> str:
    told = ", ".join(f"{STATES[state].lower()} {states[state]}" for state in STATES if states[state])
    return f"{states.total()} việc: {told}"


def _lens(analysis: Analysis, at: Path, words: str) -> types.CodeLens:
    start, _ = analysis.places.locate(at)
    return types.CodeLens(analysis.text.range(analysis.places, (start, start)), types.Command(words, ""))
