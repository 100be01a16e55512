"""``{{họ tên}}``: a field, which data may fill."""

from __future__ import annotations

import re

_FIELD = r"\{\{([^{}\n]{1,60})\}\}"

find_fields = re.compile(_FIELD).finditer
replace_fields = re.compile(_FIELD).sub


def field_name(written: str) -> str:
    """Return the name of a field, or of the column that fills it: blanks round it and how many stand inside tell nothing."""
    return " ".join(written.split())
