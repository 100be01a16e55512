"""What is known of one edition of an open text: what is wrong with it, and all that can be told of what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from time import perf_counter
from typing import Any

from ctct.diagnostics import Diagnostic, Rejected, error
from ctct.language import _, decimal
from ctct.lint.engine import Selection
from ctct.lsp.documents import Document
from ctct.lsp.kinds import Kind
from ctct.lsp.positions import Text
from ctct.lsp.progress import judged_progress, recovered_progress
from ctct.lsp.recovery import load_legible, recovered
from ctct.lsp.shifted import ShiftedPlaces
from ctct.model.cited_documents import CitedDocuments
from ctct.model.directory import DanhBa
from ctct.model.values import Span, days
from ctct.outcome import Outcome
from ctct.pipeline import check, examine, lint
from ctct.project.documents import read_documents
from ctct.project.files import Files, Source
from ctct.project.folders import root_of
from ctct.project.gather import Gathered, gather_round
from ctct.project.registers import DirectoryReader
from ctct.resolve.assignees import Register
from ctct.resolve.conventions import Conventions
from ctct.resolve.document import resolve
from ctct.resolve.entries import Entry
from ctct.resolve.numbering import Count, count
from ctct.resolve.places import NamedPlaces
from ctct.resolve.tree import Resolved
from ctct.source.places import Places
from ctct.source.retyped import retype
from ctct.source.spans import Spans
from ctct.source.text import decode
from ctct.source.yaml import load

LIMIT_BYTES = 8 * 1024 * 1024
"""How long a text may be to be checked while it is typed: some 30,000 works."""

SLOW = 0.1
"""From how many seconds on a check is too slow to be made several times over to recover a text."""


@dataclass(eq=False)
class Analysis:
    """An edition of a text. ``outcome`` is the verdict on it, ``whole`` the same for what of it can be understood: a half
    typed text is worked round for that. ``seconds`` is what the verdict cost.
    """

    uri: str
    source: Source
    kind: Kind
    text: Text
    version: int
    edition: int
    outcome: Outcome
    whole: Outcome | None = None
    seconds: float = 0.0

    @classmethod
    def of(cls, document: Document, source: Source) -> Analysis:
        """Return the analysis of a text before anything is known of it."""
        return cls(
            document.uri,
            source,
            document.kind,
            document.text,
            document.version,
            document.edition,
            Outcome(Gathered(source.name, Files())),
        )

    def judge(self, earlier: Analysis | None = None) -> None:
        """Find everything that is wrong with the text. What it has in common with an ``earlier`` one is not read again."""
        started = perf_counter()
        # To check it would keep the drafter waiting at each keystroke; the command takes it.
        if len(self.source.data) > LIMIT_BYTES:
            self.outcome = self.outcome.told([_too_long(len(self.source.data))])
        elif self.kind is Kind.DRAFT:
            found = _retyped(self.source, earlier) or check(self.source)
            self.outcome = self.whole = lint(found, Selection(), date.today())
        elif self.kind is Kind.REGISTER:
            self.outcome = self.whole = judged_register(self.source)
        elif self.kind is Kind.DOCUMENTS:
            self.outcome = self.whole = judged_documents(self.source)
        elif self.kind is Kind.PROGRESS:
            self.outcome, self.whole = judged_progress(self.source)
        elif self.kind is Kind.OPINIONS:
            self.outcome = self.whole = lint(check(self.source), Selection(), date.today())
        self.seconds = perf_counter() - started

    @property
    def is_whole(self) -> bool:
        """Whether all of the text and its danh bạ can be understood as they stand, or it is none to be understood."""
        if self.whole is None:
            return True
        return self.whole.resolved is not None if self.kind is Kind.DRAFT else not self.whole.failed

    def complete(self, earlier: Analysis | None) -> None:
        """Make the most of a text that cannot be understood as it stands, be it with what ``earlier`` knew."""
        if self.is_whole or self.whole is None:
            return
        usable = earlier if earlier and earlier.is_whole and earlier.kind is self.kind else None
        known = usable.whole if usable else None
        if not self._is_read:
            recover = _RECOVER[self.kind]
            # To recover costs several checks: of a long text the places of the earlier one must do.
            slow = usable is not None and usable.seconds > SLOW
            self.whole = None if slow else recover(self.source)
            if self.whole is None and known:
                self.whole = self._shifted(known)
        if self.whole and known and known.gathered.directory:
            self.whole = _changed(self.whole, directory=_with_names_of(known.gathered.directory, self.whole.gathered.directory))

    @property
    def _is_read(self) -> bool:
        """Whether the text itself, danh bạ aside, can be understood."""
        if self.whole is None:
            return False
        return self.whole.layout is not None if self.kind is Kind.DRAFT else self.whole.gathered.is_read

    def _shifted(self, known: Outcome) -> Outcome:
        """Return what was known of an earlier text, at its places in this one."""
        # The earlier analysis keeps its own: another request may be reading it.
        files, read = Files(), known.gathered.files
        files.update(read)
        files[self.name] = ShiftedPlaces(read[known.gathered.name], "".join(self.text.read))
        return _changed(known, files=files)

    @property
    def name(self) -> str:
        """The name that findings give the text."""
        return self.source.name

    @property
    def value(self) -> Any:
        """What the text says."""
        return self.whole.gathered.value if self.whole else None

    @property
    def places(self) -> Places:
        """Where it says so."""
        return self.whole.gathered.files[self.name] if self.whole else Spans.for_text("".join(self.text.read))

    @property
    def directory(self) -> DanhBa:
        """The danh bạ that the text names, or is."""
        return (self.whole.gathered.directory if self.whole else None) or DanhBa.model_construct()

    @property
    def documents(self) -> CitedDocuments:
        """The documents that the text may cite by id, or is a register of."""
        return (self.whole.gathered.documents if self.whole else None) or {}

    @property
    def conventions(self) -> Conventions | None:
        """The marks and the wording of the draft's layout."""
        return self.whole.layout.stylesheet.conventions if self.whole and self.whole.layout else None

    @cached_property
    def counted(self) -> Count | None:
        """The draft's nodes with their numbers."""
        draft = self.whole.draft if self.whole else None
        return count(draft, self.conventions) if draft and self.conventions else None

    @cached_property
    def named_places(self) -> NamedPlaces | None:
        """The places of the draft as files beside it call them."""
        draft = self.whole.draft if self.whole else None
        return NamedPlaces(draft, self.conventions) if draft and self.conventions else None

    @cached_property
    def entries(self) -> Mapping[tuple[str | int, ...], Entry]:
        """The nodes by their places."""
        return {entry.at: entry for entry in self.counted.walk()} if self.counted else {}

    @cached_property
    def resolved(self) -> Resolved | None:
        """The document with every number and name, as far as they are known."""
        whole = self.whole
        if whole is None or whole.draft is None or self.conventions is None:
            return None
        return whole.resolved or resolve(whole.draft, self.directory, self.conventions, documents=self.documents)

    @property
    def day(self) -> Span:
        """The days on which the document may be signed."""
        draft = self.whole.draft if self.whole else None
        return draft.ngay.span if draft else days(date.today().year)

    @property
    def register(self) -> Register:
        """The danh bạ as it stands on that day."""
        return Register(self.directory, self.day)

    def entry_at(self, path: tuple[str | int, ...]) -> Entry | None:
        """Return the innermost node that ``path`` leads into."""
        steps = (path[:length] for length in range(len(path), 0, -1))
        return next((self.entries[step] for step in steps if step in self.entries), None)


