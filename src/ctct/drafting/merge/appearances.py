"""Words that look otherwise in a copy than they were printed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from ctct.drafting.merge.ground import Ground
from ctct.drafting.merge.looks import Looked, joined, look_changes, usual_look
from ctct.drafting.merge.rows import is_row_number


class Appearances(Ground):
    """Tells looks that were changed: a layout gives words theirs, so a draft takes none."""

    def tell_looks(self, ours: Sequence[int], theirs: Sequence[int]) -> None:
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
            edit.key, edit.why = f"{edit.key}-{change.start}", f"đổi kiểu chữ ({change.told}), không nhận"

    @cached_property
    def _usual(self) -> dict[str, str]:
        """The look of most words of each style."""
        return {line.style: usual_look(line.looks) for line in reversed(self.ours)}
