"""What the page shows: the pages of the last document that could be drawn, and what is wrong with the draft as it is now."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from pathlib import Path
from threading import Condition, Event
from typing import NamedTuple

from ctct.diagnostics import Diagnostic, Rejected, Severity
from ctct.emit.formats import Form, write
from ctct.emit.pages.engine import Pages
from ctct.language import _
from ctct.layout.blocks import Sheet
from ctct.layout.stylesheet import Stylesheet
from ctct.outcome import Outcome
from ctct.pipeline import check, sheet_of
from ctct.project.files import Files, Source, read_or_none
from ctct.project.folders import is_file
from ctct.report.located import Located, locate_each
from ctct.runs.check import Check
from ctct.runs.verdicts import unread
from ctct.watch.picture import GlyphOutlines, LineBox, LineShift, line_boxes, size_of, without_links
from ctct.watch.source_map import SourceMap

KEPT_EDITIONS = 2
"""Of how many editions pages are kept, for a browser that asks late."""

PATIENCE = 0.1
"""Seconds within which a browser fetches pages before the rules take the processor."""
PATIENCE_LINES = 10.0
"""Seconds within which it is known where pages come from."""

Found = tuple[tuple[Diagnostic, Located], ...]
"""Findings, each with its place."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page: ``mark`` names its picture, sizes are points, ``words`` are those of its paragraphs by their marks."""

    mark: str
    width: float
    height: float
    boxes: tuple[LineBox, ...]
    words: Mapping[int, str]


class _Drawing(NamedTuple):
    """A page as the engine draws it, and what is made of it: what the page shows, and the mere picture."""

    drawn: bytes
    page: Page
    bare: str

    @classmethod
    def of(cls, drawn: bytes, words: Mapping[int, str]) -> _Drawing:
        linked = drawn.decode()
        bare, boxes = without_links(linked), tuple(line_boxes(linked))
        said = {box.mark: words[box.mark] for box in boxes}
        return cls(drawn, Page(_digest_of(bare.encode()), *size_of(linked), boxes, said), bare)


@dataclass(frozen=True, slots=True)
class Edition:
    """What is to be seen after one save. ``fresh`` says that the pages are of the draft as it is, ``texts`` tells the texts
    that it rests on from others.
    """

    number: int = 0
    title: str = ""
    pages: tuple[Page, ...] = ()
    findings: tuple[Located, ...] = ()
    fresh: bool = False
    missing: bool = False
    texts: str = ""


@dataclass(frozen=True, slots=True)
class _LastDrawn:
    """The last document that could be drawn, and the draft that it was drawn from."""

    sheet: Sheet
    stylesheet: Stylesheet
    text: str
    edition: Edition
    source_map: SourceMap


