"""What all parts of a plan stand on: the draft as it prints now, and what has been found so far."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ctct.compare.alignment import Match
from ctct.diagnostics import Path
from ctct.drafting.merge.edits import Edit, Sort
from ctct.drafting.merge.lines import MARK, Line
from ctct.drafting.merge.operations import MovedItem, NewItem, NewText, Operation, SetField
from ctct.drafting.merge.phrases import Names
from ctct.drafting.merge.places import item_of, items_around
from ctct.drafting.merge.shapes import Shape
from ctct.drafting.merge.table_operations import NewRow
from ctct.drafting.merge.values import ValueEdit
from ctct.language import _
from ctct.model.types import LEVELS
from ctct.outcome import Outcome
from ctct.source.inline import escaped_text


@dataclass
class Plan:
    """What is to be done to a draft, with the edit that each thing is for; ``said`` are the lines of the copy, each as often as
    it has it, ``parted`` the edits of each paragraph that was split or joined.
    """

    edits: list[Edit] = field(default_factory=list)
    words: list[tuple[Edit, ValueEdit]] = field(default_factory=list)
    operations: list[tuple[Edit, Operation]] = field(default_factory=list)
    said: Counter[str] = field(default_factory=Counter)
    parted: dict[Match, list[Edit]] = field(default_factory=dict)

    def torn(self) -> dict[Match, str]:
        """Return what was split or joined and is taken in part, with what stands in the way of the rest."""
        torn = {}
        for match, edits in self.parted.items():
            fates = {edit.fate for edit in edits}
            if "taken" in fates and fates & {"unmapped", "conflict"}:
                torn[match] = next((edit.why for edit in edits if edit.fate in ("unmapped", "conflict") and edit.why), "")
        return torn

    def leave(self, matches: Mapping[Match, str]) -> None:
        """Do nothing about paragraphs that were split or joined; say why."""
        left = []
        for match, why in matches.items():
            edits = self.parted.get(match, [])
            for edit in edits:
                edit.why = _parted(match, edits, why)
            left += edits
        self.words = [one for one in self.words if one[0] not in left]
        self.operations = [one for one in self.operations if one[0] not in left]


def _parted(match: Match, edits: Sequence[Edit], why: str) -> str:
    """Return why a paragraph that was split or joined is left."""
    splits = len(match.new) > len(match.old)
    if any(edit.sort == "charged" for edit in edits):
        if splits:
            return _("dòng phân công in từ mã của danh bạ, không tách được: sửa các khóa phân công ở dự thảo")
        return _("dòng phân công in từ mã của danh bạ, không gộp được: sửa các khóa phân công ở dự thảo")
    if splits:
        return _("đoạn này được tách mà một phần không đưa vào dự thảo được: {why}", why=why)
    return _("đoạn này được gộp mà một phần không đưa vào dự thảo được: {why}", why=why)


@dataclass
class Anchor:
    """What a new paragraph stands behind: a line of ours, or what was put in before it."""

    ours: int = -1
    new: NewItem | NewText | MovedItem | NewRow | None = None


class Ground:
    """One copy and the draft. ``ours`` is what the draft prints now, ``in_ours`` where each paragraph that was printed stands
    in that, ``in_theirs`` where each of the copy that was printed does, ``as_printed`` which of those it is; ``notes`` are the
    words of new notes, ``note_ids`` what others are called in the draft, ``shapes`` how the tables of the copy lie; ``heads``
    and ``ends`` have the first line of each node and the last.
    """

    def __init__(self, ours: Sequence[Line], outcome: Outcome, names: Names, copy: str) -> None:
        self.ours = ours
        self.outcome = outcome
        self.names = names
        self.copy = copy
        self.plan = Plan()
        self.base: Sequence[Line] = ()
        self.theirs: Sequence[Line] = ()
        self.in_ours: dict[int, int] = {}
        self.in_theirs: dict[int, int] = {}
        self.as_printed: dict[int, int] = {}
        self.shapes: Mapping[int, Shape] = {}
        self.heads: dict[Path, int] = {}
        self.ends: dict[Path, int] = {}
        self.levels: dict[str, str] = {}
        self.moved_items: dict[Path, MovedItem] = {}
        self.moved_texts: dict[Path, NewText] = {}
        self.notes: dict[str, str] = {}
        self.note_ids: dict[str, str] = {}
        self._new_notes = 0
        for place, line in enumerate(ours):
            item = item_of(line.home)
            if item and item not in self.heads:
                self.heads[item] = place
                self.levels.setdefault(line.style, str(item[-2]))
            self.ends.update(dict.fromkeys(items_around(line.home), place))

    def edit(self, sort: Sort, old: str, new: str, ours: int, their: Line | None = None) -> Edit:
        """Take down an edit of what stands at a line of ours, ``-1`` for none."""
        line, their = self.ours[ours] if ours >= 0 else Line(""), their or Line("")
        edit = Edit(sort, old, new, line.at, line.number, copy=self.copy, authors=their.authors, date=their.date)
        edit.place = their.place
        edit.key = f"{sort}-{their.place if their.place >= 0 else their.key}"
        self.plan.edits.append(edit)
        return edit

    def edit_of(self, operation: Operation) -> Edit | None:
        """Return the edit that an operation is for."""
        return next((edit for edit, one in self.plan.operations if one is operation), None)

    def with_notes(self, edit: Edit, new: str, before: str, their: Line) -> str:
        """Return words with an id for each new note, whose text is put into the draft."""
        at = before.count(MARK)
        parts = new.split(MARK)
        said = parts[0]
        for place, part in enumerate(parts[1:]):
            found = their.notes[at + place] if at + place < len(their.notes) else ""
            said += f"[^{self._note_named(edit, found)}]{part}"
        return said

    def tell_notes(self) -> None:
        """Tell what new notes say; they stand and fall with what marks them."""
        marking: dict[str, Edit] = {}
        for edit in self.plan.edits:
            if edit.place >= 0 and edit.sort in ("note", "added", "row", "charged", "word"):
                marking |= dict.fromkeys(self.theirs[edit.place].notes, edit)
        for found, words in self.notes.items():
            edit = self.edit("note", "", words, -1)
            edit.part_of, edit.key = marking.get(found), f"note-{words}"
            edit.why = "" if edit.part_of else _("không rõ chú thích này ở đâu")

    def _note_named(self, edit: Edit, found: str) -> str:
        """Return the id of a note of a copy: that which it has in the draft, else one of its own."""
        if found in self.note_ids:
            return self.note_ids[found]
        name = self.note_ids[found] = self._note_name()
        self.plan.operations.append((edit, SetField(("chu_thich",), name, escaped_text(self.notes.get(found, "…")))))
        return name

    def _note_name(self) -> str:
        assert self.outcome.draft is not None
        while True:
            self._new_notes += 1
            name = f"gop-y-{self._new_notes}"
            if name not in self.outcome.draft.chu_thich:
                return name

    def where(self, level: str, ours: int) -> tuple[Path, int | None] | None:
        """Return the owner of a node that stands behind a line, and its elder sibling there."""
        around = items_around(self.ours[ours].home)
        for item in around:
            if item[-2] == level:
                return item[:-2], int(item[-1])
        for item in around:
            if _rank(str(item[-2])) < _rank(level):
                return item, None
        return ((), None) if not around else None

    def behind(self, where: tuple[Path, int | None], level: str, anchor: Anchor) -> int | NewItem | MovedItem | None:
        """Return the elder sibling of a node behind ``anchor``: a new one, one that was moved there, or by index."""
        if isinstance(anchor.new, NewItem) and anchor.new.level == level:
            return anchor.new
        owner, index = where
        return index if index is None else self.moved_items.get((*owner, level, index), index)

    def goes_on(self, item: Path, ours: int) -> bool:
        """Return whether a node goes on behind a line of it."""
        return self.ends.get(item, -1) > ours


def _rank(level: str) -> int:
    """Return how deep a level is; an appendix holds all."""
    return LEVELS.index(level) if level in LEVELS else -1
