"""Thời hạn: rơi vào ngày làm việc, nằm trong kỳ, trước cuộc họp cần đến việc ấy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ctct.diagnostics import Path, Severity
from ctct.language import _
from ctct.lint.meetings import called, days_by_name
from ctct.lint.registry import WITH_PROGRAMMES, Finding, Subject, rule
from ctct.model.body import Node
from ctct.model.times.timing import Kind
from ctct.model.work_calendar import DayOff, in_figures, weekday_of
from ctct.model.work_times import NodeTime, NodeTimes

_PLANS = ("chuong_trinh", "ke_hoach")
"""Types that look ahead: elsewhere a time in brackets may be of what is over."""

_ON_PURPOSE = re.compile(
    r"\b(?:lễ|dâng (?:hương|hoa)|kỷ niệm|mít tinh|bầu cử|chúc mừng|tết|giao thừa|ra quân|ngày hội|thi đấu|giải|trực|tuần tra"
    r"|hội (?:thao|khỏe|trại|diễn)|âm lịch|rằm|mùng)\b",
    re.IGNORECASE,
)
"""What is done on days off, and not by mistake."""

_names_a_day = re.compile(r"\bngày \d|\d{1,2}/\d{1,2}(?!\d)", re.IGNORECASE).search
_is_before = re.compile(r"\btrước\b", re.IGNORECASE).search


@rule("HAN01", ("188/1999/QĐ-TTg", "Điều 1"), layouts=WITH_PROGRAMMES, severity=Severity.WARNING)
def ngay_hop_la_ngay_lam_viec(subject: Subject) -> Iterator[Finding]:
    """Cuộc họp, thời hạn không rơi vào thứ bảy, chủ nhật; ngày thứ bảy làm bù theo lệnh thì được. Lễ, bầu cử, trực, hội thao…
    vào ngày nghỉ thì không kể.

    Sai:
        muc:
          - ten: Hội nghị Tỉnh ủy về công tác cán bộ
            thoi_gian: 10/4/2021
    Sai:
        muc:
          - {noi_dung: Báo cáo kết quả., han: chậm nhất ngày 13/6/2021}
    Sai:
        muc:
          - ten: Hội nghị Tỉnh ủy về công tác cán bộ (ngày 11/4/2021)
    Đúng:
        muc:
          - ten: Hội nghị Tỉnh ủy về công tác cán bộ
            thoi_gian: 9/4/2021
          - {noi_dung: Báo cáo kết quả., han: trước ngày 14/6/2021}
          - {noi_dung: Tổ chức bầu cử đại biểu Quốc hội khóa XV., thoi_gian: 23/5/2021}
    Đúng:
        ngay: 06/4/2024
        thoi_gian: quý II/2024
        muc:
          - {ten: Hội nghị Tỉnh ủy về công tác cán bộ, thoi_gian: 4/5/2024}
    """
    for time, day, off in _days_off(subject):
        if off.is_weekend:
            yield _told(
                time, _("ngày {day} là {reason}", day=in_figures(day), reason=off.name), _working_days_near(subject, day)
            )


@rule("HAN02", ("Bộ luật Lao động số 45/2019/QH14", "Điều 111, Điều 112"), layouts=WITH_PROGRAMMES, severity=Severity.WARNING)
def ngay_hop_khong_la_ngay_le(subject: Subject) -> Iterator[Finding]:
    """Cuộc họp, thời hạn không rơi vào ngày nghỉ lễ, Tết, ngày nghỉ bù, nghỉ hoán đổi. Ngày nghỉ mà năm ấy chưa có thông báo
    thì mới là dự kiến, chỉ góp ý.

    Sai:
        muc:
          - ten: Hội nghị Tỉnh ủy về công tác cán bộ
            thoi_gian: 21/4/2021
    Sai:
        muc:
          - ten: Hội nghị Tỉnh ủy về công tác cán bộ
            thoi_gian: 3/5/2021
    Đúng:
        muc:
          - ten: Hội nghị Tỉnh ủy về công tác cán bộ
            thoi_gian: 22/4/2021
          - {noi_dung: Dâng hương tưởng niệm các Vua Hùng., thoi_gian: 21/4/2021}
          - {noi_dung: Kiểm tra phòng cháy., thoi_gian: trước ngày 30/4/2021}
    """
    for time, day, off in _days_off(subject):
        if not off.is_weekend:
            expected = _(" (dự kiến)") if off.is_expected else ""
            cites = _(" theo {document}", document=off.cites) if off.cites else ""
            severity = Severity.ADVICE if off.is_expected else None
            message = _(
                "ngày {day} {reason}{cites}{expected}", day=in_figures(day), reason=off.name, cites=cites, expected=expected
            )
            yield _told(time, message, _working_days_near(subject, day))._replace(severity=severity)


def _days_off(subject: Subject) -> Iterator[tuple[NodeTime, date, DayOff]]:
    """Yield the days off on which something takes place or is due, once for each time that is written."""
    nodes, told = subject.nodes, set()
    for time in _times_of_its_own(subject, nodes):
        if time.words in told or _ON_PURPOSE.search(f"{called(subject, nodes[time.owner])} {time.words.said}"):
            continue
        told.add(time.words)
        for day in _days_meant(time):
            off = subject.office.calendar.day_off(day)
            if off and not _ends_before_a_day_worked(subject, time, day):
                yield time, day, off
                break


def _times_of_its_own(subject: Subject, nodes: dict[Path, Node]) -> Iterator[NodeTime]:
    """Yield the times that nodes say themselves; those at the end of their words only in what looks ahead."""
    looks_ahead = subject.draft.loai in _PLANS
    for at in nodes:
        for time in subject.times[at]:
            if time and time.owner == at and (looks_ahead or time.words.part is None):
                yield time


def _days_meant(time: NodeTime) -> list[date]:
    """Return the days that a time means by their numbers: that of a meeting, its first and last, or the last of a deadline."""
    when = time.when
    if when is None or when.last is None or not _names_a_day(time.words.said):
        return []
    if when.kind in (Kind.DAY, Kind.BEFORE):
        return [when.last]
    days = days_by_name(time)
    return [days.first, days.last] if days else []


def _ends_before_a_day_worked(subject: Subject, time: NodeTime, day: date) -> bool:
    """Return whether a deadline runs up to a day that is worked: «trước ngày» a Monday is any time until then."""
    is_deadline = time.when is not None and time.when.kind is Kind.BEFORE and _is_before(time.words.said)
    return bool(is_deadline) and subject.office.calendar.is_worked(day + timedelta(days=1))


def _working_days_near(subject: Subject, day: date) -> str:
    near = (subject.office.calendar.nearest(day, step) for step in (-1, 1))
    return _("ngày làm việc gần nhất: {near}", near=_(" hoặc ").join(f"{weekday_of(one)} {in_figures(one)}" for one in near))


def _told(time: NodeTime, message: str, hint: str) -> Finding:
    return Finding(time.words.at, message, hint, part=time.words.part)


@rule(
    "HAN03",
    ("Quy ước soạn thảo văn bản", "việc của kỳ nào xong trong kỳ ấy"),
    layouts=WITH_PROGRAMMES,
    severity=Severity.WARNING,
)
def han_trong_ky(subject: Subject) -> Iterator[Finding]:
    """Hạn của một việc nằm trong kỳ của văn bản, và không sau hạn của mục chứa nó.

    Sai:
        muc:
          - {noi_dung: Báo cáo kết quả., han: 15/7/2021}
    Sai:
        muc:
          - ten: Đề án về cán bộ
            han: 30/4/2021
            khoan:
              - {noi_dung: Lấy ý kiến các cơ quan., han: 10/5/2021}
    Đúng:
        muc:
          - ten: Đề án về cán bộ
            han: 28/5/2021
            khoan:
              - {noi_dung: Lấy ý kiến các cơ quan., han: 10/5/2021}
          - {noi_dung: Báo cáo kết quả., han: hết quý II}
    """
    for at, times in subject.times.items():
        own = _own_deadline(times, at)
        if own is None or own.when is None or own.when.last is None:
            continue
        last, above = own.when.last, subject.times.get(at[:-2], NodeTimes()).deadline
        if subject.period and not subject.period.first <= last <= subject.period.last:
            message = _(
                "hạn «{said}» nằm ngoài kỳ của văn bản ({thoi_gian})", said=own.words.said, thoi_gian=subject.draft.thoi_gian
            )
            yield _told(own, message, _("xem lại hạn, hoặc sửa «thoi_gian» của văn bản"))
        elif above and above.when and above.when.last and last > above.when.last:
            message = _("hạn «{said}» sau hạn của mục ở trên («{above}»)", said=own.words.said, above=above.words.said)
            yield _told(own, message, _("sửa một trong hai"))


def _own_deadline(times: NodeTimes, at: Path) -> NodeTime | None:
    return times.deadline if times.deadline and times.deadline.owner == at else None
