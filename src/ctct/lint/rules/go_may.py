"""Chữ gõ máy: phím chưa thành chữ, chữ lạ giống chữ Việt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.keys import Reading, read_telex, read_vni
from ctct.lint.letters import LETTER, VOWEL
from ctct.lint.prose import Prose
from ctct.lint.registry import Finding, Subject, rule
from ctct.source.bullets import word_bullet
from ctct.source.quoting import quoted
from ctct.source.syllable import is_syllable

CITES = ("30/2020/NĐ-CP", "Phụ lục I, Phần I, Mục I, khoản 4 (TCVN 6909:2001)")

_TELEX = re.compile(rf"dd|aa|ee|oo|{LETTER}w|{VOWEL}[sfrxj]|[sfrxj]$")
"""What no Vietnamese syllable has in it."""

_VNI = re.compile(r"^[a-z]+\d")


@rule("GM01", ("Quy ước soạn thảo văn bản", "gõ tiếng Việt kiểu Telex"), severity=Severity.WARNING)
def khong_con_phim_telex(subject: Subject) -> Iterator[Finding]:
    """Không còn chữ gõ kiểu Telex mà bộ gõ chưa đổi: «Quyeets», «ddoongf».

    Sai:
        ket: Thực hiện Quyeets định của Ban Thường vụ và cacs quy định.
    Sai:
        ket: Các ddồng chí Ủy viên; Hôij nghị; khoong vắng mặt.
    Đúng:
        ket: Dự án VSIP, bến container, xe bus, dân tộc Cor, huyện Cư M'gar, xã Chiềng Khoong, Covid-19, Wi-Fi, test nhanh.
    """
    yield from _keys(subject, _TELEX, read_telex, "Telex")


@rule("GM02", ("Quy ước soạn thảo văn bản", "gõ tiếng Việt kiểu VNI"), severity=Severity.WARNING)
def khong_con_phim_vni(subject: Subject) -> Iterator[Finding]:
    """Không còn chữ gõ kiểu VNI mà bộ gõ chưa đổi: «Quye61t», «d9o62ng».

    Sai:
        ket: Thực hiện Quye61t d9i5nh của Ban Thường vụ.
    Đúng:
        ket: Quốc lộ QL1A, điểm a1 khoản 2, xăng E5, đội tuyển U23, phòng A2, CO2, 8h30, 100m2, PM2, H5N1.
    """
    yield from _keys(subject, _VNI, read_vni, "VNI")


def _keys(subject: Subject, suspect: re.Pattern[str], read: Callable[[str], Reading | None], method: str) -> Iterator[Finding]:
    prose = subject.prose
    readings = {word: reading for word in filter(suspect.search, prose.words) if (reading := read(word))}
    for match in prose.places(*readings):
        hit, reading = prose.hit(match), readings[match[0]]
        if _was_meant(prose, match.start(), hit.written, reading):
            better = reading.word.title() if hit.written[0].isupper() else reading.word
            message = _("«{hit}» có vẻ là chữ gõ kiểu {method} mà bộ gõ chưa đổi", hit=hit.written, method=method)
            yield Finding(hit.text.at, message, _("có phải «{meant}»?", meant=better), hit.part)


def _was_meant(prose: Prose, start: int, written: str, reading: Reading) -> bool:
    """Return whether Vietnamese was meant: no abbreviation, and no part of a name unless nothing else looks so."""
    if not (written.islower() or written[1:].islower()):
        return False
    if reading.sure or written[0].islower():
        return True
    # «xã Chiềng Khoong»: behind another capital it is the second word of a name of another language.
    return not prose.word_before(start)[:1].isupper()


_ETH = re.compile(rf"[ðÐ]|[®§](?={LETTER})")


@rule("GM03", CITES)
def chu_d_co_gach_cua_tieng_viet(subject: Subject) -> Iterator[Finding]:
    """Chữ «đ», «Đ» là chữ của tiếng Việt, không phải chữ «ð», «Ð» của tiếng khác trông giống, hay dấu «®»,
    «§» là chữ ấy trong bảng mã TCVN3.

    Sai:
        ket: Các ðồng chí Ủy viên.
    Sai:
        ket: Thường trực H®ND và §ảng ủy.
    Đúng:
        ket: Các đồng chí Ủy viên; phần mềm Word® của hãng; Điều 5 § 2, §2.
    """
    for hit in subject.texts.search(_ETH):
        small = hit.written == "ð" or (hit.written == "®" and not hit.match.string[hit.match.end()].isupper())
        right = "đ" if small else "Đ"
        yield Finding(
            hit.text.at,
            _("«{hit}» không phải chữ «{right}» của tiếng Việt", hit=hit.written, right=right),
            _("ghi «{right}»", right=right),
            hit.part,
            right,
        )


_ALIKE = str.maketrans("аеорсухіѕАВЕКМНОРСТУХІЅονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aeopcyxisABEKMHOPCTYXISovABEZHIKMNOPTYX")
_STRANGE = re.compile(r"(?<![A-Za-zÀ-ỹ])[A-Za-zÀ-ỹ]*[\u0370-\u03ff\u0400-\u04ff][\u0370-\u03ff\u0400-\u04ffA-Za-zÀ-ỹ]*")
_OTHER_SCRIPT = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_FULL_WIDTH = re.compile("[\uff01-\uff5e]+")


@rule("GM04", CITES)
def khong_lan_chu_trong_giong(subject: Subject) -> Iterator[Finding]:
    """Trong một chữ tiếng Việt không lẫn chữ Nga, chữ Hy Lạp trông giống («Тỉnh» với chữ Т của tiếng Nga), và không dùng chữ,
    dấu câu nở rộng của bộ gõ Đông Á («，»).

    Sai:
        ket: Ban Thường vụ Тỉnh ủy báo cáo.
    Sai:
        ket: Ban Thường vụ Tỉnh ủy báo cáo， đề xuất.
    Đúng:
        ket: Hằng số α, độ dài 5 µm, tên Владимир.
    """
    for hit in subject.texts.search(_STRANGE) if _OTHER_SCRIPT.search(subject.texts.joined) else ():
        if any(map(str.isascii, hit.written)):  # «Владимир» is a name, «Тỉnh» an accident
            better = hit.written.translate(_ALIKE)
            fix = None if _OTHER_SCRIPT.search(better) else better
            hint = _("gõ lại «{fix}»", fix=fix) if fix else _("gõ lại chữ này")
            yield Finding(hit.text.at, _("«{hit}» lẫn chữ của tiếng khác trông giống", hit=hit.written), hint, hit.part, fix)
    for hit in subject.texts.search(_FULL_WIDTH):
        # U+FF01 to U+FF5E are the signs of ASCII from «!» on, in the same order.
        better = "".join(chr(ord(letter) - 0xFEE0) for letter in hit.written)
        yield Finding(
            hit.text.at, _("«{hit}» là chữ nở rộng", hit=hit.written), _("ghi «{right}»", right=better), hit.part, better
        )


_WORD_BEFORE, _WORD_AFTER = re.compile(rf"{LETTER}{{1,8}}$"), re.compile(rf"{LETTER}{{1,8}}")
_HIDDEN = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]+")


@rule("GM05", CITES, severity=Severity.WARNING)
def khong_co_ky_tu_an(subject: Subject) -> Iterator[Finding]:
    r"""Không có ký tự ẩn theo từ trang mạng dán sang: mắt không thấy, nhưng tìm kiếm và ngắt dòng đều sai.

    Sai:
        ket: "Ban Thường\u200b vụ Tỉnh ủy báo cáo."
    Sai:
        ket: "Ban Thường\u200bvụ Tỉnh ủy báo cáo."
    Đúng:
        ket: "Ban Thường\u00a0vụ Tỉnh ủy báo cáo."
    """
    for hit in subject.texts.search(_HIDDEN):
        # The drafter cannot see it, so the message shows what stands round it.
        around = hit.text.text[max(0, hit.part[0] - 8) : hit.part[1] + 8]
        shown = _HIDDEN.sub("▯", around)
        between = _parts_words(hit.text.text, *hit.part)
        hint = _("thay ký tự ấy bằng dấu cách") if between else _("xóa ký tự ấy")
        yield Finding(hit.text.at, _("có ký tự ẩn ở «{shown}»", shown=shown), hint, hit.part, " " if between else "")


def _parts_words(text: str, start: int, end: int) -> bool:
    """Return whether nothing but what stands at ``start:end`` parts two syllables, which without it would be none."""
    before, after = _WORD_BEFORE.search(text[max(0, start - 8) : start]), _WORD_AFTER.match(text[end : end + 8])
    if before is None or after is None:
        return False
    return is_syllable(before[0]) and is_syllable(after[0]) and not is_syllable(before[0] + after[0])


_BULLETED = ("noi_dung", "ket", "ten", "can_cu", "noi_nhan")
_WITHIN = re.compile(r"(?<=[.;:]) ([·▪▫■□◆◇❖►▶➢➤✓✔✗✦]) ")
_OF_SYMBOL_FONTS = re.compile("[\ue000-\uf8ff\ufffc\ufffd]")


@rule("GM06", CITES, severity=Severity.WARNING)
def khong_co_dau_rieng_cua_word(subject: Subject) -> Iterator[Finding]:
    r"""Không có dấu đầu dòng, ký hiệu theo từ Word dán sang («▪», «➢», chữ «o» đứng đầu dòng): văn bản dùng «-», «+»; ký tự của
    phông Symbol, Wingdings in ra thành ô trống.

    Sai:
        noi_dung: ["\uf0b7 Việc một;", "o Việc hai;", "➢ Việc ba;", "\uf02b\tViệc bốn."]
    Sai:
        noi_dung: "Việc một; ➢ Việc hai."
    Sai:
        ket: "Số điện thoại \uf028 0259 và \ufffd."
    Đúng:
        noi_dung: ["- Việc một;", "+ Việc hai;", "• Việc ba;", "Kết quả đạt được: ✓."]
    """
    for text in subject.texts:
        if text.field in _BULLETED and (found := word_bullet(text.text)):
            right = ("+ " if found["sign"] == "\uf02b" else "- ") + text.text[found.end() :]
            message = _("dấu {shown} đầu dòng theo từ Word dán sang", shown=_shown(found["sign"]))
            yield Finding(text.at, message, f"ghi {quoted(right)}", fix=right)
    for hit in subject.texts.search(_WITHIN):
        if hit.text.field in _BULLETED:
            yield Finding(
                hit.text.at,
                _("dấu «{match}» giữa đoạn theo từ Word dán sang", match=hit.match[1]),
                _("tách thành đoạn riêng"),
                hit.part,
            )
    for hit in subject.texts.search(_OF_SYMBOL_FONTS):
        before = hit.text.text[: hit.part[0]]
        if before.strip() or hit.text.field not in _BULLETED or hit.written in "\ufffc\ufffd":
            around = _OF_SYMBOL_FONTS.sub("▯", hit.text.text[max(0, hit.part[0] - 8) : hit.part[1] + 8])
            message = _(
                "ký tự {shown} ở «{around}» không in ra được: là của phông ký hiệu, hoặc đã hỏng",
                shown=_shown(hit.written),
                around=around,
            )
            yield Finding(hit.text.at, message, _("xóa, hoặc gõ lại"), hit.part)


def _shown(sign: str) -> str:
    return f"U+{ord(sign):04X}" if _OF_SYMBOL_FONTS.match(sign) else f"«{sign}»"


_LIGATURE = re.compile("[\ufb00-\ufb06]")


@rule("GM07", CITES, severity=Severity.WARNING)
def chu_khong_dinh_lien(subject: Subject) -> Iterator[Finding]:
    r"""Chữ viết rời, không phải chữ dính liền của tệp PDF («ﬁ», «ﬂ»): mắt khó thấy, nhưng tìm kiếm không ra.

    Sai:
        ket: "Ban Thường vụ họp trực tuyến bằng wi-\ufb01."
    Đúng:
        ket: Ban Thường vụ họp trực tuyến bằng wi-fi.
    """
    for hit in subject.texts.search(_LIGATURE):
        right = unicodedata.normalize("NFKC", hit.written)
        yield Finding(
            hit.text.at, _("«{hit}» là chữ dính liền", hit=hit.written), _("ghi «{right}»", right=right), hit.part, right
        )
