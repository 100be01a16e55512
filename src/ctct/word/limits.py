"""How much of a Word file is read: more than documents hold, less than fills the memory or the day of whoever looks."""

from __future__ import annotations

from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

LIMIT_FILE = 64 * 1024 * 1024
LIMIT_UNPACKED = 256 * 1024 * 1024
LIMIT_PARTS = 1_000
"""Bytes of a file, bytes that its parts say to have unpacked, parts: pictures are most of them."""

LIMIT_XML = 64 * 1024 * 1024
"""Bytes of all parts that are read for their words, unpacked: a programme of 20,000 items has 6 MB."""
LIMIT_EVENTS = 1_500_000
"""Starts and ends of elements in those: that programme has 350,000. Each costs two microseconds, whatever it says."""
LIMIT_NUMBERING = 200_000
"""Elements of the part that defines lists: a thousand lists of nine levels have half of it."""
LIMIT_NAMES = 10_000
"""Different names of elements and attributes. WordprocessingML with all its extensions has two thousand; expat forgets none."""
LIMIT_NAMESPACE = 256
"""Characters of the address of a namespace: it is written out again with each name that stands in it."""
LIMIT_DEPTH = 100_000
LIMIT_TAG = 2 * 1024 * 1024
"""Bytes of one tag or comment: with each piece that comes, older versions of expat begin it anew."""

LIMIT_WORDS = 8 * 1024 * 1024
"""Characters that are printed, and those of which numbers are made: a few bytes may ask for a long number a million times."""
LIMIT_VALUE = 1_000
"""Characters of an id of a style or a list and of the text round a number. Word takes a quarter of that."""
LIMIT_BASES = 50
"""Styles of which each is based on the next; in documents there are five or so."""
LEVELS = 9
"""Levels that a list has (ECMA-376 part 1, 17.9.6)."""


class TooMuch(Exception):
    """A package holds more than any document does."""


class Allowance:
    """What may still be read of one file: each part of the work takes its share."""

    def __init__(self) -> None:
        self._xml, self._events, self._words = LIMIT_XML, LIMIT_EVENTS, LIMIT_WORDS

    def take_xml(self, count: int) -> None:
        """Count bytes of XML. Raises :class:`TooMuch` beyond the limit, as do the others."""
        self._xml -= count
        if self._xml < 0:
            raise TooMuch

    def take_events(self, count: int) -> None:
        """Count starts and ends of elements."""
        self._events -= count
        if self._events < 0:
            raise TooMuch

    def take_words(self, count: int) -> None:
        """Count characters."""
        self._words -= count
        if self._words < 0:
            raise TooMuch


def short(value: str) -> str:
    """Return an id or the text of a level, if it is no longer than they are. Raises :class:`TooMuch`."""
    if len(value) > LIMIT_VALUE:
        raise TooMuch
    return value


def packed_as_documents_are(package: ZipFile) -> bool:
    """Return whether all parts are packed as Word packs them: other methods unpack without measure at a single read."""
    return all(part.compress_type in (ZIP_STORED, ZIP_DEFLATED) for part in package.infolist())
