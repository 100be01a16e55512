"""The figures of a programme: they add up, and what is in time follows from days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctct.model.figures import DONE, OPEN, Course, CutOff, Figures, Standing, figures_of, shares, standing_of
from ctct.model.types import STATES


def weekdays(first: date, last: date) -> int:
    return sum((first + timedelta(days)).weekday() < 5 for days in range(1, (last - first).days + 1))


END = date(2021, 6, 30)
CUT_OFF = CutOff(END, 3, weekdays)


def counted(courses: list[Course]) -> Figures:
    return figures_of(courses, CUT_OFF)


def test_the_sample_quarter() -> None:
    told = counted([Course("xong")] * 30 + [Course("dang_lam")] * 4 + [Course("chuyen_ky_sau")] * 3)
    assert told.total == 37
    assert shares([told.by_state[state] for state in ("xong", "dang_lam", "chuyen_ky_sau")]) == ["81,1", "10,8", "8,1"]


def test_a_province_as_it_published_them() -> None:
    """1/9–13/12/2017: 556 tasks, 249 done of which 168 late, 307 open of which 130 overdue."""
    day, before, after = date(2017, 12, 13), date(2017, 12, 1), date(2018, 1, 31)
    done = [Course("xong", before, None, before)] * 81 + [Course("xong", before, None, day)] * 168
    left = [Course("dang_lam", after)] * 177 + [Course("chua_lam", before)] * 130
    told = figures_of(done + left, CutOff(day, 3, weekdays))
    assert (told.total, told.count(DONE), told.count(OPEN)) == (556, 249, 307)
    assert shares([told.by_standing[one] for one in (Standing.DONE_IN_TIME, Standing.DONE_LATE)], 2) == ["32,53", "67,47"]
    assert shares([told.by_standing[one] for one in (Standing.IN_TIME, Standing.OVERDUE)], 2) == ["57,65", "42,35"]


@pytest.mark.parametrize(
    ("course", "expected"),
    [
        (Course("xong", END, None, date(2021, 6, 28)), Standing.DONE_IN_TIME),
        (Course("xong", date(2021, 5, 31), None, date(2021, 6, 1)), Standing.DONE_LATE),
        (Course("xong", date(2021, 5, 31)), Standing.DONE_ON_UNKNOWN_DAY),
        (Course("xong", END), Standing.DONE_IN_TIME),
        (Course("xong"), Standing.DONE_WITHOUT_DEADLINE),
        (Course("dang_lam"), Standing.WITHOUT_DEADLINE),
        (Course("dang_lam", date(2021, 6, 29)), Standing.OVERDUE),
        (Course("dang_lam", END), Standing.DUE_SOON),
        (Course("dang_lam", date(2021, 7, 5)), Standing.DUE_SOON),  # Thursday, Friday, Monday
        (Course("dang_lam", date(2021, 7, 6)), Standing.IN_TIME),
        (Course("dang_lam", date(2021, 5, 31), date(2021, 9, 30)), Standing.IN_TIME),
        (Course("chuyen_ky_sau", date(2021, 5, 31)), Standing.CARRIED_OVER),
        (Course("thoi", date(2021, 5, 31)), Standing.GIVEN_UP),
    ],
)
def test_standing_follows_from_days(course: Course, expected: Standing) -> None:
    assert standing_of(course, CUT_OFF) is expected


def test_what_kept_an_extension_stays_late_and_is_counted_apart() -> None:
    told = counted([Course("xong", date(2021, 5, 31), date(2021, 6, 15), date(2021, 6, day)) for day in (10, 15, 16)])
    assert (told.by_standing[Standing.DONE_LATE], told.in_time_extended) == (3, 2)


days = st.none() | st.dates(date(2021, 4, 1), date(2021, 9, 30))


@given(st.lists(st.builds(Course, st.sampled_from(list(STATES)), days, days, days)))
def test_states_and_standings_add_up(courses: list[Course]) -> None:
    told = counted(courses)
    assert told.total == sum(told.by_state.values()) == sum(told.by_standing.values())
    assert told.by_state["xong"] == told.count(DONE)
    assert told.by_state["chua_lam"] + told.by_state["dang_lam"] == told.count(OPEN)


@given(st.lists(st.integers(0, 5000), min_size=1), st.integers(0, 2))
def test_shares_are_a_hundred_and_each_is_next_to_its_own(counts: list[int], places: int) -> None:
    told = shares(counts, places)
    if not sum(counts):
        assert set(told) == {"–"}
        return
    figures = [float(one.replace(",", ".")) for one in told]
    assert sum(figures) == pytest.approx(100)
    assert all(abs(one - 100 * count / sum(counts)) < 10**-places for one, count in zip(figures, counts, strict=True))
    assert all(one == 0 for one, count in zip(figures, counts, strict=True) if not count)
