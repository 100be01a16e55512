"""A programme joined with its progress: how each work stands on the day up to which it is looked at."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from ctct.diagnostics import Path
from ctct.lint.work_times import last_day_said
from ctct.model.carry_over import carried_over
from ctct.model.document import VanBan
from ctct.model.figures import Course, CutOff, Figures, Standing, figures_of, standing_of
from ctct.model.progress import TienDo, TienDoViec, ViecPhatSinh
from ctct.model.types import NOT_BEGUN
from ctct.model.values import read_day
from ctct.outcome import Outcome
from ctct.tracking.works import AssignedWork, Programme, extended_to, programme_of

_NOTHING = TienDoViec()


class Tracked(NamedTuple):
    """A work with what its progress tells; ``standing`` is derived."""

    work: AssignedWork
    entry: TienDoViec
    course: Course
    standing: Standing


class Unplanned(NamedTuple):
    """A work that is none of the programme's."""

    entry: ViecPhatSinh
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
        courses = [*(one.course for one in self.tracked), *(one.course for one in self.unplanned)]
        return sum(1 for one in courses if one.state == "xong" and one.done_on and one.done_on > self.cut_off.day)

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


def cut_off_day(draft: VanBan, progress: TienDo | None) -> date:
    """Return the day up to which works are looked at where none is asked for: as the progress file says, else the last of the
    period, else that of the document.
    """
    if progress and progress.den_ngay:
        return read_day(progress.den_ngay).last
    return draft.period.last if draft.period else draft.ngay.span.last


def _tracked(work: AssignedWork, progress: TienDo | None, cut_off: CutOff) -> Tracked:
    entry = progress.viec.get(work.key, _NOTHING) if progress else _NOTHING
    course = Course(work.state, work.last_day, work.extended, _day(entry))
    return Tracked(work, entry, course, standing_of(course, cut_off))


def _unplanned(entry: ViecPhatSinh, draft: VanBan, cut_off: CutOff) -> Unplanned:
    due = last_day_said(entry.thoi_gian, draft) if entry.thoi_gian else None
    course = Course(entry.trang_thai or NOT_BEGUN, due, extended_to(entry.gia_han, draft), _day(entry))
    return Unplanned(entry, course, standing_of(course, cut_off))


def _day(entry: TienDoViec) -> date | None:
    return read_day(entry.ngay_xong).first if entry.ngay_xong else None
