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


def _exists(day: int, month: int, year: int) -> bool:
    try:
        return bool(date(year, month, day))
    except ValueError:
        return False
