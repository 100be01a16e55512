"""Viết hoa tên địa lý."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctct.diagnostics import Severity
from ctct.lint.letters import CAPITAL
from ctct.lint.phrases import Misspelt, Phrases, always, capitalised_in_sentence, partly_capital, phrases
from ctct.lint.registry import Finding, Subject
from ctct.lint.rules.viet_hoa import capital_rule, miswritten_names, should_read
from ctct.source.shipped import word_list

_UNIT_BEFORE = re.compile(r"(?:^|\W)(?:tỉnh|thành phố) $", re.IGNORECASE)


@capital_rule("VH06", "Mục III, khoản 1, điểm a")
def ten_rieng_dia_danh_hoa_moi_tieng(subject: Subject) -> Iterator[Finding]:
    """Tên riêng của đơn vị hành chính viết hoa chữ đầu của mọi tiếng, không dùng gạch nối: «tỉnh Quảng Ngãi».

    Sai:
        ket: Các cơ quan của tỉnh Quảng ngãi và ở Đà nẵng.
    Sai:
        ket: Ủy ban nhân dân tỉnh hòa bình.
    Sai:
        ket: Nước Cộng hòa xã hội chủ nghĩa việt nam.
    Đúng:
        ket: Tỉnh Quảng Ngãi giữ gìn hòa bình; Hòa bình và ổn định; cao bằng năm trước; xã hội an toàn; phía tây Ninh Thuận.
    """
    prose = subject.prose
    yield from miswritten_names(subject, phrases("ten_nuoc"), always, safe=True)
    yield from miswritten_names(subject, phrases("dia_danh"), capitalised_in_sentence)

    def follows_unit(found: Misspelt) -> bool:
        named_alone = found.written[0].isupper() and found.right in word_list("viet-hoa.txt", "dia_danh")
        return not named_alone and _UNIT_BEFORE.search(prose.joined[max(0, found.start - 12) : found.start]) is not None

    yield from miswritten_names(subject, phrases("tinh_thanh"), always, accept=follows_unit)


_CAPITAL_UNIT = re.compile(rf"(Tỉnh|Thành phố) (?={CAPITAL})")


def _name_follows(subject: Subject, heading: str, start: int) -> bool:
    """Return whether a name of a list stands at ``start``, and does not go on."""
    following = subject.prose.joined[start : start + 30]
    if not following[:1].isupper():
        return False
    known = [name for name in word_list("viet-hoa.txt", heading) if following.startswith(name)]
    return any(not following[len(name) : len(name) + 1].isalpha() for name in known)


@capital_rule("VH07", "Mục III, khoản 1, điểm a")
def danh_tu_chung_viet_thuong(subject: Subject) -> Iterator[Finding]:
    """Danh từ chung chỉ đơn vị hành chính viết thường trước tên riêng: «tỉnh Quảng Ngãi», «thành phố Đà Nẵng».

    Sai:
        ket: Ủy ban nhân dân Tỉnh Quảng Ngãi báo cáo.
    Đúng:
        ket: Tỉnh Quảng Ngãi, Thành phố Hồ Chí Minh, Tỉnh ủy Quảng Ngãi, Đảng bộ Tỉnh, thành phố Đà Nẵng.
    """
    prose = subject.prose
    for match in _CAPITAL_UNIT.finditer(prose.joined):
        if _name_follows(subject, "tinh_thanh", match.end()) and not prose.opens_sentence(match.start()):
            yield should_read(subject, *match.span(1), match[1].lower())


_NUMBERED = re.compile(r"(quận|phường) (?=\d{1,2}(?:[,;.)]|$| (?:quận|thành phố|thị xã|tỉnh)))", re.MULTILINE)


@capital_rule("VH08", "Mục III, khoản 1, điểm b")
def don_vi_mang_so_viet_hoa(subject: Subject) -> Iterator[Finding]:
    """Đơn vị hành chính mang tên là chữ số thì viết hoa cả danh từ chung: «Quận 1», «Phường 5».

    Sai:
        ket: Tuyến đường qua phường 5, quận 1.
    Đúng:
        ket: Tuyến đường qua Phường 5, Quận 1; thành phố có 10 quận 5 huyện, các quận 1, 3 và 5, 12 phường.
    """
    prose = subject.prose
    for hit in prose.search(_NUMBERED, 1):
        before = prose.joined[max(0, hit.match.start() - 5) : hit.match.start()]
        if not before.endswith(("các ", "mỗi ")) and not before.rstrip()[-1:].isdigit():
            yield should_read(subject, *hit.match.span(1), hit.written.capitalize(), safe=True)


_SMALL_UNIT = re.compile(rf"(phường|quận|huyện|thị trấn|thị xã|xã) (?={CAPITAL})")


@capital_rule("VH09", "Mục III, khoản 1, điểm b", severity=Severity.ADVICE)
def don_vi_mang_ten_nguoi_viet_hoa(subject: Subject) -> Iterator[Finding]:
    """Đơn vị hành chính mang tên người, tên sự kiện lịch sử thì viết hoa cả danh từ chung: «Phường Điện Biên Phủ».

    Sai:
        ket: Ủy ban nhân dân phường Trần Phú báo cáo.
    Đúng:
        ket: Ủy ban nhân dân Phường Trần Phú, phường Xuân Hương, xã Suối Thông báo cáo.
    """
    for hit in subject.prose.search(_SMALL_UNIT, 1):
        if _name_follows(subject, "duong_pho", hit.match.end()):
            yield should_read(subject, *hit.match.span(1), hit.written.capitalize())


_SPECIAL = Phrases(("Thủ đô Hà Nội", "Thành phố Hồ Chí Minh"))


@capital_rule("VH10", "Mục III, khoản 1, điểm c")
def thu_do_va_thanh_pho_ho_chi_minh(subject: Subject) -> Iterator[Finding]:
    """Viết hoa đặc biệt: «Thủ đô Hà Nội», «Thành phố Hồ Chí Minh».

    Sai:
        ket: Đi công tác tại thành phố Hồ Chí Minh và thủ đô Hà Nội.
    Đúng:
        ket: Đi công tác tại Thành phố Hồ Chí Minh và Thủ đô Hà Nội; thành phố Hà Nội; thủ đô các nước.
    """
    yield from miswritten_names(subject, _SPECIAL, partly_capital, safe=True)


_BEARERS = frozenset({"huyện", "xã", "phường", "phố", "trấn", "thôn", "tỉnh", "ty"})


@capital_rule("VH11", "Mục III, khoản 1, điểm d", severity=Severity.ADVICE)
def danh_tu_chi_dia_hinh_viet_thuong(subject: Subject) -> Iterator[Finding]:
    """Danh từ chung chỉ địa hình viết thường trước tên riêng: «sông Trà Khúc», «vịnh Hạ Long», «chợ Bến Thành».

    Sai:
        ket: Nạo vét Sông Trà Khúc.
    Đúng:
        ket: Nạo vét sông Trà Khúc; huyện Sông Mã. Sông Trà Khúc dài 135 km.
    """
    prose = subject.prose

    def stands_alone(found: Misspelt) -> bool:
        before = prose.word_before(found.start)
        return not before[:1].isupper() and before not in _BEARERS

    yield from miswritten_names(subject, phrases("dia_hinh"), partly_capital, accept=stands_alone)


@capital_rule("VH12", "Mục III, khoản 1, điểm đ")
def ten_vung_mien_hoa_moi_tieng(subject: Subject) -> Iterator[Finding]:
    """Tên vùng, miền tạo bằng từ chỉ phương hướng viết hoa chữ đầu của mọi tiếng: «Tây Nguyên», «Nam Bộ».

    Sai:
        ket: Các tỉnh Tây nguyên và Nam bộ.
    Đúng:
        ket: Các tỉnh Tây Nguyên và Nam Bộ; gió tây bắc; Nam bộ đội; cán bộ nam Bộ Công an.
    """
    yield from miswritten_names(
        subject, phrases("vung"), capitalised_in_sentence, accept=lambda found: not _soldier(subject, found)
    )


def _soldier(subject: Subject, found: Misspelt) -> bool:
    return subject.prose.joined.startswith(" đội", found.end)


@capital_rule("VH13", "Mục III, khoản 2")
def ten_dia_ly_nuoc_ngoai(subject: Subject) -> Iterator[Finding]:
    """Tên địa lý nước ngoài đã phiên âm Hán - Việt viết hoa mọi tiếng («Trung Quốc»); phiên âm cách khác thì chỉ viết hoa
    tiếng đầu của mỗi thành phần («Mát-xcơ-va»).

    Sai:
        ket: Đoàn công tác tại Trung quốc và Cam-Pu-Chia.
    Đúng:
        ket: Đoàn công tác tại Trung Quốc và Cam-pu-chia. Phần lan can cầu.
    """
    yield from miswritten_names(subject, phrases("nuoc"), capitalised_in_sentence)
    yield from miswritten_names(subject, phrases("phien_am"), partly_capital)
