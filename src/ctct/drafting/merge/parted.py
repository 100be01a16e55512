"""Paragraphs that a copy has split or joined: the edits of each stand and fall together, lest words be gone or stand twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ctct.compare.alignment import Match
from ctct.compare.normal import folded
from ctct.drafting.merge.edits import Edit
from ctct.drafting.merge.ground import Ground
from ctct.drafting.merge.places import bare

_LEAST = 3
"""Letters of a part: fewer stand in any line."""


class Parted(Ground):
    """Ties edits together. ``joined`` has for a paragraph that is gone what it was joined with."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.joined: dict[int, Match] = {}

    def belongs(self, edit: Edit, match: Match) -> None:
        """Let an edit of a paragraph that was split or joined stand and fall with the others of it."""
        others = self.plan.parted.setdefault(match, [])
        if others and edit.part_of is None:
            edit.part_of = others[0]
        others.append(edit)

    def tie(self, match: Match, edits: Sequence[Edit]) -> None:
        """Tie the edits of a match of several paragraphs."""
        if len(match.old) + len(match.new) > 2:
            self.joined.update(dict.fromkeys(match.old[1:], match))
            for edit in edits:
                if edit.sort != "look":
                    self.belongs(edit, match)

    def tie_parts(self, matches: Sequence[Match]) -> None:
        """Tie what the alignment could not tell for a part, for it is small beside the rest: a line that is gone and stands in
        the one beside it now, a new line that stood in the one beside it.
        """
        pairs = [(match.old[0], match.new[0]) for match in matches if len(match.old) == len(match.new) == 1]
        gone = {match.old[0] for match in matches if not match.new}
        fresh = {match.new[0] for match in matches if not match.old}
        for old, new in pairs:
            if {old - 1, old + 1}.isdisjoint(gone) and {new - 1, new + 1}.isdisjoint(fresh):
                continue
            was, now = self._said(self.base[old].text), self._said(self.theirs[new].text)
            for at in {old - 1, old + 1} & gone:
                if self._is_part(self.base[at].text, now, was):
                    self.joined[at] = self._tie((old, at), (new,), [new])
            for at in {new - 1, new + 1} & fresh:
                if self._is_part(self.theirs[at].text, was, now):
                    self._tie((old,), (new, at), [new, at])

    def _said(self, text: str) -> str:
        return folded(text).replace(" ", "")

    def _is_part(self, text: str, of: str, but_not: str) -> bool:
        part = self._said(bare(text))
        return len(part) >= _LEAST and part in of and part not in but_not

    def _tie(self, old: tuple[int, ...], new: tuple[int, ...], places: Sequence[int]) -> Match:
        match = Match(old, new)
        for edit in self.plan.edits:
            if edit.place in places and edit.sort in ("word", "note", "charged", "added") and edit.fate != "known":
                self.belongs(edit, match)
        return match
