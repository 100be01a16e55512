"""What of a text can be folded away, told by indents and headings alone: a half typed text folds as well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lsprotocol import types

_LEAD = re.compile(r"[ \t]*(?P<dash>-(?=[ \t\r\n]|$))?")
_HEADING = re.compile(r"(#{1,6}) ")


def folds(lines: Sequence[str], *, markdown: bool) -> list[types.FoldingRange]:
    """Return what can be folded in a text."""
    blocks = _by_depth(_headings(lines) if markdown else _indents(lines))
    remarks = [] if markdown else _remarks(lines)
    return [*(types.FoldingRange(first, last) for first, last in blocks), *remarks]


def _indents(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield each line that says something with how deep it stands; a dash stands deeper than a key in the same column."""
    for number, line in enumerate(lines):
        text = line.strip()
        if text and not text.startswith("#"):
            found = _LEAD.match(line)
            assert found is not None
            dashed = found["dash"] is not None
            # YAML lets the dashes of a list stand in the column of its key: twice the column leaves room between.
            yield number, 2 * (found.end() - dashed) + dashed


def _headings(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    depth = 0
    for number, line in enumerate(lines):
        if heading := _HEADING.match(line):
            depth = len(heading[1])
            yield number, depth
        elif line.strip():
            yield number, 10


def _by_depth(lines: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return each line that is followed by deeper ones, with the last of those."""
    found: list[tuple[int, int]] = []
    above: list[tuple[int, int]] = []
    last = 0
    for number, depth in [*lines, (-1, -1)]:
        while above and above[-1][1] >= depth:
            first, _ = above.pop()
            if last > first:
                found.append((first, last))
        above.append((number, depth))
        last = number
    return sorted(found)


def _remarks(lines: Sequence[str]) -> Iterator[types.FoldingRange]:
    start: int | None = None
    for number, line in enumerate([*lines, ""]):
        remark = line.lstrip().startswith("#")
        if remark and start is None:
            start = number
        elif not remark and start is not None:
            if number - 1 > start:
                yield types.FoldingRange(start, number - 1, kind=types.FoldingRangeKind.Comment)
            start = None
