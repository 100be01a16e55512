"""The documents that the texts cite, be it by id of the register or typed with number and sign, each with its entry there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ctct.lint.citations import TERM_YEARS, Cited, term_of
from ctct.lint.texts import Text, Texts
from ctct.model.signs import folded_sign
from ctct.source.inline import CITATION

if TYPE_CHECKING:
    from ctct.model.cited_documents import CitedDocuments, VanBanVienDan

_BY_ID = re.compile(rf"@(?<![\w.@/\\]@){CITATION}")


class Mention(NamedTuple):
    """A document cited at ``part`` of a text. ``id`` is its entry in the register, ``None`` where it has none; ``cited`` is
    what is typed of it, ``None`` where it is cited by id.
    """

    text: Text
    part: tuple[int, int]
    id: str | None
    cited: Cited | None

    @property
    def written(self) -> str:
        """What stands in the text."""
        return self.text.text[slice(*self.part)]

    @property
    def before(self) -> str:
        """What stands before it in the text."""
        return self.text.text[max(0, self.part[0] - 120) : self.part[0]]


def find_mentions(texts: Texts, citations: Iterable[Cited], documents: CitedDocuments, on: date) -> Iterator[Mention]:
    """Yield the documents that a draft of the day ``on`` cites: those by id, then those typed, each in reading order."""
    for hit in texts.search(_BY_ID):
        name = hit.written.removeprefix("@vb:").removesuffix("~")
        if name in documents:  # another is an error that has been told
            yield Mention(hit.text, hit.part, name, None)
    known = _Known(documents, on)
    for cited in citations:
        yield Mention(cited.hit.text, cited.hit.part, known.find(cited), cited)


class _Known:
    """The documents of a register by their signs."""

    def __init__(self, documents: CitedDocuments, on: date) -> None:
        self._on = on
        self._by_sign: defaultdict[str, list[tuple[str, VanBanVienDan]]] = defaultdict(list)
        for name, document in documents.items():
            if document.so_ky_hieu:
                self._by_sign[folded_sign(document.so_ky_hieu)].append((name, document))

    def find(self, cited: Cited) -> str | None:
        """Return the entry that is meant by what is typed. Of several of one number it is that of the term or the year that is
        said, else the last before the day of the draft.
        """
        fitting = [one for one in self._by_sign.get(folded_sign(cited.well_formed), ()) if _may_be(one[1], cited)]
        exact = [name for name, document in fitting if cited.day and document.issued == cited.day]
        before = [one for one in fitting if one[1].issued is None or one[1].issued <= self._on] or fitting
        last = max(before, key=lambda one: one[1].issued or date.min, default=None)
        return exact[0] if exact else last[0] if last else None


def _may_be(document: VanBanVienDan, cited: Cited) -> bool:
    """Return whether a document of the same sign is the one that is cited: of the same term or, of the State's documents whose
    sign has no year, of the same year. A wrong day is no other document.
    """
    day, issued = cited.day, document.issued
    if day and issued == day:
        return True
    if cited.kind:
        term = term_of(cited)
        if term and document.khoa:
            return term == document.khoa
        return not (day and issued) or abs(day.year - issued.year) < TERM_YEARS
    return cited.body[:4].isdecimal() or not (day and issued) or day.year == issued.year
