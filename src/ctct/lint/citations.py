"""The documents that the texts cite by number and sign: «Nghị quyết số 02-NQ/TU», «Nghị định số 30/2020/NĐ-CP»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date as date_of_day
from typing import NamedTuple

from ctct.lint.texts import Hit, Texts
from ctct.model.types import PARTY_TYPES

KINDS = {kind.abbreviation.casefold(): kind.abbreviation for kind in PARTY_TYPES.values() if kind.abbreviation} | {"bs": "BS"}
"""How the sign of a Party document abbreviates its type, by the same in lower case."""

NAMES_OF = {
    kind: tuple(of.name for of in PARTY_TYPES.values() if of.abbreviation == kind)
    for kind in {of.abbreviation for of in PARTY_TYPES.values() if of.abbreviation}
}
"""The names of Party documents by their abbreviation."""

# A first digit and only then what may not stand before it: the engine can skip to digits, but not to a lookbehind.
_NUMBER = re.compile(
    r"(?P<number>[0-9](?<![\w/.\-].)[0-9]{0,4})"
    r"(?: ?- ?(?P<kind>[A-Za-zĐđ]{2,4}) ?/ ?(?P<party>[A-ZĐƯ]\w*(?:-[A-ZĐ]\w*)*)"
    r"|/(?P<state>(?:\d{4}/)?[A-ZĐ][A-Za-zĐđ]*(?:-[A-ZĐ]\w*)+|\d{4}/[A-Z]+\d+))"
)
_date_at = re.compile(r",? ngày (\d{1,2})(?:/| tháng )(\d{1,2})(?:/| năm )(\d{4})").match
_is_between = re.compile(r"(?: \w+){0,3}(?:,? số)? ?").fullmatch
_term_at = re.compile(r"[^.;(]{0,60}?\(?kh[oó][aá] ([IVXL]+)").match
TERM_YEARS = 3
"""Documents of one number that are further apart are of two terms: numbers begin anew with each term of five years."""
_BREAKS = ("(", ")", ";", ". ", ": ")
"""What ends a clause: the type of a document stands in the same one as its number."""
_LOOK_BACK = 80
"""How many characters before a number may hold the name of its document."""


class Cited(NamedTuple):
    """A document cited at ``hit``.

    ``kind`` and ``body`` are the halves of a Party document's sign as written, ``kind`` is ``""`` for a State document,
    whose sign is all in ``body``. ``before`` is what stands before in the same clause; ``date`` is (day, month, year).
    """

    hit: Hit
    number: str
    kind: str
    body: str
    before: str
    date: tuple[int, int, int] | None
    date_part: tuple[int, int]

    @property
    def written(self) -> str:
        """The number and sign as they stand."""
        return self.hit.match[0]

    @property
    def day(self) -> date_of_day | None:
        """Its date, where what is typed is one."""
        try:
            return date_of_day(*reversed(self.date)) if self.date else None
        except ValueError:
            return None

    @property
    def well_formed(self) -> str:
        """The number and sign as they should be written."""
        return f"{self.number:0>2}-{KINDS[self.kind.casefold()]}/{self.body}" if self.kind else f"{self.number:0>2}/{self.body}"


def is_named(cited: Cited, name: str) -> bool:
    """Return whether ``name`` is what the cited document is called: no other noun stands between it and the number."""
    if name not in cited.before:
        return False
    after = cited.before.rpartition(name)[2]
    return _is_between(after) is not None and "văn bản" not in after


def names_of_sign(cited: Cited) -> tuple[str, ...]:
    """Return what a Party document of its sign may be called."""
    return NAMES_OF.get(KINDS.get(cited.kind.casefold(), ""), ())


def term_of(cited: Cited) -> str | None:
    """Return the number of the term that is said behind a citation."""
    found = _term_at(cited.hit.text.text, cited.date_part[1])
    return found[1] if found else None


def find_citations(texts: Texts) -> Iterator[Cited]:
    """Yield the documents cited, in reading order."""
    for hit in texts.search(_NUMBER):
        kind = hit.match["kind"] or ""
        if kind and kind.casefold() not in KINDS:
            continue  # «2021-ABC/X»: no sign of a Party document
        text, (start, end) = hit.text.text, hit.part
        dated = _date_at(text, end)
        yield Cited(
            hit,
            number=hit.match["number"],
            kind=kind,
            body=hit.match["party"] or hit.match["state"],
            before=_clause(text[max(0, start - _LOOK_BACK) : start]),
            date=(int(dated[1]), int(dated[2]), int(dated[3])) if dated else None,
            date_part=dated.span() if dated else hit.part,
        )


def _clause(before: str) -> str:
    """Return what of ``before`` is in the clause that it ends in."""
    ends = (before.rfind(mark) + len(mark) for mark in _BREAKS if mark in before)
    return before[max(ends, default=0) :]
