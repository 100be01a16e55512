"""Thời gian trong chương trình, kế hoạch."""

from __future__ import annotations

from collections.abc import Iterator

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.registry import WITH_PROGRAMMES, Finding, Subject, rule
from ctct.lint.work_times import frame_of, read_time, said_in_brackets, said_in_sentences, said_in_titles, time_around
from ctct.model.times.phrases import FORMS, read_timing
from ctct.model.times.timing import Kind, NotUnderstood, Timing
from ctct.model.values import Span
from ctct.model.work_times import SaidTime, frame_at


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
    for time in subject.work_times.values():
        if subject.period and not time.when.overlaps(subject.period):
            at, said, part = time.words
            message = _("«{said}» nằm ngoài kỳ của văn bản ({thoi_gian})", said=said, thoi_gian=subject.draft.thoi_gian)
            yield Finding(at, message, _("xem lại thời gian, hoặc sửa «thoi_gian» của văn bản"), part=part)


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
    times = subject.work_times
    for at, time in times.items():
        around = time_around(subject, at, times)
        if around and not time.when.lies_within(around.when):
            place, said, part = time.words
            message = _("«{said}» mà mục ở trên là «{above}»", said=said, above=around.words.said)
            yield Finding(place, message, _("chuyển việc này sang mục khác, hoặc xem lại thời gian"), part=part)


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
    times = subject.work_times
    for at, words in (said_in_titles(subject) | said_in_brackets(subject)).items():
        written = times.get(at)
        if written is None or written.words.part:
            continue
        titled = read_time(words, written.when.exact or frame_of(subject, at, times))
        if titled and not titled.when.overlaps(written.when):
            message = _("lời văn ghi «{said}», mà «thoi_gian» là «{period}»", said=words.said, period=written.words.said)
            yield Finding(words.at, message, _("sửa một trong hai"), part=words.part)


@rule("CTR04", ("Quy ước soạn thảo văn bản", "thời gian ghi cho máy đọc được"), severity=Severity.WARNING)
def thoi_gian_doc_duoc(subject: Subject) -> Iterator[Finding]:
    """«thoi_gian», «han» của một việc viết theo cách mà ctct hiểu, để còn soi và nhắc hạn; không hiểu thì vẫn in nguyên văn.

    Sai:
        muc:
          - noi_dung: Sơ kết công tác dân vận.
            thoi_gian: sớm nhất có thể
    Sai:
        muc:
          - {noi_dung: Sơ kết công tác dân vận., han: càng sớm càng tốt}
    Sai:
        lay_y_kien: {gui: [van-phong-tinh-uy], han: sớm nhất có thể}
    Đúng:
        muc:
          - {noi_dung: Giải ngân vốn đầu tư công., thoi_gian: hằng quý}
          - {noi_dung: Kiểm tra phòng cháy., thoi_gian: trước Tết Nguyên đán}
          - {noi_dung: Diễn tập khu vực phòng thủ., thoi_gian: theo chỉ đạo của tỉnh}
    """
    for words, frame in dict(_unread(subject)).items():
        try:
            read_timing(words.said, frame)
        except ValueError as fault:
            yield Finding(words.at, str(fault), _(FORMS) if isinstance(fault, NotUnderstood) else None)


def _unread(subject: Subject) -> Iterator[tuple[SaidTime, Span]]:
    """Yield the times of works and of the answers asked for that may not be understood, each with what supplies its year."""
    for at, times in subject.times.items():
        for time in times:
            if time and time.owner == at and time.when is None and time.words.part is None:
                yield time.words, frame_at(subject.draft.time_frame, subject.times, at)
    asked = subject.draft.lay_y_kien
    if asked and asked.han:
        yield SaidTime(("lay_y_kien", "han"), asked.han), subject.draft.time_frame


@rule("CTR05", ("Quy ước soạn thảo văn bản", "thời gian ghi một lần"), layouts=WITH_PROGRAMMES, severity=Severity.WARNING)
def thoi_gian_khop_loi_van(subject: Subject) -> Iterator[Finding]:
    """Thời gian mà lời văn của việc nói là lúc làm việc ấy khớp với «thoi_gian» của việc.

    Sai:
        muc:
          - noi_dung: Họp giao ban vào tháng 5/2021 tại xã.
            thoi_gian: tháng 6/2021
    Sai:
        muc:
          - noi_dung: Báo cáo kết quả trước ngày 15/6/2021.
            thoi_gian: trước ngày 20/6/2021
    Đúng:
        muc:
          - noi_dung: Họp giao ban vào tháng 6/2021 tại xã.
            thoi_gian: 15/6/2021
          - noi_dung: Báo cáo kết quả trước ngày 15/6/2021.
            thoi_gian: tháng 6/2021
          - noi_dung: Tổng hợp kết quả thực hiện trong tháng 4/2021.
            thoi_gian: tháng 5/2021
          - noi_dung: Trong tháng 4/2021 rà soát, trước ngày 15/5/2021 báo cáo.
            thoi_gian: tháng 6/2021
    """
    times = subject.work_times
    for at, words in said_in_sentences(subject):
        written = times.get(at)
        if written is None or written.words.part:
            continue
        said = read_time(words, written.when.exact or frame_of(subject, at, times))
        if said and _contradict(said.when, written.when):
            message = _("lời văn ghi «{said}», mà «thoi_gian» là «{period}»", said=words.said, period=written.words.said)
            yield Finding(words.at, message, _("sửa một trong hai"), part=words.part)


def _contradict(one: Timing, other: Timing) -> bool:
    due = one.kind is other.kind is Kind.BEFORE
    return one.last != other.last if due else not one.overlaps(other)
