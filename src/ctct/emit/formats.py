"""The forms that a document can be written in, and which writer makes each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from ctct.diagnostics import Diagnostic, Rejected, Severity, error, warning
from ctct.language import _

if TYPE_CHECKING:
    from ctct.emit.pages.engine import Printed
    from ctct.layout.blocks import Sheet
    from ctct.layout.stylesheet import Stylesheet

SUFFIXES = {"docx": ".docx", "pdf": ".pdf", "html": ".html", "text": ".txt"}
ENGINES = ("typst", "libreoffice")

Written = tuple[bytes, list[Diagnostic]]
"""A document, and what there is to tell of how it was made."""


class Form(NamedTuple):
    """What to make of a document: a key of :data:`SUFFIXES`; a PDF by which of :data:`ENGINES`; numbers typed as text in
    Word rather than counted by it; a Word ``copy`` that is to come back edited («review»), or one that is issued («final»), by
    default what the draft says of itself.
    """

    to: str = "docx"
    engine: str = ENGINES[0]
    literal_numbers: bool = False
    copy: Literal["", "review", "final"] = ""

    @property
    def suffix(self) -> str:
        """The end of the name of such a file."""
        return SUFFIXES[self.to]


def write(sheet: Sheet, stylesheet: Stylesheet, form: Form) -> Written:
    """Return a document in the form asked for. Raises :class:`Rejected` where a program for that is not there, or fails."""
    by_office = form.to == "pdf" and form.engine == "libreoffice"
    return (_by_libreoffice if by_office else _WRITERS[form.to])(sheet, stylesheet, form)


def _docx(sheet: Sheet, stylesheet: Stylesheet, form: Form) -> Written:
    from ctct.emit.for_word import ready_for_word
    from ctct.emit.word.document import write_docx

    sheet, told = ready_for_word(sheet, stylesheet)
    return write_docx(sheet, stylesheet, literal_numbers=form.literal_numbers), told


def _text(sheet: Sheet, stylesheet: Stylesheet, form: Form) -> Written:
    from ctct.emit.plain import write_plain

    return write_plain(sheet).encode(), []


def _html(sheet: Sheet, stylesheet: Stylesheet, form: Form) -> Written:
    from ctct.emit.html.page import write_html

    return write_html(sheet, stylesheet), []


def _pdf(sheet: Sheet, stylesheet: Stylesheet, form: Form) -> Written:
    try:
        from ctct.emit.pages.engine import write_pdf
    except ModuleNotFoundError:
        raise Rejected([no_engine()]) from None
    printed = write_pdf(sheet, stylesheet)
    return printed.data, [*_letter_notices(printed), *_archive_notices(printed)]


def _letter_notices(printed: Printed) -> Iterator[Diagnostic]:
    if printed.face.notice:
        yield Diagnostic("IN02", Severity.ADVICE, (), printed.face.notice)
    if printed.unshown:
        message = _(
            "không phông nào trên máy có chữ «{unshown}»: trong PDF chỗ ấy để ô trống, chưa phải PDF/UA, PDF/A",
            unshown=printed.unshown,
        )
        yield warning("IN03", (), message, _("thay chữ ấy, hoặc cài một phông có nó"))


def _archive_notices(printed: Printed) -> Iterator[Diagnostic]:
    short = _("PDF theo PDF/UA-1, chưa phải PDF/A-2a để lưu trữ")
    if printed.private:
        message = _("có ký tự ngoài bảng mã chung, U+{private}: {short}", private=printed.private, short=short)
        yield Diagnostic("IN08", Severity.ADVICE, (), message, _("thay ký tự ấy bằng chữ hoặc dấu thường"))
    elif printed.standards == ("ua-1",):
        message = _("văn bản chưa ghi đủ ngày, tháng, năm: {short}", short=short)
        yield Diagnostic("IN08", Severity.ADVICE, (), message, _("ký rồi thì ghi «ngay» và dựng lại"))


def no_engine() -> Diagnostic:
    """Return what to say where the engine that sets pages is not installed."""
    return error(
        "IN01", (), _("chưa cài bộ dựng trang (typst)"), _('chạy «pip install "ctct[pdf]"», hoặc dùng --engine libreoffice')
    )


def _by_libreoffice(sheet: Sheet, stylesheet: Stylesheet, form: Form) -> Written:
    from ctct.emit.pages.office import OfficeFailed, pdf_by_libreoffice

    document, told = _docx(sheet, stylesheet, form)
    try:
        return pdf_by_libreoffice(document), told
    except OfficeFailed as failed:
        code, hint = ("IN04", _("cài LibreOffice, hoặc bỏ --engine")) if failed.missing else ("IN05", _("bỏ --engine"))
        raise Rejected([error(code, (), str(failed), hint)]) from None


_WRITERS: Mapping[str, Callable[..., Written]] = {
    "docx": _docx,
    "pdf": _pdf,
    "html": _html,
    "text": _text,
}
