"""Works as data: JSON for programs, one line a work; CSV for sheets."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from ctct.model.types import ROLES, STATES
from ctct.tracking.listing import Row
from ctct.tracking.query import Query
from ctct.tracking.views.view import View, charged, free_words
from ctct.tracking.wording import ROLE_NAMES, SECRECY, day, time_of
from ctct.tracking.works import AssignedWork

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a sheet takes for the beginning of a formula."""


def as_json(view: View) -> str:
    """Return a list of works: id, printed number, words, times, state, per role the ids of those who are charged, how secret
    its programme is.
    """
    lines = (json.dumps(_record(row, view), ensure_ascii=False) for row in view.rows)
    return "[\n" + ",\n".join(lines) + "\n]\n" if view.rows else "[]\n"


def _record(row: Row, view: View) -> dict[str, Any]:
    return {
        **record_of(row.work),
        **{role: list(view.query.assigned(row.work, role)) for role in ROLES},
        "loi_van": _free(row, view.query),
        "du_thao": row.listing.name,
        "do_mat": row.listing.secrecy,
    }


def record_of(work: AssignedWork) -> dict[str, Any]:
    """Return what a work is, whoever is charged with it."""
    first, last = (work.when.first, work.when.last) if work.when else (None, None)
    return {
        "id": work.key or None,
        "so": work.number,
        "noi_dung": work.text,
        "thuoc": list(work.chapter),
        "thoi_gian": work.time or None,
        "tu": first and first.isoformat(),
        "den": last and last.isoformat(),
        "chac": bool(work.when and work.when.sure),
        "han": work.holds_until and work.holds_until.isoformat(),
        "trang_thai": work.state,
        "thuong_ky": work.recurring,
    }


def _free(row: Row, query: Query) -> dict[str, list[str]]:
    return {role: words for role in query.asked_roles if (words := free_words(row, role))}


def as_csv(view: View) -> bytes:
    """Return the works as CSV that Excel opens rightly: UTF-8 with its mark, CRLF, nothing that begins as a formula does."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    roles = view.roles()
    heads = [
        *(["Độ mật"] if view.secrecy else []),
        *(["Dự thảo"] if view.is_of_several else []),
        "Mã",
        "Số",
        "Nội dung",
        "Thời gian",
        "Từ ngày",
        "Đến ngày",
        "Hạn",
        "Trạng thái",
    ]
    writer.writerow([*heads, *(ROLE_NAMES[role] for role in roles)])
    for row in view.rows:
        writer.writerow([safe(cell) for cell in _cells(row, view, roles)])
    return file.getvalue().encode("utf-8-sig")


def _cells(row: Row, view: View, roles: list[str]) -> list[str]:
    work = row.work
    first, last = (work.when.first, work.when.last) if work.when else (None, None)
    secret = [SECRECY.get(row.listing.secrecy or "", "")] if view.secrecy else []
    several = [row.listing.name] if view.is_of_several else []
    said = [work.key, work.number, work.text, time_of(row), day(first), day(last), day(work.holds_until), STATES[work.state]]
    return [*secret, *several, *said, *("; ".join(charged(row, role, view.query)) for role in roles)]


def safe(text: str) -> str:
    """Return a text that no sheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text
