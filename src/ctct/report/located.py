"""Findings with their places in line and column: plain values, to be kept, sent and written in any format."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ctct.diagnostics import Citation, Diagnostic, Path, Severity
from ctct.language import _

if TYPE_CHECKING:
    from ctct.source.places import Places

UNSEEN = "\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffd\U000e0000-\U000e007f"
"""What is printed and not seen, for a class of characters: it steers terminals, turns the order of letters round, or hides."""

_UNSAFE = re.compile(f"[\x00-\x1f{UNSEEN}]")
_UNSEEN = re.compile(f"[{UNSEEN}]")

UNSHOWN = "□"
"""Stands for what is not shown: fonts have it, and it is not the sign of text that was read wrongly."""

WIDEST = 160
"""How many characters of a line an excerpt shows."""

LONG_LINE = 2000
"""Up to how many characters a line is told from others by all of it."""


class Located(NamedTuple):
    """A finding and its place: lines and columns from 1, the end exclusive; ``line`` is 0 for a file as a whole.

    ``excerpt`` is the line or the part of it that matters, ``carets`` where in it and over how many characters the finding
    lies. ``fingerprint`` stays the same when lines are added above; ``at`` is the path of keys and indexes to the value.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    code: str
    severity: Severity
    message: str
    hint: str | None
    cites: Citation | None
    excerpt: str
    carets: tuple[int, int]
    fixable: bool
    fingerprint: str
    at: Path = ()


class Verdict(NamedTuple):
    """What was found in a draft, and in words what was done with it. ``unneeded`` are the waivers of its ``ctct.toml``, by
    their index, that waive nothing in it; ``None`` where the rules were not applied.
    """

    draft: str
    findings: tuple[Located, ...] = ()
    done: str = ""
    unneeded: tuple[int, ...] | None = None

    def fails(self, *, strict: bool = False) -> bool:
        """Return whether there is an error, or with ``strict`` a warning."""
        grave = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
        return any(one.severity in grave for one in self.findings)


class Report(NamedTuple):
    """What is to be told of several drafts; ``strict`` makes warnings weigh as errors do, ``quiet`` leaves out what is no
    finding.
    """

    verdicts: tuple[Verdict, ...]
    strict: bool = False
    colour: bool = False
    quiet: bool = False

    @property
    def fails(self) -> bool:
        """Whether any of the drafts fails."""
        return any(verdict.fails(strict=self.strict) for verdict in self.verdicts)

    def findings(self) -> Iterator[Located]:
        """Yield every finding; what several drafts say of a file that they share is told once."""
        known: set[tuple[str, int, int, str, str]] = set()
        for verdict in self.verdicts:
            for one in verdict.findings:
                place = (one.file, one.line, one.column, one.code, one.message)
                # Two drafts that rest on one danh bạ would tell its faults twice.
                if one.file == verdict.draft or place not in known:
                    known.add(place)
                    yield one


def locate(findings: Iterable[Diagnostic], files: Mapping[str, Places], draft: str) -> tuple[Located, ...]:
    """Return findings file by file, the draft's own first, in the order of their places; ``files`` names the texts."""
    return tuple(place for _, place in locate_each(findings, files, draft))


def locate_each(
    findings: Iterable[Diagnostic], files: Mapping[str, Places], draft: str
) -> Iterator[tuple[Diagnostic, Located]]:
    """Yield what :func:`locate` returns, each with the finding that it tells of."""

    def order(finding: Diagnostic) -> tuple[bool, str, tuple[int, int], str]:
        places = files.get(finding.file or draft)
        return (finding.file is not None, finding.file or "", region_of(finding, places) if places else (0, 0), finding.code)

    seen: Counter[str] = Counter()
    in_order = sorted(findings, key=order)
    for finding, place in _settled_together([(one, _located(one, files, draft)) for one in in_order]):
        yield finding, _numbered(place, seen)


_MOST_LINES = 10
"""How many of the other lines a finding names."""


