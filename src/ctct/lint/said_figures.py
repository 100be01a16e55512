"""The figures of a programme that a text gives in words."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from ctct.model.figures import TOTAL, UNPLANNED
from ctct.model.values import read_day

_SAYS = {
    "đề ra": TOTAL,
    "hoàn thành": "xong",
    "đang thực hiện": "dang_lam",
    "chưa thực hiện": "chua_lam",
    "không thực hiện": "thoi",
    "chuyển": "chuyen_ky_sau",
    "phát sinh": UNPLANNED,
}
"""What stands before a number, and what that counts: a state, or works in all."""

_FIGURE = re.compile(
    rf"(?P<says>{'|'.join(_SAYS)})(?: sang [^.;:,()]{{1,30}}?)?(?: là|:)? (?P<count>\d{{1,5}}) (?:nhiệm vụ|việc)\b"
    r"(?: \((?P<share>\d{1,3}(?:,\d{1,2})?)%\)?)?"
)


_UP_TO = re.compile(r"đến (?:hết )?ngày (?P<day>\d{1,2}/\d{1,2}/\d{4})")


class SaidFigure(NamedTuple):
    """A number of works and perhaps their share in per cent, as a text gives them; ``part`` is where."""

    what: str
    number: int
    share: str | None
    part: tuple[int, int]


def figures_said_in(text: str) -> list[SaidFigure]:
    """Return the figures of a programme in a paragraph that says how many works it set: others may count anything."""
    found = [SaidFigure(_SAYS[one["says"]], int(one["count"]), one["share"], one.span()) for one in _FIGURE.finditer(text)]
    return found if any(one.what == TOTAL for one in found) else []


def day_said_in(text: str) -> date | None:
    """Return the day up to which a paragraph counts; ``None`` where it names none, or one that is not."""
    said = _UP_TO.search(text)
    with suppress(ValueError):
        return read_day(said["day"]).first if said else None
    return None
