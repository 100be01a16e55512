"""The time in which a text ends: «Hội nghị Tỉnh ủy lần thứ tư (tháng 6/2021)», «… triệu tập trong tháng 4/2021»."""

from __future__ import annotations

import re

from ctct.model.times.phrases import in_plain_words, read_timing
from ctct.model.times.timing import Kind, Timing
from ctct.model.values import Span

_IN_BRACKETS = re.compile(r"\((?P<time>[^()]{3,80})\)[ .;/]*$")
_NAMES_A_TIME = re.compile(
    r"(?:(?:dự kiến|khoảng|trong|trước|sau|hết|từ|đầu|giữa|cuối) )*(?:(?:ngày|tháng|quý|tuần) |\d{1,2}/\d{1,2})", re.IGNORECASE
)
_ZERO = re.compile(r"\b0(?=\d\b)")
_LONGEST = 8
"""How many words a time at the end of a text may have."""


def bracketed_time(text: str) -> tuple[int, int] | None:
    """Return where in ``text`` the time in brackets stands that ends it: a day, month or quarter, not a mere year."""
    found = _IN_BRACKETS.search(text)
    return found.span("time") if found and _NAMES_A_TIME.match(found["time"]) else None


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
