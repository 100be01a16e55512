"""The words of the views: what a role, a state, a day is called, and what a heading says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from ctct.language import N_, _
from ctct.tracking.listing import Listing, Row
from ctct.tracking.query import Query

ROLE_NAMES = {
    "phan_cong_chi_dao": N_("Chỉ đạo"),
    "co_quan_chu_tri": N_("Chủ trì"),
    "co_quan_phoi_hop": N_("Phối hợp"),
    "co_quan_tham_muu": N_("Tham mưu"),
}
"""What a role is called in the head of a column."""

LETTERS = {"phan_cong_chi_dao": "C", "co_quan_chu_tri": "T", "co_quan_phoi_hop": "P", "co_quan_tham_muu": "M"}
"""What stands for a role in a cell."""

SECRECY = {"mat": N_("MẬT"), "toi_mat": N_("TỐI MẬT"), "tuyet_mat": N_("TUYỆT MẬT")}


def highest_secrecy(found: Iterable[str | None]) -> str:
    """Return the highest of degrees of secrecy, ``""`` where there is none."""
    there = set(found)
    return next((key for key in reversed(SECRECY) if key in there), "")


def secrecy_line(key: str | None) -> tuple[str, ...]:
    """Return the line above a table that says how secret it is; none where it is not."""
    return (SECRECY[key],) if key else ()


def legend() -> str:
    """Return what the letters of the roles stand for."""
    return ", ".join(f"{letter} = {_(ROLE_NAMES[role]).lower()}" for role, letter in LETTERS.items())


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
    return listings[0].title if len(listings) == 1 else _("{count} chương trình công tác", count=len(listings))


def counted_works(rows: Sequence[Row]) -> str:
    """Return ``37 việc (31 việc khác nhau)``: one that recurs is one work and stands in several places."""
    kinds = {(row.listing.name, row.work.recurring or row.work.at) for row in rows}
    if len(kinds) < len(rows):
        return _("{count} việc ({kinds} việc khác nhau)", count=len(rows), kinds=len(kinds))
    return _("{count} việc", count=len(rows))


def subtitle(rows: Sequence[Row], query: Query) -> str:
    """Return the line below a view's title: how many works, and which counting says whose they are."""
    roles = ", ".join(_(ROLE_NAMES[role]).lower() for role in query.roles)
    asked = [_("vai {roles}", roles=roles)] if roles else []
    if query.since:
        asked.append(_("từ {day}", day=day(query.since)))
    if query.until:
        asked.append(_("đến {day}", day=day(query.until)))
    if query.overdue:
        asked.append(_("quá hạn vào ngày {day}", day=day(query.today)) if query.today else _("quá hạn"))
    counting = _("đếm theo người, cơ quan {counting}", counting=_(query.counting.value))
    return "; ".join((counted_works(rows), counting, *asked))
