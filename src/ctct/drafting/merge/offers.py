"""The edits of a copy one by one, each to be taken or left: what an editor and the preview offer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from ctct.drafting.merge.edits import Edit
from ctct.drafting.merge.merge import Copy, Merged, merge
from ctct.drafting.merge.report import legible_words
from ctct.project.files import Source


@dataclass(frozen=True)
class Offer:
    """An edit with the others that go with it, as of a new item who is charged with it."""

    edit: Edit
    parts: tuple[Edit, ...] = ()

    @property
    def takeable(self) -> bool:
        """Whether the draft can have it; else ``edit.why`` says what stands in the way."""
        return self.edit.fate == "taken"

    @property
    def old(self) -> str:
        """The words that were printed."""
        return _lines(one.old for one in (self.edit, *self.parts))

    @property
    def new(self) -> str:
        """The words of the copy."""
        return _lines(one.new for one in (self.edit, *self.parts))


def _lines(said: Iterable[str]) -> str:
    return "\n".join(filter(None, map(legible_words, said)))


def looked_at(source: Source, copy: Copy, left: Collection[str] = ()) -> Merged:
    """Return what a draft would be with all edits of a copy but those ``left``, which are told by their keys. Raises as
    :func:`ctct.drafting.merge.merge.merge` does.
    """
    return merge(source, [copy], lambda edit: edit.key not in left)


def offers(merged: Merged) -> list[Offer]:
    """Return what is offered of a copy: what was not left, and is not in the draft already."""
    shown = [edit for edit in merged.edits if edit.fate not in ("left", "known")]
    return [
        Offer(edit, tuple(one for one in shown if one is not edit and one.whole is edit))
        for edit in shown
        if edit.part_of is None
    ]


def take(source: Source, copy: Copy, key: str) -> Merged:
    """Return a draft with one edit of a copy, as a merge writes it among all others. Raises as :func:`looked_at` does."""
    return merge(source, [copy], lambda edit: edit.key == key)
