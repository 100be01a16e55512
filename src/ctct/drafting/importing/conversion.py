"""A Word document → a draft and its proof: lines, zones, layout, assembly, assignees, references, text, the draft built."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ctct.compare.normal import folded
from ctct.diagnostics import Path as Place
from ctct.diagnostics import Rejected, Severity
from ctct.drafting.importing.assembly import Assembled, assemble
from ctct.drafting.importing.assignees import Names, name_assignees
from ctct.drafting.importing.capitals import Writing
from ctct.drafting.importing.front import UNKNOWN, front_of, layout_for
from ctct.drafting.importing.lines import Document, lines_of
from ctct.drafting.importing.proof import Proof, prove
from ctct.drafting.importing.references import link, link_likes, owners_in_value
from ctct.drafting.importing.remarks import Remark, remarks_on
from ctct.drafting.importing.retreat import put_at, take_back, value_at
from ctct.drafting.importing.typed_notes import with_typed_notes
from ctct.drafting.importing.writing import write_draft
from ctct.drafting.importing.zones import Zones, zones_of
from ctct.layout.stylesheet import Stylesheet
from ctct.model.body import LIKE
from ctct.model.document import VanBan
from ctct.model.types import LEVELS
from ctct.model.validation import validate
from ctct.outcome import Outcome
from ctct.pipeline import examine, sheet_of
from ctct.project.files import MARKDOWN, Source
from ctct.project.gather import gather, gather_round
from ctct.word.read import read_word
from ctct.word.views import accepted

_REMARK = "nhập từ «{}»"
_MOST_TRIES = 5


@dataclass(frozen=True, slots=True)
class Target:
    """Where a draft is to stand: the name of its file, the folder that its paths start from, the danh bạ that it names."""

    name: str
    folder: Path
    danh_ba: str | None = None

    @property
    def markdown(self) -> bool:
        """Whether the draft is to be in Markdown."""
        return self.name.lower().endswith(MARKDOWN)

    def source(self, text: str = "") -> Source:
        """Return the draft as if it stood there already."""
        return Source(self.name, text.encode(), self.folder)


@dataclass(slots=True)
class Imported:
    """What became of a document: the draft's ``text`` and ``outcome``, its ``proof`` (``None`` where it cannot be built), who
    was named in it, what else there is to tell.
    """

    name: str
    document: Document
    zones: Zones
    assembled: Assembled
    names: Names
    outcome: Outcome
    text: str = ""
    proof: Proof | None = None
    remarks: list[Remark] = field(default_factory=list)

    @property
    def day(self) -> str:
        """The day of the document in words, as far as it is known."""
        written = self.assembled.value["ngay"]
        return f"ngày {written}" if isinstance(written, str) else f"năm {written['nam']}"


def import_word(data: bytes, name: str, target: Target) -> Imported:
    """Return the draft of the Word document ``name``. Raises :class:`Rejected` for what is none, and for a faulty danh bạ."""
    word = accepted(read_word(data))
    document = with_typed_notes(lines_of(word))
    writing = Writing(line.plain for line in document.everything())
    zones = zones_of(document, writing)
    front, guesses = front_of(zones, layout_for(zones), document)
    if target.danh_ba:
        front["danh_ba"] = target.danh_ba
    first = _examined_front(front, target)
    assert first.layout is not None
    assert first.draft is not None
    style = first.layout.stylesheet
    assembled = assemble(zones, document, style, front, writing)
    names = Names(first.gathered.directory, first.draft.ngay.span)
    made = Imported(name, document, zones, assembled, names, first)
    name_assignees(assembled.value, (), names)
    assembled.linked = _linked(assembled.value, style)
    _build(made, target)
    _take_back_references(made, target)
    made.remarks = [*(Remark(0.3, guess) for guess in [*guesses, *assembled.guesses]), *remarks_on(made, word)]
    return made


def _examined_front(front: Mapping[str, Any], target: Target) -> Outcome:
    """Return what is known of a draft that says no more than ``front``: its layout and its danh bạ."""
    asked = {**front, "trich_yeu": UNKNOWN, "noi_dung": UNKNOWN, "nguoi_ky": {"ho_ten": UNKNOWN}}
    outcome = examine(gather_round(target.source(), asked))
    wrong = [fault for fault in outcome.gathered.faults if fault.severity is Severity.ERROR]
    if wrong or outcome.layout is None or outcome.draft is None:
        raise Rejected(wrong or outcome.findings)
    return outcome


def _linked(value: dict[str, Any], style: Stylesheet) -> list[tuple[Place, str]]:
    """Put ids in the place of the words that refer to places of the document itself."""
    likes = {at: owner.pop("nhu") for owner, at in owners_in_value(value, ()) if "nhu" in owner}
    try:
        draft = validate(VanBan, value)
    except Rejected:
        _say_likes(value, likes)
        return []
    left = link_likes(value, draft, style.conventions, likes)
    changed = link(value, draft, style.conventions)
    _say_likes(value, left)
    return changed


def _say_likes(value: dict[str, Any], likes: Mapping[Place, str]) -> None:
    """Say in words what leads nowhere: behind the last words of its node."""
    for at, said in likes.items():
        node = value_at(value, at)
        while level := next((level for level in LEVELS if node.get(level)), None):
            node = node[level][-1]
        node.setdefault("noi_dung", []).append(f"{LIKE}: {said}")


def _build(made: Imported, target: Target) -> None:
    """Write the draft, read it again and build it; what the layout refuses is taken back until it can be built."""
    for _ in range(_MOST_TRIES):
        made.text = write_draft(made.assembled.value, markdown=target.markdown, remarks=[_REMARK.format(made.name)])
        made.outcome = examine(gather(target.source(made.text)))
        faults = [fault for fault in made.outcome.findings if fault.severity is Severity.ERROR]
        if not faults:
            made.proof = prove(made.document, sheet_of(made.outcome))
            return
        taken = [take_back(made.assembled, fault.at) for fault in faults]
        if not any(taken):
            return


def _take_back_references(made: Imported, target: Target) -> None:
    """Put the words back where a reference is not printed as the document has it."""
    if made.proof is None or not made.assembled.linked:
        return
    missing = {folded(one.text) for one in made.proof.missing}
    wrong = [(at, text) for at, text in made.assembled.linked if folded(text) in missing]
    for at, text in wrong:
        put_at(made.assembled.value, at, text)
    if wrong:
        made.assembled.linked = [one for one in made.assembled.linked if one not in wrong]
        _build(made, target)
