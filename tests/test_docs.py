"""What the documents show is true: their drafts build, their commands exist, their generated parts are fresh."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from ctct.cli import COMMANDS
from ctct.model.jsonschema import SCHEMAS, schema_text
from ctct.pipeline import check
from ctct.project.files import Source
from ctct.runs.check import Check
from drafts import built

ROOT = Path(__file__).parents[1]
GUIDE = (ROOT / "docs" / "huong-dan.md").read_text("utf-8")
ENGLISH = (ROOT / "docs" / "huong-dan.en.md").read_text("utf-8")
TRANSLATED = sorted(page.name.removesuffix(".en.md") for page in (ROOT / "docs").glob("*.en.md"))
README = (ROOT / "README.md").read_text("utf-8")


def yaml_blocks(text: str) -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def whole_drafts() -> Iterator[tuple[str, Source]]:
    """Yield every whole draft that a document shows, as the file that it would be, each with a name."""
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        shown = re.findall(r"^```(yaml|markdown)\n((?:---\n)?.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
        drafts = [(form, draft) for form, draft in shown if re.search(r"^loai:", draft, re.MULTILINE)]
        for number, (form, draft) in enumerate(drafts, 1):
            name = "du-thao.yaml" if form == "yaml" else "du-thao.md"
            yield f"{page.stem} {number}", Source(name, draft.encode(), ROOT / "examples")


@pytest.mark.parametrize("source", [pytest.param(source, id=name) for name, source in whole_drafts()])
def test_whole_drafts_build_and_no_rule_finds_fault(source: Source) -> None:
    assert Check(today="2026-11-24").judge(source).findings == ()
    assert built(source)


def test_tables_of_the_guide_build() -> None:
    tables = [block for block in yaml_blocks(GUIDE) if block.startswith("bang:")]
    assert tables
    first = next(block for block in yaml_blocks(GUIDE) if "loai:" in block)
    for table in tables:
        assert check(Source("du-thao.yaml", (first + table).encode(), ROOT / "examples")).findings == ()


@pytest.mark.parametrize("text", [GUIDE, README], ids=["huong-dan", "readme"])
def test_commands_exist(text: str) -> None:
    named = set(re.findall(r"`?ctct ([a-z-]+)", text)) - {"làm", "đọc"}
    assert {name for name in named if re.fullmatch(r"[a-z-]+", name)} & set(COMMANDS)
    for name in re.findall(r"^\| `ctct ([a-z-]+)", text, re.MULTILINE):
        assert name in COMMANDS


@pytest.mark.parametrize("text", [GUIDE, ENGLISH], ids=["vi", "en"])
def test_guide_lists_every_command(text: str) -> None:
    assert [name for name in COMMANDS if f"`ctct {name}" not in text] == []


def frame_of(page: Path) -> Iterator[str]:
    """Yield what a page has in either language: levels of headings, widths of table rows, code without its comments."""
    is_code = False
    for line in page.read_text("utf-8").splitlines():
        if line.startswith("```"):
            is_code = not is_code
            yield line
        elif is_code:
            yield re.sub(r"\s*#.*", "", line)
        elif marks := re.match(r"#+ ", line):
            yield marks[0]
        elif line.startswith("|"):
            yield "|" * len(re.findall(r"(?<!\\)\|", line))


@pytest.mark.parametrize("name", TRANSLATED)
def test_english_pages_have_what_the_vietnamese_have(name: str) -> None:
    vietnamese, english = (ROOT / "docs" / f"{name}{suffix}" for suffix in (".md", ".en.md"))
    assert list(frame_of(english)) == list(frame_of(vietnamese))
    led = [set(re.findall(r"\]\(([\w./-]+)", page.read_text("utf-8"))) for page in (english, vietnamese)]
    assert led[0] == {to.replace(".md", ".en.md") if to.removesuffix(".md") in TRANSLATED else to for to in led[1]}


@pytest.mark.parametrize("name", SCHEMAS)
def test_schema_is_fresh(name: str) -> None:
    assert (ROOT / "schema" / name).read_text("utf-8") == schema_text(name), f"run: ctct schema > schema/{name}"


def test_two_commands_are_scripts() -> None:
    for name in re.findall(r"^sh (scripts/\w+)", README, re.MULTILINE):
        assert (ROOT / name).is_file()


def test_links_lead_somewhere() -> None:
    for page in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        for link in re.findall(r"\]\(([^)#:\s]+)\)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_promises_name_the_tests_that_hold_them() -> None:
    named = re.findall(r"`(?:tests/)?(\w+\.py)`", (ROOT / "SECURITY.md").read_text("utf-8"))
    assert named
    assert [name for name in named if not (ROOT / "tests" / name).is_file()] == []
