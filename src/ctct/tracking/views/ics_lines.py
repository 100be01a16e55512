"""The lines of a calendar (RFC 5545). icalendar escapes, writes and orders them; what comes again is asked of it once: for each
of 2,000 events that would take longer than all else.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import icalendar

from ctct.tracking.views.events import ZONE, Address, Ahead, Moment, Said, Value

_PIECE, _ESCAPES = 74, b"\\^"
"""How many octets of a line stand together, and which begin an escape."""


def component(name: str, said: Said, inside: bytes = b"") -> bytes:
    """Return the lines of a component; those of others stand ``inside`` of it."""
    lines = [_lines(key, said[key]) for key in _order(name, tuple(said))]
    return b"".join((b"BEGIN:%b\r\n" % name.encode(), *lines, inside, b"END:%b\r\n" % name.encode()))


def written(calendar: Any, inside: Sequence[bytes]) -> bytes:
    """Return a calendar as icalendar has it, with the lines of more components at its end."""
    *lines, end = (folded(line.encode()) for line in calendar.content_lines() if line)
    return b"".join((*lines, *inside, end))


@lru_cache
def _order(name: str, keys: tuple[str, ...]) -> list[str]:
    """Return the names of properties in the order in which a component has them."""
    made = {"VEVENT": icalendar.Event, "VTODO": icalendar.Todo, "VALARM": icalendar.Alarm}[name]
    return list(made(dict.fromkeys(keys, "")).sorted_keys())


def _lines(key: str, value: Value) -> bytes:
    if isinstance(value, str):
        return folded(b"%b:%b" % (key.encode(), icalendar.vText(value).to_ical()))
    if isinstance(value, list):
        return b"".join(_line(key, one) for one in value)
    return _line(key, value)


@lru_cache(maxsize=1024)
def _line(key: str, value: Any) -> bytes:
    made = _property(value)
    return folded(icalendar.parser.Contentline.from_parts(key, made.params, made).encode())


def _property(value: Any) -> Any:
    if isinstance(value, Moment):
        said = icalendar.vDDDTypes(value.at)
        said.params["TZID"] = ZONE
        return said
    if isinstance(value, Ahead):
        ahead = icalendar.vDDDTypes(-value.by)
        if value.end:
            ahead.params["RELATED"] = "END"
        return ahead
    if isinstance(value, Address):
        address = icalendar.vCalAddress(f"mailto:{value.email}")
        address.params.update(value.params)
        return address
    return icalendar.vInt(value) if isinstance(value, int) else icalendar.vDDDTypes(value)


def folded(line: bytes) -> bytes:
    """Return a line in pieces of at most 75 octets with the blank before them (RFC 5545, 3.1), no letter and no escape torn
    apart: the same as icalendar's, which looks at each letter and takes longer for that than for all else.
    """
    pieces, start = [], 0
    while len(line) - start > _PIECE:
        end = start + _PIECE
        while line[end] & 0xC0 == 0x80:  # within a letter
            end -= 1
        if line[end - 1] in _ESCAPES:
            end -= 1
        pieces.append(line[start:end])
        start = end
    return b"\r\n ".join([*pieces, line[start:]]) + b"\r\n"
