"""What an editor shows above the works of a draft, without its being typed there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lsprotocol import types

from ctct.lsp.analysis import Analysis
from ctct.lsp.kinds import Kind
from ctct.model.config import Han
from ctct.model.figures import CutOff, Standing
from ctct.model.types import STATES

if TYPE_CHECKING:
    from ctct.tracking.follow_up import Tracked

_TOLD_BY_STATE = (Standing.CARRIED_OVER, Standing.GIVEN_UP, Standing.WITHOUT_DEADLINE, Standing.DONE_WITHOUT_DEADLINE)
"""The standings that say no more than the state does."""


def lenses(analysis: Analysis) -> list[types.CodeLens]:
    """Return a line above each work whose progress is kept: its state, and how it stands against its deadline."""
    return list(_states(analysis)) if analysis.kind is Kind.DRAFT else []


def _states(analysis: Analysis) -> Iterator[types.CodeLens]:
    from ctct.tracking.follow_up import cut_off_day, follow_up_of
    from ctct.tracking.wording import day

    outcome = analysis.outcome
    kept = outcome.gathered.progress
    if outcome.failed or outcome.draft is None or kept is None or kept.said is None:
        return
    config = outcome.gathered.config
    closes = cut_off_day(outcome.draft, kept.said)
    cut_off = CutOff(closes, (config.han if config else Han()).bao_truoc, outcome.gathered.calendar.count)
    for one in follow_up_of(outcome, cut_off).tracked:
        if one.work.key in kept.said.viec:
            start, _ = analysis.places.locate(one.work.at)
            region = analysis.text.range(analysis.places, (start, start))
            yield types.CodeLens(region, types.Command(f"{_told(one)} (đến {day(closes)})", ""))


def _told(one: Tracked) -> str:
    """Return the state of a work in a line: ``Đã xong ngày 28/6/2021, trong hạn``."""
    from ctct.tracking.wording import day

    parts = [STATES[one.course.state] + (f" ngày {day(one.course.done_on)}" if one.course.done_on else "")]
    if one.entry.tien_do is not None and one.course.state != "xong":
        parts.append(f"{one.entry.tien_do}%")
    if one.standing not in _TOLD_BY_STATE:
        parts.append(one.standing.short)
    return ", ".join(parts)
