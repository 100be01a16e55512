r"""Attributes that hold several values: ``thanh_phan="@minh; @vp"``, ``phuc_vu="a, b"``, ``nguon="ctr-01-tu: Điểm 3.5"``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from ctct.diagnostics import Path
from ctct.source.markdown.assignees import Unclear, groups_of, read_phrase, write_phrase

_WORD = re.compile(r"[^\s,;+]+")
_SOURCE = re.compile(r"(?:[^;\\]|\\.?)+")
_ESCAPED = re.compile(r"\\([\\;])")
_SIGN = re.compile(r"[\\;]")


class Listed(NamedTuple):
    """The values of a list, where in the text each stands (its path below the list, and its characters), what is unclear."""

    values: list[Any]
    parts: list[tuple[Path, int, int]]
    unclear: list[Unclear]


class Listing(NamedTuple):
    """How a list is read from the text of an attribute, and written as that."""

    read: Callable[[str], Listed]
    write: Callable[[Any], str]


def _read_names(text: str) -> Listed:
    groups, unclear = read_phrase(text)
    values: list[Any] = []
    parts: list[tuple[Path, int, int]] = []
    for index, group in enumerate(groups):
        values.append(group[0].value if len(group) == 1 else [name.value for name in group])
        parts.append(((index,), group[0].start, group[-1].end))
        parts += [((index, place), name.start, name.end) for place, name in enumerate(group)]
    return Listed(values, parts, unclear)


def _write_names(value: Any) -> str:
    return write_phrase([[_one_line(name) for name in group] for group in groups_of(value)])


def _read_ids(text: str) -> Listed:
    found = list(_WORD.finditer(text))
    return Listed([one[0] for one in found], [((index,), *one.span()) for index, one in enumerate(found)], [])


def _write_ids(value: Any) -> str:
    return ", ".join(map(str, value if isinstance(value, list) else [value]))


def _read_sources(text: str) -> Listed:
    values: list[Any] = []
    parts: list[tuple[Path, int, int]] = []
    for found in _SOURCE.finditer(text):
        said = _ESCAPED.sub(r"\1", found[0]).strip()
        if said:
            name, colon, place = map(str.strip, said.partition(":"))
            start = found.start() + len(found[0]) - len(found[0].lstrip())
            parts.append(((len(values),), start, start + len(found[0].strip())))
            values.append({name: place} if colon else name)
    return Listed(values, parts, [])


def _write_sources(value: Any) -> str:
    return "; ".join(_SIGN.sub(r"\\\g<0>", _one_line(said)) for said in _sources(value))


def _sources(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if not isinstance(one, dict):
            yield str(one)
        elif "van_ban" in one:
            yield f"{one['van_ban']}: {one['tai']}" if one.get("tai") else str(one["van_ban"])
        else:
            yield from (f"{name}: {place}" if place else str(name) for name, place in one.items())


def _one_line(text: object) -> str:
    return " ".join(str(text).split("\n")).strip()


NAMES = Listing(_read_names, _write_names)
"""People and bodies, as in a line that charges them."""

IDS = Listing(_read_ids, _write_ids)
"""Ids of nodes."""

SOURCES = Listing(_read_sources, _write_sources)
"""Items of superior documents, «id: place»."""
