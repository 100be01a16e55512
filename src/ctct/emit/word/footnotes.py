"""The notes at the foot of pages: ``footnotes.xml``."""

from __future__ import annotations

from collections.abc import Iterator

from ctct.emit.style_names import NOTE
from ctct.emit.word.ooxml import DECLARATION, WORD_NAMESPACES, val
from ctct.emit.word.styles import NOTE_MARK
from ctct.emit.word.wordml import Pen, run
from ctct.layout.blocks import Note, NoteMark

_LOOK = f"<w:rPr>{val('rStyle', NOTE_MARK)}</w:rPr>"
_LINES = "".join(
    f'<w:footnote w:type="{line}" w:id="{place}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
    f"<w:r><w:{line}/></w:r></w:p></w:footnote>"
    for place, line in ((-1, "separator"), (0, "continuationSeparator"))
)


def inner_notes(notes: tuple[Note, ...]) -> frozenset[int]:
    """Return the numbers of the notes whose first mark stands in another note."""
    return frozenset(
        piece.number for note in notes for piece in note.content if isinstance(piece, NoteMark) and not piece.again
    )


def write_footnotes(notes: tuple[Note, ...], pen: Pen) -> Iterator[str]:
    """Yield ``footnotes.xml``; a note that a note marks stands below it, for Word has no notes of notes."""
    yield f"{DECLARATION}<w:footnotes {WORD_NAMESPACES}>{_LINES}"
    by_number = {note.number: note for note in notes}
    for note in notes:
        if note.number not in pen.inner_notes:
            yield f'<w:footnote w:id="{note.number}">{pen.note(note, NOTE, f"<w:r>{_LOOK}<w:footnoteRef/></w:r>")}'
            yield from _below(note, by_number, pen)
            yield "</w:footnote>"
    yield "</w:footnotes>"


def _below(note: Note, by_number: dict[int, Note], pen: Pen) -> Iterator[str]:
    for piece in note.content:
        if isinstance(piece, NoteMark) and not piece.again:
            inner = by_number[piece.number]
            yield pen.note(inner, NOTE, run(str(inner.number), _LOOK))
            yield from _below(inner, by_number, pen)
