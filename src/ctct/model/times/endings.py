"""The time in which a text ends: «Hội nghị Tỉnh ủy lần thứ tư (tháng 6/2021)», «… triệu tập trong tháng 4/2021»."""

from __future__ import annotations

import re

from ctct.model.times.phrases import in_plain_words, read_timing
from ctct.model.times.timing import Kind, Timing
from ctct.model.types import TYPE_NAMES
from ctct.model.values import Span

_IN_BRACKETS = re.compile(r"\((?P<time>[^()]{3,80})\)[ .;/]*$")
_NAMES_A_TIME = re.compile(
    r"(?:(?:dự kiến|khoảng|trong|trước|sau|hết|từ|đầu|giữa|cuối) )*(?:(?:ngày|tháng|quý|tuần) |\d{1,2}/\d{1,2})", re.IGNORECASE
)
# «Đại hội» in the midst of words is mostly named for its resolutions.
_MEETING = re.compile("hội nghị|họp|triệu tập|giao ban|(?:^|tổ chức )đại hội", re.IGNORECASE)
# A time elsewhere in a name is that of something else: «Kết quả thực hiện Chương trình công tác tháng 3/2021 …».
_AT_THE_END = re.compile(r"(?:ngày|tháng) \d{1,2}(?:/\d{1,2})?/\d{4}(?=\)?\.?$)")
_YEAR = re.compile(r"\d{4}$")
_is_full_date = re.compile(r"ngày \d{1,2}/\d{1,2}/\d{4}").fullmatch
_DOCUMENTS = (*TYPE_NAMES.values(), "Luật", "Nghị định", "Thông tư", "Pháp lệnh")
"""What documents are called where one of them is meant."""
_ends_in_sign = re.compile(r"\d[\w.-]{0,20}[-/][^\W\d_][\w./-]{0,30}").fullmatch
_ZERO = re.compile(r"\b0(?=\d\b)")
_LONGEST = 8
"""How many words a time at the end of a text may have."""


def bracketed_time(text: str) -> tuple[int, int] | None:
    """Return where in ``text`` the time in brackets stands that ends it: a day, month or quarter, not a mere year."""
    found = _IN_BRACKETS.search(text) if text.rstrip(" .;/").endswith(")") else None
    return found.span("time") if found and _NAMES_A_TIME.match(found["time"]) else None


def names_a_meeting(words: str) -> bool:
    """Return whether ``words`` are of a meeting."""
    return _MEETING.search(words) is not None


def time_of_meeting(name: str) -> tuple[int, int] | None:
    """Return where in the name of a meeting the time stands that ends it, in brackets or not; ``None`` for another name."""
    found = _AT_THE_END.search(name) if names_a_meeting(name) else None
    return found.span() if found else None


def time_of_work(words: str, first_year: int) -> tuple[int, int] | None:
    """Return where in the ``words`` of a work the time in brackets stands that ends them, but for the date of a document that
    is cited there; ``first_year`` is that in which the works begin.
    """
    part = bracketed_time(words)
    if part is None or _is_date_of_document(words[: part[0] - 1], words[slice(*part)], first_year):
        return None
    return part


def _is_date_of_document(before: str, said: str, first_year: int) -> bool:
    """Return whether a time ``said`` in brackets is no work's but of the document that ``before`` ends in, by its sign or its
    type; or of one named in it, where it lies in a year before ``first_year``.
    """
    before = before.rstrip(" ,")
    if _ends_in_sign(before.rsplit(" ", 1)[-1]):
        return True
    if _is_full_date(said) and before.endswith(_DOCUMENTS) and "dự thảo" not in before:
        return True
    year = _YEAR.search(said)
    return year is not None and int(year[0]) < first_year and any(name in before for name in _DOCUMENTS)


def ends_in(text: str, written: str, period: Span | None) -> bool:
    """Return whether ``text`` ends in the time ``written``, in these words or in others that mean the same days."""
    words, same = _words(text), _words(written)
    if words[-len(same) :] == same:
        return True
    when = _dated(written, period)
    tails = (" ".join(words[-count:]) for count in range(1, min(len(words), _LONGEST) + 1))
    return when is not None and any(_dated(tail, period) == when for tail in tails)


def _words(text: str) -> list[str]:
    return _ZERO.sub("", in_plain_words(text).rstrip(" .;/)")).replace("(", " ").split()


def _dated(written: str, period: Span | None) -> Timing | None:
    """Return the time if it has days of its own: two that recur, or hang on events, need not be the same."""
    try:
        timing = read_timing(written, period)
    except ValueError:
        return None
    return None if timing.kind in (Kind.RECURRING, Kind.EVENT) else timing
