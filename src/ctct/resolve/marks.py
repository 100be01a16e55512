"""How numbers are written: ``A.``, ``I-``, ``1.1.``, ``(1)``, ``a)``, ``Điều 1.``, ``Phần thứ nhất``."""

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import NamedTuple

POINT_LETTERS = "abcdđeghiklmnopqrstuvxy"
"""The letters of điểm in their order: those with a diacritic are passed over, đ is kept; no f, j, w, z.

Word knows no such count (ST_NumberFormat has none, and what ``w:format`` spells out LibreOffice and pandoc print as 1, 2, 3):
these numbers are typed.
"""

_UNITS = ("", "một", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín")


_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman(number: int) -> str:
    """Return ``number`` (1 to 3999) in capital Roman numerals."""
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


def capital(number: int) -> str:
    """Return the ``number``-th capital letter as Word counts them: A … Z, AA, BB …"""
    times, index = divmod(number - 1, 26)  # not AA, AB: a typed number must not read otherwise than the one Word counts
    return chr(ord("A") + index) * (times + 1)


def point_letter(number: int) -> str:
    """Return the letter of the ``number``-th điểm; past the last one, ``?``."""
    return POINT_LETTERS[number - 1] if number <= len(POINT_LETTERS) else "?"


def ordinal(number: int) -> str:
    """Return ``number`` (1 to 99) as an ordinal in words: nhất, hai, … mười lăm, hai mươi mốt."""
    if number == 1:
        return "nhất"
    if number < 10:
        return _UNITS[number]
    tens, unit = divmod(number, 10)
    # The names of figures change behind «mươi»: 4 is «tư» alone and «bốn mươi», 1 is «mười một» but «hai mươi mốt».
    if tens == 1:
        head, one = "mười", "một"
    else:
        head, one = f"{'bốn' if tens == 4 else _UNITS[tens]} mươi", "mốt"
    tail = {0: "", 1: one, 5: "lăm"}.get(unit, _UNITS[unit])
    return f"{head} {tail}".strip()


def month_figure(month: int) -> str:
    """Return the number of a month as a date in words has it: a zero before 1 and 2, none before 3 to 9."""
    # 36-HD/VPTW, II.1.4 and 30/2020/NĐ-CP, Phụ lục I, II.4 agree. A 1 put before a bare 1 or 2 by a later hand would make
    # another month of it; there is none that a 1 before 3 to 9 would make.
    return f"{month:02}" if month < 3 else str(month)


def day_in_figures(day: date, between: str = "/") -> str:
    """Return ``03/4/2018``."""
    return between.join((f"{day.day:02}", month_figure(day.month), str(day.year)))


def day_in_words(day: date) -> str:
    """Return ``03 tháng 4 năm 2018``."""
    return f"{day.day:02} tháng {month_figure(day.month)} năm {day.year}"


class Mark(NamedTuple):
    """A way of numbering.

    ``before`` and ``after`` are part of the number; ``lead`` (``-``, ``)``) stands after it and is not repeated by a
    reference. ``word_format`` is Word's name for the count, ``None`` where Word has none and the number is typed.
    """

    before: str
    write: Callable[[int], str]
    after: str
    lead: str
    word_format: str | None
    under_parent: bool = False

    @property
    def is_decimal(self) -> bool:
        """Whether the number is in plain digits, so that another can stand under it (1 → 1.1)."""
        return self.write is str

    @property
    def limit(self) -> int | None:
        """The last number that can be written."""
        return len(POINT_LETTERS) if self.write is point_letter else None


_FORMATS: dict[str, tuple[Callable[[int], str], str | None]] = {
    "A": (capital, "upperLetter"),
    "I": (roman, "upperRoman"),
    "1": (str, "decimal"),
    "a": (point_letter, None),
    "thứ nhất": (lambda number: f"thứ {ordinal(number)}", None),
}
_MARK = re.compile(r"(?P<word>\w+(?: mục| lục)? )?(?P<open>\()?(?P<parent>1\.)?(?P<count>thứ nhất|[AI1a])(?P<close>[.)-]?)")


@cache
def read_mark(text: str) -> Mark:
    """Read a mark written as its first number. ``text`` is one of :data:`ctct.model.types.DauSo`."""
    match = _MARK.fullmatch(text)
    if match is None:
        raise ValueError(text)
    write, word_format = _FORMATS[match["count"]]
    close = match["close"]
    # «(1)» is quoted with its brackets and «1.» loses its full stop in Word's own field, while the «)» of «a)» and the «-» of
    # «I-» belong to the list: nobody refers to «điểm a)».
    inside = close == "." or bool(match["open"])
    return Mark(
        before=(match["word"] or "") + (match["open"] or ""),
        write=write,
        after=close if inside else "",
        lead="" if inside else close,
        word_format=word_format,
        under_parent=bool(match["parent"]),
    )


class Series(NamedTuple):
    """A list: its name (``""`` is the document's own), the (style, mark) of each of its depths, the number that it begins with
    and the depth whose numbers are typed, for Word does not count what was inserted.
    """

    name: str
    levels: tuple[tuple[str, str], ...]
    start: int = 1
    typed: int | None = None
