"""The words of diagrams and charts, which stand in parts of their own."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from contextlib import suppress
from posixpath import join, normpath, split

from ctct.word.events import Feed, Reader
from ctct.word.package import BROKEN

_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
_LEADING = ("/diagramData", "/chart", "/chartEx")
"""How the types of relations end that lead to words."""
_DRAWING = ("http://schemas.openxmlformats.org/drawingml/2006/", "http://purl.oclc.org/ooxml/drawingml/")
_CHART = "http://schemas.microsoft.com/office/drawing/2014/chartex "
_PARAGRAPHS = frozenset(f"{one}main p" for one in _DRAWING)
_BREAKS = frozenset(f"{one}main br" for one in _DRAWING)
_RUNS = frozenset(f"{one}main t" for one in _DRAWING)
_VALUES = frozenset({*(f"{one}chart v" for one in _DRAWING), f"{_CHART}pt", f"{_CHART}v"})
"""What says something by itself, as the name of a column of a chart or its figure."""


def drawn_words(names: Collection[str], feed: Feed, part: str) -> Mapping[str, str]:
    """Return what the diagrams and charts of a part say, by the ids of its relations to them. What is damaged says what could
    be read of it: the text of the document needs none of it.
    """
    folder, name = split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in names:
        return {}
    leads: dict[str, str] = {}

    def take(_name: str, attributes: Mapping[str, str]) -> None:
        if attributes.get("Type", "").endswith(_LEADING):
            leads[attributes.get("Id", "")] = normpath(join("/", folder, attributes.get("Target", ""))).lstrip("/")

    with suppress(*BROKEN):
        feed(relations, Reader({_RELATION: take}))
    return {key: _words(feed, target) for key, target in leads.items() if target in names}


def _words(feed: Feed, part: str) -> str:
    said = _Said()
    with suppress(*BROKEN):
        feed(part, said.reader)
    return "; ".join(filter(None, (" ".join("".join(one).split()) for one in said.lines)))


class _Said:
    """What is said in a part, a line each paragraph or value."""

    def __init__(self) -> None:
        self.lines: list[list[str]] = [[]]
        self._says = False
        starts = dict.fromkeys(_PARAGRAPHS | _BREAKS | _RUNS | _VALUES, self._start)
        self.reader = Reader(starts, dict.fromkeys(_RUNS | _VALUES, self._end), self._take)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _BREAKS:
            self.lines[-1].append(" ")
        elif name not in _RUNS:
            self.lines.append([])
        self._says = name in _RUNS | _VALUES

    def _end(self, name: str) -> None:
        self._says = False

    def _take(self, text: str) -> None:
        if self._says:
            self.lines[-1].append(text)
