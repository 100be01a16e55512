"""Keeps on one line what is read as one: «khoản 2», «ngày 21», «92/TTr-UBND», «2025 - 2030»."""

from __future__ import annotations

import re
from collections.abc import Callable

NO_BREAK_SPACE = "\u00a0"
NO_BREAK_HYPHEN = "\u2011"

_NUMBERED = (
    "[Kk]hoản|[Đđ]iểm|[Đđ]iều|[Mm]ục|[Pp]hần|[Cc]hương|[Pp]hụ lục|[Mm]ẫu|[Bb]ảng|[Ss]ố|[Nn]gày|[Tt]háng|[Nn]ăm|[Qq]uý|[Kk]hóa"
    "|[Tt]hứ|nhiệm kỳ|[Gg]iai đoạn|giờ"
)
_UNITS = "%|giờ|phút|nghìn|triệu|tỷ|đồng|km|ha|kg|m²"
_APART = re.compile(
    rf"\b(?:{_NUMBERED}) (?=\d|[IVXLC]+\b|[a-zđA-HĐ]\b)"
    rf"|(?<=\d) (?=(?:{_UNITS})(?!\w))"
    r"|(?<=\d) - (?=\d)"
    r"|(?<=\w)-(?=[\dA-ZĐĂÂÊÔƠƯ])"
)
_KEPT = str.maketrans(" -", NO_BREAK_SPACE + NO_BREAK_HYPHEN)
_SURELY_FITS = 0.6
"""The part of a column that an indent and a number leave free for certain."""
_NARROW, _WIDE = 1.0, 5.0
"""Millimetres: no text has letters so narrow, or so wide, one beside the other. It saves measuring nearly all of them."""


def together(text: str, width: Callable[[str], float], limit: float) -> str:
    """Return ``text``, as long as it was, with blanks and hyphens that part no line inside what is read as one.

    Where nothing can break, because all of it fits on a line of ``limit`` millimetres, and where a line cannot hold what
    should stay together, it is left as it is: plain hyphens are found by any search.
    """
    kept = _APART.sub(lambda match: match[0].translate(_KEPT), text)
    if kept == text or (len(text) * _NARROW <= limit and width(text) <= _SURELY_FITS * limit):
        return text
    pieces = kept.split(" ")
    if max(map(len, pieces)) * _WIDE <= limit:
        return kept
    return " ".join(piece if width(piece) <= limit else apart(piece) for piece in pieces)


def apart(text: str) -> str:
    """Return ``text`` with plain blanks and hyphens: what is read is the same."""
    return text.replace(NO_BREAK_SPACE, " ").replace(NO_BREAK_HYPHEN, "-")
