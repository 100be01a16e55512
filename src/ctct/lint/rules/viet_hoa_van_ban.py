"""Viết hoa tên văn bản và các phần của văn bản được viện dẫn."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctct.lint.letters import LETTER
from ctct.lint.phrases import Misspelt, partly_capital, phrases
from ctct.lint.registry import ONLY_WARN_LEGAL, STATE_LAYOUTS, Finding, Subject
from ctct.lint.rules.viet_hoa import capital_rule, miswritten_names, should_read

_TYPES = (
    "nghị định|nghị quyết|quyết định|chỉ thị|kết luận|quy định|quy chế|hướng dẫn|chương trình|kế hoạch|thông tư"
    "|thông tư liên tịch|thông báo|thông tri|báo cáo|tờ trình|công văn|công điện|đề án|dự án|phương án|bộ luật|luật|pháp lệnh"
)
_NUMBERED = re.compile(r" số (?=\d+(?:[-/]\d{4})?[-/][A-ZĐ])")
_TYPE_BEFORE = re.compile(rf"(?<!{LETTER})(?:({LETTER}+) )?((?i:{_TYPES}))$")
_NO_SINGLE = ("các", "những", "hai", "ba", "bốn", "năm", "pháp", "kỷ", "Bộ", "Pháp")


@capital_rule("VH23", "Mục V, khoản 6")
def ten_loai_van_ban_co_so_viet_hoa(subject: Subject) -> Iterator[Finding]:
    """Nói đến một văn bản cụ thể, có số, thì viết hoa tên loại: «Nghị định số 30/2020/NĐ-CP», «Kết luận số 31-KL/TU».

    Sai:
        ket: Thực hiện nghị quyết số 18-NQ/TW của Ban Chấp hành Trung ương.
    Sai:
        ket: Thực hiện Nghị Quyết số 57-NQ/TW.
    Đúng:
        ket: Thực hiện Nghị quyết số 18-NQ/TW, các nghị quyết số 28-NQ/TW và 39-NQ/TW; ban hành 5 nghị quyết số liệu.
    """
    prose = subject.prose
    for hit in prose.search(_NUMBERED):
        end = hit.match.start()
        found = _TYPE_BEFORE.search(prose.joined, max(0, end - 30), end)
        if found and found[1] not in _NO_SINGLE and not found[2].isupper() and found[2] != found[2].capitalize():
            yield should_read(subject, *found.span(2), found[2].capitalize(), safe=True)


@capital_rule("VH24", "Mục V, khoản 6")
def ten_luat_viet_hoa(subject: Subject) -> Iterator[Finding]:
    """Tên luật viết hoa tên loại và tiếng đầu của tên gọi, các tiếng sau viết thường nếu không phải tên riêng: «Luật Đất đai»,
    «Luật Tổ chức Quốc hội».

    Sai:
        ket: Căn cứ luật Đất đai và Luật ngân sách nhà nước.
    Sai:
        ket: Căn cứ Luật Đất Đai.
    Đúng:
        ket: Căn cứ Luật Đất đai, Luật Đầu tư công; pháp luật đất đai; pháp luật Việt Nam.
    """

    def is_law(found: Misspelt) -> bool:
        return not subject.prose.lowered.endswith(("pháp ", "kỷ ", "quy ", "định "), 0, found.start)

    yield from miswritten_names(subject, phrases("luat"), partly_capital, accept=is_law)


_CLAUSE = re.compile(r"(Khoản|Điểm) (?:\d{1,2}|[a-zđ])\b")


@capital_rule("VH25", "Mục V, khoản 7", severity=ONLY_WARN_LEGAL, layouts=STATE_LAYOUTS)
def khoan_diem_viet_thuong(subject: Subject) -> Iterator[Finding]:
    """Viện dẫn khoản, điểm của một văn bản thì viết thường: «điểm a khoản 2 Điều 103». Văn bản của Đảng không theo quy tắc này.

    Sai:
        ket: Theo quy định tại Điểm a Khoản 2 Điều 103 của Bộ luật Hình sự.
    Đúng:
        ket: ["Theo quy định tại điểm a khoản 2 Điều 103 của Bộ luật Hình sự.", "Khoản 2 Điều 5 được sửa đổi.", "Tài Khoản 12."]
    """
    prose = subject.prose
    for hit in prose.search(_CLAUSE, 1):
        if not prose.opens_sentence(hit.match.start()) and prose.word_before(hit.match.start()) != "Tài":
            yield should_read(subject, *hit.match.span(1), hit.written.lower(), safe=True)


_ARTICLE = re.compile(
    r"điều(?= \d+)|(?:phần|chương)(?= [IVXLC]+\b)|(?:tiểu mục|mục)(?= (?:[IVXLC]+|\d+) (?:Chương|Mục|Phần|của|Phụ lục)\b)"
)
_NOT_CITED = re.compile(
    r"(?:(?<!hoản )(?<!ục )\b\d+|các|những|danh|hạng|chuyên|thư|đề|[Tt]iểu|thành|cổ|góp|một|hai|ba|bốn|năm|sáu|bảy|tám|chín"
    r"|mười|huân|huy) $"
)


@capital_rule("VH26", "Mục V, khoản 7", severity=ONLY_WARN_LEGAL, layouts=STATE_LAYOUTS)
def phan_chuong_muc_dieu_viet_hoa(subject: Subject) -> Iterator[Finding]:
    """Viện dẫn phần, chương, mục, tiểu mục, điều của một văn bản thì viết hoa: «Điều 103 Mục 5 Chương XII Phần I».

    Sai:
        ket: Theo quy định tại khoản 2 điều 103 chương XII của Bộ luật Hình sự.
    Đúng:
        ket: Theo Điều 103 Mục 5 Chương XII của Bộ luật Hình sự; gồm 38 điều, 6 phụ lục; các điều 5, 6 và 7; danh mục 2 của Sở.
    """
    prose = subject.prose
    for hit in prose.search(_ARTICLE):
        start = hit.match.start()
        if not _NOT_CITED.search(prose.joined, max(0, start - 8), start):
            yield should_read(subject, *hit.match.span(), hit.written.capitalize(), safe=True)
