"""Rules and how they are declared. A rule without a citation, a wrong and a right example cannot be made."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from inspect import cleandoc
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ctct.diagnostics import Citation, Diagnostic, Path, Severity
from ctct.lint.citations import Cited, find_citations
from ctct.lint.items import Placed, place_items
from ctct.lint.mentions import Mention, find_mentions
from ctct.lint.opinions import Asked
from ctct.lint.passages import Passage, find_passages
from ctct.lint.pointers import Pointer, find_pointers
from ctct.lint.prose import Prose
from ctct.lint.sources import Source, find_sources, given_sources
from ctct.lint.texts import Texts
from ctct.lint.work_times import WorkTime, times_of
from ctct.model.structure import nodes_below
from ctct.model.values import Span
from ctct.model.work_calendar import WorkCalendar
from ctct.model.work_times import NodeTimes, times_of_nodes
from ctct.resolve.tree import Resolved

if TYPE_CHECKING:
    from ctct.model.body import Node
    from ctct.model.cited_documents import CitedDocuments
    from ctct.model.directory import DanhBa
    from ctct.model.document import VanBan
    from ctct.model.progress import TienDo


class Followed(NamedTuple):
    """How far the works of the draft have come, as the file ``file`` tells; and the programme ``before`` it, or that it reports
    on, with the progress of that.
    """

    progress: TienDo | None = None
    file: str | None = None
    before: tuple[VanBan, TienDo | None] | None = None


NOT_FOLLOWED = Followed()


class Office(NamedTuple):
    """How the office works that issues the draft: its working days, and how many of them before a meeting what is needed for
    it must be done.
    """

    calendar: WorkCalendar = WorkCalendar()
    preparation: int = 5


AN_OFFICE = Office()


@dataclass(frozen=True)
class Subject:
    """What a rule looks at: the draft as written and as resolved, and the danh bạ. What several rules seek is sought once, and
    only if one of them is applied. ``fields`` are the columns of the data that fill the draft, ``documents`` those that it may
    cite by id, ``None`` where no register is named.
    """

    draft: VanBan
    resolved: Resolved
    directory: DanhBa
    layout: str
    edition: str
    fields: frozenset[str] = frozenset()
    followed: Followed = NOT_FOLLOWED
    office: Office = AN_OFFICE
    opinions: Asked | None = None
    documents: CitedDocuments | None = None

    @cached_property
    def texts(self) -> Texts:
        """Every text of the draft."""
        return Texts(self.draft)

    @cached_property
    def prose(self) -> Prose:
        """What the texts say, marks and addresses blotted out."""
        return Prose(self.texts)

    @cached_property
    def period(self) -> Span | None:
        """The time that the document covers, where the draft says so."""
        return self.draft.period

    @cached_property
    def citations(self) -> tuple[Cited, ...]:
        """Every document that the texts cite by its number and sign."""
        return tuple(find_citations(self.texts))

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Every document that the texts cite by id or by number and sign; none where no register is named."""
        if self.documents is None:
            return ()
        return tuple(find_mentions(self.texts, self.citations, self.documents, self.draft.ngay.span.last))

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Where the works of the draft come from, as far as it says so."""
        given = given_sources(self.draft)
        if not given and self.documents is None:  # no note names a document that is known
            return ()
        return tuple(find_sources(self.draft, given, self.mentions, self.passages))

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage that the texts name by level and number."""
        return tuple(find_passages(self.texts))

    @cached_property
    def items(self) -> dict[Path, Placed]:
        """Every item of the body and of what is attached to it, by its place, in reading order."""
        attached = filter(None, (self.resolved.kem_theo, *self.resolved.phu_luc))
        return place_items(chain(self.resolved.items, *(one.items for one in attached)))

    @cached_property
    def work_times(self) -> dict[Path, WorkTime]:
        """When items take place, by ``thoi_gian`` or the end of a meeting's name, as the rules on times compare it."""
        return times_of(self)

    @cached_property
    def nodes(self) -> dict[Path, Node]:
        """Every node of the document itself, by its place, in reading order."""
        return dict(nodes_below(self.draft))

    @cached_property
    def times(self) -> dict[Path, NodeTimes]:
        """When each node takes place and when it is due, by its place, in reading order."""
        return times_of_nodes(self.draft)

    @cached_property
    def pointers(self) -> tuple[Pointer, ...]:
        """Every reference to the document itself that is typed by hand."""
        return tuple(find_pointers(self.passages, self.texts, self.resolved, self.items))


