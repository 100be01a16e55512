"""The gallery: the first page of every example and of every type of every layout, its source beside it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import ctct
from ctct.drafting.scaffold import Wanted, family_of, scaffold
from ctct.model.types import TYPES_OF
from ctct.source.shipped import layouts
from pictures import picture

ROOT = Path(__file__).parents[1]
_DAY = date(2026, 8, 3)
_BODIES = {"dang": "Đảng ủy xã Tân Lập"}
_STATE_BODY = "Ủy ban nhân dân xã Tân Lập"
_TITLES = {
    "vi": {
        "vi-du": "Văn bản ví dụ",
        "dang": "Các loại văn bản của Đảng",
        "nha-nuoc": "Các loại văn bản hành chính",
        "van-ban-quy-pham": "Văn bản quy phạm pháp luật",
    },
    "en": {
        "vi-du": "Examples",
        "dang": "Documents of the Party",
        "nha-nuoc": "Administrative documents of the State",
        "van-ban-quy-pham": "Legal normative documents",
    },
}
_WORDS = {
    "vi": ("Trưng bày", "Trang đầu của từng văn bản; bấm vào để xem dự thảo đã dựng ra nó.", "Trang đầu"),
    "en": ("Gallery", "The first page of each document; click to see the draft that it is built from.", "First page"),
}
"""The title of the gallery, what it says of itself, and what it calls a picture, in either language."""
_SUFFIXES = {".yaml": "yaml", ".md": "markdown"}


class Shown(NamedTuple):
    """A draft in the gallery: the name of its picture, its title, its text and the notation of it."""

    name: str
    title: str
    text: str
    notation: str
    folder: Path


def write_gallery(folder: Path) -> None:
    """Write a page for the examples and one for each layout to ``folder``, with their pictures (PNG), and a page of all, in
    either language.
    """
    folder.mkdir()
    groups = {"vi-du": list(_examples())} | {layout: list(_scaffolds(layout)) for layout in layouts()}
    for draft in chain.from_iterable(groups.values()):
        (folder / f"{draft.name}.png").write_bytes(picture(ctct.compile(draft.text, to="pdf", folder=draft.folder)))
    for language, suffix in (("vi", ".md"), ("en", ".en.md")):
        for group, drafts in groups.items():
            (folder / f"{group}{suffix}").write_text("\n".join(_page(group, drafts, language)), "utf-8")
        (folder / f"index{suffix}").write_text("\n".join(_overview(groups, language)), "utf-8")


def _examples() -> Iterator[Shown]:
    for path in sorted((ROOT / "examples").rglob("*")):
        inside = path.relative_to(ROOT / "examples").parts
        if path.suffix in _SUFFIXES and not {"danh-ba", "theo-doi"} & set(inside):
            text = path.read_text("utf-8")
            name = "-".join(inside).replace(".", "-")
            yield Shown(name, "/".join(inside), text, _SUFFIXES[path.suffix], path.parent)


def _scaffolds(layout: str) -> Iterator[Shown]:
    family = family_of(layout)
    for loai, form in TYPES_OF[family].types.items():
        text = scaffold(Wanted(layout, family, loai, _BODIES.get(layout, _STATE_BODY), "Tân Lập", _DAY), None)
        yield Shown(f"{layout}-{loai}", form.name, text, "yaml", ROOT)


def _page(group: str, drafts: list[Shown], language: str) -> Iterator[str]:
    *_, picture_of = _WORDS[language]
    yield from (f"# {_TITLES[language][group]}", "")
    for draft in drafts:
        yield from (f"## {draft.title} {{#{draft.name}}}", "", '<div class="canh-nhau" markdown>', "")
        yield from (f"![{picture_of}: {draft.title}]({draft.name}.png){{loading=lazy}}", "")
        yield from (f"~~~~ {{.{draft.notation}}}", draft.text.rstrip(), "~~~~", "", "</div>", "")


def _overview(groups: dict[str, list[Shown]], language: str) -> Iterator[str]:
    gallery, about, _ = _WORDS[language]
    yield from (f"# {gallery}", "", about, "")
    for group, drafts in groups.items():
        yield from (f"## [{_TITLES[language][group]}]({group}.md)", "", '<div class="cac-trang" markdown="span">')
        for draft in drafts:
            yield f"[![]({draft.name}.png){{loading=lazy}} {escape(draft.title)}]({group}.md#{draft.name})"
        yield from ("</div>", "")
