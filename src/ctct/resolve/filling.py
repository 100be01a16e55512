"""Fills the fields of a resolved document with what a row of data says: nothing of that is read as a mark any more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ctct.resolve.tree import Resolved
from ctct.source.fields import field_name, replace_fields


def filled(document: Resolved, values: Mapping[str, str]) -> Resolved:
    """Return ``document`` with the fields that ``values`` has; what holds none of them is shared."""
    document = document._replace(faults=())  # they speak of the draft
    made: Resolved = _filled(document, values)
    return made


def _filled(part: Any, values: Mapping[str, str]) -> Any:
    if isinstance(part, str):
        return replace_fields(lambda field: _value(field, values), part) if "{{" in part else part
    if not isinstance(part, tuple):
        return part
    made = [_filled(one, values) for one in part]
    if all(new is old for new, old in zip(made, part, strict=True)):
        return part
    return part._make(made) if hasattr(part, "_make") else tuple(made)


def _value(field: re.Match[str], values: Mapping[str, str]) -> str:
    return values.get(field_name(field[1]), field[0])
