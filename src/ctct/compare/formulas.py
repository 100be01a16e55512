"""Lines that say much the same as others of their kind, whatever they belong to."""

from __future__ import annotations

import re

from ctct.compare.normal import folded

_ASSIGNED = re.compile(
    "(?:- *)?(?:phân công|cơ quan (?:tham mưu|chủ trì|phối hợp)|(?:đơn vị|cơ quan) thực hiện|chủ trì|phối hợp)[^:]{0,60}:"
)
_HEAD = 100


def is_assignment(text: str) -> bool:
    """Return whether a paragraph says who is charged with what stands above it."""
    return ":" in text[:_HEAD] and _ASSIGNED.match(folded(text[:_HEAD])) is not None
