"""Stretches of time in every form that has days: by numbers, by name, months of a year, weeks of a month, hours of a day."""

from __future__ import annotations

import re

from ctct.language import _
from ctct.model.times.festivals import LUNAR_MONTHS, read_festival
from ctct.model.times.lunar import lunar_month
from ctct.model.times.parts import LAST_WEEK, PARTS, check_week, last_week_of, months_of, part_of, week_of, week_of_year
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
_WEEKS_OF_YEAR = re.compile(
    r"tuần (?:lễ )?(?:thứ )?(?P<first>\d{1,2})(?:(?:-| đến | và |, ?)(?:tuần (?:thứ )?)?(?P<last>\d{1,2}))?"
    r"(?P<of_year>(?:/|,? (?:của |trong )?năm )(?P<year>\d{4})| (?:của|trong) năm)?"
)
_LUNAR_MONTH = re.compile(
    rf"(?:(?P<part>{PARTS}) )?tháng (?:(?P<name>{'|'.join(LUNAR_MONTHS)})|(?P<number>\d{{1,2}})(?=[^(]* \(?(?:âm lịch|âl)\b))"
    r"(?:(?:/| năm )(?P<year>\d{4}))?(?: \(?(?:âm lịch|âl)\)?)?"
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
    for pattern, read in _FORMS.items():
        if found := pattern.fullmatch(text):
            return read(found, period)
    stretch = read_points(_TERM.sub("", text, count=1), period)
    if stretch is None:
        raise NotUnderstood
    return stretch


def _one_day(text: str, clock: re.Match[str], period: Span | None) -> Stretch:
    """Return the day that ``text`` names, behind hours or a weekday. Raises ValueError where it is another weekday."""
    stretch = read_stretch(text, period)
    if not stretch.one_day:
        raise NotUnderstood(_("giờ, buổi, thứ phải đi với một ngày"))
    if int(clock["hour"] or 0) > 23 or int(clock["minute"] or 0) > 59:
        raise NotUnderstood(_("giờ từ 00 giờ 00 đến 23 giờ 59"))
    day = stretch.span.first
    if clock["weekday"] and _weekday(clock["weekday"]) != day.weekday():
        name = f"thứ {_ORDINALS[day.weekday()]}" if day.weekday() < len(_ORDINALS) else "chủ nhật"
        raise NotUnderstood(_("ngày {day}/{month}/{year} là {name}", day=day.day, month=day.month, year=day.year, name=name))
    return stretch


def _weekday(written: str) -> int:
    """Return which day of the week is written, Monday being 0."""
    number = written.removeprefix("thứ ")
    if number.isdecimal():
        return int(number) - 2
    return _ORDINALS.index(number) if number in _ORDINALS else len(_ORDINALS)


def _months(found: re.Match[str], period: Span | None) -> Stretch:
    count = _NUMBERS.get(found["count"]) or int(found["count"])
    if not 1 <= count <= 12:
        raise ValueError(_("một năm không có {count} tháng", count=count))
    bounds = (1, count) if found["end"] == "đầu" else (13 - count, 12)
    return Stretch(in_its_year(lambda year: months_of(days(year), *bounds), _year(found), period))


def _year(found: re.Match[str]) -> int | None:
    return int(found["year"]) if found["year"] else None


def _lunar_month(found: re.Match[str], period: Span | None) -> Stretch:
    number = LUNAR_MONTHS.get(found["name"]) or int(found["number"])
    month = in_its_year(lambda year: lunar_month(year, number), _year(found), period)
    return Stretch(*part_of(month, "tháng", found["part"])) if found["part"] else Stretch(month)


def _weeks_of_year(found: re.Match[str], period: Span | None) -> Stretch:
    """Return weeks by their number in the year; in a programme of one month those of the month, as it has so many."""
    first = int(found["first"])
    last = int(found["last"] or first)
    if last < first:
        raise NotUnderstood
    may_be_of_month = last <= LAST_WEEK and not found["of_year"]
    month = days(period.first.year, period.first.month) if period and may_be_of_month else None
    if month and period and month.covers(period):
        check_week(first)
        return Stretch(Span(week_of(month, first).first, week_of(month, last).last), sure=False)
    weeks = in_its_year(lambda year: Span(week_of_year(year, first).first, week_of_year(year, last).last), _year(found), period)
    if may_be_of_month and period and not weeks.overlaps(period):
        raise NotUnderstood(_("chưa rõ tuần của tháng nào; ghi thêm tháng, hoặc năm"))
    return Stretch(weeks, sure=False)


def _week(found: re.Match[str], period: Span | None) -> Stretch:
    is_last = found["week"] in _LAST
    number = 0 if is_last else _WEEKS.get(found["week"]) or int(found["week"])
    if not is_last:
        check_week(number)
    month = read_points(found["month"], period)
    if month is None or not month.sure or month.one_day:
        raise NotUnderstood(_("không rõ tuần của tháng nào"))
    return Stretch(last_week_of(month.span) if is_last else week_of(month.span, number), sure=False)


_FORMS = {_MONTHS: _months, _WEEK: _week, _LUNAR_MONTH: _lunar_month, _WEEKS_OF_YEAR: _weeks_of_year}
"""What has a form of its own, each with what reads it."""
