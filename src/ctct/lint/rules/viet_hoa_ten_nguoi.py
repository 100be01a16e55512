"""Viết hoa tên người."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ctct.diagnostics import Severity
from ctct.lint.letters import CAPITAL, LETTER
from ctct.lint.phrases import Misspelt, Phrases, partly_capital, phrases
from ctct.lint.registry import Finding, Subject
from ctct.lint.rules.viet_hoa import capital_rule, miswritten_names, should_read
from ctct.source.shipped import word_list


@cache
def surnames() -> frozenset[str]:
    """Return the surnames that tell a person's name."""
    return frozenset(word_list("viet-hoa.txt", "ho"))


@cache
def _small_middle() -> re.Pattern[str]:
    middle = "|".join(word_list("viet-hoa.txt", "dem"))
    return re.compile(rf"(?<!{LETTER})([A-ZĐÂÔ]{LETTER}++) (?:{middle}) (?=({CAPITAL}))")


@capital_rule("VH03", "Mục II, khoản 1, điểm a")
def ten_nguoi_hoa_moi_tieng(subject: Subject) -> Iterator[Finding]:
    """Tên người Việt Nam viết hoa chữ đầu của mọi tiếng; tên có trong danh bạ viết như danh bạ.

    Sai:
        ket: Đồng chí Nguyễn văn Anh báo cáo.
    Sai:
        ket: Đồng chí Đặng văn minh báo cáo.
    Đúng:
        ket: Đồng chí Nguyễn Văn Anh, đồng chí Đặng Văn Minh, Đoàn văn công, Hà Nội.
    """
    prose, draft = subject.prose, subject.draft
    signers = [signer.ho_ten for signer in (draft.nguoi_ky, draft.nguoi_ghi, draft.nguoi_ky_ben_b) if signer]
    people = [person.ho_ten for person in subject.directory.nguoi.values()]
    known = Phrases(name for name in (*people, *signers) if " " in name)
    found = {(one.at, one.part): one for one in miswritten_names(subject, known, partly_capital)}
    for match in _small_middle().finditer(prose.joined):
        if match[1] in surnames() and match[2].isupper():
            told = should_read(subject, match.start(), match.end() - 1, match[0].strip().title())
            found.setdefault((told.at, told.part), told)
    yield from found.values()


@capital_rule("VH04", "Mục II, khoản 1, điểm b")
def ten_nhan_vat_lich_su_hoa_moi_tieng(subject: Subject) -> Iterator[Finding]:
    """Tên hiệu, tên gọi nhân vật lịch sử viết hoa chữ đầu của mọi tiếng: «Vua Hùng», «Bác Hồ», «Trần Hưng Đạo».

    Sai:
        ket: Học tập và làm theo lời bác Hồ dạy; lễ giỗ Trần hưng Đạo.
    Đúng:
        ket: Học tập và làm theo lời Bác Hồ dạy; thăm cụ Hồ Văn Năm, bác Hồ Thị Ba.
    """

    def is_whole(found: Misspelt) -> bool:
        following = subject.prose.joined[found.end : found.end + 2]
        return " " in found.right[4:] or not (following[:1] == " " and following[1:].isupper())

    yield from miswritten_names(subject, phrases("nhan_vat"), partly_capital, accept=is_whole)


@capital_rule("VH05", "Mục II, khoản 2")
def ten_nguoi_nuoc_ngoai(subject: Subject) -> Iterator[Finding]:
    """Tên người nước ngoài đã phiên âm Hán - Việt viết như tên người Việt Nam; phiên âm cách khác thì chỉ viết hoa tiếng đầu
    của mỗi thành phần, giữa các tiếng có dấu nối: «Mao Trạch Đông», «Vla-đi-mia I-lích Lê-nin».

    Sai:
        ket: Chủ nghĩa Mác - Lê-Nin.
    Đúng:
        ket: Chủ nghĩa Mác - Lê-nin, Phri-đrích Ăng-ghen, Kim Nhật Thành.
    """
    yield from miswritten_names(subject, phrases("nguoi_nuoc_ngoai"), partly_capital)


_POST = re.compile(
    "(?:phó giáo sư|giáo sư|tiến sĩ|thạc sĩ|phó chủ tịch|chủ tịch|phó bí thư|bí thư|tổng bí thư|thủ tướng|bộ trưởng|thứ trưởng"
    rf"|phó giám đốc|giám đốc|trưởng ban|chánh văn phòng) (?=({CAPITAL}{LETTER}+) ({CAPITAL}))"
)


@capital_rule("VH33", "Mục V, khoản 3", severity=Severity.ADVICE)
def chuc_vu_lien_ten_nguoi_viet_hoa(subject: Subject) -> Iterator[Finding]:
    """Tên chức vụ, học vị đi liền với tên người cụ thể thì viết hoa: «Giáo sư Tôn Thất Tùng», «Chủ tịch Nguyễn Văn A».

    Sai:
        ket: Mời giáo sư Tôn Thất Tùng dự.
    Đúng:
        ket: Mời Giáo sư Tôn Thất Tùng, các giáo sư, chủ tịch Ủy ban nhân dân các xã, giám đốc Sở Y tế dự.
    """
    for hit in subject.prose.search(_POST):
        if hit.match[1] in surnames() and hit.match[2].isupper():
            start, end = hit.match.span()
            right = hit.match[0].strip()
            yield should_read(subject, start, end - 1, right[0].upper() + right[1:])
