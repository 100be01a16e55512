"""A layout's own data, ``the-thuc.yaml``: page, styles, marks and fixed wording, each value with its clause.

Lengths are millimetres, sizes and spacings points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ctct.diagnostics import Diagnostic, Rejected, error, nearest
from ctct.diagnostics import Path as Place
from ctct.resolve.conventions import Conventions, LevelConvention

ALIGNMENTS = {"trai": "left", "giua": "center", "phai": "right", "deu": "both"}

REQUIRED_STYLES = frozenset({"Nội dung", "Chữ đậm", "Chữ nghiêng", "Chú thích", "Số trang"})
"""What every writer needs, whatever the templates use."""

_STYLE_KEYS: dict[str, type | tuple[type, ...]] = {
    "theo": str, "co": (int, float, str), "dam": bool, "nghieng": bool, "hoa": bool, "gach_chan": bool, "can": str,
    "dau_dong": (int, float), "lui": (int, float), "truoc": (int, float), "sau": (int, float), "dong": (int, float),
    "cap": int, "giu_sau": bool, "chu": bool, "net": (int, float), "can_cu": str, "tin_cay": str,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Style:
    """A named style; ``None`` leaves a property to ``base`` (``""``: the document's defaults).

    ``outline`` is the depth in Word's navigation pane from 1, 0 for none; ``line`` an exact line height; ``rule`` the
    weight of a drawn line; ``character`` styles dress words, the others paragraphs.
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


@dataclass(frozen=True, slots=True)
class Page:
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


@dataclass(frozen=True)
class Stylesheet:
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

    @cached_property
    def conventions(self) -> Conventions:
        """What resolution needs to know of the layout."""
        return Conventions(self.levels, self.article_levels, self.words)

    def effective(self, name: str) -> dict[str, Any]:
        """Return the properties of style ``name`` with those that it takes from its bases."""
        style = self.styles[name]
        own = {key: getattr(style, key) for key in Style.__slots__ if getattr(style, key) is not None}
        return {**(self.effective(style.base) if style.base else {}), **own}


@dataclass(frozen=True, slots=True)
class Choices:
    """What a draft chooses where the regulation leaves a choice; ``year`` and ``edition`` decide which edition holds."""

    date: str
    edition: str | None = None
    size: int | None = None
    line: int | None = None
    mirrored: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout's folder, where its templates are, with its stylesheet."""

    folder: Path
    stylesheet: Stylesheet


def build_stylesheet(data: Any, choices: Choices) -> Stylesheet:
    """Make the stylesheet of the edition that holds on ``choices.date`` (``YYYY-MM-DD``).

    Raises :class:`Rejected` with paths into ``the-thuc.yaml`` for what is wrong there; what a draft may not choose is told
    by :func:`choice_faults`.
    """
    faults = list(_faults(data))
    if faults:
        raise Rejected(faults)
    edition = pick_edition(data, choices)
    data = _apply(data, edition.get("khac", {}))
    words = data["loi_van"]
    size = choices.size or data["gioi_han"]["co_chu"]["gia_tri"][0]
    line = choices.line or data["gioi_han"]["gian_dong"]["gia_tri"][0]
    styles = {name: _style(name, raw, size, line) for name, raw in data["kieu"].items()}
    return Stylesheet(
        name=data["ten"],
        family=data["ho"],
        edition=edition["ten"],
        page=_page({key: raw["gia_tri"] for key, raw in data["trang"].items()}, choices.mirrored),
        columns={key: tuple(raw["gia_tri"]) for key, raw in data["cot"].items()},
        gaps={key: raw["gia_tri"] for key, raw in data["khoang_cach"].items()},
        words={key: str(raw["gia_tri"]) for key, raw in words.items()},
        styles=styles,
        levels=_levels(data["danh_so"], styles),
        article_levels=_levels(data["danh_so_theo_dieu"], styles),
    )


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


def choice_faults(data: Any, choices: Choices) -> list[Diagnostic]:
    """Return an error for each choice of a draft that lies outside what the regulation leaves free."""
    data = _apply(data, pick_edition(data, choices).get("khac", {}))
    faults = []
    for key, chosen, unit in (("co_chu", choices.size, "pt"), ("gian_dong", choices.line, "pt")):
        limit = data["gioi_han"][key]
        low, high = limit["gia_tri"]
        if chosen is not None and not low <= chosen <= high:
            message = f"{key} «{chosen}» nằm ngoài khoảng cho phép ({limit['can_cu']})"
            faults.append(error("TB01", ("trinh_bay", key), message, f"chọn từ {low} đến {high} {unit}"))
    return faults


def _apply(data: Any, changes: Mapping[str, Any]) -> Any:
    """Return ``data`` with each ``section.key`` of ``changes`` replaced."""
    changed = dict(data)
    for path, value in changes.items():
        section, _, key = path.partition(".")
        changed[section] = {**changed[section], key: value}
    return changed


def _style(name: str, raw: Mapping[str, Any], size: int, line: int) -> Style:
    body = raw.get("co") == "noi_dung"
    return Style(
        name=name,
        base=raw.get("theo", ""),
        size=size if body else raw.get("co"),
        bold=raw.get("dam"),
        italic=raw.get("nghieng"),
        caps=raw.get("hoa"),
        underline=raw.get("gach_chan"),
        align=ALIGNMENTS[raw["can"]] if "can" in raw else None,
        first_line=raw.get("dau_dong"),
        indent=raw.get("lui"),
        before=raw.get("truoc"),
        after=raw.get("sau"),
        line=line if body else raw.get("dong"),
        outline=raw.get("cap"),
        keep_next=raw.get("giu_sau"),
        character=raw.get("chu", False),
        rule=raw.get("net"),
    )


def _levels(raw: Mapping[str, Any], styles: Mapping[str, Style]) -> dict[str, LevelConvention]:
    return {
        level: LevelConvention(
            mark=value["gia_tri"],
            word=value["viet"],
            style=value["kieu"],
            bold_number=bool(styles[value["kieu"]].bold),
            own_line=value.get("ten_rieng_dong", False),
        )
        for level, value in raw.items()
    }


def _faults(data: Any) -> list[Diagnostic]:
    """Find what keeps ``the-thuc.yaml`` from being read: sections, then values, then styles."""
    sections = (
        "ten",
        "ho",
        "an_ban",
        "trang",
        "cot",
        "khoang_cach",
        "gioi_han",
        "loi_van",
        "danh_so",
        "danh_so_theo_dieu",
        "kieu",
    )
    if not isinstance(data, dict):
        return [error("TT01", (), "thể thức phải là các mục «khóa: giá trị»")]
    missing = [error("TT01", (), f"thể thức thiếu mục «{name}»") for name in sections if name not in data]
    if missing:
        return missing
    faults = []
    for section in ("trang", "cot", "khoang_cach", "gioi_han", "loi_van", "danh_so", "danh_so_theo_dieu"):
        for key, value in data[section].items():
            if not isinstance(value, dict) or "gia_tri" not in value or "can_cu" not in value:
                faults.append(error("TT02", (section, key), f"«{key}» phải có «gia_tri» và «can_cu»"))
    for name in sorted(REQUIRED_STYLES - data["kieu"].keys()):
        faults.append(error("TT03", ("kieu",), f"thiếu kiểu «{name}»", on_key=True))
    for name, raw in data["kieu"].items():
        faults.extend(_style_faults(name, raw, data["kieu"]))
    return faults


def _style_faults(name: str, raw: Any, styles: Mapping[str, Any]) -> list[Diagnostic]:
    at: Place = ("kieu", name)
    if "," in name:
        return [error("TT03", at, f"tên kiểu «{name}» có dấu phẩy; Word không nhận", on_key=True)]
    if not isinstance(raw, dict):
        return [error("TT03", at, f"kiểu «{name}» phải là các mục «khóa: giá trị»")]
    faults = []
    for key, value in raw.items():
        if key not in _STYLE_KEYS:
            faults.append(error("TT03", (*at, key), f"không có thuộc tính «{key}»", nearest(key, _STYLE_KEYS), on_key=True))
        elif not isinstance(value, _STYLE_KEYS[key]):
            faults.append(error("TT03", (*at, key), f"giá trị «{value}» của «{key}» không đúng kiểu"))
    if raw.get("theo", name) not in styles:
        faults.append(error("TT03", (*at, "theo"), f"không có kiểu «{raw['theo']}»", nearest(raw["theo"], styles)))
    if raw.get("can", "deu") not in ALIGNMENTS:
        faults.append(error("TT03", (*at, "can"), f"không có cách căn «{raw['can']}»", "ghi trai, giua, phai hoặc deu"))
    return faults
