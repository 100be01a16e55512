"""Resolves the marks inside texts: references, names from the danh bạ, notes in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ctct.diagnostics import Diagnostic, Guesses, Path, error, warning
from ctct.language import _
from ctct.resolve.assignees import Register
from ctct.resolve.entries import Entry
from ctct.resolve.inlines import Origin
from ctct.resolve.references import capitalised, italicised, reference_phrase
from ctct.resolve.tree import Inline, Inlines, Link, Note, NoteMark, Run
from ctct.source.bullets import glued_items, told_of_glued
from ctct.source.inline import CitationMark, Mark, Reference, Words, read_inline
from ctct.source.unaccented import as_id

if TYPE_CHECKING:
    from ctct.model.cited_documents import CitedDocuments
    from ctct.resolve.citations import CitationReader

_line_in = re.compile(r"[ \t]*(?P<words>[^\n]*)(?:\n|$)")


class TextReader:
    """Resolves one document's texts; must be given them in reading order, for the notes are numbered as they come.

    ``documents`` are those that may be cited by id, worded with the ``words`` of the layout; ``linked`` are the names of the
    bookmarks that references lead to, ``numbers`` those of the notes by their ids.
    """

    def __init__(
        self,
        by_id: Mapping[str, Entry],
        register: Register,
        written_notes: Mapping[str, str],
        documents: CitedDocuments | None,
        words: Mapping[str, str],
    ) -> None:
        self.by_id, self.register, self.written_notes = by_id, register, written_notes
        self.documents, self.words = documents, words
        self.faults: list[Diagnostic] = []
        self.numbers: dict[str, int] = {}
        self.marked: list[str] = []
        self.linked: set[str] = set()
        self._citations: CitationReader | None = None
        self._ids = Guesses(lambda: self.by_id)
        self._names = Guesses(lambda: [*self.by_id, *self.register])
        self._notes = Guesses(lambda: self.written_notes)

    def read(self, text: str, at: Path, source: Entry | None = None, *, goes_on: bool = False) -> Inlines:
        """Return the pieces of ``text``, which stands at ``at`` and inside ``source``; ``goes_on`` says that it is printed
        behind other words of a sentence.
        """
        if "\n" in text:
            self._check_glued(text, at)
        pieces: list[Inline] = []
        for piece in read_inline(text):
            if isinstance(piece, Words):
                origin = Origin(0, len(piece.text), at, *piece.part, True)
                pieces.append(Run(piece.text, piece.italic, piece.bold, "", (origin,)))
            elif isinstance(piece, Mark):
                pieces.append(self._note(piece, at))
            elif isinstance(piece, CitationMark):
                pieces.append(self._citation(piece, at))
            else:
                words = self._reference(piece, at, source)
                opens = piece.opens and not (goes_on and piece.first)
                pieces.extend(_made_of(capitalised(words) if opens else words, at, piece.part))
        return tuple(pieces)

    def read_lines(self, lines: tuple[str, ...] | None, at: Path, source: Entry | None = None) -> tuple[Inlines, ...]:
        """Return ``lines``, which stand at ``at`` and inside ``source``, resolved."""
        return tuple(self.read(line, (*at, index), source) for index, line in enumerate(lines or ()))

    def _check_glued(self, text: str, at: Path) -> None:
        """Tell of the first line that looks like an item of a list and is printed behind the line above it."""
        lines = list(_line_in.finditer(text))
        for number in glued_items([line["words"] for line in lines])[:1]:
            line = lines[number]
            self.faults.append(warning("NG34", at, *told_of_glued(line["words"]), part=line.span("words")))

    def _note(self, mark: Mark, at: Path) -> Inline:
        if mark.id not in self.written_notes:
            meant = as_id(mark.id)
            guess = _("có phải «{meant}»?", meant=meant) if meant in self.written_notes else self._notes.nearest(mark.id)
            fix = f"[^{meant}]" if meant in self.written_notes else None
            hint = guess or _("thêm lời chú thích vào «chu_thich»")
            self.faults.append(error("CT01", at, _("không có chú thích «{id}»", id=mark.id), hint, part=mark.part, fix=fix))
            return Run(f"[?{mark.id}]")  # which is never printed
        again = mark.id in self.numbers
        if not again:
            self.marked.append(mark.id)
        return NoteMark(self.numbers.setdefault(mark.id, len(self.marked)), again, (Origin(0, 0, at, *mark.part, True),))

    def _citation(self, mark: CitationMark, at: Path) -> Inline:
        if self._citations is None:
            from ctct.resolve.citations import CitationReader  # most documents cite none by id

            self._citations = CitationReader(self.documents, self.words, self.faults)
        words = self._citations.read(mark, at) or unresolved([mark.id])[0].text
        return Run(words, mark.italic, at=(Origin(0, len(words), at, *mark.part),))

    def _reference(self, reference: Reference, at: Path, source: Entry | None) -> Inlines:
        unknown = [name for name in reference.ids if name not in self.by_id]
        if not unknown:
            self._check_ambiguous(reference, at)
            pieces = self._phrase(reference.ids, source, reference.short)
        elif len(reference.ids) == 1 and unknown[0] in self.register:
            pieces = self._name(unknown[0], reference, at)
        else:
            pieces = self._unknown(unknown, reference, at)
        return italicised(pieces) if reference.italic else pieces

    def _phrase(self, names: tuple[str, ...], source: Entry | None, short: bool) -> Inlines:
        pieces = reference_phrase([self.by_id[name] for name in names], source, short)
        self.linked.update(piece.bookmark for piece in pieces if isinstance(piece, Link))
        return pieces

    def _name(self, name: str, reference: Reference, at: Path) -> Inlines:
        text, wrong = self.register.name(name, reference.short)
        if wrong:
            self.faults.append(error("DB02", at, wrong, part=reference.part))
        return (Run(text),)

    def _unknown(self, names: list[str], reference: Reference, at: Path) -> Inlines:
        if accented := self._with_accents(reference, at):
            self.faults.append(accented)
            return unresolved(names)
        for name in names:
            hint = self._names.nearest(name) or _("đặt «id» cho mục cần viện dẫn; chữ @ thường thì viết «\\@»")
            self.faults.append(error("VD01", at, _("không có mục nào mang mã «{name}»", name=name), hint, part=reference.part))
        return unresolved(names)

    def _with_accents(self, reference: Reference, at: Path) -> Diagnostic | None:
        """Return the finding that a reference is an id but for its accents or capitals, which ended the mark too soon."""
        written = reference.ids[-1] + reference.glued
        meant = as_id(written)
        if not reference.glued or (meant not in self.by_id and meant not in self.register):
            return None
        end = reference.part[1]
        part = (end - len(reference.ids[-1]), end + len(reference.glued))
        message = _("không có mục nào mang mã «{written}»", written=written)
        return error("VD01", at, message, _("có phải «{meant}»?", meant=meant), part=part, fix=meant)

    def _check_ambiguous(self, reference: Reference, at: Path) -> None:
        for name in reference.ids:
            if name in self.register:
                message = _("mã «{name}» vừa là một mục của dự thảo, vừa có trong danh bạ", name=name)
                self.faults.append(error("VD02", at, message, _("đổi một trong hai mã"), part=reference.part))

    def targets(self, names: tuple[str, ...], at: Path, source: Entry | None) -> Inlines:
        """Return the full phrase for ``names``, ids of nodes given as a field rather than inside a text."""
        if unknown := self.check_targets(names, at):
            return unresolved(unknown)
        return self._phrase(tuple(name.removeprefix("@") for name in names), source, short=False)

    def check_targets(self, names: tuple[str, ...], at: Path) -> list[str]:
        """Tell of ``names``, ids of nodes given as a field, that no node has; return those."""
        names = tuple(name.removeprefix("@") for name in names)
        unknown = [name for name in names if name not in self.by_id]
        for name in unknown:
            meant = as_id(name) if as_id(name) in self.by_id else None
            hint = (
                _("có phải «{meant}»?", meant=meant) if meant else self._ids.nearest(name) or _("đặt «id» cho mục cần viện dẫn")
            )
            where = (*at, names.index(name)) if len(names) > 1 else at
            self.faults.append(error("VD01", where, _("không có mục nào mang mã «{name}»", name=name), hint, fix=meant))
        return unknown

    def notes(self) -> tuple[Note, ...]:
        """Return the notes that were marked, in order; a note that a note marks comes after those of the body."""
        notes: list[Note] = []
        for name in self.marked:  # reading a note may mark others: the list grows, and they are read in their turn
            notes.append(Note(len(notes) + 1, name, self.read(self.written_notes[name], ("chu_thich", name))))
        for name in self.written_notes:
            if name not in self.numbers:
                message = _("chú thích «{name}» không được dùng ở đâu", name=name)
                hint = _("ghi «[^{name}]» ở chỗ cần chú thích, hoặc bỏ đi", name=name)
                self.faults.append(warning("CT02", ("chu_thich", name), message, hint, on_key=True))
        return tuple(notes)


def _made_of(pieces: Inlines, at: Path, part: tuple[int, int]) -> Iterator[Inline]:
    """Yield the words for a reference, which come from its mark."""
    for piece in pieces:
        yield piece if isinstance(piece, NoteMark) else piece._replace(at=(Origin(0, len(piece.text), at, *part),))


def unresolved(names: list[str]) -> tuple[Run]:
    """Return what stands for ids that lead nowhere: one fault must not hide another, so the text goes on."""
    return (Run("".join(f"[?{name}]" for name in names)),)
