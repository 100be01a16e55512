"""Thời gian trong chương trình, kế hoạch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ctct.diagnostics import Path, Severity
from ctct.lint.registry import WITH_PROGRAMMES, Finding, Subject, rule
from ctct.model.values import Span, read_time

_MEETING = re.compile("hội nghị|họp|triệu tập", re.IGNORECASE)
# A time elsewhere in a name is that of something else: «Kết quả thực hiện Chương trình công tác tháng 3/2021 …».
_AT_THE_END = re.compile(r"(?:ngày|tháng) \d{1,2}(?:/\d{1,2})?/\d{4}(?=\)?\.?$)")


@rule("CTR01", ("Quy ước soạn thảo văn bản", "việc của kỳ nào ghi ở kỳ ấy"), layouts=WITH_PROGRAMMES, severity=Severity.WARNING)
def thoi_gian_trong_ky(subject: Subject) -> Iterator[Finding]:
    """Ngày họp, thời gian thực hiện của một việc nằm trong kỳ của văn bản.

    Sai:
        muc:
          - ten: Hội nghị triệu tập trong tháng 7/2021
    Sai:
        muc:
          - ten: Hội nghị Tỉnh ủy lần thứ tư
            thoi_gian: 6/4/2020
    Đúng:
        muc:
          - ten: Hội nghị triệu tập trong tháng 6/2021
          - ten: Họp chuẩn bị Chương trình công tác quý III/2021
          - ten: Kết quả thực hiện Chương trình công tác tháng 3/2021
          - ten: Tổng kết nhiệm kỳ
            thoi_gian: tháng 6/2021 - tháng 7/2021
    """
    for time in _times_of(subject).values():
        if subject.period and not time.span.overlaps(subject.period):
            message = f"«{_in_words(time.span)}» nằm ngoài kỳ của văn bản ({subject.draft.thoi_gian})"
            yield Finding(time.at, message, "xem lại thời gian, hoặc sửa «thoi_gian» của văn bản", part=time.part)


@rule(
    "CTR02",
    ("Quy ước soạn thảo văn bản", "việc của tháng nào ghi ở tháng ấy"),
    layouts=WITH_PROGRAMMES,
    severity=Severity.WARNING,
)
def viec_dung_thang(subject: Subject) -> Iterator[Finding]:
    """Việc của tháng nào đứng dưới mục của tháng ấy.

    Sai:
        muc:
          - ten: Hội nghị triệu tập trong tháng 4/2021
            khoan:
              - noi_dung: Cho ý kiến Chỉ thị về công tác dân vận.
                thoi_gian: tháng 5/2021
    Đúng:
        muc:
          - ten: Hội nghị triệu tập trong tháng 4/2021
            khoan:
              - noi_dung: Cho ý kiến Chỉ thị về công tác dân vận.
                thoi_gian: 15/4/2021
    """
    times = _times_of(subject)
    for at, time in times.items():
        # The nearest time above counts: a month inside a quarter need not be compared with the quarter again.
        above = (up.item.at for up in subject.items[at].lineage() if up.item.at != at)
        around = next((times[place] for place in above if place in times), None)
        if around and not around.span.covers(time.span):
            message = f"«{_in_words(time.span)}» mà mục ở trên là «{_in_words(around.span)}»"
            yield Finding(time.at, message, "chuyển việc này sang mục khác, hoặc xem lại thời gian", part=time.part)


@rule("CTR03", ("Quy ước soạn thảo văn bản", "thời gian ghi một lần"), layouts=WITH_PROGRAMMES)
def thoi_gian_khop_ten(subject: Subject) -> Iterator[Finding]:
    """Thời gian ghi trong tên một hội nghị khớp với «thoi_gian» của nó.

    Sai:
        muc:
          - ten: Hội nghị triệu tập trong tháng 5/2021
            thoi_gian: tháng 6/2021
    Đúng:
        muc:
          - ten: Hội nghị triệu tập trong tháng 5/2021
            thoi_gian: 15/5/2021
    """
    for at, titled in _times_in_titles(subject).items():
        written = subject.items[at].item.thoi_gian
        if written and not titled.span.overlaps(read_time(written)):
            message = f"tên ghi «{_in_words(titled.span)}», mà «thoi_gian» là «{written}»"
            yield Finding(titled.at, message, "sửa một trong hai", part=titled.part)


class _Time(NamedTuple):
    """When an item takes place, and where the draft says so."""

    at: Path
    span: Span
    part: tuple[int, int] | None = None


def _times_of(subject: Subject) -> dict[Path, _Time]:
    """Return when items take place: by ``thoi_gian``, else by the end of a meeting's name."""
    times = _times_in_titles(subject)
    for at, placed in subject.items.items():
        if written := placed.item.thoi_gian:
            times[at] = _Time((*at, "thoi_gian"), read_time(written))
    return times


def _times_in_titles(subject: Subject) -> dict[Path, _Time]:
    times = {}
    for text in subject.texts:
        place = text.at[:-1]
        found = _AT_THE_END.search(text.text) if text.field == "ten" and place in subject.items else None
        if found and _MEETING.search(text.text) and (span := _span(found[0])):
            times[place] = _Time(text.at, span, found.span())
    return times


def _span(written: str) -> Span | None:
    try:
        return read_time(written)
    except ValueError:
        return None  # «ngày 31/6/2021»: that there is no such day is another rule's (NT02)


def _in_words(span: Span) -> str:
    first, last = span.first, span.last
    if first == last:
        return f"{first.day}/{first.month}/{first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"tháng {first.month}/{first.year}"
    return f"{first.day}/{first.month}/{first.year} - {last.day}/{last.month}/{last.year}"
