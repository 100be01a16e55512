"""Finds what a draft chooses (``trinh_bay``) and the regulation does not leave free."""

from __future__ import annotations

from ctct.diagnostics import Diagnostic, error
from ctct.language import _
from ctct.layout.editions import Choices, Edition, pick_edition
from ctct.layout.stylesheet import in_a_sentence


def choice_faults(editions: tuple[Edition, ...], choices: Choices) -> list[Diagnostic]:
    """Return an error for each choice of a draft that lies outside what the regulation leaves free."""
    _since, _base, limits, _looks, sheet = pick_edition(editions, choices)
    faults = []
    for key, chosen, limit in (("co_chu", choices.size, limits.size), ("gian_dong", choices.line, limits.line)):
        low, high, clause, unit = limit
        if chosen is not None and not low <= chosen <= high:
            message = _("{key} «{chosen}» nằm ngoài khoảng cho phép ({can_cu})", key=key, chosen=chosen, can_cu=clause)
            faults.append(
                error(
                    "TB01",
                    ("trinh_bay", key),
                    message,
                    _("chọn từ {low} đến {high} {don_vi}", low=low, high=high, don_vi=unit),
                )
            )
    if choices.preset is not None and limits.presets is None:
        message = _("{layout} không có bộ cỡ chữ để chọn", layout=in_a_sentence(sheet.name))
        faults.append(error("TB01", ("trinh_bay", "bo_co_chu"), message, _("chọn cỡ chữ nội dung bằng «co_chu»")))
    names = [edition.name for edition in editions]
    if choices.edition is not None and choices.edition not in names:
        message = _("{layout} không theo «{edition}»", layout=in_a_sentence(sheet.name), edition=choices.edition)
        faults.append(error("TB02", ("trinh_bay", "an_ban"), message, _("các ấn bản: {names}", names=", ".join(names))))
    return faults
