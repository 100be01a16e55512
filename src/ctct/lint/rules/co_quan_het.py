"""Cơ quan, tổ chức đã kết thúc hoạt động."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ctct.diagnostics import Path, Severity
from ctct.language import _
from ctct.lint.likeness import folded
from ctct.lint.registry import Finding, Subject, rule
from ctct.model.values import read_day
from ctct.resolve.tree import text_of
from ctct.source.shipped import word_list

_OF_THE_PAST = ("nguyên ", "(cũ)", " cũ", "trước đây", "trước ngày", "trước khi")


class _Ended(NamedTuple):
    """When a body ended (``YYYY-MM-DD``), and what there is in its place."""

    day: str
    now: str


@rule(
    "CQ02",
    ("Quy ước soạn thảo văn bản", "cơ quan của ngày văn bản"),
    severity=Severity.WARNING,
    dates=("2025-07-01", "9999-99-99"),
)
def co_quan_con_hoat_dong(subject: Subject) -> Iterator[Finding]:
    """Cơ quan ban hành, nơi kính gửi, nơi nhận, nơi được giao việc là cơ quan còn hoạt động vào ngày văn bản: từ ngày 01/7/2025
    không còn cấp huyện, đảng đoàn, ban cán sự đảng, Ban Tuyên giáo và Ban Dân vận riêng, Sở Kế hoạch và Đầu tư. Khi viện dẫn
    văn bản cũ trong lời văn thì tên cũ vẫn đúng.

    Sai:
        ngay: 22/6/2026
        noi_nhan: [Các huyện uỷ, "Lưu: VT"]
    Sai:
        ngay: 22/6/2026
        noi_nhan: [Ban Dân vận Tỉnh ủy, "Lưu: VT"]
    Đúng:
        ngay: 22/6/2026
        noi_nhan: [Ban Tuyên giáo và Dân vận Tỉnh ủy, "Lưu: VT"]
    Đúng:
        ngay: 22/6/2026
        noi_nhan: [Các đồng chí nguyên Bí thư Huyện ủy, "Lưu: VT"]
    Đúng:
        ngay: 22/6/2026
        noi_dung: Theo Nghị quyết số 05-NQ/HU ngày 01/7/2020 của Huyện ủy Sơn Tịnh.
    Đúng:
        ngay: 22/6/2021
        noi_nhan: [Các huyện ủy, "Lưu: VT"]
    """
    signed = subject.draft.ngay.span.first.isoformat()
    for at, name in _bodies_of_today(subject):
        found = _pattern().search(folded(name))
        if found and _ended()[found[0]].day <= signed and not any(word in folded(name) for word in _OF_THE_PAST):
            hint = _("nay là {now}; xem lại tên cơ quan", now=_ended()[found[0]].now)
            yield Finding(at, _("«{name}» không còn hoạt động vào ngày văn bản", name=name[slice(*found.span())]), hint)


def _bodies_of_today(subject: Subject) -> Iterator[tuple[Path, str]]:
    """Yield the texts that name bodies as they are on the day of the document, with their places."""
    draft = subject.draft
    if draft.co_quan:
        yield ("co_quan", "ten"), draft.co_quan.ten
        yield ("co_quan", "cap_tren"), draft.co_quan.cap_tren or ""
    for key, lines in (("kinh_gui", draft.kinh_gui), ("noi_nhan", draft.noi_nhan)):
        yield from (((key, index), line) for index, line in enumerate(lines or ()))
    for placed in subject.items.values():
        yield from ((one.at, text_of(one.phrase)) for one in placed.item.phan_cong if one.own)


@cache
def _ended() -> Mapping[str, _Ended]:
    """Return the bodies that ended, by their names in lower case."""
    entries = (entry.split(" = ") for entry in word_list("co-quan-het.txt", "het"))
    return {folded(name): _Ended(read_day(day).last.isoformat(), now) for name, day, now in entries}


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_ended(), key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)(?! và dân vận)")
