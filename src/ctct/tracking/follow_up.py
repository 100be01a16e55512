"""A programme joined with its progress: how each work stands on the day up to which it is looked at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, TypeVar

from ctct.diagnostics import Path
from ctct.lint.work_times import last_day_said
from ctct.model.carry_over import carried_over
from ctct.model.document import VanBan
from ctct.model.figures import Course, CutOff, Figures, Standing, figures_of, standing_of, state_on
from ctct.model.progress import TienDo, TienDoViec, ViecPhatSinh
from ctct.model.types import NOT_BEGUN
from ctct.model.values import read_day
from ctct.outcome import Outcome
from ctct.tracking.works import AssignedWork, Programme, extended_to, programme_of

_NOTHING = TienDoViec()
Entry = TypeVar("Entry", bound=TienDoViec)


class Tracked(NamedTuple):
    """A work with what its progress tells (``entry``) and what of that was known on the day up to which it is looked at
    (``told``); ``course`` and ``standing`` are derived from that.
    """

    work: AssignedWork
    entry: TienDoViec
    told: TienDoViec
    course: Course
    standing: Standing


class Unplanned(NamedTuple):
    """A work that is none of the programme's; the rest as of those."""

    entry: ViecPhatSinh
    told: ViecPhatSinh
    course: Course
    standing: Standing


class FollowUp(NamedTuple):
    """How a programme is carried out, in reading order; ``file`` is the name of its draft. ``carried`` are the places of the
    works that the programme before it left unfinished, ``None`` where it names none.
    """

    file: str
    programme: Programme
    progress: TienDo | None
    cut_off: CutOff
    tracked: tuple[Tracked, ...]
    unplanned: tuple[Unplanned, ...]
    carried: frozenset[Path] | None = None

    @property
    def figures(self) -> Figures:
        """The figures of the programme's own works."""
        return figures_of((one.course for one in self.tracked), self.cut_off)

    @property
    def figures_unplanned(self) -> Figures:
        """The figures of the works that came up besides."""
        return figures_of((one.course for one in self.unplanned), self.cut_off)

    def standing(self, standings: Iterable[Standing]) -> list[Tracked]:
        """Return the works that stand so."""
        wanted = frozenset(standings)
        return [one for one in self.tracked if one.standing in wanted]

    @property
    def done_after(self) -> int:
        """How many works were done only after the day up to which they are looked at."""
        later = [one for one in self.tracked if one.told is not one.entry]
        return len(later) + sum(one.told is not one.entry for one in self.unplanned)

    @property
    def without_key(self) -> list[AssignedWork]:
        """The works whose progress can be kept under no key."""
        return [one.work for one in self.tracked if not one.work.key]


def follow_up_of(outcome: Outcome, cut_off: CutOff) -> FollowUp:
    """Return how the programme of a draft without errors is carried out, as far as it is known on the day of ``cut_off``."""
    programme = programme_of(outcome)
    kept = outcome.gathered.progress
    progress = kept.said if kept else None
    tracked = tuple(_tracked(work, progress, cut_off) for work in programme.works)
    unplanned = tuple(_unplanned(entry, programme.draft, cut_off) for entry in (progress.phat_sinh if progress else ()))
    before = outcome.gathered.previous
    carried = carried_over(programme.draft, *before) if before else None
    return FollowUp(outcome.gathered.name, programme, progress, cut_off, tracked, unplanned, carried)


def _tracked(work: AssignedWork, progress: TienDo | None, cut_off: CutOff) -> Tracked:
    entry = progress.viec.get(work.key, _NOTHING) if progress else _NOTHING
    state = state_on(cut_off.day, work.state, _day(entry))
    told = entry if state == work.state else _before_it_was_done(entry)
    course = Course(state, work.last_day, work.extended, _day(told))
    return Tracked(work, entry, told, course, standing_of(course, cut_off))


def _unplanned(entry: ViecPhatSinh, draft: VanBan, cut_off: CutOff) -> Unplanned:
    due = last_day_said(entry.thoi_gian, draft) if entry.thoi_gian else None
    said = entry.trang_thai or NOT_BEGUN
    state = state_on(cut_off.day, said, _day(entry))
    told = entry if state == said else _before_it_was_done(entry)
    course = Course(state, due, extended_to(entry.gia_han, draft), _day(told))
    return Unplanned(entry, told, course, standing_of(course, cut_off))


def _before_it_was_done(entry: Entry) -> Entry:
    """Return what was known of a work that was done later: neither the day nor what came of it."""
    return entry.model_copy(update=dict.fromkeys(("trang_thai", "ngay_xong", "tien_do", "ket_qua")))


def _day(entry: TienDoViec) -> date | None:
    return read_day(entry.ngay_xong).first if entry.ngay_xong else None
