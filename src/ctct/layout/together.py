"""Keeps on one line what is read as one: «khoản 2», «ngày 21», «92/TTr-UBND», «2025 - 2030»."""

from __future__ import annotations

import re
from collections.abc import Callable

NO_BREAK_SPACE = "\u00a0"
NO_BREAK_HYPHEN = "\u2011"

_NAMES = (
    "khoản", "điểm", "điều", "mục", "phần", "chương", "lục", "mẫu", "bảng", "số", "ngày", "tháng", "năm", "quý", "khóa", "thứ",
    "kỳ", "đoạn", "giờ", "hình",
)  # fmt: skip
_NUMBERED = frozenset(name for word in _NAMES for name in (word, word.capitalize()))
"""What a number follows, the last word of it: «khoản», «phụ lục», «nhiệm kỳ», «giai đoạn»."""

_NUMBER = re.compile(r"\d|(?:[IVXLC]+|[a-zđA-HĐ])\b")
_UNITS = frozenset({"%", "giờ", "phút", "nghìn", "triệu", "tỷ", "đồng", "km", "ha", "kg", "m²"})
_OPENING, _CLOSING = '([«“"', '.,;:)]»”"'
_ANY_NUMBER = re.compile(r"\d| (?:[IVXLC]+|[a-zđA-HĐ])\b")
_DASHES = frozenset("-–—")
_INNER_HYPHEN = re.compile(r"(?<=\w)-(?=[\dA-ZĐĂÂÊÔƠƯ])")

_SURELY_FITS = 0.6
"""The part of a column that an indent and a number leave free for certain."""
_NARROW, _WIDE = 1.5, 5.0
"""Millimetres: no text has letters so narrow, or so wide, one beside the other. It saves measuring nearly all of them."""


def together(text: str, width: Callable[[str], float], limit: float) -> str:
    """Return ``text``, as long as it was, with blanks and hyphens that part no line inside what is read as one.

    Where nothing can break, because all of it fits on a line of ``limit`` millimetres, and where a line cannot hold what
    should stay together, it is left as it is: plain hyphens are found by any search.
    """
    if _ANY_NUMBER.search(text) is None:
        return text
    kept = _kept(text)
    least = _SURELY_FITS * limit
    if kept == text or (len(text) * _NARROW <= least and width(text) <= least):
        return text
    pieces = kept.split(" ")
    if max(map(len, pieces)) * _WIDE <= limit:
        return kept
    return " ".join(piece if width(piece) <= limit else apart(piece) for piece in pieces)


def _kept(text: str) -> str:
    words = text.split(" ")
    gaps = [" "] * len(words)
    for at in range(1, len(words)):
        left = words[at - 1]
        if left in _NUMBERED or (left[:1] in _OPENING and left.lstrip(_OPENING) in _NUMBERED):
            if _NUMBER.match(words[at]):
                gaps[at] = NO_BREAK_SPACE
        elif left[-1:].isdecimal():
            if words[at] in _DASHES and "".join(words[at + 1 : at + 2])[:1].isdecimal():
                gaps[at] = gaps[at + 1] = NO_BREAK_SPACE
                words[at] = NO_BREAK_HYPHEN if words[at] == "-" else words[at]
            elif words[at].rstrip(_CLOSING) in _UNITS:
                gaps[at] = NO_BREAK_SPACE
    if "-" in text:
        words = [_INNER_HYPHEN.sub(NO_BREAK_HYPHEN, word) if "-" in word else word for word in words]
    return words[0] + "".join([gap + word for gap, word in zip(gaps[1:], words[1:], strict=True)])


def apart(text: str) -> str:
    """Return ``text`` with plain blanks and hyphens: what is read is the same."""
    return text.replace(NO_BREAK_SPACE, " ").replace(NO_BREAK_HYPHEN, "-")
