"""Finds tables that their page cannot hold, and columns that are narrower than the longest word in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import ceil

from ctct.diagnostics import Diagnostic, error, warning
from ctct.language import _
from ctct.layout.stylesheet import Stylesheet
from ctct.layout.tables import Widths, page_of, widths_of
from ctct.resolve.tree import Item, Resolved, Table

_TOLERANCE = 0.5
"""Millimetres that nobody sees."""


def table_faults(document: Resolved, stylesheet: Stylesheet) -> Iterator[Diagnostic]:
    """Yield what keeps the draft's own tables from being read as they are set. Whoever asks for the table of a programme says
    nothing of its columns.
    """
    for table in _tables(document):
        if not table.chuong_trinh:
            widths = widths_of(table, stylesheet)
            yield from _page_faults(table, widths, stylesheet)
            yield from _asked_faults(table, widths)
            yield from _shared_faults(table, widths, stylesheet)


def _tables(document: Resolved) -> Iterator[Table]:
    yield from document.bang
    yield from _tables_in(document.items)
    for attached in (*filter(None, [document.kem_theo]), *document.phu_luc):
        yield from attached.bang
        yield from _tables_in(attached.items)


def _tables_in(items: Iterable[Item]) -> Iterator[Table]:
    for item in items:
        yield from item.bang
        yield from _tables_in(item.children)


def _page_faults(table: Table, widths: Widths, stylesheet: Stylesheet) -> Iterator[Diagnostic]:
    total, room = sum(widths.columns), page_of(table, stylesheet).text_width
    if total > room + _TOLERANCE:
        message = _("bảng rộng {total:.0f} mm, mà trang chỉ có {room:.0f} mm giữa hai lề", total=total, room=room)
        hint = _("thu hẹp các cột («rong»)") + ("" if table.kho_ngang else _(", hoặc ghi «kho_ngang: true»"))
        yield error("BG02", (*table.at, "cot"), message, hint, cites=stylesheet.margins, on_key=True)


def _asked_faults(table: Table, widths: Widths) -> Iterator[Diagnostic]:
    """Find columns that were asked to be narrower than a word in them."""
    for column, width, need in zip(table.cot, widths.columns, widths.needs, strict=True):
        if column.rong and need.least > width + _TOLERANCE:
            message = _(
                "cột «{column}» rộng {width:g} mm, không đủ cho «{word}»",
                column=column.ten,
                width=width,
                word=need.word,
            )
            yield warning(
                "BG03", (*column.at, "rong"), message, _("ghi «rong: {needed}», hoặc bỏ «rong»", needed=ceil(need.least))
            )


def _shared_faults(table: Table, widths: Widths, stylesheet: Stylesheet) -> Iterator[Diagnostic]:
    """Find that the columns which share what is left of the page are too many for it: told once, at the widest."""
    columns = zip(table.cot, widths.columns, widths.needs, widths.fixed, strict=True)
    narrow = [(column, width, need) for column, width, need, fixed in columns if not fixed and need.least > width + _TOLERANCE]
    if narrow:
        column, width, need = max(narrow, key=lambda one: one[2].least)
        leasts = [one.least for one in widths.needs]
        others = _(" (và {count} cột khác cũng thiếu chỗ)", count=len(narrow) - 1) if narrow[1:] else ""
        message = _(
            "cột «{column}» chỉ còn {width:.0f} mm, mà «{word}» cần {needed} mm{others}",
            column=column.ten,
            width=width,
            word=need.word,
            needed=ceil(need.least),
            others=others,
        )
        if need.spanned:
            room, least = (sum(sizes[place] for place in need.spanned) for sizes in (widths.columns, leasts))
            first, last = (table.cot[place].ten for place in (need.spanned[0], need.spanned[-1]))
            merged = _("ô gộp từ cột «{first}» đến cột «{last}» chỉ còn {room:.0f} mm", first=first, last=last, room=room)
            message = _("{merged}, mà «{word}» cần {needed} mm", merged=merged, word=need.word, needed=ceil(least))
        yield warning("BG03", column.at, message, _remedies(table, widths, stylesheet))


def _remedies(table: Table, widths: Widths, stylesheet: Stylesheet) -> str:
    shorter = _("bớt cột, thu hẹp cột có «rong», hoặc viết ngắn lại (số thì đổi sang đơn vị tính lớn hơn)")
    if table.kho_ngang:
        return shorter
    asked = (width if fixed else need.least for width, need, fixed in zip(*widths, strict=True))
    missing = sum(asked) - stylesheet.page.turned().text_width
    if missing <= _TOLERANCE:
        return _("ghi «kho_ngang: true»; hoặc {shorter}", shorter=shorter)
    return _("{shorter}; ghi «kho_ngang: true» thì vẫn thiếu {needed} mm", shorter=shorter, needed=ceil(missing))
