"""How a programme is carried out, on the screen and as data."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from textwrap import wrap

from ctct.diagnostics import Path, excerpt
from ctct.language import _
from ctct.model.figures import DONE, OPEN, Figures, Standing, shares
from ctct.model.types import STATES
from ctct.source.unaccented import unaccented
from ctct.tracking.follow_up import FollowUp, Tracked
from ctct.tracking.views.data import record_of
from ctct.tracking.wording import SECRECY

_KEYS = {standing: unaccented(standing) for standing in Standing}
"""What data call the standings: ``chua_xong_qua_han``."""

OVERDUE_FIRST = (Standing.OVERDUE, Standing.DUE_SOON, Standing.IN_TIME, Standing.WITHOUT_DEADLINE)
"""The order in which works that are not done are listed."""


def as_text(followed: FollowUp, width: int) -> str:
    """Return figures, and what is not done with the overdue first, in lines of about ``width`` characters."""
    draft = followed.programme.draft
    title = " ".join((draft.full_type_name, *draft.trich_yeu))
    secrecy = [_(SECRECY[draft.do_mat])] if draft.do_mat else []
    until = _("Số liệu đến ngày {day}", day=day(followed.cut_off.day))
    lines = [*secrecy, *wrap(title, width), until, "", *figures_in_words(followed)]
    for standing in OVERDUE_FIRST:
        lines += _section(standing, followed.standing([standing]), width)
    lines += _section(Standing.CARRIED_OVER, followed.standing([Standing.CARRIED_OVER]), width)
    return "\n".join(lines) + "\n"


def figures_in_words(followed: FollowUp) -> Iterator[str]:
    """Yield the figures of a programme, a line each; every share is one of the whole that its line names."""
    figures = followed.figures
    if followed.carried is None:
        yield _("Tổng số: {total} việc", total=figures.total)
    else:
        carried = len(followed.carried)
        new = figures.total - carried
        yield _("Tổng số: {total} việc (mới: {new}, chuyển tiếp: {carried})", total=figures.total, new=new, carried=carried)
    states = [state for state in STATES if figures.by_state[state]]
    for state, share in zip(states, shares([figures.by_state[state] for state in states]), strict=True):
        yield f"  {_(STATES[state])}: {figures.by_state[state]} ({share}%)"
    yield from _parts(_("Trong số đã xong"), figures, DONE)
    if figures.in_time_extended:
        yield _("  xong quá hạn nhưng đúng hạn sau gia hạn: {count}", count=figures.in_time_extended)
    yield from _parts(_("Trong số chưa xong"), figures, OPEN)
    if unplanned := followed.figures_unplanned.total:
        done = followed.figures_unplanned.by_state["xong"]
        yield _("Ngoài chương trình: {count} việc phát sinh, đã xong {done}", count=unplanned, done=done)


def _parts(head: str, figures: Figures, standings: tuple[Standing, ...]) -> Iterator[str]:
    found = [one for one in standings if figures.by_standing[one]]
    for standing, share in zip(found, shares([figures.by_standing[one] for one in found]), strict=True):
        if standing is found[0]:
            yield f"{head}:"
        yield f"  {_(standing.short)}: {figures.by_standing[standing]} ({share}%)"


def _section(standing: Standing, tracked: list[Tracked], width: int) -> Iterator[str]:
    if tracked:
        yield ""
        head = _(str(standing))
        yield _("{title}: {count} việc", title=head[:1].upper() + head[1:], count=len(tracked))
        for one in tracked:
            due = one.course.extended or one.course.due
            head = f"  {one.work.number:<9} {day(due) if due else '–':<10} {one.work.key or _('(chưa có mã)'):<24}"
            yield f"{head} {excerpt(one.work.text, max(20, width - len(head) - 1))}"


def day(when: date) -> str:
    """Return a date as documents have it, ``06/4/2021``: a zero only before days below 10 and months below 3."""
    return f"{when.day:02}/{when.month:02}/{when.year}" if when.month < 3 else f"{when.day:02}/{when.month}/{when.year}"


def as_json(followed: FollowUp) -> str:
    """Return the day, the figures and a list of works: those of :func:`ctct.tracking.views.data.as_json`, but as they are on
    that day, each with what its progress tells and how it stands.
    """
    figures = followed.figures
    told = {
        "du_thao": followed.file,
        "do_mat": followed.programme.draft.do_mat,
        "den_ngay": followed.cut_off.day.isoformat(),
        "tong": figures.total,
        "trang_thai": dict(figures.by_state),
        "tinh_trang": {_KEYS[standing]: count for standing, count in figures.by_standing.items()},
        "dung_han_sau_gia_han": figures.in_time_extended,
        "phat_sinh": followed.figures_unplanned.total,
        "chuyen_tiep": None if followed.carried is None else len(followed.carried),
        "viec": [_record(one, followed.carried or frozenset()) for one in followed.tracked],
    }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def _record(one: Tracked, carried: frozenset[Path]) -> dict[str, object]:
    course, told = one.course, one.told
    return {
        **record_of(one.work),
        "trang_thai": course.state,
        "tinh_trang": _KEYS[one.standing],
        "han_ban_dau": course.due and course.due.isoformat(),
        "ngay_xong": course.done_on and course.done_on.isoformat(),
        "tien_do": told.tien_do,
        "ket_qua": told.ket_qua,
        "ly_do": told.ly_do,
        "chuyen_tiep": one.work.at in carried,
    }
