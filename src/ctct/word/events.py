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
_NONE: Mapping[str, str] = MappingProxyType({})


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
    """Who is told of the elements of a part: of those in ``starts`` and ``ends`` by their bare names, of all text; of nothing
    in an element that is ``unseen``.
    """

    starts: Mapping[str, Start]
    ends: Mapping[str, End]
    text: Callable[[str], None]
    unseen: frozenset[str]


def events(package: ZipFile, part: str, allowance: Allowance, size: int = 1 << 16) -> Iterator[Event]:
    """Yield the events of a part, which is read in pieces of ``size`` bytes. Raises :class:`TooMuch`, ``ExpatError`` for bad
    XML and ``ValueError`` for entities.
    """
    queue: list[Event] = []
    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler = _handlers(queue)
    parser.CharacterDataHandler = lambda text: queue.append(Event("text", text, _NONE))
    for _ in _parsed(package, part, allowance, parser, size):
        allowance.take_events(len(queue))
        yield from queue
        queue.clear()


def feed(package: ZipFile, part: str, allowance: Allowance, reader: Reader) -> None:
    """Tell ``reader`` of a part. Raises what :func:`events` does, and takes half its time: nothing is made of what nobody asks
    for.
    """
    parser = _parser()
    told = _Told(reader)
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = told.start, told.end, told.text
    for _ in _parsed(package, part, allowance, parser):
        allowance.take_events(told.count)
        told.count = 0


def _parsed(package: ZipFile, part: str, allowance: Allowance, parser: Any, piece: int = 1 << 16) -> Iterator[None]:
    """Parse a part, a piece at a time; whoever asks for the next has the limit of events checked."""
    size = 0
    with package.open(part) as content:
        while chunk := content.read(piece):
            allowance.take_xml(len(chunk))
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


def _without_namespace(key: str) -> str:
    return key.rpartition(" ")[2]


class _Told:
    """Tells a reader of elements: whom to tell is looked up once a name. ``count`` is that of starts, ends and texts."""

    __slots__ = ("_depth", "_ends", "_hidden", "_names", "_reader", "_starts", "count")

    def __init__(self, reader: Reader) -> None:
        self.count = self._depth = 0
        self._hidden = 0
        """How deep the unseen element is that is open."""
        self._reader = reader
        self._names = _Found(_without_namespace)
        self._starts = _Found(self._start_of)
        self._ends = _Found(self._end_of)

    def _start_of(self, name: str) -> Callable[[Mapping[str, str]], None] | None:
        bare = _bare(name)
        if bare in self._reader.unseen:
            return self._hide
        tell = self._reader.starts.get(bare)
        return None if tell is None else partial(tell, bare)

    def _end_of(self, name: str) -> Callable[[], None] | None:
        bare = _bare(name)
        tell = self._reader.ends.get(bare)
        return None if tell is None else partial(tell, bare)

    def _hide(self, attributes: Mapping[str, str]) -> None:
        self._hidden = self._depth

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Tell of an element that starts."""
        self.count += 2  # it will end
        self._depth += 1
        if self._depth > LIMIT_DEPTH:
            raise TooMuch
        if not self._hidden and (tell := self._starts[name]) is not None:
            names = self._names
            tell({names[key]: attributes[key] for key in attributes} if attributes else _NONE)

    def end(self, name: str) -> None:
        """Tell of one that ends."""
        self._depth -= 1
        if self._hidden:
            if self._depth < self._hidden:
                self._hidden = 0
        elif (tell := self._ends[name]) is not None:
            tell()

    def text(self, said: str) -> None:
        """Tell of text."""
        self.count += 1
        if not self._hidden:
            self._reader.text(said)


def _handlers(queue: list[Event]) -> Any:
    """Return what takes in the starts of elements and their ends."""
    bare, names = cache(_bare), _Found(_without_namespace)
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > LIMIT_DEPTH:
            raise TooMuch
        queue.append(Event("start", bare(name), {names[key]: attributes[key] for key in attributes} if attributes else _NONE))

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
