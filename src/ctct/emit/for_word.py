"""What Word is to show and cannot make: the pages that a contents list names, drawings in pixels for its older versions."""

from __future__ import annotations

from ctct.diagnostics import Diagnostic, warning
from ctct.emit.contents import with_pages
from ctct.language import _
from ctct.layout.blocks import Picture, Sheet
from ctct.layout.stylesheet import Stylesheet


def ready_for_word(sheet: Sheet, stylesheet: Stylesheet) -> tuple[Sheet, list[Diagnostic]]:
    """Return ``sheet`` with what the engine that sets pages can tell and draw of it, and what there is to tell if it is not
    there.
    """
    sheet, told = with_pages(sheet, stylesheet)
    sheet, more = _with_rasters(sheet)
    return sheet, [*told, *more]


def _with_rasters(sheet: Sheet) -> tuple[Sheet, list[Diagnostic]]:
    if not any(_is_svg(block) for block in sheet.blocks):
        return sheet, []
    try:
        from ctct.emit.pages.engine import rasterised
    except ModuleNotFoundError:
        message = _(
            "chưa cài bộ dựng trang (typst): hình SVG hiện trong Word 2019, Microsoft 365 và LibreOffice, Word cũ bỏ trống"
        )
        hint = _('chạy «pip install "ctct[pdf]"» để kèm bản PNG cho Word cũ, hoặc dùng hình PNG')
        return sheet, [warning("IN10", (), message, hint)]
    blocks = (
        block._replace(raster=rasterised(block)) if isinstance(block, Picture) and _is_svg(block) else block
        for block in sheet.blocks
    )
    return sheet._replace(blocks=tuple(blocks)), []


def _is_svg(block: object) -> bool:
    return isinstance(block, Picture) and block.image.kind == "svg"
