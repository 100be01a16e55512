"""A layout's own data, ``the-thuc.yaml``: page, styles, marks and fixed wording, each value with its clause.

Lengths are millimetres, sizes and spacings points.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, Self

from ctct.diagnostics import Citation, Rejected
from ctct.layout.data_faults import ALIGNMENTS, data_faults
from ctct.resolve.conventions import Conventions, LevelConvention


class Style(NamedTuple):
    """A named style; ``None`` leaves a property to ``base`` (``""``: the document's defaults).

    ``outline`` is the depth in Word's navigation pane from 1, 0 for none; ``line`` an exact line height; ``rule`` the
    weight of a drawn line; ``character`` styles dress words, the others paragraphs. ``spacing`` is a line height in lines,
    ``number_bold`` whether the numbers of its list are bold whatever their paragraph is (as bold as the style itself when
    ``None``), ``colour`` is ``RRGGBB``; a style that is ``optional`` is written only where it is worn.
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


class Page(NamedTuple):
    """Paper and margins in millimetres; ``header`` is the page number's distance from the top edge."""

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
    """The types (or keys of a draft) that something holds for, and the clause that says so."""

    types: frozenset[str] = frozenset()
    cites: Citation | None = None


FORMS = ("phai_kinh_gui", "duoc_kinh_gui", "phai_chu_the", "khong_co")
"""What a layout says of its parts: which types must, which may have them, and which parts of a draft it has no form for."""


class Stylesheet(NamedTuple):
    """A layout in one edition of its regulation; ``family`` names the regulation's own layout that it is or stems from."""

    name: str
    family: str
    edition: str
    page: Page
    columns: Mapping[str, tuple[float, ...]]
    gaps: Mapping[str, float]
    words: Mapping[str, str]
    styles: Mapping[str, Style]
    levels: Mapping[str, LevelConvention]
    article_levels: Mapping[str, LevelConvention]
    forms: Mapping[str, Form]
    margins: Citation
    scheme: Citation | None

    @property
    def conventions(self) -> Conventions:
        """What resolution needs to know of the layout."""
        return Conventions(self.levels, self.article_levels, self.words)

    def effective(self, name: str) -> dict[str, Any]:
        """Return the properties of style ``name`` with those that it takes from its bases."""
        style = self.styles[name]
        own = {key: getattr(style, key) for key in Style._fields if getattr(style, key) is not None}
        return {**(self.effective(style.base) if style.base else {}), **own}


class Choices(NamedTuple):
    """What a draft chooses where the regulation leaves a choice; ``year`` and ``edition`` decide which edition holds."""

    date: str
    edition: str | None = None
    size: int | None = None
    line: float | None = None
    mirrored: bool = False
    preset: int | None = None


class Layout(NamedTuple):
    """A layout's folder, where its templates are, with its stylesheet; ``base`` is where those that it lacks are sought."""

    folder: Path
    stylesheet: Stylesheet
    base: Path | None = None


def inherit(data: Any, base: Mapping[str, Any]) -> Any:
    """Return ``data`` with the sections, and the keys in them, that it leaves to ``base``."""
    if not isinstance(data, dict):
        return data
    merged = {**base, **data}
    for section, value in base.items():
        if isinstance(value, dict) and isinstance(data.get(section), dict):
            merged[section] = {**value, **data[section]}
    return merged


def build_stylesheet(data: Any, choices: Choices) -> Stylesheet:
    """Make the stylesheet of the edition that holds on ``choices.date`` (``YYYY-MM-DD``).

    Raises :class:`Rejected` with paths into ``the-thuc.yaml`` for what is wrong there; what a draft may not choose is told
    by :func:`ctct.layout.choices.choice_faults`.
    """
    faults = data_faults(data)
    if faults:
        raise Rejected(faults)
    edition = pick_edition(data, choices)
    data = in_edition(data, edition)
    words = data["loi_van"]
    sizes = _sizes(data["gioi_han"], choices)
    styles = {name: _style(name, raw, sizes) for name, raw in data["kieu"].items()}
    return Stylesheet(
        name=data["ten"],
        family=data["ho"],
        edition=edition["ten"],
        page=_page({key: raw["gia_tri"] for key, raw in data["trang"].items()}, choices.mirrored),
        columns={key: tuple(raw["gia_tri"]) for key, raw in data["cot"].items()},
        gaps={key: raw["gia_tri"] for key, raw in data["khoang_cach"].items()},
        words={key: str(raw["gia_tri"]) for key, raw in words.items()},
        styles=styles,
        levels=_levels(data["danh_so"], words),
        article_levels=_levels(data["danh_so_theo_dieu"], words),
        forms={key: _form(data.get("thanh_phan", {}).get(key)) for key in FORMS},
        margins=cited(data["trang"]["le_trai"]["can_cu"]),
        scheme=_firm(data["danh_so_theo_dieu"]["dieu"]),
    )


def _firm(raw: Mapping[str, Any]) -> Citation | None:
    """Return the clause of a value whose own words were read, ``None`` for one of lesser certainty."""
    return cited(raw["can_cu"]) if raw.get("tin_cay") == "A" else None


def _form(raw: Mapping[str, Any] | None) -> Form:
    return Form(frozenset(raw["gia_tri"]), cited(raw["can_cu"])) if raw else Form()


def cited(written: str) -> Citation:
    """Read ``can_cu``: the document, a comma, the clause."""
    document, _, clause = written.partition(", ")
    return Citation(document, clause or document)


def _page(values: Mapping[str, Any], mirrored: bool) -> Page:
    return Page(
        width=values["rong"],
        height=values["cao"],
        top=values["le_tren"],
        bottom=values["le_duoi"],
        left=values["le_trai"],
        right=values["le_phai"],
        header=values["so_trang_cach_mep"],
        font=values["phong_chu"],
        language=values["ngon_ngu"],
        mirrored=mirrored,
    )


def pick_edition(data: Any, choices: Choices) -> Mapping[str, Any]:
    """Return the edition asked for, else the last one in force on the document's date (before all of them, the first)."""
    editions: list[Mapping[str, Any]] = data["an_ban"]
    asked = [edition for edition in editions if edition["ten"] == choices.edition]
    in_force = [edition for edition in editions if edition["tu"] <= choices.date]
    return (asked or in_force[-1:] or editions)[0]


def in_edition(data: Any, edition: Mapping[str, Any]) -> Any:
    """Return ``data`` with each ``section.key`` that ``edition`` changes replaced."""
    changed = dict(data)
    for path, value in edition.get("khac", {}).items():
        section, _, key = path.partition(".")
        changed[section] = {**changed[section], key: value}
    return changed


class _Sizes(NamedTuple):
    """The size and line height of the body, and which of a layout's sets of sizes the others are taken from."""

    body: float
    line: float | None
    spacing: float | None
    preset: int

    def of(self, written: Any) -> Any:
        """Return the size that ``co`` says: a number, one for each set, or the body's own."""
        if isinstance(written, list):
            return written[self.preset]
        return self.body if written == "noi_dung" else written


def _sizes(limits: Mapping[str, Any], choices: Choices) -> _Sizes:
    presets = limits.get("bo_co_chu", {}).get("gia_tri", ())
    chosen = choices.preset if choices.preset in presets else None
    size = choices.size or chosen or limits["co_chu"]["gia_tri"][0]
    line = choices.line or limits["gian_dong"]["gia_tri"][0]
    in_lines = limits["gian_dong"].get("don_vi") == "dòng"
    preset = presets.index(chosen) if chosen else 0
    return _Sizes(size, None if in_lines else line, line if in_lines else None, preset)


def _style(name: str, raw: Mapping[str, Any], sizes: _Sizes) -> Style:
    body = raw.get("co") == "noi_dung"
    return Style(
        name=name,
        base=raw.get("theo", ""),
        size=sizes.of(raw.get("co")),
        bold=raw.get("dam"),
        italic=raw.get("nghieng"),
        caps=raw.get("hoa"),
        underline=raw.get("gach_chan"),
        align=ALIGNMENTS[raw["can"]] if "can" in raw else None,
        first_line=raw.get("dau_dong"),
        indent=raw.get("lui"),
        before=raw.get("truoc"),
        after=raw.get("sau"),
        line=sizes.line if body else raw.get("dong"),
        outline=raw.get("cap"),
        keep_next=raw.get("giu_sau"),
        character=raw.get("chu", False),
        rule=raw.get("net"),
        spacing=sizes.spacing if body else None,
        number_bold=raw.get("so_dam"),
        colour=raw.get("mau"),
        optional=raw.get("khi_dung", False),
    )


def _levels(raw: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, LevelConvention]:
    return {
        level: LevelConvention(
            mark=value["gia_tri"],
            word=value["viet"],
            style=value["kieu"],
            own_line=value.get("ten_rieng_dong", False),
            joint=words["noi_vien_dan"]["gia_tri"] if "noi_vien_dan" in words else ", ",
        )
        for level, value in raw.items()
    }


def in_a_sentence(name: str) -> str:
    """Return the name of a layout as it stands inside a sentence."""
    return name[:1].lower() + name[1:]
