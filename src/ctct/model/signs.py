"""Numbers and signs of documents: how types and bodies are abbreviated in them («02-NQ/TU», «30/2020/NĐ-CP»)."""

from __future__ import annotations

import re

from ctct.model.types import LEGAL_TYPES, PARTY_TYPES, STATE_TYPES

PARTY_BODIES: dict[str, tuple[str, ...]] = {
    "Ban Chấp hành Trung ương": ("TW",),
    "Tỉnh ủy": ("TU",),
    "Thành ủy": ("TU", "ThU"),
    "Thị ủy": ("ThU",),
    "Huyện ủy": ("HU",),
    "Quận ủy": ("QU",),
    "Đảng ủy": ("ĐU",),
    "Chi bộ": ("CB",),
    "Đại hội": ("ĐH",),
}
"""Party committees, and congresses, by how their names begin, the usual abbreviation first (36-HD/VPTW, II.1.3; 05-HD/VPTW,
II.I.3.1.2): a thành ủy right under the Central Committee signs «TU», one in a province «ThU». Districts have signed nothing
since July 2025, but drafts are kept.
"""

PARTY_OFFICES = {
    "Văn phòng": "VP",
    "Ủy ban Kiểm tra": "UBKT",
    "Ban Tổ chức": "BTC",
    "Ban Tuyên giáo và Dân vận": "BTGDV",
    "Ban Tuyên giáo": "BTG",
    "Ban Dân vận": "BDV",
    "Ban Nội chính": "BNC",
    "Ban Xây dựng Đảng": "BXDĐ",
    "Cơ quan Ủy ban Kiểm tra": "CQUBKT",
    "Trường Chính trị": "TCT",
    "Trung tâm Chính trị": "TTCT",
}
"""Offices of a committee by how their names begin; the committee's own abbreviation follows («VPTU»)."""

STATE_BODIES = {
    "Hội đồng nhân dân": "HĐND",
    "Ủy ban nhân dân": "UBND",
}

is_party_sign = re.compile(r"\d{1,5}-(?P<kind>[^\W\d_]{1,4})/\S+").fullmatch
_is_state_sign = re.compile(r"\d{1,5}/(?:\d{4}/)?(?P<kind>[^\W\d_]{1,4})\d*(?:-\S+)?").fullmatch


def is_sign(text: str) -> bool:
    """Return whether a text is a number and sign."""
    return bool(is_party_sign(text) or _is_state_sign(text))


def folded_sign(sign: str) -> str:
    """Return a sign as two are compared: whatever the case, a zero before the number and blanks in it."""
    return "".join(sign.split()).casefold().lstrip("0")


def kind_of_sign(sign: str) -> str | None:
    """Return the type that a sign stands for, ``None`` for one that is read otherwise or may mean several."""
    if found := is_party_sign(sign):
        kinds = [key for key, one in PARTY_TYPES.items() if one.abbreviation == found["kind"]]
    elif found := _is_state_sign(sign):
        known = {**LEGAL_TYPES, **STATE_TYPES}
        kinds = [key for key, one in known.items() if one.abbreviation == found["kind"]]
    else:
        return None
    return kinds[0] if len(kinds) == 1 else None
