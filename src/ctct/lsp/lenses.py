"""What an editor shows above the works of a draft, without its being typed there: how each stands, its last day, how many are
charged with it; above what holds works, how many those are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lsprotocol import types

from ctct.diagnostics import Path
from ctct.language import _
from ctct.lsp.analysis import Analysis
from ctct.lsp.kinds import Kind
from ctct.model.config import Han
from ctct.model.figures import CutOff, Standing, cut_off_day
from ctct.model.types import STATES
from ctct.tracking.charges import Counting
from ctct.tracking.follow_up import Tracked, follow_up_of
from ctct.tracking.wording import ROLE_NAMES, day
from ctct.tracking.works import AssignedWork, programme_of

_TOLD_BY_STATE = (Standing.CARRIED_OVER, Standing.GIVEN_UP, Standing.WITHOUT_DEADLINE, Standing.DONE_WITHOUT_DEADLINE)
"""The standings that say no more than the state does."""


def lenses(analysis: Analysis) -> list[types.CodeLens]:
    """Return a line of words for each work, and for each node that has works below it."""
    whole = analysis.whole
    if analysis.kind is not Kind.DRAFT or whole is None or whole.draft is None or whole.resolved is None:
        return []
    works = programme_of(whole._replace(findings=())).works  # what is wrong elsewhere takes nothing away from what is known
    standings = dict(_standings(analysis))
    below: dict[Path, Counter[str]] = {}
    for work in works:
        for end in range(2, len(work.at), 2):
            below.setdefault(work.at[:end], Counter())[work.state] += 1
    said = [(work.at, _of_work(work, standings.get(work.at))) for work in works]
    said += [(at, _of_several(states)) for at, states in below.items()]
    return [_lens(analysis, at, words) for at, words in said]


def _standings(analysis: Analysis) -> Iterator[tuple[Path, str]]:
    """Yield how each work stands whose progress is kept, by its place."""
    outcome = analysis.outcome
    kept = outcome.gathered.progress
    if outcome.failed or outcome.draft is None or kept is None or kept.said is None:
        return
    config = outcome.gathered.config
    closes = cut_off_day(outcome.draft, kept.said)
    cut_off = CutOff(closes, (config.han if config else Han()).bao_truoc, outcome.gathered.calendar.count)
    for one in follow_up_of(outcome, cut_off).tracked:
        if one.work.key in kept.said.viec:
            yield one.work.at, _("{state} (đến {day})", state=_told(one), day=day(closes))


def _told(one: Tracked) -> str:
    """Return the state of a work in a line: ``Đã xong ngày 28/6/2021, trong hạn``."""
    state, done = _(STATES[one.course.state]), one.course.done_on
    parts = [_("{state} ngày {day}", state=state, day=day(done)) if done else state]
    if one.told.tien_do is not None and one.course.state != "xong":
        parts.append(f"{one.told.tien_do}%")
    if one.standing not in _TOLD_BY_STATE:
        parts.append(_(one.standing.short))
    return ", ".join(parts)


def _of_work(work: AssignedWork, standing: str | None) -> str:
    due = [_("hạn {day}", day=day(work.holds_until))] if work.holds_until else []
    return " · ".join((standing or _(STATES[work.state]), *due, *_charged(work)))


def _charged(work: AssignedWork) -> Iterator[str]:
    """Yield how many are charged in each role, and how many those are with the groups among them opened."""
    for role, charges in work.roles.items():
        named = sum(1 for one in charges if one.group is None)
        opened = len(work.assigned(role, Counting.OPENED)) + sum(1 for one in charges if one.is_free)
        said = f"{_(ROLE_NAMES[role]).lower()} {named}"
        yield said if opened == named else said + _(" (mở nhóm: {count})", count=opened)


def _of_several(states: Counter[str]) -> str:
    told = ", ".join(f"{_(STATES[state]).lower()} {states[state]}" for state in STATES if states[state])
    return _("{count} việc: {states}", count=states.total(), states=told)


def _lens(analysis: Analysis, at: Path, words: str) -> types.CodeLens:
    start, _ = analysis.places.locate(at)
    return types.CodeLens(analysis.text.range(analysis.places, (start, start)), types.Command(words, ""))
