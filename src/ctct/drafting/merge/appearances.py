"""Words that look otherwise in a copy than they were printed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from ctct.drafting.merge.emphasis import emphasis_edit
from ctct.drafting.merge.ground import Ground
from ctct.drafting.merge.looks import LookChange, Looked, joined, look_changes, usual_look
from ctct.drafting.merge.rows import is_row_number
from ctct.drafting.merge.values import ValueEdit
from ctct.language import _


class Appearances(Ground):
    """Takes looks that a draft has marks for, and tells the others: a layout gives words theirs."""

    def tell_looks(self, old: Sequence[int], ours: Sequence[int], theirs: Sequence[int]) -> None:
        """Tell which words of paragraphs look otherwise than ours that they were; than their style, if they are new."""
        first = self.theirs[theirs[0]]
        if is_row_number(first):
            return
        said = joined(Looked(self.theirs[at].text, self.theirs[at].looks) for at in theirs)
        if ours:
            was = joined(Looked(self.ours[at].text, self.ours[at].looks) for at in ours)
        else:
            was = Looked("", self._usual.get(first.style) or usual_look(said.looks))
        for change in look_changes(was, said):
            words = said.text[change.start : change.end]
            edit = self.edit("look", words, words, ours[0] if ours else -1, first)
            edit.key = f"{edit.key}-{change.start}"
            alone = len(old) == len(theirs) == 1
            made = self._marked(old, ours, said, change) if alone else None
            if made is None:
                edit.why = _("đổi kiểu chữ ({told}), không nhận", told=change.told)
            else:
                self.plan.words.append((edit, made))

    def _marked(self, old: Sequence[int], ours: Sequence[int], said: Looked, change: LookChange) -> ValueEdit | None:
        """Return the edit that gives words of a paragraph their look by the draft's own marks. ``None`` where those cannot: new
        words, or those of a text that has changed since, would have them on a second run alone.
        """
        words = said.text[change.start : change.end]
        if not ours or change.was < 0 or not change.is_of_all(said) or self.base is self.ours:
            return None
        line, stop = self.ours[ours[0]], change.was + len(words)
        if line.kind != "nguyen_van" or self.base[old[0]].text != line.text or line.text[change.was : stop] != words:
            return None
        return emphasis_edit(line, (change.was, stop), (change.more, change.less), self.outcome)

    @cached_property
    def _usual(self) -> dict[str, str]:
        """The look of most words of each style."""
        return {line.style: usual_look(line.looks) for line in reversed(self.ours)}
