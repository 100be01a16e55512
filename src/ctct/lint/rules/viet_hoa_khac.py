"""Viết hoa các trường hợp khác: Nhân dân, Nhà nước, Đảng; huân chương, danh hiệu; ngày lễ; sự kiện; sách báo."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctct.diagnostics import Severity
from ctct.lint.phrases import Misspelt, always, capitalised, partly_capital, phrases
from ctct.lint.registry import Finding, Subject
from ctct.lint.rules.viet_hoa import capital_rule, miswritten_names, should_read

_PEOPLE = re.compile(r" (nhân dân)(?! (?:tệ|thế giới|các nước|Lào|Trung Quốc|Cu-ba|yêu chuộng|tiến bộ))")
_BEFORE_PEOPLE = re.compile(
    r"(?:\b(?:của|cho|với|và|vì|do)|phục vụ|đời sống|tầng lớp|toàn thể|vận động|động viên|quần chúng|sức kh[ỏo][eẻ])$"
)


@capital_rule("VH18", "Mục V, khoản 1", severity=Severity.ADVICE)
def nhan_dan_viet_hoa(subject: Subject) -> Iterator[Finding]:
    """«Nhân dân» viết hoa, trừ khi nằm trong tên gọi («Hội đồng nhân dân») hay làm định ngữ («quốc phòng toàn dân, an ninh nhân
    dân», «đối ngoại nhân dân»).

    Sai:
        ket: Chăm lo đời sống nhân dân; phát huy quyền làm chủ của nhân dân.
    Đúng:
        ket: Đời sống Nhân dân; Hội đồng nhân dân; lực lượng vũ trang nhân dân; nhân dân tệ; của nhân dân Lào.
    """
    yield from _after(subject, _BEFORE_PEOPLE, _PEOPLE, "Nhân dân")


_STATE = re.compile(r" (nhà nước)(?! pháp quyền)")
_BEFORE_STATE = re.compile(r"(?:Đảng,|Đảng và|\b(?:của|do))$")


@capital_rule("VH19", "Mục V, khoản 1", severity=Severity.ADVICE)
def nha_nuoc_viet_hoa(subject: Subject) -> Iterator[Finding]:
    """«Nhà nước» viết hoa khi chỉ Nhà nước; làm định ngữ («cơ quan nhà nước», «ngân sách nhà nước») thì viết thường.

    Sai:
        ket: Chủ trương của Đảng, chính sách của nhà nước.
    Đúng:
        ket: Chính sách của Nhà nước; cơ quan nhà nước; quản lý nhà nước về đất đai.
    """
    yield from _after(subject, _BEFORE_STATE, _STATE, "Nhà nước")


_PARTY = re.compile(r" (đảng)(?! (?:bộ|viên|ủy|uỷ|đoàn|phái|cộng sản))(?=( ta\b|(?:,| và) [Nn]hà nước)?)")
_BEFORE_PARTY = re.compile(r"sự lãnh đạo của$")


@capital_rule("VH21", "Mục V, khoản 4", severity=Severity.ADVICE)
def dang_viet_hoa(subject: Subject) -> Iterator[Finding]:
    """«Đảng» đứng độc lập chỉ Đảng Cộng sản Việt Nam thì viết hoa; «đảng viên», «tổ chức đảng» thì viết thường.

    Sai:
        ket: Chủ trương của đảng và Nhà nước; dưới sự lãnh đạo của đảng.
    Đúng:
        ket: Chủ trương của Đảng và Nhà nước; dưới sự lãnh đạo của đảng bộ xã; sinh hoạt đảng, đảng viên.
    """
    yield from _after(subject, _BEFORE_PARTY, _PARTY, "Đảng")


def _after(subject: Subject, before: re.Pattern[str], pattern: re.Pattern[str], right: str) -> Iterator[Finding]:
    """Yield a finding for each match of ``pattern`` that follows ``before`` or whose second group matched."""
    joined = subject.prose.joined
    for match in pattern.finditer(joined):
        if match.lastindex == 2 or before.search(joined, max(0, match.start() - 20), match.start()):
            yield should_read(subject, *match.span(1), right)


_GRADE = re.compile(r"(?:Huân|Huy) chương [^.;,\n]{2,30}? (hạng (nhất|nhì|ba))\b")


@capital_rule("VH20", "Mục V, khoản 2", severity=Severity.ADVICE)
def huan_chuong_danh_hieu_viet_hoa(subject: Subject) -> Iterator[Finding]:
    """Tên huân chương, huy chương, danh hiệu vinh dự viết hoa thành phần tạo tên riêng và từ chỉ thứ, hạng: «Huân chương Sao
    vàng», «Nghệ sĩ Nhân dân», «Huân chương Lao động hạng Nhất».

    Sai:
        ket: Tặng thưởng Huân chương lao động hạng nhất.
    Đúng:
        ket: Tặng thưởng Huân chương Lao động hạng Nhất, danh hiệu Nhà giáo Ưu tú; doanh nghiệp hạng ba.
    """
    yield from miswritten_names(subject, phrases("danh_hieu"), capitalised)
    for hit in subject.prose.search(_GRADE, 1):
        yield should_read(subject, *hit.match.span(1), f"hạng {hit.match[2].capitalize()}", safe=True)


_day_at = re.compile(r" \(?\d{1,2} ?[-/] ?\d{1,2}\b").match


@capital_rule("VH22", "Mục V, khoản 5")
def ngay_le_viet_hoa(subject: Subject) -> Iterator[Finding]:
    """Tên ngày lễ, ngày kỷ niệm viết hoa chữ đầu của tên gọi: «ngày Quốc khánh 2-9», «ngày Quốc tế Lao động 1-5».

    Sai:
        ket: Nghỉ ngày quốc khánh và ngày Quốc tế lao động.
    Sai:
        ket: Nghỉ lễ Quốc Khánh 02/9.
    Sai:
        ket: Nghỉ lễ quốc khánh (2/9).
    Đúng:
        ket: Nghỉ ngày Quốc khánh và ngày Quốc tế Lao động; phụ nữ Việt Nam; nhà giáo Việt Nam tiêu biểu.
    """

    def stands_by_day(found: Misspelt) -> bool:
        lowered = subject.prose.lowered
        return lowered.endswith("ngày ", 0, found.start) or _day_at(lowered, found.end) is not None

    yield from miswritten_names(subject, phrases("ngay_le"), always, accept=stands_by_day)


@capital_rule("VH31", "Mục V, khoản 9", severity=Severity.ADVICE)
def su_kien_lich_su_viet_hoa(subject: Subject) -> Iterator[Finding]:
    """Tên sự kiện lịch sử viết hoa: «Cách mạng tháng Tám», «Phong trào Xô viết Nghệ Tĩnh».

    Sai:
        ket: Kỷ niệm Cách mạng tháng tám và Xô Viết Nghệ Tĩnh.
    Đúng:
        ket: Kỷ niệm Cách mạng tháng Tám và Phong trào Xô viết Nghệ Tĩnh.
    """
    yield from miswritten_names(subject, phrases("su_kien"), partly_capital)


_GENRES = ("tạp chí ", "từ điển ")


@capital_rule("VH32", "Mục V, khoản 10", severity=Severity.ADVICE)
def ten_sach_bao_viet_hoa(subject: Subject) -> Iterator[Finding]:
    """Tên tác phẩm, sách báo, tạp chí viết hoa chữ đầu của tên: «tạp chí Cộng sản», «từ điển Bách khoa toàn thư».

    Sai:
        ket: Bài đăng trên tạp chí cộng sản.
    Đúng:
        ket: Bài đăng trên tạp chí Cộng sản; Đảng Cộng sản Việt Nam.
    """

    def follows_genre(found: Misspelt) -> bool:
        return subject.prose.lowered.endswith(_GENRES, 0, found.start)

    yield from miswritten_names(subject, phrases("sach_bao"), always, accept=follows_genre)
