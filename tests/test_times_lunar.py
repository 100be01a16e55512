"""The lunar table against the astronomy that it comes from, and against days that are known."""

from __future__ import annotations

from datetime import date
from math import floor, radians, sin

import pytest

from ctct.model.times.lunar import lunar_day

YEARS = range(1976, 2072)
ZONE = 7 / 24
"""Hours east of Greenwich, as a part of a day: the calendar of Việt Nam goes by its own midnight."""

NUMBER_OF_DAY_1 = date(2000, 1, 1).toordinal() - 2451545
"""What turns the number of a day in astronomy (Julian) into Python's."""


def new_moon(number: int) -> int:
    """Return the day of a new moon, counted from that of January 1900 (Meeus, Astronomical Formulae, chapter 32)."""
    t = number / 1236.85
    mean = 2415020.75933 + 29.53058868 * number + 0.0001178 * t**2 - 0.000000155 * t**3
    mean += 0.00033 * sin(radians(166.56 + 132.87 * t - 0.009173 * t**2))
    sun = radians(359.2242 + 29.10535608 * number - 0.0000333 * t**2 - 0.00000347 * t**3)
    moon = radians(306.0253 + 385.81691806 * number + 0.0107306 * t**2 + 0.00001236 * t**3)
    node = radians(21.2964 + 390.67050646 * number - 0.0016528 * t**2 - 0.00000239 * t**3)
    terms = [
        (0.1734 - 0.000393 * t, sun), (0.0021, 2 * sun), (-0.4068, moon), (0.0161, 2 * moon), (-0.0004, 3 * moon),
        (0.0104, 2 * node), (-0.0051, sun + moon), (-0.0074, sun - moon), (0.0004, 2 * node + sun), (-0.0004, 2 * node - sun),
        (-0.0006, 2 * node + moon), (0.001, 2 * node - moon), (0.0005, 2 * moon + sun),
    ]  # fmt: skip
    clocks = -0.000278 + 0.000265 * t + 0.000262 * t**2
    return floor(mean + sum(size * sin(angle) for size, angle in terms) - clocks + 0.5 + ZONE) + NUMBER_OF_DAY_1


def sector_of_sun(day: int) -> int:
    """Return in which twelfth of its yearly way the sun stands as ``day`` begins; the winter solstice opens the ninth."""
    t = (day - NUMBER_OF_DAY_1 - 0.5 - ZONE - 2451545) / 36525
    anomaly = radians(357.5291 + 35999.0503 * t - 0.0001559 * t**2)
    longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t**2 + (1.9146 - 0.004817 * t) * sin(anomaly)
    return floor((longitude + (0.019993 - 0.000101 * t) * sin(2 * anomaly) + 0.00029 * sin(3 * anomaly)) % 360 / 30)


def eleventh_month(year: int) -> int:
    """Return the number of the new moon that begins the month of the winter solstice."""
    last = date(year, 12, 31).toordinal()
    number = round((last - date(1900, 1, 1).toordinal()) / 29.530588853) + 1
    while new_moon(number) > last or sector_of_sun(new_moon(number)) >= 9:
        number -= 1
    return number


def months_after(year: int) -> list[tuple[int, int]]:
    """Return the months from the eleventh of ``year``: the number of each, 0 for the leap month, and its new moon."""
    first, after = eleventh_month(year), eleventh_month(year + 1)
    moons = range(first, after)
    leap = None
    if len(moons) == 13:
        leap = next(m for m in moons[1:] if sector_of_sun(new_moon(m)) == sector_of_sun(new_moon(m + 1)))
    counted = iter([11, 12, *range(1, 11)])
    return [(0 if moon == leap else next(counted), moon) for moon in moons]


@pytest.mark.parametrize("year", YEARS)
def test_every_month_begins_with_the_new_moon(year: int) -> None:
    around = [*months_after(year - 1), *months_after(year)]
    start = next(index for index, (number, _) in enumerate(around) if number == 1)
    end = next(index for index, (number, _) in enumerate(around) if number == 1 and index > start)
    for number, moon in around[start:end]:
        if number == 0:
            continue
        first, following = new_moon(moon), new_moon(moon + 1)
        assert lunar_day(year, number, 1).toordinal() == first
        assert lunar_day(year, number, following - first).toordinal() == following - 1
        with pytest.raises(ValueError, match="không có ngày"):
            lunar_day(year, number, following - first + 1)


@pytest.mark.parametrize(
    ("year", "month", "day", "known"),
    [
        (1985, 1, 1, date(1985, 1, 21)),  # 20/2 in China
        (2007, 1, 1, date(2007, 2, 17)),  # 18/2 in China
        (2030, 1, 1, date(2030, 2, 2)),  # 3/2 in China
        (2053, 1, 1, date(2053, 2, 18)),
        (2026, 1, 1, date(2026, 2, 17)),
        (2021, 3, 10, date(2021, 4, 21)),
        (2025, 3, 10, date(2025, 4, 7)),
        (2026, 8, 15, date(2026, 9, 25)),
        (2017, 8, 15, date(2017, 10, 4)),  # after a leap month
        (2054, 3, 30, date(2054, 5, 7)),
        (2062, 2, 30, date(2062, 4, 9)),
    ],
)
def test_known_days(year: int, month: int, day: int, known: date) -> None:
    assert lunar_day(year, month, day) == known


@pytest.mark.parametrize(("year", "month"), [(1975, 1), (2072, 1), (2026, 0), (2026, 13)])
def test_what_the_table_has_not_is_refused(year: int, month: int) -> None:
    with pytest.raises(ValueError, match="âm"):
        lunar_day(year, month, 1)
