"""Renders the templates of a layout over a resolved document, and reads what they write."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from ctct.layout.attributes import MarkupFault
from ctct.layout.environment import TemplateEnvironment
from ctct.layout.loading import TemplateLoader
from ctct.layout.markup import Marked, read_markup
from ctct.layout.metrics import Lettering
from ctct.layout.pictures import size_of
from ctct.layout.stylesheet import Layout, Stylesheet
from ctct.layout.tables import CELL_STYLES, widths_of
from ctct.resolve.pictures import pictures_of
from ctct.resolve.tree import Image, Resolved


class TemplateFailed(Exception):
    """A template raised what this was raised from."""


def render(document: Resolved, layout: Layout) -> Marked:
    """Return what the templates of ``layout`` make of ``document``. Raises :class:`TemplateFailed`, :class:`MarkupFault`."""
    try:
        return _rendered(document, layout, placed=True)
    except MarkupFault:
        # A layout may print words where no element can stand, as in an attribute: then it is not said where they come from.
        return _rendered(document, layout, placed=False)


def _rendered(document: Resolved, layout: Layout, *, placed: bool) -> Marked:
    own = None if layout.templates is None else frozenset(layout.templates.items())
    pieces = write(document, layout, _environment(layout.folder, layout.base, own, placed))
    return read(pieces, layout, images_of(document))


def images_of(document: Resolved) -> dict[str, Image]:
    """Return what the files of a document's pictures hold, by their names in the draft."""
    return {one.tep: one.anh for one in pictures_of(document) if one.anh}


def write(document: Resolved, layout: Layout, environment: TemplateEnvironment) -> Iterator[str]:
    """Yield what the template for the document's type writes, piece by piece. Raises :class:`TemplateFailed`."""
    names = [document.loai.replace("_", "-") + ".xml.j2", "van-ban.xml.j2"]
    try:
        pieces = environment.select_template(names).generate(vb=document, **_given(layout.stylesheet))
        yield from environment.watched(pieces)
    except Exception as fault:  # a template can raise whatever Python can
        raise TemplateFailed from fault


def read(pieces: Iterable[str], layout: Layout, images: Mapping[str, Image]) -> Marked:
    """Return the blocks that markup says. Raises :class:`MarkupFault`."""
    return read_markup(pieces, Lettering(layout.stylesheet), layout.stylesheet.page.text_width, images)


@lru_cache(maxsize=16)
def _environment(
    folder: Path, base: Path | None, own: frozenset[tuple[str, str]] | None, placed: bool = True
) -> TemplateEnvironment:
    if own is None:
        return TemplateEnvironment(TemplateLoader(folder, base, None), placed=placed)
    from ctct.layout.guard import GuardedEnvironment

    return GuardedEnvironment(TemplateLoader(folder, base, dict(own)), placed=placed)


def _given(stylesheet: Stylesheet) -> dict[str, Any]:
    """Return what templates are given beside the document: fixed wording, places, widths of columns, sizes of pictures,
    distances, styles of cells.
    """
    return {
        "lv": stylesheet.words,
        "vt": stylesheet.places,
        "cot": {name: _written(widths) for name, widths in stylesheet.columns.items()},
        "cach": stylesheet.gaps,
        "rong": lambda table: _written(widths_of(table, stylesheet).columns),
        "kho_hinh": lambda picture: _written(size_of(picture, stylesheet)),
        "kieu_o": CELL_STYLES,
    }


def _written(widths: tuple[float, ...]) -> str:
    return " ".join(f"{width:g}" for width in widths)
