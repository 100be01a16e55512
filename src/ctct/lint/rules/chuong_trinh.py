"""Thời gian trong chương trình, kế hoạch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ctct.diagnostics import Path, Severity
from ctct.lint.registry import PLANNED, Finding, Subject, rule
from ctct.lint.texts import Text
from ctct.model.times.endings import bracketed_time
from ctct.model.times.phrases import FORMS, read_timing
from ctct.model.times.timing import NotUnderstood, Timing

_MEETING = re.compile("hội nghị|họp|triệu tập", re.IGNORECASE)
_AT_THE_END = re.compile(r"(?:ngày|tháng) \d{1,2}(?:/\d{1,2})?/\d{4}(?=\)?\.?$)")
_SIGN = re.compile(r"\d[\w.-]*[-/][^\W\d_][\w./-]*,? *$")


@rule("CTR01", ("Quy ước soạn thảo văn bản", "việc của kỳ nào ghi ở kỳ ấy"), layouts=PLANNED, severity=Severity.WARNING)
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
            message = f"«{time.said}» nằm ngoài kỳ của văn bản ({subject.draft.thoi_gian})"
            yield Finding(time.at, message, "xem lại thời gian, hoặc sửa «thoi_gian» của văn bản", part=time.part)


@rule("CTR02", ("Quy ước soạn thảo văn bản", "việc của tháng nào ghi ở tháng ấy"), layouts=PLANNED, severity=Severity.WARNING)
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
        above = (up.item.at for up in subject.items[at].lineage() if up.item.at != at)
        around = next((times[place] for place in above if place in times), None)
        if around and not time.when.lies_within(around.when):
            message = f"«{time.said}» mà mục ở trên là «{around.said}»"
            yield Finding(time.at, message, "chuyển việc này sang mục khác, hoặc xem lại thời gian", part=time.part)


@rule("CTR03", ("Quy ước soạn thảo văn bản", "thời gian ghi một lần"), layouts=PLANNED)
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
    """
    for at, titled in (_times_in_titles(subject) | _times_in_brackets(subject)).items():
        written = _written(subject, at)
        if written and not titled.when.overlaps(written.when):
            message = f"lời văn ghi «{titled.said}», mà «thoi_gian» là «{written.said}»"
            yield Finding(titled.at, message, "sửa một trong hai", part=titled.part)


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
    for at, placed in subject.items.items():
        if written := placed.item.thoi_gian:
            try:
                read_timing(written, subject.draft.time_frame)
            except ValueError as fault:
                yield Finding((*at, "thoi_gian"), str(fault), FORMS if isinstance(fault, NotUnderstood) else None)


class _Time(NamedTuple):
    """When an item takes place: where the draft says so, in which words, and what they mean."""

    at: Path
    said: str
    when: Timing
    part: tuple[int, int] | None = None


def _times_of(subject: Subject) -> dict[Path, _Time]:
    """Return when items take place: by ``thoi_gian``, else by the end of a meeting's name."""
    written = {at: time for at in subject.items if (time := _written(subject, at))}
    return _times_in_titles(subject) | written


def _written(subject: Subject, at: Path) -> _Time | None:
    said = subject.items[at].item.thoi_gian
    return _time(subject, (*at, "thoi_gian"), said) if said else None


def _times_in_titles(subject: Subject) -> dict[Path, _Time]:
    times = {}
    for text in subject.texts:
        place = text.at[:-1]
        found = _AT_THE_END.search(text.text) if text.field == "ten" and place in subject.items else None
        if found and _MEETING.search(text.text) and (time := _time(subject, text.at, found[0], found.span())):
            times[place] = time
    return times


def _times_in_brackets(subject: Subject) -> dict[Path, _Time]:
    """Return the times in brackets at the end of what items say, but for the dates of documents that are cited there."""
    times = {}
    for text in subject.texts:
        part = bracketed_time(text.text) if text.field in ("ten", "noi_dung") else None
        if part is None or _SIGN.search(text.text[: part[0] - 1]):
            continue
        place = _item_ended_by(subject, text)
        if place and (time := _time(subject, text.at, text.text[slice(*part)], part)):
            times[place] = time
    return times


def _item_ended_by(subject: Subject, text: Text) -> Path | None:
    """Return the place of the item whose name is ``text``, or whose words end in it where it has no name."""
    place = text.at[:-1] if text.field == "ten" else text.at[:-2]
    if place not in subject.items:
        return None
    item = subject.items[place].item
    ends = text.field == "ten" or (not item.ten and text.at[-1] == len(item.noi_dung) - 1)
    return place if ends else None


def _time(subject: Subject, at: Path, said: str, part: tuple[int, int] | None = None) -> _Time | None:
    try:
        return _Time(at, said, read_timing(said, subject.draft.time_frame), part)
    except ValueError:
        return None
