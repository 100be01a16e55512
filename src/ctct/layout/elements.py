"""Parses rendered markup into the elements of its sheet, one at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain

from lxml import etree

from ctct.language import _
from ctct.layout.attributes import Element, MarkupFault, misplaced, refuse, refuse_words

_OPENING = "<sheet"
_BULK = 1 << 16
"""Characters that are worth a call of the parser."""


def elements_of(chunks: Iterable[str], known: tuple[str, ...]) -> Iterator[Element]:
    """Yield each element of the sheet once it is whole; there may be none but those ``known``.

    What has been read is thrown away: the tree of a long document would be nine times its markup. Raises
    :class:`MarkupFault`.
    """
    pieces = _in_bulk(chunks)
    first = next(pieces)
    if not first.lstrip().startswith(_OPENING):  # before it might stand a DTD, whose entities grow without limit
        raise MarkupFault(_("mẫu phải bắt đầu bằng «{opening}>»", opening=_OPENING))
    parser, last = _parser(known), None
    for text in chain([first], pieces):
        _take(parser, partial(parser.feed, text))
        for _rest, element in parser.read_events():
            sheet = element.getparent()
            if sheet is not None and sheet.getparent() is None:
                # Not itself yet: the parser may still be writing to what comes next.
                _throw_away_before(element, sheet, last)
                yield element
                last = element
    _end(_take(parser, parser.close), last)


def _parser(known: tuple[str, ...]) -> etree.XMLPullParser:
    return etree.XMLPullParser(
        events=("end",),
        tag=known,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,  # how much may be written is for whoever renders; a paragraph of 10 MB is no fault of a template
    )


def _take(parser: etree.XMLPullParser, step: Callable[[], Element]) -> Element:
    """Have the parser take a step. Some faults it only notes, and begins anew with what follows."""
    taken, refused = None, None
    try:
        taken = step()
    except (etree.XMLSyntaxError, UnicodeEncodeError) as fault:
        refused = fault
    for noted in parser.feed_error_log:
        raise MarkupFault(noted.message.strip(), place=(noted.line, noted.column))
    if refused:
        raise MarkupFault(str(refused), place=(1, 1))
    return taken


def _in_bulk(chunks: Iterable[str]) -> Iterator[str]:
    held: list[str] = []
    size = 0
    for chunk in chunks:
        held.append(chunk)
        size += len(chunk)
        if size >= _BULK:
            yield "".join(held)
            held, size = [], 0
    yield "".join(held)


def _throw_away_before(element: Element, sheet: Element, last: Element) -> None:
    """Throw away what stands before ``element``: the ``last`` that was read, or else one that is unknown."""
    while (before := element.getprevious()) is not None:
        if before is not last:
            raise misplaced(before)
        refuse(before.tail, sheet)
        sheet.remove(before)


def _end(sheet: Element, last: Element) -> None:
    """See that nothing is left of the sheet but the ``last`` element that was read."""
    refuse_words(sheet)
    for element in sheet:
        if element is not last:
            raise misplaced(element)
