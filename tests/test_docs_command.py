"""The guide ships with ctct: listed, printed, opened; its pages lead to each other."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlparse

import pytest
from click.testing import CliRunner

from ctct.cli import main

DOCS = Path(__file__).parents[1] / "docs"


def test_pages_are_listed_with_their_titles() -> None:
    done = CliRunner().invoke(main, ["docs"])
    assert done.exit_code == 0
    vietnamese = [path.stem for path in sorted(DOCS.glob("*.md")) if not path.stem.endswith(".en")]
    assert [line.split()[0] for line in done.output.splitlines()] == vietnamese
    assert "cai-dat                Cài đặt" in done.output
    assert "cai-dat                Installing" in CliRunner().invoke(main, ["--lang", "en", "docs"]).output


@pytest.mark.parametrize("name", ["cai-dat", "cai-dat.md"])
def test_a_page_is_printed(name: str) -> None:
    assert CliRunner().invoke(main, ["docs", name]).output == (DOCS / "cai-dat.md").read_text("utf-8")
    english = CliRunner().invoke(main, ["--lang", "en", "docs", name]).output
    assert english == (DOCS / "cai-dat.en.md").read_text("utf-8")


def test_a_page_that_is_not_there() -> None:
    done = CliRunner().invoke(main, ["docs", "cai-dta"])
    assert done.exit_code == 2
    assert "cai-dat" in done.stderr


@pytest.mark.parametrize(
    ("language", "title", "link"),
    [("vi", "Hướng dẫn dùng ctct", r'href="([\w-]+\.html)'), ("en", "A guide to ctct", r'href="([\w-]+\.en\.html)')],
)
def test_the_guide_opens_in_a_browser(
    language: str, title: str, link: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("click.launch", opened.append)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert CliRunner().invoke(main, ["--lang", language, "docs", "--open"]).exit_code == 0
    page = Path(unquote(urlparse(opened[0]).path))
    text = page.read_text("utf-8")
    assert f"<h1>{title}</h1>" in text
    assert f'<html lang="{language}">' in text
    linked = re.findall(link, text)
    assert linked
    assert [name for name in linked if not (page.parent / name).exists()] == []
    assert CliRunner().invoke(main, ["docs", "--open"]).exit_code == 0, "a second time, over what was written"
