"""Finds pictures that their page cannot hold as they are asked for, and such as would be printed coarse."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

from ctct.diagnostics import Diagnostic, error, warning
from ctct.language import N_, _
from ctct.layout.pictures import MM_PER_INCH, SHARP, size_of, widest
from ctct.layout.stylesheet import Stylesheet
from ctct.resolve.pictures import pictures_of
from ctct.resolve.tree import Resolved

_TOLERANCE = 0.5
"""Millimetres that nobody sees."""


def picture_faults(document: Resolved, stylesheet: Stylesheet) -> Iterator[Diagnostic]:
    """Yield what keeps pictures from being printed as they are meant."""
    for picture in pictures_of(document):
        image, asked = picture.anh, picture.rong
        if image is None or not asked:
            continue
        most = widest(picture, stylesheet)
        if asked > most + _TOLERANCE:
            message = _("hình rộng {asked:g} mm, mà trang chỉ chứa được đến {floor} mm", asked=asked, floor=floor(most))
            turns = not picture.kho_ngang and widest(picture._replace(kho_ngang=True), stylesheet) > asked
            turned = N_("ghi «rong: {floor}», hoặc đặt ở phụ lục «kho_ngang: true»")
            yield error(
                "HA03",
                (*picture.at, "rong"),
                message,
                _(turned if turns else N_("ghi «rong: {floor}»"), floor=floor(most)),
                cites=stylesheet.margins,
            )
        elif image.kind != "svg" and (sharp := image.width / size_of(picture, stylesheet)[0] * MM_PER_INCH) < SHARP - 1:
            message = _(
                "hình in rộng {asked:g} mm chỉ còn {sharp:.0f} điểm ảnh mỗi inch, in ra bị vỡ nét", asked=asked, sharp=sharp
            )
            hint = _(
                "ghi «rong: {floor}», hoặc dùng hình rộng từ {needed} điểm ảnh",
                floor=floor(image.width / SHARP * MM_PER_INCH),
                needed=_needed(asked),
            )
            yield warning("HA04", (*picture.at, "rong"), message, hint)


def _needed(width: float) -> int:
    return ceil(width / MM_PER_INCH * SHARP)
