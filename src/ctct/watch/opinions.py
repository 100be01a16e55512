"""The opinions on the draft that is watched, as a page beside that of the document: grouped and chosen as its address says."""

from __future__ import annotations

from ctct.language import N_, _
from ctct.outcome import Outcome
from ctct.tracking.opinions.page import GROUPINGS, page_of
from ctct.tracking.opinions.table import table_of
from ctct.tracking.views.frame import Frame, notice

_ALL, _OPEN = "tat-ca", "chua-xu-ly"
_CHOICES = {_ALL: N_("tất cả"), _OPEN: N_("chưa xử lý")}
_UP = "../../"
"""From the address of such a page to that of the document."""
_TITLE = N_("Ý kiến góp ý")


def opinions_page(outcome: Outcome | None, asked: str) -> str | None:
    """Return the page for ``asked``, «muc/chua-xu-ly»; ``None`` where there is no such. A draft with errors, one that is secret
    and one on which nothing was gathered have a page that says so.
    """
    by, _slash, which = asked.partition("/")
    if by not in GROUPINGS or which not in _CHOICES:
        return None
    frame = Frame(f"{_UP}viec.css", f"{_UP}viec.js", f"{_UP}icon.svg", _links(by, which))
    kept = outcome.gathered.opinions if outcome else None
    if kept and kept.said is None:
        return notice(_(_TITLE), _("Tệp ý kiến đang có lỗi; sửa xong, trang này tự hiện lại."), frame)
    if outcome is None or outcome.draft is None or outcome.failed or outcome.resolved is None:
        return notice(
            _(_TITLE), _("Dự thảo đang có lỗi nên chưa lập được bảng ý kiến; sửa xong, trang này tự hiện lại."), frame
        )
    if outcome.draft.do_mat:
        return notice(
            _(_TITLE), _("Dự thảo mật: ý kiến không đưa ra trang này; cần thì dùng «ctct y-kien bang --ca-mat»."), frame
        )
    if kept is None or kept.said is None:
        return notice(_(_TITLE), _("Chưa có ý kiến nào; nhận các bản góp ý gửi về bằng «ctct y-kien nhan»."), frame)
    return page_of(table_of(outcome, kept.said), by, frame, only_open=which == _OPEN)


def _links(by: str, which: str) -> tuple[tuple[str, str, bool], ...]:
    """Return the links of the page: address, words, whether it leads here."""
    groupings = ((f"{_UP}y-kien/{one}/{which}", _(name), one == by) for one, name in GROUPINGS.items())
    choices = ((f"{_UP}y-kien/{by}/{one}", _(name), one == which) for one, name in _CHOICES.items())
    return ((_UP, _("xem trang in"), False), *groupings, *choices)
