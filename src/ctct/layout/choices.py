"""Finds what a draft chooses (``trinh_bay``) and the regulation does not leave free."""

from __future__ import annotations

from ctct.diagnostics import Diagnostic, error
from ctct.layout.data import Choices, Edition, pick_edition
from ctct.layout.stylesheet import in_a_sentence


def choice_faults(editions: tuple[Edition, ...], choices: Choices) -> list[Diagnostic]:
    """Return an error for each choice of a draft that lies outside what the regulation leaves free."""
    layout = pick_edition(editions, choices).layout
    limits = layout.gioi_han
    faults = []
    for key, chosen, limit in (("co_chu", choices.size, limits.co_chu), ("gian_dong", choices.line, limits.gian_dong)):
        low, high = limit.gia_tri
        if chosen is not None and not low <= chosen <= high:
            message = f"{key} «{chosen}» nằm ngoài khoảng cho phép ({limit.can_cu})"
            faults.append(error("TB01", ("trinh_bay", key), message, f"chọn từ {low} đến {high} {limit.don_vi}"))
    if choices.preset is not None and limits.bo_co_chu is None:
        message = f"{in_a_sentence(layout.ten)} không có bộ cỡ chữ để chọn"
        faults.append(error("TB01", ("trinh_bay", "bo_co_chu"), message, "chọn cỡ chữ nội dung bằng «co_chu»"))
    names = [edition.name for edition in editions]
    if choices.edition is not None and choices.edition not in names:
        message = f"{in_a_sentence(layout.ten)} không theo «{choices.edition}»"
        faults.append(error("TB02", ("trinh_bay", "an_ban"), message, f"các ấn bản: {', '.join(names)}"))
    return faults
