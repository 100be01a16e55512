"""Ngày, tháng trong lời văn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.registry import Finding, Subject, rule
from ctct.resolve.marks import month_figure

_HISTORY = 2000
"""Dates of history, from before this year, keep the way in which they are always written («ngày 2 tháng 9 năm 1945»)."""

_IN_WORDS = re.compile(r"ngày (\d{1,2}) tháng (\d{1,2}) năm (\d{4})(?!\d)")
# Not behind a digit, a slash or a point: those are parts of longer numbers, «2019/2020», «1.2/3/2021».
_IN_FIGURES = re.compile(r"([0-9](?<![\d/.,\-][0-9])[0-9]?)/(\d{1,2})/(\d{4})(?![\d/])")


@rule(
    "NT01",
    ("36-HD/VPTW", "II.1.4"),
    ("05-HD/VPTW", "II.I.4.2.2"),
    ("30/2020/NĐ-CP", "Phụ lục I, II.4"),
    severity=Severity.WARNING,
)
def so_khong_cua_ngay_thang(subject: Subject) -> Iterator[Finding]:
    """Khi viết «ngày … tháng … năm …», ngày dưới 10 và tháng 1, tháng 2 có số 0 phía trước; tháng 3 đến tháng 9 thì không.

    Sai:
        noi_dung: Quyết định này có hiệu lực từ ngày 6 tháng 4 năm 2021.
    Sai:
        noi_dung: Quyết định này có hiệu lực từ ngày 06 tháng 04 năm 2021.
    Sai:
        noi_dung: Quyết định này có hiệu lực từ ngày 15 tháng 1 năm 2021.
    Đúng:
        noi_dung: Quyết định này có hiệu lực từ ngày 06 tháng 4 năm 2021.
    Đúng:
        noi_dung: Quyết định này có hiệu lực từ ngày 15 tháng 01 năm 2021, thay cho bản ngày 30 tháng 12 năm 2020.
    Đúng:
        noi_dung: Ngày 2 tháng 9 năm 1945 là ngày Quốc khánh; Đảng ta thành lập ngày 3 tháng 2 năm 1930.
    """
    for hit in subject.texts.search(_IN_WORDS):
        day, month = int(hit.match[1]), int(hit.match[2])
        better = f"ngày {day:02} tháng {month_figure(month)} năm {hit.match[3]}"
        if hit.match[0] != better and int(hit.match[3]) >= _HISTORY:
            yield Finding(
                hit.text.at,
                _("«{match}» sai lối ghi số 0", match=hit.match[0]),
                _("ghi «{right}»", right=better),
                part=hit.part,
                fix=better,
            )


@rule("NT02", ("Quy ước soạn thảo văn bản", "ngày có trong lịch"))
def ngay_co_that(subject: Subject) -> Iterator[Finding]:
    """Ngày ghi trong văn bản là ngày có trong lịch.

    Sai:
        noi_dung: Theo Nghị quyết số 05-NQ/TU ngày 31/6/2020 của Tỉnh ủy.
    Sai:
        noi_dung: Hạn cuối là ngày 30 tháng 02 năm 2021.
    Đúng:
        noi_dung: Theo Nghị quyết số 05-NQ/TU ngày 30/6/2020 của Tỉnh ủy; so với năm học 2019/2020 tăng 1/3.
    Đúng:
        noi_dung: Lễ hội mở ngày 30/2/2021 (âm lịch).
    """
    for pattern in (_IN_WORDS, _IN_FIGURES):
        for hit in subject.texts.search(pattern):
            day, month, year = map(int, hit.match.groups())
            is_lunar = "âm lịch" in hit.text.text[hit.part[1] : hit.part[1] + 12]  # its months all have a 30th
            if not is_lunar and not _exists(day, month, year):
                yield Finding(
                    hit.text.at,
                    _("không có ngày {day}/{month}/{year}", day=day, month=month, year=year),
                    _("xem lại ngày, tháng"),
                    part=hit.part,
                )


_WEEKDAYS = ("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật")
_DAY_OF_WEEK = r"(?P<name>thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)(?!\w)"
_DATE = r"(?P<day>\d{1,2})(?:/| tháng )(?P<month>\d{1,2})(?:/| năm )(?P<year>\d{4})(?!\d)"
_DATED_WEEKDAYS = (
    re.compile(rf"{_DAY_OF_WEEK}(?:,? ?\(?,? ?)(?:ngày )?{_DATE}", re.IGNORECASE),
    re.compile(rf"{_DATE},? ?\(?{_DAY_OF_WEEK}", re.IGNORECASE),
)


@rule("NT03", ("Quy ước soạn thảo văn bản", "thứ đúng với ngày"), severity=Severity.WARNING)
def thu_dung_voi_ngay(subject: Subject) -> Iterator[Finding]:
    """Thứ trong tuần ghi cạnh một ngày là thứ của ngày ấy.

    Sai:
        noi_dung: Hội nghị họp lúc 8 giờ 00, thứ Năm, ngày 08/7/2026.
    Sai:
        noi_dung: Lễ viếng tổ chức ngày 02 tháng 9 năm 2026 (thứ Năm).
    Đúng:
        noi_dung: Họp thứ Tư, ngày 08/7/2026; tiếp công dân thứ Năm hằng tuần; lễ ngày 02/9/2026 (thứ 4) và chủ nhật, 06/9/2026.
    Đúng:
        noi_dung: Bầu cử vào Chủ nhật ngày 15 tháng 3 năm 2026; kỳ họp thứ hai, ngày 08/7/2026.
    """
    for pattern in _DATED_WEEKDAYS:
        for hit in subject.texts.search(pattern):
            right = _weekday_of(hit.match)
            # «kỳ họp thứ hai» counts meetings: a weekday has a mark or nothing before it, or «vào», «sáng» …
            if (
                right is None
                or _named_weekday(hit.match["name"]) == right
                or _counts(hit.text.text[: hit.part[0]], hit.written)
            ):
                continue
            start = hit.part[0] + hit.match.start("name") - hit.match.start()
            message = _("«{match}» không đúng thứ", match=hit.written)
            hint = _("ngày ấy là {right}; xem lại thứ hoặc ngày", right=_WEEKDAYS[right])
            yield Finding(hit.text.at, message, hint, part=(start, start + len(hit.match["name"])))


_COUNTED = re.compile(r"\w$")
_BEFORE_WEEKDAY = ("ngày", "vào", "sáng", "chiều", "tối", "trưa", "từ", "đến", "là", "và", "lúc", "hết", "đêm")


def _counts(before: str, written: str) -> bool:
    word = before.split()[-1:] or [""]
    return written[0] == "t" and _COUNTED.search(word[0]) is not None and word[0].lower() not in _BEFORE_WEEKDAY


def _named_weekday(name: str) -> int:
    figure = name[-1]
    return int(figure) - 2 if figure.isdigit() else _WEEKDAYS.index(name.lower())


def _weekday_of(match: re.Match[str]) -> int | None:
    day, month, year = int(match["day"]), int(match["month"]), int(match["year"])
    return date(year, month, day).weekday() if year and _exists(day, month, year) else None


_HOUR = re.compile(r"(?<![\d.,])(\d{1,2}) giờ (\d{2})(?!\d)")


@rule("NT04", ("Quy ước soạn thảo văn bản", "giờ có trên đồng hồ"), severity=Severity.WARNING)
def gio_co_that(subject: Subject) -> Iterator[Finding]:
    """Giờ, phút ghi trong văn bản có trên đồng hồ: giờ đến 24, phút đến 59.

    Sai:
        noi_dung: Hội nghị bắt đầu lúc 7 giờ 75 phút.
    Sai:
        noi_dung: Khai mạc lúc 25 giờ 00, ngày 08/7/2026.
    Đúng:
        noi_dung: Hội nghị bắt đầu lúc 7 giờ 45 phút; nộp trong 72 giờ; trực 24 giờ.
    """
    for hit in subject.texts.search(_HOUR):
        if int(hit.match[1]) > 24 or int(hit.match[2]) > 59:
            yield Finding(hit.text.at, _("không có «{match}»", match=hit.written), _("xem lại giờ, phút"), part=hit.part)


def _exists(day: int, month: int, year: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False