def _retyped(source: Source, earlier: Analysis | None) -> Outcome | None:
    """Check a draft in which little has been typed since it was checked before; ``None`` if it must be read anew."""
    before = earlier.outcome if earlier and earlier.kind is Kind.DRAFT and earlier.name == source.name else None
    places = before.gathered.files.get(source.name) if before else None
    if before is None or before.gathered.value is None or not isinstance(places, Spans):
        return None
    with suppress(Rejected):
        made = retype(before.gathered.value, places, decode(source.data))
        return examine(gather_round(source, *made)) if made else None
    return None


def judged_register(source: Source) -> Outcome:
    """Find everything that is wrong with a danh bạ and those that it includes."""
    files = Files()
    folder, file = source.folder, Path(source.name).name
    reader = DirectoryReader(root_of(folder), files, unsaved={**source.unsaved, folder / file: source.data})
    reader.read(file, folder, (), None)
    gathered = Gathered(source.name, files, directory=reader.directory(), root=root_of(folder))
    with suppress(Rejected):
        value, files[source.name] = load(decode(source.data))
        gathered = gathered._replace(value=value, is_read=True)
    return Outcome(gathered, tuple(reader.faults))


def recovered_register(source: Source) -> Outcome | None:
    """Return what is known of a danh bạ without what cannot be read in it."""
    read = load_legible(source.data, load)
    if read is None or not isinstance(read[0], dict):
        return None
    value, places = read
    outcome = judged_register(source._replace(data=places.text.encode()))
    outcome.gathered.files[source.name] = places
    return _changed(outcome, value=value, is_read=True)


