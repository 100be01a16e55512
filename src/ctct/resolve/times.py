"""Puts the time of a work in brackets behind what it says: «… Hội nghị Tỉnh ủy về công tác cán bộ (ngày 6/4/2021)»."""

from __future__ import annotations

import re

from ctct.model.times.endings import ends_in
from ctct.model.values import Span
from ctct.resolve.inlines import cut, joined
from ctct.resolve.tree import Inlines, Item, Run, text_of

_BARE = {
    "ngày": re.compile(r"\d{1,2}/\d{1,2}(?:/\d{4})?"),
    "tháng": re.compile(r"\d{1,2}/\d{4}"),
    "quý": re.compile(r"(?:IV|I{1,3})/\d{4}"),
    "năm": re.compile(r"\d{4}"),
}
"""How times look that are written without the word for what they are."""

_STOPS = " .;:,/"


def with_times(items: tuple[Item, ...], time_frame: Span) -> tuple[Item, ...]:
    """Return ``items`` with their times behind their names, or behind their first paragraph where they have no name."""
    return tuple(_with_time(item, time_frame) for item in items)


def _with_time(item: Item, time_frame: Span) -> Item:
    item = item._replace(children=with_times(item.children, time_frame))
    if item.thoi_gian is None:
        return item
    if item.ten:
        return item._replace(ten=_followed(item.ten, item.thoi_gian, time_frame))
    # The first paragraph says what the work is; those below may be anything, «Bảng theo dõi:».
    first, *others = item.noi_dung or ((),)
    return item._replace(noi_dung=(_followed(first, item.thoi_gian, time_frame), *others))


def _followed(said: Inlines, time: str, time_frame: Span) -> Inlines:
    """Return what is said with ``time`` before its full stop; as it is where it ends in that time already."""
    if ends_in(text_of(said), time, time_frame):
        return said
    shown = joined(" (" if said else "(", _in_words(time), ")")
    last = said[-1] if said else None
    if not isinstance(last, Run):
        return (*said, Run(shown, at=shown.at))
    words = last.text.rstrip(_STOPS)
    kept = (last._replace(text=words, at=cut(last.at, len(words))),) if words else ()
    return (*said[:-1], *kept, Run(shown + last.text[len(words) :], at=shown.at))


def _in_words(time: str) -> str:
    """Return a time that is only numbers with the word for what it is."""
    unit = next((unit for unit, form in _BARE.items() if form.fullmatch(time)), None)
    return joined(f"{unit} ", time) if unit else time
