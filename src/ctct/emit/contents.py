"""The pages that the lines of a contents list lead to, which Word shows until it is asked to count anew."""

from __future__ import annotations

from ctct.diagnostics import Diagnostic, Severity
from ctct.language import _
from ctct.layout.blocks import Contents, Sheet
from ctct.layout.stylesheet import Stylesheet


def with_pages(sheet: Sheet, stylesheet: Stylesheet) -> tuple[Sheet, list[Diagnostic]]:
    """Return ``sheet`` with the pages of its contents list as the engine sets them, and what there is to tell if it cannot."""
    if not any(isinstance(block, Contents) for block in sheet.blocks):
        return sheet, []
    try:
        from ctct.emit.pages.engine import heading_pages
    except ModuleNotFoundError:
        message, hint = _("chưa cài bộ dựng trang (typst): mục lục chưa có số trang"), _("mở bằng Word rồi bấm Ctrl+A, F9")
        return sheet, [Diagnostic("IN09", Severity.ADVICE, (), message, hint)]
    pages = heading_pages(sheet, stylesheet)
    blocks = (_filled(block, pages) if isinstance(block, Contents) else block for block in sheet.blocks)
    return sheet._replace(blocks=tuple(blocks)), []


def _filled(contents: Contents, pages: dict[str, int]) -> Contents:
    return contents._replace(lines=tuple(line._replace(page=str(pages[line.bookmark])) for line in contents.lines))
