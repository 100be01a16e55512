"""Viết hoa tên các năm âm lịch, ngày tết, ngày và tháng."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctct.lint.registry import STATE_LAYOUTS, Finding, Subject
from ctct.lint.rules.viet_hoa import capital_rule, should_read

_LUNAR = re.compile(
    r"(?:năm|xuân|tết) ((?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý) (?:tý|sửu|dần|mão|thìn|tỵ|ngọ|mùi|thân|dậu|tuất|hợi))\b"
)


@capital_rule("VH27", "Mục V, khoản 8, điểm a")
def nam_am_lich_hoa_moi_tieng(subject: Subject) -> Iterator[Finding]:
    """Tên năm âm lịch viết hoa chữ đầu của mọi tiếng: «Kỷ Tỵ», «Mậu Thân».

    Sai:
        ket: Chuẩn bị đón xuân Giáp thìn.
    Đúng:
        ket: Chuẩn bị đón xuân Giáp Thìn, Tết Ất Tỵ; năm quý báu.
    """
    for match in _LUNAR.finditer(subject.prose.lowered):
        written = subject.prose.joined[slice(*match.span(1))]
        if not written.istitle() and not written.isupper():
            yield should_read(subject, *match.span(1), match[1].title(), safe=True)


_TET = re.compile(r"tết (nguyên đán|trung thu|đoan ngọ)\b")


@capital_rule("VH28", "Mục V, khoản 8, điểm b")
def ten_tet_chi_hoa_tieng_dau(subject: Subject) -> Iterator[Finding]:
    """Tên các ngày tết chỉ viết hoa tiếng thứ nhất: «Nguyên đán», «Trung thu», «Đoan ngọ».

    Sai:
        ket: Trực Tết Nguyên Đán.
    Đúng:
        ket: Trực Tết; tết Nguyên đán, tết Trung thu.
    """
    for match in _TET.finditer(subject.prose.lowered):
        right = match[1].capitalize()
        written = subject.prose.joined[slice(*match.span(1))]
        if written != right and not written.isupper():
            yield should_read(subject, *match.span(1), right, safe=True)


_CAPITAL_TET = re.compile(r"(Tết) (?:Nguyên|Trung|Đoan)", re.MULTILINE)


@capital_rule("VH29", "Mục V, khoản 8, điểm b", layouts=STATE_LAYOUTS)
def chu_tet_viet_thuong(subject: Subject) -> Iterator[Finding]:
    """Chữ «tết» trước tên ngày tết viết thường: «tết Nguyên đán»; viết hoa «Tết» khi dùng thay cho tết Nguyên đán.

    Sai:
        ket: Trực trong dịp Tết Nguyên đán.
    Đúng:
        ket: Trực trong dịp tết Nguyên đán; chúc Tết. Tết Trung thu tổ chức gọn nhẹ.
    """
    for hit in subject.prose.search(_CAPITAL_TET, 1):
        if not subject.prose.opens_sentence(hit.match.start()):
            yield should_read(subject, *hit.match.span(1), "tết", safe=True)


_WEEKDAY = re.compile(r"thứ (hai|ba|tư|năm|sáu|bảy)\b(?! (?:của|trong|là))(?=(,? (?:ngày \d|hằng tuần|hàng tuần))?)")
_BEFORE_WEEKDAY = re.compile(r"\b(?:sáng|chiều|tối|từ) $")
_MONTH = re.compile(
    r"tháng (giêng|hai|ba|tư|sáu|bảy|tám|chín|mười(?: một| hai)?|chạp)\b"
    r"(?! (?:lần|kỳ|cuộc|buổi|người|phiên|ngày|tuần|đồng|nữa|liền))"
)
_BEFORE_MONTH = re.compile(r"(?<!\d )\b(?:đầu|giữa|cuối|trong|vào|từ|đến|hết|trước) $")


@capital_rule("VH30", "Mục V, khoản 8, điểm c")
def thu_va_thang_bang_chu_viet_hoa(subject: Subject) -> Iterator[Finding]:
    """Tên ngày trong tuần, tháng trong năm ghi bằng chữ thì viết hoa tiếng chỉ ngày, tháng: «thứ Hai», «tháng Năm».

    Sai:
        ket: Họp vào sáng thứ hai hằng tuần.
    Sai:
        ket: Hoàn thành trước tháng chín năm 2021.
    Đúng:
        ket: Họp sáng thứ Hai hằng tuần; trước tháng Chín; hội nghị lần thứ hai; trong tháng hai lần; sau sáu tháng, ba tháng.
    """
    joined = subject.prose.joined
    for pattern, before in ((_WEEKDAY, _BEFORE_WEEKDAY), (_MONTH, _BEFORE_MONTH)):
        for match in pattern.finditer(joined):
            if match.lastindex == 2 or before.search(joined, max(0, match.start() - 8), match.start()):
                yield should_read(subject, *match.span(1), match[1].capitalize())
