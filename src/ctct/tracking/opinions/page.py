"""Opinions as a page that a program serves: the figures, and the table under the places or the bodies."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from ctct.language import N_, _
from ctct.lint.opinions import OPEN
from ctct.tracking.opinions.rows import COLUMNS, OpinionRow
from ctct.tracking.opinions.table import TITLE, Table, summary
from ctct.tracking.views.frame import Frame, head, links, swept

GROUPINGS = {"muc": N_("theo mục"), "co-quan": N_("theo cơ quan")}
"""What opinions are put under, by the words of an address."""

_Numbered = tuple[int, OpinionRow]


def page_of(table: Table, by: str, frame: Frame, *, only_open: bool = False) -> str:
    """Return the page, with ``only_open`` of what is not yet dealt with; numbers are those of the whole table."""
    return "".join(f"{line}\n" for line in _lines(table, by, frame, only_open))


def _lines(table: Table, by: str, frame: Frame, only_open: bool) -> Iterator[str]:
    yield from head(_(TITLE), frame)
    yield f'<header>\n<h1>{_(TITLE)}</h1>\n<p class="sub">{escape(_("Dự thảo {subject}", subject=table.subject))}</p>'
    yield from links(frame)
    yield "</header>\n<main>"
    yield from (f"<p>{escape(said)}</p>" for said in summary(table))
    groups = _grouped([one for one in enumerate(table.rows, 1) if not only_open or one[1].xu_ly == OPEN], by)
    if not groups:
        yield f"<p>{_('Không có ý kiến nào như thế.')}</p>"
    for index, (title, rows) in enumerate(groups.items()):
        yield f'<h2 id="n{index}">{escape(_("{title}: {count} ý kiến", title=title, count=len(rows)))}</h2>'
        yield swept("\n".join(_table(rows, by)), f"n{index}")
    yield "</main>\n</body>\n</html>"


def _grouped(rows: list[_Numbered], by: str) -> dict[str, list[_Numbered]]:
    """Return the rows under their places or their bodies, in the order of the table."""
    groups: dict[str, list[_Numbered]] = {}
    for number, row in rows:
        groups.setdefault(row.place if by == "muc" else row.body, []).append((number, row))
    return groups


def _table(rows: list[_Numbered], by: str) -> Iterator[str]:
    names = (COLUMNS[0], COLUMNS[2] if by == "muc" else COLUMNS[1], *COLUMNS[3:])
    cells = "".join(f'<th scope="col"{" class=tight" * (not place)}>{escape(_(name))}</th>' for place, name in enumerate(names))
    yield f"<table><thead><tr>{cells}</tr></thead><tbody>"
    for number, row in rows:
        said = (row.body if by == "muc" else row.place, row.noi_dung, row.answer)
        yield f"<tr><td class=tight>{number}</td>{''.join(f'<td>{_in_lines(one)}</td>' for one in said)}</tr>"
    yield "</tbody></table>"


def _in_lines(text: str) -> str:
    return escape(text).replace("\n", "<br>")