def _settled_together(found: list[tuple[Diagnostic, Located]]) -> Iterator[tuple[Diagnostic, Located]]:
    """Yield findings, of those with one decision the first, which then names the lines of the others."""
    others: dict[tuple[str, str, str], list[int]] = {}
    for finding, place in found:
        if finding.decision:
            others.setdefault((place.file, place.code, finding.decision), []).append(place.line)
    for finding, place in found:
        if not finding.decision:
            yield finding, place
        elif lines := others.pop((place.file, place.code, finding.decision), None):
            yield finding, place._replace(message=f"{place.message}{_and_elsewhere(lines[1:])}")


def _and_elsewhere(lines: list[int]) -> str:
    if not lines:
        return ""
    named = list(dict.fromkeys(lines))
    more = ", …" if len(named) > _MOST_LINES else ""
    return _(
        "; còn {count} chỗ nữa như thế, dòng {named}{more}",
        count=len(lines),
        named=", ".join(map(str, named[:_MOST_LINES])),
        more=more,
    )


def region_of(finding: Diagnostic, places: Places) -> tuple[int, int]:
    """Return the characters of the file that ``finding`` points at."""
    if finding.region is not None:
        return finding.region
    if finding.part is not None:
        return places.locate_part(finding.at, *finding.part)
    return places.locate(finding.at, key=finding.on_key)


def _located(finding: Diagnostic, files: Mapping[str, Places], draft: str) -> Located:
    name = finding.file or draft
    places = files.get(name)
    what = (finding.code, finding.severity, finding.message, finding.hint, finding.cites)
    if places is None or (finding.at == () and finding.region is None):
        return Located(name, 0, 0, 0, 0, *what, "", (0, 0), False, _digest(finding.code, "", finding.message), finding.at)
    start, end = region_of(finding, places)
    line, column = places.line_column(start)
    end_line, end_column = places.line_column(max(start, end))
    text = places.line(line)
    excerpt, carets = _excerpt(text, column, end - start)
    fingerprint = _digest(finding.code, _around(text, column), places.text[start:end])
    return Located(
        name, line, column, end_line, end_column, *what, excerpt, carets, finding.fix is not None, fingerprint, finding.at
    )


def _around(text: str, column: int) -> str:
    """Return what tells a line from others, whatever its indent: of a very long one, which may hold a whole draft and
    thousands of findings, the part round ``column``.
    """
    return text.strip() if len(text) <= LONG_LINE else text[max(0, column - LONG_LINE // 2) : column + LONG_LINE // 2]


def _excerpt(text: str, column: int, length: int) -> tuple[str, tuple[int, int]]:
    """Return a line, of a very long one the part round ``column``, and where in it ``length`` characters lie."""
    if not text or text.isspace():
        return "", (0, 0)
    first = max(0, column - 1 - WIDEST // 2) if len(text) > WIDEST else 0
    shown = legible(text[first : first + WIDEST].replace("\t", " "))
    cut = ("…" if first else "") + shown
    indent = column - 1 - first + (1 if first else 0)
    return cut, (indent, max(1, min(length, len(cut) - indent)))


def legible(text: str) -> str:
    """Return one line of text with a sign in place of each character that is none."""
    return _UNSAFE.sub(UNSHOWN, text)


def as_json(value: object) -> str:
    """Return JSON for programs that is safe to look at, too: what is not seen stands there by its number."""
    written = json.dumps(value, ensure_ascii=False, indent=1)
    return _UNSEEN.sub(lambda sign: json.dumps(sign[0])[1:-1], written) + "\n"


def _digest(*parts: str) -> str:
    from hashlib import blake2b

    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _numbered(one: Located, seen: Counter[str]) -> Located:
    """Tell findings apart that are alike to the letter."""
    seen[one.fingerprint] += 1
    count = seen[one.fingerprint]
    return one if count == 1 else one._replace(fingerprint=_digest(one.fingerprint, str(count)))
