"""Finds what a draft chooses (``trinh_bay``) and the regulation does not leave free."""

from __future__ import annotations

from ctct.diagnostics import Diagnostic, error
from ctct.language import _
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
            message = _("{key} «{chosen}» nằm ngoài khoảng cho phép ({can_cu})", key=key, chosen=chosen, can_cu=limit.can_cu)
            faults.append(
                error(
                    "TB01",
                    ("trinh_bay", key),
                    message,
                    _("chọn từ {low} đến {high} {don_vi}", low=low, high=high, don_vi=limit.don_vi),
                )
            )
    if choices.preset is not None and limits.bo_co_chu is None:
        message = _("{in_a_sentence} không có bộ cỡ chữ để chọn", in_a_sentence=in_a_sentence(layout.ten))
        faults.append(error("TB01", ("trinh_bay", "bo_co_chu"), message, _("chọn cỡ chữ nội dung bằng «co_chu»")))
    names = [edition.name for edition in editions]
    if choices.edition is not None and choices.edition not in names:
        message = _("{in_a_sentence} không theo «{edition}»", in_a_sentence=in_a_sentence(layout.ten), edition=choices.edition)
        faults.append(error("TB02", ("trinh_bay", "an_ban"), message, _("các ấn bản: {names}", names=", ".join(names))))
    return faults
