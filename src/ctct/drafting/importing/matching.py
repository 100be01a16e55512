"""Pairs the lines of a document with those that were built of its draft."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from ctct.compare.normal import even, folded
from ctct.drafting.importing.cleaning import in_one_line
from ctct.drafting.importing.labels import read_labels
from ctct.drafting.importing.lines import Line

_ENDS = " ;.,:-–+*•/()\"'"
_GAPS = re.compile(r"\t+|[ \xa0]{4,}|\n")
_RULE = re.compile(r"[-_–—=*.·~…\s]+")
_PAGE = re.compile(r"(?:trang\s*)?[-–\s]*\d{0,4}(?:\s*/\s*\d{1,4})?[-–\s]*", re.IGNORECASE)
_SIGNS = re.compile(r" ?([-:/,;]) ?")
_ZERO = re.compile(r"\b0(?=\d\b)")
_MOST_JOINED = 12
_MOST_HALVES = 4


@dataclass(slots=True, eq=False)
class Printed:
    """A line of what was built: its number, its words, with the numbers of notes in angles."""

    label: str
    text: str
    taken: bool = False

    @property
    def whole(self) -> str:
        """The words with the number."""
        return f"{self.label} {self.text}".strip()


@dataclass(slots=True, eq=False)
class Original:
    """A line of the document as it is compared; ``kind`` is ``line``, ``cell``, ``note`` or ``edge``."""

    line: Line
    kind: str
    text: str
    label: str = ""
    verdict: str = ""
    printed: Printed | None = None

    @property
    def whole(self) -> str:
        """The words with the number that Word counts."""
        return f"{self.line.label} {self.text}".strip()


def _key(text: str) -> str:
    """Return what is compared of a line: its words, whatever layouts put before, behind and between them."""
    return _ZERO.sub("", _SIGNS.sub(r"\1", folded(text))).strip(_ENDS)


def _without_number(text: str) -> str:
    labels = read_labels(text)
    return text[labels[0].end :] if labels else text


class Matching:
    """Pairs the lines of a document with those that were built: by their words with their numbers, then without, then what is
    one line here and several there.
    """

    def __init__(self, originals: Sequence[Original], printed: Sequence[Printed]) -> None:
        self._originals, self._printed = originals, printed
        self._halves: dict[str, list[Printed]] = {}

    def run(self) -> None:
        """Pair what can be paired."""
        self._pair(lambda one: _key(one.whole), lambda one: _key(one.whole))
        self._pair(lambda one: _key(_without_number(one.whole)), lambda one: _key(one.text))
        self._pair(lambda one: _key(one.text), lambda one: _key(one.text))
        self._pair(lambda one: _key(one.whole), lambda one: _key(one.text).removeprefix("v/v").lstrip(_ENDS))  # the layout's
        self._join_cells()
        self._join_originals()
        self._join_printed()
        self._halves = self._waiting(lambda one: _key(one.whole))
        self._split_originals()
        self._pair_labels()

    def _pair(self, key_of_original: Callable[[Original], str], key_of_printed: Callable[[Printed], str]) -> None:
        waiting = self._waiting(key_of_printed)
        for original in self._originals:
            if not original.verdict and (found := waiting.get(key_of_original(original))):
                _marry(original, found.pop())

    def _waiting(self, key: Callable[[Printed], str]) -> dict[str, list[Printed]]:
        """Return the lines that are not taken yet by their keys, the first at the end."""
        found: dict[str, list[Printed]] = defaultdict(list)
        for one in reversed(self._printed):
            if not one.taken and (written := key(one)):
                found[written].append(one)
        return found

    def _pair_labels(self) -> None:
        """«Chương I» stands alone, and its name was found again below it."""
        labels: dict[str, list[Printed]] = defaultdict(list)
        told = {id(one.printed) for one in self._originals if one.printed is not None and one.label}
        for one in reversed(self._printed):
            if one.label and id(one) not in told:
                labels[_key(one.label)].append(one)
        for original in self._originals:
            if not original.verdict and original.label and (found := labels.get(_key(original.whole))):
                _marry(original, found.pop())

    def _join_cells(self) -> None:
        """«Đơn vị» over «(triệu đồng)» in a cell was built as one paragraph: the name of a column, or of a group of rows."""
        cells: dict[str, list[Original]] = defaultdict(list)
        for original in self._originals:
            if original.kind == "cell":
                cells[original.line.at].append(original)
        waiting = self._waiting(lambda one: _squeezed(one.whole))
        for lines in cells.values():
            left = [one for one in lines if not one.verdict]
            if left and len(lines) > 1 and (found := waiting.get("".join(_squeezed(one.whole) for one in lines))):
                printed = found.pop()
                for one in left:
                    _marry(one, printed)

    def _join_originals(self) -> None:
        """«Chương I» and its name below stand in one paragraph of what was built."""
        waiting = self._waiting(lambda one: _squeezed(one.whole))
        for run in _runs(self._originals, lambda one: bool(one.verdict) and not is_explained(one)):
            if found := waiting.get("".join(_squeezed(one.whole) for one in run)):
                printed = found.pop()
                for one in run:
                    _marry(one, printed)

    def _join_printed(self) -> None:
        """One paragraph with soft breaks was built as several."""
        waiting: dict[str, list[Original]] = defaultdict(list)
        for original in reversed(self._originals):
            if not original.verdict:
                waiting[_squeezed(original.whole)].append(original)
        if not waiting:
            return
        for run in _runs(self._printed, lambda one: one.taken):
            if found := waiting.get("".join(_squeezed(one.whole) for one in run)):
                original = found.pop()
                for one in run:
                    _marry(original, one)

    def _split_originals(self) -> None:
        """Two things stood side by side in one line, parted by blanks or a soft break; each may go on in the next line."""
        halves = [
            (original, part)
            for original in self._originals
            if not original.verdict
            for part in _GAPS.split(original.line.raw)
            if _key(part)
        ]
        left = [one for one in halves if not self._take_half([one])]
        for size in range(2, _MOST_HALVES + 1):
            at = 0
            while at + size <= len(left):
                if self._take_half(left[at : at + size]):
                    del left[at : at + size]
                else:
                    at += 1
        for original in {id(one): one for one, _ in left}.values():
            original.verdict, original.printed = "", None

    def _take_half(self, halves: Sequence[tuple[Original, str]]) -> bool:
        found = self._halves.get(_key(in_one_line(" ".join(part for _, part in halves))))
        if not found:
            return False
        printed = found.pop()
        for original, _ in halves:
            _marry(original, printed)
        return True


@lru_cache(maxsize=4_096)
def _squeezed(text: str) -> str:
    return "".join(sign for sign in folded(text) if sign.isalnum())


def _marry(original: Original, printed: Printed) -> None:
    printed.taken = True
    original.printed = original.printed or printed
    alike = even(original.whole) == even(printed.whole) or even(original.text) == even(printed.text)
    original.verdict = "equal" if alike else "near"


Either = TypeVar("Either", Original, Printed)


def _runs(lines: Sequence[Either], is_settled: Callable[[Either], bool]) -> Iterator[list[Either]]:
    """Yield stretches of several lines that are not settled yet, each time it is asked for one."""
    for place in range(len(lines)):
        for size in range(2, _MOST_JOINED + 1):
            run = lines[place : place + size]
            if len(run) < size or is_settled(run[-1]) or is_settled(run[0]):
                break
            yield list(run)


def is_explained(one: Original) -> bool:
    """Return whether a line is but a rule, or the number of a page."""
    return bool(_RULE.fullmatch(one.whole)) or (one.kind == "edge" and bool(_PAGE.fullmatch(one.whole)))
