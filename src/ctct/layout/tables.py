"""How wide the columns of a table are."""

from __future__ import annotations

from collections.abc import Mapping

from ctct.layout.stylesheet import Page
from ctct.resolve.tree import Column

NARROWEST = 8.0
"""Below this many millimetres a column holds no word."""


def column_widths(
    columns: tuple[Column, ...],
    numbered: bool,
    programme: tuple[int, ...],
    page: Page,
    laid_down: Mapping[str, tuple[float, ...]],
) -> tuple[float, ...]:
    """Return the widths in millimetres: those asked for, those that the layout lays down (0: none) for the column of numbers
    and for the table of a programme (``programme`` are the places of its columns). What is left of the page is shared out
    evenly.
    """
    fixed: list[float] = [column.rong or 0 for column in columns]
    if programme:
        lying = "_ngang" if page.width > page.height else ""
        every = laid_down.get(f"bang_chuong_trinh{lying}")
        fixed = [every[place] for place in programme] if every else fixed
    elif numbered:
        fixed[0] = laid_down.get("so_thu_tu", (0,))[0]
    free = fixed.count(0)
    share = max(NARROWEST, (page.text_width - sum(fixed)) / free) if free else 0
    return tuple(width or share for width in fixed)
