"""The draft, built, against the document that it was made of: every line, number, note and cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ctct.compare.normal import folded
from ctct.drafting.importing.labels import read_labels, same_number
from ctct.drafting.importing.lines import Document, Line
from ctct.drafting.importing.matching import Matching, Original, Printed, is_explained
from ctct.layout.blocks import Block, Box, Contents, Grid, Inline, NoteMark, PageBottom, Paragraph, Sheet, Table


@dataclass(slots=True)
class Proof:
    """What of a document was found again: the ``verdict`` of each line is ``equal``, ``near`` (but for what the layout sets:
    capitals, punctuation), ``explained`` (page numbers, rules) or ``missing``; ``extra`` lines are the layout's own.
    """

    lines: list[Original] = field(default_factory=list)
    extra: list[Printed] = field(default_factory=list)
    moved: list[Original] = field(default_factory=list)

    def share(self, *kinds: str) -> tuple[int, int]:
        """Return how many lines of some kinds were found again, and of how many."""
        asked = [one for one in self.lines if one.kind in kinds and one.verdict != "explained"]
        return sum(one.verdict in ("equal", "near") for one in asked), len(asked)

    @property
    def missing(self) -> list[Original]:
        """The lines that were not found again."""
        return [one for one in self.lines if one.verdict == "missing"]

    def numbers(self) -> tuple[int, int]:
        """Return how many numbers read as before, and of how many."""
        asked = [one for one in self.lines if one.label and one.verdict != "explained"]
        return sum(one.printed is not None and _reads_alike(one) for one in asked), len(asked)

    @property
    def renumbered(self) -> list[Original]:
        """The lines found again under another number."""
        return [one for one in self.lines if one.label and one.printed is not None and not _reads_alike(one)]


def _reads_alike(one: Original) -> bool:
    printed = one.printed
    assert printed is not None
    return same_number(one.label, printed.label) or folded(printed.whole).startswith(folded(one.label).rstrip(".)"))


def prove(document: Document, sheet: Sheet) -> Proof:
    """Compare a document with what was built of its draft."""
    numbers = {note: place for place, note in enumerate(document.notes, 1)}
    proof = Proof([*_originals(document, numbers)])
    printed = printed_lines(sheet)
    Matching(proof.lines, printed).run()
    for one in proof.lines:
        if not one.verdict:
            one.verdict = "explained" if is_explained(one) else "missing"
    proof.extra = [one for one in printed if not one.taken and any(map(str.isalnum, one.whole))]
    proof.moved = _moved(proof.lines, printed)
    return proof


def _originals(document: Document, numbers: dict[str, int]) -> Iterator[Original]:
    for block in document.blocks:
        if isinstance(block, Line):
            yield _original(block, "line", numbers)
        else:
            yield from (_original(line, "cell", numbers) for line in block.lines())
    yield from (_original(line, "edge", numbers) for line in document.edges)
    yield from (_original(line, "box", numbers) for line in document.boxes)
    for note in document.notes.values():
        if note:
            yield Original(note[0], "note", " ".join(_marked(line, numbers) for line in note))


def _original(line: Line, kind: str, numbers: dict[str, int]) -> Original:
    text = _marked(line, numbers)
    label = line.label if any(map(str.isalnum, line.label)) else ""
    if not label and kind == "line" and (labels := read_labels(line.text)):
        label = labels[0].written
    return Original(line, kind, text, label)


def _marked(line: Line, numbers: dict[str, int]) -> str:
    if not any(span.note for span in line.stretches):
        return line.text
    return "".join(f"⟨{numbers.get(span.note, '')}⟩" if span.note else span.text for span in line.stretches)


def printed_lines(sheet: Sheet) -> list[Printed]:
    """Return the lines of a sheet, those of cells and notes among them."""
    printed = [*_printed(sheet.first_header), *_printed(sheet.blocks), *_printed(sheet.first_footer)]
    return printed + [Printed("", _words(note.content)) for note in sheet.notes]


def _printed(blocks: Iterable[Block]) -> Iterator[Printed]:
    for block in blocks:
        if isinstance(block, Paragraph):
            label = block.number.printed if block.number else ""
            if label or block.content:
                yield Printed(label, _words(block.content))
        elif isinstance(block, Box):
            yield Printed("", _words(block.content))
        elif isinstance(block, Contents):
            yield from (Printed("", line.text) for line in block.lines)
        else:
            yield from _printed(_inside(block))


def _inside(block: Block) -> Iterator[Block]:
    """Yield the blocks that a block holds."""
    if isinstance(block, PageBottom):
        yield from block.blocks
    elif isinstance(block, Grid):
        yield from (inner for row in block.rows for cell in row for inner in cell.blocks)
    elif isinstance(block, Table):
        yield from (inner for line in block.rows for cell in line.cells for inner in cell.blocks)


def _words(content: tuple[Inline, ...]) -> str:
    return "".join(f"⟨{piece.number}⟩" if isinstance(piece, NoteMark) else piece.text for piece in content)


def _moved(originals: Sequence[Original], printed: Sequence[Printed]) -> list[Original]:
    """Return the fewest lines of the text that stand elsewhere in what was built: those off the longest rising sequence."""
    places = {id(one): place for place, one in enumerate(printed)}
    lines = [one for one in originals if one.printed is not None and one.kind == "line"]
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, one in enumerate(lines):
        place = places[id(one.printed)]
        at = bisect_right(ends, place)
        ends[at : at + 1] = [place]
        last[at : at + 1] = [index]
        before.append(last[at - 1] if at else -1)
    kept = set()
    step = last[-1] if last else -1
    while step >= 0:
        kept.add(step)
        step = before[step]
    return [one for index, one in enumerate(lines) if index not in kept]
