"""The parts of a package that somebody else may have made, as a stream of what begins, is said and ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from types import MappingProxyType
from typing import Any, Literal, NamedTuple
from xml.parsers import expat
from zipfile import ZipFile

from ctct.word.limits import LIMIT_DEPTH, LIMIT_NAMES, LIMIT_NAMESPACE, LIMIT_TAG, Allowance, TooMuch

_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main ",
    "http://purl.oclc.org/ooxml/wordprocessingml/main ",
)
NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})


class Event(NamedTuple):
    """An element of WordprocessingML that starts or ends, by its bare name with its bare attributes; or text, in ``name``.
    Elements of other kinds keep their namespace.
    """

    kind: Literal["start", "end", "text"]
    name: str
    attributes: Mapping[str, str]


Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]


class Reader(NamedTuple):
    """Who is told of the elements of a part: of those in ``starts`` and ``ends`` by their bare names, of all text (``None`` for
    nobody); of nothing in an element that is ``unseen``.
    """

    starts: Mapping[str, Start]
    ends: Mapping[str, End] = MappingProxyType({})
    text: Callable[[str], None] | None = None
    unseen: frozenset[str] = frozenset()


def events(package: ZipFile, part: str, allowance: Allowance, size: int = 1 << 16) -> Iterator[Event]:
    """Yield the events of a part, which is read in pieces of ``size`` bytes. Raises :class:`TooMuch`, ``ExpatError`` for bad
    XML and ``ValueError`` for entities.
    """
    queue: list[Event] = []
    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler = _handlers(queue)
    parser.CharacterDataHandler = lambda text: queue.append(Event("text", text, NO_ATTRIBUTES))
    for _ in _parsed(package, part, allowance, parser, size):
        yield from queue
        queue.clear()


Feed = Callable[[str, Reader], None]
"""Tells a reader of a part of one package, by its name."""


def feed(package: ZipFile, allowance: Allowance, part: str, reader: Reader) -> None:
    """Tell ``reader`` of a part. Raises what :func:`events` does, and takes half its time: nothing is made of what nobody asks
    for.
    """
    parser = _parser()
    _Told(parser, reader).listen()
    for _ in _parsed(package, part, allowance, parser):
        pass


def _parsed(package: ZipFile, part: str, allowance: Allowance, parser: Any, piece: int = 1 << 16) -> Iterator[None]:
    """Parse a part, a piece at a time."""
    size = 0
    with package.open(part) as content:
        while chunk := content.read(piece):
            allowance.take_xml(len(chunk))
            allowance.take_events(chunk.count(b"<") + chunk.count(b"/>"))
            parser.Parse(chunk, False)
            size += len(chunk)
            if size - parser.CurrentByteIndex > LIMIT_TAG or len(parser.intern) > LIMIT_NAMES:
                raise TooMuch
            yield
    parser.Parse(b"", True)
    yield


def _parser() -> Any:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_entities
    parser.StartNamespaceDeclHandler = _refuse_long_namespace
    return parser


class _Found(dict[str, Any]):
    """What there is to know of each name, found out when it is first met."""

    def __init__(self, find: Callable[[str], Any]) -> None:
        self._find = find

    def __missing__(self, name: str) -> Any:
        return self.setdefault(name, self._find(name))


class Whom:
    """Whom to tell of elements (``False`` for an unseen one, ``None`` for nobody) and what attributes are called, by their full
    names; ``spelt`` writes those as expat does.
    """

    def __init__(self, reader: Reader, spelt: Callable[[str], str] = str) -> None:
        self._reader = reader
        self._spelt = spelt
        self.starts = _Found(self._start_of)
        self.ends = _Found(self._end_of)
        self.names = _Found(lambda key: spelt(key).rpartition(" ")[2])

    def _start_of(self, name: str) -> Callable[[Mapping[str, str]], None] | Literal[False] | None:
        bare = _bare(self._spelt(name))
        if bare in self._reader.unseen:
            return False
        tell = self._reader.starts.get(bare)
        return None if tell is None else partial(tell, bare)

    def _end_of(self, name: str) -> Callable[[], None] | None:
        bare = _bare(self._spelt(name))
        tell = self._reader.ends.get(bare)
        return None if tell is None else partial(tell, bare)


class _Told:
    """Has a parser tell a reader of elements."""

    def __init__(self, parser: Any, reader: Reader) -> None:
        self._parser = parser
        self._text = reader.text
        self._heard = self._handlers(Whom(reader))

    def listen(self) -> None:
        """Tell of what comes next."""
        self._parser.StartElementHandler, self._parser.EndElementHandler = self._heard
        self._parser.CharacterDataHandler = self._text

    def _handlers(self, whom: Whom) -> tuple[Start, End]:
        """Return what hears of starts and of ends. Most of the time of reading a document goes by in these."""
        starts, ends, names, depth = whom.starts, whom.ends, whom.names, 0

        def start(name: str, attributes: Mapping[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > LIMIT_DEPTH:
                raise TooMuch
            tell = starts[name]
            if tell:
                tell({names[key]: attributes[key] for key in attributes} if attributes else NO_ATTRIBUTES)
            elif tell is False:
                self._pass_by()

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            tell = ends[name]
            if tell is not None:
                tell()

        return start, end

    def _pass_by(self) -> None:
        """Tell of nothing until the element ends that has just begun."""
        depth = 1

        def start(name: str, attributes: Mapping[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > LIMIT_DEPTH:
                raise TooMuch

        def end(name: str) -> None:
            nonlocal depth
            depth -= 1
            if not depth:
                self.listen()
                self._heard[1](name)

        self._parser.StartElementHandler, self._parser.EndElementHandler = start, end
        self._parser.CharacterDataHandler = None


def _handlers(queue: list[Event]) -> Any:
    """Return what takes in the starts of elements and their ends."""
    bare, names = cache(_bare), _Found(lambda key: key.rpartition(" ")[2])
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > LIMIT_DEPTH:
            raise TooMuch
        queue.append(
            Event("start", bare(name), {names[key]: attributes[key] for key in attributes} if attributes else NO_ATTRIBUTES)
        )

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        queue.append(Event("end", bare(name), NO_ATTRIBUTES))

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
