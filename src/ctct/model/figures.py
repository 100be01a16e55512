"""The figures of a programme, computed in one place: what two reports say of the same works cannot differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from ctct.language import N_
from ctct.model.types import NOT_BEGUN, STATES
from ctct.model.values import read_day
from ctct.model.works import works_of

if TYPE_CHECKING:
    from ctct.model.document import VanBan
    from ctct.model.progress import TienDo

TOTAL, UNPLANNED = "tong", "phat_sinh"

WorkingDays = Callable[[date, date], int]
"""How many working days lie after the first day, up to the second."""


class Standing(StrEnum):
    """How a work stands against its deadline: derived from days, never typed."""

    DONE_IN_TIME = N_("xong trong hạn")
    DONE_LATE = N_("xong quá hạn")
    DONE_ON_UNKNOWN_DAY = N_("xong, chưa rõ ngày")
    DONE_WITHOUT_DEADLINE = N_("xong, không hạn")
    IN_TIME = N_("chưa xong, trong hạn")
    DUE_SOON = N_("chưa xong, sắp đến hạn")
    OVERDUE = N_("chưa xong, quá hạn")
    WITHOUT_DEADLINE = N_("chưa xong, không hạn")
    CARRIED_OVER = N_("chuyển kỳ sau")
    GIVEN_UP = N_("thôi")

    @property
    def short(self) -> str:
        """What it is called where it is said before whether the work is done."""
        return _SHORT.get(self, str(self))


_SHORT = {
    Standing.DONE_IN_TIME: N_("trong hạn"),
    Standing.DONE_LATE: N_("quá hạn"),
    Standing.DONE_ON_UNKNOWN_DAY: N_("chưa rõ ngày"),
    Standing.DONE_WITHOUT_DEADLINE: N_("không hạn"),
    Standing.IN_TIME: N_("trong hạn"),
    Standing.DUE_SOON: N_("sắp đến hạn"),
    Standing.OVERDUE: N_("quá hạn"),
    Standing.WITHOUT_DEADLINE: N_("không hạn"),
}

DONE = (Standing.DONE_IN_TIME, Standing.DONE_LATE, Standing.DONE_ON_UNKNOWN_DAY, Standing.DONE_WITHOUT_DEADLINE)
OPEN = (Standing.IN_TIME, Standing.DUE_SOON, Standing.OVERDUE, Standing.WITHOUT_DEADLINE)


@dataclass(frozen=True, slots=True)
class Course:
    """What is known of one work: its state, a key of :data:`STATES`; the last day of the deadline that the programme set and of
    the one that was agreed to since; the day on which it was done.
    """

    state: str
    due: date | None = None
    extended: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, slots=True)
class CutOff:
    """The day up to which works are looked at, and how many working days ahead a deadline is near."""

    day: date
    notice: int
    working_days: WorkingDays


@dataclass(frozen=True, slots=True)
class Figures:
    """How many works there are in all, in each state and of each standing; ``in_time_extended`` of those that were done late
    kept the deadline that had been agreed to.
    """

    total: int
    by_state: Mapping[str, int]
    by_standing: Mapping[Standing, int]
    in_time_extended: int

    def count(self, standings: Iterable[Standing]) -> int:
        """Return how many works are of any of ``standings``."""
        return sum(self.by_standing[one] for one in standings)


def state_on(day: date, state: str, done_on: date | None) -> str:
    """Return the state of a work as it was on a day: what was done later was still being done."""
    return "dang_lam" if state == "xong" and done_on is not None and done_on > day else state


def figures_of(courses: Iterable[Course], cut_off: CutOff) -> Figures:
    """Return the figures of works. The states add up to the total, and so do the standings: each work counts once in either."""
    courses = list(courses)
    states = Counter(course.state for course in courses)
    standings = Counter(standing_of(course, cut_off) for course in courses)
    return Figures(
        total=len(courses),
        by_state={state: states[state] for state in STATES},
        by_standing={standing: standings[standing] for standing in Standing},
        in_time_extended=sum(1 for course in courses if _kept_extension(course, cut_off)),
    )


def standing_of(course: Course, cut_off: CutOff) -> Standing:
    """Return how a work stands. What is done is measured by the deadline that the programme set, what is open by the one that
    holds now.
    """
    if course.state == "xong":
        return _standing_of_done(course, cut_off.day)
    if course.state in ("chuyen_ky_sau", "thoi"):
        return Standing.CARRIED_OVER if course.state == "chuyen_ky_sau" else Standing.GIVEN_UP
    due = course.extended or course.due
    if due is None:
        return Standing.WITHOUT_DEADLINE
    if due < cut_off.day:
        return Standing.OVERDUE
    is_near = cut_off.working_days(cut_off.day, due) <= cut_off.notice
    return Standing.DUE_SOON if is_near else Standing.IN_TIME


def _standing_of_done(course: Course, day: date) -> Standing:
    if course.due is None:
        return Standing.DONE_WITHOUT_DEADLINE
    if course.done_on is None:
        # It was done by the cut-off at the latest: where the deadline is not over by then, it was kept.
        return Standing.DONE_IN_TIME if day <= course.due else Standing.DONE_ON_UNKNOWN_DAY
    return Standing.DONE_IN_TIME if course.done_on <= course.due else Standing.DONE_LATE


def _kept_extension(course: Course, cut_off: CutOff) -> bool:
    is_late = standing_of(course, cut_off) is Standing.DONE_LATE
    return bool(is_late and course.extended and course.done_on and course.done_on <= course.extended)


def cut_off_day(draft: VanBan, progress: TienDo | None) -> date:
    """Return the day up to which works are looked at where none is asked for: as the progress file says, else the last of the
    period, else that of the document.
    """
    if progress and progress.den_ngay:
        return read_day(progress.den_ngay).last
    return draft.period.last if draft.period else draft.ngay.span.last


def counted_states(draft: VanBan, progress: TienDo | None, day: date) -> dict[str, int]:
    """Return how many works of a programme were on a ``day`` in each state, a key of :data:`STATES`; in all under
    :data:`TOTAL`, and under :data:`UNPLANNED` how many came up besides. A work of which nothing is said is not begun.
    """
    told = progress.viec if progress else {}
    done = {key: read_day(one.ngay_xong).first for key, one in told.items() if one.ngay_xong}
    states = Counter(state_on(day, work.state or NOT_BEGUN, done.get(work.key or "")) for work in works_of(draft, progress))
    unplanned = len(progress.phat_sinh) if progress else 0
    return {state: states[state] for state in STATES} | {TOTAL: states.total(), UNPLANNED: unplanned}


def shares(counts: Sequence[int], places: int = 1) -> list[str]:
    """Return each of ``counts`` in per cent of them all, ``81,1``, with so many decimal ``places``, rounded so that together
    they are 100 (those cut off most are raised); nothing of nothing is no share, ``–``.
    """
    total, unit = sum(counts), 100 * 10**places
    if not total:
        return ["–"] * len(counts)
    parts = [count * unit // total for count in counts]
    most_cut_off = sorted(range(len(counts)), key=lambda place: (-(counts[place] * unit % total), place))
    for place in most_cut_off[: unit - sum(parts)]:
        parts[place] += 1
    return [_decimal(part, places) for part in parts]


def _decimal(part: int, places: int) -> str:
    whole, rest = divmod(part, 10**places)
    return f"{whole},{rest:0{places}d}" if places else str(whole)
