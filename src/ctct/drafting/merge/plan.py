"""What the edits of one copy come to in the draft: changes of words in values, nodes and texts that are new, gone or moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import zip_longest

from ctct.compare.alignment import Line as Aligned
from ctct.compare.alignment import Match, align
from ctct.compare.hunks import Hunk
from ctct.compare.normal import folded, normal
from ctct.drafting.merge.appearances import Appearances
from ctct.drafting.merge.edits import NOTE, Sort
from ctct.drafting.merge.ground import Anchor, Plan
from ctct.drafting.merge.insertions import CHARGE, Insertions
from ctct.drafting.merge.letterhead import filled_in
from ctct.drafting.merge.lines import MARK, REFERENCE, Line
from ctct.drafting.merge.objects import Objects
from ctct.drafting.merge.operations import SetField
from ctct.drafting.merge.phrases import role_path, written_groups
from ctct.drafting.merge.places import bare
from ctct.drafting.merge.recurring import RECURRING, change_everywhere
from ctct.drafting.merge.removals import Removals
from ctct.drafting.merge.rows import is_row_number
from ctct.drafting.merge.shapes import Shape
from ctct.drafting.merge.threeway import Change, carried, changes_in, same
from ctct.drafting.merge.values import ValueEdit, value_edit
from ctct.language import _
from ctct.model.types import ROLES
from ctct.resolve.inlines import Origin
from ctct.source.spans import Region

_LONGEST_NUMBER = 12


class Planner(Insertions, Removals, Appearances, Objects):
    """Makes the plan for one copy."""

    def make(self, base: Sequence[Line], theirs: Sequence[Line], shapes: Mapping[int, Shape]) -> Plan:
        """Return the plan for what a copy says, of which ``base`` was printed; its tables lie as ``shapes`` has them."""
        self.base, self.theirs, self.shapes = base, theirs, shapes
        self.plan.said = Counter(folded(bare(line.text)) for line in theirs)
        self.in_ours = _paired(base, self.ours)
        matches = self.retyped(align(_keyed(base), _keyed(theirs)))
        if any(match.moved for match in matches):
            self.still_moved = {match.new[0] for match in align(_keyed_anew(self.ours), _keyed(theirs)) if match.moved}
        self.notes = {
            line.notes[0]: line.text for match in matches if not match.old for line in [theirs[match.new[0]]] if line.is_note
        }
        for match in matches:
            if match.old and match.new:
                self.as_printed[match.new[0]] = match.old[0]
            if match.old and match.new and match.old[0] in self.in_ours:
                self.in_theirs[match.new[0]] = self.in_ours[match.old[0]]
            if match.old and match.new and theirs[match.new[0]].is_note and (at := self.in_ours.get(match.old[0], -1)) >= 0:
                self.note_ids[theirs[match.new[0]].notes[0]] = str(self.ours[at].at[-1])
        self.find_moved(matches)
        anchor = Anchor()
        for match in matches:
            anchor = self._match(match, anchor)
        self.tie_parts(matches)
        self.take_removals()
        self.take_tables()
        self.tell_objects()
        self.tell_notes()
        change_everywhere(self.plan, self.ours)
        return self.plan

    def _match(self, match: Match, anchor: Anchor) -> Anchor:
        if not match.new:
            self.removed[match.old[0]] = self.in_ours.get(match.old[0], -1)
            return anchor
        if not match.old:
            self.tell_looks((), (), match.new)
            return self.added(self.theirs[match.new[0]], match.new[0], anchor)
        old, begun = match.old[0], len(self.plan.edits)
        ours = self.in_ours.get(old, -1)
        if old in self.moved:
            self.take_move(old, ours, self.theirs[match.new[0]], anchor)
        for other in match.old[1:]:
            self.removed[other] = self.in_ours.get(other, -1)
        self._reworded(self.base[old], self.theirs[match.new[0]], ours)
        self.tell_looks(match.old, [at for one in match.old if (at := self.in_ours.get(one, -1)) >= 0], match.new)
        anchor = Anchor(ours, self.first_of_new.get(ours)) if ours >= 0 else anchor
        for new in match.new[1:]:
            anchor = self.added(self.theirs[new], new, anchor)
        self.tie(match, self.plan.edits[begun:])
        return anchor

    def _reworded(self, base: Line, their: Line, ours: int) -> None:
        said = with_references(base, their)
        if base.text == base.text.upper() != base.text.lower():  # the layout prints capitals, whatever is typed
            said = said.upper()
        if same(base.text, said) or (is_row_number(base) and is_row_number(their)):
            return
        if ours < 0:
            edit = self.edit("word", base.text, said, -1, their)
            if self._stands_new(base, said):
                edit.fate = "known"
            else:
                edit.fate, edit.why = "conflict", _("dự thảo đã bỏ đoạn này")
            return
        line = self.ours[ours]
        if line.kind == "phan_cong":
            self._charged(base.text, said, ours, their)
            return
        self._carried(base, said, ours, their)

    def _stands_new(self, base: Line, said: str) -> bool:
        """Return whether a new line of the draft, of the kind that was printed, says what the copy does."""
        was = set(self.in_ours.values())
        new = (line for at, line in enumerate(self.ours) if at not in was and line.kind == base.kind)
        return any(same(line.text, said) for line in new)

    def _carried(self, base: Line, said: str, ours: int, their: Line) -> None:
        line = self.ours[ours]
        if same(base.text, line.text) and (filled := filled_in(line, said, self.outcome)):
            self.plan.operations.append((self.edit("word", line.text, said, ours, their), filled))
            return
        said = with_ending(base, said)
        told = carried(base.text, said, line.text)
        for _rest in range(told.known):
            self.edit("word", base.text, said, ours, their).fate = "known"
        for new, meanwhile in told.conflicts:
            edit = self.edit("word", meanwhile, new, ours, their)
            edit.fate, edit.why = (
                "conflict",
                _("dự thảo đã đổi thành «{meanwhile}», bản sửa đổi thành «{new}»", meanwhile=meanwhile, new=new),
            )
            edit.key = f"{edit.key}-{new}"
        for change in told.changes:
            self._change(line, change, ours, their)

    def _change(self, line: Line, change: Change, ours: int, their: Line) -> None:
        old = line.text[change.start : change.end]
        sort: Sort = "note" if MARK in old + change.new or line.is_note else "word"
        edit = self.edit(sort, old.replace(MARK, NOTE), change.new.replace(MARK, NOTE), ours, their)
        edit.key = f"{edit.key}-{change.at}"
        aimed = self.retargeted(line, change)
        made = aimed if isinstance(aimed, ValueEdit) else value_edit(line, change, self.outcome)
        if isinstance(made, str):
            made = aimed or made
        if isinstance(made, str):
            edit.why = made
            return
        if made is not aimed and (referring := self.referring_within(line, change, made.new)):
            made = made._replace(new=referring.text, why="; ".join(filter(None, (made.why, referring.told))))
        if MARK in made.new:
            made = made._replace(new=self.with_notes(edit, made.new, line.text[: change.start], their))
        edit.why, edit.region = made.why, self._region(made)
        self.plan.words.append((edit, made))

    def _region(self, made: ValueEdit) -> Region:
        gathered = self.outcome.gathered
        return gathered.files[gathered.name].locate_part(made.at, *made.part)

    def _charged(self, base: str, said: str, ours: int, their: Line) -> None:
        line = self.ours[ours]
        edit = self.edit("charged", line.text, said, ours, their)
        if same(said, line.text):
            edit.fate = "known"
            return
        if not same(base, line.text):
            edit.fate, edit.why = (
                "conflict",
                _("dự thảo đã đổi thành «{line}», bản sửa đổi thành «{said}»", line=line.text, said=said),
            )
            return
        phrase = _phrase_in(said)
        if phrase is None or _before_phrase(said) != _before_phrase(line.text):
            edit.why = _("không đọc được dòng phân công này")
            return
        groups, unknown = self.names.groups(phrase)
        owner, role = role_path(line.at)
        if any(folded(label) in folded(part) for part in unknown for label in ROLES.values()):
            edit.why = _("hai dòng phân công gộp làm một: sửa các khóa phân công ở dự thảo")
            return
        if unknown:
            edit.why = _("không có trong danh bạ, để nguyên văn: {unknown}", unknown="; ".join(unknown))
        self.plan.operations.append((edit, SetField(owner, role, written_groups(groups))))


def with_references(base: Line, their: Line) -> str:
    """Return what a copy says with the references as they were printed: their numbers are counted anew by Word, and lost by
    programs that do not count.
    """
    said, shown = _without_number(their.masked or their.text, their, base), [*their.references]
    made = [one for one in base.origins if not one.as_written]
    for one in reversed(changes_in(base.text, said)) if made else ():
        new, old = said[one.new_start : one.new_end], base.text[one.old_start : one.old_end]
        counted = REFERENCE in new and not new.replace(REFERENCE, "").strip()
        if (counted or (not new.strip() and len(old) < _LONGEST_NUMBER)) and _is_made(one, made):
            first = said[: one.new_start].count(REFERENCE)
            del shown[first : first + new.count(REFERENCE)]
            said = said[: one.new_start] + old + said[one.new_end :]
    return "".join(part + words for part, words in zip_longest(said.split(REFERENCE), shown, fillvalue=""))


def with_ending(base: Line, said: str) -> str:
    """Return what a copy says with the sign that the layout ends it with, where other words are gone as well: a paragraph that
    was split has lost it.
    """
    written = max((one.end for one in base.origins if one.as_written), default=len(base.text))
    ending = base.text[written:]
    if not ending.strip() or any(map(str.isalnum, ending)) or same(base.text[:written], said) or said.endswith(ending):
        return said
    return said.rstrip(" ;,.") + ending


def _is_made(one: Hunk, made: Sequence[Origin]) -> bool:
    """Return whether all of what was printed at a place is of references."""
    within = sum(max(0, min(span.end, one.old_end) - max(span.begin, one.old_start)) for span in made)
    return within == one.old_end - one.old_start


def _keyed(lines: Sequence[Line]) -> list[Aligned]:
    return [Aligned(line.text, line.key) for line in lines]


def _keyed_anew(lines: Sequence[Line]) -> list[Aligned]:
    """Return lines without the keys of recurring works: they are counted, and another build may give them to other places."""
    return [Aligned(line.text, "" if line.at[:1] == (RECURRING,) else line.key) for line in lines]


def _paired(base: Sequence[Line], ours: Sequence[Line]) -> dict[int, int]:
    """Return where each paragraph that was printed stands in the draft now."""
    if [(one.text, one.key) for one in base] == [(one.text, one.key) for one in ours]:
        return {at: at for at in range(len(base))}
    pairs: dict[int, int] = {}
    for match in align(_keyed_anew(base), _keyed_anew(ours)):
        if match.old and match.new:
            pairs.update(dict.fromkeys(match.old[:1], match.new[0]))
    return pairs


def _without_number(text: str, their: Line, base: Line) -> str:
    """Return what a copy says without the number that stands before it."""
    lead = base.lead if their.number else base.number
    if lead and text.startswith(lead):
        return text[len(lead) :].lstrip()
    return text


def _phrase_in(said: str) -> str | None:
    found = CHARGE.fullmatch(said)
    return found[2] if found else None


def _before_phrase(said: str) -> str:
    return normal(said.partition(":")[0])
