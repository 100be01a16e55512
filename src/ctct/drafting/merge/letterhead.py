"""The number and the date that somebody has filled in on a copy."""

from __future__ import annotations

import re

from ctct.drafting.merge.lines import Line
from ctct.drafting.merge.operations import SetField
from ctct.drafting.merge.threeway import same
from ctct.outcome import Outcome

_DATE = re.compile(r"(.{0,80}?)ngày\s{0,9}(\d{1,2})?\s{0,9}tháng\s{0,9}(\d{1,2})?\s{0,9}năm\s{0,9}(\d{4})")
_NUMBER = re.compile(r"(Số\s{0,3}:?)\s{0,9}(\d{1,6})?\s{0,9}([-/]\s{0,3}\S.{0,60})")


def filled_in(line: Line, said: str, outcome: Outcome) -> SetField | None:
    """Return the edit of a draft whose line of the letterhead reads ``said`` in a copy, if nothing but its number or its date
    differs.
    """
    if line.kind != "dau":
        return None
    return _date(line, said) or _number(line, said, outcome)


def _date(line: Line, said: str) -> SetField | None:
    ours, theirs = _DATE.fullmatch(line.text), _DATE.fullmatch(said)
    if ours is None or theirs is None or not same(ours[1], theirs[1]):
        return None
    day, month, year = theirs[2], theirs[3], int(theirs[4])
    if month is None:
        return None if day else SetField((), "ngay", {"nam": year})
    return SetField((), "ngay", f"{day}/{month}/{year}" if day else f"{month}/{year}")


def _number(line: Line, said: str, outcome: Outcome) -> SetField | None:
    ours, theirs = _NUMBER.fullmatch(line.text), _NUMBER.fullmatch(said)
    if ours is None or theirs is None or not same(ours[3], theirs[3]):
        return None
    number = int(theirs[2]) if theirs[2] else None
    written = outcome.gathered.value.get("so_ky_hieu")
    if isinstance(written, dict):
        return SetField(("so_ky_hieu",), "so", number)
    return SetField((), "so_ky_hieu", f"{number:02}{theirs[3]}" if number is not None else theirs[3].lstrip("-/ "))
