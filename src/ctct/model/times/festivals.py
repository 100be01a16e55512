"""Days that are known by a name or by the lunar calendar: Tết, Giỗ Tổ Hùng Vương, Quốc khánh, rằm tháng Giêng, 10/3 âm lịch."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial
from typing import NamedTuple

from ctct.language import _
from ctct.model.times.lunar import lunar_day
from ctct.model.times.timing import NotUnderstood
from ctct.model.times.years import in_its_year
from ctct.model.values import Span, days


class _Anniversary(NamedTuple):
    month: int
    day: int
    lunar: bool = False

    def in_year(self, year: int) -> Span:
        """Return its day in a year, which is the lunar one if it goes by the lunar calendar."""
        if not self.lunar:
            return days(year, self.month, self.day)
        day = lunar_day(year, self.month, self.day)
        return Span(day, day)


_NAMED = {
    "tết": _Anniversary(1, 1, lunar=True),
    "tết nguyên đán": _Anniversary(1, 1, lunar=True),
    "tết cổ truyền": _Anniversary(1, 1, lunar=True),
    "tết âm lịch": _Anniversary(1, 1, lunar=True),
    "tết dương lịch": _Anniversary(1, 1),
    "tết nguyên tiêu": _Anniversary(1, 15, lunar=True),
    "tết trung thu": _Anniversary(8, 15, lunar=True),
    "trung thu": _Anniversary(8, 15, lunar=True),
    "giỗ tổ": _Anniversary(3, 10, lunar=True),
    "giỗ tổ hùng vương": _Anniversary(3, 10, lunar=True),
    "chiến thắng 30/4": _Anniversary(4, 30),
    "quốc tế lao động": _Anniversary(5, 1),
    "quốc tế lao động 1/5": _Anniversary(5, 1),
    "quốc khánh": _Anniversary(9, 2),
    "quốc khánh 2/9": _Anniversary(9, 2),
}
_STEMS = ("giáp", "ất", "bính", "đinh", "mậu", "kỷ", "canh", "tân", "nhâm", "quý")
_BRANCHES = ("tý", "sửu", "dần", "mão", "thìn", "tỵ", "ngọ", "mùi", "thân", "dậu", "tuất", "hợi")
_CYCLE = 60
_FESTIVAL = re.compile(
    rf"(?:ngày |lễ )*(?P<name>{'|'.join(_NAMED)})(?:,? (?:năm |xuân )?(?:(?P<year>\d{{4}})"
    rf"|(?P<stem>{'|'.join(_STEMS)}) (?P<branch>{'|'.join(_BRANCHES)})(?: (?P<also>\d{{4}}))?))?"
)

_LAST_DAYS_OF_CHAP = 23
"""From this day on a day «Tết» is one of those before it: «28 Tết»."""

LUNAR_MONTHS = {"giêng": 1, "chạp": 12}
"""The months that have a name of their own, which are always lunar."""
_MONTHS = {"tết": 1, **LUNAR_MONTHS}
_LUNAR = re.compile(
    r"(?:(?:ngày |mùng |mồng )*(?P<day>\d{1,2})|(?:ngày )?(?P<full>rằm))(?:/| tháng | (?=tết))"
    rf"(?P<month>\d{{1,2}}|{'|'.join(_MONTHS)})"
    r"(?:(?:/| năm )(?P<year>\d{4}))?(?P<said> \(?(?:âm lịch|âl)\)?)?"
)


def read_festival(text: str, period: Span | None) -> Span | None:
    """Return the day that ``text`` names; ``None`` if it names none. Raises ValueError for one that is not."""
    if found := _FESTIVAL.fullmatch(text):
        year = _year_named(found, period)
        return in_its_year(_NAMED[found["name"]].in_year, year, period)
    if (found := _LUNAR.fullmatch(text)) and _is_lunar(found):
        month = _MONTHS.get(found["month"]) or int(found["month"])
        day = int(found["day"] or 15)
        before_tet = found["month"] == "tết" and day >= _LAST_DAYS_OF_CHAP
        in_year = partial(_before_tet, day) if before_tet else _Anniversary(month, day, lunar=True).in_year
        return in_its_year(in_year, int(found["year"]) if found["year"] else None, period)
    return None


def _before_tet(day: int, year: int) -> Span:
    """Return a day of the last month before the Tết of a year; «30 Tết» is its eve, also where that month has 29 days."""
    found = lunar_day(year, 1, 1) - timedelta(days=1) if day == 30 else lunar_day(year - 1, 12, day)
    return Span(found, found)


def _is_lunar(found: re.Match[str]) -> bool:
    return bool(found["full"] or found["said"]) or found["month"] in _MONTHS


def _year_named(found: re.Match[str], period: Span | None) -> int | None:
    if year := found["year"] or found["also"]:
        return int(year)
    if not found["stem"]:
        return None
    if period is None:
        raise NotUnderstood(_("chưa rõ năm; ghi thêm năm dương lịch"))
    around = range(period.first.year - _CYCLE // 2, period.first.year + _CYCLE // 2)
    named = (year for year in around if _name_of(year) == (found["stem"], found["branch"]))
    year_found = next(named, None)
    if year_found is None:
        raise ValueError(_("không có năm {stem} {branch}", stem=found["stem"].title(), branch=found["branch"].title()))
    return year_found


def _name_of(year: int) -> tuple[str, str]:
    """Return the name of a lunar year in the cycle of sixty: 2026 is Bính Ngọ."""
    return _STEMS[(year - 4) % len(_STEMS)], _BRANCHES[(year - 4) % len(_BRANCHES)]
