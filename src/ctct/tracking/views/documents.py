"""Works as drafts of documents, which the ordinary pipeline builds: what one is charged with, the meetings, a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from ctct.language import in_a_document
from ctct.model.types import STATES, TYPE_NAMES
from ctct.source.inline import escaped_text
from ctct.tracking.groups import BY_ASSIGNEE, Entry, grouped
from ctct.tracking.listing import Kind, Listing, Row
from ctct.tracking.meetings import Meeting
from ctct.tracking.views.view import Agenda, View, charged
from ctct.tracking.wording import ROLE_NAMES, time_of

TYPE = "thong_bao"
_SIGN = "TB"
_begins_sign = re.compile(r"[^/-]+")
_LEADS, _PREPARES = ("phan_cong_chi_dao",), ("co_quan_chu_tri", "co_quan_tham_muu")

_TIME = {"ten": "Thời hạn", "rong": 30, "can": "giua"}
_LEADERS, _OFFICES = {"ten": "Đồng chí chỉ đạo", "rong": 36}, {"ten": "Cơ quan chuẩn bị", "rong": 36}


@in_a_document()
def document_of(view: View) -> dict[str, Any]:
    """Return the draft of a document as plain values: the meetings where works are grouped by those, what one person or body is
    charged with where all works are that one's, else a list.
    """
    if view.by == "hoi-nghi":
        return _calendar(view)
    if view.by is None and len(view.query.who) == 1:
        return _slip(view)
    return _catalogue(view)


def _slip(view: View) -> dict[str, Any]:
    """Return what one is charged with."""
    (who,) = view.query.who
    assignee = next(listing.assignees[who] for listing in view.listings if who in listing.assignees)
    groups = grouped(view.rows, BY_ASSIGNEE[assignee.kind is Kind.BODY], view.query)
    entries = groups[0].entries if groups else ()
    others = (_LEADERS, _LEADS) if assignee.kind is Kind.BODY else (_OFFICES, _PREPARES)
    products = any(entry.row.work.product for entry in entries)
    columns = ["Nội dung nhiệm vụ", {"ten": "Vai", "rong": 22, "can": "giua"}, others[0], _TIME]
    rows = [_slip_row(entry, view, others[1], products) for entry in entries]
    name = escaped_text(assignee.addressed or assignee.name)
    said = f"Thực hiện {_named(view)}, {name} được giao {len(entries)} nhiệm vụ"
    opening = f"{said} ({groups[0].note}) như sau:" if groups else f"{said}."
    closing = f"Bảng trên kể những việc {name} {view.query.counting.value}; số ở đầu mỗi việc là số trong chương trình."
    table = {"bang": {"tt": True, "cot": [*columns, *(["Sản phẩm"] if products else [])], "dong": rows}} if rows else {}
    body = {"noi_dung": [opening], **table, "ket": [closing]}
    return _document(view, f"giao nhiệm vụ cho {name} theo {_named(view)}", body, [_sentence(name)])


def _slip_row(entry: Entry, view: View, roles: Sequence[str], products: bool) -> list[str]:
    (who,), work = view.query.who, entry.row.work
    parts = [name for role, name in ROLE_NAMES.items() if who in view.query.assigned(work, role)]
    cells = [_said(entry.row, view), ", ".join(parts), _people(entry.row, view, roles), escaped_text(time_of(entry.row))]
    return [*cells, escaped_text(work.product)] if products else cells


def _calendar(view: View) -> dict[str, Any]:
    """Return the meetings in the order of their days, each with what is brought before it."""
    agendas = sorted(view.agendas(), key=_by_day)
    lines: list[Any] = []
    for agenda in agendas:
        lines += [{"nhom": _heading(agenda)}, *(_meeting_row(row, view) for row in agenda.rows)]
    count = f"{len(agendas):02}"
    opening = f"Theo {_named(view)}, có {count} hội nghị, nội dung và phân công chuẩn bị như sau:"
    outside = sum(1 for row in view.rows if not row.meeting)
    closing = [f"{outside} việc khác của chương trình không trình hội nghị nào nên không có trong lịch này."] if outside else []
    table = {"bang": {"tt": True, "cot": ["Nội dung", _LEADERS, _OFFICES], "dong": lines}} if lines else {}
    body = {"noi_dung": [opening if lines else f"{_sentence(_named(view))} không có hội nghị nào."], **table}
    return _document(view, f"lịch các hội nghị theo {_named(view)}", {**body, **({"ket": closing} if closing else {})}, [])


def _by_day(agenda: Agenda) -> tuple[date, str]:
    when = agenda.meeting.when
    return (when.last or when.first or date.max) if when else date.max, agenda.meeting.title


def _heading(agenda: Agenda) -> str:
    return escaped_text(". ".join((agenda.meeting.title.rstrip("."), *_about(agenda.meeting, agenda.listing))))


def _about(meeting: Meeting, listing: Listing) -> Iterator[str]:
    """Yield what is said of a meeting that its name does not say."""
    if meeting.time not in meeting.title:
        yield f"Thời gian: {meeting.time}"
    if meeting.hours:
        yield "Giờ: " + " - ".join(f"{at // 60:02}:{at % 60:02}" for at in meeting.hours if at is not None)
    if meeting.place:
        yield f"Địa điểm: {meeting.place}"
    if meeting.chair:
        yield f"Chủ trì: {'; '.join(map(listing.name_of, meeting.chair))}"
    if meeting.attendants:
        yield f"Thành phần: {'; '.join(map(listing.name_of, meeting.attendants))}"


def _meeting_row(row: Row, view: View) -> list[str]:
    return [_said(row, view), _people(row, view, _LEADS), _people(row, view, _PREPARES)]


def _catalogue(view: View) -> dict[str, Any]:
    """Return all works, under the headings asked for."""
    lines: list[Any] = []
    for group in view.groups():
        lines += [{"nhom": escaped_text(f"{group.title} ({len(group.entries)} việc)")}] if group.title else []
        lines += [_catalogue_row(entry.row, view) for entry in group.entries]
    columns = ["Nội dung", _LEADERS, _OFFICES, _TIME, {"ten": "Trạng thái", "rong": 20, "can": "giua"}]
    opening = f"Việc của {_named(view)}: {escaped_text(view.subtitle)}."
    table = {"bang": {"tt": True, "kho_ngang": True, "cot": columns, "dong": lines}} if lines else {}
    return _document(view, f"danh mục việc theo {_named(view)}", {"noi_dung": [opening], **table}, [])


def _catalogue_row(row: Row, view: View) -> list[str]:
    cells = [_said(row, view), _people(row, view, _LEADS), _people(row, view, _PREPARES)]
    return [*cells, escaped_text(time_of(row)), STATES[row.work.state]]


def _said(row: Row, view: View) -> str:
    where = f" ({row.listing.name})" if view.is_of_several else ""
    return escaped_text(f"{row.work.number} {row.work.text}{where}".strip())


def _people(row: Row, view: View, roles: Sequence[str]) -> str:
    return escaped_text("; ".join(name for role in roles for name in charged(row, role, view.query)))


def _named(view: View) -> str:
    """Return how a sentence names the programme: its type and its period."""
    if view.is_of_several:
        return f"{len(view.listings)} chương trình"
    listing = view.listings[0]
    said = listing.letterhead
    return escaped_text(" ".join(filter(None, (said.get("ten_loai") or TYPE_NAMES[said["loai"]], listing.period_said))))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _document(view: View, subject: str, body: dict[str, Any], recipients: list[str]) -> dict[str, Any]:
    """Return a draft with the letterhead of the programme, not yet numbered and not yet signed."""
    said = view.listings[0].letterhead
    sign = _begins_sign.sub(_SIGN, said["so_ky_hieu"]["ky_hieu"], count=1)
    kept = {key: said[key] for key in ("the_thuc", "co_quan", "dia_danh") if key in said}
    filed = [line for line in said.get("noi_nhan", ()) if line.startswith("Lưu")]
    secrecy = {"do_mat": view.secrecy_key} if view.secrecy_key else {}
    return {
        **kept,
        "loai": TYPE,
        "so_ky_hieu": {"so": None, "ky_hieu": sign},
        "ngay": {"nam": said["ngay"]["nam"]},
        "trich_yeu": [subject],
        **secrecy,
        **body,
        "noi_nhan": [*recipients, *filed] or ["Lưu"],
        "nguoi_ky": said["nguoi_ky"],
    }
