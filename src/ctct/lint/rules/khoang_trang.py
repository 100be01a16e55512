"""Khoảng trắng."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.letters import CAPITAL, LETTER
from ctct.lint.registry import Finding, Subject, rule
from ctct.lint.texts import Hit
from ctct.source.syllable import is_syllable

CITES = ("Quy ước soạn thảo văn bản", "khoảng trắng quanh chữ và dấu câu")

# Blanks before a slash, a dash, dots or the end of a line are left for the pen or line things up. A run is taken from its first
# blank and whole: looked at from each of its blanks, a long one would be read as often as it is long.
_SPACES = re.compile(r"(?<! )  ++(?=[^ \n/\-.…])(?![,;:?!)”])")
_BLANK_FOLLOWS = re.compile(r"(?:^|[\W_])(?:ngày|tháng|năm|quý|số|lúc|giờ|khóa|khoá|lần)$", re.IGNORECASE)


@rule("DC01", CITES, severity=Severity.WARNING)
def mot_khoang_trang_giua_hai_chu(subject: Subject) -> Iterator[Finding]:
    """Giữa hai chữ chỉ có một khoảng trắng. Chỗ chừa trống để điền («số      /QĐ», «ngày   tháng   năm») thì không tính.

    Sai:
        ket: Ban Thường vụ  Tỉnh ủy báo cáo.
    Đúng:
        ket: Ban Thường vụ Tỉnh ủy báo cáo.
    Đúng:
        ket: (Kèm theo Quyết định số      /QĐ-UBND ngày   tháng   năm 2021.)
    """
    prose = subject.prose
    for hit in prose.search(_SPACES):
        start = hit.match.start()
        if not _BLANK_FOLLOWS.search(prose.joined[max(0, start - 8) : start]):  # «ngày   tháng   năm 2021»
            yield Finding(
                hit.text.at,
                _("có «{count}» khoảng trắng liền nhau", count=len(hit.written)),
                _("để một khoảng trắng"),
                hit.part,
                " ",
            )


# Not before «...» and «.docx», nor before the colon of a scale, «1 : 500».
_BEFORE = re.compile(r"(?<! ) ++(?=[,;?!]|:(?! ?\d)|\.(?:[\s”’\"⁠]|(?!Vn)[A-ZĐ]|\Z))")


@rule("DC02", CITES, severity=Severity.WARNING)
def dau_cau_lien_chu_truoc(subject: Subject) -> Iterator[Finding]:
    """Dấu «,» «.» «;» «:» «?» «!» viết liền chữ đứng trước. Dấu «...» thì không tính.

    Sai:
        ket: Ban Thường vụ Tỉnh ủy báo cáo , đề xuất .
    Sai:
        ket: Ban Thường vụ Tỉnh ủy đã họp .Văn phòng Tỉnh ủy báo cáo.
    Đúng:
        ket: Ban Thường vụ Tỉnh ủy báo cáo, đề xuất.
    Đúng:
        ket: "Ngày ... tháng ... năm ..., tỷ lệ 1 : 500, tệp .docx."
    """
    for hit in subject.prose.search(_BEFORE):
        mark = subject.prose.joined[hit.match.end()]
        yield Finding(
            hit.text.at, _("có khoảng trắng trước dấu «{mark}»", mark=mark), _("viết dấu liền chữ đứng trước"), hit.part, ""
        )


# Sought by the sign, what must stand before it looked at afterwards: the engine skips from sign to sign.
_AFTER = re.compile(
    rf"[,;](?={LETTER})(?<=[\w)”%].)|;(?=\d)(?<=\d.)|[:?!](?={LETTER})(?<={LETTER}{LETTER}.)"
    rf"|\)(?={LETTER}{LETTER})|\.(?={CAPITAL}{LETTER})(?<={LETTER}{LETTER}.)"
)
_LAST_WORD = re.compile(rf"(?<!{LETTER}){LETTER}+$")
_ENTITY = re.compile(r"&(?:amp;)?#?\w{1,8}$")
_LONGEST_ENTITY = 14


@rule("DC03", CITES, severity=Severity.WARNING)
def sau_dau_cau_co_khoang_trang(subject: Subject) -> Iterator[Finding]:
    """Sau dấu câu và dấu đóng ngoặc có một khoảng trắng. Địa chỉ mạng, số thập phân, chữ viết tắt («P.TH») thì không tính.

    Sai:
        ket: Ban Thường vụ,Thường trực Tỉnh ủy báo cáo.Các cơ quan thực hiện.
    Sai:
        ket: (nếu có)Ban Thường vụ báo cáo.
    Sai:
        ket: Tiếp công dân các ngày 04;11; 18 hằng tháng.
    Đúng:
        ket: "Ban Thường vụ&amp;nbsp;Tỉnh ủy&#160;Quảng Ngãi."
    Đúng:
        ket: Ban Thường vụ, Thường trực Tỉnh ủy (P.TH, TP.Đà Lạt, 1,5 ha, 8:30, vptu@quangngai.gov.vn, v.v.) báo cáo.
    """
    joined = subject.prose.joined
    for hit in subject.prose.search(_AFTER):
        mark, start = hit.written, hit.match.start()
        if mark == ";" and _ENTITY.search(joined, max(0, start - _LONGEST_ENTITY), start):
            continue  # «&nbsp;»: that it was left in is another rule's (ST01)
        if mark != "." or _ends_sentence(joined, start):
            yield Finding(
                hit.text.at,
                _("thiếu khoảng trắng sau dấu «{mark}»", mark=mark),
                _("thêm một khoảng trắng"),
                hit.part,
                f"{mark} ",
            )


def _ends_sentence(text: str, stop: int) -> bool:
    """Return whether a full stop stands between a syllable and a capital that begins a word, and not in «TP.Hồ»."""
    begins = text[stop + 1].isupper() and text[stop + 2].islower()
    if not begins:
        return False
    last = _LAST_WORD.search(text, max(0, stop - 8), stop)  # no syllable is longer than seven letters
    return last is not None and last[0][1:].islower() and is_syllable(last[0])


# Brackets round nothing, or round dots, are there to be filled in.
_OPENED = re.compile(r"[(“«]( {1,2})(?=[^ )”»\n….])")
_CLOSED = re.compile(r"( {1,2})[)”»](?<![ (“«….] .)")


@rule("DC04", CITES, severity=Severity.WARNING)
def trong_ngoac_khong_co_khoang_trang(subject: Subject) -> Iterator[Finding]:
    """Bên trong ngoặc đơn, ngoặc kép, chữ đầu và chữ cuối viết liền dấu ngoặc.

    Sai:
        ket: Ban Thường vụ ( Văn phòng Tỉnh ủy ) báo cáo.
    Sai:
        ket: Phong trào “ Toàn dân đoàn kết ”.
    Đúng:
        ket: Ban Thường vụ (Văn phòng Tỉnh ủy) báo cáo (  ), (...).
    Đúng:
        ket: [Phong trào “một” ”hai”., Phong trào “một“ hai.]
    """
    for pattern in (_OPENED, _CLOSED):
        for hit in subject.prose.search(pattern, 1):
            if _is_turned(hit, pattern is _OPENED):
                continue  # without the blank two words would stick together; the mark itself is another rule's (DC10)
            yield Finding(hit.text.at, _("có khoảng trắng bên trong dấu ngoặc"), _("viết chữ liền dấu ngoặc"), hit.part, "")


_PAIRS = {"”": "“", "»": "«", "“": "”", "«": "»"}


def _is_turned(hit: Hit, opening: bool) -> bool:
    """Return whether the quotation mark at a blank stands for the other of its pair: it closes nothing that was opened, or
    opens what already is.
    """
    mark = hit.match[0][0 if opening else -1]
    if mark not in _PAIRS:
        return False
    before = hit.text.text[: hit.part[0] - 1 if opening else hit.part[1]]
    own, other = before.count(mark), before.count(_PAIRS[mark])
    return own > other if opening else own >= other


_GLUED_DASH = re.compile(rf"(?:(?<=\x1f\n)|^|(?<=[.;:] ))[-+](?={CAPITAL}{LETTER})")
_AS_ONE = ("noi_nhan", "kinh_gui", "o")


@rule("DC11", CITES, severity=Severity.WARNING)
def sau_gach_dau_dong_co_khoang_trang(subject: Subject) -> Iterator[Finding]:
    """Sau dấu gạch mở đầu một dòng có khoảng trắng. Trong YAML, «-Công tác» không phải một mục: các dòng như thế nối thành một
    đoạn.

    Sai:
        noi_dung: "-Công tác cán bộ; -Công tác dân vận."
    Đúng:
        noi_dung: ["- Công tác cán bộ.", "+ Công tác dân vận; -5 độ; +84 255."]
        noi_nhan: [-Như Điều 2]
    """
    for match in _GLUED_DASH.finditer(subject.texts.joined):
        hit = subject.texts.hit(match)
        if hit.text.field not in _AS_ONE and match.string[match.end()].isupper():
            message = _("«{hit}» viết liền chữ nên không mở một dòng mới", hit=hit.written)
            yield Finding(hit.text.at, message, _("ghi «{hit} » ở đầu dòng", hit=hit.written), hit.part)
