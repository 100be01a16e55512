"""A layout's own data, ``the-thuc.yaml``: page, styles, marks and fixed wording, each value with its clause.

Lengths are millimetres, sizes and spacings points.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, Self

from ctct.diagnostics import Citation
from ctct.layout.data import Choices, Edition, pick_edition
from ctct.model.layout import OF_BODY, GioiHan, KieuChu, Trang
from ctct.model.layout_values import CacTen, CapDanhSo, GiaTri
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


_ALIGNMENTS = {"trai": "left", "giua": "center", "phai": "right", "deu": "both"}


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


def build_stylesheet(editions: tuple[Edition, ...], choices: Choices) -> Stylesheet:
    """Make the stylesheet of the edition that holds on ``choices.date``. What a draft may not choose is told
    by :func:`ctct.layout.choices.choice_faults`.
    """
    edition = pick_edition(editions, choices)
    layout = edition.layout
    sizes = _sizes(layout.gioi_han, choices)
    styles = {name: _style(name, look, sizes) for name, look in layout.kieu.items()}
    words = {key: word.gia_tri for key, word in layout.loi_van.items()}
    joint = words.get("noi_vien_dan", ", ")
    return Stylesheet(
        name=layout.ten,
        family=layout.ho,
        edition=edition.name,
        page=_page(layout.trang, choices.mirrored),
        columns={key: widths.gia_tri for key, widths in layout.cot.items()},
        gaps={key: gap.gia_tri for key, gap in layout.khoang_cach.items()},
        words=words,
        places={key: place.gia_tri for key, place in layout.vi_tri.items()},
        styles=styles,
        levels={name: _level(level, joint) for name, level in layout.danh_so if level},
        article_levels={name: _level(level, joint) for name, level in layout.danh_so_theo_dieu},
        forms={key: _form(listed) for key, listed in layout.thanh_phan},
        margins=cited(layout.trang.le_trai),
    )


def _form(listed: CacTen | None) -> Form:
    return Form(frozenset(listed.gia_tri), cited(listed)) if listed else Form()


def cited(value: GiaTri) -> Citation:
    """Read ``can_cu``: the document, a comma, the clause."""
    document, _, clause = value.can_cu.partition(", ")
    return Citation(document, clause or document)


def _page(page: Trang, mirrored: bool) -> Page:
    return Page(
        width=page.rong.gia_tri,
        height=page.cao.gia_tri,
        top=page.le_tren.gia_tri,
        bottom=page.le_duoi.gia_tri,
        left=page.le_trai.gia_tri,
        right=page.le_phai.gia_tri,
        header=page.so_trang_cach_mep.gia_tri,
        font=page.phong_chu.gia_tri,
        language=page.ngon_ngu.gia_tri,
        mirrored=mirrored,
    )


class _Sizes(NamedTuple):
    """The size and line height of the body, and which of a layout's sets of sizes the others are taken from."""

    body: float
    line: float | None
    spacing: float | None
    preset: int

    def of(self, written: float | tuple[float, ...] | str | None) -> float | None:
        """Return the size that ``co`` says: a number, one for each set, or the body's own."""
        if isinstance(written, tuple):
            return written[self.preset]
        return self.body if isinstance(written, str) else written


def _sizes(limits: GioiHan, choices: Choices) -> _Sizes:
    presets = limits.bo_co_chu.gia_tri if limits.bo_co_chu else ()
    chosen = choices.preset if choices.preset in presets else None
    size = choices.size or chosen or limits.co_chu.gia_tri[0]
    line = choices.line or limits.gian_dong.gia_tri[0]
    in_lines = limits.gian_dong.don_vi == "dòng"
    preset = presets.index(chosen) if chosen else 0
    return _Sizes(size, None if in_lines else line, line if in_lines else None, preset)


def _style(name: str, look: KieuChu, sizes: _Sizes) -> Style:
    body = look.co == OF_BODY
    return Style(
        name=name,
        base=look.theo or "",
        size=sizes.of(look.co),
        bold=look.dam,
        italic=look.nghieng,
        caps=look.hoa,
        underline=look.gach_chan,
        align=_ALIGNMENTS[look.can] if look.can else None,
        first_line=look.dau_dong,
        indent=look.lui,
        before=look.truoc,
        after=look.sau,
        line=sizes.line if body else look.dong,
        outline=look.cap,
        keep_next=look.giu_sau,
        character=look.chu,
        rule=look.net,
        spacing=sizes.spacing if body else None,
        number_bold=look.so_dam,
        colour=look.mau,
        optional=look.khi_dung,
        phrased=look.ngat_theo_cum,
    )


def _level(level: CapDanhSo, joint: str) -> LevelConvention:
    return LevelConvention(
        mark=level.gia_tri,
        word=level.viet,
        style=level.kieu,
        own_line=level.ten_rieng_dong,
        joint=joint,
    )


def in_a_sentence(name: str) -> str:
    """Return the name of a layout as it stands inside a sentence."""
    return name[:1].lower() + name[1:]
