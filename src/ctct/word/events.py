"""The parts of a package that somebody else may have made, as a stream of what begins, is said and ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, Literal, NamedTuple
from xml.parsers import expat
from zipfile import ZipFile

from ctct.word.limits import LIMIT_DEPTH, LIMIT_NAMES, LIMIT_NAMESPACE, LIMIT_TAG, Allowance, TooMuch

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
_NONE: Mapping[str, str] = MappingProxyType({})


class Event(NamedTuple):
    """An element of WordprocessingML that starts or ends, by its bare name with its bare attributes; or text, in ``name``.
    Elements of other kinds keep their namespace.
    """

    kind: Literal["start", "end", "text"]
    name: str
    attributes: Mapping[str, str]


def events(package: ZipFile, part: str, allowance: Allowance) -> Iterator[Event]:
    """Yield the events of a part. Raises :class:`TooMuch`, ``ExpatError`` for bad XML and ``ValueError`` for entities."""
    queue: list[Event] = []
    parser = _parser(queue)
    size = 0
    with package.open(part) as content:
        while chunk := content.read(1 << 16):
            allowance.take_xml(len(chunk))
            parser.Parse(chunk, False)
            allowance.take_events(len(queue))
            size += len(chunk)
            if size - parser.CurrentByteIndex > LIMIT_TAG or len(parser.intern) > LIMIT_NAMES:
                raise TooMuch
            yield from queue
            queue.clear()
    parser.Parse(b"", True)
    yield from queue


def _parser(queue: list[Event]) -> Any:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = _handlers(queue)
    parser.CharacterDataHandler = lambda text: queue.append(Event("text", text, _NONE))
    parser.StartDoctypeDeclHandler = _refuse_entities
    parser.StartNamespaceDeclHandler = _refuse_long_namespace
    return parser


def _handlers(queue: list[Event]) -> Any:
    """Return what takes in the starts of elements and their ends."""
    bare, bare_key = cache(_bare), cache(lambda key: key.rpartition(" ")[2])
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > LIMIT_DEPTH:
            raise TooMuch
        queue.append(
            Event("start", bare(name), {bare_key(key): attributes[key] for key in attributes} if attributes else _NONE)
        )

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        queue.append(Event("end", bare(name), _NONE))

    return start, end


def _bare(name: str) -> str:
    for namespace in _WORD:
        if name.startswith(namespace):
            return name.removeprefix(namespace)
    return name


def _refuse_entities(*declared: object) -> None:
    raise ValueError("a document type is declared, and with it perhaps entities")


def _refuse_long_namespace(prefix: str | None, address: str | None) -> None:
    if address and len(address) > LIMIT_NAMESPACE:
        raise TooMuch
