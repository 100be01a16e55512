"""Thời gian trong chương trình, kế hoạch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ctct.diagnostics import Path, Severity
from ctct.lint.registry import WITH_PROGRAMMES, Finding, Subject, rule
from ctct.lint.texts import Text
from ctct.model.times.endings import bracketed_time
from ctct.model.times.phrases import FORMS, read_timing
from ctct.model.times.timing import NotUnderstood, Timing
from ctct.model.types import TYPE_NAMES
from ctct.model.values import Span

_MEETING = re.compile("hội nghị|họp|triệu tập", re.IGNORECASE)
# A time elsewhere in a name is that of something else: «Kết quả thực hiện Chương trình công tác tháng 3/2021 …».
_AT_THE_END = re.compile(r"(?:ngày|tháng) \d{1,2}(?:/\d{1,2})?/\d{4}(?=\)?\.?$)")
_YEAR = re.compile(r"\d{4}$")
_is_full_date = re.compile(r"ngày \d{1,2}/\d{1,2}/\d{4}").fullmatch
_DOCUMENTS = (*TYPE_NAMES.values(), "Luật", "Nghị định", "Thông tư", "Pháp lệnh")
"""What documents are called where one of them is meant."""
_ends_in_sign = re.compile(r"\d[\w.-]{0,20}[-/][^\W\d_][\w./-]{0,30}").fullmatch


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
    Sai:
        muc:
          - ten: Hội nghị Tỉnh ủy lần thứ tư
            thoi_gian: cuối tháng 7
    Đúng:
        muc:
          - ten: Hội nghị triệu tập trong tháng 6/2021
          - ten: Họp chuẩn bị Chương trình công tác quý III/2021
          - ten: Kết quả thực hiện Chương trình công tác tháng 3/2021
          - ten: Tổng kết nhiệm kỳ
            thoi_gian: tháng 6/2021 - tháng 7/2021
          - ten: Giám sát chuyên đề
            thoi_gian: giữa năm
          - ten: Phòng, chống tham nhũng
            thoi_gian: thường xuyên
    """
    for time in _times_of(subject).values():
        if subject.period and not time.when.overlaps(subject.period):
            at, said, part = time.words
            message = f"«{said}» nằm ngoài kỳ của văn bản ({subject.draft.thoi_gian})"
            yield Finding(at, message, "xem lại thời gian, hoặc sửa «thoi_gian» của văn bản", part=part)


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
              - noi_dung: Cho ý kiến về quy hoạch.
                thoi_gian: trước ngày 20
    Đúng:
        thoi_gian: nhiệm kỳ 2020 - 2025
        muc:
          - ten: Nhiệm vụ năm 2023
            thoi_gian: năm 2023
            khoan:
              - noi_dung: Cho ý kiến Chỉ thị về công tác dân vận.
                thoi_gian: tháng 5
    """
    times = _times_of(subject)
    for at, time in times.items():
        around = _around(subject, at, times)
        if around and not time.when.lies_within(around.when):
            place, said, part = time.words
            message = f"«{said}» mà mục ở trên là «{around.words.said}»"
            yield Finding(place, message, "chuyển việc này sang mục khác, hoặc xem lại thời gian", part=part)


@rule("CTR03", ("Quy ước soạn thảo văn bản", "thời gian ghi một lần"), layouts=WITH_PROGRAMMES)
def thoi_gian_khop_ten(subject: Subject) -> Iterator[Finding]:
    """Thời gian ghi trong tên một hội nghị, hoặc trong ngoặc ở cuối lời văn, khớp với «thoi_gian» của việc.

    Sai:
        muc:
          - ten: Hội nghị triệu tập trong tháng 5/2021
            thoi_gian: tháng 6/2021
    Sai:
        muc:
          - noi_dung: Sơ kết công tác dân vận (cuối tháng 5).
            thoi_gian: tháng 6/2021
    Đúng:
        muc:
          - ten: Hội nghị triệu tập trong tháng 5/2021
            thoi_gian: 15/5/2021
          - noi_dung: Sơ kết công tác dân vận (tháng 6/2021).
            thoi_gian: trước ngày 15/6
          - noi_dung: Thực hiện Kết luận số 31-KL/TU (ngày 27/4/2016).
            thoi_gian: thường xuyên
          - noi_dung: Sơ kết Nghị quyết (ngày 15/5/2021).
            thoi_gian: tháng 6/2021
          - noi_dung: Sơ kết Nghị quyết của Tỉnh ủy về công tác dân vận (ngày 15/7/2020).
            thoi_gian: tháng 6/2021
    """
    times = _times_of(subject)
    for at, words in (_said_in_titles(subject) | _said_in_brackets(subject)).items():
        written = times.get(at)
        if written is None or written.words.part:
            continue
        titled = _read(words, written.when.exact or _frame(subject, at, times))
        if titled and not titled.when.overlaps(written.when):
            message = f"lời văn ghi «{words.said}», mà «thoi_gian» là «{written.words.said}»"
            yield Finding(words.at, message, "sửa một trong hai", part=words.part)


@rule("CTR04", ("Quy ước soạn thảo văn bản", "thời gian ghi cho máy đọc được"), severity=Severity.WARNING)
def thoi_gian_doc_duoc(subject: Subject) -> Iterator[Finding]:
    """«thoi_gian» của một việc viết theo cách mà ctct hiểu, để còn soi và nhắc hạn; không hiểu thì vẫn in nguyên văn.

    Sai:
        muc:
          - noi_dung: Sơ kết công tác dân vận.
            thoi_gian: sớm nhất có thể
    Đúng:
        muc:
          - {noi_dung: Giải ngân vốn đầu tư công., thoi_gian: hằng quý}
          - {noi_dung: Kiểm tra phòng cháy., thoi_gian: trước Tết Nguyên đán}
          - {noi_dung: Diễn tập khu vực phòng thủ., thoi_gian: theo chỉ đạo của tỉnh}
    """
    times = _times_of(subject)
    for at, placed in subject.items.items():
        if written := placed.item.thoi_gian:
            try:
                read_timing(written, _frame(subject, at, times))
            except ValueError as fault:
                yield Finding((*at, "thoi_gian"), str(fault), FORMS if isinstance(fault, NotUnderstood) else None)


class _Words(NamedTuple):
    """A time in words, and where the draft says it: the whole value, or ``part`` of a text."""

    at: Path
    said: str
    part: tuple[int, int] | None = None


class _Time(NamedTuple):
    """When an item takes place."""

    words: _Words
    when: Timing


def _times_of(subject: Subject) -> dict[Path, _Time]:
    """Return when items take place: by ``thoi_gian``, else by the end of a meeting's name."""
    titles = _said_in_titles(subject)
    times: dict[Path, _Time] = {}
    # In reading order: what an item stands in has its time before it.
    for at, placed in subject.items.items():
        frame, said = _frame(subject, at, times), placed.item.thoi_gian
        time = _read(_Words((*at, "thoi_gian"), said), frame) if said else None
        if time is None and at in titles:
            time = _read(titles[at], frame)
        if time:
            times[at] = time
    return times


