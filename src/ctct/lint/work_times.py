"""When the works of a draft take place, and where the draft says so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ctct.diagnostics import Path
from ctct.lint.texts import Text
from ctct.model.times.endings import time_of_meeting, time_of_work
from ctct.model.times.phrases import read_timing
from ctct.model.times.timing import Timing
from ctct.model.values import Span
from ctct.model.work_times import SaidTime

if TYPE_CHECKING:
    from ctct.lint.registry import Subject
    from ctct.model.document import VanBan

_IN_PROSE = re.compile(
    r"\b(?:(?P<due>(?:chậm nhất (?:là )?)?trước|chậm nhất(?: là)?|đến hết)|trong|vào) "
    r"(?:ngày \d{1,2}/\d{1,2}|tháng \d{1,2})(?:/\d{4})?(?![\w/])",
    re.IGNORECASE,
)
_begins_with_meeting = re.compile(r"(?:họp|hội nghị|triệu tập|tổ chức)\b", re.IGNORECASE).match


class WorkTime(NamedTuple):
    """When an item takes place."""

    words: SaidTime
    when: Timing


def times_of(subject: Subject) -> dict[Path, WorkTime]:
    """Return when items take place: by ``thoi_gian``, else by the end of a meeting's name."""
    titles = said_in_titles(subject)
    times: dict[Path, WorkTime] = {}
    # In reading order: what an item stands in has its time before it.
    for at, placed in subject.items.items():
        frame, said = frame_of(subject, at, times), placed.item.thoi_gian
        time = read_time(SaidTime((*at, "thoi_gian"), said), frame) if said else None
        if time is None and at in titles:
            time = read_time(titles[at], frame)
        if time:
            times[at] = time
    return times


def deadlines_of(subject: Subject) -> dict[Path, date | None]:
    """Return the last day on which each node is to be done, as it says itself, or what it stands in, or the period does."""
    end = subject.period.last if subject.period else None
    due = ((at, times.due) for at, times in subject.times.items())
    return {at: (time.when.last if time and time.when else end) for at, time in due}


def last_day_said(said: str, draft: VanBan) -> date | None:
    """Return the last day of a time in words, ``None`` where it is not understood, which a rule tells."""
    try:
        return read_timing(said, draft.time_frame).last
    except ValueError:
        return None


def time_around(subject: Subject, at: Path, times: Mapping[Path, WorkTime]) -> WorkTime | None:
    """Return the time of the nearest of what an item stands in."""
    above = (up.item.at for up in subject.items[at].lineage() if up.item.at != at)
    return next((times[place] for place in above if place in times), None)


def frame_of(subject: Subject, at: Path, times: Mapping[Path, WorkTime]) -> Span:
    """Return what supplies the year and the month of an item's time: «tháng 5» under «năm 2027» is of that year."""
    around = time_around(subject, at, times)
    return (around and around.when.exact) or subject.draft.time_frame


def said_in_titles(subject: Subject) -> dict[Path, SaidTime]:
    """Return the times that end the names of meetings."""
    found = {}
    for text in subject.texts:
        place = text.at[:-1]
        part = time_of_meeting(text.text) if text.field == "ten" and place in subject.items else None
        if part:
            found[place] = SaidTime(text.at, text.text[slice(*part)], part)
    return found


def said_in_brackets(subject: Subject) -> dict[Path, SaidTime]:
    """Return the times in brackets at the end of what items say, but for the dates of documents that are cited there."""
    found, first_year = {}, subject.draft.time_frame.first.year
    for text in subject.texts:
        part = time_of_work(text.text, first_year) if text.field in ("ten", "noi_dung") else None
        if part and (place := _item_ended_by(subject, text)):
            found[place] = SaidTime(text.at, text.text[slice(*part)], part)
    return found


def said_in_sentences(subject: Subject) -> Iterator[tuple[Path, SaidTime]]:
    """Yield the times that items give in their sentences, each with the item: in a text that names no other, at its start, as
    its last words where they are a date due, or behind the word that it begins with where that is a meeting.
    """
    for text in subject.texts:
        place = text.at[:-1] if text.field == "ten" else text.at[:-2]
        if text.field not in ("ten", "noi_dung") or place not in subject.items:
            continue
        found = [*_IN_PROSE.finditer(text.text)]
        if len(found) != 1:
            continue
        start, end = found[0].span()
        due = found[0]["due"] and not text.text[end:].strip(" .;/")
        if start == 0 or due or _begins_with_meeting(text.text):
            yield place, SaidTime(text.at, found[0][0], (start, end))


def _item_ended_by(subject: Subject, text: Text) -> Path | None:
    """Return the place of the item whose name is ``text``, or whose words end in it where it has no name."""
    place = text.at[:-1] if text.field == "ten" else text.at[:-2]
    if place not in subject.items:
        return None
    item = subject.items[place].item
    ends = text.field == "ten" or (not item.ten and text.at[-1] == len(item.noi_dung) - 1)
    return place if ends else None


def read_time(words: SaidTime, frame: Span) -> WorkTime | None:
    """Return the time that ``words`` say, if they are understood."""
    try:
        return WorkTime(words, read_timing(words.said, frame))
    except ValueError:
        return None  # «ngày 31/6/2021»: that there is no such day is another rule's (NT02)