class Finding(NamedTuple):
    """What a rule found: where, what, and what to write instead. ``fix`` replaces the part (or the whole value) safely;
    findings of a rule with one ``decision`` are settled together. ``file`` is the one that ``at`` leads into, the draft's where
    ``None``; ``severity`` how much it weighs where that is not what the rule's findings mostly do.
    """

    at: Path
    message: str
    hint: str | None = None
    part: tuple[int, int] | None = None
    fix: str | None = None
    on_key: bool = False
    decision: str | None = None
    file: str | None = None
    severity: Severity | None = None


Check = Callable[[Subject], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: ``name`` says the property that should hold, ``demands`` explains it; ``wrong`` and ``right`` are fragments of
    drafts that it must find fault with and must not. It holds for ``layouts`` from ``since`` to ``until`` (``YYYY-MM-DD``).
    ``severities`` say by layout how much a finding weighs; ``cites`` are its clauses, one in each regulation that it rests on.
    """

    code: str
    name: str
    severities: Mapping[str, Severity]
    cites: tuple[Citation, ...]
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

    def citation(self, edition: str) -> Citation:
        """Return the clause for a document under ``edition``, the regulation that its layout follows; the last where the rule
        rests on none of that.
        """
        return next((one for one in self.cites if one.document == edition), self.cites[-1])

    @property
    def basis(self) -> str:
        """Every clause that the rule rests on."""
        return "; ".join(map(str, self.cites))

    @property
    def severity(self) -> Severity:
        """How much a finding weighs where it weighs most."""
        return min(self.severities.values(), key=list(Severity).index)


RULES: dict[str, Rule] = {}
"""Every rule by its code, in the order of declaration (importing :mod:`ctct.lint.rules` declares them)."""

LEGAL_LAYOUTS = ("van-ban-quy-pham",)
"""Legal normative documents (64/2025/QH15, 78/2025/NĐ-CP), which 30/2020/NĐ-CP does not govern (Điều 4)."""

STATE_LAYOUTS = ("nha-nuoc", *LEGAL_LAYOUTS)
ONLY_WARN_LEGAL = {"nha-nuoc": Severity.ERROR} | dict.fromkeys(LEGAL_LAYOUTS, Severity.WARNING)
"""How much it weighs to depart from a clause of 30/2020/NĐ-CP that legal texts follow by usage."""

EVERY_LAYOUT = ("dang", *STATE_LAYOUTS)
WITH_PROGRAMMES = ("dang", "nha-nuoc")
"""Layouts with programmes, plans and reports: works of a period, charged to people and bodies. A legal text has none."""

_FRAGMENTS = re.compile(r"^(Sai|Đúng):\n((?:(?: {4}.*)?\n?)+)", re.MULTILINE)


def rule(
    code: str,
    *cites: tuple[str, str],
    severity: Severity | Mapping[str, Severity] = Severity.ERROR,
    layouts: tuple[str, ...] = EVERY_LAYOUT,
    dates: tuple[str, str] = ("0000-00-00", "9999-99-99"),
) -> Callable[[Check], Check]:
    """Declare a function as rule ``code``, resting on ``cites`` (document, clause; one for each document that a layout follows
    in some edition, in the order of their dates). Its docstring says what it demands, then
    ``Sai:`` and ``Đúng:`` with fragments of drafts, four spaces in; each fragment starts at its own heading. ``severity``
    is one for all ``layouts``, or by layout.
    """

    def declare(check: Check) -> Check:
        demands, wrong, right = _read_docstring(check)
        if code in RULES or not cites or not wrong or not right:
            raise ValueError(f"rule {code}: declared twice, without a clause, or without Sai: and Đúng:")
        weights = severity if isinstance(severity, Mapping) else dict.fromkeys(layouts, severity)
        name, clauses = check.__name__, tuple(Citation(*one) for one in cites)
        RULES[code] = Rule(code, name, weights, clauses, layouts, *dates, demands, wrong, right, check)
        return check

    return declare


def _read_docstring(check: Check) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    """Return what a rule demands, the drafts that are wrong by it and those that are right."""
    text = cleandoc(check.__doc__ or "") + "\n"
    fragments: dict[str, list[str]] = {"Sai": [], "Đúng": []}
    for found in _FRAGMENTS.finditer(text):
        fragments[found[1]].append(cleandoc("\n" + found[2]))  # without the line break cleandoc would leave the first indent
    return _FRAGMENTS.sub("", text).strip(), tuple(fragments["Sai"]), tuple(fragments["Đúng"])


def apply(rules: Iterable[Rule], subject: Subject) -> Iterator[Diagnostic]:
    """Yield what ``rules`` find in ``subject``."""
    for one in rules:
        severity, cites = one.severities[subject.layout], one.citation(subject.edition)
        for found in one.check(subject):
            at, message, hint, part, fix, on_key, decision, file, own = found
            told = (one.code, own or severity, at, message, hint, cites)
            yield Diagnostic(*told, part=part, fix=fix, on_key=on_key, decision=decision, file=file)
