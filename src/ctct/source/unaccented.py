"""Names as keys and ids, which have no accents, capitals or blanks."""

from __future__ import annotations

import re
import unicodedata

_NOT_PLAIN = re.compile("[^a-z0-9]+")


def unaccented(text: str) -> str:
    """Return a name as a key: ``Chương trình`` becomes ``chuong_trinh``."""
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return _NOT_PLAIN.sub("_", "".join(c for c in letters if not unicodedata.combining(c))).strip("_")


def as_id(text: str) -> str:
    """Return a name as an id: ``Bí thư`` becomes ``bi-thu``; ``""`` where nothing is left of it."""
    return unaccented(text).replace("_", "-").lstrip("-0123456789")
