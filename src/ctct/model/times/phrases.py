"""Reads a phrase of time: «trước ngày 15/6», «hằng quý», «sau khi có hướng dẫn của Trung ương», «dự kiến tháng 8/2026»."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from functools import lru_cache

from ctct.diagnostics import excerpt
from ctct.language import N_, _
from ctct.model.times.stretches import read_stretch
from ctct.model.times.timing import Kind, NotUnderstood, Timing
from ctct.model.values import Span

FORMS = N_(
    "ghi ngày «6/4/2021», tháng «4/2021», quý «quý II/2021», năm «2021», khoảng «6/4 - 9/4/2021», hạn «trước ngày 15/6», "
    "«cuối tháng 5», «sau Tết», «hằng quý», «thường xuyên», «theo kế hoạch của Trung ương»"
)
_LONGEST = 200
"""How many characters a phrase of time may have; what is longer is none, nor what has the digits of another script."""

_DASH = re.compile(r" ?[-–—−‑] ?")
_DATE_WITH_DASHES = re.compile(r"\b(\d{1,2})[-.](\d{1,2})[-.](\d{4})\b")
_SPELT = {
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "bốn": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
}
_SPELT_OUT = re.compile(
    rf"\b(?:(?P<month>tháng (?=(?:{'|'.join(_SPELT)})\b))|(?P<quarter>quý (?=(?:một|hai|ba|tư|bốn)\b)))"
    rf"(?P<number>{'|'.join(sorted(_SPELT, key=len, reverse=True))})\b(?! ?\d)"
)
"""A month or quarter by its number in words. «tháng năm 2021» may be May, or a month that was left out."""
_OPENING = re.compile(r"(?:(?:(dự kiến|khoảng)|xong|hoàn thành|thực hiện|tổ chức|vào|trong|nhân dịp|dịp):? )+")
_PLANNED = re.compile(r"(?: ?[-,;] ?| )\(?(?:theo )?dự kiến\)?$")
_PLANNED_IN = re.compile(r"(?P<around>[^()]+) \((?:dự kiến|khoảng):? (?P<planned>[^()]+)\)")
"""A stretch, and within it the time that is planned: «tháng 11 (dự kiến ngày 24/11)»."""

_UNIT = r"(?:\d{1,2} )?(?:ngày|tuần|tháng|quý|năm|kỳ)\b"
_UNITS = rf"{_UNIT}(?:(?:,| và|/) ?{_UNIT})*"
_NUMBERS = r"\w{1,3}(?:(?:,| và|-) ?(?:(?:tháng|quý) )?\w{1,3})*"
_EACH = (
    r"(?:(?:trước|vào|trong|đầu|giữa|cuối|chậm nhất(?: là)?) )*"
    rf"(?:(?:ngày {_NUMBERS} |thứ \w+ )(?:hằng|hàng|mỗi) (?:tuần|tháng|quý)"
    rf"|(?:(?:tháng|quý) {_NUMBERS} )?(?:hằng|hàng|mỗi|từng) {_UNITS})"
)
_RECURRING = re.compile(
    r"(?:(?:thường xuyên|thường kỳ|liên tục|(?:cả|suốt) (?:năm|quý|tháng|kỳ|nhiệm kỳ)|toàn khóa"
    rf"|định kỳ(?: {_UNITS}(?:/lần)?)?|{_EACH}|{_UNIT}/lần|\d{{1,2}} lần/{_UNIT})(?:,| và|;)?(?: |$))+"
)
_EVENT = re.compile(
    r"(?:theo|khi|(?:sau|trước) khi|ngay (?:sau|khi|trước)|trước,? trong và sau|tùy|tuỳ|đột xuất"
    r"|trong (?:vòng|thời hạn) \d{1,3} (?:ngày|tuần|tháng)"
    r"|(?:(?:trong|sau|chậm nhất) )?\d{1,3} (?:ngày|tuần|tháng)(?: làm việc)?,? (?:kể từ|từ|sau|trước)"
    r"|(?:tại|sau|trước|trong|cùng|gắn với) (?:thời gian )?(?:các )?(?:hội nghị|kỳ họp|đại hội|phiên họp|cuộc họp|đợt))\b"
)
_IS_RANGE = re.compile(r"-|\b(?:đến|tới)\b")
_ONWARDS = re.compile(r" (?:trở đi|và (?:các|những) (?:năm|quý|tháng) (?:tiếp theo|sau))$")
_RELATION = re.compile(
    r"(?:(?P<before>(?:(?:chậm|muộn) nhất(?: là)? )?trước(?: thời điểm)?)"
    r"|(?P<until>(?:chậm|muộn) nhất(?: là| đến| hết| đến hết)?|(?:từ nay )?(?:cho )?đến(?: hết)?|hết)"
    r"|(?P<after>sau)|(?P<since>(?:kể |bắt đầu )?từ)) "
)


@lru_cache(maxsize=4096)
def read_timing(text: str, period: Span | None) -> Timing:
    """Read a time as people write it; ``period``, that of its document, supplies the year and the ends left open.

    Raises :class:`NotUnderstood`, or plain ValueError for what cannot be, as 31/6. Remembers: the works of a programme have few
    times, and each rule asks for them.
    """
    words = in_plain_words(text)
    try:
        if len(words) > _LONGEST or any(letter.isdecimal() and not letter.isascii() for letter in words):
            raise NotUnderstood
        return _read(words, period)
    except NotUnderstood as fault:
        why = f": {fault}" if fault.args else ""
        raise type(fault)(_("không hiểu thời gian «{text}»{why}", text=excerpt(text), why=why)) from None


def in_plain_words(text: str) -> str:
    """Return a phrase in lower case, single blanks, dashes of one kind, dates with slashes, months and quarters in figures."""
    words = " ".join(unicodedata.normalize("NFC", text).lower().split()).strip(" .;,")
    words = _DATE_WITH_DASHES.sub(r"\1/\2/\3", _DASH.sub("-", words))
    return _SPELT_OUT.sub(lambda found: f"{found['month'] or found['quarter']}{_SPELT[found['number']]}", words)


def _read(words: str, period: Span | None) -> Timing:
    if recurring := _RECURRING.match(words):
        return _recurring(words[recurring.end() :], period)
    if _EVENT.match(words):
        return Timing(Kind.EVENT, None, period.last if period else None, sure=False)
    if opening := _OPENING.match(words):
        timing = _read(words[opening.end() :], period)
        return timing._replace(sure=False) if opening[1] else timing
    if planned := _planned(words, period):
        return planned
    if onwards := _ONWARDS.search(words):
        return _since(_read(words[: onwards.start()], period), period)
    return _related(words, period)


def _planned(words: str, period: Span | None) -> Timing | None:
    """Return a time that is said to be planned: nobody is bound to it, so it is not sure. ``None`` for other words."""
    if planned := _PLANNED.search(words):
        return _read(words[: planned.start()], period)._replace(sure=False)
    if within := _PLANNED_IN.fullmatch(words):
        return _planned_in(_read(within["around"], period), within["planned"])
    return None


def _planned_in(around: Timing, planned: str) -> Timing:
    """Return the time that is ``planned`` within a stretch."""
    if around.kind not in (Kind.DAY, Kind.SPAN) or around.first is None or around.last is None:
        raise NotUnderstood
    frame = Span(around.first, around.last)
    timing = _read(planned, frame)
    if timing.first is None or timing.last is None:
        raise NotUnderstood
    if timing.first < frame.first or timing.last > frame.last:
        raise NotUnderstood(_("«{planned}» nằm ngoài khoảng ghi trước nó", planned=planned))
    return timing._replace(sure=False)


def _recurring(rest: str, period: Span | None) -> Timing:
    """Return the time of what is done again and again, in the period or in the stretch that is named behind."""
    if rest and not _EVENT.match(rest):
        opening = _OPENING.match(rest)
        period = read_stretch(rest[opening.end() :] if opening else rest, period).span
    return Timing(Kind.RECURRING, *(period or (None, None)))


def _related(words: str, period: Span | None) -> Timing:
    relation = _RELATION.match(words)
    if relation is None:
        stretch = read_stretch(words, period)
        return Timing(Kind.DAY if stretch.one_day else Kind.SPAN, *stretch.span, stretch.sure)
    inner = _read(words[relation.end() :], period)
    if inner.kind not in (Kind.DAY, Kind.SPAN) or inner.first is None or inner.last is None:
        raise NotUnderstood
    match relation.lastgroup:
        case "before":
            return _until(inner.first - timedelta(days=1), inner.sure, period)
        case "until":
            return _until(inner.last, inner.sure, period)
        case "after":
            return _since(Timing(Kind.AFTER, inner.last + timedelta(days=1), None, inner.sure), period)
        case _:
            return inner if _IS_RANGE.search(words) else _since(inner, period)


def _until(last: date, sure: bool, period: Span | None) -> Timing:
    first = period.first if period and period.first <= last else None
    return Timing(Kind.BEFORE, first, last, sure)


def _since(begun: Timing, period: Span | None) -> Timing:
    last = period.last if period and begun.first and begun.first <= period.last else None
    return Timing(Kind.AFTER if begun.kind is Kind.AFTER else Kind.FROM, begun.first, last, begun.sure)