@dataclass(slots=True)
class Preview:
    """The document of the draft at ``path``; ``name`` is what messages call it.

    ``files`` holds the texts that it rests on, by the names that findings give them, ``found`` what is wrong; ``beside`` are
    other files whose changes are news, too.
    """

    name: str
    path: Path
    edition: Edition = field(default_factory=Edition)
    outcome: Outcome | None = None
    changed: Condition = field(default_factory=Condition)
    files: Files = field(default_factory=Files)
    beside: tuple[Path, ...] = ()
    found: Found = ()
    _last_drawn: _LastDrawn | None = None
    _engine: Pages = field(default_factory=Pages)
    _shapes: GlyphOutlines = field(default_factory=GlyphOutlines)
    _drawings: list[_Drawing] = field(default_factory=list)
    _pictures: list[dict[str, str]] = field(default_factory=list)
    _shown: dict[int, tuple[Page, ...]] = field(default_factory=dict)
    _lines: Mapping[int, int] | None = None
    _fetched: Event = field(default_factory=Event)
    _is_looked_at: bool = False

    def rebuild(self) -> None:
        """Draw the draft as it is now, and wake whoever waits for that: for its pages first, then for what is wrong with it."""
        outcome = self._checked()
        if outcome.gathered.files:
            self.files = outcome.gathered.files
        drawn, outcome = self._drawn(outcome)
        missing = outcome.draft is None and not is_file(self.path)
        texts = _digest_of(*self.files.data.values(), *(read_or_none(path) or b"" for path in self.beside))
        made = replace(drawn or self._stale(), missing=missing, texts=texts)
        if drawn and self.edition.number:
            self._show_pages(made)
        lines = self._lines_of(made)
        outcome = Check.of_today().ruled(outcome)
        found = tuple(locate_each(outcome.findings, outcome.gathered.files, self.name))
        with self.changed:
            self.outcome, self.found, self._lines = outcome, found, lines
            self._publish(replace(made, findings=tuple(place for _, place in found)))
            self.changed.notify_all()

    def _show_pages(self, made: Edition) -> None:
        """Publish pages before all is known of the draft, and let a browser that looks at them fetch them."""
        with self.changed:
            self._fetched.clear()
            self._lines = None
            self._publish(replace(made, findings=self.edition.findings))
        if self._is_looked_at:
            self._fetched.wait(PATIENCE)

    def _lines_of(self, made: Edition) -> Mapping[int, int]:
        """Return the line of the draft as it is now for each mark on the pages."""
        last_drawn = self._last_drawn
        if last_drawn is None or made.fresh or self.name not in self.files:
            return last_drawn.source_map.lines if last_drawn else {}
        # Pages of an earlier save: a click must lead to where the line stands now.
        now = LineShift(last_drawn.text, self.files[self.name].text)
        return {mark: now(line) for mark, line in last_drawn.source_map.lines.items()}

    def outcome_shown(self) -> Outcome | None:
        """Return what is known of the draft whose pages are shown, once that is known; ``None`` before anything is."""
        with self.changed:
            self._await_lines()
            return self.outcome

    def lines(self) -> Mapping[int, int]:
        """Return the line of the draft for each mark on the pages, once they are known."""
        with self.changed:
            self._await_lines()
            return self._lines or {}

    def _await_lines(self) -> None:
        # Before the first edition there is nothing to wait for.
        self.changed.wait_for(lambda: self._lines is not None or not self.edition.number, PATIENCE_LINES)

    def _publish(self, made: Edition) -> None:
        # A save that changes nothing wakes nobody; the first edition is one even if it shows nothing.
        if replace(made, number=self.edition.number) == self.edition and self.edition.number:
            return
        self.edition = replace(made, number=self.edition.number + 1)
        self._shown = {**dict([*self._shown.items()][1 - KEPT_EDITIONS :]), self.edition.number: self.edition.pages}
        self.changed.notify_all()

    def pages_of(self, number: int) -> tuple[Page, ...]:
        """Return the pages of an edition, none if it is not one of the last."""
        return self._shown.get(number, ())

    def forget(self) -> None:
        """Forget all that can be drawn again, but not how many editions there were."""
        with self.changed:
            self.edition, self.outcome, self.found = Edition(self.edition.number), None, ()
            self.files, self._shown, self._last_drawn = Files(), {}, None
            self._drawings, self._pictures = [], []
            self._engine, self._shapes = Pages(), GlyphOutlines()

    def _checked(self) -> Outcome:
        try:
            return check(Source.from_file(self.name))
        except Rejected as rejected:
            return unread(self.name, rejected)

    def _drawn(self, outcome: Outcome) -> tuple[Edition | None, Outcome]:
        """Return an edition with the pages of ``outcome``, ``None`` where they cannot be drawn; and what there is to tell."""
        try:
            sheet = sheet_of(outcome)
            assert outcome.layout is not None
            stylesheet = outcome.layout.stylesheet
            source_map = SourceMap(outcome)
            pictures, face = self._engine.draw(sheet, stylesheet, source_map)
        except Rejected as rejected:
            return None, outcome._replace(findings=rejected.diagnostics)
        except Exception as fault:  # whatever a draft does to the engine, the next save must find someone watching
            traceback.print_exc(file=sys.stderr)
            return None, outcome.told([Diagnostic("IN06", Severity.ERROR, (), _("không vẽ được trang: {fault}", fault=fault))])
        if face.notice:
            outcome = outcome.told([Diagnostic("IN02", Severity.ADVICE, (), face.notice)])
        made = Edition(title=sheet.properties.title, pages=tuple(self._keep(pictures, source_map.words)), fresh=True)
        self._last_drawn = _LastDrawn(sheet, stylesheet, outcome.gathered.files[self.name].text, made, source_map)
        return made, outcome

    def _stale(self) -> Edition:
        """Return the last edition that could be drawn."""
        return replace(self._last_drawn.edition, fresh=False) if self._last_drawn else Edition()

    def _keep(self, pictures: list[bytes], words: Mapping[int, str]) -> list[Page]:
        # Most saves change one page: what was made of the others stands.
        old: list[_Drawing | None] = [*self._drawings, *([None] * len(pictures))]
        self._drawings = [
            known if known and known.drawn == drawn else _Drawing.of(drawn, words)
            for known, drawn in zip(old, pictures, strict=False)
        ]
        self._pictures = [*self._pictures, {one.page.mark: one.bare for one in self._drawings}][-KEPT_EDITIONS:]
        return [one.page for one in self._drawings]

    def picture(self, mark: str) -> bytes | None:
        """Return a page as SVG, ``None`` if it is none of those last drawn."""
        self._is_looked_at = True
        drawn = next((kept[mark] for kept in reversed(self._pictures) if mark in kept), None)
        made = None if drawn is None else self._shapes.merged(drawn).encode()
        self._fetched.set()
        return made

    def document(self, to: str) -> bytes | None:
        """Return the last document that could be drawn as ``pdf`` or ``docx``, ``None`` before there was one."""
        last_drawn = self._last_drawn
        return None if last_drawn is None else write(last_drawn.sheet, last_drawn.stylesheet, Form(to))[0]


def _digest_of(*texts: bytes) -> str:
    """Return what tells texts from others."""
    digest = blake2b(digest_size=12)
    for text in texts:
        digest.update(text)
    return digest.hexdigest()
