"""Reading programmes for what they carry out of a superior document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from ctct.diagnostics import Misuse, nearest
from ctct.language import _
from ctct.lint.engine import Selection, Subject
from ctct.model.cited_documents import MucCuaVanBan
from ctct.outcome import Outcome
from ctct.pipeline import lint
from ctct.project.folders import is_file, shown
from ctct.report.located import Verdict
from ctct.resolve.citations import cited_in_full
from ctct.runs.pool import run_jobs
from ctct.runs.verdicts import checked_draft, lost, verdict_on
from ctct.tracking.coverage import Serving, items_of, servings_of
from ctct.tracking.works import programme_of

Progress = Callable[[Iterator["Carried"], int], Iterator["Carried"]]
"""Passes results on as they come, showing a person how far the work is."""


class Superior(NamedTuple):
    """A superior document of the register: its id, what it is called, what it asks for; ``verdict`` tells what is wrong with
    the draft that it is read from, if it is read from one, ``secrecy`` how secret that is.
    """

    id: str
    name: str
    items: tuple[MucCuaVanBan, ...]
    verdict: Verdict | None = None
    secrecy: str | None = None


class Carried(NamedTuple):
    """What a programme carries out, what there is to tell of it, the last day on which it may be signed; ``is_secret`` says
    that it is left out as one that was not asked for, ``secrecy`` how secret one is that was.
    """

    verdict: Verdict
    servings: tuple[Serving, ...] = ()
    is_secret: bool = False
    secrecy: str | None = None
    signed: date = date.min


def superior(name: str, drafts: Sequence[str], *, secret: bool) -> Superior:
    """Return the document ``name`` of the register that the first of ``drafts`` with one names. Raises :class:`Misuse` where no
    register has it, or none that says what it asks for.
    """
    outcome = next((one for one in map(checked_draft, drafts) if one.gathered.documents is not None), None)
    documents = (outcome.gathered.documents if outcome else None) or {}
    if outcome is None:
        raise Misuse(_("không dự thảo nào có danh mục văn bản; ghi «van_ban: [van-ban.yaml]» trong ctct.toml hoặc dự thảo"))
    if outcome.failed:
        return Superior(name, name, (), verdict_on(outcome))
    if name not in documents:
        hint = nearest(name, documents) or _("các mã: ") + ", ".join(documents)
        raise Misuse(_("danh mục văn bản không có «{name}»; {hint}", name=name, hint=hint))
    document = documents[name]
    words = outcome.layout.stylesheet.conventions.words if outcome.layout else {}
    called = cited_in_full(document, words)
    if document.du_thao is None:
        if not document.muc_luc:
            raise Misuse(
                _("«{name}» chưa có nội dung để đối chiếu: ghi «muc_luc» hoặc «du_thao» ở danh mục văn bản", name=name)
            )
        return Superior(name, called, document.muc_luc)
    path = shown(Path(document.du_thao))
    if not is_file(path):
        raise Misuse(
            _("không có dự thảo «{path}» mà danh mục ghi cho «{name}»; sửa «du_thao», hoặc ghi «muc_luc»", path=path, name=name)
        )
    return _of_draft(Superior(name, called, document.muc_luc), path, secret=secret)


def _of_draft(said: Superior, path: str, *, secret: bool) -> Superior:
    outcome = checked_draft(path)
    if outcome.draft is not None and outcome.draft.do_mat and not secret:
        raise Misuse(
            _("«{path}» là dự thảo mật: nội dung của nó không đưa vào bảng hay tệp; thật cần thì thêm --ca-mat", path=path)
        )
    if outcome.failed or outcome.resolved is None:
        return said._replace(items=(), verdict=verdict_on(outcome))
    return said._replace(items=items_of(outcome, said.items), secrecy=outcome.draft.do_mat if outcome.draft else None)


@dataclass(frozen=True, slots=True)
class CoverageReader:
    """Reads what a programme carries out of a superior document; ``secret`` says that secret programmes are wanted too."""

    superior: Superior
    secret: bool = False

    def __call__(self, draft: str) -> Carried:
        """Read one programme."""
        outcome = checked_draft(draft)
        if outcome.draft is not None and outcome.draft.do_mat and not self.secret:
            return Carried(verdict_on(outcome), is_secret=True)
        if outcome.failed or outcome.draft is None or outcome.layout is None or outcome.resolved is None:
            return Carried(verdict_on(outcome))
        outcome = self._with_items(outcome)
        outcome = lint(outcome, Selection(("BPH",), ("BPH01",)), date.today())
        assert outcome.draft is not None
        signed = outcome.draft.ngay.span.last
        return Carried(verdict_on(outcome), self._servings(outcome), secrecy=outcome.draft.do_mat, signed=signed)

    def _with_items(self, outcome: Outcome) -> Outcome:
        """Return the outcome as if the register listed what the superior document asks for, be it read from a draft."""
        documents = dict(outcome.gathered.documents or {})
        if document := documents.get(self.superior.id):
            documents[self.superior.id] = document.model_copy(update={"muc_luc": self.superior.items})
        return outcome._replace(gathered=outcome.gathered._replace(documents=documents))

    def _servings(self, outcome: Outcome) -> tuple[Serving, ...]:
        assert outcome.draft is not None
        assert outcome.resolved is not None
        assert outcome.layout is not None
        gathered, style = outcome.gathered, outcome.layout.stylesheet
        beside = (gathered.directory, style.family, style.edition)
        subject = Subject(outcome.draft, outcome.resolved, *beside, documents=gathered.documents)
        return tuple(servings_of(subject, programme_of(outcome), gathered.name, self.superior.id))

    def read_all(self, drafts: Sequence[str], watch: Progress) -> list[Carried]:
        """Read several, in their order."""
        return list(watch(run_jobs(self, drafts, _lost), len(drafts)))


def _lost(draft: str) -> Carried:
    return Carried(lost(draft))