def judged_documents(source: Source) -> Outcome:
    """Find everything that is wrong with a register of documents."""
    folder, file = source.folder, Path(source.name).name
    files, named = Files(), [(file, folder, (), None)]
    unsaved = {**source.unsaved, folder / file: source.data}
    documents, faults = read_documents(named, root_of(folder), files, unsaved)
    gathered = Gathered(source.name, files, root=root_of(folder), documents=documents)
    with suppress(Rejected):
        value, files[source.name] = load(decode(source.data))
        gathered = gathered._replace(value=value, is_read=True)
    return Outcome(gathered, faults)


def recovered_documents(source: Source) -> Outcome | None:
    """Return what is known of a register of documents without what cannot be read in it."""
    read = load_legible(source.data, load)
    if read is None or not isinstance(read[0], dict):
        return None
    value, places = read
    outcome = judged_documents(source._replace(data=places.text.encode()))
    outcome.gathered.files[source.name] = places
    return _changed(outcome, value=value, is_read=True)


def _changed(outcome: Outcome, **changes: Any) -> Outcome:
    """Return an outcome in which other things had been gathered."""
    return outcome._replace(gathered=outcome.gathered._replace(**changes))


def _with_names_of(earlier: DanhBa, now: DanhBa | None) -> DanhBa:
    """Return the danh bạ as it is now and, while something in it cannot be read, what was known before."""
    merged = {kind: {**getattr(earlier, kind), **getattr(now, kind, {})} for kind in ("nguoi", "co_quan", "nhom")}
    return (now or earlier).model_copy(update=merged)


def _too_long(size: int) -> Diagnostic:
    megabytes = decimal(size / 2**20)
    message = _(
        "tệp lớn «{megabytes} MB», quá mức {limit} MB để kiểm tra trong khi gõ",
        megabytes=megabytes,
        limit=LIMIT_BYTES >> 20,
    )
    return error("NG01", (), message, _("chia dự thảo thành nhiều tệp nhỏ hơn, hoặc kiểm tra bằng lệnh «ctct check»"))


_RECOVER: Mapping[Kind, Callable[[Source], Outcome | None]] = {
    Kind.DRAFT: recovered,
    Kind.REGISTER: recovered_register,
    Kind.DOCUMENTS: recovered_documents,
    Kind.PROGRESS: recovered_progress,
    Kind.OPINIONS: lambda source: None,
}
"""How a text that cannot be read is worked round: of opinions what was known before must do."""
