"""The documentation site: built from the guide, the examples and the model, without a warning."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ctct.drafting.scaffold import family_of
from ctct.model.document import VanBan
from ctct.model.types import TYPES_OF
from ctct.source.shipped import layouts
from judges import ROOT

pytest.importorskip("mkdocs")
if shutil.which("pdftoppm") is None:
    pytest.skip("poppler is not installed", allow_module_level=True)

SMALL = 60_000
"""Bytes of a picture in the guide."""


@pytest.fixture(scope="module")
def site() -> Path:
    made = subprocess.run(["sh", str(ROOT / "scripts/site")], cwd=ROOT, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    return ROOT / ".site/html"


def test_the_gallery_shows_every_type_beside_its_source(site: Path) -> None:
    for layout in layouts():
        page = (site / f"trung-bay/{layout}.html").read_text("utf-8")
        for loai in TYPES_OF[family_of(layout)].types:
            assert f'src="{layout}-{loai}.png"' in page
            assert (site / f"trung-bay/{layout}-{loai}.png").stat().st_size > 1000
        assert page.count('class="canh-nhau"') == page.count("<pre>") == len(TYPES_OF[family_of(layout)].types)


def test_pictures_and_pages_of_the_gallery_are_where_it_looks_for_them(site: Path) -> None:
    for folder in ("trung-bay", "en/trung-bay"):
        page = (site / folder / "index.html").read_text("utf-8")
        pictures, pages = re.findall(r'src="([^":]+\.png)"', page), re.findall(r'<a href="([^"#:]+\.html)#[^"]+"><img', page)
        assert len(pictures) == len(pages) > 80
        assert [name for name in (*pictures, *pages) if not (site / folder / name).exists()] == []


def test_every_key_of_the_model_is_in_the_reference(site: Path) -> None:
    page = (site / "tra-cuu/khoa.html").read_text("utf-8")
    assert [key for key in VanBan.model_fields if f"<code>{key}</code>" not in page] == []


def test_nothing_is_fetched_from_a_network(site: Path) -> None:
    fetched = re.compile(r'<(?:script|img|link rel="(?:stylesheet|preconnect)")[^>]*(?:src|href)="(?:https?:)?//')
    assert [page.name for page in site.rglob("*.html") if fetched.search(page.read_text("utf-8"))] == []


def test_english_stands_beside_vietnamese(site: Path) -> None:
    assert "Official Vietnamese documents as code" in (site / "en/index.html").read_text("utf-8")
    assert "Văn bản chính thức viết như mã nguồn" in (site / "index.html").read_text("utf-8")
    for page in (ROOT / "docs").glob("*.en.md"):
        title = page.read_text("utf-8").partition("\n")[0].removeprefix("# ")
        assert f">{title}<" in (site / f"en/{page.name.removesuffix('.en.md')}.html").read_text("utf-8")


def test_pictures_of_the_guide_are_small() -> None:
    pictures = list((ROOT / "docs/anh").iterdir())
    assert pictures
    assert [picture.name for picture in pictures if picture.stat().st_size > SMALL] == []
