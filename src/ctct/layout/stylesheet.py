"""A layout's own data, ``the-thuc.yaml``: page, styles, marks and fixed wording, each value with its clause.

Lengths are millimetres, sizes and spacings points.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, Self

from ctct.diagnostics import Citation
from ctct.language import _
from ctct.resolve.conventions import Conventions, LevelConvention


class Style(NamedTuple):
    """A named style; ``None`` leaves a property to ``base`` (``""``: the document's defaults).

    ``outline`` is the depth in Word's navigation pane from 1, 0 for none; ``line`` an exact line height; ``rule`` the
    weight of a drawn line; ``character`` styles dress words, the others paragraphs. ``spacing`` is a line height in lines,
    ``number_bold`` whether the numbers of its list are bold whatever their paragraph is (as bold as the style itself when
    ``None``), ``colour`` is ``RRGGBB``; a style that is ``optional`` is written only where it is worn. The
    lines of what is ``phrased`` break between phrases, by :mod:`ctct.layout.line_breaks`.
    """

    name: str
    base: str
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    underline: bool | None = None
    align: str | None = None
    first_line: float | None = None
    indent: float | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    outline: int | None = None
    keep_next: bool | None = None
    character: bool = False
    rule: float | None = None
    spacing: float | None = None
    number_bold: bool | None = None
    colour: str | None = None
    optional: bool = False
    phrased: bool | None = None


class Page(NamedTuple):
    """Paper and margins in millimetres; ``header`` is how far what stands in the margins is from the edge: the page number from
    the top edge, what stands at the foot from the bottom edge.
    """

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    header: float
    font: str
    language: str
    mirrored: bool = False

    @property
    def text_width(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right

    def turned(self) -> Self:
        """Return the page on its side, with the same margins above, below, left and right."""
        return self._replace(width=self.height, height=self.width)


class Form(NamedTuple):
    """The types (or keys of a draft) that something holds for, and the clause that says so.

    A stylesheet has them by the keys of ``thanh_phan``: which types must have a part, which may, which levels stand in a điều
    alone, and which parts of a draft the layout has no form for.
    """

    types: frozenset[str] = frozenset()
    cites: Citation | None = None


class Stylesheet(NamedTuple):
    """A layout in one edition of its regulation; ``family`` names the regulation's own layout that it is or stems from.

    ``places`` say whether a component that editions put in different places stands in the one that its key names.
    """

    name: str
    family: str
    edition: str
    page: Page
    columns: Mapping[str, tuple[float, ...]]
    gaps: Mapping[str, float]
    words: Mapping[str, str]
    places: Mapping[str, bool]
    styles: Mapping[str, Style]
    levels: Mapping[str, LevelConvention]
    article_levels: Mapping[str, LevelConvention]
    forms: Mapping[str, Form]
    margins: Citation

    @property
    def conventions(self) -> Conventions:
        """What resolution needs to know of the layout."""
        return Conventions(self.levels, self.article_levels, self.words)

    def effective(self, name: str) -> dict[str, Any]:
        """Return the properties of style ``name`` with those that it takes from its bases."""
        style = self.styles[name]
        own = {key: getattr(style, key) for key in Style._fields if getattr(style, key) is not None}
        return {**(self.effective(style.base) if style.base else {}), **own}


class Layout(NamedTuple):
    """A layout's folder with its stylesheet; ``base`` is where the templates that it lacks are sought.

    ``templates`` are the sources of an office's own, by name; ``None`` for a layout that ships with ctct.
    """

    folder: Path
    stylesheet: Stylesheet
    base: Path | None = None
    templates: Mapping[str, str] | None = None


def in_a_sentence(name: str) -> str:
    """Return the name of a layout as it stands inside a sentence, in the language that is spoken."""
    name = _(name)
    return name[:1].lower() + name[1:]
