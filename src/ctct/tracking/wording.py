"""The words of the views: what a role, a state, a day is called, and what a heading says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ctct.tracking.listing import Listing, Row
from ctct.tracking.query import Query

ROLE_NAMES = {
    "phan_cong_chi_dao": "Chỉ đạo",
    "co_quan_chu_tri": "Chủ trì",
    "co_quan_phoi_hop": "Phối hợp",
    "co_quan_tham_muu": "Tham mưu",
}
"""What a role is called in the head of a column."""

LETTERS = {"phan_cong_chi_dao": "C", "co_quan_chu_tri": "T", "co_quan_phoi_hop": "P", "co_quan_tham_muu": "M"}
"""What stands for a role in a cell."""

LEGEND = ", ".join(f"{letter} = {ROLE_NAMES[role].lower()}" for role, letter in LETTERS.items())

SECRECY = {"mat": "MẬT", "toi_mat": "TỐI MẬT", "tuyet_mat": "TUYỆT MẬT"}


def highest_secrecy(found: Iterable[str | None]) -> str:
    """Return the highest of degrees of secrecy, ``""`` where there is none."""
    there = set(found)
    return next((key for key in reversed(SECRECY) if key in there), "")


def secrecy_line(key: str | None) -> tuple[str, ...]:
    """Return the line above a table that says how secret it is; none where it is not."""
    return (SECRECY[key],) if key else ()


def day(when: date | None) -> str:
    """Return ``06/4/2021``, as documents have it: a zero before days below 10 and before the first two months."""
    if when is None:
        return ""
    month = f"{when.month:02}" if when.month < 3 else str(when.month)
    return f"{when.day:02}/{month}/{when.year}"


def time_of(row: Row) -> str:
    """Return when a work takes place or is due, in the words of its draft; else its whole period."""
    return row.work.deadline or row.work.time or row.listing.period_said


def title_of(listings: Sequence[Listing]) -> str:
    """Return what a view of these programmes is called."""
    return listings[0].title if len(listings) == 1 else f"{len(listings)} chương trình công tác"


def counted_works(rows: Sequence[Row]) -> str:
    """Return ``37 việc (31 việc khác nhau)``: one that recurs is one work and stands in several places."""
    kinds = {(row.listing.name, row.work.recurring or row.work.at) for row in rows}
    return f"{len(rows)} việc" + (f" ({len(kinds)} việc khác nhau)" if len(kinds) < len(rows) else "")


def subtitle(rows: Sequence[Row], query: Query) -> str:
    """Return the line below a view's title: how many works, and which counting says whose they are."""
    asked = ["vai " + ", ".join(ROLE_NAMES[role].lower() for role in query.roles)] if query.roles else []
    if query.since:
        asked.append(f"từ {day(query.since)}")
    if query.until:
        asked.append(f"đến {day(query.until)}")
    if query.overdue:
        asked.append(f"quá hạn vào ngày {day(query.today)}" if query.today else "quá hạn")
    return "; ".join((f"{counted_works(rows)}; đếm theo người, cơ quan {query.counting.value}", *asked))
