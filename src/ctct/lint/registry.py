"""Rules and how they are declared. A rule without a citation, a wrong and a right example cannot be made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from inspect import cleandoc

from ctct.diagnostics import Citation, Diagnostic, Path, Severity
from ctct.lint.texts import Texts
from ctct.model.directory import Directory
from ctct.model.document import Draft
from ctct.model.values import Span, read_time
from ctct.resolve.tree import Resolved


@dataclass(frozen=True)
class Subject:
    """What a rule looks at: the draft as written and as resolved, and the danh bạ."""

    draft: Draft
    resolved: Resolved
    directory: Directory
    layout: str
    edition: str

    @cached_property
    def texts(self) -> Texts:
        """Every text of the draft."""
        return Texts(self.draft)

    @cached_property
    def period(self) -> Span | None:
        """The time that the document covers, where the draft says so."""
        return read_time(self.draft.thoi_gian) if self.draft.thoi_gian else None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule found: where, what, and what to write instead. ``fix`` replaces the part (or the whole value) safely."""

    at: Path
    message: str
    hint: str | None = None
    part: tuple[int, int] | None = None
    fix: str | None = None
    on_key: bool = False


Check = Callable[[Subject], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: ``name`` says the property that should hold, ``demands`` explains it; ``wrong`` and ``right`` are fragments of
    drafts that it must find fault with and must not. It holds for ``layouts`` from ``since`` to ``until`` (``YYYY-MM-DD``).
    """

    code: str
    name: str
    severity: Severity
    cites: Citation
    layouts: tuple[str, ...]
    since: str
    until: str
    demands: str
    wrong: tuple[str, ...]
    right: tuple[str, ...]
    check: Check

    def holds(self, layout: str, date: str) -> bool:
        """Return whether the rule concerns a document of ``layout`` signed on ``date``."""
        return layout in self.layouts and self.since <= date <= self.until


RULES: dict[str, Rule] = {}
"""Every rule by its code, in the order of declaration (importing :mod:`ctct.lint.rules` declares them)."""

BOTH = ("dang", "nha-nuoc")
_FRAGMENTS = re.compile(r"^(Sai|Đúng):\n((?:(?: {4}.*)?\n?)+)", re.MULTILINE)


def rule(
    code: str,
    cites: tuple[str, str],
    *,
    severity: Severity = Severity.ERROR,
    layouts: tuple[str, ...] = BOTH,
    dates: tuple[str, str] = ("0000-00-00", "9999-99-99"),
) -> Callable[[Check], Check]:
    """Declare a function as rule ``code``, resting on ``cites`` (document, clause). Its docstring says what it demands, then
    ``Sai:`` and ``Đúng:`` with fragments of drafts, four spaces in; each fragment starts at its own heading.
    """

    def declare(check: Check) -> Check:
        text = cleandoc(check.__doc__ or "") + "\n"
        fragments = [(match[1], cleandoc("\n" + match[2])) for match in _FRAGMENTS.finditer(text)]
        wrong = tuple(fragment for kind, fragment in fragments if kind == "Sai")
        right = tuple(fragment for kind, fragment in fragments if kind == "Đúng")
        if code in RULES or not wrong or not right:
            raise ValueError(f"rule {code}: declared twice, or without Sai: and Đúng:")
        demands = _FRAGMENTS.sub("", text).strip()
        name = check.__name__
        RULES[code] = Rule(code, name, severity, Citation(*cites), layouts, *dates, demands, wrong, right, check)
        return check

    return declare


def apply(rules: Iterable[Rule], subject: Subject) -> Iterator[Diagnostic]:
    """Yield what ``rules`` find in ``subject``."""
    for one in rules:
        bare = Diagnostic(one.code, one.severity, (), "", cites=one.cites)
        for found in one.check(subject):
            yield replace(
                bare,
                at=found.at,
                message=found.message,
                hint=found.hint,
                part=found.part,
                fix=found.fix,
                on_key=found.on_key,
            )
