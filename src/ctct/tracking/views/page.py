"""Works as a page: figures, pictures, the list. As a file it needs nothing but itself, runs nothing, and prints well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html import escape

from ctct.emit.seal import seal_html
from ctct.language import _, in_a_document
from ctct.model.types import STATES
from ctct.source.unaccented import as_id
from ctct.tracking.groups import Entry, Group, grouped, month_of
from ctct.tracking.views.charts import gantt, heat_map
from ctct.tracking.views.frame import Frame, head, links, swept
from ctct.tracking.views.view import View, charged
from ctct.tracking.wording import ROLE_NAMES, day, legend, time_of

_LISTED = "danh-sach"
"""The id of the heading of the list."""


def as_page(view: View) -> bytes:
    """Return the page with its fingerprint."""
    with in_a_document():
        return seal_html(page_of(view))


def page_of(view: View, frame: Frame | None = None) -> str:
    """Return the page; without a ``frame`` it needs nothing but itself."""
    return "".join(f"{line}\n" for line in _lines(view, frame))


def _lines(view: View, frame: Frame | None) -> Iterator[str]:
    title = escape(view.title)
    yield from head(view.title, frame)
    yield "<header>"
    if view.secrecy:
        yield f'<p class="secret">{escape(_(view.secrecy))}</p>'
    yield f'<h1>{title}</h1>\n<p class="sub">{escape(view.subtitle)}</p>'
    yield from links(frame) if frame else ()
    yield "</header>\n<main>"
    if view.rows:
        yield from _figures(view)
        yield from _pictures(view)
        yield from _list(view)
    else:
        yield f"<p>{_('Không có việc nào như thế.')}</p>"
    yield "</main>\n</body>\n</html>"


def _figures(view: View) -> Iterator[str]:
    states = Counter(row.work.state for row in view.rows)
    months = Counter(month_of(row) for row in view.rows)
    cells = [(_(STATES[state]), states[state]) for state in STATES if states[state]]
    cells += [(month.title, months[month]) for month in sorted(months)]
    if late := sum(map(view.query.is_overdue, view.rows)):
        today = view.query.today
        cells.append((_("Quá hạn ngày {day}", day=day(today)) if today else _("Quá hạn trước ngày cuối kỳ"), late))
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name, _count in cells)
    numbers = "".join(f'<td class="number">{number}</td>' for _name, number in cells)
    yield f'<h2 id="so-lieu">{_("Số liệu")}</h2>'
    table = f'<table class="figures"><thead><tr>{heads}</tr></thead><tbody><tr>{numbers}</tr></tbody></table>'
    yield swept(table, "so-lieu")


def _pictures(view: View) -> Iterator[str]:
    maps = (("nguoi", _("Số việc của từng người theo tháng")), ("co-quan", _("Số việc của từng cơ quan theo tháng")))
    for by, name in maps:
        if picture := heat_map(grouped(view.rows, by, view.query), name):
            yield from _picture(f"theo-{by}", name, picture)
    if pictures := gantt(view):
        keys = "".join(f'<span class="key {state}"></span>{_(name)}' for state, name in STATES.items())
        note = f'<p class="note">{keys}; {_("nét đứt: mốc ước chừng")}</p>'
        yield from _picture("thoi-gian", _("Thời gian các việc"), "".join(pictures), note)


def _picture(anchor: str, name: str, picture: str, note: str = "") -> Iterator[str]:
    yield f'<h2 id="{anchor}">{escape(name)}</h2>{note}'
    yield swept(picture, anchor)


def _list(view: View) -> Iterator[str]:
    groups = view.groups()
    yield f'<h2 id="{_LISTED}">{_("Danh sách việc")}</h2>'
    if len(groups) > 1:
        links = "".join(
            f'<li><a href="#{_anchor(index, group)}">{escape(group.title)}</a> ({len(group.entries)})</li>'
            for index, group in enumerate(groups)
        )
        yield f'<nav aria-label="{_("Các nhóm việc")}"><ul>{links}</ul></nav>'
    if any(entry.part for group in groups for entry in group.entries):
        yield f'<p class="note">{escape(legend())}</p>'
    for index, group in enumerate(groups):
        if group.title:
            note = f" ({escape(group.note)})" if group.note else ""
            counted = _("{title}: {count} việc", title=group.title, count=len(group.entries))
            yield f'<h3 id="{_anchor(index, group)}">{escape(counted)}{note}</h3>'
        yield swept("\n".join(_table(group, view)), _anchor(index, group) if group.title else _LISTED)


def _anchor(index: int, group: Group) -> str:
    return f"n{index}-{as_id(group.key)}"


def _table(group: Group, view: View) -> Iterator[str]:
    roles = [] if any(entry.part for entry in group.entries) else view.roles()
    heads = [(_("Dự thảo"), 1)] * view.is_of_several
    heads += [(_("Số"), 1), (_("Nội dung"), 0), (_("Thời gian"), 1), (_("Trạng thái"), 1)]
    heads += [(_(ROLE_NAMES[role]), 0) for role in roles] or [(_("Vai"), 1)]
    cells = "".join(f'<th scope="col"{" class=tight" * tight}>{escape(name)}</th>' for name, tight in heads)
    yield f"<table><thead><tr>{cells}</tr></thead><tbody>"
    for entry in group.entries:
        yield _row(entry, view, roles)
    yield "</tbody></table>"


def _row(entry: Entry, view: View, roles: list[str]) -> str:
    row = entry.row
    late = ' class="late"' if view.query.is_overdue(row) else ""
    several = [(row.listing.name, 1)] * view.is_of_several
    cells = [*several, (row.work.number, 1), (row.work.text, 0), (time_of(row), 1), (_(STATES[row.work.state]), 1)]
    cells += [("; ".join(charged(row, role, view.query)), 0) for role in roles] or [(entry.part, 1)]
    return f"<tr{late}>" + "".join(f"<td{' class=tight' * tight}>{escape(text)}</td>" for text, tight in cells) + "</tr>"
