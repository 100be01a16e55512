"""Breaks a title into lines as one would by hand: between phrases, lines of like width, no word alone on the last.

The break is ours, and not left to Word or a browser, so that every form of a document breaks alike.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import accumulate, takewhile
from math import ceil

from ctct.layout.phrases import break_costs

Width = Callable[[str], float]
"""How wide words are in print, in millimetres."""

_RAGGED = 40.0
_LINE = 6.0
"""What another line costs, beside what a break does: a title is not parted for the evenness of its lines alone."""
_TOO_WIDE = 1000.0
_SLACK = 1.0
"""Millimetres left free on a line, for programs that set letters in pairs closer or wider than Word does."""
_ALONE = 60.0
"""What a line of one syllable costs."""
_LINES_MORE = 2
_WORDS_IN_CAPITALS = 3
"""Fewer may be an abbreviation: «UBND tỉnh»."""
_LONGEST = 120
"""Words; what is longer is no title, and is left to whoever draws it."""


def in_lines(text: str, width: Width, limit: float) -> str:
    """Return ``text`` with new lines for some of its blanks, so that none of its lines is wider than ``limit``.

    A new line that it has stands: whoever wrote it meant it.
    """
    return "\n".join(_broken(line, width, limit) for line in _behind_capitals(text).split("\n"))


def _behind_capitals(text: str) -> str:
    """Return ``text`` with a new line behind what opens it in capitals: «KẾT LUẬN CỦA THƯỜNG TRỰC ĐẢNG ỦY / về …»."""
    words = text.split(" ")
    capitals = sum(1 for _ in takewhile(str.isupper, words))
    if capitals < _WORDS_IN_CAPITALS or not "".join(words[capitals:])[:1].islower():
        return text
    return " ".join(words[:capitals]) + "\n" + " ".join(words[capitals:])


def _broken(line: str, width: Width, limit: float) -> str:
    limit -= _SLACK
    if width(line) <= limit:
        return line
    words = line.split(" ")
    if len(words) > _LONGEST:
        return line
    fewest = ceil(width(line) / limit)
    title = _Title(words, width, limit)
    found = min((title.cheapest(count) for count in range(fewest, min(len(words), fewest + _LINES_MORE) + 1)), default=(0, ()))
    begins = frozenset(found[1])
    return "".join(word if at == 0 else f"{chr(10) if at in begins else ' '}{word}" for at, word in enumerate(words))


class _Title:
    """A line that must be broken; its words are what stands between blanks."""

    def __init__(self, words: list[str], width: Width, limit: float) -> None:
        self._count = len(words)
        self._costs = break_costs([word or " " for word in words])
        self._ends = list(accumulate((width(word) for word in words), initial=0.0))
        self._blank = width(" ")
        self._limit = limit

    def cheapest(self, lines: int) -> tuple[float, tuple[int, ...]]:
        """Return what the best break into so many ``lines`` costs, and the words before which it breaks."""
        mean = (self._ends[-1] + self._blank * (self._count - lines)) / lines

        @cache
        def rest(start: int, left: int) -> tuple[float, tuple[int, ...]]:
            if left == 1:
                return self._line(start, self._count, mean), ()
            best: tuple[float, tuple[int, ...]] = (float("inf"), ())
            for end in range(start + 1, self._count - left + 2):
                after, begins = rest(end, left - 1)
                best = min(best, (self._line(start, end, mean) + self._costs[end] + after, (end, *begins)))
            return best

        cost, begins = rest(0, lines)
        return cost + _LINE * lines, begins

    def _line(self, start: int, end: int, mean: float) -> float:
        """Return what the line of the words from ``start`` to ``end`` costs."""
        wide = self._ends[end] - self._ends[start] + self._blank * (end - start - 1)
        cost = _RAGGED * ((wide - mean) / self._limit) ** 2
        if end - start == 1:
            cost += _ALONE
        return cost + (_TOO_WIDE * wide / self._limit if wide > self._limit else 0)
