"""The common abbreviations of ``viet-tat.txt`` and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from ctct.source.shipped import word_list

_SHORT = re.compile(r"[A-ZĐ]{2,}(?:-[A-ZĐ]+)?")


@cache
def abbreviations() -> Mapping[str, str]:
    """Return what each abbreviation stands for, in the old style of tone marks."""
    pairs = (entry.partition(" = ") for entry in word_list("viet-tat.txt", "viet_tat"))
    return {short: full for short, _, full in pairs}


def written_out(text: str) -> str:
    """Return ``text`` with its common abbreviations written out."""
    pairs = abbreviations()
    return _SHORT.sub(lambda found: pairs.get(found[0], found[0]), text)
