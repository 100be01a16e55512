"""Some of what a plan says, without the rest: an edit is taken alone as it is among all others."""

from __future__ import annotations

from collections.abc import Callable

from ctct.drafting.merge.edits import Edit
from ctct.drafting.merge.ground import Plan
from ctct.drafting.merge.operations import MovedItem, MovedText, NewItem, NewText, Operation
from ctct.drafting.merge.table_operations import NewRow

Wanted = Callable[[Edit], bool]
"""Tells of an edit that stands for itself whether it is to be taken."""


def narrowed(plan: Plan, wanted: Wanted) -> Plan:
    """Return what of a plan is wanted; the other edits are told to be left, but for those that the draft has already."""
    for edit in plan.edits:
        if edit.fate != "known" and not wanted(edit.whole):
            edit.fate = "left"
    kept = [one for one in plan.operations if one[0].fate != "left"]
    placed = [one.put if isinstance(one, MovedText) else one for _, one in kept]
    for operation in placed:
        _put_behind_what_is_kept(operation, {*map(id, placed)})
    return Plan(
        [edit for edit in plan.edits if edit.fate != "left"],
        [one for one in plan.words if one[0].fate != "left"],
        kept,
        plan.said,
    )


def _put_behind_what_is_kept(operation: Operation, kept: set[int]) -> None:
    """Let what stands behind something that is not put in stand behind what that would have stood behind."""
    if not isinstance(operation, NewItem | NewText | NewRow | MovedItem):
        return
    after = operation.after
    while after is not None and not isinstance(after, int) and id(after) not in kept:
        after = after.after
    operation.after = after
