"""The parts of a package that somebody else may have made, as a stream of what begins, is said and ends."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, NamedTuple
from xml.parsers import expat
from zipfile import ZipFile

LIMIT_PART = 128 * 1024 * 1024
"""Bytes of one part, unpacked. The longest documents have a tenth of it; a file made to fill the memory has more."""

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)


class TooMuch(Exception):
    """A package holds more than any document does."""


class Event(NamedTuple):
    """An element of WordprocessingML that starts or ends, by its bare name with its bare attributes; or text, in ``name``.
    Elements of other kinds keep their namespace.
    """

    kind: Literal["start", "end", "text"]
    name: str
    attributes: Mapping[str, str]


def events(package: ZipFile, part: str) -> Iterator[Event]:
    """Yield the events of a part. Raises :class:`TooMuch`, ``ExpatError`` for bad XML and ``ValueError`` for entities."""
    queue: list[Event] = []
    parser = _parser(queue)
    size = 0
    with package.open(part) as content:
        while chunk := content.read(1 << 16):
            size += len(chunk)
            if size > LIMIT_PART:
                raise TooMuch
            parser.Parse(chunk, False)
            yield from queue
            queue.clear()
    parser.Parse(b"", True)
    yield from queue


def _parser(queue: list[Event]) -> Any:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def start(name: str, attributes: dict[str, str]) -> None:
        queue.append(Event("start", _bare(name), {key.rpartition(" ")[2]: value for key, value in attributes.items()}))

    def refuse(*declared: object) -> None:
        raise ValueError("a document type is declared, and with it perhaps entities")

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda name: queue.append(Event("end", _bare(name), {}))
    parser.CharacterDataHandler = lambda text: queue.append(Event("text", text, {}))
    parser.StartDoctypeDeclHandler = refuse
    return parser


def _bare(name: str) -> str:
    for namespace in _WORD:
        if name.startswith(namespace):
            return name.removeprefix(namespace)
    return name
