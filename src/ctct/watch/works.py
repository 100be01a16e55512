"""The works of the draft that is watched, as a page beside that of the document: grouped and counted as its address says."""

from __future__ import annotations

from datetime import date

from ctct.language import N_, _
from ctct.outcome import Outcome
from ctct.tracking.charges import Counting
from ctct.tracking.groups import GROUPINGS
from ctct.tracking.listing import listing_of
from ctct.tracking.query import Query, selected
from ctct.tracking.views.frame import Frame, notice
from ctct.tracking.views.page import page_of
from ctct.tracking.views.view import View
from ctct.tracking.works import programme_of

_TITLE = N_("Việc")
_ALL = "tat-ca"
_NAMES = {
    _ALL: N_("tất cả"),
    "nguoi": N_("theo người"),
    "co-quan": N_("theo cơ quan"),
    "thang": N_("theo tháng"),
    "hoi-nghi": N_("theo hội nghị"),
    "trang-thai": N_("theo trạng thái"),
    "vai": N_("theo vai"),
}
_COUNTINGS = {"nhu": Counting.LIKE, "truc-tiep": Counting.NAMED, "mo-nhom": Counting.OPENED}
_COUNTING_NAMES = {"nhu": N_("kể cả qua «nhu»"), "truc-tiep": N_("chỉ nêu tên"), "mo-nhom": N_("mở nhóm")}
_UP = "../../"
"""From the address of such a page to that of the document."""


def works_page(outcome: Outcome | None, asked: str) -> str | None:
    """Return the page for ``asked``, «nguoi/mo-nhom»; ``None`` where there is no such. A draft with errors and one that is
    secret have a page that says so: views of what is secret are made by a command that asks for them alone.
    """
    by, _slash, counting = asked.partition("/")
    if by not in _NAMES or counting not in _COUNTINGS:
        return None
    frame = Frame(f"{_UP}viec.css", f"{_UP}viec.js", f"{_UP}icon.svg", _links(by, counting))
    if outcome is None or outcome.draft is None or outcome.failed or outcome.resolved is None:
        return notice(_(_TITLE), _("Dự thảo đang có lỗi nên chưa lập được bảng việc; sửa xong, trang này tự hiện lại."), frame)
    if outcome.draft.do_mat:
        words = _("Dự thảo mật: việc của nó không đưa ra trang này; thật cần thì dùng «ctct viec --ca-mat».")
        return notice(_(_TITLE), words, frame)
    listing = listing_of(outcome.gathered.name, programme_of(outcome))
    query = Query(counting=_COUNTINGS[counting], today=date.today())
    return page_of(View([listing], selected([listing], query), query, by if by in GROUPINGS else None), frame)


def _links(by: str, counting: str) -> tuple[tuple[str, str, bool], ...]:
    """Return the links of the page: address, words, whether it leads here."""
    groupings = ((f"{_UP}viec/{one}/{counting}", _(name), one == by) for one, name in _NAMES.items())
    countings = ((f"{_UP}viec/{by}/{one}", _(name), one == counting) for one, name in _COUNTING_NAMES.items())
    return ((_UP, _("xem trang in"), False), *groupings, *countings)
