"""Words that a draft has once and prints at several places, those of recurring works: they change at all of them or at none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from ctct.drafting.merge.edits import Edit
from ctct.drafting.merge.ground import Plan
from ctct.drafting.merge.lines import Line
from ctct.drafting.merge.values import ValueEdit

_RECURRING = "thuong_ky"


def change_everywhere(plan: Plan, ours: Sequence[Line]) -> None:
    """Keep the changes of recurring works that a copy made wherever they are printed, once; leave the others, telling why."""
    made: defaultdict[ValueEdit, list[Edit]] = defaultdict(list)
    for edit, one in plan.words:
        if one.at[0] == _RECURRING:
            made[one].append(edit)
    kept = {}
    for one, edits in made.items():
        printed = sum(any(origin.path[: len(one.at)] == one.at for origin in line.origins) for line in ours)
        if len(edits) < printed:
            name = one.at[1]
            where = f"lời này của việc thường kỳ «{name}» in ở {printed} chỗ, bản sửa mới đổi {len(edits)} chỗ"
            for edit in edits:
                edit.why = f"{where}: sửa ở «{_RECURRING}.{name}» nếu đổi tất cả, hoặc viết riêng mục này trong dự thảo"
        else:
            kept[one] = edits[0]
            for edit in edits[1:]:
                edit.part_of = edits[0]
    plan.words = [(edit, one) for edit, one in plan.words if one not in made or kept.get(one) is edit]
