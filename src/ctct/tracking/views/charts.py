"""Two pictures of works as SVG, which needs no program to be seen: when each takes place, who has how many in which month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import escape
from typing import NamedTuple

from ctct.diagnostics import excerpt
from ctct.language import _
from ctct.model.times.timing import Kind
from ctct.model.types import STATES
from ctct.model.values import Span, days
from ctct.tracking.groups import Group, Month, month_of
from ctct.tracking.listing import Row
from ctct.tracking.views.matrix import TOTALS
from ctct.tracking.views.view import View
from ctct.tracking.wording import time_of

_WIDTH, _LABEL, _STEP, _HEAD = 1000, 380, 18, 30
"""Units of the whole picture, of the names on its left, of a row, of what stands above the rows."""
_LETTERS = 72
"""How many characters of a name fit there."""
_ON_A_PAGE = 34
"""How many bars fit on a sheet of A4 on its side."""
_SHADES = 5
"""How many shades a number may have, apart from none."""


class _Scale(NamedTuple):
    """The days that a picture spans."""

    first: date
    last: date

    def place(self, when: date) -> float:
        """Return where a day begins."""
        share = (when - self.first).days / ((self.last - self.first).days + 1)
        return round(_LABEL + share * (_WIDTH - _LABEL), 1)


def gantt(view: View) -> list[str]:
    """Return a bar for each work that has days, from its first to its last, in pictures that each fit on a page."""
    dated = [(row, span) for row in view.rows if (span := _span(row))]
    if not dated:
        return []
    first, last = min(span.first for _row, span in dated), max(span.last for _row, span in dated)
    scale = _Scale(first.replace(day=1), days(last.year, last.month).last)
    today = view.query.today
    mark = today if today and scale.first <= today <= scale.last else None
    return [_bars(dated[start : start + _ON_A_PAGE], scale, mark) for start in range(0, len(dated), _ON_A_PAGE)]


def _bars(dated: Sequence[tuple[Row, Span]], scale: _Scale, today: date | None) -> str:
    height = _HEAD + _STEP * len(dated) + 4
    body = "".join((*_months(scale, height), *(_bar(row, span, scale, index) for index, (row, span) in enumerate(dated))))
    at = scale.place(today) if today else 0
    mark = f'<line class="today" x1="{at}" x2="{at}" y1="{_HEAD - 6}" y2="{height}"/>' if today else ""
    return _picture(_("Biểu đồ thời gian các việc"), height, body + mark)


def _span(row: Row) -> Span | None:
    when, period = row.work.due, row.listing.period
    if when is None or when.last is None:
        return None
    if when.kind in (Kind.RECURRING, Kind.EVENT):
        return period
    return Span(when.first or (period.first if period and period.first <= when.last else when.last), when.last)


def _months(scale: _Scale, height: int) -> Iterator[str]:
    month = scale.first
    while month <= scale.last:
        at, after = scale.place(month), days(month.year, month.month).last + timedelta(days=1)
        middle = (at + scale.place(after)) / 2
        yield f'<line class="grid" x1="{at}" x2="{at}" y1="{_HEAD - 6}" y2="{height}"/>'
        yield f'<text class="head" x="{middle:.1f}" y="18" text-anchor="middle">{month.month}/{month.year}</text>'
        month = after


def _bar(row: Row, span: Span, scale: _Scale, index: int) -> str:
    work, y = row.work, _HEAD + index * _STEP
    x = scale.place(span.first)
    width = max(4.0, round(scale.place(span.last + timedelta(days=1)) - x, 1))
    unsure = "" if work.due and work.due.sure else " unsure"
    told = f"{work.number}. {work.text} ({time_of(row)}; {_(STATES[work.state]).lower()})"
    name = excerpt(f"{work.number}  {work.text}", _LETTERS)
    return (
        f"<g><title>{escape(told)}</title>"
        f'<text x="0" y="{y + 13}">{escape(name)}</text>'
        f'<rect class="{work.state}{unsure}" x="{x}" y="{y + 3}" width="{width}" height="{_STEP - 6}" rx="2"/></g>'
    )


def heat_map(groups: Sequence[Group], name: str) -> str:
    """Return how many works each of those who head ``groups`` has in each month; ``""`` where there is none."""
    counts = [(group, _by_month(group)) for group in groups]
    months = sorted({month for _group, found in counts for month in found})
    if not months:
        return ""
    most = max(max(found.values()) for _group, found in counts)
    width = min(110.0, (_WIDTH - _LABEL) / (len(months) + 1))
    heads = "".join(
        _head(_LABEL + (index + 0.5) * width, title)
        for index, title in enumerate([*(month.short for month in months), _(TOTALS)])
    )
    rows = "".join(_heat_row(group, found, months, (width, most, index)) for index, (group, found) in enumerate(counts))
    return _picture(name, _HEAD + _STEP * len(counts) + 4, heads + rows)


def _by_month(group: Group) -> dict[Month, int]:
    found: dict[Month, int] = {}
    for entry in group.entries:
        month = month_of(entry.row)
        found[month] = found.get(month, 0) + 1
    return found


def _head(at: float, title: str) -> str:
    return f'<text class="head" x="{at:.1f}" y="18" text-anchor="middle">{escape(title)}</text>'


def _heat_row(
    group: Group,
    found: dict[Month, int],
    months: Sequence[Month],
    shape: tuple[float, int, int],
) -> str:
    width, most, index = shape
    y = _HEAD + index * _STEP
    cells = [f'<text x="0" y="{y + 13}">{escape(excerpt(group.title, _LETTERS))}</text>']
    for place, month in enumerate(months):
        count = found.get(month, 0)
        x = _LABEL + place * width
        cells.append(
            f'<rect class="heat{_shade(count, most)}" x="{x:.1f}" y="{y}" width="{width - 2:.1f}" height="{_STEP - 2}"/>'
        )
        if count:
            cells.append(_number(x + width / 2, y, count, f"heat{_shade(count, most)}"))
    cells.append(_number(_LABEL + (len(months) + 0.5) * width, y, len(group.entries), "total"))
    return "".join(cells)


def _shade(count: int, most: int) -> int:
    return -(-count * _SHADES // most)


def _number(at: float, y: int, count: int, kind: str) -> str:
    return f'<text class="{kind}" x="{at:.1f}" y="{y + 12}" text-anchor="middle">{count}</text>'


def _picture(name: str, height: int, body: str) -> str:
    box = f'viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img" aria-label="{escape(name)}">{body}</svg>'
