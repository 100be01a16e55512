"""Numbers as people type them: ``1.`` ``a)`` ``Điều 5.`` ``I/`` ``1.1.``, read from the beginning of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ctct.compare.normal import folded
from ctct.resolve.marks import POINT_LETTERS, ordinal

_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_ORDINALS = {ordinal(number): number for number in range(1, 40)}

_NAMED = re.compile(
    r"(?P<word>phần|chương|mục|tiểu mục|điều)(?: thứ (?P<said>[a-zà-ỹ]{2,5}(?: [a-zà-ỹ]{2,5}){0,2})| ?(?P<roman>[ivxlc]{1,7})"
    r"| ?(?P<digits>\d{1,3})(?P<more>[a-zđ]?))(?P<close>\s?[.:)/–-]|(?=\s|$)|(?<=[ivxlc])(?=[a-zà-ỹ]))",
    re.IGNORECASE,
)
_SHORT = re.compile(
    r"(?P<open>\(?)(?:(?P<many>\d{1,3}(?:\.\d{1,3}){1,4})(?P<dot>[.)]?)|(?P<digits>\d{1,3})|(?P<roman>[IVXLC]{1,7})|"
    r"(?P<capital>[A-ZĐ])|(?P<letter>[a-zđ]))(?P<close>\s?(?:\)\.?|\.|/|-(?!\d)|–|:)|)(?=(?P<gap>\s*)(?P<next>.?))",
    re.DOTALL,
)
BULLETS = ("-", "–", "+", "*", "•", "·", "▪", "●", "○", "o", "►", "")

NAMED_KINDS = {"phần": "phan", "chương": "chuong", "mục": "muc", "tiểu mục": "tieu_muc", "điều": "dieu"}
DECIMAL = frozenset({"arabic", "many"})


class Label(NamedTuple):
    """A number: its ``kind`` (``roman``, ``arabic``, ``many``, ``letter``, ``dieu`` …), its ``ordinal``, ``more`` for what was
    inserted behind it; ``above`` the numbers before its own (``1.1.``); ``mark`` how a draft asks for it, ``written`` as it
    stands; the text goes on at ``end``.
    """

    kind: str
    ordinal: int
    mark: str
    written: str
    end: int
    more: str = ""
    above: tuple[int, ...] = ()


def read_labels(text: str) -> list[Label]:
    """Return what number a paragraph may begin with, the likeliest first: «I.» is Roman, or the letter behind H."""
    return [*_named(text), *_short(text)]


def _named(text: str) -> Iterator[Label]:
    found = _NAMED.match(text)
    if found is None:
        return
    word, written = found["word"].lower(), found.group()
    if word == "điều" and not (found["digits"] and text[0] in "ĐĐ"):
        return
    for number, end in _counts(found):
        yield Label(
            NAMED_KINDS[word],
            number,
            _named_mark(word, found),
            written.strip() if end == found.end() else text[:end],
            end,
            (found["more"] or "").lower(),
        )


def _counts(found: re.Match[str]) -> Iterator[tuple[int, int]]:
    if found["digits"]:
        yield int(found["digits"]), found.end()
    elif found["said"]:
        words = found["said"].lower().split()
        for size in range(len(words), 0, -1):
            if number := _ORDINALS.get(" ".join(words[:size])):
                yield number, found.start("said") + len(" ".join(words[:size]))
                return
    else:
        for end in range(found.end("roman"), found.start("roman"), -1):
            number = roman_value(found.string[found.start("roman") : end].upper())
            if number and (end < found.end("roman") or found.string[end : end + 1].strip(".:)/–- \n") == ""):
                yield number, found.end() if end == found.end("roman") else end
                return


def _named_mark(word: str, found: re.Match[str]) -> str:
    if word == "điều":
        return "Điều 1."
    count = "thứ nhất" if found["said"] else "I" if found["roman"] else "1"
    return f"{word[0].upper()}{word[1:]} {count}"


def _short(text: str) -> Iterator[Label]:
    found = _SHORT.match(text)
    if found is None or (found["open"] and not found["close"].strip().startswith(")")):
        return
    close = found["close"].strip()
    if found["many"]:
        yield from _many(found)
    elif close and _may_follow(found):
        yield from _single(found, close)


def _may_follow(found: re.Match[str]) -> bool:
    """Return whether what follows is text and no go-on of a number: «1.5», «12/5», «I.V.»."""
    if found["close"].strip() == ":" and not found["digits"]:
        return False
    return bool(found["gap"]) or not found["next"] or found["next"].isalpha() or found["next"] in "“\"('‘["


def _begins_words(sign: str) -> bool:
    return sign.isalpha() or sign in ("", "“", '"', "(")


def _many(found: re.Match[str]) -> Iterator[Label]:
    numbers = [int(one) for one in found["many"].split(".")]
    if found["open"] or len(numbers) > 4 or numbers[-1] == 0 or max(numbers) > 99 or not _begins_words(found["next"]):
        return
    if not found["dot"] and not found["gap"] and found["next"]:
        return
    end = found.end("dot")
    kind = "many" if len(numbers) == 2 else f"many{len(numbers)}"
    yield Label(kind, numbers[-1], "1.1.", found.string[:end], end, above=tuple(numbers[:-1]))


def _single(found: re.Match[str], close: str) -> Iterator[Label]:
    written, end, opened = found.string[: found.end("close")].strip(), found.end("close"), bool(found["open"])
    dash = "-" if close in ("-", "–") else ")" if close[0] == ")" else "."
    if found["digits"]:
        mark = "(1)" if opened else f"1{dash}"
        yield Label("paren" if opened else "arabic", int(found["digits"]), mark, written, end)
    if found["roman"] and not opened and (number := roman_value(found["roman"])):
        yield Label("roman", number, f"I{dash}", written, end)
    single = found["capital"] or (found["roman"] if found["roman"] and len(found["roman"]) == 1 else "")
    if single and not opened and dash != ")":
        yield Label("capital", ord(single) - 64 if single != "Đ" else 5, f"A{dash}", written, end)
    if found["letter"]:
        letter = found["letter"]
        mark = "(a)" if opened else "a." if dash == "." else "a)"
        yield Label("letter", POINT_LETTERS.find(letter) + 1, mark, written, end, "" if letter in POINT_LETTERS else letter)


def roman_value(letters: str) -> int:
    """Return the value of Roman numerals, 0 for what are none."""
    from ctct.resolve.marks import roman

    total = 0
    if not letters or not {*letters} <= _ROMAN_VALUES.keys():
        return 0
    for letter, after in zip(letters, [*letters[1:], "I"], strict=True):
        value = _ROMAN_VALUES[letter]
        total += -value if value < _ROMAN_VALUES[after] else value
    return total if 0 < total < 200 and roman(total) == letters else 0


def is_bullet(label: str) -> bool:
    """Return whether what Word prints before a paragraph is a bullet."""
    return bool(label) and not any(map(str.isalnum, label.replace("o", "")))


def same_number(one: str, other: str) -> bool:
    """Return whether two numbers differ at most in the signs round them: «I/» and «I.»."""
    return folded(one).strip("(). -/:") == folded(other).strip("(). -/:")
