"""Các cuộc họp của một chương trình: không ai phải họp hai nơi cùng lúc, việc phục vụ cuộc họp xong trước cuộc họp."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from ctct.diagnostics import Path, Severity, excerpt
from ctct.language import _
from ctct.lint.meetings import Meeting, called, days_by_name, days_in, meetings_of
from ctct.lint.registry import WITH_PROGRAMMES, Finding, Subject, rule
from ctct.model.body import Node
from ctct.model.structure import nodes_below
from ctct.model.times.endings import names_a_meeting
from ctct.model.times.timing import Kind
from ctct.model.work_calendar import in_figures
from ctct.model.work_times import NodeTime

_CONVENTION = "Quy ước soạn thảo văn bản"
_A_DAY = timedelta(days=1)
_SEVERAL = re.compile(r"(?:các|những|một số) ", re.IGNORECASE)
"""How a heading over several meetings begins."""

_PREPARES = re.compile(r"\b(?:chuẩn bị|phục vụ|trình)\b", re.IGNORECASE)


@rule("HAN04", (_CONVENTION, "một người không họp hai nơi cùng lúc"), layouts=WITH_PROGRAMMES)
def mot_nguoi_mot_cuoc_hop(subject: Subject) -> Iterator[Finding]:
    """Không ai có mặt ở hai cuộc họp trùng giờ. Hai cuộc họp cùng ngày mà chưa ghi giờ thì chỉ góp ý. Người dự là người ghi ở
    «chu_tri_hop», «thanh_phan», hoặc người được phân công chỉ đạo; nhóm thì tính cả thành viên.

    Sai:
        muc:
          - {ten: Hội nghị Tỉnh ủy, thoi_gian: 6/4/2021, gio: 08:00-11:30, thanh_phan: [dang-van-minh]}
          - {ten: Họp Ban Cán sự đảng, thoi_gian: 6/4/2021, gio: 10:00, chu_tri_hop: dang-van-minh}
    Sai:
        muc:
          - {ten: Hội nghị Tỉnh ủy, thoi_gian: 6/4/2021, phan_cong_chi_dao: dang-van-minh}
          - {ten: Họp Ban Cán sự đảng, thoi_gian: 6/4/2021, phan_cong_chi_dao: dang-van-minh}
    Đúng:
        muc:
          - {ten: Hội nghị Tỉnh ủy, thoi_gian: 6/4/2021, gio: 08:00-11:30, thanh_phan: [dang-van-minh]}
          - {ten: Họp Ban Cán sự đảng, thoi_gian: 6/4/2021, gio: 14:00, chu_tri_hop: dang-van-minh}
          - {ten: Họp Ban Tổ chức, thoi_gian: 6/4/2021, gio: 09:00, chu_tri_hop: dang-ngoc-huy}
    """
    by_day: dict[date, list[Meeting]] = defaultdict(list)
    for meeting in meetings_of(subject):
        for day in days_in(meeting.days):
            by_day[day].append(meeting)
    for day, meetings in by_day.items():
        yield from _Diaries(subject, day).read(meetings)


@dataclass(slots=True)
class _Diaries:
    """The diaries of one day: for each person the meeting that ends last of those read so far."""

    subject: Subject
    day: date
    latest: dict[str, Meeting] = field(default_factory=dict)

    def read(self, meetings: Iterable[Meeting]) -> Iterator[Finding]:
        """Yield what clashes; those without hours come first, for they may clash with any."""
        for meeting in sorted(meetings, key=lambda one: one.hours.begin if one.hours else -1):
            clashing: dict[Path, tuple[Meeting, list[str]]] = {}
            for name in sorted(meeting.people):
                other = self.latest.get(name)
                if other and not meeting.is_part_of(other):
                    clashing.setdefault(other.at, (other, []))[1].append(name)
                if other is None or _end(meeting) >= _end(other):
                    self.latest[name] = meeting
            for other, names in clashing.values():
                first, second = sorted((meeting, other), key=lambda one: one.at)
                yield from self._clash(first, second, names)

    def _clash(self, first: Meeting, second: Meeting, names: list[str]) -> Iterator[Finding]:
        together = first.hours.overlaps(second.hours) if first.hours and second.hours else None
        if together is False:
            return
        people = self.subject.directory.nguoi
        who = ", ".join(f"«{people[name].ho_ten}»" for name in names)
        at_once = _(" trùng giờ") if together else ""
        message = _(
            "ngày {day} hai cuộc họp{at_once} cùng cần {who}: cuộc này và «{other}»",
            day=in_figures(self.day),
            at_once=at_once,
            who=who,
            other=excerpt(first.name),
        )
        hint = _("đổi giờ, đổi ngày một cuộc họp") if together else _("ghi «gio» của hai cuộc họp, hoặc đổi ngày một cuộc")
        words = second.time.words
        severity = None if together else Severity.ADVICE
        yield Finding(words.at, message, hint, part=words.part, severity=severity)


def _end(meeting: Meeting) -> int:
    """Return when a meeting ends, in minutes; one of which that is not said may last all day."""
    return meeting.hours.end if meeting.hours and meeting.hours.end is not None else 24 * 60


@rule("HAN05", (_CONVENTION, "việc phục vụ cuộc họp xong trước cuộc họp"), layouts=WITH_PROGRAMMES, severity=Severity.WARNING)
def viec_xong_truoc_cuoc_hop(subject: Subject) -> Iterator[Finding]:
    """Việc phục vụ một cuộc họp («phuc_vu», hoặc «nhu» ở việc chuẩn bị cho cuộc họp) có hạn trước cuộc họp. Trước ít ngày làm
    việc hơn «chuan_bi» của ctct.toml (5 ngày) thì chỉ góp ý.

    Sai:
        muc:
          - {id: hop, ten: Hội nghị Tỉnh ủy, thoi_gian: 6/5/2021}
          - {noi_dung: Báo cáo kết quả rà soát., phuc_vu: hop, han: 7/5/2021}
    Sai:
        muc:
          - {id: hop, ten: Hội nghị Tỉnh ủy, thoi_gian: tháng 5/2021}
          - {noi_dung: Chuẩn bị nội dung Hội nghị., nhu: hop, thoi_gian: tháng 6/2021}
    Sai:
        muc:
          - {id: hop, ten: Hội nghị Tỉnh ủy, thoi_gian: 6/5/2021}
          - {noi_dung: Báo cáo kết quả rà soát., phuc_vu: hop, han: 4/5/2021}
    Đúng:
        muc:
          - {id: hop, ten: Hội nghị Tỉnh ủy, thoi_gian: 26/5/2021}
          - {noi_dung: Báo cáo kết quả rà soát., phuc_vu: hop, han: trước ngày 15/5}
          - {noi_dung: Chuẩn bị nội dung Hội nghị., phuc_vu: hop, thoi_gian: tháng 5/2021}
    """
    nodes = subject.nodes
    places = {node.id: at for at, node in nodes.items() if node.id}
    for at, node in nodes.items():
        due = subject.times[at].due
        for name in _served(subject, node):
            target = places.get(name.removeprefix("@"))
            held = subject.times[target].taking_place if target else None
            if due and held and target and due.owner != held.owner and at[: len(target)] != target:
                yield from _late(subject, due, held, called(subject, nodes[target]))


def _served(subject: Subject, node: Node) -> tuple[str, ...]:
    """Return the ids of the meetings that a work is needed for."""
    repeated = subject.draft.thuong_ky.get(node.thuong_ky) if node.thuong_ky else None
    served = node.phuc_vu or (repeated.phuc_vu if repeated else None) or ()
    return (*served, *(node.nhu or ())) if _PREPARES.search(called(subject, node)) else served


def _late(subject: Subject, due: NodeTime, held: NodeTime, name: str) -> Iterator[Finding]:
    """Yield that what is ``due`` comes after the meeting ``name`` that is ``held``, or too shortly before it."""
    when, days = due.when, days_by_name(held)
    last = days.first - _A_DAY if days else held.when.last if held.when else None
    if when is None or last is None or when.kind is Kind.RECURRING:
        return
    named = when.last if when.kind is Kind.BEFORE or days_by_name(due) else None  # else it may be done on any of many days
    earliest, words = named or when.first, due.words
    if earliest and earliest > last:
        message = _(
            "hạn «{said}» không trước cuộc họp cần việc này: «{name}» ({held})",
            said=words.said,
            name=excerpt(name),
            held=held.words.said,
        )
        yield Finding(words.at, message, _("đưa hạn lên trước cuộc họp, hoặc xem lại ngày họp"), part=words.part)
    elif days and named and (left := subject.office.calendar.count(named, days.first)) < subject.office.preparation:
        message = _(
            "hạn «{said}» chỉ trước «{name}» {left} ngày làm việc, ít hơn {preparation}",
            said=words.said,
            name=excerpt(name),
            left=left,
            preparation=subject.office.preparation,
        )
        yield Finding(words.at, message, _("đưa hạn lên sớm hơn"), part=words.part, severity=Severity.ADVICE)


@rule("HAN06", (_CONVENTION, "cuộc họp nào cũng ghi thời gian"), layouts=WITH_PROGRAMMES, severity=Severity.ADVICE)
def cuoc_hop_co_thoi_gian(subject: Subject) -> Iterator[Finding]:
    """Trong các cuộc họp cùng một mục, đã có cuộc ghi thời gian thì cuộc nào cũng ghi.

    Sai:
        muc:
          - {ten: Hội nghị về công tác cán bộ, thoi_gian: tháng 4/2021}
          - {ten: Hội nghị về công tác dân vận, thoi_gian: tháng 5/2021}
          - {ten: Hội nghị về công tác kiểm tra, khoan: [Nghe báo cáo.]}
    Đúng:
        muc:
          - {ten: Hội nghị về công tác cán bộ, thoi_gian: tháng 4/2021}
          - {ten: Hội nghị về công tác dân vận (tháng 5/2021)}
          - {ten: Triển khai công tác kiểm tra}
          - {ten: Các hội nghị chuyên đề, khoan: [Hội nghị về chuyển đổi số.]}
          - ten: Hội nghị giao ban
            khoan:
              - {ten: Giao ban tháng 6/2021, thoi_gian: tháng 6/2021}
    """
    groups: dict[Path, list[tuple[Path, Node]]] = defaultdict(list)
    for at, node in subject.nodes.items():
        if names_a_meeting(node.ten or "") and not _SEVERAL.match(node.ten or ""):
            groups[at[:-2]].append((at, node))
    for meetings in groups.values():
        for at, node in meetings if any(_says_when(subject, at) for at, _rest in meetings) else ():
            if subject.times[at].taking_place is None and not _is_said_below(subject, at, node):
                message = _(
                    "«{called}» chưa ghi thời gian, mà các cuộc họp khác trong mục đã ghi",
                    called=excerpt(called(subject, node)),
                )
                yield Finding(at, message, _("thêm «thoi_gian: …»"))


def _says_when(subject: Subject, at: Path) -> bool:
    time = subject.times[at].taking_place
    return time is not None and time.owner == at


def _is_said_below(subject: Subject, at: Path, node: Node) -> bool:
    return any(_says_when(subject, below) for below, _rest in nodes_below(node, at))
