"""Chính tả: dấu thanh, i và y, âm tiết."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ctct.diagnostics import Severity
from ctct.language import _
from ctct.lint.keys import read_telex
from ctct.lint.letters import (
    LETTER,
    NEW_STYLE,
    OLD_STYLE,
    VOWEL,
    has_usual_capitals,
    new_style,
    old_style,
    with_tone,
    without_tone,
)
from ctct.lint.prose import Prose
from ctct.lint.registry import Finding, Subject, rule
from ctct.source.shipped import word_list
from ctct.source.syllable import is_syllable

CITES = ("Quy ước chính tả", "một văn bản dùng một cách viết")

_NEVER_NAMES = frozenset({"ủy", "tòa", "khóa"})
_NO_NAMES_AT_START = frozenset({"hóa", "hòa", "xóa", "tọa", "họa", "thỏa", "lũy", "tùy", "hủy", "khỏe"})
_TONED_WORD = re.compile(rf"(?<!{LETTER}){LETTER}*(?:{OLD_STYLE.pattern}|{NEW_STYLE.pattern})")


@rule("CH01", CITES, severity=Severity.WARNING)
def mot_kieu_dat_dau_thanh(subject: Subject) -> Iterator[Finding]:
    """Dấu thanh của «oa», «oe», «uy» ở cuối tiếng đặt theo một kiểu trong cả văn bản: «hòa, khỏe, ủy» (kiểu cũ) hoặc «hoà,
    khoẻ, uỷ» (kiểu mới). Số lần ngang nhau thì theo kiểu cũ. Tên riêng viết theo người mang tên, không tính.

    Sai:
        ket: Tỉnh ủy, Đảng uỷ và Huyện ủy báo cáo.
    Sai:
        ket: Uỷ ban nhân dân tỉnh và Tỉnh ủy.
    Đúng:
        ket: Tỉnh ủy khóa XX, đồng chí Nguyễn Thị Thuý, tỉnh Thanh Hoá; quý hai, quả quýt.
    """
    prose = subject.prose
    if not (OLD_STYLE.search(prose.words_by_line) and NEW_STYLE.search(prose.words_by_line)):
        return  # most drafts keep to one: the words, each once, tell that in a fraction of the time
    hits = [hit for hit in prose.search(_TONED_WORD) if _is_common(prose, hit.match)]
    old = [hit for hit in hits if OLD_STYLE.search(hit.written)]
    new = [hit for hit in hits if NEW_STYLE.search(hit.written)]
    if not (old and new):
        return
    fewer, turn, kind = (new, old_style, _("kiểu mới")) if len(new) <= len(old) else (old, new_style, _("kiểu cũ"))
    for hit in fewer:
        better = turn(hit.written)
        message = _("«{hit}» đặt dấu {kind}, khác những chỗ khác trong văn bản", hit=hit.written, kind=kind)
        yield Finding(hit.text.at, message, _("ghi «{right}»", right=better), hit.part, better, decision=kind)


def _is_common(prose: Prose, match: re.Match[str]) -> bool:
    """Return whether a word is no part of a name: in small letters, or one of the few that no name has."""
    written, base = match[0], old_style(match[0].lower())
    if written.islower() or base in _NEVER_NAMES:
        return True
    if base not in _NO_NAMES_AT_START or not written[1:].islower():
        return False  # «Thanh Hoá», «Thuý»: people and places write themselves as they like
    return prose.opens_sentence(match.start())


_TWO_VOWELS = re.compile(rf"{VOWEL}(?<!đ){VOWEL}")


@rule("CH02", ("Quy ước chính tả", "vị trí dấu thanh trong âm tiết"), severity=Severity.WARNING)
def dau_thanh_dat_dung_chu(subject: Subject) -> Iterator[Finding]:
    """Dấu thanh đặt đúng chữ: «hoàn» chứ không «hòan», «quý» chứ không «qúy», «được» chứ không «đựơc».

    Sai:
        ket: Đã hòan thành kế hoạch qúy II.
    Sai:
        ket: Nước Vịêt Nam, tỉnh Quảng Ngaĩ, HÔỊ NGHỊ.
    Đúng:
        ket: Đã hoàn thành kế hoạch quý II; khuỷu tay, giữ gìn, thuở nhỏ, ngoằn ngoèo; Tỉnh ủy, Tỉnh uỷ.
    """
    prose = subject.prose
    wrong = {word: right for word in filter(_TWO_VOWELS.search, prose.words) if (right := _replaced(word)) != word}
    for match in prose.places(*wrong):
        hit = prose.hit(match)
        right = _in_case_of(hit.written, wrong[match[0]])
        message = _("«{hit}» đặt dấu sai chữ", hit=hit.written)
        yield Finding(hit.text.at, message, _("ghi «{right}»", right=right), hit.part, right)


def _in_case_of(written: str, word: str) -> str:
    """Return ``word``, as long as ``written``, with its capitals."""
    return "".join(letter.upper() if like.isupper() else letter for like, letter in zip(written, word, strict=True))


@lru_cache(maxsize=20_000)
def _replaced(word: str) -> str:
    """Return a syllable with its tone where it belongs, anything else as it is."""
    right = with_tone(*without_tone(word)) if is_syllable(word) else word
    if right == old_style(word) or len(right) != len(word):
        return word  # «uỷ» is right in the new style, which is another rule's (CH01)
    return right


# Syllables in which official texts are of one mind. «hi vọng», «thi vị» and their like are left to the writer.
_I_OR_Y = {"lí": "lý", "kĩ": "kỹ", "kỉ": "kỷ", "kì": "kỳ", "mĩ": "mỹ", "kí": "ký", "tỉ": "tỷ"}
_only_i_at = re.compile(r"(?:tỉ (?:mỉ|tê)|lí nhí|kì (?:cọ|kèo)|mĩ mãn)").match
"""Reads words that nobody writes with y."""


@rule("CH03", CITES, severity=Severity.ADVICE)
def mot_cach_viet_i_y(subject: Subject) -> Iterator[Finding]:
    """Một tiếng viết một cách trong cả văn bản: «quản lý» thì không có chỗ «quản lí». Văn bản hành chính quen viết «lý, kỹ, kỷ,
    kỳ, ký, tỷ».

    Sai:
        ket: Quản lý đất đai; công tác quản lí tài sản; xử lý vi phạm.
    Đúng:
        ket: Quản lý đất đai, kỹ thuật, bác sĩ, tỷ lệ, tỉ mỉ, công ty, hi vọng.
    Đúng:
        ket: Quản lí đất đai, xử lí vi phạm, đồng chí Lý Thị Mỹ.
    """
    prose = subject.prose
    for with_i, with_y in _I_OR_Y.items():
        if with_i in prose.words and with_y in prose.words:
            yield from _fewer(prose, with_i, with_y)


def _fewer(prose: Prose, with_i: str, with_y: str) -> Iterator[Finding]:
    """Find the way of writing one syllable that is used less, where both are; of equals the one in official texts stays."""
    found: dict[str, list[re.Match[str]]] = {with_i: [], with_y: []}
    for match in prose.places(with_i, with_y):
        is_name = prose.joined[match.start()].isupper()  # «Lý Thị Mỹ»
        if not is_name and not _only_i_at(prose.lowered, match.start()):
            found[match[0]].append(match)
    wrong, right = (with_i, with_y) if len(found[with_i]) <= len(found[with_y]) else (with_y, with_i)
    if not found[right]:
        return
    for match in found[wrong]:
        hit = prose.hit(match)
        message = _("«{hit}» viết khác những chỗ ghi «{right}» trong văn bản", hit=hit.written, right=right)
        yield Finding(hit.text.at, message, _("ghi «{right}»", right=right), hit.part, decision=right)


_QUI = {"qui": "quy", "quí": "quý", "quì": "quỳ", "quỉ": "quỷ", "quĩ": "quỹ", "quị": "quỵ", "sỹ": "sĩ"}


@rule("CH04", ("1989/QĐ-BGDĐT", "Điều 9; cách viết trong Nghị định số 30/2020/NĐ-CP"), severity=Severity.ADVICE)
def viet_quy_va_si(subject: Subject) -> Iterator[Finding]:
    """Viết «quy định», «quý», «quỹ» và «bác sĩ», «chiến sĩ»; không viết «qui định», «quí», «quĩ», «bác sỹ». Tên riêng thì giữ.

    Sai:
        ket: Thực hiện qui chế; khám bệnh do bác sỹ chuyên khoa.
    Đúng:
        ket: Thực hiện quy chế; bác sĩ Nguyễn Văn Sỹ ở Qui Nhơn.
    """
    prose = subject.prose
    for match in prose.places(*(_QUI.keys() & prose.words)):
        hit = prose.hit(match)
        if hit.written.islower():
            right = _QUI[match[0]]
            message = _("«{hit}» nên viết với «{right}»", hit=hit.written, right=right)
            yield Finding(hit.text.at, message, _("ghi «{right}»", right=right), hit.part, right)


_has_one_nucleus = re.compile("[b-df-hj-np-tv-xzđ]*[aăâeêioôơuưy]+[b-df-hj-np-tv-xzđ]*").fullmatch


@rule("CH05", ("Quy ước chính tả", "khuôn âm tiết tiếng Việt"), severity=Severity.WARNING)
def tieng_viet_dung_khuon(subject: Subject) -> Iterator[Finding]:
    """Mỗi tiếng viết theo khuôn âm tiết tiếng Việt: «ngành» chứ không «nghành», «cương» chứ không «kương».

    Sai:
        ket: Các nghành, các cấp thực hịên; chi nghánh cây.
    Sai:
        ket: Thựcc hiện theo Bộ Nộị vụ.
    Sai:
        ket: Ban ThƯờng vụ và đẢng ủy.
    Đúng:
        ket: Các ngành; tỉnh Đắk Lắk, xã Krông Nô, dân tộc Hrê, rơ moóc, ôtô, kilômét, 5 µm.
    """
    prose = subject.prose
    misspelt = [word for word in prose.words if not word.isascii() and _is_misspelt(word)]
    for match in prose.places(*misspelt):
        hit = prose.hit(match)
        better = _near(match[0])
        # A name may be of another language («Krông Nô»), but «Quảng Nghãi» is none of those.
        if hit.written.islower() or (better and match[0][0] in "ng") or _is_of_no_language(match[0]):
            hint = _("có phải «{meant}»?", meant=better) if better else _("gõ lại chữ này")
            yield Finding(hit.text.at, _("«{hit}» không phải một tiếng viết đúng", hit=hit.written), hint, hit.part)
    for match in prose.places(*filter(is_syllable, prose.words_with_capital_inside)):
        hit = prose.hit(match)
        if not has_usual_capitals(hit.written):
            better = match[0].capitalize() if hit.written[0].isupper() else match[0]
            message = _("«{hit}» có chữ hoa ở giữa tiếng", hit=hit.written)
            yield Finding(hit.text.at, message, _("có phải «{meant}»?", meant=better), hit.part)


def _is_of_no_language(word: str) -> bool:
    """Return whether a lower-case word has two tones, or the last letter of a toned syllable twice: no name is written so."""
    tones = sum(without_tone(letter)[1] != "" for letter in word)
    return tones > 1 or (tones == 1 and word[-1:] == word[-2:-1] and is_syllable(word[:-1]))


@lru_cache(maxsize=20_000)
def _is_misspelt(word: str) -> bool:
    if is_syllable(word) or word in _borrowed() or read_telex(word):
        return False  # keys that were left in are told of with what they spell (GM01)
    # Two nuclei are several syllables run together, or a foreign name («kilômét»), and no misspelling.
    return _has_one_nucleus(without_tone(word)[0]) is not None


def _near(word: str) -> str | None:
    """Return the syllable that the word is if one spelling rule of its first sound was broken."""
    for wrong, right in (("ngh", "ng"), ("ng", "ngh"), ("gh", "g"), ("g", "gh"), ("k", "c"), ("c", "k"), ("q", "qu")):
        near = right + word.removeprefix(wrong)
        if word.startswith(wrong) and is_syllable(near):
            return near
    return None


class _Slip(NamedTuple):
    """What is meant by two syllables, unless one of ``apart`` stands beside them; ``may_be_name`` where
    capitals make a name of them.
    """

    right: str
    apart: frozenset[str]
    may_be_name: bool = False


@cache
def _slips() -> dict[tuple[str, str], _Slip]:
    found: dict[tuple[str, str], _Slip] = {}
    for heading in ("cap_tieng_sai", "cap_tieng_sai_viet_thuong"):
        for entry in word_list("chinh-ta.txt", heading):
            pair, _rest, neighbours = entry.partition(" | ")
            wrong, _rest, right = pair.partition(" = ")
            first, second = wrong.split()
            found[first, second] = _Slip(right, frozenset(neighbours.split()), heading != "cap_tieng_sai")
    return found


_PAIR = re.compile(rf"(?<![\w-])({LETTER}++)(?= ({LETTER}++)(?![\w-]))")
_WORD_AFTER = re.compile(rf" ({LETTER}++)")


@rule("CH07", ("Quy ước chính tả", "từ hay viết sai"), severity=Severity.WARNING)
def tu_hay_sai_viet_dung(subject: Subject) -> Iterator[Finding]:
    """Những từ hai tiếng hay viết sai thì viết đúng: «sáp nhập» chứ không «sát nhập», «bổ sung» chứ không «bổ xung».

    Sai:
        ket: Thu nhập bình quần tăng mạnh mẻ; Sát nhập hai thôn, bổ xung kinh phí cho các gia định.
    Sai:
        ket: Đề nghỉ các đồng chí nổ lực; SÁT NHẬP các xã.
    Đúng:
        ket: Thành Gia Định; giám sát nhập khẩu; phân bổ xung quanh; điều chỉnh chu kỳ; quốc gia định hướng.
    Đúng:
        ket: Sáp nhập hai thôn, bổ sung kinh phí; vấn đề nghỉ hưu; tiếp xúc tích cực; bảo tồn động vật; sáng Lạng Giang.
    """
    prose, slips = subject.prose, _slips()
    if not any(first in prose.folded_words and second in prose.folded_words for first, second in slips):
        return
    for match in _PAIR.finditer(prose.folded):
        slip, start, end = slips.get((match[1], match[2])), match.start(), match.end(2)
        if slip and _is_slip(prose, slip, start, end):
            text, part = prose.place(start, end)
            written = text.text[slice(*part)]
            right = _like(written, slip.right)
            message = _("«{written}» là từ hay viết sai", written=written)
            yield Finding(text.at, message, _("ghi «{right}»", right=right), part, right)


def _is_slip(prose: Prose, slip: _Slip, start: int, end: int) -> bool:
    """Return whether two syllables are one word: no name, and neither belongs to its other neighbour."""
    written = prose.joined[start:end]
    if slip.may_be_name and not written.islower():
        return False
    if written.split()[1][0].isupper() and not written.isupper():
        return False  # «buổi sáng Lạng Sơn»: a name begins there
    after = _WORD_AFTER.match(prose.folded, end)
    return slip.apart.isdisjoint((prose.word_before(start).lower(), after[1] if after else ""))


def _like(written: str, right: str) -> str:
    """Return ``right`` in capitals where ``written`` is, syllable by syllable."""
    pairs = zip(written.split(), right.split(), strict=True)
    return " ".join(new.upper() if old.isupper() else new.capitalize() if old[0].isupper() else new for old, new in pairs)


@cache
def _borrowed() -> frozenset[str]:
    return frozenset(" ".join(word_list("chinh-ta.txt", "tieng_vay_muon")).split())
