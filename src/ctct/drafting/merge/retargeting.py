"""References that a copy has otherwise, or anew: what they lead to, where that is printed in just these words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from ctct.diagnostics import Path
from ctct.drafting.importing.references import Phrases, names_places
from ctct.drafting.merge.ground import Ground
from ctct.drafting.merge.lines import Line
from ctct.drafting.merge.places import item_of
from ctct.drafting.merge.threeway import Change
from ctct.drafting.merge.values import ValueEdit, place_of_mark, text_at
from ctct.language import _
from ctct.model.structure import nodes_below
from ctct.resolve.numbering import count
from ctct.source.inline import Reference, escaped, escaped_text, read_inline


class Referring(NamedTuple):
    """New words as a draft writes them, with marks for the places that they name; ``told`` says which."""

    text: str
    told: str = ""


class _Marked(NamedTuple):
    start: int
    end: int
    mark: str


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
            return _("không có mục nào in ra đúng là «{phrase}»: đổi mã «@…» trong dự thảo", phrase=phrase.strip())
        if not self._bears_its_number(target):
            return _(
                "số mục đã đổi so với bản in, không rõ «{phrase}» là mục nào: đổi mã «@…» trong dự thảo", phrase=phrase.strip()
            )
        name = self._ids.get(target)
        if name is None:
            return _("«{phrase}» chưa có mã: thêm «id» cho mục ấy rồi đổi «@…» trong dự thảo", phrase=phrase.strip())
        return ValueEdit(*placed, f"@{'~' if mark.short else ''}{name}")

    def referring(self, text: str, ours: int) -> Referring:
        """Return the words of a new paragraph behind a line of ours."""
        if ours < 0 or not names_places(text):
            return Referring(escaped_text(text))
        marked = [one for one in self._marks_in(text, item_of(self.ours[ours].home)) if not one.mark.startswith("@~")]
        return _with_marks(text, marked) if marked else Referring(escaped_text(text))

    def referring_within(self, line: Line, change: Change, new: str) -> Referring | None:
        """Return the words ``new`` that a change puts into a line, ``None`` where they name no place."""
        offset = change.new.find(new)
        if offset < 0 or not names_places(new):
            return None
        whole = line.text[: change.start] + change.new + line.text[change.end :]
        start = change.start + offset
        marked = [
            _Marked(one.start - start, one.end - start, one.mark)
            for one in self._marks_in(whole, item_of(line.home))
            if start <= one.start and one.end <= start + len(new)
        ]
        return _with_marks(new, marked) if marked else None

    def _marks_in(self, text: str, at: Path) -> Iterator[_Marked]:
        for one in self._phrases.found(text, self._phrases.source(at)):
            places = [target.at for target in one.targets]
            if all(place in self._ids and self._bears_its_number(place) for place in places):
                names = "+".join(self._ids[place] for place in places)
                yield _Marked(one.start, one.end, f"@{'~' if one.short else ''}{names}")

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


def _with_marks(text: str, marked: list[_Marked]) -> Referring:
    made, start = "", 0
    for one in marked:
        made += escaped(text[start : one.start]) + one.mark
        start = one.end
    said = "; ".join(_("«{words}» ghi thành «{mark}»", words=text[one.start : one.end], mark=one.mark) for one in marked)
    return Referring(made + escaped(text[start:]), _("viện dẫn {marked}", marked=said))