def _is_date_of_document(before: str, said: str, first_year: int) -> bool:
    """Return whether a time ``said`` in brackets is no work's but of the document that ``before`` ends in, by its sign or its
    type; or of one named in it, where it lies in a year before ``first_year``.
    """
    before = before.rstrip(" ,")
    if _ends_in_sign(before.rsplit(" ", 1)[-1]):
        return True
    if _is_full_date(said) and before.endswith(_DOCUMENTS) and "dự thảo" not in before:
        return True
    year = _YEAR.search(said)
    return year is not None and int(year[0]) < first_year and any(name in before for name in _DOCUMENTS)


def _around(subject: Subject, at: Path, times: Mapping[Path, _Time]) -> _Time | None:
    """Return the time of the nearest of what an item stands in."""
    above = (up.item.at for up in subject.items[at].lineage() if up.item.at != at)
    return next((times[place] for place in above if place in times), None)


def _frame(subject: Subject, at: Path, times: Mapping[Path, _Time]) -> Span:
    """Return what supplies the year and the month of an item's time: «tháng 5» under «năm 2027» is of that year."""
    around = _around(subject, at, times)
    return (around and around.when.exact) or subject.draft.time_frame


def _said_in_titles(subject: Subject) -> dict[Path, _Words]:
    """Return the times that end the names of meetings."""
    found = {}
    for text in subject.texts:
        place = text.at[:-1]
        time = _AT_THE_END.search(text.text) if text.field == "ten" and place in subject.items else None
        if time and _MEETING.search(text.text):
            found[place] = _Words(text.at, time[0], time.span())
    return found


def _said_in_brackets(subject: Subject) -> dict[Path, _Words]:
    """Return the times in brackets at the end of what items say, but for the dates of documents that are cited there."""
    found, first_year = {}, subject.draft.time_frame.first.year
    for text in subject.texts:
        part = bracketed_time(text.text) if text.field in ("ten", "noi_dung") else None
        if part is None or _is_date_of_document(text.text[: part[0] - 1], text.text[slice(*part)], first_year):
            continue
        if place := _item_ended_by(subject, text):
            found[place] = _Words(text.at, text.text[slice(*part)], part)
    return found


def _item_ended_by(subject: Subject, text: Text) -> Path | None:
    """Return the place of the item whose name is ``text``, or whose words end in it where it has no name."""
    place = text.at[:-1] if text.field == "ten" else text.at[:-2]
    if place not in subject.items:
        return None
    item = subject.items[place].item
    ends = text.field == "ten" or (not item.ten and text.at[-1] == len(item.noi_dung) - 1)
    return place if ends else None


def _read(words: _Words, frame: Span) -> _Time | None:
    try:
        return _Time(words, read_timing(words.said, frame))
    except ValueError:
        return None  # «ngày 31/6/2021»: that there is no such day is another rule's (NT02)
