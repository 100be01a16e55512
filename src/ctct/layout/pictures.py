"""How large a picture is printed: as large as it stays sharp and its page has room for, unless a width is asked for."""

from __future__ import annotations

from ctct.layout.metrics import Lettering
from ctct.layout.stylesheet import Page, Stylesheet
from ctct.resolve.picture_numbers import CAPTION
from ctct.resolve.tree import Picture, text_of

STYLE = "Hình"
"""The style of the paragraph that a picture stands in."""

SHARP = 150
"""Pixels per inch below which a printed picture is seen to be made of them."""

MM_PER_INCH = 25.4
_SVG_UNIT = 96
_SPARE = 4.0
"""Millimetres of a page that are left free: a line that a picture stands on reaches below it."""


def size_of(picture: Picture, stylesheet: Stylesheet) -> tuple[float, float]:
    """Return the width and height of a picture in millimetres: those asked for, as far as the page holds them."""
    room = _room(picture, stylesheet)
    across, down = _shape(picture)
    width = min(picture.rong or _natural_width(picture), room[0], room[1] * across / down)
    return width, width * down / across


def widest(picture: Picture, stylesheet: Stylesheet) -> float:
    """Return how wide a picture may be on its page, in millimetres."""
    across, down = _shape(picture)
    width, height = _room(picture, stylesheet)
    return min(width, height * across / down)


def _shape(picture: Picture) -> tuple[float, float]:
    return (picture.anh.width, picture.anh.height) if picture.anh else (1, 1)


def _natural_width(picture: Picture) -> float:
    across, _ = _shape(picture)
    per_inch = _SVG_UNIT if picture.anh and picture.anh.kind == "svg" else SHARP
    return across / per_inch * MM_PER_INCH


def _room(picture: Picture, stylesheet: Stylesheet) -> tuple[float, float]:
    """Return the width and height that a page has for a picture together with its name."""
    page = page_of(picture, stylesheet)
    lettering = Lettering(stylesheet)
    name = lettering.height(f"{picture.label} {text_of(picture.ten)}", CAPTION, page.text_width) if picture.ten else 0
    around = lettering.height("", STYLE, page.text_width)
    return page.text_width, page.height - page.top - page.bottom - name - around - _SPARE


def page_of(picture: Picture, stylesheet: Stylesheet) -> Page:
    """Return the page that a picture stands on."""
    return stylesheet.page.turned() if picture.kho_ngang else stylesheet.page
