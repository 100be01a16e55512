"""Finds what a draft chooses (``trinh_bay``) and the regulation does not leave free."""

from __future__ import annotations

from typing import Any

from ctct.diagnostics import Diagnostic, error
from ctct.layout.stylesheet import Choices, in_a_sentence, in_edition, pick_edition


def choice_faults(data: Any, choices: Choices) -> list[Diagnostic]:
    """Return an error for each choice of a draft that lies outside what the regulation leaves free."""
    data = in_edition(data, pick_edition(data, choices))
    faults = []
    for key, chosen in (("co_chu", choices.size), ("gian_dong", choices.line)):
        limit = data["gioi_han"][key]
        low, high = limit["gia_tri"]
        if chosen is not None and not low <= chosen <= high:
            message = f"{key} «{chosen}» nằm ngoài khoảng cho phép ({limit['can_cu']})"
            hint = f"chọn từ {low} đến {high} {limit.get('don_vi', 'pt')}"
            faults.append(error("TB01", ("trinh_bay", key), message, hint))
    if choices.preset is not None and "bo_co_chu" not in data["gioi_han"]:
        message = f"{in_a_sentence(data['ten'])} không có bộ cỡ chữ để chọn"
        faults.append(error("TB01", ("trinh_bay", "bo_co_chu"), message, "chọn cỡ chữ nội dung bằng «co_chu»"))
    editions = [edition["ten"] for edition in data["an_ban"]]
    if choices.edition is not None and choices.edition not in editions:
        message = f"{in_a_sentence(data['ten'])} không theo «{choices.edition}»"
        faults.append(error("TB02", ("trinh_bay", "an_ban"), message, f"các ấn bản: {', '.join(editions)}"))
    return faults
