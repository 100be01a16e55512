"""The forms of a view: how the names of their files end, and what makes each, imported when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ctct.tracking.views.view import CalendarOptions, View


class Form(NamedTuple):
    """A form: the ending of its files, and what makes it. A calendar also has options of
    its own.
    """

    suffix: str
    make: Callable[[View, CalendarOptions], bytes]


def _text(view: View, options: CalendarOptions) -> bytes:
    from ctct.report.text import width_of_screen
    from ctct.tracking.views.text import as_text

    return as_text(view, width_of_screen()).encode()


def _matrix(view: View, options: CalendarOptions) -> bytes:
    from ctct.report.text import width_of_screen
    from ctct.tracking.views.matrix import as_text

    return as_text(view, width_of_screen()).encode()


def _json(view: View, options: CalendarOptions) -> bytes:
    from ctct.tracking.views.data import as_json

    return as_json(view).encode()


def _csv(view: View, options: CalendarOptions) -> bytes:
    from ctct.tracking.views.data import as_csv

    return as_csv(view)


def _workbook(view: View, options: CalendarOptions) -> bytes:
    from ctct.tracking.views.workbook import as_workbook

    return as_workbook(view)


def _page(view: View, options: CalendarOptions) -> bytes:
    from ctct.tracking.views.page import as_page

    return as_page(view)


def _calendar(view: View, options: CalendarOptions) -> bytes:
    from ctct.tracking.views.calendar import as_calendar

    return as_calendar(view, options)


def _draft(view: View, options: CalendarOptions) -> bytes:
    from ctct.drafting.importing.writing import write_draft
    from ctct.tracking.views.documents import document_of

    remark = "Dự thảo do «ctct viec» lập; xem lại trước khi lấy số, ký."
    return write_draft(document_of(view), markdown=False, remarks=[remark]).encode()


def _document(view: View, options: CalendarOptions) -> bytes:
    from ctct import library
    from ctct.project.files import folder_of
    from ctct.tracking.views.documents import document_of

    draft = library.gathered(document_of(view), None, folder_of(view.listings[0].name))
    return library.compiled(draft, "docx")


FORMS = {
    "bang": Form(".txt", _text),
    "json": Form(".json", _json),
    "csv": Form(".csv", _csv),
    "xlsx": Form(".xlsx", _workbook),
    "html": Form(".html", _page),
    "docx": Form(".docx", _document),
    "yaml": Form(".yaml", _draft),
    "ics": Form(".ics", _calendar),
    "ma-tran": Form(".txt", _matrix),
}
"""The forms by the words that ask for them. Each may raise :class:`Rejected`."""
