"""Numbers written in Vietnamese words, and in figures as documents write them."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6, "bảy": 7,
    "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SCALES = {"nghìn": 1_000, "ngàn": 1_000, "triệu": 1_000_000}
_BILLION = frozenset({"tỷ", "tỉ"})
_TENS = {"mười": 10, "mươi": 10, "trăm": 100}
_NUMERALS = {*_DIGITS, *_TENS, *_SCALES, *_BILLION}
_SAYS_NOTHING = frozenset({"linh", "lẻ", "và", "chẵn", "đồng"})

_is_figure = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?|-?\d+(?:,\d+)?").fullmatch


def number_in_words(words: str) -> int | None:
    """Return the number that words say: «hai trăm linh năm triệu đồng» is 205,000,000; ``None`` if anything else."""
    spoken = [word for word in words.lower().replace(",", " ").split() if word not in _SAYS_NOTHING]
    if not spoken or any(word not in _NUMERALS for word in spoken):
        return None
    billions = below = group = digit = 0
    for word in spoken:
        if word in _DIGITS:
            digit = _DIGITS[word]
        elif word in _TENS:
            group, digit = group + (digit or word == "mười") * _TENS[word], 0
        elif word in _SCALES:
            below, group, digit = below + (group + digit) * _SCALES[word], 0, 0
        else:
            billions, below, group, digit = (billions + below + group + digit) * 1_000_000_000, 0, 0, 0
    return billions + below + group + digit


def number_in_figures(text: str) -> Decimal | None:
    """Return the number that figures say, a comma before its fraction: «1.200,5»; ``None`` where it is none."""
    if not _is_figure(text):
        return None
    return Decimal(text.replace(".", "").replace(",", "."))
