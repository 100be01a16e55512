"""What is done with the blocks of a place, one after another: kept, struck out, put in, moved; how its last marks are saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ctct.compare.alignment import Line, Match, align
from ctct.compare.formulas import is_assignment
from ctct.compare.hunks import hunks
from ctct.word.redline.paragraphs import Paragraph
from ctct.word.redline.tables import Table

Block = Paragraph | Table
LEAST_MOVED = 3
"""Fewer words than this are not shown as moved: they stand in too many places."""
_TABLE = "\ue001 "


@dataclass(slots=True)
class Step:
    """``keep`` has old blocks and the new ones that they became; ``strike`` and ``insert`` one block each, half of a move if
    they have a ``move``. One that is ``unmarked`` stays an empty paragraph once its words are gone.
    """

    kind: Literal["keep", "strike", "insert"]
    olds: list[Any]
    news: list[Any]
    move: int | None = None
    unmarked: bool = False

    @property
    def is_table(self) -> bool:
        """Whether it is about a table."""
        return isinstance((self.news or self.olds)[0], Table)


def steps(olds: Sequence[Block], news: Sequence[Block], *, whole: bool = False) -> list[Step]:
    """Return what makes the new blocks of the old ones; ``whole`` changes no paragraph within."""
    matches = align([_line(one) for one in olds], [_line(one) for one in news])
    found = _ordered([one for one in matches if one.old and one.new and _holds(one, olds, news, whole)], olds, news)
    _save_last_marks(found)
    found = found if whole else _tied(found)
    for at in range(len(found) - 2):
        if _parts_tables(found[at : at + 3]):
            found[at + 1 : at + 3] = found[at + 2], found[at + 1]
    return found


def _parts_tables(three: Sequence[Step]) -> bool:
    """Return whether of three steps the second leaves nothing but the end of a section before a table that is struck out, which
    may as well stand before it.
    """
    before, ending, behind = three
    last = ending.news[-1] if ending.kind == "keep" and len(ending.news) == len(ending.olds) == 1 else None
    ends = isinstance(last, Paragraph) and last.only_ends_section and not ending.olds[-1].text
    return ends and not before.is_table and behind.kind == "strike" and behind.is_table


def _line(block: Block) -> Line:
    if isinstance(block, Table):
        return Line(_TABLE + block.text)
    return Line(block.plain, block.key, is_assignment(block.plain))


def _holds(match: Match, olds: Sequence[Block], news: Sequence[Block], whole: bool) -> bool:
    """Return whether a match is kept, or moved just as it was; what is moved and reworded is struck out and put in."""
    ours, theirs = [olds[at] for at in match.old], [news[at] for at in match.new]
    one, other = ours[0], theirs[0]
    if len({type(block) for block in (*ours, *theirs)}) > 1:
        return False
    if isinstance(one, Table) or isinstance(other, Table):
        return not match.moved and len(ours) == len(theirs) == 1 and one.shape == other.shape  # type: ignore[union-attr]
    same = len(ours) == len(theirs) == 1 and one.plain == other.plain and one.written == other.written
    if match.moved:
        return same and not whole and len(one.text.split()) >= LEAST_MOVED
    return same or not whole


def _ordered(matches: list[Match], olds: Sequence[Block], news: Sequence[Block]) -> list[Step]:
    """Return all blocks in the order in which they are written: what is struck out stands where it stood."""
    moved_from = {one.old[0]: number for number, one in enumerate(matches) if one.moved}
    moved_to = {one.new[0]: number for number, one in enumerate(matches) if one.moved}
    kept = {one.new[0]: one for one in matches if not one.moved}
    found: list[Step] = []
    old = new = 0
    while new < len(news) or old < len(olds):
        if new in kept:
            match = kept[new]
            found += [Step("strike", [olds[at]], [], moved_from.get(at)) for at in range(old, match.old[0])]
            found.append(Step("keep", [olds[at] for at in match.old], [news[at] for at in match.new]))
            old, new = match.old[-1] + 1, match.new[-1] + 1
        elif new < len(news):
            found.append(Step("insert", [], [news[new]], moved_to.get(new)))
            new += 1
        else:
            found.append(Step("strike", [olds[old]], [], moved_from.get(old)))
            old += 1
    return _struck_first(found)


def _struck_first(found: list[Step]) -> list[Step]:
    """Return the steps with what is struck out before what is put in at the same place."""
    ordered: list[Step] = []
    loose: list[Step] = []
    for step in [*found, None]:
        if step is not None and step.kind != "keep":
            loose.append(step)
            continue
        ordered += [one for one in loose if one.kind == "strike"] + [one for one in loose if one.kind == "insert"]
        loose = []
        if step is not None:
            ordered.append(step)
    return ordered


def _save_last_marks(found: list[Step]) -> None:
    """See to it that no paragraph at the end of a place, or before a table, must lose its mark: Word keeps it."""
    start = 0
    for at, step in enumerate([*found, None]):
        if step is None or step.is_table:
            _save_last_mark(found, start, at)
            start = at + 1
    found[:] = [step for step in found if step.olds or step.news]


def _save_last_mark(found: list[Step], start: int, end: int) -> None:
    first = end
    while first > start and found[first - 1].kind != "keep":
        first -= 1
    loose = found[first:end]
    if not loose:
        return
    _undo_moves(found, loose)
    struck = [step for step in loose if step.kind == "strike"]
    inserted = [step for step in loose if step.kind == "insert"]
    if struck and inserted:  # the last of both are one paragraph
        inserted[-1].kind, inserted[-1].olds = "keep", struck[-1].olds
        struck[-1].olds = []
        return
    before = found[first - 1] if first > start else None
    if before is None:
        loose[-1].unmarked = True
        return
    for step in loose:  # what is kept before them was split into them, or joined with them
        before.olds, before.news = before.olds + step.olds, before.news + step.news
        step.olds, step.news = [], []


def _tied(found: list[Step]) -> list[Step]:
    """Return the steps with what stands behind a paragraph whose last words have changed split from it, or joined with it:
    LibreOffice takes the words and all that stands right behind them for one change, with the mark between them.
    """
    tied: list[Step] = []
    for step in found:
        last = tied[-1] if tied else None
        if last and last.kind == "keep" and not last.is_table and _goes_on(last, step):
            last.olds, last.news = last.olds + step.olds, last.news + step.news
        else:
            tied.append(step)
    return tied


def _goes_on(kept: Step, step: Step) -> bool:
    if step.kind == "keep" or step.is_table or step.move is not None or step.unmarked:
        return False
    if len(kept.news) != len(kept.olds):
        return (len(kept.news) > len(kept.olds)) == (step.kind == "insert")
    old, new = kept.olds[-1].plain, kept.news[-1].plain
    last = hunks(old, new)[-1:] if old.split()[-1:] != new.split()[-1:] else []
    put_in = any(one.new_start < one.new_end == len(new) for one in last)
    return put_in if step.kind == "insert" else any(one.old_end == len(old) for one in last) and not put_in


def _undo_moves(found: list[Step], loose: list[Step]) -> None:
    """Make of moves that end here two changes: half a move is none."""
    gone = {step.move for step in loose if step.move is not None}
    for step in found:
        if step.move in gone:
            step.move = None
