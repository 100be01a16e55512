"""The notes at the foot of pages."""

from __future__ import annotations

from ctct.emit.style_names import NOTE
from ctct.emit.word.drawing import BlockWriter
from ctct.emit.word.elements import Element, add, read_xml
from ctct.layout.blocks import Note, NoteMark


def inner_notes(notes: tuple[Note, ...]) -> frozenset[int]:
    """Return the numbers of the notes whose first mark stands in another note."""
    return frozenset(
        piece.number for note in notes for piece in note.content if isinstance(piece, NoteMark) and not piece.again
    )


def footnotes_root(notes: tuple[Note, ...], writer: BlockWriter) -> Element:
    """Return the root of the footnotes part; a note that a note marks stands below it, for Word has no notes of notes."""
    root = read_xml("footnotes")
    by_number = {note.number: note for note in notes}
    for note in notes:
        if note.number not in writer.inner_notes:
            made = add(root, "footnote", id=note.number)
            writer.write_note(note, NOTE, made, inner=False)
            _write_inner(note, by_number, writer, made)
    return root


def _write_inner(note: Note, by_number: dict[int, Note], writer: BlockWriter, into: Element) -> None:
    for piece in note.content:
        if isinstance(piece, NoteMark) and not piece.again:
            inner = by_number[piece.number]
            writer.write_note(inner, NOTE, into, inner=True)
            _write_inner(inner, by_number, writer, into)
