"""Tells of what a copy has that is no text: none of it is taken, and none passed over."""

from __future__ import annotations

from ctct.drafting.importing.lines import OBJECTS
from ctct.drafting.merge.copied_objects import PICTURES
from ctct.drafting.merge.ground import Ground
from ctct.language import N_, _
from ctct.resolve.pictures import pictures_of

_WHY = N_("không phải lời văn: hình thì thêm ở khóa «hinh» của dự thảo, số liệu thì gõ thành «bang»")


class Objects(Ground):
    """Tells what is no text and was not printed."""

    def tell_objects(self) -> None:
        """Tell of each thing, and of pictures that are gone; of more than were printed those among words are the new ones."""
        found = [(place, one) for place, line in enumerate(self.theirs) for one in line.objects]
        pictures = [(place, one) for place, one in found if one.name in PICTURES]
        printed = sum(1 for _rest in pictures_of(self.outcome.resolved)) if self.outcome.resolved else 0
        new = sorted(pictures, key=lambda one: not one[1].among_words)[: max(0, len(pictures) - printed)]
        for place, one in sorted([*(each for each in found if each[1].name not in PICTURES), *new]):
            name = _(OBJECTS.get(one.name, one.name))
            edit = self.edit("added", "", f"[{name}: {one.words}]" if one.words else f"[{name}]", -1, self.theirs[place])
            edit.at, edit.key = self._beside(place), f"{edit.key}-{name}-{one.words}"
            edit.why = _(_WHY)
        if len(pictures) < printed:
            edit = self.edit("removed", f"[{_(OBJECTS[PICTURES[0]])}]", "", -1)
            edit.why = _("bản sửa bớt {count} hình: bỏ ở khóa «hinh» của dự thảo", count=printed - len(pictures))

    def _beside(self, place: int) -> tuple[str | int, ...]:
        """Return the place in the draft of the nearest line above that the draft has."""
        while place >= 0 and place not in self.in_theirs:
            place -= 1
        return self.ours[self.in_theirs[place]].at if place >= 0 else ()
