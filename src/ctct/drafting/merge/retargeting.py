"""References whose words a copy has otherwise: what they lead to now, where that is printed in just these words."""

from __future__ import annotations

from functools import cached_property

from ctct.diagnostics import Path
from ctct.drafting.importing.references import Phrases
from ctct.drafting.merge.ground import Ground
from ctct.drafting.merge.lines import Line
from ctct.drafting.merge.places import item_of
from ctct.drafting.merge.threeway import Change
from ctct.drafting.merge.values import ValueEdit, place_of_mark, text_at
from ctct.model.structure import nodes_below
from ctct.resolve.numbering import count
from ctct.source.inline import Reference, read_inline


class Retargeting(Ground):
    """Reads the words of references."""

    def retargeted(self, line: Line, change: Change) -> ValueEdit | str | None:
        """Return the edit of the mark that prints the words that a change touches, why there is none, ``None`` where it touches
        something else than one reference.
        """
        spans = [one for one in line.origins if not one.as_written and one.begin <= change.start and change.start < one.end]
        same = [one for one in line.origins if spans and one[2:] == spans[0][2:]]
        if not same or change.end > same[-1].end:
            return None
        placed = place_of_mark(same[0], self.outcome)
        mark = self._mark(*placed) if placed else None
        if mark is None or placed is None:
            return None
        phrase = line.text[same[0].begin : change.start] + change.new + line.text[change.end : same[-1].end]
        target = self._phrases.target(phrase, item_of(line.home), short=mark.short)
        if target is None:
            return f"không có mục nào in ra đúng là «{phrase.strip()}»: đổi mã «@…» trong dự thảo"
        if not self._bears_its_number(target):
            return f"số mục đã đổi so với bản in, không rõ «{phrase.strip()}» là mục nào: đổi mã «@…» trong dự thảo"
        name = self._ids.get(target)
        if name is None:
            return f"«{phrase.strip()}» chưa có mã: thêm «id» cho mục ấy rồi đổi «@…» trong dự thảo"
        return ValueEdit(*placed, f"@{'~' if mark.short else ''}{name}")

    def _mark(self, at: Path, part: tuple[int, int]) -> Reference | None:
        """Return the reference that a text of the draft has at ``part``."""
        marks = (one for one in read_inline(text_at(self.outcome, at) or "") if isinstance(one, Reference))
        return next((one for one in marks if one.part == part and not one.glued), None)

    @cached_property
    def _phrases(self) -> Phrases:
        assert self.outcome.draft is not None
        assert self.outcome.layout is not None
        return Phrases(count(self.outcome.draft, self.outcome.layout.stylesheet.conventions))

    @cached_property
    def _ids(self) -> dict[Path, str]:
        return {at: node.id for at, node in nodes_below(self.outcome.draft) if node.id} if self.outcome.draft else {}

    def _bears_its_number(self, target: Path) -> bool:
        """Return whether a node has one number as it was printed, in the draft now and in the copy."""
        head = self.heads.get(target, -1)
        was = {self.base[base].number for base, ours in self.in_ours.items() if ours == head}
        now = {self.theirs[their].number for their, ours in self.in_theirs.items() if ours == head}
        return head >= 0 and was == now == {self.ours[head].number}
