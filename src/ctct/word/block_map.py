"""The block map that a document of ctct's carries, and what of its other marks is left."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from zipfile import ZipFile

from ctct.emit.seal import SEALED_PART
from ctct.layout.block_map import BOOKMARK, NAMESPACE, PROPERTY, BlockMap, Entry, Facts
from ctct.word.events import Reader, events, feed
from ctct.word.limits import Allowance
from ctct.word.package import opened
from ctct.word.tree import bookmark_name

_HEAD = 2048
"""Bytes in which the root of a map stands."""
_ROOT, _ENTRY = f"{NAMESPACE} ban_do", f"{NAMESPACE} doan"
_ITEM = re.compile(r"customXml/item\d{1,6}\.xml")
# A tag is shorter than 200 bytes; without that bound one full of the name would be searched anew from each of them.
_NOTE = re.compile(
    rb'<property [^<>]{0,200}name="%b"[^<>]{0,200}>\s{0,200}<(?:\w{1,9}:)?lpwstr>([^<]{64,255})</' % PROPERTY.encode()
)


class Carried(NamedTuple):
    """What a copy carries: its map, the digest of that in its properties (``""`` for none), the keys of its bookmarks."""

    map: BlockMap | None
    digest: str
    keys: tuple[str, ...]


def carried_by(data: bytes) -> Carried:
    """Return what a Word document carries of ctct's. Raises :class:`Rejected` for a file that is none."""
    with opened(data) as package:
        allowance = Allowance()
        return Carried(_map(package, allowance), _digest(package), tuple(_keys(package, allowance)))


def read_map(data: bytes) -> BlockMap | None:
    """Return the map of a Word document, ``None`` if it has none. Raises :class:`Rejected` for a file that is none."""
    with opened(data) as package:
        return _map(package, Allowance())


def read_facts(data: bytes) -> Facts | None:
    """Return what the map of a Word document says of the draft, ``None`` if it has none; its paragraphs are not read. Raises
    :class:`Rejected` for a file that is none.
    """
    with opened(data) as package:
        allowance = Allowance()
        for part in filter(_ITEM.fullmatch, package.namelist()):
            for _, name, attributes in events(package, part, allowance, _HEAD):
                if name == _ROOT:
                    return _facts(attributes)
                break
    return None


def _map(package: ZipFile, allowance: Allowance) -> BlockMap | None:
    for name in filter(_ITEM.fullmatch, package.namelist()):
        if (found := _read(package, name, allowance)) is not None:
            return found
    return None


def _read(package: ZipFile, part: str, allowance: Allowance) -> BlockMap | None:
    for _, name, _ in events(package, part, allowance, _HEAD):
        if name != _ROOT:
            return None
        break
    reading = _Reading(allowance)
    starts = {_ROOT: reading.begin, _ENTRY: reading.begin_entry}
    feed(package, allowance, part, Reader(starts, {_ENTRY: reading.end_entry}, reading.say))
    return reading.facts and BlockMap(reading.facts, tuple(reading.entries))


class _Reading:
    """One reading of a map: an entry begins, its words come, it ends."""

    def __init__(self, allowance: Allowance) -> None:
        self.facts: Facts | None = None
        self.entries: list[Entry] = []
        self._allowance = allowance
        self._given: dict[str, str] = {}
        self._words: list[str] = []

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in what the map says of the draft."""
        self.facts = self.facts or _facts(attributes)

    def begin_entry(self, name: str, attributes: Mapping[str, str]) -> None:
        """Begin a paragraph."""
        self._given = {field: attributes.get(field, "") for field in Entry._fields}
        self._words = []

    def say(self, text: str) -> None:
        """Take in words of a paragraph."""
        self._allowance.take_words(len(text))
        self._words.append(text)

    def end_entry(self, name: str) -> None:
        """End a paragraph."""
        self.entries.append(Entry(**{**self._given, "chu": "".join(self._words)}))  # type: ignore[arg-type]


def _facts(attributes: Mapping[str, str]) -> Facts:
    return Facts(*(attributes.get(field, "") for field in Facts._fields))


def _digest(package: ZipFile) -> str:
    if SEALED_PART not in package.namelist():
        return ""
    with package.open(SEALED_PART) as part:
        found = _NOTE.search(part.read(1 << 20))
    return found[1].decode(errors="replace").partition(" ")[0] if found else ""


def _keys(package: ZipFile, allowance: Allowance) -> list[str]:
    keys: list[str] = []

    def take(name: str, attributes: Mapping[str, str]) -> None:
        if (said := attributes.get("name", "")).startswith(BOOKMARK):
            keys.append(bookmark_name(said).removeprefix(BOOKMARK))

    reader = Reader({"bookmarkStart": take}, {}, lambda text: None, frozenset())
    for part in ("word/document.xml", "word/footnotes.xml"):
        if part in package.namelist():
            feed(package, allowance, part, reader)
    return keys
