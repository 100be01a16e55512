"""Works as a workbook: followed one by one, by person and body, as a matrix, in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ctct.diagnostics import excerpt
from ctct.language import in_a_document
from ctct.model.types import ROLES, STATES
from ctct.tracking.charges import Counting
from ctct.tracking.groups import BY_ASSIGNEE, Group, grouped, month_of
from ctct.tracking.listing import Row
from ctct.tracking.views.matrix import TOTALS, Matrix, matrix_of
from ctct.tracking.views.sheet_rows import Cell
from ctct.tracking.views.sheets import Column, Kind, Table, workbook
from ctct.tracking.views.view import View, charged
from ctct.tracking.wording import LETTERS, ROLE_NAMES, legend, time_of

_KEY, _NUMBER, _WORDS = Column("Mã", 13), Column("Số", 10, Kind.CENTRE), Column("Nội dung", 50)
_STATE = Column("Trạng thái", 12, Kind.CENTRE)
_DAYS = (Column("Từ ngày", 11, Kind.DATE), Column("Hạn", 11, Kind.DATE))
_COUNTINGS = {Counting.NAMED: "Được nêu tên", Counting.LIKE: "Kể cả qua «nhu»", Counting.OPENED: "Kể cả mở nhóm"}

_EXCERPT = 150
"""How many characters of a work a sheet shows beside the one that has all of them."""


def as_workbook(view: View) -> bytes:
    """Return the works as an XLSX file. Raises :class:`Rejected` where XlsxWriter is not installed."""
    created = max(listing.signed for listing in view.listings)
    with in_a_document():
        tables, title = list(_tables(view)), view.title
    return workbook(tables, created, title)


def _tables(view: View) -> Iterator[Table]:
    heading = (*((view.secrecy,) if view.secrecy else ()), view.title, view.subtitle)
    groups = [group for by in BY_ASSIGNEE for group in grouped(view.rows, by, view.query)]
    shown = {id(row): _in_short(row) for row in view.rows}
    yield _followed(view, heading)
    yield _by_assignee(groups, shown, (*heading, legend()))
    yield _matrix(matrix_of(view, groups), shown, (*heading, legend()))
    yield _figures(view, heading)


Shown = Mapping[int, Sequence[Cell]]
"""What a work says in short, by its identity."""


def _followed(view: View, heading: tuple[str, ...]) -> Table:
    roles = view.roles()
    several = (Column("Dự thảo", 22),) if view.is_of_several else ()
    columns = (*several, _KEY, _NUMBER, _WORDS, Column("Thời gian", 13), *_DAYS, _STATE)
    names = tuple(Column(ROLE_NAMES[role], 25) for role in roles)
    rows = (_row(row, view, roles) for row in view.rows)
    return Table("Theo dõi", heading, (*columns, *names, Column("Hội nghị", 24)), rows)


def _row(row: Row, view: View, roles: Sequence[str]) -> Sequence[Cell]:
    work = row.work
    return [
        *([row.listing.name] if view.is_of_several else []),
        work.key,
        work.number,
        work.text,
        time_of(row),
        work.when.first if work.when else None,
        work.holds_until,
        STATES[work.state],
        *("; ".join(charged(row, role, view.query)) for role in roles),
        row.meeting.title if row.meeting else "",
    ]


def _by_assignee(groups: Sequence[Group], shown: Shown, heading: tuple[str, ...]) -> Table:
    columns = (Column("Người, cơ quan", 34), Column("Vai", 12, Kind.CENTRE), _NUMBER, _WORDS, _DAYS[1], _STATE)
    rows = ([group.title, entry.part, *shown[id(entry.row)]] for group in groups for entry in group.entries)
    return Table("Theo người", heading, columns, rows)


def _in_short(row: Row) -> Sequence[Cell]:
    return [row.work.number, excerpt(row.work.text, _EXCERPT), row.work.holds_until, STATES[row.work.state]]


def _matrix(matrix: Matrix, shown: Shown, heading: tuple[str, ...]) -> Table:
    columns = (_NUMBER, _WORDS, *(Column(head, 4.5, Kind.CENTRE, upright=True) for head in matrix.heads))
    rows = ([*shown[id(row)][:2], *cells] for row, cells in zip(matrix.rows, matrix.cells, strict=True))
    return Table("Ma trận", heading, columns, rows, totals=["", TOTALS, *matrix.totals])


def _figures(view: View, heading: tuple[str, ...]) -> Table:
    columns = (Column("Theo", 14), Column("Người, cơ quan, tháng, trạng thái", 50), Column("Vai", 12, Kind.CENTRE))
    counted = tuple(Column(name, 14, Kind.NUMBER) for name in _COUNTINGS.values())
    return Table("Số liệu", heading, (*columns, *counted), list(_figure_rows(view)))


def _figure_rows(view: View) -> Iterator[Sequence[Cell]]:
    """Yield how many works each has by each counting; of months and states all countings say the same."""
    yield from _workloads(view)
    months = Counter(month_of(row) for row in view.rows)
    for month in sorted(months):
        yield ["Thời gian", month.title, "", *[months[month]] * len(_COUNTINGS)]
    states = Counter(row.work.state for row in view.rows)
    for state in (one for one in STATES if states[one]):
        yield ["Trạng thái", STATES[state], "", *[states[state]] * len(_COUNTINGS)]
    yield ["Tất cả", "", "", *[len(view.rows)] * len(_COUNTINGS)]


def _workloads(view: View) -> Iterator[Sequence[Cell]]:
    counts: dict[Counting, Counter[tuple[str, str]]] = {one: Counter() for one in Counting}
    for counting, counted in counts.items():
        for row in view.rows:
            for role in view.query.asked_roles:
                counted.update([(name, role) for name in row.work.assigned(role, counting)])
    asked = view.query.who
    for assignee in {name: one for listing in view.listings for name, one in listing.assignees.items()}.values():
        for role in ROLES:
            numbers = [counted[assignee.id, role] for counted in counts.values()]
            if any(numbers) and (not asked or assignee.id in asked):
                kind = "Người" if assignee.kind.value == "nguoi" else "Cơ quan"
                yield [kind, assignee.name, LETTERS[role], *numbers]
