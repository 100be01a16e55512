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
        if (isinstance(step, int) and isinstance(value, dict)) or (isinstance(step, str) and isinstance(value, list)):
            continue
        try:
            value = value[step]
        except (LookupError, TypeError):
            return (*kept, *at[depth:])
        kept.append(step)
    return tuple(kept)
