"""Words that a draft has once and prints at several places, those of recurring works: they change at all of them or at none."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from ctct.diagnostics import Path
from ctct.drafting.merge.edits import Edit
from ctct.drafting.merge.ground import Plan
from ctct.drafting.merge.lines import Line
from ctct.drafting.merge.operations import GoneText, NewText, SetField
from ctct.drafting.merge.values import ValueEdit
from ctct.language import _
from ctct.model.structure import nodes_below
from ctct.outcome import Outcome

RECURRING = "thuong_ky"


def at_home(lines: Sequence[Line], outcome: Outcome) -> list[Line]:
    """Return lines with the node that each of a recurring work is printed for."""
    nodes: defaultdict[str, list[Path]] = defaultdict(list)
    for at, node in nodes_below(outcome.draft) if outcome.draft else ():
        if node.thuong_ky:
            nodes[node.thuong_ky].append(at)
    begun: dict[Path, Path] = {}
    for line in lines:
        if line.at[:1] == (RECURRING,):
            begun.setdefault(line.at[:2], line.at)
    times = Counter(one.at for one in lines)
    left = {work: iter(named) for work, at in begun.items() if len(named := nodes[str(work[1])]) == times[at]}
    homes: dict[Path, Path] = {}
    made = []
    for line in lines:
        work = line.at[:2]
        if work in left and line.at == begun[work]:
            homes[work] = next(left[work])
        made.append(line._replace(home=(*homes[work], *line.at[2:])) if work in homes else line)
    return made


def change_everywhere(plan: Plan, ours: Sequence[Line]) -> None:
    """Keep the changes of recurring works that a copy made wherever they are printed, once; leave the others, telling why."""
    made: defaultdict[ValueEdit, list[Edit]] = defaultdict(list)
    for edit, one in plan.words:
        if one.at[0] == RECURRING:
            made[one].append(edit)
    kept = {}
    for one, edits in made.items():
        printed = sum(any(origin.path[: len(one.at)] == one.at for origin in line.origins) for line in ours)
        if len(edits) < printed:
            _leave(edits, one.at, printed)
        else:
            kept[one] = edits[0]
            for edit in edits[1:]:
                edit.part_of = edits[0]
    _operate_everywhere(plan, ours)
    plan.words = [(edit, one) for edit, one in plan.words if one not in made or kept.get(one) is edit]


def _operate_everywhere(plan: Plan, ours: Sequence[Line]) -> None:
    """Keep of operations on recurring works one for all places, if the copy asks for it at each of them."""
    made: defaultdict[tuple[object, ...], list[Edit]] = defaultdict(list)
    kept = []
    for edit, one in plan.operations:
        if not isinstance(one, SetField | GoneText | NewText) or one.owner[:1] != (RECURRING,):
            kept.append((edit, one))
            continue
        said = one.value if isinstance(one, SetField) else one.text if isinstance(one, NewText) else one.index
        asked = made[type(one), one.owner, one.key, str(said)]
        if not asked:
            kept.append((edit, one))
        asked.append(edit)
    left = set()
    for (_rest, owner, *_rest), edits in made.items():
        printed = sum(line.at == edits[0].at for line in ours)
        if len(edits) < printed:
            _leave(edits, owner, printed)
            left.add(edits[0])
        for edit in edits[1:]:
            edit.part_of = edits[0]
    plan.operations = [one for one in kept if one[0] not in left]


def _leave(edits: Sequence[Edit], at: object, printed: int) -> None:
    """Say why edits of a recurring work are left that a copy did not make at each of the places where it is printed."""
    assert isinstance(at, tuple)
    for edit in edits:
        edit.why = _(
            "lời này của việc thường kỳ «{work}» in ở {printed} chỗ, bản sửa mới đổi {count} chỗ: sửa ở «{recurring}.{work}» "
            "nếu đổi tất cả, hoặc viết riêng mục này trong dự thảo",
            work=at[1],
            printed=printed,
            count=len(edits),
            recurring=RECURRING,
        )
