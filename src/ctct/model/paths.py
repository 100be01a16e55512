"""Paths of the model and paths of what was written."""

from __future__ import annotations

from typing import Any

from ctct.diagnostics import Path


def as_written(value: Any, at: Path) -> Path:
    """Return ``at`` without the steps that ``value``, as it was loaded, leaves unsaid: the index of a list written as its
    only element, the key of a part written as a bare list.
    """
    kept: list[str | int] = []
    for depth, step in enumerate(at):
        if _is_unsaid(value, step):
            continue
        try:
            value = value[step]
        except (LookupError, TypeError):
            return (*kept, *at[depth:])
        kept.append(step)
    return tuple(kept)


def _is_unsaid(value: Any, step: str | int) -> bool:
    if isinstance(value, dict):
        return isinstance(step, int) and step not in value
    return isinstance(value, list | tuple) and isinstance(step, str)


def reading_order(value: Any, at: Path) -> tuple[int, ...]:
    """Return what sorts paths as ``value`` has them; what it does not have comes last where it belongs."""
    order: list[int] = []
    for step in at:
        steps: Any = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list | tuple) else ()
        if step not in steps:
            return (*order, len(steps))
        order.append(steps.index(step))
        value = value[step]
    return tuple(order)
