"""A day as the cell of a sheet has it → the same as drafts write it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from ctct.language import _

_EPOCH = date(1899, 12, 30)
_SERIALS = range(11_000, 73_051)
"""The numbers by which sheets mean the days from 1930 to 2099."""
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:T[\d:.Z+-]{0,20})?")


def day_in_cell(text: str) -> str:
    """Return ``28/06/2021`` for a day that a cell shows with or without its hour, in ISO order, with points or hyphens, or as
    the number that a sheet has for it; other texts come back much as they are. Raises ValueError, in Vietnamese, for a number
    that means no day.
    """
    if found := _ISO.match(text):
        year, month, day = found.groups()
        return f"{day}/{month}/{year}"
    written = text.rsplit(" ", 1)[-1]
    if not written.isdecimal():
        return written.replace(".", "/").replace("-", "/")
    if int(written) not in _SERIALS:
        raise ValueError(_("không hiểu ngày «{text}»; ghi như «28/6/2021»", text=text))
    return f"{_EPOCH + timedelta(int(written)):%d/%m/%Y}"
