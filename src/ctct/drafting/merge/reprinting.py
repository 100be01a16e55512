"""What a draft prints otherwise after a change: what has not changed is not laid out again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set
from functools import cached_property

from ctct.drafting.merge.current import Draft
from ctct.drafting.merge.lines import Line, said_in
from ctct.drafting.merge.places import bare
from ctct.drafting.merge.rows import is_row_number
from ctct.layout.templates import lay_out
from ctct.resolve.tree import Item, Resolved

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
        olds = {*_items(old)}
        shared = olds & {*_items(new)}
        if len(olds) < 2 * len(shared):
            sheets = (lay_out(_without(document, shared), layout) for document in (old, new))
            left, come = ([line for _rest, line in said_in(sheet)] for sheet in sheets)
            return left, come
    return _lines(before), _lines(after)


def _items(document: Resolved) -> Iterator[Item]:
    """Yield the items of a document and of what is attached to it, each without those below it."""
    attached = [one for one in (document.kem_theo, *document.phu_luc) if one]
    return (one for items in (document.items, *(text.items for text in attached)) for one in _each(items))


def _each(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        yield item._replace(children=())
        yield from _each(item.children)


def _without(document: Resolved, shared: Set[Item]) -> Resolved:
    """Return a document with no items but those that are not ``shared``, one behind the other."""

    def left(items: Iterable[Item]) -> tuple[Item, ...]:
        return tuple(one for one in _each(items) if one not in shared)

    attached = document.kem_theo and document.kem_theo._replace(items=left(document.kem_theo.items))
    appendices = tuple(one._replace(items=left(one.items)) for one in document.phu_luc)
    return document._replace(items=left(document.items), kem_theo=attached, phu_luc=appendices)
