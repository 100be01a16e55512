"""Which documents drafts cite, where and how often."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from ctct.diagnostics import Diagnostic, Severity
from ctct.language import _
from ctct.lint.citations import TERM_YEARS, Cited, find_citations, names_of_sign, term_of
from ctct.lint.mentions import Mention, find_mentions
from ctct.lint.texts import Texts
from ctct.model.cited_documents import CitedDocuments, VanBanVienDan
from ctct.model.signs import folded_sign, is_party_sign
from ctct.model.types import CITED_TYPES
from ctct.model.validity import ends_of, partly_repealed_by
from ctct.outcome import Outcome
from ctct.report.located import locate
from ctct.resolve.citations import cited_in_short
from ctct.resolve.marks import day_in_figures

LOOKED_UP = timedelta(days=180)
"""After how long what was looked up about a document should be looked up again."""

_body_at = re.compile(r",? của (?P<body>[^.;()\n]{1,120}?)(?= \(?kh[oó][aá] | về |[.;,()\n]|\[\^|$)").match
_subject_at = re.compile(r"[^.;\n]{0,160}? (?P<subject>(?:về|quy định|ban hành) [^.;()\n\[]{1,300})").match
_type_before = re.compile(r"(?P<name>[A-ZĐ][^\W\d_]*(?: [^\W\d_]+){0,5})(?:,? số)? $").search


class Use(NamedTuple):
    """A document cited in the ``draft`` at a ``line``, with what is ``typed`` there. ``id`` is its entry in the register,
    ``""`` where it has none; ``name`` what it is called, ``state`` what is to be told of it on the draft's day. ``dated`` says
    that its date is typed beside it, ``said`` what an entry could be made of.
    """

    draft: str
    line: int
    typed: str
    id: str
    name: str
    state: str
    dated: bool
    said: Said | None


class Said(NamedTuple):
    """What a draft says of a document that the register lacks; ``""`` for what it does not say."""

    sign: str
    type_name: str
    day: date | None
    body: str
    term: str
    subject: str

    def may_be(self, other: Said) -> bool:
        """Return whether both say one document: the same sign, no other term, no day of another term or year."""
        if folded_sign(self.sign) != folded_sign(other.sign) or (self.term and other.term and self.term != other.term):
            return False
        apart = abs(self.day.year - other.day.year) if self.day and other.day else 0
        return apart < (TERM_YEARS if is_party_sign(self.sign) else 1)

    def with_more_of(self, other: Said) -> Said:
        """Return what both say together."""
        return Said(
            self.sign,
            self.type_name or other.type_name,
            self.day or other.day,
            self.body or other.body,
            self.term or other.term,
            self.subject or other.subject,
        )


class CitedDocument(NamedTuple):
    """A document and where drafts cite it; ``id`` is ``""`` and ``said`` what they say of it where no register has it."""

    id: str
    name: str
    uses: tuple[Use, ...]
    said: Said | None

    @property
    def states(self) -> str:
        """What is to be told of it, each once."""
        return "; ".join(dict.fromkeys(use.state for use in self.uses if use.state))


def uses_of(outcome: Outcome) -> tuple[Use, ...]:
    """Return the documents that a draft cites, in reading order; none for what is no draft."""
    draft, gathered = outcome.draft, outcome.gathered
    if draft is None:
        return ()
    documents, texts = gathered.documents or {}, Texts(draft)
    mentions = list(find_mentions(texts, find_citations(texts), documents, draft.ngay.span.last))
    placed = gathered.placed(draft, (_at(mention) for mention in mentions))
    lines = [locate([one], gathered.files, gathered.name)[0].line for one in placed]
    told = _States(documents, draft.ngay.span.last)
    found = (_use(mention, line, gathered.name, told) for mention, line in zip(mentions, lines, strict=True))
    return tuple(sorted(found, key=lambda use: use.line))


def _at(mention: Mention) -> Diagnostic:
    return Diagnostic("", Severity.ADVICE, mention.text.at, "", part=mention.part)


def _use(mention: Mention, line: int, draft: str, told: _States) -> Use:
    cited = mention.cited
    said = _said(cited) if cited and not mention.id else None
    name = cited_in_short(told.documents[mention.id]) if mention.id else _called(said) if said else mention.written
    dated = cited is not None and cited.date is not None
    return Use(draft, line, mention.written, mention.id or "", name, told.of(mention.id or ""), dated, said)


def _called(said: Said) -> str:
    return f"{said.type_name} số {said.sign}" if said.type_name else said.sign


def _said(cited: Cited) -> Said:
    text, end = cited.hit.text.text, cited.date_part[1]
    body, subject = _body_at(text, end), _subject_at(text, end)
    return Said(
        sign=cited.well_formed,
        type_name=_type_name(cited),
        day=cited.day,
        body=body["body"].strip() if body and body["body"][0].isupper() else "",
        term=term_of(cited) or "",
        subject=subject["subject"].strip(" ,") if subject and body else "",
    )


def _type_name(cited: Cited) -> str:
    """Return the name of the type before the number, with more words where it has them: «Quy chế làm việc»."""
    fitting = names_of_sign(cited) or CITED_TYPES.values()
    at = max((cited.before.rfind(name) for name in fitting), default=-1)
    found = _type_before(cited.before, max(at, 0)) if at >= 0 else None
    return found["name"].removesuffix(" số") if found else ""


class _States:
    """What is to be told of documents on a day."""

    def __init__(self, documents: CitedDocuments, on: date) -> None:
        self.documents, self._on = documents, on
        self._ends, self._repealed = ends_of(documents), partly_repealed_by(documents)

    def of(self, name: str) -> str:
        """Return what is to be told of a document, ``""`` where there is nothing."""
        document = self.documents.get(name)
        return "; ".join(self._told(name, document)) if document else _("chưa có trong danh mục")

    def _told(self, name: str, document: VanBanVienDan) -> Iterator[str]:
        end = self._ends.get(name)
        if end and end.day <= self._on:
            if end.by:
                by = cited_in_short(self.documents[end.by])
                yield _("hết hiệu lực từ {day}, thay bằng {document}", day=day_in_figures(end.day), document=by)
            else:
                yield _("hết hiệu lực từ {day}", day=day_in_figures(end.day))
        elif document.begins and document.begins > self._on:
            yield _("có hiệu lực từ {day}", day=day_in_figures(document.begins))
        for other in self._repealed.get(name, ()):
            yield _("bị bãi bỏ một phần bởi {document}", document=cited_in_short(self.documents[other]))
        if document.looked_up and self._on - document.looked_up > LOOKED_UP:
            yield _("tra cứu ngày {day}, đã quá {days} ngày", day=document.ngay_tra_cuu, days=LOOKED_UP.days)


def documents_cited(uses: Iterable[Use]) -> list[CitedDocument]:
    """Return each document once, in the order of first mention, with all of its uses."""
    by_id: dict[str, list[Use]] = {}
    unknown: dict[str, list[tuple[Said, list[Use]]]] = {}
    order: list[tuple[str, list[Use]]] = []
    for use in uses:
        if use.said is None:
            if use.id not in by_id:
                order.append((use.id, by_id.setdefault(use.id, [])))
            by_id[use.id].append(use)
            continue
        alike = unknown.setdefault(folded_sign(use.said.sign), [])
        place = next((index for index, (said, _) in enumerate(alike) if said.may_be(use.said)), None)
        if place is None:
            alike.append((use.said, [use]))
            order.append(("", alike[-1][1]))
        else:
            alike[place] = (alike[place][0].with_more_of(use.said), alike[place][1])
            alike[place][1].append(use)
    return [_document(name, tuple(listed)) for name, listed in order]


def _document(name: str, uses: tuple[Use, ...]) -> CitedDocument:
    said = uses[0].said
    for use in uses[1:]:
        said = said.with_more_of(use.said) if said and use.said else said
    called = _called(said) if said else uses[0].name
    return CitedDocument(name, called, uses, said)
