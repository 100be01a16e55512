"""The files beside a draft that parts of it name, before anybody knows whether the draft is sound."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from ctct.diagnostics import Path

_HOLDING = (dict, list, tuple)


def named_files(said: Any, owner: str, keys: Collection[str]) -> Iterator[tuple[Path, str]]:
    """Yield what stands under one of ``keys`` somewhere below ``owner`` in a draft, each with its place, in reading order."""
    waiting: list[tuple[Path, Any]] = [((), said)] if isinstance(said, _HOLDING) else []
    seen: set[int] = set()
    while waiting:
        at, value = waiting.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))  # what an alias repeats names the same files
        steps = [*(value.items() if isinstance(value, dict) else enumerate(value))]
        for step, inner in steps:
            if step in keys and isinstance(inner, str) and owner in at:
                yield (*at, step), inner.strip()  # as the model reads it
        waiting.extend(((*at, step), inner) for step, inner in reversed(steps) if isinstance(inner, _HOLDING))
