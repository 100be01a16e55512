"""Numbers that nodes give themselves: «Điều 9a», inserted behind Điều 9; a list that begins with 9."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from ctct.diagnostics import Diagnostic, Path, error
from ctct.language import _
from ctct.model.body import Node
from ctct.model.types import LEVEL_NAMES
from ctct.resolve.marks import POINT_LETTERS, Mark, capital, point_letter, read_mark, roman

_INSERTED = re.compile(r"[a-zđ]?\d{0,2}")
_LAST = {str: 999, roman: 999, capital: 999, point_letter: len(POINT_LETTERS)}
_LAST_IN_WORDS = 99


class Given(NamedTuple):
    """A number that a node gives itself: ``9`` and the ``a`` of what was inserted behind it."""

    ordinal: int
    inserted: str = ""

    @property
    def rank(self) -> tuple[int, list[int]]:
        """What numbers are sorted by: 9, 9a, 9d, 9đ, 10."""
        return self.ordinal, [POINT_LETTERS.find(sign) if sign.isalpha() else ord(sign) for sign in self.inserted]


@cache
def _ordinals(write: Callable[[int], str]) -> dict[str, int]:
    return {write(number): number for number in range(1, _LAST.get(write, _LAST_IN_WORDS) + 1)}


def read_given(written: str, mark: Mark) -> Given | None:
    """Read a number written as ``mark`` prints it (``9a``, ``IIa``, ``a1``), ``None`` where it cannot be one."""
    known = _ordinals(mark.write)
    for end in range(len(written), 0, -1):
        inserted = written[end:]
        # A letter behind a letter would be another letter: what is inserted behind điểm a is a1.
        behind_letter = mark.write is point_letter and inserted[:1].isalpha()
        if written[:end] in known and not behind_letter and _INSERTED.fullmatch(inserted):
            return Given(known[written[:end]], inserted)
    return None


def own_number(node: Node, at: Path, written_mark: str, last: Given) -> tuple[Given, Diagnostic | None]:
    """Return the number that a node gives itself, or else that after ``last``; and what is wrong with it."""
    mark = read_mark(written_mark)
    following = Given(last.ordinal + 1)
    if node.so is None:
        return following, None
    name, example = LEVEL_NAMES[str(at[-2])], mark.write(following.ordinal)
    given = read_given(node.so, mark)
    if given is None:
        message = _("«{so}» không phải số của {name} đánh số «{mark}»", so=node.so, name=name, mark=written_mark)
        return following, error("DS03", (*at, "so"), message, _("ghi như in ra, ví dụ «{example}»", example=example))
    if given.rank > last.rank:
        return given, None
    above = mark.write(last.ordinal) + last.inserted
    message = (
        _("{name} {so} đã có ở trên", name=name, so=node.so)
        if given == last
        else _("{name} {so} đứng sau {name} {above}", name=name, so=node.so, above=above)
    )
    return given, error("DS04", (*at, "so"), message, _("số tăng dần: sau {above} là {example}", above=above, example=example))
