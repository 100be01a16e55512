"""The blocks of a place (the body, a cell, a note) with what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy

from lxml import etree

from ctct.compare.alignment import Line, align
from ctct.language import _
from ctct.word.redline.edits import Edit
from ctct.word.redline.markup import Element, Fate
from ctct.word.redline.names import W
from ctct.word.redline.paragraphs import Paragraph, Said, Signs
from ctct.word.redline.steps import Block, Step, steps
from ctct.word.redline.tables import Row, Table
from ctct.word.redline.untracked import TABLES, same_frame

_P, _TBL = W + "p", W + "tbl"
_AROUND = {W + "sdt", W + "sdtContent", W + "customXml"}


class Places:
    """Writes the places of one document. ``notes`` are the signs of notes by their ids, in the old file and in the new one;
    ``whole`` asks for whole paragraphs out and in. ``untracked`` is what differs and is not recorded.
    """

    def __init__(self, edit: Edit, signs: Signs, notes: tuple[dict[str, str], dict[str, str]], *, whole: bool) -> None:
        self._signs = signs
        self._old_signs, self._new_signs = notes
        self._whole = whole
        self._moves = 0
        self.untracked: list[str] = []
        self._edit, self._author = edit, edit.author

    def write(self, old: Element | None, new: Element | None) -> list[Element]:
        """Return the blocks of a place that was ``old`` and is ``new``; either may be nothing."""
        olds = list(self._blocks(old, self._old_signs)) if old is not None else []
        news = list(self._blocks(new, self._new_signs)) if new is not None else []
        names: dict[int, str] = {}
        return [made for step in steps(olds, news, whole=self._whole) for made in self._written(step, names)]

    def _blocks(self, place: Element, notes: dict[str, str]) -> Iterator[Block]:
        for child in place:
            if child.tag == _P:
                yield Paragraph(child, self._signs, notes)
            elif child.tag == _TBL:
                yield Table(child)
            elif child.tag in _AROUND:
                yield from self._blocks(child, notes)

    def _written(self, step: Step, names: dict[int, str]) -> Iterable[Element]:
        if step.is_table:
            return [self._table(step)]
        if step.kind == "keep":
            return self._kept(step)
        block = (step.olds or step.news)[0]
        if step.move is not None:
            return self._moved(step, block, names)
        fate: Fate = "del" if step.kind == "strike" else "ins"
        return [self._edit.without_mark(block, fate) if step.unmarked else self._edit.whole(block, fate, fate)]

    def _kept(self, step: Step) -> list[Element]:
        old, new = step.olds[0], step.news[0]
        if len(step.olds) == len(step.news) == 1 and _alike(old, new):
            self._edit.pass_by(new)
            return [new.element]
        made: list[Element] = self._edit.write(step.olds, step.news)
        return made

    def _moved(self, step: Step, block: Paragraph, names: dict[int, str]) -> list[Element]:
        assert step.move is not None
        if step.move not in names:
            self._moves += 1
            names[step.move] = f"move{self._moves}"
        fate: Fate = "moveFrom" if step.kind == "strike" else "moveTo"
        made = self._edit.whole(block, fate, fate)
        start = self._author.change(f"{fate}RangeStart", name=names[step.move])
        made.insert(1 if len(made) and made[0].tag == W + "pPr" else 0, start)
        return [made, self._author.range_end(f"{fate}RangeEnd", start)]

    # --- tables ---

    def _table(self, step: Step) -> Element:
        old: Table | None = step.olds[0] if step.olds else None
        new: Table | None = step.news[0] if step.news else None
        of = new or old
        assert of is not None
        if old and new:
            self._tell_frame(old.element, new.element, "tblPr", "tblGrid")
        made = etree.Element(_TBL)
        made.extend(deepcopy(one) for one in of.element if one.tag != W + "tr")
        made.extend(self._rows(old.rows if old else [], new.rows if new else []))
        return made

    def _tell_frame(self, old: Element, new: Element, *names: str) -> None:
        if _(TABLES) not in self.untracked and not same_frame(old, new, *names):
            self.untracked.append(_(TABLES))

    def _rows(self, olds: Sequence[Row], news: Sequence[Row]) -> Iterator[Element]:
        matches = align([Line(row.text) for row in olds], [Line(row.text) for row in news])
        kept = {
            one.new[0]: one.old[0]
            for one in matches
            if not one.moved and len(one.old) == len(one.new) == 1 and olds[one.old[0]].shape == news[one.new[0]].shape
        }
        told = 0
        for at, row in enumerate(news):
            if at not in kept:
                yield self._row(None, row)
                continue
            yield from (self._row(old, None) for old in olds[told : kept[at]])
            yield self._row(olds[kept[at]], row)
            told = kept[at] + 1
        yield from (self._row(old, None) for old in olds[told:])

    def _row(self, old: Row | None, new: Row | None) -> Element:
        row = new or old
        assert row is not None
        made = etree.Element(W + "tr")
        made.extend(deepcopy(one) for one in row.element if one.tag != W + "tc")
        if old is None or new is None:
            properties = made.find(W + "trPr")
            if properties is None:
                properties = etree.Element(W + "trPr")
                made.insert(1 if made.find(W + "tblPrEx") is not None else 0, properties)
            properties.append(self._author.change("ins" if old is None else "del"))
        for at, cell in enumerate(row.cells):
            if old and new:
                self._tell_frame(old.cells[at], cell, "tcPr")
            filled = etree.SubElement(made, W + "tc")
            filled.extend(deepcopy(one) for one in cell if one.tag == W + "tcPr")
            filled.extend(self.write(old.cells[at] if old else None, new.cells[at] if new else None))
        return made


def _alike(old: Paragraph, new: Paragraph) -> bool:
    """Return whether nothing about a paragraph has changed."""
    return old.plain == new.plain and old.written == new.written and _looks(old) == _looks(new)


def _looks(paragraph: Paragraph) -> list[tuple[int, Said]]:
    """Return where looks change, runs of one look taken together."""
    looks: list[tuple[int, Said]] = []
    for one in paragraph.stretches:
        if looks and looks[-1][1] == one.written:
            looks.pop()
        looks.append((one.end, one.written))
    return looks
