"""The draft of the report on how a programme was carried out: words to be edited, figures and a table from its progress."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from ctct.diagnostics import excerpt
from ctct.model.figures import OPEN, Standing
from ctct.model.types import REPORT, TypeList
from ctct.source.inline import escaped_text
from ctct.tracking.follow_up import FollowUp, Tracked
from ctct.tracking.results import (
    figures_told,
    named_unplanned,
    named_work,
    programme_name,
    state_told,
    timeliness_told,
    unplanned_told,
)
from ctct.tracking.wording import day

_KEPT = ("the_thuc", "co_quan", "dia_danh", "do_mat", "danh_ba", "noi_nhan", "nguoi_ky")
"""What the report takes over from its programme as it is written there."""

_LONGEST = 400
"""How many characters of a work a row of the table has."""


def report_of(followed: FollowUp, written: Mapping[str, Any], types: TypeList, following: str) -> dict[str, Any]:
    """Return the draft of the report; ``written`` is the programme as it was loaded, ``types`` are those of its layout,
    ``following`` names the next period.
    """
    kept = {key: written[key] for key in _KEPT if key in written}
    head = {
        "the_thuc": kept.pop("the_thuc", None),
        "loai": REPORT,
        "co_quan": kept.pop("co_quan", None),
        "so_ky_hieu": _sign(followed, types),
        "dia_danh": kept.pop("dia_danh", None),
        "ngay": {"nam": followed.cut_off.day.year},
        "trich_yeu": f"kết quả thực hiện {programme_name(followed)}",
        "do_mat": kept.pop("do_mat", None),
        "danh_ba": kept.pop("danh_ba", None),
        "ke_thua": {"tu": followed.file.replace("\\", "/").rpartition("/")[2]},
    }
    body = {"muc": list(_sections(followed, following)), "phu_luc": [_appendix(followed)]}
    return {key: said for key, said in {**head, **body, **kept}.items() if said is not None}


def _sign(followed: FollowUp, types: TypeList) -> dict[str, Any]:
    """Return the sign of the programme with the type of the report, its number open."""
    draft = followed.programme.draft
    old, new = types.types[draft.loai].abbreviation, types.types[REPORT].abbreviation
    sign = draft.so_ky_hieu.ky_hieu
    return {"so": None, "ky_hieu": f"{new}{sign.removeprefix(old)}" if old and new and sign.startswith(old) else sign}


def _sections(followed: FollowUp, following: str) -> Iterator[dict[str, Any]]:
    counted = [figures_told(followed, following), *timeliness_told(followed)]
    yield {"ten": "Kết quả chung", "noi_dung": [*counted, "Tình hình từng nhiệm vụ tại Phụ lục kèm theo Báo cáo này."]}
    if unfinished := followed.standing(OPEN):
        items = [f"{named_work(one)}: {state_told(one)}." for one in unfinished]
        yield {"ten": "Nhiệm vụ chưa hoàn thành", "khoan": items}
    if carried := followed.standing([Standing.CARRIED_OVER]):
        yield {"ten": f"Nhiệm vụ chuyển sang {following}", "khoan": [f"{named_work(one)}." for one in carried]}
    if given_up := followed.standing([Standing.GIVEN_UP]):
        yield {"ten": "Nhiệm vụ không thực hiện", "khoan": [f"{named_work(one)}." for one in given_up]}
    if followed.unplanned:
        items = [f"{named_unplanned(one)}." for one in followed.unplanned]
        yield {"ten": "Nhiệm vụ phát sinh", "noi_dung": f"{unplanned_told(followed)}.", "khoan": items}


def _appendix(followed: FollowUp) -> dict[str, Any]:
    columns = [
        {"ten": "Số mục", "rong": 20},
        "Nhiệm vụ",
        {"ten": "Thời hạn", "rong": 26, "can": "giua"},
        {"ten": "Trạng thái", "rong": 30, "can": "giua"},
        {"ten": "Ngày xong", "rong": 26, "can": "giua"},
        {"ten": "Kết quả, lý do", "rong": 48},
    ]
    table = {"tt": True, "cot": columns, "dong": list(_rows(followed.tracked))}
    return {"ten": "Tình hình thực hiện từng nhiệm vụ", "kho_ngang": True, "bang": table}


def _rows(tracked: Sequence[Tracked]) -> Iterator[Any]:
    for chapter, works in groupby(tracked, key=lambda one: one.work.chapter[-1:]):
        if chapter:
            yield {"nhom": escaped_text(chapter[0])}
        yield from map(_row, works)


def _row(one: Tracked) -> list[str]:
    due = one.course.extended or one.course.due
    told = one.told.ket_qua or one.told.ly_do or ""
    cells = [one.work.number, excerpt(one.work.text, _LONGEST), day(due), state_told(one), day(one.course.done_on), told]
    return [escaped_text(cell) for cell in cells]
