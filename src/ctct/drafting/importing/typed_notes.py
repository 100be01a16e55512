"""Notes that are typed, a small raised figure in the text and the same one before the words of the note → notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ctct.drafting.importing.lines import Document, Line, Stretch

_FIGURES = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_NOTE = re.compile(rf"\(?([{_FIGURES}]{{1,2}})\)?\s*(?=\S)")
_MARK = re.compile(rf"(?<=[\w)”\".,;:])\(?([{_FIGURES}]{{1,2}})\)?")
_UNITS = re.compile(r"(?:^|[\s\d./])(?:k|h|d|c|m|da)?m$")


def with_typed_notes(document: Document) -> Document:
    """Return a document with its typed notes as notes; one that has real ones, or typed marks without notes, stays as it is."""
    written = {} if document.notes else dict(_written(document))
    marked = [number for line in _lines(document) if line not in written.values() for number in _numbers(line)]
    if not written or [*dict.fromkeys(marked)] != [*written]:
        return document
    lines = set(map(id, written.values()))
    blocks = [_with_marks(one) if isinstance(one, Line) else one for one in document.blocks if id(one) not in lines]
    notes = {f"t{number}": [_without_figure(line)] for number, line in written.items()}
    return replace(document, blocks=blocks, notes=notes, typed_notes=len(notes))


def _lines(document: Document) -> Iterator[Line]:
    return (block for block in document.blocks if isinstance(block, Line))


def _written(document: Document) -> Iterator[tuple[int, Line]]:
    """Yield the lines that begin with raised figures, as long as these count 1, 2, 3."""
    count = 0
    for line in _lines(document):
        found = _NOTE.match(line.text)
        if found and _value(found[1]) == count + 1:
            count += 1
            yield count, line


def _numbers(line: Line) -> Iterator[int]:
    return (_value(found[1]) for found in _marks(line.text))


def _marks(text: str) -> Iterator[re.Match[str]]:
    """Yield the marks of notes; a raised figure behind a unit («m²») is none."""
    return (found for found in _MARK.finditer(text) if not _UNITS.search(text[: found.start()]))


def _value(figures: str) -> int:
    return int("".join(str(_FIGURES.index(figure)) for figure in figures))


def _without_figure(line: Line) -> Line:
    found = _NOTE.match(line.text)
    text = line.text[found.end() :] if found else line.text
    return replace(line, text=text, raw=text, stretches=(Stretch(text),))


def _with_marks(line: Line) -> Line:
    if not any(_numbers(line)):
        return line
    spans = list(_parted(line.stretches))
    text = "".join(span.text for span in spans)
    return replace(line, text=text, raw=text, stretches=tuple(spans))


def _parted(stretches: tuple[Stretch, ...]) -> Iterator[Stretch]:
    """Yield stretches, each mark of a note as one of its own; what is a mark the whole line tells."""
    marks = [(found.start(), found.end(), f"t{_value(found[1])}") for found in _marks("".join(one.text for one in stretches))]
    begin = 0
    for span in stretches:
        at, end = begin, begin + len(span.text)
        for start, stop, note in marks:
            if begin <= start < end:
                yield span._replace(text=span.text[at - begin : start - begin])
                yield Stretch("", note=note)
            at = max(at, min(stop, end)) if start < end else at
        yield span._replace(text=span.text[at - begin :])
        begin = end
