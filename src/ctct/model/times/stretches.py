"""Stretches of time in every form that has days: by numbers, by name, months of a year, weeks of a month, hours of a day."""

from __future__ import annotations

import re

from ctct.model.times.festivals import read_festival
from ctct.model.times.parts import check_week, last_week_of, months_of, week_of
from ctct.model.times.points import Stretch, read_points
from ctct.model.times.timing import NotUnderstood
from ctct.model.times.years import in_its_year
from ctct.model.values import Span, days

_ORDINALS = ("hai", "ba", "tư", "năm", "sáu", "bảy")
"""The weekdays from Monday on, as «thứ» counts them."""
_BEFORE_A_DAY = re.compile(
    rf"(?:(?:sáng|trưa|chiều|tối|(?P<weekday>thứ (?:{'|'.join(_ORDINALS)}|[2-7])|chủ nhật)"
    r"|(?P<hour>\d{1,2}) ?(?:giờ|h|g|:) ?(?:(?P<minute>\d{2})(?: phút)?)?)(?:,? (?:ngày )?|, ?))+"
)
_NUMBERS = {"ba": 3, "sáu": 6, "chín": 9}
_MONTHS = re.compile(rf"(?P<count>\d{{1,2}}|{'|'.join(_NUMBERS)}) tháng (?P<end>đầu|cuối) (?:của )?năm(?: (?P<year>\d{{4}}))?")
_WEEKS = {"đầu": 1, "đầu tiên": 1, "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "năm": 5, "sáu": 6, "bảy": 7}
_LAST = ("cuối", "cuối cùng")
_WEEK = re.compile(
    rf"tuần (?:lễ )?(?:thứ )?(?P<week>\d{{1,2}}|{'|'.join((*_WEEKS, *_LAST))}),? (?:của |trong )?(?P<month>tháng .+|tháng)"
)
_TERM = re.compile(r"(?:(?:các|những) (?=năm|tháng|ngày|quý)|giai đoạn (?=\d)|nhiệm kỳ (?=\d))")
_PERIODS_OWN = frozenset({"kỳ", "nhiệm kỳ", "khóa", "giai đoạn"})


def read_stretch(text: str, period: Span | None) -> Stretch:
    """Return the days that ``text`` means. Raises ValueError."""
    if clock := _BEFORE_A_DAY.match(text):
        return _one_day(text[clock.end() :], clock, period)
    if day := read_festival(text, period):
        return Stretch(day, one_day=True)
    if text in _PERIODS_OWN and period:
        return Stretch(period)
    if found := _MONTHS.fullmatch(text):
        return Stretch(_months(found, period))
    if found := _WEEK.fullmatch(text):
        return _week(found, period)
    stretch = read_points(_TERM.sub("", text, count=1), period)
    if stretch is None:
        raise NotUnderstood
    return stretch


def _one_day(text: str, clock: re.Match[str], period: Span | None) -> Stretch:
    """Return the day that ``text`` names, behind hours or a weekday. Raises ValueError where it is another weekday."""
    stretch = read_stretch(text, period)
    if not stretch.one_day:
        raise NotUnderstood("giờ, buổi, thứ phải đi với một ngày")
    if int(clock["hour"] or 0) > 23 or int(clock["minute"] or 0) > 59:
        raise NotUnderstood("giờ từ 00 giờ 00 đến 23 giờ 59")
    day = stretch.span.first
    if clock["weekday"] and _weekday(clock["weekday"]) != day.weekday():
        name = f"thứ {_ORDINALS[day.weekday()]}" if day.weekday() < len(_ORDINALS) else "chủ nhật"
        raise NotUnderstood(f"ngày {day.day}/{day.month}/{day.year} là {name}")
    return stretch


def _weekday(written: str) -> int:
    """Return which day of the week is written, Monday being 0."""
    number = written.removeprefix("thứ ")
    if number.isdecimal():
        return int(number) - 2
    return _ORDINALS.index(number) if number in _ORDINALS else len(_ORDINALS)


def _months(found: re.Match[str], period: Span | None) -> Span:
    count = _NUMBERS.get(found["count"]) or int(found["count"])
    if not 1 <= count <= 12:
        raise ValueError(f"một năm không có {count} tháng")
    bounds = (1, count) if found["end"] == "đầu" else (13 - count, 12)
    return in_its_year(lambda year: months_of(days(year), *bounds), int(found["year"]) if found["year"] else None, period)


def _week(found: re.Match[str], period: Span | None) -> Stretch:
    is_last = found["week"] in _LAST
    number = 0 if is_last else _WEEKS.get(found["week"]) or int(found["week"])
    if not is_last:
        check_week(number)
    month = read_points(found["month"], period)
    if month is None or not month.sure or month.one_day:
        raise NotUnderstood("không rõ tuần của tháng nào")
    return Stretch(last_week_of(month.span) if is_last else week_of(month.span, number), sure=False)
