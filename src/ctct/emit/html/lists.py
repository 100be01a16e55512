"""Finds the lists in a run of blocks, which come flat, for readers that announce them: «list of seven»."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ctct.emit.style_names import BODY
from ctct.layout.blocks import Block, Paragraph


class ListItem(NamedTuple):
    """Where a list or an item of it begins or ends."""

    markup: str


_OPEN_LIST, _CLOSE_LIST = ListItem("<ol>"), ListItem("</ol>")
_OPEN, _CLOSE = ListItem("<li>"), ListItem("</li>")


def nested(blocks: Sequence[Block], is_heading: Callable[[Paragraph], bool]) -> Iterator[Block | ListItem]:
    """Yield ``blocks`` with their lists. A list goes from one heading to the next; what stands between its numbered
    paragraphs belongs to the one before, and so does what follows the last in a style that the items have used.
    """
    start = 0
    for at, block in enumerate([*blocks, None]):
        if block is None or (isinstance(block, Paragraph) and is_heading(block)):
            yield from _listed(blocks[start:at])
            if block is not None:
                yield block
            start = at + 1


def _listed(run: Sequence[Block]) -> Iterator[Block | ListItem]:
    first, end = _extent(run)
    yield from run[:first]
    open_lists: list[int] = []
    for block in run[first:end]:
        if isinstance(block, Paragraph) and block.number is not None:
            yield from _turn_to(block.number.level, open_lists)
        yield block
    yield from _close(open_lists, 0)
    yield from run[end:]


def _extent(run: Sequence[Block]) -> tuple[int, int]:
    """Return where the lists of a run begin and end."""
    numbered = [at for at, block in enumerate(run) if isinstance(block, Paragraph) and block.number is not None]
    if not numbered:
        return len(run), len(run)
    first, last = numbered[0], numbered[-1]
    used = {block.style for block in run[first:last] if isinstance(block, Paragraph) and block.number is None} - {BODY}
    end = last + 1
    while end < len(run) and getattr(run[end], "style", None) in used:
        end += 1
    return first, end


def _turn_to(level: int, open_lists: list[int]) -> Iterator[ListItem]:
    """Yield what leads to a new item at depth ``level``, whichever series counts it: «5a.» stands between «5.» and «6.»."""
    if level in open_lists:
        yield from _close(open_lists, open_lists.index(level) + 1)
        yield _CLOSE
    else:
        above = next((at for at, one in enumerate(open_lists) if one >= level), len(open_lists))
        yield from _close(open_lists, above)
        open_lists.append(level)
        yield _OPEN_LIST
    yield _OPEN


def _close(open_lists: list[int], count: int) -> Iterator[ListItem]:
    """Yield the ends of all lists but the first ``count``."""
    while len(open_lists) > count:
        open_lists.pop()
        yield _CLOSE
        yield _CLOSE_LIST
