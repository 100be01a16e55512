"""Edited copies that are open beside drafts: what of each is offered in a draft as it stands, and where."""

from __future__ import annotations

from dataclasses import dataclass, field

from lsprotocol import types

from ctct.diagnostics import Rejected
from ctct.drafting.merge.beside import CopyFile
from ctct.drafting.merge.edits import Edit
from ctct.drafting.merge.merge import Foreign, Merged, Remark
from ctct.drafting.merge.offers import Offer, looked_at, offers, take
from ctct.drafting.merge.report import by_whom, in_words
from ctct.language import N_, _
from ctct.lsp.analysis import Analysis
from ctct.lsp.diagnostics import SOURCE
from ctct.lsp.positions import Text
from ctct.lsp.shifted import ShiftedPlaces
from ctct.source.places import Places
from ctct.source.spans import Region

LONGEST = 1000
"""How many letters of an edit's old and new words an editor shows."""
_TITLE = 60


@dataclass(eq=False)
class View:
    """What a copy comes to in one edition of a draft; ``taken`` has the draft after each edit that was asked for."""

    edition: int
    places: Places
    merged: Merged
    offers: list[Offer]
    taken: dict[str, bytes] = field(default_factory=dict)


@dataclass(eq=False)
class OpenCopy:
    """A copy that is open beside a draft. ``wrong`` says why there is nothing to show of it."""

    file: CopyFile
    view: View | None = None
    wrong: str = ""

    @property
    def name(self) -> str:
        """The name of its file."""
        return self.file.path.name

    def look(self, analysis: Analysis) -> None:
        """Find out what it comes to in a draft as it stands; while that cannot be built what was known stays."""
        if self.is_of(analysis) and not self.file.changed:
            return
        try:
            copy = self.file.read()
        except Rejected as rejected:
            self.view, self.wrong = None, rejected.diagnostics[0].message
            return
        try:
            merged = looked_at(analysis.source, copy, self.file.left)
        except Foreign:
            self.view, self.wrong = None, _("«{name}» không phải bản in từ dự thảo này", name=self.name)
        except Rejected:
            self.wrong = _("dự thảo đang có lỗi: sửa xong thì các chỗ sửa của bản này hiện lại")
        else:
            self.view, self.wrong = View(analysis.edition, analysis.places, merged, offers(merged)), ""

    def is_of(self, analysis: Analysis) -> bool:
        """Return whether what is known of it is of this edition of the draft."""
        return self.view is not None and self.view.edition == analysis.edition

    def leave(self, keys: set[str]) -> None:
        """Offer edits no more."""
        self.file.left |= keys
        self.view = None

    def taken(self, analysis: Analysis, key: str) -> bytes:
        """Return the draft with one of the edits."""
        assert self.view is not None
        if key not in self.view.taken:
            self.view.taken[key] = take(analysis.source, self.file.read(), key).data
        return self.view.taken[key]

    @property
    def keys(self) -> set[str]:
        """What its edits and remarks are known by."""
        if self.view is None:
            return set()
        return {*(one.edit.key for one in self.view.offers), *map(_key, self.view.merged.remarks)}

    @property
    def takeable(self) -> list[Offer]:
        """The edits that the draft can have."""
        return [one for one in self.view.offers if one.takeable] if self.view else []


@dataclass(frozen=True)
class Shown:
    """An edit with the finding that shows it."""

    offer: Offer
    finding: types.Diagnostic


def shown_offers(copy: OpenCopy, text: Text) -> list[Shown]:
    """Return the edits of a copy with how they are shown in a text, which may have been edited since they were found."""
    if copy.view is None:
        return []
    places = _now(copy.view.places, text)
    return [Shown(one, _finding(one, places, text)) for one in copy.view.offers]


def findings_of(copy: OpenCopy, text: Text) -> list[types.Diagnostic]:
    """Return all that there is to be shown of a copy in a text."""
    found = [one.finding for one in shown_offers(copy, text)]
    if copy.view is not None:
        places = _now(copy.view.places, text)
        found += [_remark(one, copy.name, places, text) for one in copy.view.merged.remarks if _key(one) not in copy.file.left]
    if copy.wrong:
        found.append(_told(copy.wrong, text.span(0, 0), types.DiagnosticSeverity.Warning, "ban-sua"))
    return found


def title_of(offer: Offer) -> str:
    """Return an edit as the title of an action has it."""
    return in_words(offer.edit, _TITLE)


def _now(places: Places, text: Text) -> ShiftedPlaces:
    return ShiftedPlaces(places, "".join(text.read))


def _finding(offer: Offer, places: ShiftedPlaces, text: Text) -> types.Diagnostic:
    edit = offer.edit
    region = _range(edit.region, places, text)
    lines = [in_words(one, LONGEST) for one in (edit, *offer.parts)]
    lines += [edit.why] if edit.why else []
    lines.append(by_whom(_authors(edit, *offer.parts), edit.date, edit.copy))
    levels, code = types.DiagnosticSeverity, {"taken": "gop-y", "conflict": "xung-dot"}.get(edit.fate, "khong-dua-vao-duoc")
    return _told("\n".join(lines), region, levels.Information if offer.takeable else levels.Warning, code)


def _authors(*edits: Edit) -> list[str]:
    return [author for edit in edits for author in edit.authors]


def _remark(one: Remark, copy: str, places: ShiftedPlaces, text: Text) -> types.Diagnostic:
    comment = one.comment
    words = N_("nhận xét (đã giải quyết): {words}\n{who}") if comment.resolved else N_("nhận xét: {words}\n{who}")
    message = _(words, words=comment.text, who=by_whom([comment.author or _("không rõ ai")], comment.date, copy))
    return _told(message, _range(one.region, places, text), types.DiagnosticSeverity.Hint, "nhan-xet")


def _key(one: Remark) -> str:
    return f"remark-{one.comment.id}"


def _range(region: Region | None, places: ShiftedPlaces, text: Text) -> types.Range:
    """Return what is underlined: of more than a line the first."""
    if region is None:
        return text.span(0, 0)
    start, end = places.region(region)
    line, column = places.line_column(start)
    return text.range(places, (start, min(end, start - column + 1 + len(places.line(line).rstrip()))))


def _told(message: str, region: types.Range, level: types.DiagnosticSeverity, code: str) -> types.Diagnostic:
    return types.Diagnostic(range=region, message=message, severity=level, code=code, source=_("{source} góp ý", source=SOURCE))
