"""Dấu câu, dấu gạch, chữ số."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.letters import LETTER
from ctct.lint.registry import Finding, Subject, rule
from ctct.lint.texts import Hit

# A digit before it makes it inches («màn hình 32"»); blanks inside, or a line end, and the two are no pair.
_STRAIGHT = re.compile(r'(?<!\d)"(?=[^\s"])[^"\n]*[^\s"]"')


@rule("DC05", ("30/2020/NĐ-CP", "cách viết trong chính Nghị định"), severity=Severity.WARNING)
def ngoac_kep_cong(subject: Subject) -> Iterator[Finding]:
    """Ngoặc kép là “ ”, không phải dấu nháy thẳng của máy chữ.

    Sai:
        ket: 'Phong trào "Toàn dân đoàn kết" được duy trì.'
    Đúng:
        ket: Phong trào “Toàn dân đoàn kết” được duy trì; màn hình 32", tại Đắk R'lấp.
    """
    for hit in subject.prose.search(_STRAIGHT) if '"' in subject.prose.joined else ():
        curved = f"“{hit.written[1:-1]}”"
        yield Finding(hit.text.at, _('«"» là dấu nháy thẳng của máy chữ'), _("dùng ngoặc kép “ ”"), hit.part, curved)


_TWO_MARKS = re.compile(r"[,;:][,;:]+|[,;:]\.(?![.\d])|(?<!\.)\.\.(?!\.)")


@rule("DC09", ("Quy ước soạn thảo văn bản", "một chỗ ngắt có một dấu câu"), severity=Severity.WARNING)
def khong_hai_dau_cau_lien_nhau(subject: Subject) -> Iterator[Finding]:
    """Một chỗ ngắt có một dấu câu: không có «,.», «;,», «,,».

    Sai:
        ket: Ban Thường vụ Tỉnh ủy,, Văn phòng Tỉnh ủy báo cáo,.
    Đúng:
        ket: "Ban Thường vụ Tỉnh ủy (v.v.), Văn phòng..., các ban…; tỷ lệ 1:500; v.v.; tệp: .docx"
    """
    for hit in subject.prose.search(_TWO_MARKS):
        marks = hit.written
        fix = marks[0] if len(set(marks)) == 1 else None
        hint = (
            _("ghi «{right}»", right=fix) if fix else _("giữ một dấu, «{first}» hay «{last}»", first=marks[0], last=marks[-1])
        )
        yield Finding(hit.text.at, _("hai dấu câu liền nhau «{marks}»", marks=marks), hint, hit.part, fix)


_QUOTES = re.compile("[“”]")
_OPENING_MARKS = "“«"
_GUILLEMETS = re.compile("[«»]")
_STRAIGHT_QUOTE = re.compile(r'(?<!\d)"')


@rule("DC10", ("Quy ước soạn thảo văn bản", "dấu mở thì có dấu đóng"), severity=Severity.WARNING)
def ngoac_kep_mo_thi_dong(subject: Subject) -> Iterator[Finding]:
    """Ngoặc kép mở thì đóng, trong cùng đoạn hoặc ở đoạn sau.

    Sai:
        ket: Tổ chức “Ngày hội văn hóa năm 2026 tại nhà văn hóa xã.
    Sai:
        ket: Tổ chức «Ngày hội văn hóa năm 2026 tại nhà văn hóa xã.
    Sai:
        ket: 'Tổ chức "Ngày hội văn hóa năm 2026 tại nhà văn hóa xã.'
    Đúng:
        ket:
          - “Điều 9a. Họp trực tuyến
          - Cuộc họp được ghi hình.”
          - 'Màn hình 32", phong trào "Toàn dân đoàn kết".'
    """
    for marks in (_QUOTES, _GUILLEMETS):
        if (lost := _without_partner(subject.prose.search(marks))) is None:
            continue
        what = _("mở mà không đóng") if lost.written in _OPENING_MARKS else _("đóng mà không mở")
        yield Finding(
            lost.text.at,
            _("ngoặc kép «{lost}» {what}", lost=lost.written, what=what),
            _("thêm dấu còn thiếu, hoặc bỏ dấu này"),
            lost.part,
        )
    for text in subject.texts if '"' in subject.texts.joined else ():
        straight = [found.span() for found in _STRAIGHT_QUOTE.finditer(text.text)]
        if len(straight) % 2:
            yield Finding(text.at, _('ngoặc kép «"» mở mà không đóng'), _("thêm dấu còn thiếu, hoặc bỏ dấu này"), straight[-1])


def _without_partner(quotes: Iterable[Hit]) -> Hit | None:
    """Return the first mark that closes nothing, or else the first of those that are never closed."""
    opened: list[Hit] = []
    for hit in quotes:
        if hit.written in _OPENING_MARKS:
            opened.append(hit)
        elif opened:
            opened.pop()
        else:
            return hit
    return opened[0] if opened else None


ONE_DASH = ("Quy ước soạn thảo văn bản", "một văn bản dùng một kiểu dấu gạch")
USUAL_DASH = " - "
_YEARS = re.compile(r"((?:19|20)\d\d)(\s?[-–—]\s?)((?:19|20)\d\d)(?![\d/])")


@rule("DC06", ONE_DASH, severity=Severity.WARNING)
def khoang_nam_cung_mot_kieu_gach(subject: Subject) -> Iterator[Finding]:
    """Các khoảng năm trong một văn bản dùng một kiểu dấu gạch: «2021 - 2025» ở mọi chỗ, hoặc «2021-2025» ở mọi chỗ.

    Sai:
        ket: Giai đoạn 2016 – 2020, nhiệm kỳ 2020 - 2025, nhiệm kỳ 2021 - 2026.
    Sai:
        ket: Giai đoạn 2016-2020 và nhiệm kỳ 2021 - 2026.
    Đúng:
        ket: Giai đoạn 2016 - 2020 và nhiệm kỳ 2021 - 2026.
    Đúng:
        ket: Giai đoạn 2016-2020, giai đoạn 2021-2025.
    """
    joined = subject.prose.joined
    # Behind a slash or a dash the first is no year: «ngày 02/9/1945 - 2021», a number with its own dashes.
    hits = [hit for hit in subject.prose.search(_YEARS) if joined[max(0, hit.match.start() - 1)] not in "/.-"]
    usual = _usual(Counter(hit.match[2] for hit in hits))
    for hit in hits:
        first, dash, last = hit.match.groups()
        if dash != usual:
            message = _("«{hit}» dùng dấu gạch khác những chỗ khác trong văn bản", hit=hit.written)
            better = f"{first}{usual}{last}"
            yield Finding(hit.text.at, message, _("ghi «{right}»", right=better), hit.part, better, decision=usual)


def _usual(dashes: Counter[str]) -> str:
    """Return the dash that is used most; of equals the one in official texts."""
    return max(sorted(dashes), key=lambda dash: (dashes[dash], dash == USUAL_DASH), default=USUAL_DASH)


_DASH = re.compile("[-–—]")
_LONGEST_WORD = 40
"""How far back a word is sought that a dash joins to another."""

_COMPOUND_LEFT = re.compile(rf"(?<!{LETTER})({LETTER}+) ?$")
_compound_right_at = re.compile(rf" ?({LETTER}+)").match


@rule("DC07", ONE_DASH, severity=Severity.WARNING)
def tu_ghep_cung_mot_kieu_gach(subject: Subject) -> Iterator[Finding]:
    """Một từ ghép viết với một kiểu dấu gạch trong cả văn bản: «kinh tế - xã hội» thì không có chỗ «kinh tế-xã hội».

    Sai:
        ket: Phát triển kinh tế - xã hội; nhiệm vụ kinh tế – xã hội; mục tiêu kinh tế - xã hội.
    Sai:
        ket: Phát triển kinh tế-xã hội; nhiệm vụ kinh tế - xã hội.
    Đúng:
        ket: Tổ chức chính trị - xã hội phát triển kinh tế - xã hội theo Nghị quyết số 01-NQ/TU ở Cam-pu-chia.
    """
    prose = subject.prose
    for (left, right), places in _compounds(prose.lowered).items():
        usual = _usual(Counter(prose.joined[start:end] for start, end in places))
        for start, end in places:
            dash = prose.joined[start:end]
            if dash != usual:
                text, part = prose.place(start, end)
                before, after = prose.joined[start - len(left) : start], prose.joined[end : end + len(right)]
                message = _(
                    "«{before}{dash}{after}» dùng dấu gạch khác những chỗ khác trong văn bản",
                    before=before,
                    dash=dash,
                    after=after,
                )
                yield Finding(
                    text.at,
                    message,
                    _("ghi «{before}{usual}{after}»", before=before, usual=usual, after=after),
                    part,
                    usual,
                    decision=f"{left} {right}",
                )


def _compounds(lowered: str) -> dict[tuple[str, str], list[tuple[int, int]]]:
    """Return where the dashes between two words stand, spaces included, by the words."""
    found = defaultdict(list)
    for dash in _DASH.finditer(lowered):
        start, end = dash.span()
        left, right = _COMPOUND_LEFT.search(lowered, max(0, start - _LONGEST_WORD), start), _compound_right_at(lowered, end)
        if left and right:
            found[left[1], right[1]].append((left.end(1), right.start(1)))
    return found


_NUMBER = re.compile(r"\d[\d.,]*\d")
_is_english = re.compile(r"\d{1,3}(?:(?:,\d{3}){2,}(?:\.\d+)?|(?:,\d{3})+\.\d+)").fullmatch
_has_decimal_point = re.compile(r"\d+\.\d{1,2}").fullmatch
_unit_at = re.compile(r" ?%| (?:tỷ|tỉ|triệu|nghìn|ngàn|ha|km|km2|km²|m2|m²|m3|m³|kg|tấn|tạ|điểm phần trăm)\b").match
_is_undivided = re.compile(r"\d{5,}").fullmatch
_money_at = re.compile(r" (?:đồng|USD|triệu đồng|tỷ đồng)\b").match
_SWAP = str.maketrans(",.", ".,")


@rule("DC08", ("Luật Kế toán số 88/2015/QH13", "Điều 11"), severity=Severity.WARNING)
def so_thap_phan_dung_dau_phay(subject: Subject) -> Iterator[Finding]:
    """Sau hàng nghìn, hàng triệu, hàng tỷ có dấu chấm; trước phần thập phân có dấu phẩy: «1.000,5».

    Sai:
        ket: Tổng kinh phí 1,250,000 đồng, tăng 12.5%.
    Sai:
        ket: Hỗ trợ 1500000 đồng và 3.5 tỷ đồng.
    Đúng:
        ket: Tổng kinh phí 1.250.000 đồng, tăng 12,5%; mục 1.1, Điểm 3.5, ngày 06.4.2021, 1.250 ha, điện thoại 02553822000.
    """
    prose = subject.prose
    for match in _NUMBER.finditer(prose.joined):
        better = _vietnamese(match[0], prose.joined[match.end() : match.end() + 20])
        if better:
            hit = prose.hit(match)
            yield Finding(
                hit.text.at,
                _("số «{hit}» không theo cách viết của Việt Nam", hit=hit.written),
                _("ghi «{right}»", right=better),
                hit.part,
                better,
            )


def _vietnamese(number: str, following: str) -> str | None:
    """Return a number as it should be written, ``None`` if it is or may be right; ``following`` is what stands behind it."""
    if _is_english(number):
        return number.translate(_SWAP)
    # «3.5» may be a điểm or a version, «06.4» a day: only a unit behind it makes it a decimal fraction.
    if _has_decimal_point(number) and _unit_at(following):
        return number.translate(_SWAP)
    # A long number without points is a telephone number or an account as often as an amount.
    if _is_undivided(number) and _money_at(following):
        return f"{int(number):,}".replace(",", ".")
    return None
