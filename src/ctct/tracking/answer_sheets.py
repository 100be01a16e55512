"""The sheet that goes out to bodies: their works, with columns to fill in; :mod:`ctct.tracking.answers` reads it again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ctct.model.figures import DONE, OPEN, shares
from ctct.model.types import STATES
from ctct.model.values import read_day
from ctct.tracking.answers import ANSWERED, BODY, DUE, FIGURES, KEY, NOTE, NUMBER, SENT, STANDING, WORDS
from ctct.tracking.charges import Counting
from ctct.tracking.follow_up import FollowUp, Tracked
from ctct.tracking.views.sheet_rows import Cell
from ctct.tracking.views.sheets import Column, Kind, Table, workbook
from ctct.tracking.wording import ROLE_NAMES, day, secrecy_line

_REPORTING = ("co_quan_chu_tri", "co_quan_tham_muu", "co_quan_phoi_hop")
"""The roles of those who report on a work."""

_KEY = Column(KEY, 22)
_SHOWN = (Column(NUMBER, 10, Kind.CENTRE), Column(WORDS, 46), Column(BODY, 24), Column(DUE, 12, Kind.DATE))
_STANDING = Column(STANDING, 18, Kind.CENTRE)
_WIDTHS = {"trang_thai": 15, "ngay_xong": 13, "tien_do": 11, "ket_qua": 24, "ly_do": 24}
_KINDS = {"trang_thai": Kind.CENTRE, "ngay_xong": Kind.DATE, "tien_do": Kind.CENTRE}


def bodies_reporting(followed: FollowUp) -> dict[str, list[Tracked]]:
    """Return the works that each body reports on, be it as a member of a group, by its id, in reading order."""
    found: dict[str, list[Tracked]] = {}
    for one in followed.tracked:
        charged = (one.work.assigned(role, Counting.OPENED) for role in _REPORTING)
        for name in dict.fromkeys(name for names in charged for name in names):
            if name in followed.programme.directory.co_quan:
                found.setdefault(name, []).append(one)
    return found


def answer_sheet(followed: FollowUp, tracked: Sequence[Tracked], body: str | None = None) -> bytes:
    """Return the sheet of ``tracked``, all of the programme's or those of the body with the id ``body``. Raises
    :class:`Rejected` where XlsxWriter is not installed.
    """
    title = " ".join((followed.programme.draft.full_type_name, *followed.programme.draft.trich_yeu))
    told = followed.programme.directory.co_quan[body].ten if body else "Mọi cơ quan"
    asked = f"{told} – tình hình đến ngày {day(followed.cut_off.day)}. Điền vào các ô màu vàng rồi gửi lại tệp này."
    heading = (*secrecy_line(followed.programme.draft.do_mat), title, asked)
    answered = tuple(_answered(name, of) for name, of in ANSWERED.items())
    kept = [one for one in tracked if one.work.key]
    of_before = () if followed.carried is None else (Column(NOTE, 12, Kind.CENTRE),)
    columns = (_KEY, *_SHOWN, _STANDING, *answered, *of_before)
    rows = [_row(one, followed) for one in kept]
    sheet, sent = Table("Theo dõi", heading, columns, rows), Table(SENT, (), columns, rows, is_hidden=True)
    tables = [sheet, *([] if body else [_figures(followed, heading[:-1])]), sent]
    return workbook(tables, followed.programme.draft.ngay.span.last, title)


def _answered(name: str, of: str) -> Column:
    choices = tuple(STATES.values()) if of == "trang_thai" else ()
    return Column(name, _WIDTHS[of], _KINDS.get(of, Kind.TEXT), is_answered=True, choices=choices)


def _row(one: Tracked, followed: FollowUp) -> list[Cell]:
    due = one.course.extended or one.course.due
    cells = [one.work.key, one.work.number, one.work.text, _who(one, followed), due, str(one.standing), *_answers(one)]
    if followed.carried is not None:
        cells.append("Chuyển tiếp" if one.work.at in followed.carried else "Mới")
    return cells


def _who(one: Tracked, followed: FollowUp) -> str:
    """Return the bodies that are charged, by role, as the programme names them."""
    directory = followed.programme.directory
    said = []
    for role in _REPORTING:
        names = one.work.assigned(role, Counting.LIKE)
        told = [body.ten_gon or body.ten for name in names if (body := directory.co_quan.get(name) or directory.nhom.get(name))]
        if told:
            said.append(f"{ROLE_NAMES[role]}: {', '.join(told)}")
    return "; ".join(said)


def _answers(one: Tracked) -> list[Cell]:
    entry = one.entry
    done = read_day(entry.ngay_xong).first if entry.ngay_xong else None
    return [STATES[one.work.state], done, entry.tien_do, entry.ket_qua, entry.ly_do]


def _figures(followed: FollowUp, heading: tuple[str, ...]) -> Table:
    columns = (Column("Nhóm", 26), Column("", 30), Column("Số việc", 12, Kind.NUMBER), Column("Tỷ lệ (%)", 12, Kind.CENTRE))
    return Table(FIGURES, heading, columns, _figure_rows(followed))


def _figure_rows(followed: FollowUp) -> Iterator[list[Cell]]:
    figures = followed.figures
    yield ["Tổng số", "", figures.total, ""]
    yield from _parts("Trạng thái", {STATES[state]: figures.by_state[state] for state in STATES})
    yield from _parts("Đã xong", {one.short: figures.by_standing[one] for one in DONE})
    yield from _parts("Chưa xong", {one.short: figures.by_standing[one] for one in OPEN})
    yield ["Đúng hạn sau gia hạn", "", figures.in_time_extended, ""]
    yield ["Phát sinh", "", followed.figures_unplanned.total, ""]


def _parts(head: str, counts: Mapping[str, int]) -> Iterator[list[Cell]]:
    """Yield the parts of a whole with the share of each."""
    for (name, count), share in zip(counts.items(), shares([*counts.values()]), strict=True):
        yield [head, name, count, share]
