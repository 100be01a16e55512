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
        if isinstance(value, dict) and owner in at:
            named = [(step, inner) for step, inner in value.items() if step in keys and isinstance(inner, str)]
            yield from (((*at, step), inner.strip()) for step, inner in named)  # as the model reads it
        steps = value.items() if isinstance(value, dict) else enumerate(value)
        below = [((*at, step), inner) for step, inner in steps if isinstance(inner, _HOLDING)]
        below.reverse()
        waiting += below
