"""What a draft prints otherwise after a change: what has not changed is not laid out again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any

from ctct.diagnostics import Path
from ctct.drafting.merge.current import Draft
from ctct.drafting.merge.lines import Line, said_in
from ctct.drafting.merge.places import bare
from ctct.drafting.merge.rows import is_row_number
from ctct.resolve.tree import Attached, Item, Resolved

Lines = list[Line]


class Reprinted:
    """The words of lines that a draft prints ``before`` a change and not ``after`` it (``gone``), and the other way round
    (``come``), but for those in which a number is that of another place.
    """

    def __init__(self, before: Draft, after: Draft) -> None:
        self._before = before
        self._old, self._new = _differing(before, after)
        was, said = _words(self._old), _words(self._new)
        self.gone, self.come = was - said, said - was

    def prints(self, line: str) -> bool:
        """Return whether a line is printed after the change, whatever numbers are in it."""
        words = bare(line)
        return words in self._come or words in self._kept

    @cached_property
    def _come(self) -> Counter[str]:
        return _words(self._new, counted=True)

    @cached_property
    def _kept(self) -> Counter[str]:
        return _words(_lines(self._before), counted=True) - _words(self._old, counted=True)


def _words(lines: Lines, *, counted: bool = False) -> Counter[str]:
    """Return the words of lines; of those in which a number is that of another place if they are asked for (``counted``)."""
    said = (line for line in lines if counted or line.kind == "phan_cong" or all(one.as_written for one in line.origins))
    # The sign that ends a document may stand in a line of its own, or behind the last words.
    return Counter(words for line in said if not is_row_number(line) and (words := bare(line.text)))


def _lines(draft: Draft) -> Lines:
    return [line for _rest, line in draft.said]


def _differing(before: Draft, after: Draft) -> tuple[Lines, Lines]:
    """Return the lines of both drafts, without those of items that both have.

    Nothing is counted once a document is resolved, so the templates that ship print an item alike whatever stands round it;
    those of an office need not. Where most items have changed, for they stand at other places now, nothing would be won.
    """
    old, new, layout = before.outcome.resolved, after.outcome.resolved, after.outcome.layout
    assert old is not None
    assert new is not None
    assert layout is not None
    if layout.templates is None and layout == before.outcome.layout:
        documents = _only_changed(old, new), _only_changed(new, old)
        if 2 * _count(documents[0]) < _count(old):
            from ctct.layout.templates import lay_out  # whoever only looks at copies loads no lxml

            left, come = ([line for _rest, line in said_in(lay_out(document, layout))] for document in documents)
            return left, come
    return _lines(before), _lines(after)


def _only_changed(document: Resolved, other: Resolved) -> Resolved:
    """Return a document with no items but those that the ``other`` has not, in it and in what is attached to it."""
    known = {one.at: one for body in _bodies(other) for one in body.items}

    def left(body: Resolved | Attached) -> Any:
        return body._replace(items=tuple(_changed(body.items, known)))

    attached = document.kem_theo and left(document.kem_theo)
    made: Resolved = left(document)._replace(kem_theo=attached, phu_luc=tuple(map(left, document.phu_luc)))
    return made


def _changed(items: Iterable[Item], known: Mapping[Path, Item]) -> Iterator[Item]:
    """Yield the items that are not ``known`` by their places, each without those below it, and those below."""
    for item in items:
        other = known.get(item.at)
        if item == other:
            continue
        below = other.children if other else ()
        own = item._replace(children=())
        if not other or own != other._replace(children=()):
            yield own
        yield from _changed(item.children, {one.at: one for one in below})


def _bodies(document: Resolved) -> list[Resolved | Attached]:
    return [document, *(one for one in (document.kem_theo, *document.phu_luc) if one)]


def _count(document: Resolved) -> int:
    """Return how many items there are."""
    return sum(_count_below(body.items) for body in _bodies(document))


def _count_below(items: tuple[Item, ...]) -> int:
    return len(items) + sum(_count_below(one.children) for one in items)
